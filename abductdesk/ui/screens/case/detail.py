"""Everything about one deadline: its dates, the sum in words, who is bound, what happens when it lapses."""

from __future__ import annotations

from functools import reduce

from PySide6.QtWidgets import QWidget

from abductdesk.i18n import LN, Country, L, Listing, Message
from abductdesk.terms import Nature, Severity, SourceTag, Status
from abductdesk.ui.cards import KeyValues, section
from abductdesk.ui.feedback import Banner
from abductdesk.ui.screens.case import words as say
from abductdesk.ui.texts import Text, term
from abductdesk.ui.urgency import Deadline, due_text, unverified
from abductdesk.ui.widgets import IconTile, column, label, row

_REGIMES = {
    "EU-1182": L("European count (Regulation 1182/71)"),
    "CAL": L("Calendar count, safe day"),
    "OFFICE": L("Working days of the office"),
    "BE-CJ": L("Belgian count (Judicial Code)"),
}


def detail(deadline: Deadline, children: tuple[Text, ...]) -> QWidget:
    """The panel below the row of a deadline; `children` are the names of those it is about."""
    layout = column(spacing=10)
    if unverified(deadline):
        layout.addWidget(Banner("warn", _source_warning(deadline)))
    if deadline.status is Status.BLOCKED:
        layout.addWidget(
            Banner(
                "warn", L("Not counted until it is known which law applies. If it applies, the date below.")
            )
        )
    if deadline.status is Status.WAITING and deadline.waits_for:
        layout.addWidget(label(waits_for(deadline), wrap=True))
    layout.addWidget(KeyValues(_pairs(deadline, children), columns=3))
    if deadline.explanation:
        layout.addWidget(section(L("How it is counted")))
    for sentence in deadline.explanation:
        layout.addWidget(label(sentence, wrap=True, selectable=True))
    if deadline.alternatives:
        layout.addWidget(section(L("Other readings")))
    for other in deadline.alternatives:
        said = label(L("{day}: {reading}", day=other.date, reading=other.reading), wrap=True, selectable=True)
        reading = row(IconTile("question", "text3", size=15), spacing=8)
        reading.addWidget(said, 1)
        layout.addLayout(reading)
    layout.addWidget(section(L("If it lapses")))
    layout.addWidget(label(deadline.lapse, wrap=True, selectable=True))
    made = QWidget()
    made.setLayout(layout)
    return made


def _pairs(deadline: Deadline, children: tuple[Text, ...]) -> list[tuple[Text, Text | QWidget]]:
    lead, pairs = deadline.lead, list[tuple[Text, Text | QWidget]]()
    if lead is not None:
        pairs.append((L("Work to"), due_text(lead, weekday=True)))
    if deadline.practical is not None and deadline.practical != deadline.due:
        pairs.append((L("Due"), due_text(deadline.due, weekday=True)))
    if deadline.legal_end is not None and deadline.legal_end != lead:
        pairs.append((L("Last lawful day"), due_text(deadline.legal_end, weekday=True)))
    if deadline.from_ is not None:
        said = L("A right arises on") if deadline.severity is Severity.SOFT else L("From")
        pairs.append((said, due_text(deadline.from_, weekday=True)))
    if deadline.met_on is not None:
        pairs.append((L("Met on"), due_text(deadline.met_on, weekday=True)))
    if (left := days_left(deadline)) is not None:
        pairs.append((L("Days left"), left))
    pairs.append((L("Article"), say.joined(term(deadline.instrument.label), deadline.article)))
    pairs.append((L("Who is bound"), deadline.binds))
    pairs.append((L("Nature"), say.joined(term(deadline.nature.label), term(deadline.severity.label))))
    if deadline.regime:
        pairs.append((L("Counted by"), _REGIMES.get(deadline.regime, deadline.regime)))
    if deadline.holidays_of:
        pairs.append((L("Holidays of"), _holidays(deadline)))
    if children:
        pairs.append((L("About"), say.listed(children)))
    pairs.append((L("Source"), _source(deadline)))
    return pairs


def days_left(deadline: Deadline) -> Message | None:
    """How many days are left, or by how many it was missed."""
    if deadline.status is Status.MET:
        over = deadline.days_over or 0
        return LN("{n} day over", "{n} days over", over) if over > 0 else None
    if deadline.days_left is None or deadline.status not in (Status.OPEN, Status.EXTENDED, Status.MISSED):
        return None
    if deadline.days_left < 0:
        past = -deadline.days_left
        if deadline.nature is Nature.MONITOR:
            return LN("over since {n} day", "over since {n} days", past)
        return LN("{n} day late", "{n} days late", past)
    return LN("{n} day", "{n} days", deadline.days_left)


def waits_for(deadline: Deadline) -> Message:
    """What must happen first."""
    either = reduce(
        lambda one, other: L("{one} or {other}", one=one, other=other),
        (term(kind.label) for kind in deadline.waits_for),
    )
    return L("Waits for: {events}", events=either)


def _holidays(deadline: Deadline) -> Text:
    state = Country(deadline.holidays_of or "")
    if not deadline.holidays:
        return L("{state}; none fell into it", state=state)
    return L("{state}: {days}", state=state, days=Listing(deadline.holidays))


def _source(deadline: Deadline) -> Message:
    return L("{tag}, checked on {day}", tag=deadline.source, day=deadline.checked_on)


def _source_warning(deadline: Deadline) -> Message:
    if deadline.source is SourceTag.UNSURE:
        return L("Unsure: nobody is warned by this date. Ask a lawyer before you rely on it.")
    return L("Not verified in a published text. Check the article before you rely on this date.")
