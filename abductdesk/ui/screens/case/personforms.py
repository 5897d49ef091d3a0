"""Forms for people of a case: a person with a role, a child, a contact point; known people are found."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QLineEdit

from abductdesk.actions.casefile import ChildOnCase, PersonOnCase
from abductdesk.actions.people import (
    LookAlike,
    NewChild,
    NewPerson,
    add_child,
    add_contact,
    add_person,
    change_child,
    change_contact,
    change_person,
    change_role,
    look_alikes,
)
from abductdesk.actions.search import Hit, find
from abductdesk.i18n import N_, L
from abductdesk.models import CaseRole, Child, ContactPoint, Person
from abductdesk.models.base import Field, fields_of
from abductdesk.terms import ContactKind, Role
from abductdesk.ui.cards import clear
from abductdesk.ui.dialogs import FormDialog
from abductdesk.ui.feedback import Banner
from abductdesk.ui.forms import FieldGroup, pick
from abductdesk.ui.screens.case.room import Room, starting, values_of
from abductdesk.ui.texts import Text, bind, isolate
from abductdesk.ui.widgets import Button, column, label, row

_NAMES = ("given_names", "family_names", "own_script_name", "other_spellings", "born", "born_precision")
_SPEAKS = ("salutation", "letter_language", "interpreter_needed", "nationalities", "languages")
_CHILD = (
    "sex",
    "custody_basis",
    "where_now",
    "carer_before",
    "school",
    "passports",
    "passport_holder",
    "needs",
)
_OUTCOME = ("outcome", "outcome_on", "rejection_reason", "refusal_grounds")
_CONTACT = (
    "kind", "value", "postcode", "city", "region", "country", "visible_to", "hours", "since", "until", "safe",
)  # fmt: skip


class _WithKnown(FormDialog):
    """A form to add somebody: the name is looked up among known people, who can be taken instead."""

    def __init__(self, room: Room, title: Text, groups: list[FieldGroup], accept: Text, **more: Any) -> None:
        self.room = room
        self._person_id: int | None = None
        self._warned = False
        super().__init__(
            room.window,
            title,
            "",
            groups,
            run=self._look_first,
            accept=accept,
            width=620,
            scroll=True,
            defaults=starting(groups),
            **more,
        )
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        bind(self.search, "setAccessibleName", L("Find a person who is already known"))
        bind(self.search, "setPlaceholderText", L("Find a person who is already known: name or phone"))
        self.search.textEdited.connect(self._find)
        self._hits = column(spacing=2)
        self._alike = Banner("warn", "")
        self._alike.hide()
        self._alike_rows = column(spacing=2)
        top = column(self.search, spacing=6)
        top.addLayout(self._hits)
        self.body.insertLayout(0, top)
        foot = column(self._alike, spacing=6)
        foot.addLayout(self._alike_rows)
        self.body.insertLayout(2, foot)
        self.resize(self.width(), min(int(room.window.height() * 0.86), 720))

    def _find(self, text: str) -> None:
        if len(text.strip()) < 2:
            clear(self._hits)
            return
        self.room.desk.ask(find, text, then=self._show_hits, latest="known")

    def _show_hits(self, hits: list[Hit]) -> None:
        clear(self._hits)
        people = [hit for hit in hits if hit.kind == Person.__tablename__][:5]
        for hit in people:
            self._hits.addWidget(self._offer(hit.record_id, hit.title, hit.caption))
        if not people:
            self._hits.addWidget(label(L("Nobody found. Fill in the fields below."), "caption"))

    def _offer(self, person_id: int, name: str, caption: Text) -> Button:
        text = L(
            "Take {name} ({cases})", name=isolate(name), cases=caption if isinstance(caption, str) else ""
        )
        button = Button(text, look="link", icon="person")
        button.clicked.connect(lambda: self.take(person_id, name))
        return button

    def take(self, person_id: int, name: str) -> None:
        """Use a person who is already known instead of a new one."""
        self._person_id = person_id
        assert self.about is not None
        self.about = replace(self.about, kind=Person.__tablename__, record=person_id)
        clear(self._hits)
        clear(self._alike_rows)
        self._alike.hide()
        self.search.setText(name)
        for field in ("given_names", *_NAMES, *_SPEAKS, "phone", "email"):
            if field in self.form.rows:
                self.form.rows[field].hide()
        self._hits.addWidget(
            label(L("{name} is taken as already known.", name=isolate(name)), "second", wrap=True)
        )

    def _role(self, entered: dict[str, Any]) -> Role | None:
        return entered.get("role")

    def _look_first(self, _dialog: FormDialog, entered: dict[str, Any]) -> None:
        """Before it is saved: is the same person or number in another case?"""
        if self._person_id is not None or self._warned:
            self.send(entered)
            return
        name = (
            entered.get("given_names", ""),
            entered.get("family_names", ""),
            entered.get("born"),
            self._role(entered),
        )
        phones = [entered["phone"]] if entered.get("phone") else []
        self.room.desk.ask(
            look_alikes, names=[name], phones=phones, case_id=self.room.case_id,
            then=lambda found: self._decide(entered, found), refused=self.refuse, owner=self,
        )  # fmt: skip

    def _decide(self, entered: dict[str, Any], found: list[LookAlike]) -> None:
        if not found:
            self.send(entered)
            return
        self._warned = True
        self.accept_button.setEnabled(True)
        self.accept_button.say(L("Add as a new person"))
        conflict = any(like.conflict for like in found)
        said: Text = L("Somebody like this is already known. Take that person, or add a new one.")
        if conflict:
            said = L("The bureau already works with this person as the other parent. Ask your manager first.")
        self._alike.say(said, "danger" if conflict else "warn")
        self._alike.show()
        clear(self._alike_rows)
        for like in found[:5]:
            why = L("{reference}: {why}", reference=like.reference, why=like.why)
            self._alike_rows.addWidget(label(why, "caption", wrap=True))
            self._alike_rows.addLayout(row(self._offer(like.person_id, like.name, like.reference), None))

    def submit(self) -> None:
        if self._person_id is not None:  # nothing to fill in but what belongs to this case
            self.accept_button.setEnabled(False)
            self.send(self.form.entered())
            return
        super().submit()

    def send(self, entered: dict[str, Any]) -> None:
        raise NotImplementedError

    def unsaved(self) -> bool:
        return self._person_id is not None or super().unsaved()

    def as_typed(self) -> dict[str, Any]:
        taken = [self._person_id, self.search.text()] if self._person_id is not None else []
        return {**super().as_typed(), "taken": taken}

    def retype(self, values: dict[str, Any]) -> None:
        super().retype(values)
        if values.get("taken"):
            self.take(*values["taken"])


class AddPerson(_WithKnown):
    """A parent, lawyer, relative … with role, and a phone or e-mail to begin with."""

    def __init__(self, room: Room) -> None:
        role, person = fields_of(CaseRole), fields_of(Person)
        phone = Field("phone", N_("Phone"), "", "text", False, 40, None)
        email = Field(
            "email",
            N_("E-mail"),
            N_("Seen by the person’s own side until you change it."),
            "text",
            False,
            200,
            None,
        )
        groups = [
            FieldGroup("", pick(role, "role", "note")),
            FieldGroup("", [*pick(person, *_NAMES), phone, email]),
            FieldGroup(L("Language"), pick(person, *_SPEAKS)),
        ]
        super().__init__(room, L("Add person"), groups, L("Add"), about=room.about("add_person"))
        self.saved.connect(lambda _touched: room.tell(L("The person is added.")))

    def send(self, entered: dict[str, Any]) -> None:
        contacts = [
            {"kind": kind, "value": entered[name]}
            for name, kind in (("phone", ContactKind.PHONE), ("email", ContactKind.EMAIL))
            if entered.get(name)
        ]
        person = {name: value for name, value in entered.items() if name in (*_NAMES, *_SPEAKS)}
        known = self._person_id
        new = NewPerson(
            entered["role"], {} if known else person, [] if known else contacts, known, entered.get("note")
        )
        self.room.desk.do(add_person, self.room.case_id, new, **self.reply)


class AddChild(_WithKnown):
    """A child, with what is particular to this case."""

    def __init__(self, room: Room) -> None:
        person = fields_of(Person)
        names = tuple(name for name in _NAMES if name != "own_script_name")
        groups = [
            FieldGroup("", pick(person, *names, "nationalities")),
            FieldGroup(L("On this case"), pick(fields_of(Child), *_CHILD)),
        ]
        super().__init__(room, L("Add child"), groups, L("Add"), about=room.about("add_child"))
        self.saved.connect(lambda _touched: room.tell(L("The child is added.")))

    def send(self, entered: dict[str, Any]) -> None:
        child = {name: value for name, value in entered.items() if name in _CHILD}
        person = {name: value for name, value in entered.items() if name not in _CHILD}
        new = NewChild({} if self._person_id else person, child, self._person_id)
        self.room.desk.do(add_child, self.room.case_id, new, **self.reply)


def edit_person(room: Room, person: Person) -> FormDialog:
    """Who the person is, on every case."""
    fields = fields_of(Person)
    return room.form(
        L("Edit person"),
        [
            FieldGroup("", pick(fields, *_NAMES)),
            FieldGroup(L("Language"), pick(fields, *_SPEAKS, "deceased")),
        ],
        lambda dialog, changes: room.desk.do(
            change_person, person.id, seen=dialog.seen, changes=changes, **dialog.reply
        ),
        sentence=L("This holds on every case of the person."),
        said=L("The person is changed."),
        values=values_of(person),
        seen=person.version,
        scroll=True,
        about=room.about("person", person),
    )


def edit_role(room: Room, entry: PersonOnCase) -> FormDialog:
    """What the person is on this case, from when to when."""
    return room.form(
        L("Role on this case"),
        [FieldGroup("", list(fields_of(CaseRole).values()))],
        lambda dialog, changes: room.desk.do(
            change_role, entry.role.id, seen=dialog.seen, changes=changes, **dialog.reply
        ),
        said=L("The role is changed."),
        values=values_of(entry.role),
        seen=entry.role.version,
        about=room.about("role", entry.role),
    )


def edit_child(room: Room, entry: ChildOnCase) -> FormDialog:
    """What is particular to the child on this case."""
    return _child_form(room, entry, L("Edit child"), _CHILD, L("The child is changed."))


def edit_outcome(room: Room, entry: ChildOnCase, name: Text) -> FormDialog:
    """How it ended for this child; siblings may end differently."""
    return _child_form(
        room, entry, L("Outcome for this child"), _OUTCOME, L("The outcome is recorded."), name
    )


def _child_form(
    room: Room, entry: ChildOnCase, title: Text, names: tuple[str, ...], said: Text, sentence: Text = ""
) -> FormDialog:
    return room.form(
        title,
        [FieldGroup("", pick(fields_of(Child), *names))],
        lambda dialog, changes: room.desk.do(
            change_child, entry.child.id, seen=dialog.seen, changes=changes, **dialog.reply
        ),
        sentence=sentence,
        said=said,
        values=values_of(entry.child),
        seen=entry.child.version,
        scroll=names is _CHILD,
        about=room.about("child" if names is _CHILD else "outcome", entry.child),
    )


def add_contact_form(room: Room, person: Person) -> FormDialog:
    """An address, a phone or an e-mail."""
    return room.form(
        L("Add address, phone or e-mail"),
        [FieldGroup("", pick(fields_of(ContactPoint), *_CONTACT), wide=frozenset({"value"}))],
        lambda dialog, entered: room.desk.do(add_contact, person.id, entered, **dialog.reply),
        sentence=isolate(person.name),
        said=L("The entry is added."),
        accept=L("Add"),
        scroll=True,
        about=room.about("add_contact", person),
    )


def edit_contact(room: Room, point: ContactPoint) -> FormDialog:
    """A contact point that is there."""
    return room.form(
        L("Edit address, phone or e-mail"),
        [FieldGroup("", pick(fields_of(ContactPoint), *_CONTACT[1:]), wide=frozenset({"value"}))],
        lambda dialog, changes: room.desk.do(
            change_contact, point.id, seen=dialog.seen, changes=changes, **dialog.reply
        ),
        said=L("The entry is changed."),
        values=values_of(point),
        seen=point.version,
        scroll=True,
        about=room.about("contact", point),
    )


def end_contact(room: Room, point: ContactPoint) -> None:
    """It was true once: it gets today as its last day."""
    said = L("The entry is no longer in use.")
    room.do(change_contact, point.id, seen=point.version, changes={"until": room.file.today}, said=said)
