"""`count` and `deadlines` through the command line, and the timeline files they read."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from abductdesk import cli
from abductdesk.exchange.timelines import LARGEST, read_timeline
from abductdesk.faults import Refused
from abductdesk.i18n import Tongue
from abductdesk.rules import engine
from abductdesk.terms import Instance, Notification, Precision, RefusalGround

REAL = Path(__file__).parent / "rules" / "real_cases"
ENGLISH = Tongue("en")
PLAIN: dict[str, Any] = {
    "habitual_residence": "BE",
    "requested_state": "TR",
    "children": [{"born": "2016-05-04"}],
    "events": [{"kind": "removal", "date": "2026-02-03"}],
}


def run(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str, str]:
    code = cli.main(argv)
    said = capsys.readouterr()
    return code, said.out, said.err


def facts_file(folder: Path, content: object) -> str:
    path = folder / "facts.json"
    path.write_text(json.dumps(content), "utf-8")
    return str(path)


def test_count_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(
        capsys, "count", "--regime", "EU-1182", "--from", "2026-04-13", "--period", "6 weeks", "--json"
    )
    answer = json.loads(out)
    assert code == 0
    assert (answer["raw_end"], answer["due"], answer["legal_end"]) == (
        "2026-05-25",
        "2026-05-26",
        "2026-05-26",
    )
    assert answer["alternatives"] == []
    assert answer["holidays"] == ["2026-05-25"]
    assert "25 May 2026 is a public holiday (Whit Monday): one day later." in answer["steps"]
    assert answer["rules_version"] == engine.RULES_VERSION


def test_count_hours_with_offset(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(
        capsys, "count", "--regime", "EU-1182", "--from", "2026-10-23T09:00", "--period", "72 hours", "--json"
    )
    answer = json.loads(out)
    assert (code, answer["due"]) == (0, "2026-10-26T08:00:00+01:00")
    assert answer["legal_end"] == "2026-10-26T09:00:00+01:00"
    assert [other["date"] for other in answer["alternatives"]] == ["2026-10-26T09:00:00+01:00"]


def test_count_safe_day_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "count", "--regime", "CAL", "--from", "2025-12-28", "--period", "1 year")
    assert code == 0
    assert "Due: 27 December 2026" in out
    assert "Last filing day: 24 December 2026" in out
    assert "Otherwise: 28 December 2026 (the anniversary itself: arguable, ask a lawyer)" in out


@pytest.mark.parametrize(
    ("argv", "code"),
    [
        (["count", "--regime", "EU-1182", "--from", "2026-04-13", "--period", "6 fortnights"], 1),
        (["count", "--regime", "EU-1182", "--from", "2026-04-13", "--period", "72 hours"], 1),
        (["count", "--regime", "EU-1182", "--from", "2026-04-13", "--period", "3 days", "--state", "QQ"], 1),
        (
            ["count", "--regime", "BE-CJ", "--from", "2026-04-02", "--period", "1 week", "--lives-in", "be"],
            1,
        ),
        (
            ["count", "--regime", "BE-CJ", "--from", "2026-04-02", "--period", "1 week", "--lives-in", "XX"],
            1,
        ),
        (["deadlines", "/nowhere/facts.json"], 1),
        (["count", "--regime", "LUNAR", "--from", "2026-04-13", "--period", "6 weeks"], 2),
        (["count", "--regime", "CAL", "--from", "13/04/2026", "--period", "6 weeks"], 2),
        (["count", "--regime", "CAL", "--from", "20260413", "--period", "6 weeks"], 2),
        (["deadlines"], 2),
        (["nonsense"], 2),
        ([], 2),
    ],
)
def test_refusal_and_misuse(capsys: pytest.CaptureFixture[str], argv: list[str], code: int) -> None:
    found, out, err = run(capsys, *argv)
    assert (found, out) == (code, "")
    assert err.count("\n") == 1 if code == 1 else err


def test_a_date_that_does_not_exist_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "count", "--regime", "CAL", "--from", "2026-04-31", "--period", "6 weeks")
    assert code == 2 and "'2026-04-31' is not a date. Write it as in 2026-02-03." in err


@pytest.mark.parametrize(
    ("rule", "kind", "said"),
    [
        (
            "hague80-art-twelve",
            "waived",
            "decisions[0].rule: hague80-art-twelve is not one of the known values.",
        ),
        ("hague80-art12-one-year", "extended", "decisions[0].kind: no court can extend this day"),
        ("hague80-art4-age-16", "extended", "decisions[0].kind: no court can extend this day"),
    ],
)
def test_a_decision_that_cannot_be(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, rule: str, kind: str, said: str
) -> None:
    decision = {"rule": rule, "kind": kind, "day": "2027-03-01", "reason": "r", "decided_on": "2026-11-20"}
    code, _, err = run(capsys, "deadlines", facts_file(tmp_path, {**PLAIN, "decisions": [decision]}))
    assert code == 1 and said in err


def test_a_bug_says_where_but_not_what(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("Ann Peeters")

    monkeypatch.setattr(engine, "framework", broken)
    code, out, err = run(capsys, "deadlines", facts_file(tmp_path, PLAIN))
    assert (code, out) == (70, "")
    assert "RuntimeError" in err and "test_cli_rules.py" in err and "Peeters" not in err


def test_deadlines_in_json(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, out, _ = run(capsys, "deadlines", facts_file(tmp_path, PLAIN), "--today", "2026-11-22", "--json")
    answer = json.loads(out)
    assert code == 0
    assert answer["framework"]["instrument"] == "hague_1980"
    assert answer["direction"] == "outgoing"
    line = next(line for line in answer["deadlines"] if line["id"] == "hague80-art12-one-year")
    wanted: dict[str, object] = {
        "nature": "task", "status": "open", "due": "2027-02-02", "legal_end": None, "practical": "2027-02-02",
        "from": None, "waits_for": [], "met_on": None, "days_left": 72, "days_over": None,
        "article": "Art. 12(1)-(2)",
    }  # fmt: skip
    assert {key: line[key] for key in wanted} == wanted
    assert line["alternatives"][0]["date"] == "2027-02-03"
    assert line["explanation"].startswith(
        "Removed on 3 February 2026, plus one year, the day before: 2 February 2027."
    )


def test_deadlines_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "deadlines", str(REAL / "nl-rbdha-2018-8514.json"), "--today", "2026-11-22")
    assert code == 0
    assert "One year to start return proceedings (Art. 12(1)-(2) 1980 Convention): Met" in out
    assert "Days over: 12" in out
    assert "is it under 16?" in out


def test_count_of_the_judicial_code(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("count", "--regime", "BE-CJ", "--from", "2026-06-30", "--period", "1 month", "--json")
    _, out, _ = run(capsys, *asked, "--recourse", "appeal")
    assert [json.loads(out)[key] for key in ("due", "legal_end", "practical")] == [
        "2026-07-30", "2026-09-15", "2026-07-30",
    ]  # fmt: skip
    _, out, _ = run(capsys, *asked, "--recourse", "return_case")
    answer = json.loads(out)
    assert answer["legal_end"] == "2026-07-31"
    assert [other["date"] for other in answer["alternatives"]] == ["2026-09-15"]
    _, out, _ = run(capsys, *asked, "--how", "plain_letter", "--recourse", "appeal", "--lives-in", "MA")
    assert json.loads(out)["legal_end"] == "2026-10-21"
    code, _, _ = run(capsys, *asked, "--how", "pigeon")
    assert code == 2


def test_today_is_today_in_brussels(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    _, out, _ = run(capsys, "deadlines", facts_file(tmp_path, PLAIN), "--json")
    assert abs((date.fromisoformat(json.loads(out)["today"]) - date.today()).days) <= 1


def test_program_starts_from_a_shell(tmp_path: Path) -> None:
    """The real door: a process of its own, its exit code, nothing on the error stream."""
    command = [sys.executable, "-m", "abductdesk", "deadlines", facts_file(tmp_path, PLAIN), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["deadlines"]


def test_a_timeline_becomes_facts() -> None:
    timeline = read_timeline((REAL / "echr-77710-01.json").read_bytes())
    assert timeline.reference.startswith("ECtHR no. 77710/01")
    assert [child.precision for child in timeline.facts.children] == [Precision.YEAR] * 3
    assert timeline.facts.events[7].children == (0,)
    assert timeline.facts.events[8].children == (1, 2)
    assert timeline.notes[7] == "child 1 only (A)"
    assert len(timeline.facts_worth_showing) == 5
    swiss = read_timeline((REAL / "echr-41615-07.json").read_bytes()).facts
    assert swiss.events[8].instance is Instance.SUPREME
    assert swiss.events[10].of == 8 and swiss.events[10].how is Notification.UNKNOWN
    assert swiss.events[5].grounds == (RefusalGround.ART_13_1B,)


def event(**changed: object) -> dict[str, Any]:
    return {**PLAIN, "events": [{"kind": "removal", "date": "2026-02-03", **changed}]}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "The file is not JSON: line 1, column 1."),
        (b"\xff\xfe{}", "not text in UTF-8"),
        (b"[" * 100_000, "nested too deep"),
        (b"[]", "$: an object with named fields is expected."),
        (b'{"events": NaN}', "NaN is not a number."),
        (b'{"source": "", "source": ""}', "The field source stands twice in one place."),
        (b" " * (LARGEST + 1), "larger than 5 MB"),
        ({"childern": []}, "childern: this field is not part of the format."),
        ({"events": {}}, "events: a list is expected."),
        ({"events": [[]]}, "events[0]: an object with named fields is expected."),
        ({"events": [{"kind": "removal"}]}, "events[0].date: this field is missing."),
        ({"events": [{"date": "2026-02-03"}]}, "events[0].kind: this field is missing."),
        (event(kind="kidnapping"), "events[0].kind: kidnapping is not one of the known values."),
        (event(date="2026-02-30"), "events[0].date: 2026-02-30 is not a date."),
        (event(date="20260203"), "events[0].date: 20260203 is not a date."),
        (event(date=20260203), "events[0].date: 20260203 is not a date."),
        (event(date="0001-01-01"), "is not a date."),
        (event(time="25:00"), "events[0].time: a time is written as 14:20."),
        (event(precision="week"), "events[0].precision: week is not one of the known values."),
        (event(of=0), "events[0].of: there is no other event 0 in the file."),
        (event(of=7), "there is no other event 7"),
        (event(of=True), "events[0].of: a whole number is expected."),
        (event(of="1"), "events[0].of: a whole number is expected."),
        (event(children=[0]), "events[0].children[0]: there is no child 0 in the file."),
        (event(children=[2]), "there is no child 2"),
        (event(grounds=["art_99"]), "events[0].grounds[0]: art_99 is not one of the known values."),
        (event(through_central_authority="yes"), "true, false or null is expected."),
        (event(note=5), "events[0].note: text is expected."),
        (event(note="a\u0000b"), "characters that cannot be shown"),
        (event(lapse=5), "events[0].lapse: this field is not part of the format."),
        ({"children": [{"born": "2016-13"}]}, "children[0].born: 2016-13-01 is not a date."),
        ({"children": [{"born": "May 2016"}]}, "children[0].born: a birth is written as"),
        ({"children": [{"born": 2016}]}, "children[0].born: text is expected."),
        ({"habitual_residence": "Belgium"}, "habitual_residence: a state is two capital letters"),
        ({"framework": {"source": "x"}}, "framework.instrument: this field is missing."),
        ({"framework": {"instrument": "rome"}}, "framework.instrument: rome is not one of the known values."),
        ({"events": [{}] * 2001}, "events: more than 2,000 entries."),
    ],
)
def test_what_a_timeline_may_not_be(content: bytes | dict[str, Any], says: str) -> None:
    raw = content if isinstance(content, bytes) else json.dumps(content).encode()
    with pytest.raises(Refused) as refused:
        read_timeline(raw)
    assert says in ENGLISH.say(refused.value)


def test_a_byte_order_mark_is_no_fault() -> None:
    assert read_timeline(b"\xef\xbb\xbf" + json.dumps(PLAIN).encode()).facts.requested_state == "TR"
