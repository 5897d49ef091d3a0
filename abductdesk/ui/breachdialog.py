"""Breaches of personal data: report one, complete it, say who was told; and one breach to read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, time
from functools import partial
from typing import Any

from abductdesk.actions.breaches import (
    ASSESSED,
    TOLD,
    BreachEntry,
    assess_breach,
    close_breach,
    leave_unnotified,
    notify_breach,
    reopen_breach,
    report_breach,
    tell_persons,
)
from abductdesk.actions.office import BRUSSELS
from abductdesk.i18n import N_, L, Message
from abductdesk.models import Breach
from abductdesk.models.base import Field, fields_of
from abductdesk.terms import BreachRisk
from abductdesk.ui.desk import Desk
from abductdesk.ui.dialogs import FormDialog
from abductdesk.ui.feedback import Banner
from abductdesk.ui.forms import FieldGroup, pick
from abductdesk.ui.registerentry import Act, EntryDialog, keep_low
from abductdesk.ui.requestdialog import manages
from abductdesk.ui.shell import Shell
from abductdesk.ui.texts import Text, apart, term
from abductdesk.ui.undoing import say_done

_FIELDS = fields_of(Breach)
_WIDE = frozenset({"data", "untold_reason", "delay_reason"})
_KNOWN = (
    Field("known_on", N_("Known on"), "", "date", True, None, None),
    Field("known_time", N_("Time"), "", "time", True, None, None),
)
_NOTIFIED = (
    Field("notified_on", N_("Notified on"), "", "date", True, None, None),
    Field("notified_time", N_("Time"), "", "time", True, None, None),
)


def _moment(values: Mapping[str, Any], day: str, hour: str) -> datetime:
    found, clock = values[day], values[hour]
    assert isinstance(found, date) and isinstance(clock, time)
    return datetime.combine(found, clock, BRUSSELS)


def _now(desk: Desk) -> datetime:
    return desk.office.clock().astimezone(BRUSSELS).replace(second=0, microsecond=0)


def new_breach(desk: Desk, shell: Shell) -> FormDialog:
    """Report a breach: anybody who works here can."""
    now = _now(desk)

    def run(dialog: FormDialog, entered: dict[str, Any]) -> None:
        desk.do(report_breach, entered, _moment(entered, "known_on", "known_time"), **dialog.reply)

    def done(touched: Any) -> None:
        shell.toast(L("Recorded as {number}. A manager sees it now.", number=touched.result))

    groups = [
        FieldGroup("", [*_KNOWN, *pick(_FIELDS, "what", "data", "persons", "processor", "measures")],
                   wide=_WIDE),
    ]  # fmt: skip
    dialog = FormDialog(
        shell.widget(),
        L("Report a data breach"),
        L("Data lost, altered, or seen by somebody who should not: say it at once, however small it seems. "
          "The authority is notified within 72 hours of this moment where persons are at risk."),
        groups, run=run, accept=L("&Report"), width=640,
        defaults={"known_on": now.date(), "known_time": now.time()},
    )  # fmt: skip
    keep_low(dialog)
    dialog.saved.connect(done)
    dialog.open()
    return dialog


def _form(
    desk: Desk, shell: Shell, breach: BreachEntry, title: Message, sentence: Text, group: FieldGroup,
    run: Callable[[FormDialog, dict[str, Any]], object], said: Message, accept: Text,
    defaults: Mapping[str, Any],
) -> FormDialog:  # fmt: skip
    dialog = FormDialog(
        shell.widget(), title, sentence, [group], run=run, accept=accept, defaults=defaults, width=600
    )
    keep_low(dialog)
    dialog.saved.connect(lambda _touched: say_done(desk, shell, said))
    dialog.open()
    return dialog


def edit_breach(desk: Desk, shell: Shell, breach: BreachEntry) -> FormDialog:
    """Complete a breach and assess its risk."""
    entry = breach.entry
    known = entry.known_at.astimezone(BRUSSELS)
    values = {name: getattr(entry, name) for name in ASSESSED}
    values |= {"known_on": known.date(), "known_time": known.time().replace(tzinfo=None)}

    def run(dialog: FormDialog, changes: dict[str, Any]) -> None:
        moved = {"known_on", "known_time"} & changes.keys()
        at = _moment(dialog.form.values(), "known_on", "known_time") if moved else None
        desk.do(assess_breach, entry.id, seen=dialog.seen, changes=changes, known_at=at, **dialog.reply)

    groups = [
        FieldGroup(L("Risk"), pick(_FIELDS, "risk", "high_risk_on")),
        FieldGroup("", [*_KNOWN, *pick(_FIELDS, *TOLD)], wide=_WIDE),
    ]
    dialog = FormDialog(
        shell.widget(), L("Assess {number}", number=entry.number),
        L("Whether persons are at risk decides who must be told."), groups, run=run, values=values,
        seen=entry.version, width=640, scroll=True,
    )  # fmt: skip
    dialog.resize(dialog.width(), min(int(shell.widget().height() * 0.86), 760))
    keep_low(dialog)
    dialog.saved.connect(lambda _touched: say_done(desk, shell, L("The breach is assessed.")))
    dialog.open()
    return dialog


def ask_notice(desk: Desk, shell: Shell, breach: BreachEntry) -> FormDialog:
    """Record when the authority was notified."""
    entry, now = breach.entry, _now(desk)

    def run(dialog: FormDialog, entered: dict[str, Any]) -> None:
        at = _moment(entered, "notified_on", "notified_time")
        reason = entered.get("delay_reason", "")
        desk.do(notify_breach, entry.id, seen=entry.version, at=at, delay_reason=reason, **dialog.reply)

    due = L("Due by {due}. After that the reasons of the delay go with the notice.", due=breach.limit.due)
    return _form(
        desk, shell, breach, L("Notice of {number} to the authority", number=entry.number), due,
        FieldGroup("", [*_NOTIFIED, _FIELDS["delay_reason"]], wide=_WIDE), run,
        L("The notice is recorded."), L("&Record"),
        {"notified_on": now.date(), "notified_time": now.time(), "delay_reason": entry.delay_reason},
    )  # fmt: skip


def ask_no_notice(desk: Desk, shell: Shell, breach: BreachEntry) -> FormDialog:
    """Record why nobody is likely to be harmed."""
    entry = breach.entry

    def run(dialog: FormDialog, entered: dict[str, Any]) -> None:
        desk.do(
            leave_unnotified, entry.id, seen=entry.version, reason=entered["delay_reason"], **dialog.reply
        )

    return _form(
        desk, shell, breach, L("No notice of {number}", number=entry.number),
        L("The authority need not be notified of a breach that is unlikely to harm anybody. The register "
          "keeps it, with the reason."),
        FieldGroup("", [replace(_FIELDS["delay_reason"], required=True)], wide=_WIDE), run,
        L("The reason is recorded."), L("&Record"), {},
    )  # fmt: skip


def ask_persons(desk: Desk, shell: Shell, breach: BreachEntry) -> FormDialog:
    """Record when the persons were told, or why they need not be."""
    entry = breach.entry

    def run(dialog: FormDialog, entered: dict[str, Any]) -> None:
        desk.do(
            tell_persons, entry.id, seen=entry.version, on=entered.get("told_on"),
            untold_reason=entered.get("untold_reason", ""), **dialog.reply,
        )  # fmt: skip

    return _form(
        desk, shell, breach, L("Persons told of {number}", number=entry.number),
        L("With a high risk they are told without undue delay, in plain words (Art. 34)."),
        FieldGroup("", pick(_FIELDS, "told_on", "untold_reason"), wide=_WIDE), run,
        L("It is recorded."), L("&Record"), {"told_on": entry.told_on},
    )  # fmt: skip


def show_breach(desk: Desk, shell: Shell, breach: BreachEntry) -> EntryDialog:
    """Everything about one breach, and what can be done with it."""
    entry = breach.entry
    banners = []
    if entry.risk is BreachRisk.UNKNOWN:
        banners.append(Banner("warn", L("The risk is not assessed yet: it decides who must be told.")))
    dialog = EntryDialog(
        shell,
        L("{number}: data breach", number=entry.number),
        L("Known since {moment}", moment=entry.known_at.astimezone(BRUSSELS)),
        banners=banners,
        pairs=_pairs(breach),
        limits=breach.limits,
        today=desk.office.today,
        hours=breach.hours,
        actions=_acts(desk, shell, breach),
    )
    dialog.open()
    return dialog


def _pairs(breach: BreachEntry) -> list[tuple[Text, Any]]:
    entry = breach.entry
    notified, told, closed = entry.notified_at, entry.told_on, entry.closed_on
    return [
        (L("What happened"), apart(entry.what)),
        (L("Which data"), apart(entry.data)),
        (L("How many persons, about"), str(entry.persons) if entry.persons is not None else ""),
        (L("Likely consequences"), apart(entry.consequences)),
        (L("Measures taken"), apart(entry.measures)),
        (L("Processor concerned"), apart(entry.processor)),
        (L("Risk"), term(entry.risk.label)),
        (L("Authority notified"), L("{at}", at=notified.astimezone(BRUSSELS)) if notified else ""),
        (L("Why later, or why not notified"), apart(entry.delay_reason)),
        (L("Persons told on"), L("{day}", day=told) if told else ""),
        (L("Why they need not be told (Art. 34(3))"), apart(entry.untold_reason)),
        (L("Closed on"), L("{day}", day=closed) if closed else ""),
        (L("Recorded by"), apart(breach.recorded_by)),
    ]


def _acts(desk: Desk, shell: Shell, breach: BreachEntry) -> list[Act]:
    entry = breach.entry
    if entry.closed_on is not None:
        again = partial(_do, desk, shell, reopen_breach, breach, L("The breach is open again."))
        return [Act(L("Open again"), "undo", again)] if manages(desk) else []
    found = []
    assessed = entry.risk is not BreachRisk.UNKNOWN
    assess = Act(L("Assess…"), "edit", partial(edit_breach, desk, shell, breach), primary=not assessed)
    if entry.notified_at is None:
        if entry.risk in (BreachRisk.UNKNOWN, BreachRisk.NONE):
            found.append(Act(L("No notice…"), "hide", partial(ask_no_notice, desk, shell, breach)))
        found.append(Act(L("Notified…"), "office", partial(ask_notice, desk, shell, breach)))
    if entry.risk is BreachRisk.HIGH:
        found.append(Act(L("Persons told…"), "people", partial(ask_persons, desk, shell, breach)))
    if not assessed:
        return [*found, assess]
    found.insert(0, assess)
    if manages(desk):
        close = partial(_do, desk, shell, close_breach, breach, L("The breach is closed."))
        found.append(Act(L("Close it"), "ok", close, primary=True))
    return found


def _do(desk: Desk, shell: Shell, action: Callable[..., Any], breach: BreachEntry, said: Message) -> None:
    desk.do(
        action, breach.id, seen=breach.entry.version,
        then=lambda _touched: say_done(desk, shell, said), owner=shell.widget(),
    )  # fmt: skip
