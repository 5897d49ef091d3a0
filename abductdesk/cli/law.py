"""`count` and `deadlines`: the rules alone, without a vault."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from abductdesk.cli.command import (
    OK,
    Command,
    date_or_time,
    day,
    iso,
    print_json,
    print_rows,
    read_file,
    today,
)
from abductdesk.exchange.timelines import LARGEST, read_timeline
from abductdesk.i18n import N_, L, Tongue
from abductdesk.rules import engine
from abductdesk.rules.calendars import Calendar
from abductdesk.rules.counting import Count, Recourse, Regime, count
from abductdesk.rules.deadline import Alternative, Deadline, Framework
from abductdesk.rules.periods import period
from abductdesk.terms import Notification, Status


def _count_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--regime", required=True, choices=[str(regime) for regime in Regime])
    parser.add_argument("--from", dest="start", required=True, type=date_or_time, metavar="DATE-OR-TIME",
                        help="2026-02-03, or 2026-02-03T14:20 for hours")  # fmt: skip
    parser.add_argument("--period", required=True, help='"6 weeks", "5 working days", "72 hours", "1 year"')
    parser.add_argument("--state", default="BE", help="whose public holidays and clock (default BE)")
    parser.add_argument("--how", choices=[how.value for how in Notification],
                        help="BE-CJ: how it was notified, if it was")  # fmt: skip
    parser.add_argument("--recourse", default="none", choices=[str(recourse) for recourse in Recourse],
                        help="BE-CJ: judicial vacation and distance for this recourse")  # fmt: skip
    parser.add_argument("--lives-in", metavar="STATE", help="BE-CJ: where the party of the recourse lives")
    parser.add_argument("--json", action="store_true", help="answer in JSON")


def _count(asked: argparse.Namespace, tongue: Tongue) -> int:
    counted = count(
        Regime(asked.regime),
        asked.start,
        period(asked.period),
        Calendar(asked.state),
        how=Notification(asked.how) if asked.how else None,
        recourse=Recourse(asked.recourse),
        lives_in=asked.lives_in,
    )
    if asked.json:
        print_json(_count_fields(counted, tongue))
        return OK
    rows = [
        (L("Due"), counted.due),
        (L("Legal end"), counted.legal_end),
        (L("Last filing day"), counted.practical),
        (L("Right from"), counted.from_),
    ]
    print_rows(rows, tongue)
    _print_alternatives(counted.alternatives, tongue, "")
    for step in counted.steps:
        print(f"- {tongue.say(step)}")
    return OK


def _count_fields(counted: Count, tongue: Tongue) -> dict[str, Any]:
    return {
        "due": iso(counted.due),
        "legal_end": iso(counted.legal_end),
        "practical": iso(counted.practical),
        "from": iso(counted.from_),
        "raw_end": iso(counted.raw),
        "alternatives": _alternatives(counted.alternatives, tongue),
        "steps": [tongue.say(step) for step in counted.steps],
        "state": counted.state,
        "holidays": [iso(day) for day in counted.holidays],
        "rules_version": engine.RULES_VERSION,
    }


def _deadlines_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("facts", type=Path, metavar="FACTS.json", help="the dated facts of one case")
    parser.add_argument("--today", type=day, default=None, metavar="DATE", help="default: today in Brussels")
    parser.add_argument("--json", action="store_true", help="answer in JSON")


def _deadlines(asked: argparse.Namespace, tongue: Tongue) -> int:
    facts = read_timeline(read_file(asked.facts, LARGEST)).facts
    on = asked.today or today()
    found, lines = engine.framework(facts, on), engine.deadlines(facts, on)
    if asked.json:
        print_json(
            {
                "today": iso(on),
                "rules_version": engine.RULES_VERSION,
                "direction": engine.direction(facts).value,
                "framework": _framework_fields(found, tongue),
                "deadlines": [_deadline_fields(line, tongue) for line in lines],
            }
        )
        return OK
    print(tongue.value(found.instrument))
    for reason in (*found.reasons, *((found.check,) if found.check else ())):
        print(f"  {tongue.say(reason)}")
    for line in lines:
        _print_deadline(line, tongue)
    return OK


def _framework_fields(law: Framework, tongue: Tongue) -> dict[str, Any]:
    return {
        "instrument": law.instrument.value,
        "reasons": [tongue.say(reason) for reason in law.reasons],
        "check": tongue.say(law.check) if law.check else None,
        "recorded": law.recorded,
    }


def _deadline_fields(line: Deadline, tongue: Tongue) -> dict[str, Any]:
    return {
        "id": line.id,
        "name": tongue.say(line.name),
        "instrument": line.instrument.value,
        "article": line.article,
        "nature": line.nature.value,
        "severity": line.severity.value,
        "status": line.status.value,
        "due": iso(line.due),
        "legal_end": iso(line.legal_end),
        "practical": iso(line.practical),
        "from": iso(line.from_),
        "alternatives": _alternatives(line.alternatives, tongue),
        "waits_for": [kind.value for kind in line.waits_for],
        "met_on": iso(line.met_on),
        "days_left": line.days_left,
        "days_over": line.days_over,
        "explanation": " ".join(tongue.say(sentence) for sentence in line.explanation),
        "binds": tongue.say(line.binds),
        "lapse": tongue.say(line.lapse),
        "source": line.source.value,
        "checked_on": iso(line.checked_on),
        "regime": line.regime,
        "holidays_of": line.holidays_of,
        "holidays": [iso(day) for day in line.holidays],
        "event": line.event,
        "children": [position + 1 for position in line.children],
    }


def _print_deadline(line: Deadline, tongue: Tongue) -> None:
    law = " ".join(filter(None, (line.article, tongue.value(line.instrument))))
    print(f"\n{tongue.say(line.name)} ({law}): {tongue.value(line.status)}")
    rows = [
        (L("Last filing day"), line.practical if line.practical != line.due else None),
        (L("Due"), line.due),
        (L("Legal end"), line.legal_end if line.legal_end != line.due else None),
        (L("Right from"), line.from_),
        (L("Met on"), line.met_on),
        (L("Days left"), line.days_left),
        (L("Days over"), line.days_over),
    ]
    print_rows(rows, tongue, "  ")
    _print_alternatives(line.alternatives, tongue, "  ")
    for sentence in line.explanation:
        print(f"  {tongue.say(sentence)}")
    if line.due is not None or line.status is Status.BLOCKED:
        print("  " + tongue.text(N_("If it lapses: {lapse}"), lapse=line.lapse))


def _alternatives(others: Sequence[Alternative], tongue: Tongue) -> list[dict[str, str | None]]:
    return [{"date": iso(other.date), "reading": tongue.say(other.reading)} for other in others]


def _print_alternatives(others: Sequence[Alternative], tongue: Tongue, indent: str) -> None:
    for other in others:
        said = L("Otherwise: {date} ({reading})", date=other.date, reading=other.reading)
        print(f"{indent}{tongue.say(said)}")


COMMANDS: tuple[Command, ...] = (
    Command("count", "count a period under one regime", _count_arguments, _count),
    Command("deadlines", "law and deadlines of one case from its facts", _deadlines_arguments, _deadlines),
)
