"""The calendar over all open cases, and the calendar file that leaves the vault."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
import vobject

from abductdesk.actions.agenda import Agenda, agenda
from abductdesk.actions.bureau import change_settings, settings
from abductdesk.actions.calendarfile import CalendarFile, export_calendar
from abductdesk.actions.casefile import case_file, case_history
from abductdesk.actions.cases import close_case, open_case
from abductdesk.actions.entries import add_entry, change_entry, remove_entry, tick_follow_up
from abductdesk.actions.events import add_event, change_event, remove_event
from abductdesk.actions.office import Office
from abductdesk.models import Case, HolidayChange, LimitDecision
from abductdesk.store.vault import Vault
from abductdesk.terms import ClosureReason, DecisionKind, EventKind, Status
from tests.actions.conftest import NOW, TODAY, removal

CANARY = "Kanarievogel"
SIX_WEEKS = "Decision at first instance"
DAY = timedelta(days=1)


def asked(office: Office, first: date, last: date, who: int | None = None) -> Agenda:
    return office.ask(agenda, first, last, who)


def exported(office: Office, who: int | None = None, language: str = "en") -> CalendarFile:
    made = office.do(export_calendar, language, who).result
    assert isinstance(made, CalendarFile)
    return made


def read(made: CalendarFile) -> dict[str, Any]:
    """The events by summary, as a second library reads them; the same summary twice would fail."""
    events = vobject.readOne(made.content.decode("utf-8")).contents.get("vevent", [])
    found = {event.summary.value: event for event in events}
    assert len(found) == len(events)
    return found


def seised(office: Office, case_id: int, days_ago: int) -> int:
    values = {"kind": EventKind.COURT_SEISED, "date": TODAY - DAY * days_ago}
    return int(office.do(add_event, case_id, values).result)


def hearing(office: Office, case_id: int, days: int, **values: Any) -> int:
    dated = {"kind": EventKind.INTRODUCTORY_HEARING, "date": TODAY + DAY * days, **values}
    return int(office.do(add_event, case_id, dated).result)


def closed(office: Office, case_id: int) -> None:
    seen = office.ask(case_file, case_id).case.version
    office.do(close_case, case_id, seen=seen, reason=ClosureReason.OTHER, despite_open_points=True)


@pytest.fixture
def busy(office: Office, case_id: int) -> int:
    """A court seised twenty days ago, a hearing, a follow-up with a name in it."""
    seised(office, case_id, 20)
    hearing(office, case_id, 5, time=time(9, 30), note=CANARY)
    office.do(add_entry, case_id, "follow_up", {"what": f"Ring {CANARY}", "due": TODAY + DAY * 3})
    return case_id


def test_every_kind_stands_on_its_day(office: Office, busy: int) -> None:
    found = asked(office, TODAY, TODAY + DAY * 60)
    on = {
        entry.on: entry.hearing or entry.follow_up or entry.deadline
        for entry in found.entries
        if entry.hearing or entry.follow_up
    }
    assert list(on) == [TODAY + DAY * 3, TODAY + DAY * 5]
    limits = {entry.deadline.name.text: entry.on for entry in found.entries if entry.deadline}
    assert limits[SIX_WEEKS] == TODAY + DAY * 22
    assert [entry.on for entry in found.entries] == sorted(entry.on for entry in found.entries)
    assert {entry.names for entry in found.entries} == {"Lina Voorbeeld"}


def test_only_the_days_asked_for(office: Office, busy: int) -> None:
    found = asked(office, TODAY + DAY * 5, TODAY + DAY * 5)
    assert [entry.hearing and entry.hearing.time for entry in found.entries] == [time(9, 30)]


def test_a_met_limit_stays_where_it_stood(office: Office, busy: int) -> None:
    office.do(add_event, busy, {"kind": EventKind.DECISION_RETURN, "date": TODAY - DAY})
    found = asked(office, TODAY + DAY * 22, TODAY + DAY * 22).entries
    met = [entry for entry in found if entry.deadline and entry.deadline.name.text == SIX_WEEKS]
    assert [(entry.settled, entry.missed) for entry in met] == [(True, False)]


def test_a_missed_limit_says_so(office: Office, case_id: int) -> None:
    seised(office, case_id, 60)
    found = asked(office, TODAY - DAY * 60, TODAY - DAY).entries
    missed = [entry for entry in found if entry.deadline and entry.deadline.name.text == SIX_WEEKS]
    assert [(entry.settled, entry.missed) for entry in missed] == [(False, True)]


def test_a_blocked_limit_stands_at_the_day_it_would_have(office: Office) -> None:
    office.do(open_case, removal(requested_state="TN"))
    found = asked(office, TODAY, TODAY + DAY * 100).entries
    blocked = {entry.deadline.status for entry in found if entry.blocked and entry.deadline}
    assert blocked == {Status.BLOCKED}


def test_study_and_closed_cases_stay_out(office: Office, busy: int) -> None:
    office.do(open_case, replace(removal(), study=True, reference="CJEU C-1/26"))
    closed(office, busy)
    found = asked(office, date(2026, 1, 1), date(2030, 1, 1))
    assert found.nothing
    assert found.entries == ()


def test_by_caseworker_and_by_who_has_the_follow_up(office: Office, colleague: Office, busy: int) -> None:
    theirs = int(colleague.do(open_case, removal(caseworker_id=2)).result)
    hearing(office, theirs, 6)
    office.do(add_entry, theirs, "follow_up", {"what": "Translate", "due": TODAY + DAY, "who_id": 1})
    span = (TODAY, TODAY + DAY * 20)
    mine = {(entry.case_id, entry.on) for entry in asked(office, *span, 1).entries}
    assert (theirs, TODAY + DAY) in mine
    assert (theirs, TODAY + DAY * 6) not in mine
    assert (busy, TODAY + DAY * 5) in mine
    assert {entry.case_id for entry in asked(office, *span, 2).entries} == {theirs}
    assert {entry.case_id for entry in asked(office, *span).entries} == {busy, theirs}


def test_free_days_have_their_names(office: Office) -> None:
    current = office.ask(agenda, TODAY, TODAY)
    assert current.free == {}
    closing = ["2026-12-24"]
    office.do(change_settings, seen=office.ask(settings).version, changes={"closed_days": closing})
    free = asked(office, date(2026, 12, 21), date(2026, 12, 27)).free
    assert {day.day: name.text for day, name in free.items()} == {24: "Bureau closed", 25: "Christmas Day"}


def test_a_corrected_holiday_is_followed(office: Office, vault: Vault) -> None:
    with vault.writing() as session:
        own = HolidayChange(state="BE", day=date(2026, 12, 22), works=False, name="Extra", source="Gazette")
        struck = HolidayChange(state="BE", day=date(2026, 12, 25), works=True, source="Gazette")
        session.add_all([own, struck])
    assert list(asked(office, date(2026, 12, 21), date(2026, 12, 27)).free) == [date(2026, 12, 22)]


def decide(vault: Vault, case_id: int, event_id: int, kind: DecisionKind, day: date) -> None:
    """A person decides about the six weeks, with a reason that names somebody."""
    with vault.writing() as session:
        session.add(
            LimitDecision(
                case_id=case_id,
                rule="b2b-art24-first-instance",
                event_id=event_id,
                kind=kind,
                day=day,
                reason=CANARY,
                staff_id=1,
                decided_on=TODAY,
            )
        )
        case = session.get(Case, case_id)
        assert case is not None
        case.fact_counter += 1


def test_a_limit_that_a_court_extended_stands_at_its_new_day(
    office: Office, case_id: int, vault: Vault
) -> None:
    event = seised(office, case_id, 20)
    before = exported(office)
    decide(vault, case_id, event, DecisionKind.EXTENDED, TODAY + DAY * 40)
    found = asked(office, TODAY + DAY * 40, TODAY + DAY * 40).entries
    assert [(entry.deadline.name.text, entry.settled) for entry in found if entry.deadline] == [
        (SIX_WEEKS, False)
    ]
    after = exported(office)
    (name,) = [name for name in read(before) if name.startswith(SIX_WEEKS)]
    assert read(after)[name].uid.value == read(before)[name].uid.value
    assert read(after)[name].dtstart.value == TODAY + DAY * 40
    assert CANARY.encode() not in after.content.replace(b"\r\n ", b"")


# the calendar file


def test_the_file_holds_whole_private_days_that_block_nobody(office: Office, busy: int) -> None:
    made = exported(office)
    reference = office.ask(case_file, busy).case.reference
    event = read(made)[f"Introductory hearing · {reference}"]
    assert event.dtstart.value == TODAY + DAY * 5
    assert event.dtend.value == TODAY + DAY * 6
    assert b"DTSTART;VALUE=DATE:20261128" in made.content
    assert (event.transp.value, event.contents["class"][0].value) == ("TRANSPARENT", "PRIVATE")
    assert (event.status.value, event.sequence.value) == ("CONFIRMED", "0")
    assert event.description.value == "At 09:30."
    assert made.dates == len(read(made))
    assert made.content.endswith(b"\r\n") and all(len(line) <= 75 for line in made.content.split(b"\r\n"))


def test_a_limit_says_article_and_what_lapses(office: Office, busy: int) -> None:
    reference = office.ask(case_file, busy).case.reference
    event = read(exported(office))[f"{SIX_WEEKS} · {reference}"]
    first, bound, lapse = event.description.value.split("\n")
    assert first.startswith("Art. 24(2)") and first.endswith("· Brussels IIb")
    assert bound.startswith("Who is bound: ") and lapse.startswith("If it lapses: ")


def test_nobody_is_named(office: Office, busy: int) -> None:
    office.do(open_case, removal(requested_state="TN", caseworker_id=1))
    for language in ("nl", "fr", "de", "en"):
        content = exported(office, 1, language).content.replace(b"\r\n ", b"").decode()
        for word in (CANARY, "Lina", "Voorbeeld", "Tom", "Exemple", "Peeters", "Bureau Test"):
            assert word not in content


def test_nothing_changed_gives_the_same_bytes(office: Office, busy: int, vault: Vault) -> None:
    first = exported(office)
    later = Office(vault, 1, clock=lambda: NOW + timedelta(hours=5))
    again = exported(later)
    assert again.content == first.content
    assert (again.changed, again.cancelled) == (0, 0)


def test_a_date_that_moves_keeps_its_uid_and_counts_up(office: Office, busy: int, vault: Vault) -> None:
    before = exported(office)
    event = next(e for e in office.ask(case_file, busy).events if e.kind is EventKind.COURT_SEISED)
    later = Office(vault, 1, clock=lambda: NOW + timedelta(hours=5))
    later.do(change_event, event.id, seen=event.version, changes={"date": event.date - DAY * 4})
    after = exported(later)
    (name,) = [name for name in read(before) if name.startswith(SIX_WEEKS)]
    old, new = read(before)[name], read(after)[name]
    assert new.uid.value == old.uid.value
    assert new.dtstart.value == old.dtstart.value - DAY * 4
    assert (old.sequence.value, new.sequence.value) == ("0", "1")
    assert new.contents["last-modified"][0].value == datetime(2026, 11, 23, 14, 0, tzinfo=UTC)
    assert after.changed >= 1
    untouched = [read(after)[each].sequence.value for each in read(after) if "hearing" in each]
    assert untouched == ["0"]


def test_what_is_gone_is_cancelled_until_its_day_has_passed(office: Office, busy: int, vault: Vault) -> None:
    (name,) = [name for name in read(exported(office)) if "hearing" in name]
    event = next(e for e in office.ask(case_file, busy).events if e.kind is EventKind.INTRODUCTORY_HEARING)
    office.do(remove_event, event.id)
    after = exported(office)
    assert after.cancelled == 1
    cancelled = read(after)[name]
    assert (cancelled.status.value, cancelled.sequence.value) == ("CANCELLED", "1")
    assert read(exported(office))[name].sequence.value == "1"
    much_later = Office(vault, 1, clock=lambda: NOW + DAY * 60)
    assert name not in read(exported(much_later))


def test_a_closed_case_takes_its_dates_back(office: Office, busy: int) -> None:
    dates = exported(office).dates
    closed(office, busy)
    after = exported(office)
    assert (after.dates, after.cancelled) == (0, dates)


def test_what_was_settled_says_so_and_is_no_news_the_first_time(office: Office, busy: int) -> None:
    follow_up = office.ask(case_file, busy).follow_ups[0]
    office.do(tick_follow_up, follow_up.id, seen=follow_up.version)
    assert not [name for name in read(exported(office)) if "Follow-up" in name]
    other = int(office.do(add_entry, busy, "follow_up", {"what": CANARY, "due": TODAY + DAY}).result)
    exported(office)
    office.do(tick_follow_up, other, seen=1)
    assert [name for name in read(exported(office)) if name.startswith("Settled: Follow-up")]


def test_a_blocked_limit_is_tentative(office: Office) -> None:
    office.do(open_case, removal(requested_state="TN"))
    events = read(exported(office)).values()
    said = [event.description.value for event in events if event.status.value == "TENTATIVE"]
    assert said
    assert all(text.startswith("Only if this law applies: check first.") for text in said)


def test_a_case_handed_over_leaves_one_calendar_for_another(
    office: Office, colleague: Office, busy: int
) -> None:
    office.do(remove_entry, "follow_up", office.ask(case_file, busy).follow_ups[0].id)  # it stays hers
    mine = read(exported(office, 1))
    with office.vault.writing() as session:
        case = session.get(Case, busy)
        assert case is not None
        case.caseworker_id = 2
    left, theirs = exported(office, 1), read(exported(colleague, 2))
    assert left.cancelled == len(mine)
    uid = {name: event.uid.value for name, event in mine.items()}
    assert {name: event.uid.value for name, event in theirs.items()} == uid
    highest = {name: int(event.sequence.value) for name, event in read(left).items()}
    assert all(int(event.sequence.value) > highest[name] for name, event in theirs.items())


def test_it_is_journalled_as_an_export_of_each_case(office: Office, busy: int) -> None:
    other = int(office.do(open_case, removal(requested_state="TN")).result)
    touched = office.do(export_calendar, "en", None)
    assert touched.records == frozenset()
    for case_id in (busy, other):
        line = office.ask(case_history, case_id)[0]
        assert line.action == "export_calendar"


def test_a_follow_up_that_is_moved_moves(office: Office, busy: int) -> None:
    exported(office)
    follow_up = office.ask(case_file, busy).follow_ups[0]
    office.do(
        change_entry, "follow_up", follow_up.id, seen=follow_up.version, changes={"due": TODAY + DAY * 9}
    )
    (event,) = [event for name, event in read(exported(office)).items() if "Follow-up" in name]
    assert (event.dtstart.value, event.sequence.value) == (TODAY + DAY * 9, "1")
