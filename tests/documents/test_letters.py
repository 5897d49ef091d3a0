"""Each letter in each language: what it says, what it needs, what it must not say."""

from __future__ import annotations

import dataclasses
import re
from datetime import date

import pytest

from abductdesk.documents import LETTERS, Facts, languages, letter, make, missing
from abductdesk.documents import facts as known_facts
from abductdesk.documents.facts import Address, CaseView, Recipient
from abductdesk.documents.known import EACH, FACTS, PLACEHOLDERS, look, names_in
from abductdesk.documents.letters import messages
from abductdesk.documents.wording import render, speaks
from abductdesk.faults import Refused
from abductdesk.i18n import Listing, Tongue
from abductdesk.terms import CaseKind, Role, Salutation
from scripts.catalogues import mismatches, read
from scripts.translations import TRANSLATIONS, letters_template, open_entries, updated
from tests.documents.sample import CASE, GOLDEN, RECIPIENTS, by_pdfium, by_poppler, facts, words

EVERY = [(letter_id, language) for letter_id in LETTERS for language in languages()]


def test_the_office_speaks_its_four_languages() -> None:
    assert languages()[0] == "en"
    assert {"de", "fr", "nl"} <= set(languages())


@pytest.mark.parametrize(("letter_id", "language"), EVERY)
def test_says_what_was_agreed_to_say(letter_id: str, language: str) -> None:
    expected = (GOLDEN / f"{letter_id}_{language}.txt").read_text()
    made = make(letter_id, facts(letter_id), language)
    assert by_pdfium(made.bytes) + "\n" == expected
    assert words(by_poppler(made.bytes)) == words(expected)


@pytest.mark.parametrize(("letter_id", "language"), EVERY)
def test_leaves_no_placeholder_and_no_english_behind(letter_id: str, language: str) -> None:
    worded = {paragraph.id for paragraph in letter(letter_id).paragraphs if speaks(paragraph.text)}
    found = render(letter(letter_id), facts(letter_id), language).blocks
    assert not [block.text for block in found if re.search(r"[{}]", block.text)]
    blocks = [block for block in found if block.id in worded]
    if language != "en":
        english = {block.text for block in render(letter(letter_id), facts(letter_id), "en").blocks}
        given = {"Police", "Three specialised lawyers will be named.", "A copy of the judgment will be sent.",
                 "Police – looks for the children", "France", "Online", "Contact", "School",
                 "Parents"}  # fmt: skip
        assert {block.text for block in blocks} & english <= given


def test_catalogues_are_complete_and_keep_every_placeholder() -> None:
    template = letters_template()
    for language in set(languages()) - {"en"}:
        path, catalogue = updated(template, language)
        assert path.is_file()
        assert open_entries(catalogue) == []
        assert mismatches(catalogue) == []


def test_a_lost_or_invented_placeholder_is_found() -> None:
    catalogue = read(TRANSLATIONS / "nl" / "LC_MESSAGES" / "letters.po")
    entry = next(message for message in catalogue if "{reply_by}" in str(message.id))
    for wrong in ("Antwoord ons.", "Antwoord ons vóór {reply_by} aan {caseworker}.", "Vóór {replyby}."):
        entry.string = wrong
        assert len(mismatches(catalogue)) == 1


def test_every_placeholder_of_every_wording_is_known() -> None:
    each = {name for attributes in EACH.values() for name in attributes}
    around = {"name", "family_name", "place", "date", "bureau", "email"}
    around |= {"until", "made_on", "lines", "cases", "shown", "entry"}  # of the list of deadlines
    around |= {"number", "reference", "day", "title", "what", "count", "kept", "role"}  # of copies, erasures
    around |= {"states", "kind", "years", "entries"}  # of the papers of data protection
    around |= {"since", "until", "names", "hours", "languages", "answer_by"}  # of the directory
    around |= {"children", "leaves_on"}  # of the emergency card
    for context, text, _ in messages():
        allowed = {*PLACEHOLDERS, *each} if context.startswith("letter:") else around
        assert set(names_in(text)) <= allowed | around, text


def test_every_fact_named_is_there() -> None:
    given = facts()
    for dotted in (
        *FACTS,
        *PLACEHOLDERS.values(),
        *(need for each in LETTERS.values() for need in each.needs),
    ):
        look(given, dotted)
    assert {need for each in LETTERS.values() for need in each.needs} <= set(FACTS)


def test_no_fact_can_hold_how_to_reach_the_other_parent() -> None:
    """The only address, phone or e-mail in the facts is the recipient's, the bureau's, the caseworker's."""
    owners = {
        name
        for name, kind in vars(known_facts).items()
        if isinstance(kind, type) and dataclasses.is_dataclass(kind)
        for field in dataclasses.fields(kind)
        if re.search(r"address|phone|email|reach|street", field.name)
    }
    professionals = {"Named", "AftercareView"}  # as they agreed to be listed
    assert owners == {"Recipient", "Bureau", "Caseworker", "Address", *professionals}
    people = {field.name for field in dataclasses.fields(Facts)}
    assert people == {
        "recipient", "bureau", "caseworker", "case", "date", "number", "deadlines", "services", "mediation",
        "session", "engagement", "names", "agreement", "journey", "support", "aftercare", "entry",
    }  # fmt: skip


@pytest.mark.parametrize("language", languages())
def test_the_invitation_accuses_nobody_and_tells_no_whereabouts(language: str) -> None:
    said = by_pdfium(make("mediation_invitation", facts(), language).bytes).casefold()
    accusing = (
        "victim",
        "slachtoffer",
        "victime",
        "opfer",
        "unlawful",
        "wrongful",
        "illicite",
        "ongeoorloofd",
    )
    assert not [word for word in accusing if word in said]
    assert not re.search(r"abduct(?!desk)|ontvoer|enlèvement|entführ|kidnap", said)
    for country in ("BE", "FR"):
        assert said.count(Tongue(language).country(country).casefold()) == (country == "FR")  # own address
    assert "2 february 2027" not in said


def test_the_notice_to_the_authority_tells_dates_only() -> None:
    ended = dataclasses.replace(CASE, mediation_ended=date(2026, 12, 3))
    said = by_pdfium(
        make("central_authority_notice", facts("central_authority_notice", case=ended), "en").bytes
    )
    assert "ended on 3 December 2026" in said
    assert "16 November" not in said
    assert "Personal and confidential" not in said


def test_lists_what_is_missing_and_where_it_is_entered() -> None:
    given = facts(
        case=CaseView(),
        recipient=Recipient(Role.TAKING_PARENT, "Thomas Lefèvre"),
        caseworker=known_facts.Caseworker("Elke Janssens"),
    )
    found = missing("mediation_invitation", given)
    assert [entry.fact for entry in found] == ["recipient.destination", "case.reference"]
    assert Tongue("en").say(found[0].where) == "Case, people"
    with pytest.raises(Refused) as refusal:
        make("mediation_invitation", given, "en")
    assert "Reference of the case" in Tongue("en").say(refusal.value)


def test_a_fact_is_needed_only_by_the_paragraph_that_is_shown() -> None:
    begun = dataclasses.replace(CASE, mediation_began=None)
    assert [
        m.fact for m in missing("central_authority_notice", facts("central_authority_notice", case=begun))
    ] == ["case.mediation_began"]
    ended = dataclasses.replace(begun, mediation_ended=date(2026, 12, 3))
    assert missing("central_authority_notice", facts("central_authority_notice", case=ended)) == []


def test_the_year_is_told_to_the_parent_who_may_ask_for_the_return() -> None:
    def told(role: Role, kind: CaseKind) -> bool:
        given = facts(recipient=RECIPIENTS[role], case=dataclasses.replace(CASE, kind=kind))
        blocks = render(letter("contact_confirmation"), given, "en").blocks
        return "one_year" in [block.id for block in blocks]

    assert told(Role.LEFT_BEHIND_PARENT, CaseKind.RETENTION)
    assert not told(Role.TAKING_PARENT, CaseKind.RETENTION)
    assert not told(Role.LEFT_BEHIND_PARENT, CaseKind.PREVENTION)


@pytest.mark.parametrize(
    ("salutation", "language", "greeting"),
    [
        (Salutation.MADAM, "nl", "Geachte mevrouw Ter Horst,"),
        (Salutation.SIR, "de", "Sehr geehrter Herr Ter Horst,"),
        (Salutation.NEUTRAL, "en", "Dear Kim Ter Horst,"),
        (Salutation.MADAM, "fr", "Madame,"),
    ],
)
def test_greets_as_the_person_wishes(salutation: Salutation, language: str, greeting: str) -> None:
    recipient = dataclasses.replace(
        RECIPIENTS[Role.TAKING_PARENT], name="Kim Ter Horst", family_name="Ter Horst", salutation=salutation
    )
    assert greeting in by_pdfium(
        make("mediation_invitation", facts(recipient=recipient), language).bytes
    ).split("\n")


def test_goes_by_email_where_there_is_no_safe_address() -> None:
    recipient = dataclasses.replace(
        RECIPIENTS[Role.TAKING_PARENT], address=Address(), email="t.lefevre@mail.example"
    )
    assert "By e-mail: t.lefevre@mail.example" in by_pdfium(
        make("mediation_invitation", facts(recipient=recipient), "en").bytes
    )


def test_the_bureau_words_a_paragraph_its_own_way() -> None:
    shipped = make("mediation_invitation", facts(), "fr")
    own = make(
        "mediation_invitation",
        facts(),
        "fr",
        overlay={"answer_by": "Répondez avant le {reply_by} à {caseworker}."},
    )
    assert "Répondez avant le 11 décembre 2026 à Elke Janssens." in by_pdfium(own.bytes)
    assert own.template_version != shipped.template_version


def test_own_wording_reaches_nothing_but_known_facts() -> None:
    for wording in ("{recipient}", "{__class__}", "{0}"):
        with pytest.raises(Refused) as refusal:
            make("mediation_invitation", facts(), "fr", overlay={"answer_by": wording})
        assert wording in Tongue("en").say(refusal.value)
    said = render(letter("mediation_invitation"), facts(), "en", {"answer_by": "{name.__class__} {name!r}"})
    assert "{name.__class__} {name!r}" in [block.text for block in said.blocks]  # plain text, never looked up


def test_own_wording_may_ask_for_more_facts() -> None:
    overlay = {"answer_by": "Your reference: {their_reference}."}
    assert [m.fact for m in missing("mediation_invitation", facts(), overlay=overlay)] == [
        "recipient.reference"
    ]


def test_the_same_letter_has_the_same_bytes() -> None:
    first, second = (make("contact_confirmation", facts("contact_confirmation"), "nl") for _ in range(2))
    assert first == second
    other = make("contact_confirmation", facts("contact_confirmation", number="PMB-2026-0042/4"), "nl")
    assert other.sha256 != first.sha256
    assert other.template_version == first.template_version


def test_unknown_letter_and_language_are_refused() -> None:
    with pytest.raises(Refused, match="no letter called"):
        make("lawyer_letter", facts(), "nl")
    with pytest.raises(Refused, match="no catalogue of letters"):
        make("mediation_invitation", facts(), "tr")


def test_children_are_listed_as_the_language_lists() -> None:
    assert Tongue("nl").value(Listing(CASE.children)) == "Emma en Louis"
    assert "Betreft: Emma en Louis" in by_pdfium(make("mediation_invitation", facts(), "nl").bytes)
