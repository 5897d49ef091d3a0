"""The register of trainings: who took part, who was there, and attestations with their numbers."""

from __future__ import annotations

import io
from datetime import date

import pytest
from pypdfium2 import PdfDocument

from abductdesk.actions import trainings as do
from abductdesk.actions.directorypage import entry_page
from abductdesk.actions.office import Office
from abductdesk.actions.undo import last_change
from abductdesk.faults import Invalid, Refused
from abductdesk.terms import Audience, TrainingKind
from tests.actions.directoryroom import ANY, TODAY, lawyer, mediator

TITLE = "Two states, one child"


@pytest.fixture
def training(office: Office) -> int:
    values = {
        "title": TITLE,
        "kind": TrainingKind.CROSS_BORDER_MEDIATION,
        "on": date(2026, 10, 1),
        "hours": 12,
    }
    return int(office.do(do.add_training, values).result)


def pages_of(pdf: bytes) -> list[str]:
    document = PdfDocument(io.BytesIO(pdf))
    return [page.get_textpage().get_text_bounded() for page in document]


def test_entries_and_others_take_part_and_the_training_counts_in_the_entry(
    office: Office, training: int
) -> None:
    one, two = mediator(office, "Een"), lawyer(office, "Twee")
    made = office.do(do.add_participants, training, [one, two]).result
    assert office.do(do.add_participants, training, [one]).result == []
    police = {"name": "Chris Agent", "audience": Audience.POLICE, "organisation": "Police zone"}
    office.do(do.add_participant, training, police)
    page = office.ask(do.training_page, training)
    assert [(each.name, each.audience) for each in page.participants] == [
        ("Ada Twee", Audience.LAWYERS), ("Chris Agent", Audience.POLICE), ("Mo Een", Audience.MEDIATORS),
    ]  # fmt: skip
    assert not office.ask(entry_page, one).cross_border
    office.do(do.mark_attended, [made[0]])
    followed = office.ask(entry_page, one)
    assert followed.cross_border
    assert [(each.training.title, each.training.hours) for each in followed.trainings] == [(TITLE, 12)]
    (line,) = office.ask(do.training_list)
    assert (line.participants, line.attended, line.attested) == (3, 1, 0)


def test_attestations_get_numbers_once_and_in_order(office: Office, training: int) -> None:
    ids = office.do(do.add_participants, training, [mediator(office, "Een"), mediator(office, "Twee")]).result
    with pytest.raises(Refused, match="Nobody is marked"):
        office.do(do.issue_attestations, training, "en")
    office.do(do.mark_attended, ids[:1])
    first = pages_of(office.do(do.issue_attestations, training, "en").result.bytes)
    assert len(first) == 1
    assert all(words in first[0] for words in ("AT-2026-0001", "Mo Een", TITLE, "12"))
    office.do(do.mark_attended, ids)
    both = pages_of(office.do(do.issue_attestations, training, "en").result.bytes)
    assert ["AT-2026-0001" in both[0], "AT-2026-0002" in both[1]] == [True, True]
    page = office.ask(do.training_page, training)
    assert [each.attestation for each in page.participants] == ["AT-2026-0001", "AT-2026-0002"]
    assert office.ask(last_change) is None  # what has left the office is not taken back


def test_what_stands_on_an_attestation_stays(office: Office, training: int) -> None:
    ids = office.do(do.add_participants, training, [mediator(office, "Een")]).result
    office.do(do.mark_attended, ids)
    office.do(do.issue_attestations, training, "en")
    with pytest.raises(Refused, match="stay as they are"):
        office.do(do.change_training, training, seen=ANY, changes={"hours": 30})
    with pytest.raises(Refused, match="stays"):
        office.do(do.remove_participant, ids[0])
    with pytest.raises(Refused, match="stays"):
        office.do(do.mark_attended, ids, attended=False)
    office.do(do.change_training, training, seen=ANY, changes={"place": "Brussel"})


def test_a_training_to_come_has_no_attestations(office: Office) -> None:
    values = {"title": TITLE, "kind": TrainingKind.OTHER, "on": TODAY, "until": date(2026, 12, 1)}
    made = office.do(do.add_training, values).result
    with pytest.raises(Refused, match="not over"):
        office.do(do.issue_attestations, made, "en")


def test_a_training_is_checked_and_removed_only_while_empty(office: Office, training: int) -> None:
    with pytest.raises(Invalid, match="end lies"):
        office.do(do.change_training, training, seen=ANY, changes={"until": date(2026, 9, 1)})
    who = office.do(do.add_participant, training, {"name": "Chris Agent"}).result
    with pytest.raises(Refused, match="took part"):
        office.do(do.remove_training, training)
    office.do(do.remove_participant, who)
    office.do(do.remove_training, training)
    assert office.ask(do.training_list) == []
