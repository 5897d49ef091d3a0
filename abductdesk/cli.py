"""The program without a window: the same rules and actions, for administrators and checks.

To add a command: one `Command` in `COMMANDS` with a function that declares its arguments and one that runs
it and returns the exit code. A refusal is raised as `Refused` and printed as one sentence.
"""

from __future__ import annotations

import argparse
import json
import sys
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from abductdesk.exchange.timelines import LARGEST, read_timeline
from abductdesk.faults import Refused
from abductdesk.i18n import N_, OFFICE_LANGUAGES, L, Message, Tongue
from abductdesk.rules import engine
from abductdesk.rules.counting import Count, Regime, count
from abductdesk.rules.deadline import Alternative, Deadline, Framework
from abductdesk.rules.periods import period
from abductdesk.terms import Status

OK, REFUSED, MISUSE, BUG = 0, 1, 2, 70
BRUSSELS = ZoneInfo("Europe/Brussels")


@dataclass(frozen=True)
class Command:
    """One verb of the command line; `run` returns the exit code.

    Every command gets `--lang`, the language of its answer, unless it declares its own (`own_lang`).
    """

    name: str
    help: str
    arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace, Tongue], int]
    own_lang: bool = False


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Exit 0, 1 for a refusal, 2 for misuse, 70 for a bug."""
    try:
        asked = _parser().parse_args(argv)
    except SystemExit as leaving:  # argparse has said what is wrong
        return int(leaving.code or OK)
    tongue = Tongue(asked.lang)
    try:
        return asked.run(asked, tongue)  # type: ignore[no-any-return]
    except Refused as refused:
        print(tongue.say(refused), file=sys.stderr)
        return REFUSED
    except BrokenPipeError:  # the reader of our output has gone
        return OK
    except KeyboardInterrupt:
        return 130
    except Exception as fault:  # noqa: BLE001 - the last line of defence says where, never what
        frame = traceback.extract_tb(fault.__traceback__)[-1]
        place = f"{Path(frame.filename).name}:{frame.lineno}"
        said = tongue.text(N_("A fault in the program ({kind}, {place}). Nothing was shown of the contents."),
                           kind=type(fault).__name__, place=place)  # fmt: skip
        print(said, file=sys.stderr)
        return BUG


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="abductdesk", description="AbductDesk without a window")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for command in COMMANDS:
        one = commands.add_parser(command.name, help=command.help, description=command.help)
        command.arguments(one)
        if not command.own_lang:
            one.add_argument("--lang", choices=OFFICE_LANGUAGES, default="en", help="language of the answer")
        one.set_defaults(run=command.run)
    return parser


def _today() -> date:
    return datetime.now(BRUSSELS).date()


def _date(written: str) -> date:
    """A day for argparse, which turns the ValueError into misuse."""
    if len(written) != 10:
        raise ValueError
    return date.fromisoformat(written)


def _date_or_time(written: str) -> date | datetime:
    return _date(written) if len(written) <= 10 else datetime.fromisoformat(written)


# count


def _count_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--regime", required=True, choices=[str(regime) for regime in Regime])
    parser.add_argument("--from", dest="start", required=True, type=_date_or_time, metavar="DATE-OR-TIME",
                        help="2026-02-03, or 2026-02-03T14:20 for hours")  # fmt: skip
    parser.add_argument("--period", required=True, help='"6 weeks", "5 working days", "72 hours", "1 year"')
    parser.add_argument("--state", default="BE", help="whose public holidays and clock (default BE)")
    parser.add_argument("--json", action="store_true", help="answer in JSON")


def _count(asked: argparse.Namespace, tongue: Tongue) -> int:
    counted = count(Regime(asked.regime), asked.start, period(asked.period), asked.state)
    if asked.json:
        _print_json(_count_fields(counted, tongue))
        return OK
    rows = [
        (L("Due"), counted.due),
        (L("Legal end"), counted.legal_end),
        (L("Last filing day"), counted.practical),
        (L("Right from"), counted.from_),
    ]
    _print_rows(rows, tongue)
    _print_alternatives(counted.alternatives, tongue, "")
    for step in counted.steps:
        print(f"- {tongue.say(step)}")
    return OK


def _count_fields(counted: Count, tongue: Tongue) -> dict[str, Any]:
    return {
        "due": _iso(counted.due),
        "legal_end": _iso(counted.legal_end),
        "practical": _iso(counted.practical),
        "from": _iso(counted.from_),
        "raw_end": _iso(counted.raw),
        "alternatives": _alternatives(counted.alternatives, tongue),
        "steps": [tongue.say(step) for step in counted.steps],
        "state": counted.state,
        "holidays": [_iso(day) for day in counted.holidays],
        "rules_version": engine.RULES_VERSION,
    }


# deadlines


def _deadlines_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("facts", type=Path, metavar="FACTS.json", help="the dated facts of one case")
    parser.add_argument(
        "--today", type=_date, default=None, metavar="DATE", help="default: today in Brussels"
    )
    parser.add_argument("--json", action="store_true", help="answer in JSON")


def _deadlines(asked: argparse.Namespace, tongue: Tongue) -> int:
    facts = read_timeline(_read(asked.facts)).facts
    today = asked.today or _today()
    law, lines = engine.framework(facts, today), engine.deadlines(facts, today)
    if asked.json:
        _print_json(
            {
                "today": _iso(today),
                "rules_version": engine.RULES_VERSION,
                "direction": engine.direction(facts).value,
                "framework": _framework_fields(law, tongue),
                "deadlines": [_deadline_fields(line, tongue) for line in lines],
            }
        )
        return OK
    print(tongue.value(law.instrument))
    for reason in (*law.reasons, *((law.check,) if law.check else ())):
        print(f"  {tongue.say(reason)}")
    for line in lines:
        _print_deadline(line, tongue)
    return OK


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as opened:
            return opened.read(LARGEST + 1)
    except OSError as fault:
        raise Refused("The file {name} cannot be read: {why}.", name=path.name, why=fault.strerror) from None


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
        "due": _iso(line.due),
        "legal_end": _iso(line.legal_end),
        "practical": _iso(line.practical),
        "from": _iso(line.from_),
        "alternatives": _alternatives(line.alternatives, tongue),
        "waits_for": [kind.value for kind in line.waits_for],
        "met_on": _iso(line.met_on),
        "days_left": line.days_left,
        "days_over": line.days_over,
        "explanation": " ".join(tongue.say(sentence) for sentence in line.explanation),
        "binds": tongue.say(line.binds),
        "lapse": tongue.say(line.lapse),
        "source": line.source.value,
        "checked_on": _iso(line.checked_on),
        "regime": line.regime,
        "holidays_of": line.holidays_of,
        "holidays": [_iso(day) for day in line.holidays],
        "event": line.event,
        "children": [position + 1 for position in line.children],
    }


def _print_deadline(line: Deadline, tongue: Tongue) -> None:
    print(f"\n{tongue.say(line.name)} ({line.article}): {tongue.value(line.status)}")
    rows = [
        (L("Last filing day"), line.practical if line.practical != line.due else None),
        (L("Due"), line.due),
        (L("Legal end"), line.legal_end if line.legal_end != line.due else None),
        (L("Right from"), line.from_),
        (L("Met on"), line.met_on),
        (L("Days left"), line.days_left if line.status in (Status.OPEN, Status.MISSED) else None),
        (L("Days over"), line.days_over),
    ]
    _print_rows(rows, tongue, "  ")
    _print_alternatives(line.alternatives, tongue, "  ")
    for sentence in line.explanation:
        print(f"  {tongue.say(sentence)}")
    if line.due is not None or line.status is Status.BLOCKED:
        print("  " + tongue.text(N_("If it lapses: {lapse}"), lapse=line.lapse))


# printing


def _iso(at: date | datetime | None) -> str | None:
    return at.isoformat() if at is not None else None


def _alternatives(others: Sequence[Alternative], tongue: Tongue) -> list[dict[str, str | None]]:
    return [{"date": _iso(other.date), "reading": tongue.say(other.reading)} for other in others]


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))


def _print_rows(rows: Sequence[tuple[Message, object]], tongue: Tongue, indent: str = "") -> None:
    for label, value in rows:
        if value is not None:
            print(f"{indent}{tongue.say(label)}: {tongue.value(value)}")


def _print_alternatives(others: Sequence[Alternative], tongue: Tongue, indent: str) -> None:
    for other in others:
        said = L("Otherwise: {date} ({reading})", date=other.date, reading=other.reading)
        print(f"{indent}{tongue.say(said)}")


COMMANDS: tuple[Command, ...] = (
    Command("count", "count a period under one regime", _count_arguments, _count),
    Command("deadlines", "law and deadlines of one case from its facts", _deadlines_arguments, _deadlines),
)
