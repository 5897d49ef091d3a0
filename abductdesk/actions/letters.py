"""Letters: prepared behind the wall, previewed, issued once and frozen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import undefer

from abductdesk import documents
from abductdesk.actions import letterabout
from abductdesk.actions.bureau import bureau_now
from abductdesk.actions.holds import look_held, refuse_held, stated_by, stated_in
from abductdesk.actions.letterabout import ABOUT, kept, may_write, refuse_unseen
from abductdesk.actions.letterfacts import Addressee, Choices, Prepared, addressees, prepare
from abductdesk.actions.lettersubject import Subject
from abductdesk.actions.office import Look, Work, action, query
from abductdesk.actions.wall import breach
from abductdesk.documents.letters import LETTERS
from abductdesk.documents.text.profiles import PROFILES
from abductdesk.documents.wording import Letter as Template
from abductdesk.documents.wording import render
from abductdesk.faults import Refused
from abductdesk.i18n import L, Message
from abductdesk.models import Case, Letter, Service
from abductdesk.rules import engine
from abductdesk.terms import Act, LetterState, Role

# field of `Choices`: the fact of a letter that it fills
ASKED = {
    "contacted_on": "case.contacted_on",
    "agreed": "case.agreed",
    "services": "services",
    "reply_by": "case.reply_by",
    "next_contact": "case.next_contact",
}
_CHOICES = {fact: choice for choice, fact in ASKED.items()}


@dataclass(frozen=True)
class Kind:
    """A letter that can be written on a case, and to whom; `asks` names the `Choices` it has a place for.

    `about` is what people call the record it is about (None: it is about none), entered `where`; `subjects`
    are those there are: each has addressees of its own.
    """

    id: str
    title: str
    purpose: str
    recipients: tuple[Role, ...]
    addressees: tuple[Addressee, ...]
    asks: frozenset[str]
    about: Message | None = None
    where: Message | None = None
    subjects: tuple[Subject, ...] = ()

    @property
    def writable(self) -> bool:
        """Whether there is something to write about."""
        return self.about is None or bool(self.subjects)


@dataclass(frozen=True)
class Offer:
    """All there is to choose from when a letter is written on a case."""

    reference: str
    kinds: tuple[Kind, ...]
    languages: tuple[str, ...]
    services: tuple[Service, ...]


@dataclass(frozen=True)
class Missing:
    """Something to enter before the letter can be made, and where; `choice` names one of `Choices`."""

    what: Message
    where: Message
    choice: str = ""


@dataclass(frozen=True)
class Draft:
    """A letter before it is issued: its pages, or what is missing; `warnings` do not stop it."""

    content: bytes | None
    pages: int
    missing: tuple[Missing, ...]
    warnings: tuple[Message, ...]
    draft_wording: bool


@query()
def letter_kinds(look: Look, case_id: int | None) -> list[Kind]:
    """The letters of the program, each with those on this case who can get it; those that whoever is at work
    may not see are left out. Without a case: the letters that are written on none."""
    return [
        _kind(look, case_id, letter)
        for letter in LETTERS.values()
        if letterabout.of_case(letter.id) is (case_id is not None) and may_write(look.staff, letter.id)
    ]


def _kind(look: Look, case_id: int | None, letter: Template) -> Kind:
    about, subjects = ABOUT.get(letter.id), tuple(letterabout.subjects(look, letter.id, case_id))
    if about is not None or case_id is None:
        to = tuple(dict.fromkeys(each for subject in subjects for each in subject.addressees))
    else:
        to = tuple(addressees(look, case_id, letter))
    return Kind(
        letter.id, letter.title, letter.purpose, letter.recipients, to, frozenset(_asks(letter)),
        about.noun if about is not None else None, about.where if about is not None else None, subjects,
    )  # fmt: skip


@query(shows="case_id")
def letter_offer(look: Look, case_id: int | None) -> Offer:
    """What can be written on a case (or on none), to whom, in which languages, and the services it could
    name."""
    at_work = select(Service).where(
        Service.case_id == case_id, or_(Service.until.is_(None), Service.until >= look.today)
    )
    return Offer(
        look.get(Case, case_id).reference if case_id is not None else "",
        tuple(letter_kinds(look, case_id)),
        documents.languages(),
        tuple(look.session.scalars(at_work.order_by(Service.organisation))),
    )


def _asks(letter: Template) -> Iterator[str]:
    """Which choices the letter's paragraphs show."""
    shown = {fact for paragraph in letter.paragraphs for fact in paragraph.facts}
    for name, fact in ASKED.items():
        if fact in shown:
            yield name


def letter_title(letter_id: str) -> str:
    """What a kind of letter is called: a text to translate."""
    return documents.letter(letter_id).title


@query()
def letter_languages(look: Look) -> tuple[str, ...]:
    """Languages in which letters can be made."""
    return documents.languages()


@query(shows="case_id")
def draft_letter(
    look: Look, case_id: int | None, letter_id: str, to: Addressee, language: str, choices: Choices
) -> Draft:
    """The letter as it would be issued now, made in memory only."""
    prepared = prepare(look, case_id, to, choices, letter=letter_id)
    look_held(look, (*stated_by(look, case_id, to.person_id), *prepared.people))
    missing = tuple(_missing(letter_id, to, choices, prepared))
    if missing:
        return Draft(None, 0, missing, prepared.warnings, draft_wording=True)
    made = _make(look, case_id, letter_id, to, language, prepared)
    return Draft(made.bytes, made.pages, (), prepared.warnings, draft_wording=True)


def _missing(letter_id: str, to: Addressee, choices: Choices, prepared: Prepared) -> Iterator[Missing]:
    """What is missing; before a record is chosen nothing of it is asked for."""
    about = ABOUT.get(letter_id)
    chosen = about is None or choices.about is not None
    if about is not None and not chosen:
        yield Missing(about.noun, L("Letter"), "about")
    for entry in documents.letter(letter_id).missing(prepared.facts):
        whose = entry.fact.partition(".")[0]
        if not chosen and whose not in ("recipient", "bureau", "caseworker"):
            continue
        of_entry = whose == "recipient" and to.entry_id is not None
        yield Missing(entry.label, L("Directory") if of_entry else entry.where, _CHOICES.get(entry.fact, ""))


def _make(
    look: Look, case_id: int | None, letter_id: str, to: Addressee, language: str, prepared: Prepared
) -> documents.Made:
    words = render(documents.letter(letter_id), prepared.facts, language)
    text = "\n".join(block.text for block in words.blocks)
    given_away = breach(look, case_id, to.person_id, to.role, text) if case_id is not None else None
    if given_away is not None:
        raise Refused(
            "This letter would give away the {kind} of {owner}, which {reader} may not see. "
            "Take it out of the text.",
            kind=given_away.kind,
            owner=given_away.owner,
            reader=to.name,
        )
    settings = bureau_now(look)
    return documents.make(
        letter_id,
        prepared.facts,
        language,
        profile=PROFILES[settings.envelope].moved(settings.offset_right, settings.offset_down),
    )


@action()
def issue_letter(
    work: Work,
    case_id: int | None,
    letter_id: str,
    to: Addressee,
    language: str,
    choices: Choices,
    *,
    supersedes: int | None = None,
) -> int:
    """Issue a letter: numbered, hashed, frozen. It cannot be undone; a correction supersedes it."""
    case = work.get(Case, case_id) if case_id is not None else None
    if case is not None and (case.study or case.voided_on is not None):
        raise Refused("Letters go out from open cases of the bureau only, not from study or void cases.")
    _check_about(case_id, letter_id, choices)
    year = work.today.year
    sequence = (work.session.scalar(select(func.max(Letter.sequence)).where(Letter.year == year)) or 0) + 1
    number = f"PMB-L-{year}-{sequence:04d}"
    prepared = prepare(work, case_id, to, choices, number, letter=letter_id)
    refuse_held(work, (*stated_by(work, case_id, to.person_id), *prepared.people))
    made = _make(work, case_id, letter_id, to, language, prepared)
    if supersedes is not None:
        _supersede(work, supersedes, case_id)
    stated = {line.key: line.due.isoformat() for line in prepared.facts.deadlines}
    added = {**choices.kept(), **kept(work, letter_id, choices.about), "people": list(prepared.people)}
    letter = work.add(
        Letter(case_id=case_id, content=made.bytes, added=added, entry_id=to.entry_id),
        number=number, year=year, sequence=sequence, letter=letter_id, person_id=to.person_id,
        service_id=to.service_id, recipient_role=to.role, recipient_name=to.name, language=language,
        issued_at=work.now, staff_id=work.staff.id, supersedes_id=supersedes, draft_wording=True,
        template_version=made.template_version, rules_version=engine.RULES_VERSION,
        deadlines_stated=stated, pages=made.pages, sha256=made.sha256,
    )  # fmt: skip
    letterabout.follow(work, letter)
    return letter.id


def _check_about(case_id: int | None, letter_id: str, choices: Choices) -> None:
    """A letter about a record says which; one on a case is not written without, nor the other way round."""
    about = ABOUT.get(letter_id)
    if letterabout.of_case(letter_id) is not (case_id is not None):
        raise Refused("This letter is not written here. Open the record that it is about.")
    if about is not None and choices.about is None:
        raise Refused("The letter cannot be made yet. Enter first: {missing}.", missing=about.noun)


def _supersede(work: Work, letter_id: int, case_id: int | None) -> None:
    old = work.get(Letter, letter_id)
    if old.case_id != case_id or old.state is LetterState.SUPERSEDED:
        raise Refused("This letter has already been superseded.")
    work.assign(old, state=LetterState.SUPERSEDED)


@query()
def issued_letter(look: Look, letter_id: int) -> Letter:
    """An issued letter without its bytes."""
    return refuse_unseen(look, look.get(Letter, letter_id))


@action(act=Act.VIEW)
def open_letter(work: Work, letter_id: int) -> bytes:
    """The stored bytes of an issued letter; that it was opened is journalled."""
    letter = _with_content(work, letter_id)
    work.note(letter)
    work.touched.clear()
    return letter.content


@action(act=Act.EXPORT)
def record_print(work: Work, letter_id: int) -> None:
    """Say that a letter was printed; printing again makes no second letter."""
    letter = refuse_unseen(work, work.get(Letter, letter_id))
    refuse_held(work, stated_in(work, letter))
    work.assign(letter, printed_on=work.today)


@query()
def may_leave(look: Look, letter_id: int) -> dict[str, Any]:
    """Before an issued letter goes to the printer: raises `Refused` where it states restricted data. Gives
    one's own preferences, which the printing asks for."""
    look_held(look, stated_in(look, refuse_unseen(look, look.get(Letter, letter_id))))
    return dict(look.staff.preferences)


@action(act=Act.EXPORT)
def save_letter(work: Work, letter_id: int) -> bytes:
    """The stored bytes for saving outside the vault, which is journalled as an export."""
    letter = _with_content(work, letter_id)
    refuse_held(work, stated_in(work, letter))
    work.assign(letter, printed_on=letter.printed_on or work.today)
    return letter.content


def _with_content(look: Look, letter_id: int) -> Letter:
    found = look.session.scalar(select(Letter).where(Letter.id == letter_id).options(undefer(Letter.content)))
    if found is None:
        raise Refused("This letter is no longer there. Refresh the screen.")
    refuse_unseen(look, found)
    if not found.content:
        raise Refused("The pages of this letter were erased; its number stays.")
    return found
