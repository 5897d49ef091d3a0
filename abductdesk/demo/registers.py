"""What data protection asked of the bureau of the demo: some requests and two breaches."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from functools import partial

from abductdesk.actions.breaches import close_breach, leave_unnotified, report_breach
from abductdesk.actions.office import BRUSSELS
from abductdesk.actions.registers import answer_request, change_request, extend_request, record_request
from abductdesk.demo.desk import ANY, CASEWORKER, CLERK, MANAGER, Desk, Step
from abductdesk.terms import RequestKind, RequestOutcome

# days ago, who asks, what, in which words
_ASKED = (
    (58, "Joke Verzonnen", RequestKind.ACCESS, "Everything that is kept about me."),
    (24, "Marc Denkbeeld", RequestKind.ERASURE, "The call of last year."),
    (12, "Ilse Fictief", RequestKind.RECTIFICATION, "My name is spelt with one l."),
)


def steps(desk: Desk) -> Iterator[Step]:
    """Requests and breaches of the last weeks, in the order of time."""
    for number, (ago, name, kind, wish) in enumerate(_ASKED, start=1):
        day = desk.today - timedelta(days=ago)
        asked = {"name": name, "kind": kind, "received_on": day, "how": "By e-mail", "wish": wish}
        yield _at(desk, ago, 10), partial(desk.do, CASEWORKER, record_request, asked)
        if number < len(_ASKED):
            known = {"identity_checked_on": day + timedelta(days=1), "identity_how": "Identity card"}
            change = partial(desk.do, CASEWORKER, change_request, number, seen=ANY, changes=known)
            yield _at(desk, ago - 1, 10), change
    done = desk.today - timedelta(days=40)
    answer = partial(
        desk.do, MANAGER, answer_request, 1, seen=ANY, outcome=RequestOutcome.GRANTED, on=done
    )  # fmt: skip
    yield _at(desk, 40, 11), answer
    told = desk.today - timedelta(days=4)
    extend = partial(desk.do, CASEWORKER, extend_request, 2, seen=ANY, on=told, reason="Nine calls to read.")
    yield _at(desk, 4, 11), extend
    yield from _breaches(desk)


def _breaches(desk: Desk) -> Iterator[Step]:
    lost = _at(desk, 90, 9)
    yield (
        lost,
        partial(desk.do, CLERK, report_breach, {"what": "A laptop was stolen; it is encrypted."}, lost),
    )
    why = "The disk is encrypted, and the key was changed the same day."
    yield _at(desk, 89, 9), partial(desk.do, MANAGER, leave_unnotified, 1, seen=ANY, reason=why)
    yield _at(desk, 89, 10), partial(desk.do, MANAGER, close_breach, 1, seen=ANY)
    seen = _at(desk, 1, 15)
    what = {"what": "A letter lay in the wrong envelope; it came back unopened.", "persons": 1}
    yield seen, partial(desk.do, CLERK, report_breach, what, seen)


def _at(desk: Desk, ago: int, hour: int) -> datetime:
    return datetime.combine(desk.today - timedelta(days=ago), time(hour), BRUSSELS).astimezone(UTC)
