"""Bringing in the office's own list: every row is looked at first, then the chosen ones come in, or none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from abductdesk.actions.directory import FIELDS, add_directory_entry, check_entry, entry_key, folded_name
from abductdesk.actions.directorymerge import Known, Similar, as_similar, known
from abductdesk.actions.imports import Cancelled, Progress, remember, remembered
from abductdesk.actions.office import Look, Work, action, query
from abductdesk.actions.records import check
from abductdesk.exchange import mapping
from abductdesk.exchange.drafts import Problem
from abductdesk.exchange.entries import EntryDraft, read_entries, targets
from abductdesk.exchange.mapping import Columns
from abductdesk.exchange.tables import Table
from abductdesk.faults import Refused
from abductdesk.i18n import N_, L, Message
from abductdesk.models import DirectoryEntry
from abductdesk.terms import EntryKind

_KEY = "directory"


@dataclass(frozen=True)
class ReadyEntry:
    """An entry that can come in, from this line. `alike` are entries who may be the same; `remarks` are shown
    and do not stop it."""

    line: int
    name: str
    kind: EntryKind
    city: str
    languages: tuple[str, ...]
    remarks: tuple[Message, ...]
    alike: tuple[Similar, ...]

    @property
    def lines(self) -> tuple[int, ...]:
        return (self.line,)


@dataclass(frozen=True)
class EntryPreview:
    """What an import would do: entries that can come in, and every row that cannot, with the reason."""

    ready: tuple[ReadyEntry, ...]
    problems: tuple[Problem, ...]
    rows: int


@query()
def entry_columns(look: Look, headings: tuple[str, ...]) -> dict[int, str]:
    """Where the columns of such a table went last time, else a guess."""
    before = remembered(look, headings, _KEY)
    if before is None:
        return mapping.guess(headings, targets())
    return {int(column): target for column, target in before.columns.items() if target in targets()}


@query()
def preview_entries(look: Look, table: Table, columns: Columns, given: Mapping[str, Any]) -> EntryPreview:
    """Read every row as it would come in. Nothing is written. `given` is the same for all rows."""
    fit, problems = _fit(look, table, columns, given)
    there, twins = known(look), _twins(fit)
    ready = [
        ReadyEntry(
            made.line,
            _name(made.values),
            made.kind,
            str(made.values.get("city") or ""),
            tuple(made.values.get("languages") or ()),
            tuple(_remarks(made, lines)),
            tuple(_alike(look, made, there)),
        )
        for made, lines in zip(fit, twins, strict=True)
    ]
    return EntryPreview(tuple(ready), tuple(problems), len(table.rows))


@action()
def import_entries(
    work: Work,
    table: Table,
    columns: Columns,
    given: Mapping[str, Any],
    *,
    lines: Collection[int] | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> list[int]:
    """Bring in the entries on these lines of the file (None: every row, and all must be fit); returns ids."""
    fit, problems = _fit(work, table, columns, given)
    spoilt = next((found for found in problems if lines is None or found.line in lines), None)
    if spoilt is not None:
        raise Refused(
            "Line {line} cannot be taken, so nothing was imported: {why}", line=spoilt.line, why=spoilt.why
        )
    chosen = [made for made in fit if lines is None or made.line in lines]
    if not chosen:
        raise Refused("No row was chosen, so nothing was imported.")
    found = []
    for done, made in enumerate(chosen, start=1):
        if cancelled():
            raise Cancelled(N_("The import was cancelled. Nothing was imported."))
        found.append(add_directory_entry(work, made.kind, made.values))
        if progress is not None:
            progress(done, len(chosen))
    remember(work, table, columns, _KEY)
    return found


def _fit(
    look: Look, table: Table, columns: Columns, given: Mapping[str, Any]
) -> tuple[list[EntryDraft], list[Problem]]:
    drafts, problems = read_entries(table, columns, given)
    fit = []
    for made in drafts:
        try:
            check_entry(look.today, made.kind, made.values)
            check(DirectoryEntry, made.values)
        except Refused as why:
            problems.append(Problem(made.line, _heading(table, columns, getattr(why, "field", "")), why))
        else:
            fit.append(made)
    return fit, sorted(problems, key=lambda problem: problem.line)


def _heading(table: Table, columns: Columns, field: str) -> str:
    """The heading of the column that went to a field."""
    return next((table.headings[at] for at, target in columns.items() if target == field), "")


def _name(values: Mapping[str, Any]) -> str:
    name = f"{values.get('given_names') or ''} {values.get('family_names') or ''}".strip()
    return name or str(values.get("organisation") or "")


def _remarks(made: EntryDraft, twins: list[int]) -> Iterator[Message]:
    if not made.values.get("verified_on"):
        yield L("Will have to be verified.")
    if "consent_on" in FIELDS[made.kind] and not made.values.get("consent_on"):
        yield L("Has not agreed to be listed.")
    for line in twins:
        yield L("Line {line} has the same name, e-mail or phone number.", line=line)


def _keys(made: EntryDraft) -> list[tuple[str, str]]:
    email, phone = entry_key(made.values.get("email"), made.values.get("phone"))
    pairs = (("name", folded_name(made.values)), ("email", email), ("phone", phone))
    return [(what, key) for what, key in pairs if key]


def _twins(drafts: list[EntryDraft]) -> list[list[int]]:
    """For each draft, the lines of others that share its name, e-mail or phone number."""
    lines: dict[tuple[str, str], set[int]] = defaultdict(set)
    for made in drafts:
        for key in _keys(made):
            lines[key].add(made.line)
    return [sorted({line for key in _keys(made) for line in lines[key]} - {made.line}) for made in drafts]


def _alike(look: Look, made: EntryDraft, there: Known) -> Iterator[Similar]:
    same = there.same(made.values)
    return as_similar(look, same) if same else iter(())
