"""Dates for the calendar of a caseworker outside the vault: by reference only, never by name.

What each calendar was told is kept, so that the next file says what moved and what stands no longer.
"""

from __future__ import annotations

import hmac
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from abductdesk.actions.agenda import Entry, entries, open_cases
from abductdesk.actions.office import Look, Work, action
from abductdesk.exchange.ics import DayEvent, write_calendar
from abductdesk.i18n import L, Message, Tongue
from abductdesk.models import Case, Child, ExportedDate, Person
from abductdesk.rules.deadline import Deadline
from abductdesk.store import journal
from abductdesk.terms import Act, Law, SourceTag

KEPT = timedelta(days=31)  # how long what has passed still goes along
NAME = "AbductDesk"
FILE_NAME = "abductdesk.ics"
STANDS, CHECK, SETTLED = "stands", "check", "settled"


@dataclass(frozen=True)
class CalendarFile:
    """The file; how many dates stand in it, how many of them changed and how many are cancelled."""

    content: bytes
    dates: int
    changed: int
    cancelled: int


def said_of(made: CalendarFile) -> Message:
    """What the file holds, in one sentence."""
    return L(
        "Dates in the file: {dates}. Changed since the last one: {changed}. Cancelled: {cancelled}.",
        dates=made.dates, changed=made.changed, cancelled=made.cancelled,
    )  # fmt: skip


@action(act=Act.EXPORT)
def export_calendar(work: Work, language: str, caseworker_id: int | None = None) -> CalendarFile:
    """What stands on the open cases of a caseworker, or of everybody, as a calendar file.

    Everything to come, the last month, what moved or was settled since the last file, and what stands no
    longer, as cancelled. Sessions of a mediation stay inside: where two parents meet leaves by convocation
    only. Each case in it is journalled as exported.
    """
    tongue = Tongue(language)
    found = entries(work, open_cases(work), caseworker_id)
    standing = _by_uid(work, [entry for entry in found if entry.session is None])
    told: dict[str, list[ExportedDate]] = defaultdict(list)
    for row in work.session.scalars(select(ExportedDate).order_by(ExportedDate.id)):
        told[row.uid].append(row)
    since, events, rows, changed = work.today - KEPT, [], [], 0
    for uid, entry in standing.items():
        before = _mine(told[uid], caseworker_id)
        if before is None and (entry.settled or entry.on < since):
            continue
        sequence = before.sequence if before is not None else None
        row = _tell(work, told[uid], before or _new(work, uid, entry, caseworker_id), entry, tongue)
        if entry.on >= since or row.sequence != sequence:
            changed += sequence not in (None, row.sequence)
            rows.append(row)
            events.append(_event(row, _sentences(entry, tongue)))
    for uid, known in told.items():
        gone = _mine(known, caseworker_id) if uid not in standing else None
        if gone is not None and (_withdraw(work, known, gone) or gone.day >= since):
            rows.append(gone)
            events.append(_event(gone))
    work.session.flush()
    _journal(work, rows, caseworker_id)
    cancelled = sum(event.cancelled for event in events)
    events.sort(key=lambda event: (event.day, event.uid))
    return CalendarFile(write_calendar(events, NAME), len(events) - cancelled, changed, cancelled)


def _by_uid(work: Work, found: Sequence[Entry]) -> dict[str, Entry]:
    """What stands, by the name under which calendars know it: the same for one limit of one event, for the
    same children, whatever its day. It tells nothing to whoever has not the vault's key."""
    children = _child_ids(work, {entry.case_id for entry in found})
    named: dict[str, Entry] = {}
    seen: Counter[str] = Counter()
    for entry in found:
        key = _key(entry, children[entry.case_id])
        seen[key] += 1
        whole = f"calendar\0{entry.case_id}\0{key}\0{seen[key]}"
        digest = hmac.digest(work.session.info[journal.KEY], whole.encode(), "sha256").hex()
        named[f"{digest[:32]}@abductdesk"] = entry
    return named


def _key(entry: Entry, child_ids: Sequence[int]) -> str:
    if entry.deadline is None:
        return "\0".join(
            map(str, entry.id[1:] if entry.hearing or entry.departure else ("follow_up", *entry.id[1:]))
        )
    about = sorted(child_ids[place] for place in entry.deadline.children if place < len(child_ids))
    return "\0".join(map(str, (entry.deadline.id, entry.deadline.event, *about)))


def _child_ids(look: Look, case_ids: Iterable[int]) -> dict[int, list[int]]:
    """The children of each case in the order in which deadlines count them: eldest first."""
    wanted, found = set(case_ids), defaultdict(list)
    rows = (
        select(Child.case_id, Child.id)
        .join(Person, Person.id == Child.person_id)
        .order_by(Child.case_id, Person.born.is_(None), Person.born, Child.id)
    )
    for case_id, child_id in look.session.execute(rows):
        if case_id in wanted:
            found[case_id].append(child_id)
    return found


def _mine(known: Sequence[ExportedDate], caseworker_id: int | None) -> ExportedDate | None:
    """What the calendar of this caseworker, or of everybody, was told of a date."""
    return next((row for row in known if row.staff_id == caseworker_id), None)


def _new(work: Work, uid: str, entry: Entry, caseworker_id: int | None) -> ExportedDate:
    row = ExportedDate(case_id=entry.case_id, staff_id=caseworker_id, uid=uid)
    work.session.add(row)
    return row


def _tell(
    work: Work, known: Sequence[ExportedDate], row: ExportedDate, entry: Entry, tongue: Tongue
) -> ExportedDate:
    """Keep what this calendar is told now. What changed comes one above the highest that any calendar has:
    a person may put two files into one calendar."""
    wanted = (entry.on, _state(entry), False)
    latest = max(known, key=lambda other: other.sequence, default=None)
    if latest is None:
        row.sequence, row.changed_at = 0, work.now
    elif (latest.day, latest.state, latest.withdrawn) == wanted:
        row.sequence, row.changed_at = latest.sequence, latest.changed_at
    else:
        row.sequence, row.changed_at = latest.sequence + 1, work.now
    row.day, row.state, row.withdrawn = wanted
    row.summary = tongue.say(_summary(entry))
    return row


def _withdraw(work: Work, known: Sequence[ExportedDate], row: ExportedDate) -> bool:
    """Whether it was cancelled only now."""
    if row.withdrawn:
        return False
    highest = max(other.sequence for other in known)
    row.withdrawn, row.sequence, row.changed_at = True, highest + 1, work.now
    return True


def _state(entry: Entry) -> str:
    return SETTLED if entry.settled else CHECK if entry.blocked else STANDS


def _event(row: ExportedDate, sentences: Sequence[str] = ()) -> DayEvent:
    return DayEvent(
        uid=row.uid,
        day=row.day,
        summary=row.summary,
        description="\n".join(sentences),
        sequence=row.sequence,
        changed=row.changed_at.replace(microsecond=0),
        tentative=row.state == CHECK,
        cancelled=row.withdrawn,
    )


def _summary(entry: Entry) -> Message:
    """What it is and the reference: what people typed, which may name somebody, stays in the vault."""
    if entry.hearing is not None:
        what = Message(entry.hearing.kind.label)
    elif entry.departure is not None:
        what = L("Departure of a return")
    else:
        what = entry.deadline.name if entry.deadline is not None else L("Follow-up of the bureau")
    if entry.settled:
        return L("Settled: {what} · {reference}", what=what, reference=entry.reference)
    return L("{what} · {reference}", what=what, reference=entry.reference)


def _sentences(entry: Entry, tongue: Tongue) -> list[str]:
    said: list[Message] = []
    if entry.hearing is not None and entry.hearing.time is not None:
        said.append(L("At {time}.", time=entry.hearing.time))
    if entry.deadline is not None:
        said += _of_limit(entry.deadline, blocked=entry.blocked)
    return [tongue.say(sentence) for sentence in said]


def _of_limit(limit: Deadline, *, blocked: bool) -> list[Message]:
    said = [L("Only if this law applies: check first.")] if blocked else []
    said.append(L("{article} · {instrument}", article=limit.article, instrument=limit.instrument))
    said.append(L("Who is bound: {who}", who=limit.binds))
    said.append(L("If it lapses: {lapse}", lapse=limit.lapse))
    if limit.source is SourceTag.KNOW and limit.instrument is not Law.BUREAU:
        said.append(L("Not verified in a published text. Check the article before you rely on this date."))
    return said


def _journal(work: Work, rows: Sequence[ExportedDate], caseworker_id: int | None) -> None:
    """One entry for each case whose dates leave the vault."""
    exported = Case.id.in_(select(ExportedDate.case_id))
    dates = Counter(row.case_id for row in rows)
    for case in work.session.scalars(select(Case).where(exported).order_by(Case.id)):
        if case.id in dates:
            work.note(case, {"exported": "calendar", "of": caseworker_id, "dates": dates[case.id]})
    work.touched.clear()
