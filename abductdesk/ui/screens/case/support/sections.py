"""The cards of one request for support, each made from what was read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from abductdesk.actions.support import EDITABLE
from abductdesk.actions.supportview import RequestView
from abductdesk.i18n import LN, L, Message, Money
from abductdesk.models import CoDecision, FundingFirst, Payment, Receipt, SupportItem
from abductdesk.terms import Consent, PaymentKind
from abductdesk.ui.cards import Card, divided
from abductdesk.ui.feedback import Banner
from abductdesk.ui.screens.case import words as say
from abductdesk.ui.screens.case.room import Room, quiet, tool
from abductdesk.ui.screens.case.support.forms import ask_removal, funding_form, item_form
from abductdesk.ui.screens.case.support.stepforms import answer_form, check_form
from abductdesk.ui.supportwords import euro, foreign, sentences
from abductdesk.ui.texts import Text, apart, term
from abductdesk.ui.urgency import days_away, due_text
from abductdesk.ui.widgets import Button, Pill, column, label, line, row


def _entry(
    name: Text, captions: Sequence[Text], *, amounts: Sequence[tuple[Text, Text]] = (),
    pill: Pill | None = None, tools: Sequence[QWidget] = (),
) -> QWidget:  # fmt: skip
    """A row: name over captions, amounts in columns at the end, tools."""
    texts = column(label(name, "strong", wrap=True), spacing=2)
    for caption in captions:
        if caption:
            texts.addWidget(label(caption, "caption", wrap=True, selectable=True))
    made, inside = QWidget(), row(spacing=16, margins=(0, 6, 0, 6))
    inside.addLayout(texts, 1)
    for title, amount in amounts:
        if amount:
            inside.addLayout(column(label(title, "caption"), label(amount, "strong"), None, spacing=2))
    for widget in (*([pill] if pill else []), *tools):
        inside.addLayout(column(widget, None, spacing=0))
    made.setLayout(inside)
    return made


def _about(verb: Message, name: Text) -> Text:
    return say.joined(verb, name)


def items_card(room: Room, view: RequestView) -> Card:
    """What is asked, and how each item comes to what it comes to."""
    editable = view.request.state in EDITABLE
    add = [quiet(L("Add an item"), "add", partial(item_form, room, view))] if editable else []
    card = Card(L("What is asked for"), actions=add)
    items = view.outcome.items
    if not items:
        card.add(
            label(L("Nothing is asked for yet: journeys, a stay, mediators, papers."), "second", wrap=True)
        )
    else:
        card.add(divided(*(_item(room, view, item, editable) for item in items)))
    return card


def _item(room: Room, view: RequestView, item: SupportItem, editable: bool) -> QWidget:
    name = term(item.kind.label)
    children = dict(room.child_choices())
    child = children.get(item.child_id, "") if item.child_id else ""
    what = say.joined(
        apart(item.what), child, say.country(item.to_state) if item.to_state else "",
        LN("{n} time", "{n} times", item.units) if item.units > 1 else "",
        due_text(item.day) if item.day else "", L("Renewal of the sessions") if item.renewal else "",
    )  # fmt: skip
    proof = apart(item.quote) if item.quote or item.evidence_id else L("no quote and no evidence yet")
    found = next((each for each in view.outcome.tested.items if each.key == item.id), None)
    why = list(found.why) if found is not None else []
    tested = not view.outcome.tested.missing
    amounts: list[tuple[Text, Text]] = [(L("Asked"), euro(item.asked_cents))]
    if tested:
        amounts.append((L("By the criteria"), euro(found.cents if found is not None else 0)))
    if item.proposed_cents is not None and (found is None or item.proposed_cents != found.cents):
        amounts.append((L("Proposed"), euro(item.proposed_cents)))
    amounts.append((L("Sum granted"), euro(item.granted_cents)))
    tools = _tools(room, view, item, name) if editable else ()
    return _entry(name, [what, sentences(*why), proof], amounts=amounts, tools=tools)


def _tools(room: Room, view: RequestView, part: SupportItem | FundingFirst, name: Text) -> Sequence[Button]:
    form: Callable[[], object] = (
        partial(item_form, room, view, part)
        if isinstance(part, SupportItem)
        else partial(funding_form, room, view, part)
    )
    return (
        tool(_about(L("Change"), name), "edit", form),
        tool(
            _about(L("Remove"), name), "delete", partial(ask_removal, room, part.__tablename__, part.id, name)
        ),
    )


def funding_card(room: Room, view: RequestView) -> Card:
    """Other funding, which comes first."""
    editable = view.request.state in EDITABLE
    add = [quiet(L("Add other funding"), "add", partial(funding_form, room, view))] if editable else []
    card = Card(L("Other funding comes first"), actions=add)
    if not view.outcome.funding:
        text = L("None is recorded: legal aid, insurance, foreign aid, the other parent.")
        card.add(label(text, "second", wrap=True))
    else:
        card.add(divided(*(_funding(room, view, each, editable) for each in view.outcome.funding)))
    return card


def _funding(room: Room, view: RequestView, part: FundingFirst, editable: bool) -> QWidget:
    name = term(part.funder.label)
    amounts = [(L("Amount"), euro(part.cents))]
    caption = say.joined(term(part.state.label), apart(part.note))
    return _entry(name, [caption], amounts=amounts, tools=_tools(room, view, part, name) if editable else ())


def sum_card(room: Room, view: RequestView) -> Card:
    """How the criteria read the request, line by line, with the version used."""
    outcome = view.outcome
    card = Card(L("The calculation"))
    used = outcome.criteria
    version = L("By the criteria that hold from {day}.", day=used.valid_from)
    card.add(label(sentences(version, apart(used.note)), "caption", wrap=True))
    if outcome.tested.missing:
        for missing in outcome.tested.missing:
            card.add(Banner("warn", missing))
    else:
        for text in outcome.tested.lines:
            card.add(label(text, wrap=True, selectable=True))
        total = L("By the criteria: {sum}.", sum=Money(outcome.tested.total))
        card.add(line(), label(total, "strong", wrap=True))
    if used.outdated(room.file.today) and not view.request.tested:
        card.add(Banner("warn", L("These criteria are out of date: the income limits were indexed since.")))
    parity = L("Parents who mediate and parents who go to court get the same support by the same criteria.")
    card.add(label(parity, "caption", wrap=True))
    return card


def decision_card(room: Room, view: RequestView) -> Card | None:
    """Advice, approvals, what the authorities answered, the decision and an appeal."""
    request = view.request
    if not request.advice and not request.decided_on and not view.answers:
        return None
    card = Card(L("Advice and decision"))
    rows: list[QWidget] = []
    if request.advice:
        by = say.joined(_name(view, request.advised_by), due_text(request.advised_on))
        rows.append(_entry(L("Advice of the bureau"), [apart(request.advice), by]))
    for at, each in enumerate(view.approvals, start=1):
        by = say.joined(_name(view, each.staff_id), due_text(each.on))
        rows.append(_entry(L("Approval {n} of {needed}", n=at, needed=view.needed), [apart(each.reason), by]))
    if request.advice and len(view.approvals) < view.needed:
        left = view.needed - len(view.approvals)
        rows.append(_entry(LN("{n} approval is needed", "{n} approvals are needed", left), []))
    rows += [_answer(room, view, asked, due) for asked, due in view.answers]
    if request.decided_on:
        by = say.joined(_name(view, request.decided_by), due_text(request.decided_on))
        amounts = [(L("Sum granted"), euro(request.granted_cents))]
        rows.append(_entry(L("Decision"), [apart(request.reason), by], amounts=amounts))
    if request.appealed_on:
        state = L("decided {day}", day=request.appeal_decided_on) if request.appeal_decided_on else L("open")
        rows.append(
            _entry(
                L("Appeal"), [apart(request.appeal_reason), say.joined(due_text(request.appealed_on), state)]
            )
        )
    card.add(divided(*rows))
    return card


def _name(view: RequestView, staff_id: int | None) -> Text:
    return apart(view.staff.get(staff_id or 0, ""))


def _answer(room: Room, view: RequestView, asked: CoDecision, due: date) -> QWidget:
    name = term(asked.who.label)
    tools: list[QWidget] = []
    if view.step("decide") is not None:
        title = L("Correct the answer") if asked.answer else L("Record the answer…")
        tools = [Button(title)]
        tools[0].clicked.connect(lambda: answer_form(room, asked))  # type: ignore[attr-defined]
        tools[0].setAccessibleName(tools[0].accessibleName())
    if asked.answer is None:
        said = days_away(due, room.file.today)
        wait = say.joined(L("asked {day}", day=asked.asked_on), L("answer due by {day}", day=due))
        pill = Pill(said.text, said.tone, icon=said.icon)
        late = L("Silence is never consent: ask again.") if due < room.file.today else ""
        return _entry(name, [wait, late], pill=pill, tools=tools)
    tone = {Consent.AGREES: "ok", Consent.AGREES_IN_PART: "warn", Consent.OBJECTS: "danger"}[asked.answer]
    icon = {"ok": "ok", "warn": "question", "danger": "blocked"}[tone]
    caption = say.joined(due_text(asked.answered_on), apart(asked.reference))
    amounts = [(L("Up to"), euro(asked.granted_cents))]
    return _entry(
        name, [caption], amounts=amounts, pill=Pill(term(asked.answer.label), tone, icon=icon), tools=tools
    )


def money_card(room: Room, view: RequestView) -> Card | None:
    """What was committed and paid, and the receipts for it."""
    if not view.request.committed_on and not view.payments:
        return None
    card = Card(L("Payments and receipts"))
    if view.payments and view.request.decided_on is None:
        card.add(Banner("neutral", L("The advance is regularised by the decision: it counts as paid.")))
    rows = [_payment(view, each) for each in view.payments]
    rows += [_receipt(room, view, each) for each in view.receipts]
    if rows:
        card.add(divided(*rows))
    balance = view.balance
    if balance.unproven and view.receipts_due is not None:
        text = L(
            "Not proven yet: {sum}. The receipts are due by {day}.",
            sum=Money(balance.unproven), day=view.receipts_due,
        )  # fmt: skip
        card.add(line(), label(text, "strong", wrap=True))
    return card


def _payment(view: RequestView, each: Payment) -> QWidget:
    back = each.kind is PaymentKind.REFUND
    caption = say.joined(
        due_text(each.on),
        apart(each.funder),
        apart(each.payee),
        apart(each.reference),
        _name(view, each.staff_id),
    )
    return _entry(
        term(each.kind.label), [caption], amounts=[(L("Paid back") if back else L("Paid"), euro(each.cents))]
    )


def _receipt(room: Room, view: RequestView, each: Receipt) -> QWidget:
    item = next((item for item in view.outcome.items if item.id == each.item_id), None)
    abroad: Text = ""
    if each.currency != "EUR":
        rate = L(
            "at {rate}, {source}, {day}", rate=each.rate or "", source=each.rate_source or "",
            day=each.rate_on,
        )  # fmt: skip
        abroad = say.joined(foreign(each.minor, each.currency), rate)
    name = say.joined(L("Receipt"), term(item.kind.label) if item is not None else "")
    pill = {
        None: Pill(L("To be looked at"), "warn", icon="question"),
        True: Pill(L("Accepted"), "ok", icon="ok"),
        False: Pill(L("Not accepted"), "danger", icon="blocked"),
    }[each.accepted]
    tools: list[QWidget] = []
    if view.step("receipt") is not None:
        if not each.accepted:
            tools.append(
                tool(_about(L("Accept"), name), "apply", partial(check_form, room, each, accepted=True))
            )
        if each.accepted is not False:
            tools.append(
                tool(
                    _about(L("Do not accept"), name), "close", partial(check_form, room, each, accepted=False)
                )
            )
    captions = [say.joined(due_text(each.on), abroad), apart(each.note)]
    return _entry(name, captions, amounts=[(L("In euros"), euro(each.cents))], pill=pill, tools=tools)
