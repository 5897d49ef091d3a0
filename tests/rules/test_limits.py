"""Every declared limit against cases a lawyer can read, and the seven published timelines."""

from __future__ import annotations

import json
import time
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from abductdesk.exchange.timelines import read_timeline
from abductdesk.i18n import LETTER_LANGUAGES, Tongue
from abductdesk.rules import engine
from abductdesk.rules.deadline import Deadline
from abductdesk.rules.facts import Child, Event, Facts
from abductdesk.rules.registry import RULES
from abductdesk.terms import EventKind, Law, Nature, SourceTag, Status

HERE = Path(__file__).parent
ENGLISH = Tongue("en")
TODAY = date(2026, 11, 22)


def load(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((HERE / f"{name}.yaml").read_text("utf-8"))
    return found


FILES = ("hague80", "brussels_iib", "belgium", "other_instruments", "decisions")
LIMITS = [case for name in FILES for case in load(name)]


def facts_of(written: dict[str, Any]) -> Facts:
    """The case as the program reads it: the YAML is a timeline file."""
    return read_timeline(json.dumps(written, default=str).encode()).facts


def shown(line: Deadline, field: str) -> object:
    match field:
        case "alternatives":
            return [other.date for other in line.alternatives]
        case "holidays":
            return list(line.holidays)
        case "waits_for":
            return [str(kind) for kind in line.waits_for]
        case "children":
            return [position + 1 for position in line.children]
        case "from":
            return line.from_
        case _:
            value = getattr(line, field)
            if isinstance(value, datetime):
                return value.isoformat(timespec="minutes")
            return str(value) if hasattr(value, "label") else value


@pytest.mark.parametrize("case", LIMITS, ids=lambda case: f"{case['rule']}: {case['case']}")
def test_limit(case: dict[str, Any]) -> None:
    lines = [
        line for line in engine.deadlines(facts_of(case["facts"]), case["today"]) if line.id == case["rule"]
    ]
    expected = case["expect"] if isinstance(case["expect"], list) else [case["expect"]]
    seen = [
        {field: shown(line, field) for field in wanted} for line, wanted in zip(lines, expected, strict=True)
    ]
    assert seen == expected
    if "says" in case:
        assert case["says"] in " ".join(ENGLISH.say(said) for line in lines for said in line.explanation)


def test_every_rule_has_a_case() -> None:
    assert {rule.id for rule in RULES} == {case["rule"] for case in LIMITS}
    assert len({rule.id for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_names_its_article_source_and_people(rule: Any) -> None:
    assert rule.article.startswith("Art") or (rule.instrument is Law.BUREAU and not rule.article)
    assert isinstance(rule.source, SourceTag)
    assert rule.checked_on == date(2026, 11, 22)
    assert all(ENGLISH.say(said) for said in (rule.name, rule.binds, rule.lapse))
    assert (rule.period is None) or rule.met_by
    assert rule.period is None or rule.nature in (Nature.TASK, Nature.MONITOR, Nature.TARGET)


@pytest.mark.parametrize("case", load("framework"), ids=lambda case: case["case"])
def test_framework(case: dict[str, Any]) -> None:
    events = []
    if "removal" in case:
        events.append({"kind": "removal", "date": case["removal"], "precision": case.get("precision", "day")})
    if "seised" in case:
        events.append({"kind": "court_seised", "date": case["seised"]})
    written: dict[str, Any] = {
        "habitual_residence": case["from"],
        "requested_state": case["to"],
        "children": [{"born": born} for born in case.get("born", ["2016-01-01"])],
        "events": events,
    }
    if "recorded" in case:
        written["framework"] = {
            "instrument": case["recorded"],
            "source": "status table",
            "since": case.get("since"),
        }
    facts = facts_of(written)
    law = engine.framework(facts, TODAY)
    said = [ENGLISH.say(reason) for reason in law.reasons]
    assert law.instrument == case["instrument"]
    assert said and all(said)
    if "check" in case:
        assert (law.check is not None) is case["check"]
    if "says" in case:
        assert case["says"] in " ".join(said)
    if "direction" in case:
        assert engine.direction(facts) == case["direction"]
    lines = engine.deadlines(facts, TODAY)
    if law.check is not None:
        year = next(line for line in lines if line.id == "hague80-art12-one-year")
        assert year.status is Status.BLOCKED and year.due is None
        assert bool(year.alternatives) is ("removal" in case)


@pytest.mark.parametrize("case", load("real_cases"), ids=lambda case: case["file"])
def test_published_timeline(case: dict[str, Any]) -> None:
    timeline = read_timeline((HERE / "real_cases" / f"{case['file']}.json").read_bytes())
    law = engine.framework(timeline.facts, TODAY)
    assert (law.instrument, law.recorded) == (case["framework"], True)
    lines = {line.id: line for line in engine.deadlines(timeline.facts, TODAY)}
    year, weeks = lines["hague80-art12-one-year"], lines["hague80-art11-six-weeks"]
    assert (year.due, year.practical, year.status) == (case["year"], case["practical"], case["year_status"])
    assert (weeks.due, weeks.days_over) == (case["weeks"], case["over"])
    assert weeks.status is (Status.MET if case["weeks"] else Status.WAITING)


def in_one_line(line: Deadline) -> str:
    """A limit as `real_cases_full.yaml` writes it."""
    about = ",".join(str(position + 1) for position in line.children)
    said = f"{line.id}{f' [{about}]' if about else ''} {line.status.value}"
    said += f", due {line.due}" if line.due else ""
    said += f", met {line.met_on}" if line.met_on else ""
    return said + (f", {line.days_over} over" if line.days_over else "")


@pytest.mark.parametrize("name", yaml.safe_load((HERE / "real_cases_full.yaml").read_text("utf-8")))
def test_published_timeline_in_full(name: str) -> None:
    expected = yaml.safe_load((HERE / "real_cases_full.yaml").read_text("utf-8"))[name]
    timeline = read_timeline((HERE / "real_cases" / f"{name}.json").read_bytes())
    assert [in_one_line(line) for line in engine.deadlines(timeline.facts, TODAY)] == expected


def test_all_published_timelines_are_here() -> None:
    files = {path.stem for path in (HERE / "real_cases").glob("*.json")}
    assert files == {case["file"] for case in load("real_cases")}
    assert files == set(yaml.safe_load((HERE / "real_cases_full.yaml").read_text("utf-8")))


def test_most_urgent_first() -> None:
    facts = facts_of(
        {
            "habitual_residence": "FR",
            "requested_state": "BE",
            "children": [{"born": "2010-12-01"}],
            "events": [
                {"kind": "removal", "date": "2026-02-03"},
                {"kind": "whereabouts_known", "date": "2026-02-20"},
                {"kind": "application_received", "date": "2026-11-20"},
            ],
        }
    )
    lines = engine.deadlines(facts, TODAY)
    leading = [line.lead for line in lines if line.status is Status.OPEN and line.due]
    assert leading == sorted(leading) and len(leading) == 4  # type: ignore[type-var]
    assert lines[-1].status is not Status.OPEN


def test_today_moves_the_days_left() -> None:
    facts = facts_of({"habitual_residence": "BE", "requested_state": "TR",
                      "events": [{"kind": "removal", "date": "2026-02-03"}]})  # fmt: skip
    for ahead in range(5):
        day = date(2027, 1, 31) + timedelta(days=ahead)
        line = next(line for line in engine.deadlines(facts, day) if line.id == "hague80-art12-one-year")
        assert line.days_left == 2 - ahead
        assert line.status is (Status.OPEN if ahead <= 2 else Status.MISSED)


def test_no_case_at_all() -> None:
    lines = engine.deadlines(Facts(), TODAY)
    assert {line.status for line in lines} == {Status.BLOCKED}
    assert engine.framework(Facts(), TODAY).check is not None


def test_every_explanation_speaks_every_language() -> None:
    tongues = [Tongue(language) for language in LETTER_LANGUAGES]
    for case in LIMITS:
        for line in engine.deadlines(facts_of(case["facts"]), case["today"]):
            for tongue in tongues:
                said = [tongue.say(sentence) for sentence in (*line.explanation, line.name, line.lapse)]
                assert all(said) and "{" not in "".join(said)


def test_ten_thousand_cases_quickly() -> None:
    """A generous ceiling against a rule that becomes slow; the figure itself is in the benchmarks."""
    kinds = (
        EventKind.REMOVAL,
        EventKind.APPLICATION_RECEIVED,
        EventKind.COURT_SEISED,
        EventKind.DECISION_REFUSAL,
    )
    cases = []
    for n in range(1_000):
        day = date(2025, 1, 1) + timedelta(days=n % 600)
        events = tuple(
            Event(at, kind, day + timedelta(days=20 * at)) for at, kind in enumerate(kinds[: n % 5])
        )
        cases.append(Facts("BE", ("FR", "TR", "TN", "PL")[n % 4], (Child(0, date(2016, 1, 1)),), events))
    began = time.perf_counter()
    for facts in cases:
        engine.deadlines(facts, TODAY)
    assert time.perf_counter() - began < 3
