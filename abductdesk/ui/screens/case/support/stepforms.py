"""What each step asks before it is taken; steps that ask nothing are done at once or after a question."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from abductdesk.actions.supportappeal import decide_appeal, lodge_appeal, withdraw_support
from abductdesk.actions.supportflow import (
    advise,
    approve,
    call_complete,
    call_incomplete,
    decide_support,
    record_answer,
    run_test,
    send_back,
    submit,
)
from abductdesk.actions.supportmoney import (
    check_receipt,
    close_receipts,
    commit_support,
    pay,
    pay_advance,
    record_refund,
    recover,
    release_rest,
)
from abductdesk.actions.supportview import RequestView
from abductdesk.i18n import N_, L, Message, Money
from abductdesk.models import CoDecision, Payment, Receipt, SupportRequest
from abductdesk.models.base import Field, fields_of
from abductdesk.terms import CoDecider, Consent
from abductdesk.ui.dialogs import FormDialog
from abductdesk.ui.editors import Choice
from abductdesk.ui.feedback import ask
from abductdesk.ui.forms import FieldGroup, pick
from abductdesk.ui.screens.case.room import Room
from abductdesk.ui.screens.case.support.receiptform import receipt_form
from abductdesk.ui.supportwords import STEPS
from abductdesk.ui.texts import Text, apart

_REQUEST, _PAYMENT = fields_of(SupportRequest), fields_of(Payment)
_REASON = Field("reason", N_("Reason"), "", "long", True, None, None)
_WHY_OPTIONAL = Field("reason", N_("Reason"), "", "long", False, None, None)
_FUNDER = Field("funder", N_("Funder"), N_("Funders with a budget are offered."), "staff", True, None, None)
_ANEW = "again"
_AGAIN = Field("again", N_("What follows"), "", "staff", True, None, None)


def take(room: Room, view: RequestView, key: str) -> FormDialog | None:
    """Take a step: the form it needs, a question, or at once."""
    request = view.request
    at_once: dict[str, Callable[..., Any]] = {
        "submit": submit, "call_complete": call_complete, "run_test": run_test,
        "close_receipts": close_receipts,
    }  # fmt: skip
    if key in at_once:
        room.do(at_once[key], request.id, said=STEPS[key][2])
        return None
    if key in _QUESTIONS:
        verb, title, sentence = _QUESTIONS[key]
        ask(
            room.window, title, sentence, STEPS[key][0],
            then=lambda: room.do(verb, request.id, said=STEPS[key][2]),
        )  # fmt: skip
        return None
    return _FORMS[key](room, view)


_QUESTIONS: dict[str, tuple[Callable[..., Any], Message, Message]] = {
    "withdraw": (
        withdraw_support, L("Withdraw this request?"),
        L("It stays on the case. What was advanced is to be paid back."),
    ),
    "recover": (
        recover, L("Recover the difference?"),
        L("What was advanced above the decision is to be paid back."),
    ),
    "release": (
        release_rest, L("Is the rest not needed?"),
        L("What is left of the commitment goes back to the budget of the funder."),
    ),
}  # fmt: skip


def _form(
    room: Room,
    view: RequestView,
    key: str,
    fields: list[Field],
    run: Callable[[dict[str, Any]], tuple[tuple[Any, ...], dict[str, Any]]],
    *,
    sentence: Text = "",
    defaults: dict[str, Any] | None = None,
    choices: dict[str, list[Choice]] | None = None,
) -> FormDialog:
    """A form whose answer is one action: `run` gives its arguments, the action first."""
    title, _, said = STEPS[key]

    def send(dialog: FormDialog, entered: dict[str, Any]) -> None:
        args, kwargs = run(entered)
        room.desk.do(*args, **kwargs, **dialog.reply)

    return room.form(
        title, [FieldGroup("", fields, columns=1 if len(fields) < 3 else 2)], send, said=said,
        sentence=sentence, defaults=defaults or {}, choices=choices or {}, accept=_plain(title),
    )  # fmt: skip


def _plain(title: Message) -> Text:
    return lambda tongue: tongue.say(title).rstrip("…").rstrip()


def _missing(room: Room, view: RequestView) -> FormDialog:
    field = _REQUEST["missing"]
    asked = Field(
        "missing", field.label, N_("The receipt to the parent says it too."), "long", True, None, None
    )
    return _form(
        room, view, "call_incomplete", [asked],
        lambda entered: ((call_incomplete, view.request.id, entered["missing"]), {}),
        defaults={"missing": view.request.missing},
    )  # fmt: skip


def _advise(room: Room, view: RequestView) -> FormDialog:
    advice = Field("advice", _REQUEST["advice"].label, "", "long", True, None, None)
    fields = [advice]
    defaults: dict[str, Any] = {}
    for item in view.outcome.items:
        if item.proposed_cents:
            fields.append(
                Field(f"item{item.id}", item.kind.label, item.what or "", "cents", False, None, None)
            )
            defaults[f"item{item.id}"] = item.proposed_cents

    def run(entered: dict[str, Any]) -> tuple[tuple[Any, ...], dict[str, Any]]:
        amounts = {
            item.id: int(entered.get(f"item{item.id}") or 0)
            for item in view.outcome.items
            if item.proposed_cents
        }
        return (advise, view.request.id, entered["advice"], amounts), {}

    return _form(
        room, view, "advise", fields, run, defaults=defaults,
        sentence=L("The amounts may stay below what the test came to, never above."),
    )  # fmt: skip


def _approve(room: Room, view: RequestView) -> FormDialog:
    proposed = sum(item.proposed_cents or 0 for item in view.outcome.items)
    given = len(view.approvals)
    said = L(
        "Proposed: {sum}. Approval {n} of {needed}.", sum=Money(proposed), n=given + 1, needed=view.needed
    )
    return _form(
        room, view, "approve", [_WHY_OPTIONAL],
        lambda entered: (
            (approve, view.request.id, entered.get("reason") or ""), {"seen": view.request.version}
        ),
        sentence=said,
    )  # fmt: skip


def _decide(room: Room, view: RequestView) -> FormDialog:
    said = L("By what the authorities answered: {sum}.", sum=Money(view.would_grant))
    return _form(
        room, view, "decide", [_REASON],
        lambda entered: (
            (decide_support, view.request.id, entered["reason"]), {"seen": view.request.version}
        ),
        sentence=said,
    )  # fmt: skip


def _send_back(room: Room, view: RequestView) -> FormDialog:
    return _form(
        room, view, "send_back", [_REASON],
        lambda entered: ((send_back, view.request.id, entered["reason"]), {}),
        sentence=L("Approvals and answers so far count no more; the history keeps them."),
    )  # fmt: skip


def _commit(room: Room, view: RequestView) -> FormDialog:
    return _form(
        room, view, "commit", [_FUNDER],
        lambda entered: ((commit_support, view.request.id, entered["funder"]), {}),
        sentence=L("{sum} is bound in the budget of this year.", sum=Money(view.balance.left)),
        choices={"funder": _funders(view)}, defaults={"funder": _first(view)},
    )  # fmt: skip


def _funders(view: RequestView) -> list[Choice]:
    return [(name, apart(name)) for name in view.funders]


def _first(view: RequestView) -> str | None:
    return view.request.funder or (view.funders[0] if len(view.funders) == 1 else None)


def _pay(room: Room, view: RequestView) -> FormDialog:
    fields = pick(_PAYMENT, "cents", "on", "payee", "reference")
    return _form(
        room, view, "pay", fields,
        lambda entered: (
            (pay, view.request.id, entered["cents"], entered["on"]),
            {"payee": entered.get("payee") or "", "reference": entered.get("reference") or "",
             "paid_then": view.balance.paid},
        ),
        sentence=L("Still to be paid: {sum}.", sum=Money(view.balance.left)),
        defaults={"cents": view.balance.left, "on": room.file.today, "payee": view.outcome.person},
    )  # fmt: skip


def _advance(room: Room, view: RequestView) -> FormDialog:
    fields = [*pick(_PAYMENT, "cents"), _FUNDER, *pick(_PAYMENT, "payee", "reference")]
    return _form(
        room, view, "advance", fields,
        lambda entered: (
            (pay_advance, view.request.id, entered["cents"]),
            {"funder": entered["funder"], "payee": entered.get("payee") or "",
             "reference": entered.get("reference") or "", "paid_then": view.balance.paid},
        ),
        sentence=L(
            "At most {sum} can still be advanced. The decision regularises it.", sum=Money(view.advance_left)
        ),
        choices={"funder": _funders(view)},
        defaults={"payee": view.outcome.person, "funder": _first(view)},
    )  # fmt: skip


def _refund(room: Room, view: RequestView) -> FormDialog:
    owed = view.balance.unproven
    funders: list[Choice] = [(name, apart(name)) for name in view.paid_by]
    fields = [*pick(_PAYMENT, "cents", "on"), _FUNDER, *pick(_PAYMENT, "reference")]
    return _form(
        room, view, "refund", fields,
        lambda entered: (
            (record_refund, view.request.id, entered["cents"], entered["on"]),
            {"funder": entered["funder"], "reference": entered.get("reference") or ""},
        ),
        sentence=L("Still owed: {sum}.", sum=Money(owed)), choices={"funder": funders},
        defaults={"cents": owed, "on": room.file.today, "funder": next(iter(view.paid_by), None)},
    )  # fmt: skip


def _appeal(room: Room, view: RequestView) -> FormDialog:
    fields = [
        Field("on", _REQUEST["appealed_on"].label, "", "date", True, None, None),
        Field("appeal_reason", _REQUEST["appeal_reason"].label, "", "long", True, None, None),
    ]
    return _form(
        room, view, "lodge_appeal", fields,
        lambda entered: ((lodge_appeal, view.request.id, entered["on"], entered["appeal_reason"]), {}),
        defaults={"on": room.file.today},
    )  # fmt: skip


def _decide_appeal(room: Room, view: RequestView) -> FormDialog:
    return _form(
        room, view, "decide_appeal", [_AGAIN, _REASON],
        lambda entered: (
            (decide_appeal, view.request.id),
            {"again": entered["again"] == _ANEW, "reason": entered["reason"]},
        ),
        choices={"again": [(_ANEW, L("Examine it again")), ("stays", L("The decision stays"))]},
        sentence=apart(view.request.appeal_reason),
    )  # fmt: skip


_FORMS: dict[str, Callable[[Room, RequestView], FormDialog]] = {
    "call_incomplete": _missing, "advise": _advise, "approve": _approve, "decide": _decide,
    "send_back": _send_back, "commit": _commit, "pay": _pay, "advance": _advance, "refund": _refund,
    "lodge_appeal": _appeal, "decide_appeal": _decide_appeal, "receipt": receipt_form,
}  # fmt: skip


def answer_form(room: Room, asked: CoDecision) -> FormDialog:
    """What an authority answered."""
    fields = pick(fields_of(CoDecision), "answer", "answered_on", "granted_cents", "reference")

    def send(dialog: FormDialog, entered: dict[str, Any]) -> None:
        answer, on = Consent(entered["answer"]), entered["answered_on"]
        cents, reference = entered.get("granted_cents"), entered.get("reference") or ""
        room.desk.do(record_answer, asked.id, answer, on, cents=cents, reference=reference, **dialog.reply)

    needed = [Field(**{**_as_dict(field), "required": True}) for field in fields[:2]]
    return room.form(
        L("Answer of {who}", who=CoDecider(asked.who)), [FieldGroup("", [*needed, *fields[2:]])], send,
        said=L("The answer is recorded."), sentence=L("“Up to” only where they agree in part."),
        defaults={
            "answered_on": asked.answered_on or room.file.today, "answer": asked.answer,
            "granted_cents": asked.granted_cents, "reference": asked.reference,
        },
    )  # fmt: skip


def _as_dict(field: Field) -> dict[str, Any]:
    return {name: getattr(field, name) for name in Field.__slots__}


def check_form(room: Room, receipt: Receipt, *, accepted: bool) -> FormDialog | None:
    """Accept a receipt at once; ask why where it is not accepted."""
    if accepted:
        room.do(check_receipt, receipt.id, accepted=True, said=L("The receipt is accepted."))
        return None
    note = Field("note", N_("Why it is not accepted"), "", "long", True, None, None)
    return room.form(
        L("Do not accept the receipt"), [FieldGroup("", [note], columns=1)],
        lambda dialog, entered: room.desk.do(
            check_receipt, receipt.id, accepted=False, note=entered["note"], **dialog.reply
        ),
        said=L("The receipt is not accepted."),
    )  # fmt: skip
