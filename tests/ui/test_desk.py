"""The one door: order, threads, and what happens to answers nobody waits for."""

from __future__ import annotations

import gc
import threading
from datetime import UTC, datetime
from typing import Any

import pytest
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot

from abductdesk.actions.calls import calls, log_call
from abductdesk.actions.office import EVERYBODY, Look, Work, action, query
from abductdesk.faults import Refused
from abductdesk.terms import CallChannel, CallerRelation, Urgency
from abductdesk.ui.desk import Desk

CALL = {
    "at": datetime(2026, 11, 23, 8, 30, tzinfo=UTC),
    "channel": CallChannel.PHONE,
    "relation": CallerRelation.MOTHER,
    "urgency": Urgency.SOON,
}


@query(EVERYBODY)
def wait_for(look: Look, gate: threading.Event, answer: str) -> str:
    assert gate.wait(5)
    return answer


@query(EVERYBODY)
def which_thread(look: Look) -> bool:
    return QThread.currentThread().isMainThread()


@action(EVERYBODY)
def refuse_this(work: Work) -> None:
    raise Refused("The case is closed.")


@action(EVERYBODY)
def stumble(work: Work) -> None:
    raise ZeroDivisionError("An Peeters")


class Screen(QObject):
    """Something that asks and may be gone when the answer comes."""

    def __init__(self) -> None:
        super().__init__()
        self.got: list[Any] = []

    def take(self, answer: Any) -> None:
        assert QThread.currentThread().isMainThread()
        self.got.append(answer)


def test_an_action_touches_and_a_query_sees_it(desk: Desk, qtbot: QtBot) -> None:
    screen, order = Screen(), []
    desk.touched.connect(lambda touched: order.append("touched"))
    with qtbot.waitSignal(desk.touched) as touched:
        desk.do(log_call, CALL, then=screen.take)
    assert touched.args is not None
    assert touched.args[0].kinds == {"call"}
    desk.ask(calls, then=screen.take)
    qtbot.waitUntil(lambda: len(screen.got) == 2)
    assert screen.got[0] is touched.args[0]
    assert [call.call.channel for call in screen.got[1]] == [CallChannel.PHONE]


def test_queries_run_beside_the_window(desk: Desk, qtbot: QtBot) -> None:
    screen = Screen()
    desk.ask(which_thread, then=screen.take)
    qtbot.waitUntil(lambda: screen.got == [False])


def test_a_refusal_goes_to_who_asked_or_to_the_window(desk: Desk, qtbot: QtBot) -> None:
    screen = Screen()
    with qtbot.assertNotEmitted(desk.refused):
        desk.do(refuse_this, refused=screen.take)
        qtbot.waitUntil(lambda: len(screen.got) == 1)
    assert screen.got[0].text == "The case is closed."
    with qtbot.waitSignal(desk.refused) as refused:
        desk.do(refuse_this)
    assert refused.args is not None and refused.args[0].text == "The case is closed."


def test_a_bug_is_neither_touched_nor_refused(desk: Desk, qtbot: QtBot) -> None:
    with (
        qtbot.assertNotEmitted(desk.touched),
        qtbot.assertNotEmitted(desk.refused),
        qtbot.waitSignal(desk.broke) as broke,
    ):
        desk.do(stumble)
    assert broke.args is not None and isinstance(broke.args[0], ZeroDivisionError)


def test_an_answer_to_a_screen_that_is_gone_is_dropped(desk: Desk, qtbot: QtBot) -> None:
    gate, gone, here = threading.Event(), Screen(), Screen()
    got = gone.got
    desk.ask(wait_for, gate, "late", then=gone.take)
    desk.ask(wait_for, gate, "later", then=here.take)
    del gone
    gc.collect()
    gate.set()
    qtbot.waitUntil(lambda: here.got == ["later"])
    assert got == []


def test_only_the_newest_of_its_kind_is_answered(desk: Desk, qtbot: QtBot) -> None:
    gate, screen = threading.Event(), Screen()
    for text in ("a", "an", "ann"):
        desk.ask(wait_for, gate, text, then=screen.take, latest="search")
    desk.ask(wait_for, gate, "other", then=screen.take)
    gate.set()
    qtbot.waitUntil(lambda: "other" in screen.got)
    assert screen.got == ["ann", "other"]


def test_it_says_when_it_writes(desk: Desk, qtbot: QtBot) -> None:
    said: list[bool] = []
    desk.busy.connect(said.append)
    desk.do(log_call, CALL)
    desk.do(log_call, CALL)
    qtbot.waitUntil(lambda: said[-1:] == [False])
    assert said == [True, True, True, False]


def test_closing_finishes_what_is_written(desk: Desk, qtbot: QtBot) -> None:
    desk.do(log_call, CALL)
    office = desk.office
    desk.close()
    assert len(office.ask(calls)) == 1


def test_a_callback_that_fails_is_a_bug(desk: Desk, qtbot: QtBot) -> None:
    def fail(_answer: object) -> None:
        raise LookupError

    with qtbot.captureExceptions() as caught:
        desk.ask(calls, then=fail)
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is LookupError


def test_progress_may_come_from_any_thread(desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.progress) as progress:
        thread = threading.Thread(target=desk.report, args=(3, 10))
        thread.start()
    thread.join()
    assert progress.args == [3, 10]


@pytest.mark.parametrize("kind", ["do", "ask"])
def test_what_nobody_registered_cannot_be_run(desk: Desk, qtbot: QtBot, kind: str) -> None:
    def unknown(look: Look) -> None:
        """Not an action."""

    with qtbot.waitSignal(desk.broke):
        getattr(desk, kind)(unknown, then=lambda _: None)


def test_a_timer_that_asks_after_the_end_is_not_answered(desk: Desk) -> None:
    """A window that goes may still have a question on its way: nobody hears the answer."""
    screen = Screen()
    desk.close()
    desk.ask(calls, then=screen.take, latest="calls")
    assert screen.got == [] and desk.idle
    with pytest.raises(RuntimeError):
        desk.do(log_call, CALL)  # what somebody wants to be written is never lost without a word


@query(EVERYBODY)
def leave_garbage(look: Look, collected: list[bool]) -> None:
    """Cycles, more than one round's worth, each of which says in which thread it was found."""

    class Cycle:
        def __init__(self) -> None:
            self.me = self

        def __del__(self) -> None:
            collected.append(QThread.currentThread().isMainThread())

    for _ in range(3 * gc.get_threshold()[0]):
        Cycle()


def test_garbage_is_collected_in_the_windows_thread_alone(desk: Desk, qtbot: QtBot) -> None:
    screen, collected = Screen(), list[bool]()
    desk.ask(leave_garbage, collected, then=screen.take)
    qtbot.waitUntil(lambda: bool(collected))
    assert all(collected)
