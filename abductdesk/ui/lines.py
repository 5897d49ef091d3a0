"""The lines of Today: where each stands by urgency, and what its cells say.

A limit of somebody else (a monitor) looks different from a task: no pill, "may be chased from …".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from babel.dates import format_date

from abductdesk.actions.deadlines import Due, SupportDue
from abductdesk.actions.warnings import Warned
from abductdesk.i18n import N_, L, Message
from abductdesk.terms import Nature
from abductdesk.ui.cells import Cell, Group
from abductdesk.ui.shell import Shell
from abductdesk.ui.texts import Text, isolate, term, words
from abductdesk.ui.urgency import Deadline, day_text, days_away, due_text, hours_away, time_text, unverified

WEEK = timedelta(days=7)
LATE, TODAY, SOON, CHASE, LATER, CHECK = "late", "today", "week", "chase", "later", "check"
# key: (heading, icon, tone), the most urgent first
GROUPS: dict[str, tuple[str, str, str]] = {
    LATE: (N_("Overdue"), "error", "danger"),
    TODAY: (N_("Due today"), "due", "warn"),
    SOON: (N_("This week"), "deadline", "warn"),
    CHASE: (N_("Others are late: may be chased"), "monitor", "neutral"),
    LATER: (N_("Later"), "ok", "ok"),
    CHECK: (N_("Check which law applies"), "law", "warn"),
}


# records that lines hang on
WATCHED = frozenset(
    {
        "aftercare", "breach", "bureau", "call", "case_file", "data_request",
        "criteria", "directory_entry", "return_plan", "support_request",
        "follow_up", "holiday_change", "person", "processing_hold", "staff", "verified_state",
    }
)  # fmt: skip


def lead_to(shell: Shell, line: Due | Warned) -> None:
    """Open the case of a line, or the entry of the register that it is about."""
    if line.register is not None:
        shell.go("privacy", *line.register)
    else:
        shell.open_case(line.case_id, "support" if getattr(line, "support", None) else "deadlines")


def opening(line: Due) -> Message:
    """What opening a line is called."""
    return L("Open the case") if line.register is None else L("Open the entry")


def place_of(line: Due, today: date) -> str:
    """The group a line belongs to."""
    if line.blocked:
        return CHECK
    if line.past:
        return LATE
    if line.on < today:
        return CHASE if watched(line) else LATE
    if line.on == today and not watched(line):
        return TODAY
    return SOON if line.on <= today + WEEK else LATER


def groups_of(lines: Iterable[Due], today: date, only: str = "") -> list[Group]:
    """The lines below their headings, or those of one group only."""
    sorted_: dict[str, list[Due]] = {key: [] for key in GROUPS}
    for line in lines:
        sorted_[place_of(line, today)].append(line)
    return [
        Group(term(title), icon, tone, sorted_[key])
        for key, (title, icon, tone) in GROUPS.items()
        if only in ("", key)
    ]


def watched(line: Due) -> bool:
    """Whether the line is a limit of somebody else, who may be chased once it has passed."""
    limit = line.deadline
    return limit is not None and limit.nature is Nature.MONITOR and not limit.expires


def what_cell(line: Due) -> Cell:
    """The deadline and its article, or the follow-up."""
    if line.follow_up is not None:
        return Cell(isolate(line.follow_up.what), L("Follow-up of the bureau"))
    if line.support is not None:
        return Cell(_support(line.support), L("Support {number}", number=line.support.number))
    assert line.deadline is not None
    return Cell(line.deadline.name, source_of(line.deadline))


def _support(due: SupportDue) -> Message:
    if due.receipts:
        return L("Receipts for what was paid")
    if due.who is not None:
        return L("Answer of {who}", who=due.who)
    return L("Decision on support")


def source_of(deadline: Deadline) -> Text:
    """Article and instrument, and whether the rule was read in a published text."""

    def said(_tongue: object) -> str:
        parts = [deadline.article, words(term(deadline.instrument.label))]  # the article survives a cut
        if unverified(deadline):
            parts.append(words(L("not verified")))
        return " · ".join(filter(None, parts))

    return said


def case_cell(line: Due) -> Cell:
    """The children and the reference."""
    return Cell(isolate(line.names) or line.reference, line.reference if line.names else "")


def due_cell(line: Due, today: date) -> Cell:
    """How urgent, and the day."""
    if line.blocked:
        return Cell(due_text(line.on), L("if the law applies"), icon="question", tone="warn")
    if line.hours is not None and line.deadline is not None:
        left = hours_away(line.hours)
        at = line.deadline.due
        return Cell(day_text(at), time_text(at), pill=left.text, tone=left.tone, icon=left.icon)
    said = days_away(line.on, today)
    if not watched(line):
        return Cell(due_text(line.on), _weekday(line.on), pill=said.text, tone=said.tone, icon=said.icon)
    assert line.deadline is not None
    chase = line.deadline.from_ or line.on + timedelta(days=1)
    if chase <= today:
        return Cell(L("May be chased since"), due_text(chase), icon="monitor")
    return Cell(L("May be chased from"), due_text(chase), icon="monitor", second=True)


def owner_cell(line: Due, staff: Mapping[int, str]) -> Cell:
    """Who runs the case, or who has the follow-up."""
    who = line.follow_up.who_id if line.follow_up is not None else line.caseworker_id
    name = staff.get(who or line.caseworker_id or 0, "")
    return Cell(avatar=name) if name else Cell("—", second=True)


def _weekday(day: date) -> Text:
    return lambda spoken: format_date(day, "EEEE", locale=spoken.locale)
