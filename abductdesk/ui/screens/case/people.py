"""People of a case: who they are, how to reach them, who may see that; children with their outcomes."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from abductdesk.actions.casefile import CaseFile, ChildOnCase, PersonOnCase
from abductdesk.actions.givenlists import ListGiven, lists_of_case
from abductdesk.actions.people import remove_contact
from abductdesk.actions.wall import holds_on
from abductdesk.i18n import L, Language, Listing, Message
from abductdesk.models import ContactPoint, Person
from abductdesk.terms import ContactKind, LanguageLevel, Outcome, RefusalGround, Role, Safety, Visibility
from abductdesk.ui.cards import Card, EmptyState, KeyValues, TwoLines, clear, scrolled
from abductdesk.ui.feedback import Banner, ask
from abductdesk.ui.flow import flow
from abductdesk.ui.historydialog import history_button
from abductdesk.ui.screens.case import commands, privacy
from abductdesk.ui.screens.case import personforms as forms
from abductdesk.ui.screens.case import words as say
from abductdesk.ui.screens.case.personmenu import PersonMenu
from abductdesk.ui.screens.case.room import Room, Tab, quiet, tool
from abductdesk.ui.texts import Text, apart, bind, isolate, term
from abductdesk.ui.urgency import due_text
from abductdesk.ui.widgets import Avatar, Button, IconTile, Pill, column, label, line, row

_KINDS = {ContactKind.ADDRESS: "address", ContactKind.PHONE: "phone", ContactKind.EMAIL: "email"}
# Who may see a contact point: icon, tone and words, the strictest loudest.
_SEEN = {
    Visibility.BUREAU: ("lock", "warn"),
    Visibility.OWNER_SIDE: ("wall", "accent"),
    Visibility.BOTH_SIDES: ("people", "neutral"),
    Visibility.AUTHORITIES: ("office", "neutral"),
    Visibility.EVERYONE: ("show", "neutral"),
}
_ORDER = {role: at for at, role in enumerate(Role)}


class PeopleTab(Tab):
    """See the top of the file."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._cards = column(spacing=16)
        self._given: Card | None = None
        inside = QWidget()
        inside.setLayout(column(spacing=16, margins=(28, 16, 28, 20)))
        layout = inside.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.addLayout(self._cards)
        layout.addStretch(1)
        self.setLayout(column(scrolled(inside), spacing=0))

    def show_file(self, file: CaseFile) -> None:
        clear(self._cards)
        add_person = Button(L("Add person"), icon="person")
        add_person.clicked.connect(lambda: forms.AddPerson(self.room).open())
        add_child = Button(L("Add child"), icon="child")
        add_child.clicked.connect(lambda: forms.AddChild(self.room).open())
        wall = label(
            L("Each address, phone and e-mail says who may see it. Letters and prints keep to that."),
            "second",
            wrap=True,
        )
        head = row(spacing=8)
        head.addWidget(wall, 1)
        head.addWidget(add_child)
        head.addWidget(add_person)
        self._cards.addLayout(head)
        for child in file.children:
            self._cards.addWidget(self._child(file, child))
        for entry in sorted(file.people, key=lambda entry: _ORDER[entry.role.role]):
            self._cards.addWidget(self._person(file, entry))
        if commands.parent_choices(self.room) and not file.case.study:
            self._given = Card(
                L("Lists of names given"),
                actions=[
                    quiet(L("Give a list of names…"), "rotation", partial(commands.give_names, self.room))
                ],
            )
            self._cards.addWidget(self._given)
            self.room.desk.ask(lists_of_case, file.case.id, then=self._show_given, latest="lists")
        if not file.people and not file.children:
            self._cards.addWidget(
                EmptyState(
                    "people",
                    L("Nobody is recorded yet"),
                    L("Add the child, and each parent with an address."),
                )
            )

    def _show_given(self, found: list[ListGiven]) -> None:
        card = self._given
        if card is None or not isValid(card):
            return
        card.clear()
        if not found:
            card.add(label(L("None yet. Both parents may ask for one."), "second", wrap=True))
        for at, given in enumerate(found):
            if at:
                card.add(line())
            card.add(_given_list(given))

    def point_at(self, what: object) -> None:
        """From the overview: begin adding."""
        if what == "add_person":
            forms.AddPerson(self.room).open()
        elif what == "add_child":
            forms.AddChild(self.room).open()

    # one person

    def _person(self, file: CaseFile, entry: PersonOnCase) -> Card:
        card = Card()
        name = say.person_name(entry)
        head = row(Avatar(entry.person.name or "?", 40), spacing=12)
        texts = column(label(name, "card", wrap=True), spacing=2)
        texts.addWidget(label(_about(entry.person), "caption", wrap=True))
        head.addLayout(texts, 1)
        head.addWidget(self._role_pill(entry))
        if entry.person.deceased:
            head.addWidget(Pill(L("Deceased"), "neutral", icon="info"))
        for text, icon, run in (
            (L("Edit"), "edit", partial(forms.edit_person, self.room, entry.person)),
            (L("Role"), "role", partial(forms.edit_role, self.room, entry)),
        ):
            head.addWidget(_named(quiet(text, icon, run), text, name))
        head.addWidget(self._history(entry.person, name))
        head.addWidget(PersonMenu(self.room, entry.person, name))
        card.body.addLayout(head)
        card.add(*privacy.hold_banners(file, entry.person))
        never = [
            point for point in entry.contacts if Safety.NEVER in point.safe and holds_on(point, file.today)
        ]
        if never:
            kinds = Listing(tuple(dict.fromkeys(point.kind for point in never)))
            card.add(
                Banner("danger", L("Never use: {kinds}. A letter or call there is refused.", kinds=kinds))
            )
        shown = sorted(entry.contacts, key=lambda point: (not holds_on(point, file.today), point.id))
        for point in shown:
            card.add(line(), self._contact(file, point))
        if not shown:
            card.add(
                label(L("No address, phone or e-mail yet: no letter can be written."), "second", wrap=True)
            )
        add = quiet(
            L("Add address, phone or e-mail"), "add", partial(forms.add_contact_form, self.room, entry.person)
        )
        card.body.addLayout(row(add, None))
        return card

    def _history(self, person: Person, name: Text) -> Button:
        """Who changed what of this person, with addresses and roles."""
        title = say.joined(L("History"), name)
        return history_button(self.room.desk, self.room.shell, title, (Person.__tablename__,), person.id)

    def _role_pill(self, entry: PersonOnCase) -> Pill:
        tone = "accent" if entry.role.role in say.PARENTS else "neutral"
        ended = entry.role.until is not None
        return Pill(say.role_words(entry), "neutral" if ended else tone, icon="role")

    def _contact(self, file: CaseFile, point: ContactPoint) -> QWidget:
        now = holds_on(point, file.today)
        never = Safety.NEVER in point.safe
        icon, tone = _SEEN[point.visible_to]
        value = label(_value(point), "strong" if now and not never else "second", wrap=True, selectable=True)
        pills = [Pill(L("Seen by: {who}", who=point.visible_to), tone, icon=icon), *_safety(point, now)]
        texts = column(value, flow(*pills, spacing=6), spacing=4)
        layout = row(IconTile(_KINDS[point.kind], "danger" if never else "text2", size=18), spacing=12)
        layout.addLayout(texts, 1)
        what = apart(point.value)
        layout.addWidget(
            tool(say.joined(L("Edit"), what), "edit", partial(forms.edit_contact, self.room, point))
        )
        if now:
            layout.addWidget(
                tool(
                    say.joined(L("No longer in use"), what),
                    "deleted",
                    partial(forms.end_contact, self.room, point),
                )
            )
        layout.addWidget(tool(say.joined(L("Remove"), what), "delete", partial(self._ask_remove, point)))
        made = QWidget()
        made.setLayout(layout)
        return made

    def _ask_remove(self, point: ContactPoint) -> None:
        ask(
            self.room.window,
            L("Remove this entry?"),
            L("Remove only what was typed by mistake. What was true once is ended: “No longer in use”."),
            L("Remove"),
            then=lambda: self.room.do(remove_contact, point.id, said=L("The entry is removed.")),
        )

    # one child

    def _child(self, file: CaseFile, entry: ChildOnCase) -> Card:
        card, child = Card(), entry.child
        name = say.child_name(file, entry)
        tone, icon = say.outcome_tone(child.outcome)
        head = row(Avatar(entry.person.name or "?", 40), spacing=12)
        texts = column(
            label(name, "card", wrap=True), label(_about_child(entry), "caption", wrap=True), spacing=2
        )
        head.addLayout(texts, 1)
        head.addWidget(Pill(L("Child"), "accent", icon="child"))
        if child.outcome is not Outcome.PENDING:
            head.addWidget(Pill(term(child.outcome.label), tone, icon=icon))
        for text, picture, run in (
            (L("Outcome"), "milestone", partial(forms.edit_outcome, self.room, entry, name)),
            (L("Edit"), "edit", partial(forms.edit_child, self.room, entry)),
            (L("Name and birth"), "person", partial(forms.edit_person, self.room, entry.person)),
        ):
            head.addWidget(_named(quiet(text, picture, run), text, name))
        head.addWidget(self._history(entry.person, name))
        head.addWidget(PersonMenu(self.room, entry.person, name))
        card.body.addLayout(head)
        card.add(*privacy.hold_banners(file, entry.person))
        pairs = [(said, value) for said, value in _child_pairs(entry) if value]
        if pairs:
            card.add(KeyValues(pairs, columns=3))
        return card


def _named(button: Button, verb: Text, name: Text) -> Button:
    """The same word stands on several cards: say whose button it is."""
    bind(button, "setAccessibleName", say.joined(verb, name))
    return button


def _value(point: ContactPoint) -> Text:
    parts = (point.value, " ".join(filter(None, (point.postcode, point.city))), point.region or "")
    written = apart(", ".join(part for part in parts if part))
    return say.joined(written, say.country(point.country))


def _safety(point: ContactPoint, now: bool) -> list[Pill]:
    """What may be done there, and nothing else."""
    if not now:
        ended = (
            L("In use until {day}", day=point.until)
            if point.until
            else L("In use from {day}", day=point.since)
        )
        return [Pill(ended, "neutral", icon="hide")]
    if Safety.NEVER in point.safe:
        return [Pill(L("NEVER USE"), "danger", icon="no_entry")]
    if not point.safe:
        return [Pill(L("Not asked yet whether it is safe"), "warn", icon="question")]
    made = []
    for code in point.safe:
        safe = Safety(code)
        if safe is Safety.HOURS and point.hours:
            made.append(Pill(L("Only {hours}", hours=isolate(point.hours)), "warn", icon="due"))
        else:
            made.append(Pill(term(safe.label), "ok" if safe is not Safety.HOURS else "warn", icon="ok"))
    return made


def _spoken(language: str) -> Message:
    """A language with how well it is spoken."""
    code, _, level = language.partition(":")
    return L("{language} ({level})", language=Language(code), level=LanguageLevel(level or "good"))


def _about(person: Person) -> Text:
    """Languages, nationalities, interpreter, other names."""
    spoken = Listing(tuple(_spoken(each) for each in person.languages))
    return say.joined(
        apart(person.own_script_name or ""),
        L("born {day}", day=person.born) if person.born else "",
        say.listed(tuple(say.country(code) for code in person.nationalities)),
        L("speaks {languages}", languages=spoken) if person.languages else "",
        L("letters in {language}", language=Language(person.letter_language))
        if person.letter_language
        else "",
        L("interpreter needed") if person.interpreter_needed else "",
    )


def _about_child(entry: ChildOnCase) -> Text:
    return say.joined(
        term(entry.child.sex.label) if entry.child.sex else "",
        say.age(entry.age) if entry.age is not None else L("birth date not known"),
        _about(entry.person),
    )


def _child_pairs(entry: ChildOnCase) -> list[tuple[Text, Text | QWidget]]:
    child = entry.child
    pairs: list[tuple[Text, Text | QWidget]] = [
        (L("Where the child is now"), apart(child.where_now or "")),
        (L("Custody"), term(child.custody_basis.label) if child.custody_basis else ""),
        (L("Carer before"), apart(child.carer_before or "")),
        (L("School"), apart(child.school or "")),
        (L("Passports"), say.joined(apart(child.passports or ""), apart(child.passport_holder or ""))),
        (L("Needs"), child.needs or ""),
    ]
    if child.outcome is not Outcome.PENDING:
        day = child.outcome_on
        pairs.append((L("Outcome"), term(child.outcome.label)))
        pairs.append((L("Outcome on"), (lambda tongue: tongue.date(day)) if day else ""))
    if child.refusal_grounds:
        said = tuple(term(RefusalGround(code).label) for code in child.refusal_grounds)
        pairs.append((L("Grounds of refusal"), say.listed(said)))
    if child.rejection_reason:
        pairs.append((L("Reason for rejection (Art. 27)"), term(child.rejection_reason.label)))
    return pairs


def _given_list(given: ListGiven) -> QWidget:
    """To whom, when, by whom, and the names in their order."""
    head = L("{kind}: to {name}", kind=given.kind, name=isolate(given.parent))
    caption = say.joined(
        due_text(given.on),
        apart(given.staff),
        L("fewer than three: {why}", why=given.reason) if given.reason else "",
    )
    made = QWidget()
    layout = column(TwoLines(head, caption), spacing=2)
    layout.addWidget(label(apart(", ".join(given.names)), "second", wrap=True, selectable=True))
    made.setLayout(layout)
    return made
