"""Which letters are about a record of the case, and what each reader may know of it.

To add one: its line in the `ABOUT` of the file of its noun: `lettermediation`, `letterlists`, `letterreturn`,
`lettersupport`.
"""

from __future__ import annotations

from abductdesk.actions import letterlists, lettermediation, letterreturn, lettersupport
from abductdesk.actions.letterchoices import Addressee, Choices
from abductdesk.actions.lettersubject import About, Subject, Views
from abductdesk.actions.office import Look, Work
from abductdesk.actions.sight import may_see, not_allowed
from abductdesk.faults import Refused
from abductdesk.models import Letter, Staff
from abductdesk.models.base import Seen

ABOUT: dict[str, About] = {
    **lettermediation.ABOUT,
    **letterlists.ABOUT,
    **letterreturn.ABOUT,
    **lettersupport.ABOUT,
}
NO_CASE = 0


def of_case(letter: str) -> bool:
    """Whether this letter is written on a case."""
    return letter not in ABOUT or not ABOUT[letter].apart


def may_write(staff: Staff, letter: str) -> bool:
    """Whether this member of staff may see such letters at all: those of a mediation are the bureau's."""
    about = ABOUT.get(letter)
    return about is None or not about.ours or may_see(staff, Seen.BUREAU)


def refuse_unseen(look: Look, letter: Letter) -> Letter:
    """The letter; raises `NotAllowed` for one that whoever is at work may not see."""
    if not may_write(look.staff, letter.letter):
        raise not_allowed()
    return letter


def subjects(look: Look, letter: str, case_id: int | None) -> list[Subject]:
    """The records this letter can be about; empty for a letter that is about none."""
    about = ABOUT.get(letter)
    if about is None or about.apart is not (case_id is None) or not may_write(look.staff, letter):
        return []
    return about.subjects(look, case_id if case_id is not None else NO_CASE)


def views(look: Look, letter: str, case_id: int | None, to: Addressee, choices: Choices) -> Views:
    """What this addressee may know of the record chosen; nothing while none is.

    Raises `Refused` where the letter is not for this addressee, or not about such a record.
    """
    about = ABOUT.get(letter)
    if about is None:
        return Views({})
    if not may_write(look.staff, letter):
        raise not_allowed()
    if choices.about is None:
        return Views({})
    made = about.views
    same = next((each for each in subjects(look, letter, case_id) if each.id == choices.about), None)
    if same is None:
        raise Refused("This letter can no longer be written about that record. Choose another one.")
    if to.ids not in {each.ids for each in same.addressees}:
        raise Refused("{name} does not get this letter about {what}.", name=to.name, what=same.label)
    return made(look, to, choices.about, choices)


def kept(look: Look, letter: str, about: int | None) -> dict[str, object]:
    """What is frozen with the letter beside its pages."""
    return ABOUT[letter].frozen(look, about) if about is not None and letter in ABOUT else {}


def follow(work: Work, letter: Letter) -> None:
    """Let the record follow: the letter about it was issued."""
    about, chosen = ABOUT.get(letter.letter), Choices.of(letter.added).about
    if about is not None and about.issued is not None and chosen is not None:
        about.issued(work, letter, chosen)
