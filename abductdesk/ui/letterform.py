"""What a person chooses and types for a letter: which, to whom, in which language, and what goes in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from abductdesk.actions.letterfacts import Addressee, Choices
from abductdesk.actions.letters import Kind, Offer
from abductdesk.faults import Invalid, Refused
from abductdesk.i18n import N_, L, Language
from abductdesk.models import Letter
from abductdesk.models.base import Field
from abductdesk.ui.editors import Choice, Combo
from abductdesk.ui.forms import FieldRow
from abductdesk.ui.letterleft import Left
from abductdesk.ui.texts import Text, bind, isolate, term
from abductdesk.ui.theme import look
from abductdesk.ui.typed import typed_in
from abductdesk.ui.widgets import column, label


def _field(name: str, title: str, help: str, kind: str) -> Field:
    return Field(name, title, help, kind, required=False, length=None, terms=None)


AGREED = _field(
    "agreed",
    N_("What was agreed"),
    N_("One point a line, printed as you type it. Nothing about where the other parent is."),
    "long",
)
CONTACTED_ON = _field(
    "contacted_on", N_("Date of the conversation"), N_("When this person spoke with the bureau."), "date"
)
SERVICES = _field(
    "services",
    N_("Services to name"),
    N_("Only those this person may know of: a service can tell where somebody is."),
    "terms",
)
REPLY_BY = _field("reply_by", N_("Answer asked by"), "", "date")
NEXT_CONTACT = _field("next_contact", N_("Next contact by"), "", "date")


@dataclass(frozen=True)
class Wish:
    """A letter as chosen; two that are equal make the same letter."""

    letter: str
    to: Addressee
    language: str
    choices: Choices


class Picker(QWidget):
    """A label, a list to choose from, and a line below it."""

    def __init__(self, name: Text) -> None:
        super().__init__()
        self.combo = Combo(name)
        self.title = label(name, "strong")
        self.title.setBuddy(self.combo)
        self.under = label("", "caption", wrap=True)
        self.under.hide()
        self.setLayout(column(self.title, self.combo, self.under, spacing=3))

    def call(self, name: Text) -> None:
        """Another name: what is chosen from here is called something else now."""
        bind(self.title, "setText", name)
        bind(self.combo, "setAccessibleName", name)

    def explain(self, text: Text) -> None:
        """The line below; also what a screen reader says of the list."""
        bind(self.under, "setText", text)
        bind(self.combo, "setAccessibleDescription", text)
        self.under.setVisible(bool(text))


class LetterForm(QWidget):
    """`chosen` fires when a choice was made, `typed` while somebody types.

    A letter about a record asks which one; letters that have nothing to be about are left out, unless it is
    the one that was wanted (`letter`). `about` is chosen already where it is given.
    """

    chosen = Signal()
    typed = Signal()

    def __init__(
        self, offer: Offer, letter: str = "", person_id: int | None = None, about: int | None = None
    ) -> None:
        super().__init__()
        self._offer, self._person, self._about = offer, person_id, about
        self._kinds = [kind for kind in offer.kinds if kind.writable or kind.id == letter]
        self.about = Picker(L("About"))
        self.letter, self.to, self.language = Picker(L("Letter")), Picker(L("To")), Picker(L("Language"))
        named: list[Choice] = [(each.id, isolate(each.organisation)) for each in offer.services]
        self.rows = {
            "contacted_on": FieldRow(CONTACTED_ON),
            "agreed": FieldRow(AGREED),
            "services": FieldRow(SERVICES, named),
            "reply_by": FieldRow(REPLY_BY),
            "next_contact": FieldRow(NEXT_CONTACT),
        }
        self.setLayout(
            column(
                self.letter,
                self.about,
                self.to,
                self.language,
                *self.rows.values(),
                None,
                spacing=14,
                margins=(0, 0, 4, 0),
            )
        )
        self.rows["agreed"].editor.main.setFixedHeight(look.px(116))
        self.rows["services"].editor.main.setFixedHeight(look.px(14 + 26 * min(4, len(named))))
        self.letter.combo.offer([(kind.id, term(kind.title)) for kind in self._kinds])
        self.letter.combo.choose(letter or self._first())
        self._show_letter()
        self._blank = self._typed_values()
        self.letter.combo.currentIndexChanged.connect(self._letter_chosen)
        self.about.combo.currentIndexChanged.connect(self._about_chosen)
        self.to.combo.currentIndexChanged.connect(self._addressee_chosen)
        self.language.combo.currentIndexChanged.connect(self._language_chosen)
        for row in self.rows.values():
            row.editor.changed.connect(self.typed)
            if row.described.kind == "date":
                row.editor.main.editingFinished.connect(self.check)  # type: ignore[attr-defined]

    @property
    def kind(self) -> Kind:
        """The letter chosen."""
        return next(kind for kind in self._kinds if kind.id == self.letter.combo.chosen())

    def wish(self) -> Wish | None:
        """What is chosen; None where nobody can get this letter. Raises `Invalid` for a wrong date."""
        to = self.to.combo.chosen()
        if to is None:
            return None
        values: dict[str, Any] = {}
        for name in self.kind.asks:
            try:
                values[name] = self.rows[name].editor.value()
            except Refused as refused:
                raise Invalid(name, refused.text, **refused.values) from None
        lines = str(values.pop("agreed", None) or "").splitlines()
        agreed = tuple(line.strip() for line in lines if line.strip())
        services = tuple(values.pop("services", ()))
        return Wish(
            self.kind.id,
            to,
            self.language.combo.chosen(),
            Choices(agreed, services=services, about=self.about.combo.chosen(), **values),
        )

    def check(self) -> None:
        """Say below each date what is wrong with it."""
        try:
            self.wish()
        except Invalid as invalid:
            self.refuse(invalid)

    def refuse(self, invalid: Invalid) -> None:
        """Say it below the field it is about."""
        self.rows[invalid.field].show_error(invalid)

    @property
    def dirty(self) -> bool:
        """Whether something was typed or ticked that would be lost."""
        return self._typed_values() != self._blank

    def fill(self, left: Left) -> None:
        """Choose and type all at once, as it was before."""
        if left.letter in self.letter.combo.values():
            self.letter.combo.choose(left.letter)
        self._about = left.subject
        self._show_letter()
        if left.to in self.to.combo.values():
            self.to.combo.choose(left.to)
            self._show_addressee()
        if left.language in self._offer.languages:
            self.language.combo.choose(left.language)
            self._show_language()
        for name, row in self.rows.items():
            row.editor.blockSignals(True)
            row.editor.set_value(left.values.get(name))
            row.editor.blockSignals(False)

    def left(self, supersedes: Letter | None) -> Left:
        """All that was chosen and typed, for `fill`."""
        to, language = self.to.combo.chosen(), self.language.combo.chosen()
        typed = {name: typed_in(row.editor) for name, row in self.rows.items()}
        return Left(self.kind.id, to, language, typed, supersedes, subject=self.about.combo.chosen())

    def values(self) -> dict[str, Any]:
        """What was typed, by name; a date that cannot be read stays as typed."""
        found: dict[str, Any] = {}
        for name, row in self.rows.items():
            try:
                found[name] = row.editor.value()
            except Refused:
                found[name] = row.editor.main.text()  # type: ignore[attr-defined]
        return found

    def _typed_values(self) -> dict[str, Any]:
        return {name: value or None for name, value in self.values().items()}

    def _first(self) -> str:
        """The first letter this person, else any parent, can get."""

        def fits(kind: Kind) -> bool:
            ids = [to.person_id for to in kind.addressees]
            return kind.about is None and (self._person in ids if self._person else any(ids))

        plain = (kind for kind in self._kinds if kind.about is None)
        first = next(plain, self._kinds[0]).id
        return next((kind.id for kind in self._kinds if fits(kind)), first)

    # one choice leads to the next

    def _letter_chosen(self) -> None:
        self._show_letter()
        self.chosen.emit()

    def _about_chosen(self) -> None:
        self._about = self.about.combo.chosen()
        self._show_about()
        self.chosen.emit()

    def _addressee_chosen(self) -> None:
        self._show_addressee()
        self.chosen.emit()

    def _language_chosen(self) -> None:
        self._show_language()
        self.chosen.emit()

    def _show_letter(self) -> None:
        kind = self.kind
        self.letter.explain(term(kind.purpose))
        self.about.setVisible(kind.about is not None)
        if kind.about is not None:
            self.about.call(kind.about)
        ids = [subject.id for subject in kind.subjects]
        self.about.combo.offer([(subject.id, subject.label) for subject in kind.subjects])
        self.about.combo.choose(self._about if self._about in ids else (ids[0] if ids else None))
        self.about.setEnabled(bool(ids))
        for name, row in self.rows.items():
            row.setVisible(name in kind.asks and (name != "services" or bool(self._offer.services)))
        self._show_about()

    def _show_about(self) -> None:
        """Who can get the letter about the record chosen."""
        chosen = self.about.combo.chosen()
        kind = self.kind
        same_subject = (subject.addressees for subject in kind.subjects if subject.id == chosen)
        addressees = kind.addressees if kind.about is None else next(same_subject, ())
        before = self.to.combo.chosen()
        self.to.combo.offer([(to, _named(to)) for to in addressees])
        wanted = before.person_id if before is not None else self._person
        same = next((to for to in addressees if to.person_id == wanted and wanted is not None), None)
        self.to.combo.choose(same or (addressees[0] if addressees else None))
        self.to.setEnabled(bool(addressees))
        self.language.setEnabled(bool(addressees))
        self._show_addressee()

    def _show_addressee(self) -> None:
        to = self.to.combo.chosen()
        languages = self._offer.languages
        self.language.combo.offer([(code, _language(code)) for code in languages])
        self.language.combo.choose(to.language if to is not None and to.language in languages else "en")
        self._show_language()

    def _show_language(self) -> None:
        to, language = self.to.combo.chosen(), self.language.combo.chosen()
        if to is None or to.language == language:
            self.language.explain("")
            return
        reads = Language(to.language)
        if to.language in self._offer.languages:
            self.language.explain(L("This person reads {asked}.", asked=reads))
        else:
            text = L("This person reads {asked}; letters cannot be made in it yet.", asked=reads)
            self.language.explain(text)


def _named(to: Addressee) -> Text:
    return L("{name}, {role}", name=isolate(to.name), role=to.role)


def _language(code: str) -> Text:
    return lambda tongue: tongue.language_name(code)[:1].upper() + tongue.language_name(code)[1:]
