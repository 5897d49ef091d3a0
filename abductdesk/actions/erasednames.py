"""What those who are erased are known by, and where it is looked for."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import select

from abductdesk.actions import search
from abductdesk.actions.naming import Finder, Known, everything, persons_known
from abductdesk.actions.office import Work
from abductdesk.actions.subject import Subject
from abductdesk.models import ContactPoint, Person

_ESCAPED = re.compile(r"\\[nrt]")  # else the letter would stick to the word that follows


class Names:
    """What the erased are known by, case by case: on their own cases every word of their names, elsewhere
    whole names and numbers; never what somebody who stays on the case bears too."""

    def __init__(self, work: Work, gone: Iterable[Subject]) -> None:
        self._work = work
        self._subjects = tuple(gone)
        self._everywhere = everything(subject.known.whole() for subject in self._subjects)
        self._here: dict[int, Known] = {}
        for subject in self._subjects:
            for case_id in subject.case_ids:
                self._here[case_id] = self._here.get(case_id, Known()) | subject.known
        self._quick = Finder(self._everywhere)
        self._cases: dict[int, Finder] = {}

    def finder(self, values: dict[str, Any], case_id: int | None, person_id: int | None) -> Finder | None:
        """What to look with in these values; None where nothing of theirs can stand in them."""
        if not self._subjects:
            return None
        if case_id in self._here:
            return self.of_case(case_id)
        if not any(map(self._quick.finds_in, values.values())):
            return None
        if person_id is not None:
            return self.beside([person_id])
        return self.of_case(case_id) if case_id is not None else self._quick

    def may_stand(self, detail: str, case_id: int | None) -> bool:
        """A quick look at JSON as it is kept: False where nothing of theirs can stand in it."""
        if not self._subjects:
            return False
        plain = _ESCAPED.sub(" ", detail)
        return (self.of_case(case_id) if case_id in self._here else self._quick).may_find(plain)

    def of_case(self, case_id: int) -> Finder:
        """Looks in texts of a case, and leaves alone what others on it are known by."""
        if case_id not in self._cases:
            wanted = self._everywhere | self._here.get(case_id, Known())
            stay = _known(self._work, search.people_of(self._work, case_id))
            self._cases[case_id] = Finder(wanted, stay)
        return self._cases[case_id]

    def beside(self, people: Collection[int]) -> Finder:
        """Looks in what is about these other people, and leaves alone what they are known by."""
        return Finder(self._everywhere, _known(self._work, people))


def _known(work: Work, people: Collection[int]) -> Known:
    """What those of them are known by who were not erased."""
    found = list(
        work.session.scalars(select(Person).where(Person.id.in_(people), Person.erased_on.is_(None)))
    )
    points = work.session.scalars(select(ContactPoint).where(ContactPoint.person_id.in_(p.id for p in found)))
    return everything(persons_known(found, points).values())
