"""The screening: cases as data, and what must hold for every set of answers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from abductdesk.rules.screening import BY_ID, ORDER, QUESTIONS, Answer, Theme, assess, higher
from abductdesk.terms import RiskLevel

CASES = yaml.safe_load((Path(__file__).parent / "screening.yaml").read_text("utf-8"))
HARMLESS = {
    question.id: Answer.NO if question.worrying is Answer.YES else Answer.YES for question in QUESTIONS
}
answered = st.fixed_dictionaries({question.id: st.sampled_from(list(Answer)) for question in QUESTIONS})


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_cases(case: dict[str, Any]) -> None:
    assert set(case["answers"]) <= set(BY_ID)
    found = assess({**HARMLESS, **case["answers"]})
    assert found.risk == RiskLevel(case["risk"])
    assert len(found.reasons) == case["reasons"]


def test_nothing_asked_is_a_high_risk_and_says_what_is_not_known() -> None:
    found = assess({})
    assert found.risk is RiskLevel.HIGH
    assert len(found.reasons) == len(QUESTIONS)
    assert not found.measures
    assert {reason.text for reason in found.reasons} == {"{level}, not known: {reason}"}


def test_every_theme_is_asked_about_and_every_question_has_an_id_of_its_own() -> None:
    assert {question.theme for question in QUESTIONS} == set(Theme)
    assert len(BY_ID) == len(QUESTIONS)
    assert all(question.weight in ORDER[1:] for question in QUESTIONS)


@given(answered, st.sampled_from([question.id for question in QUESTIONS]))
def test_not_knowing_never_lowers_the_risk(answers: dict[str, Answer], one: str) -> None:
    before = assess(answers).risk
    for unknown in ({**answers, one: Answer.UNKNOWN}, {key: answers[key] for key in answers if key != one}):
        assert higher(before, assess(unknown).risk) is assess(unknown).risk


@given(answered)
def test_the_level_is_never_below_a_worrying_answer_and_each_has_its_reason(
    answers: dict[str, Answer],
) -> None:
    found = assess(answers)
    worrying = [each for each in QUESTIONS if answers[each.id] in (each.worrying, Answer.UNKNOWN)]
    assert all(higher(found.risk, each.weight) is found.risk for each in worrying)
    said = {str(reason.values["reason"].text) for reason in found.reasons if "reason" in reason.values}  # type: ignore[attr-defined]
    assert said == {each.reason for each in worrying}


def test_not_screened_counts_as_higher_than_high() -> None:
    assert higher(RiskLevel.HIGH, RiskLevel.NOT_DONE) is RiskLevel.NOT_DONE
    assert assess({**HARMLESS, "a question there is no longer": "yes"}).risk is RiskLevel.NONE_FOUND
