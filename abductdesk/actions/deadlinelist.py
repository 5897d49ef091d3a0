"""The list of deadlines on paper: what is late and what comes, by reference; names only when asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from abductdesk import documents
from abductdesk.actions.bureau import bureau_now
from abductdesk.actions.holds import children_on, refuse_held
from abductdesk.actions.office import Look, Work, action, query
from abductdesk.actions.overview import HORIZON, NOBODY, Figure, Line, lines
from abductdesk.documents.listfacts import ListFacts, ListLine, Said
from abductdesk.faults import Refused
from abductdesk.i18n import LN, L, Message
from abductdesk.models import Case, Staff
from abductdesk.store import journal
from abductdesk.terms import Act

FILE_NAME = "deadlines.pdf"


@dataclass(frozen=True)
class ListWish:
    """How the list is wanted: in which language, how many days ahead, with what is late or blocked (`late`),
    by day or by caseworker, with the children's names and what people typed (`named`) or by reference only.
    `ids` are the lines wanted, None for all; `shown` says what they were narrowed to."""

    language: str
    days: int = 7
    late: bool = True
    by_day: bool = False
    named: bool = False
    ids: frozenset[tuple[object, ...]] | None = None
    shown: tuple[Said, ...] = ()


@query()
def deadline_list(look: Look, wish: ListWish) -> documents.Made:
    """The list as it would leave now, to look at first. Raises `Refused` where nothing stands in it."""
    return _made(look, wish, _chosen(look, wish))


@action(act=Act.EXPORT)
def export_deadlines(work: Work, wish: ListWish) -> documents.Made:
    """The list as it leaves the vault, on paper or in a file; each case in it is journalled as exported."""
    chosen = _chosen(work, wish)
    made = _made(work, wish, chosen)
    wanted = {line.case_id for line in chosen}
    if wish.named:
        refuse_held(work, children_on(work, wanted))
    for case in work.session.scalars(select(Case).order_by(Case.id)):
        if case.id in wanted:
            work.note(case, {"exported": "deadlines", "language": wish.language, "named": wish.named})
    work.touched.clear()
    return made


def _chosen(look: Look, wish: ListWish) -> list[Line]:
    last = look.today + timedelta(days=min(wish.days, HORIZON))
    found = [line for line in lines(look) if wish.ids is None or line.id in wish.ids]
    chosen = [line for line in found if _belongs(line, wish) and (line.on <= last or _late(line))]
    if not chosen:
        raise Refused("Nothing stands on this list. Choose more days, or show more lines first.")
    return chosen


def _belongs(line: Line, wish: ListWish) -> bool:
    return wish.late or not _late(line)


def _late(line: Line) -> bool:
    """Whether the line is late or blocked, rather than to come."""
    return bool(line.figures & {Figure.OVERDUE, Figure.MISSED, Figure.OTHERS, Figure.BLOCKED})


def _made(look: Look, wish: ListWish, chosen: Sequence[Line]) -> documents.Made:
    staff = {row.id: row.name for row in look.session.execute(select(Staff.id, Staff.name))}
    facts = ListFacts(
        bureau=bureau_now(look).name,
        made_on=look.today,
        until=look.today + timedelta(days=wish.days),
        lines=tuple(_listed(look, wish, chosen, staff)),
        by_day=wish.by_day,
        named=wish.named,
        shown=wish.shown,
        entry=journal.head(look.session.connection())[0],
    )
    return documents.deadline_list(facts, wish.language)


def _listed(look: Look, wish: ListWish, chosen: Iterable[Line], staff: dict[int, str]) -> Iterable[ListLine]:
    for line in chosen:
        limit = line.deadline
        yield ListLine(
            on=line.on if line.dated else None,
            days=_days(line, (line.on - look.today).days),
            reference=line.reference,
            what=_what(line, wish.named),
            article=limit.article if limit is not None else "",
            instrument=Message(limit.instrument.label) if limit is not None else "",
            binds=limit.binds if limit is not None else L("the bureau"),
            caseworker=staff.get(line.owner_id, "") if line.owner_id != NOBODY else "",
            names=line.names if wish.named else "",
            late=bool(line.figures & {Figure.OVERDUE, Figure.MISSED}),
        )


def _what(line: Line, named: bool) -> Said:
    """What people typed may name somebody: it is there only with the names."""
    if line.deadline is not None:
        return line.deadline.name
    return line.follow_up.what if named and line.follow_up is not None else L("Follow-up of the bureau")


def _days(line: Line, days: int) -> Message:
    if line.blocked:
        return L("Check which law applies")
    if Figure.OTHERS in line.figures:
        return LN("{n} day over", "{n} days over", -days)
    if days < 0:
        return LN("{n} day late", "{n} days late", -days)
    return LN("In {n} day", "In {n} days", days) if days else L("Today")
