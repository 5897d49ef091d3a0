"""Bringing in existing cases from a table: preview first, then all chosen rows or nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from abductdesk.actions import drafts as becoming
from abductdesk.actions.cases import open_case
from abductdesk.actions.drafts import Here
from abductdesk.actions.entries import add_entry
from abductdesk.actions.office import Look, Work, action, query
from abductdesk.actions.people import LookAlike, digits, look_alikes
from abductdesk.exchange import mapping
from abductdesk.exchange.drafts import Draft, Problem, draft
from abductdesk.exchange.mapping import Columns
from abductdesk.exchange.tables import Table
from abductdesk.faults import Refused
from abductdesk.folding import fold
from abductdesk.i18n import N_, L, Message
from abductdesk.models import Case, ContactPoint, ImportMapping, Note, Person, Service
from abductdesk.terms import CaseKind, ClosureReason, ContactKind, Role, Stage

Progress = Callable[[int, int], None]
"""Told (done, all) after every case."""


class Cancelled(Refused):
    """The person stopped the import; nothing of it stays."""


@dataclass(frozen=True)
class Ready:
    """A case that can be imported, from these lines of the file. `remarks` and `alike` are shown and do
    not stop it: the person leaves out what should not come in."""

    lines: tuple[int, ...]
    reference: str
    names: str
    kind: CaseKind
    habitual_residence: str | None
    requested_state: str | None
    opened_on: date | None
    remarks: tuple[Message, ...] = ()
    alike: tuple[LookAlike, ...] = ()


@dataclass(frozen=True)
class Preview:
    """What an import would do: cases that can come in, and every row that cannot, with the reason."""

    ready: tuple[Ready, ...]
    problems: tuple[Problem, ...]
    rows: int


@query()
def columns_for(look: Look, headings: tuple[str, ...]) -> dict[int, str]:
    """Where the columns of such a table went last time, else a guess."""
    known = remembered(look, headings)
    if known is None:
        return mapping.guess(headings)
    return {int(column): target for column, target in known.columns.items() if target in mapping.targets()}


@query()
def preview_import(look: Look, table: Table, columns: Columns) -> Preview:
    """Read every row as it would be imported. Nothing is written."""
    known = becoming.here(look)
    fit, problems = _fit(look, table, columns, known)
    ready = [
        Ready(
            tuple(made.lines),
            made.reference,
            ", ".join(filter(None, (_name(person) for person, _ in made.children))),
            made.values["kind"],
            made.values.get("habitual_residence_state"),
            made.values.get("requested_state"),
            made.opened_on,
            tuple(_remarks(made, known, twins)),
            tuple(alike),
        )
        for made, twins, alike in zip(fit, _twins(fit), _alike(look, fit), strict=True)
    ]
    return Preview(tuple(ready), tuple(problems), len(table.rows))


@action()
def import_cases(
    work: Work,
    table: Table,
    columns: Columns,
    *,
    lines: Collection[int] | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> list[int]:
    """Import the cases that begin on these lines of the file (None: every row, and all must be fit).

    All of them come in, or none. They get numbers of the bureau in the order they were opened; the
    columns are remembered for next time. Returns the ids of the cases.
    """
    known = becoming.here(work)
    fit, problems = _fit(work, table, columns, known)
    spoilt = next((found for found in problems if lines is None or found.line in lines), None)
    if spoilt is not None:
        raise Refused(
            "Line {line} cannot be taken, so nothing was imported: {why}", line=spoilt.line, why=spoilt.why
        )
    chosen = [made for made in fit if lines is None or made.lines[0] in lines]
    if not chosen:
        raise Refused("No row was chosen, so nothing was imported.")
    chosen.sort(key=lambda made: (made.opened_on or work.today, made.lines))
    found = []
    for done, made in enumerate(chosen, start=1):
        if cancelled():
            raise Cancelled(N_("The import was cancelled. Nothing was imported."))
        found.append(_import(work, made, known))
        if progress is not None:
            progress(done, len(chosen))
    remember(work, table, columns)
    return found


def _fit(look: Look, table: Table, columns: Columns, known: Here) -> tuple[list[Draft], list[Problem]]:
    """Drafts that the records take, and the problems of all other rows."""
    drafts, problems = draft(table, columns)
    fit = []
    for made in drafts:
        try:
            becoming.refuse_unfit(look, made, known)
        except Refused as why:
            problems += [Problem(line, "", why) for line in made.lines]
        else:
            fit.append(made)
    return fit, sorted(problems, key=lambda problem: problem.line)


def _import(work: Work, made: Draft, known: Here) -> int:
    case_id = open_case(work, becoming.new_case(made, known))
    for service in becoming.services(made, known):
        add_entry(work, case_id, Service.__tablename__, service)
    if text := becoming.note(made, known):
        add_entry(work, case_id, Note.__tablename__, {"text": text})
    if made.closed_on is not None:
        case = work.get(Case, case_id)
        work.assign(case, stage=Stage.CLOSED, closed_on=made.closed_on, closure_reason=ClosureReason.OTHER)
    return case_id


def remembered(look: Look, headings: tuple[str, ...], what: str = "") -> ImportMapping | None:
    """Where the columns of such a table of cases (or of `what`) went last time."""
    wanted = select(ImportMapping).where(ImportMapping.headings == _key(headings, what))
    return look.session.scalar(wanted)


def _key(headings: tuple[str, ...], what: str) -> str:
    key = mapping.key_of(headings)
    return f"{what}|{key}"[:4000] if what else key


def remember(work: Work, table: Table, columns: Columns, what: str = "") -> None:
    """Keep where the columns went, for next time."""
    kept = {str(column): target for column, target in columns.items()}
    known = remembered(work, table.headings, what)
    if known is None:
        work.add(ImportMapping(), headings=_key(table.headings, what), columns=kept)
    elif known.columns != kept:
        work.assign(known, columns=kept)


def _name(values: dict[str, Any]) -> str:
    return f"{values.get('given_names', '')} {values.get('family_names', '')}".strip()


def _remarks(made: Draft, known: Here, twins: list[int]) -> Iterator[Message]:
    if made.caseworker and fold(made.caseworker) not in known.staff:
        yield L("Nobody here is called “{name}”: the case becomes yours.", name=made.caseworker)
    if not made.children:
        yield L("No child is named.")
    for line in twins:
        yield L("Line {line} names the same child.", line=line)


def _twins(drafts: list[Draft]) -> list[list[int]]:
    """For each draft, the lines of others that name the same child with the same birth date."""
    lines: dict[tuple[str, date], set[int]] = defaultdict(set)
    keys = []
    for made in drafts:
        born = ((fold(_name(person)), person.get("born")) for person, _ in made.children)
        keys.append([(name, day) for name, day in born if name and day])
        for key in keys[-1]:
            lines[key].add(made.lines[0])
    return [
        sorted({line for key in own for line in lines[key]} - set(made.lines))
        for made, own in zip(drafts, keys, strict=True)
    ]


def _alike(look: Look, drafts: list[Draft]) -> Iterator[list[LookAlike]]:
    """For each draft, people of other cases who may be the same. One read tells which rows to look at."""
    session = look.session
    names = {
        fold(f"{row[0]} {row[1]}") for row in session.execute(select(Person.given_names, Person.family_names))
    }
    phones = set(session.scalars(select(ContactPoint.folded).where(ContactPoint.kind == ContactKind.PHONE)))
    for made in drafts:
        people: list[tuple[dict[str, Any], Role | None]] = [(person, None) for person, _ in made.children]
        people += [(person.values, role) for role, person in becoming.parents(made)]
        asked = [
            (values.get("given_names", ""), values.get("family_names", ""), values.get("born"), role)
            for values, role in people
            if fold(_name(values)) in names
        ]
        contacts = [point for _, person in becoming.parents(made) for point in person.contacts]
        called = [point["value"] for point in contacts if point["kind"] is ContactKind.PHONE]
        called = [number for number in called if digits(number) in phones]
        yield look_alikes(look, names=asked, phones=called) if asked or called else []
