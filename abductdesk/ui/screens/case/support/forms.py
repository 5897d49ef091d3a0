"""Forms of a request for support: the request itself, an item, other funding. They keep drafts."""

from __future__ import annotations

from typing import Any

from abductdesk.actions.support import add_part, change_part, change_support, open_request, remove_part
from abductdesk.actions.supportview import RequestView, SupportFile
from abductdesk.faults import Refused
from abductdesk.i18n import N_, L
from abductdesk.models import FundingFirst, SupportItem, SupportRequest
from abductdesk.models.base import Field, fields_of
from abductdesk.ui.dialogs import FormDialog
from abductdesk.ui.editors import Choice
from abductdesk.ui.feedback import ask
from abductdesk.ui.forms import FieldGroup, pick
from abductdesk.ui.screens.case.room import Room, values_of
from abductdesk.ui.texts import Text, apart
from abductdesk.ui.typed import About

REQUEST, ITEM, FUNDING = "case.support_request", "case.support_item", "case.support_funding"
_ITEM, _FUNDING = SupportItem.__tablename__, FundingFirst.__tablename__
_WHO = Field("person_id", N_("Which parent asks"), "", "staff", True, None, None)
_CHILD = Field("child_id", N_("For which child"), N_("Journeys and sessions: each child has a ceiling."),
               "staff", False, None, None)  # fmt: skip
_PAPER = Field("evidence_id", N_("Document on the case"), "", "staff", False, None, None)
_ABOUT = ("route", "urgency", "asked_on")
_INCOME = ("income_cents", "income_evidence", "with_family", "dependants", "hardship")


def _about_request(new: bool) -> list[FieldGroup]:
    fields = fields_of(SupportRequest)
    first = [*([_WHO] if new else []), *pick(fields, *_ABOUT)]
    return [
        FieldGroup("", first),
        FieldGroup(L("Income of this parent"), pick(fields, *_INCOME), wide=frozenset({"income_evidence"})),
    ]


def new_request(room: Room, file: SupportFile) -> FormDialog:
    """A request of one of the parents."""
    only = {"person_id": file.parents[0][0]} if len(file.parents) == 1 else {}
    return room.form(
        L("New request for support"), _about_request(new=True),
        lambda dialog, entered: room.desk.do(
            open_request, room.case_id, entered.pop("person_id"), entered, **dialog.reply
        ),
        said=L("The request is opened."),
        sentence=L("The income is shown to the bureau only, never to the other parent."),
        defaults={"asked_on": room.file.today, **only},
        choices={"person_id": [(person_id, apart(name)) for person_id, name in file.parents]},
        accept=L("Open the request"), scroll=True, about=About(REQUEST, room.case_id),
    )  # fmt: skip


def change_request(room: Room, view: RequestView) -> FormDialog:
    """What a request says, until it is tested."""
    request = view.request
    return room.form(
        L("Change the request"), _about_request(new=False),
        lambda dialog, changes: room.desk.do(
            change_support, request.id, seen=dialog.seen, changes=changes, **dialog.reply
        ),
        said=L("The request is changed."),
        sentence=L("The income is shown to the bureau only, never to the other parent."),
        values=values_of(request), seen=request.version, scroll=True,
        about=About(REQUEST, room.case_id, SupportRequest.__tablename__, request.id),
    )  # fmt: skip


def item_form(room: Room, view: RequestView, item: SupportItem | None = None) -> FormDialog:
    """A thing asked for, new or as it is."""
    fields = fields_of(SupportItem)
    papers: list[Choice] = [(each.id, apart(each.name)) for each in room.file.attachments]
    shown = pick(fields, "kind", "what", "asked_cents", "units")
    where = [_CHILD, *pick(fields, "to_state", "day", "quote"), *([_PAPER] if papers else [])]
    groups = [FieldGroup("", [*shown, *where, fields["renewal"]])]
    choices = {"child_id": room.child_choices(), "evidence_id": papers}
    children = room.child_choices()
    only = {"child_id": children[0][0]} if len(children) == 1 else {}
    return _part(
        room, view, item, _ITEM, groups, ITEM,
        (L("Add an item"), L("Change the item")), (L("The item is added."), L("The item is changed.")),
        choices, {"to_state": room.file.case.requested_state, **only},
    )  # fmt: skip


def funding_form(room: Room, view: RequestView, funding: FundingFirst | None = None) -> FormDialog:
    """Other funding that comes first, new or as it is."""
    groups = [FieldGroup("", pick(fields_of(FundingFirst), "funder", "state", "cents", "note"))]
    return _part(
        room, view, funding, _FUNDING, groups, FUNDING,
        (L("Add other funding"), L("Change other funding")),
        (L("The other funding is added."), L("The other funding is changed.")), {}, {},
    )  # fmt: skip


def _part(
    room: Room,
    view: RequestView,
    part: SupportItem | FundingFirst | None,
    kind: str,
    groups: list[FieldGroup],
    form: str,
    titles: tuple[Text, Text],
    said: tuple[Text, Text],
    choices: dict[str, list[Choice]],
    defaults: dict[str, Any],
) -> FormDialog:
    if part is None:
        dialog = room.form(
            titles[0], groups,
            lambda dialog, entered: room.desk.do(
                add_part, view.request.id, kind, entered, **dialog.reply
            ),
            said=said[0], defaults=defaults, choices=choices, accept=L("Add"),
            about=About(form, room.case_id),
        )  # fmt: skip
    else:
        extra = {name: getattr(part, name, None) for name in ("child_id", "evidence_id")}
        dialog = room.form(
            titles[1], groups,
            lambda dialog, changes: room.desk.do(
                change_part, kind, part.id, seen=dialog.seen, changes=changes, **dialog.reply
            ),
            said=said[1], values={**values_of(part), **extra}, seen=part.version, choices=choices,
            about=About(form, room.case_id, kind, part.id),
        )  # fmt: skip
    dialog.beside = {"request": view.request.id}
    return dialog


def ask_removal(room: Room, kind: str, part_id: int, name: Text) -> None:
    """Ask, and remove; it can be undone."""
    ask(
        room.window, L("Remove this from the request?"), name, L("Remove"),
        then=lambda: room.do(remove_part, kind, part_id, said=L("It is removed.")),
    )  # fmt: skip


def form_again(
    room: Room, file: SupportFile, form: str, request_id: int | None, part_id: int | None
) -> FormDialog:
    """The form of a draft, open. Raises `Refused` where what it is about is gone."""
    if form == REQUEST and part_id is None:
        return new_request(room, file)
    wanted = part_id if form == REQUEST else request_id
    view = next((each for each in file.requests if each.request.id == wanted), None)
    if view is not None:
        if form == REQUEST:
            return change_request(room, view)
        items = view.outcome.items if form == ITEM else view.outcome.funding
        part = next((each for each in items if each.id == part_id), None)
        if part_id is None or part is not None:
            if isinstance(part, FundingFirst) or (part is None and form == FUNDING):
                return funding_form(room, view, part if isinstance(part, FundingFirst) else None)
            return item_form(room, view, part if isinstance(part, SupportItem) else None)
    raise Refused("What this draft is about is no longer there. Discard the draft.")
