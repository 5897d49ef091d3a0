"""Settings: the bureau, one's own details, how the program looks, one's own keys."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from abductdesk.actions import safe
from abductdesk.actions.access import export_own_data
from abductdesk.actions.bureau import change_own_details, change_settings, prefer, settings, staff_list
from abductdesk.actions.safe import Safe
from abductdesk.actions.signing import administers
from abductdesk.actions.unfinished import Unfinished
from abductdesk.i18n import LN, N_, OFFICE_LANGUAGES, L, Language
from abductdesk.models import Bureau, Staff
from abductdesk.models.base import fields_of
from abductdesk.terms import StaffRole
from abductdesk.ui.breachdialog import new_breach
from abductdesk.ui.cards import Card, KeyValues, Page
from abductdesk.ui.desk import Desk
from abductdesk.ui.dialogs import FormDialog
from abductdesk.ui.editors import Combo
from abductdesk.ui.feedback import ask
from abductdesk.ui.forms import FieldGroup, pick
from abductdesk.ui.historydialog import history_button
from abductdesk.ui.lockcard import LockCard
from abductdesk.ui.noticecard import NoticeCard
from abductdesk.ui.passphrase import NewPassphrase, ShowCode
from abductdesk.ui.saving import choose_file, write_whole
from abductdesk.ui.shell import Command, Screen, Shell, TakeUp
from abductdesk.ui.texts import Text, isolate, tongue
from abductdesk.ui.texts import term as text_of
from abductdesk.ui.theme import SCALES, SCHEMES, look
from abductdesk.ui.typed import About
from abductdesk.ui.widgets import Button, column, label, row

BUREAU_FORM = "settings.bureau"


class Settings(Screen):
    """One page of cards; every change is saved by its own dialog."""

    key, title, icon, order, foot = "settings", N_("Settings"), "settings", 90, True
    roles = frozenset(StaffRole)
    watches = frozenset({Bureau.__tablename__, Staff.__tablename__})

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        self._bureau: Bureau | None = None
        self._me: Staff | None = None
        self._trusted = False
        self.page = Page(L("Settings"))
        self.bureau, self.bureau_values = self._card(L("The bureau"), self.edit_bureau)
        self.mine, self.my_values = self._card(L("My details"), self.edit_me)
        self.bureau.add_action(
            history_button(desk, shell, L("History of the settings"), (Bureau.__tablename__,))
        )
        mine = L("History of my details")
        self.mine.add_action(history_button(desk, shell, mine, (Staff.__tablename__,), desk.office.staff.id))
        self.my_data = Button(L("What is held on &me…"), icon="export")
        self.my_data.clicked.connect(lambda: self._ask_for_my_data())
        self.mine.add(_line(self.my_data))
        self.appearance = self._appearance()
        self.keys = Card(L("Keys"))
        self.keys_text = label("", "second", wrap=True)
        self.passphrase = Button(L("Change &passphrase…"), icon="key")
        self.trust = Button(L("&Trust this computer"), icon="trusted")
        self.code = Button(L("New &recovery code…"), icon="unlock")
        if not administers(desk.office):
            self.code.hide()
        self._fill_keys()
        self.page.add_row(self.bureau, self.mine)
        self.page.add_row(self.appearance, self.keys)
        self.notices = NoticeCard(desk)
        self.lock = LockCard(desk)
        self.notices.layout().addStretch(1)  # type: ignore[union-attr]
        self.page.add_row(self.notices, self.lock)
        self.page.body.addStretch(1)
        self.fill(self.page)

    def _card(self, title: Text, edit: Callable[[], object]) -> tuple[Card, KeyValues]:
        card, values = Card(title), KeyValues()
        button = Button(L("Edit"), look="quiet", icon="edit")
        button.clicked.connect(lambda: edit())
        card.add_action(button)
        card.add(values)
        card.layout().addStretch(1)  # type: ignore[union-attr]
        return card, values

    def _fill_keys(self) -> None:
        self.keys.add(self.keys_text)
        for button, run in (
            (self.passphrase, self.change_passphrase),
            (self.trust, self.change_trust),
            (self.code, self.new_code),
        ):
            button.clicked.connect(partial(_call, run))
        for button in (self.passphrase, self.trust, self.code):
            self.keys.add(_line(button))
        self.keys.layout().addStretch(1)  # type: ignore[union-attr]

    def _appearance(self) -> Card:
        card = Card(L("Appearance"))
        languages, schemes, sizes = Combo(L("Language")), Combo(L("Light or dark")), Combo(L("Text size"))
        languages.offer([(code, tongue().language_name(code).capitalize()) for code in OFFICE_LANGUAGES])
        schemes.offer([(scheme, text_of(name)) for scheme, name in SCHEMES.items()])
        sizes.offer([(scale, f"{scale} %") for scale in SCALES])
        for combo, value in ((languages, tongue().language), (schemes, look.scheme), (sizes, look.scale)):
            combo.choose(value)
        languages.currentIndexChanged.connect(lambda _at: self.shell.run(f"speak_{languages.chosen()}"))
        schemes.currentIndexChanged.connect(lambda _at: self._look(str(schemes.chosen()), 0))
        sizes.currentIndexChanged.connect(lambda _at: self._look("", int(sizes.chosen())))
        for name, combo in ((L("Language"), languages), (L("Colours"), schemes), (L("Text size"), sizes)):
            caption = label(name, "strong")
            caption.setBuddy(combo)
            pair = QWidget()
            pair.setLayout(column(caption, combo, spacing=4))
            card.add(pair)
        return card

    def _look(self, scheme: str, scale: int) -> None:
        look.choose(scheme or None, scale or None)
        self.desk.do(prefer, {"theme": look.scheme, "scale": look.scale})

    def refresh(self) -> None:
        self.desk.ask(settings, then=self.show_bureau, latest="bureau")
        self.desk.ask(staff_list, then=self.show_staff, latest="staff")
        self.desk.work(partial(safe.state_of, self.desk.office), then=self.show_safe)

    def resume(self, draft: Unfinished, take_up: TakeUp) -> None:
        if draft.form == BUREAU_FORM:
            self.desk.ask(settings, then=lambda found: self._go_on(take_up, found), owner=self)
        else:
            self.desk.ask(staff_list, then=lambda found: self._go_on(take_up, found), owner=self)

    def _go_on(self, take_up: TakeUp, found: Bureau | list[Staff]) -> None:
        if isinstance(found, Bureau):
            self.show_bureau(found)
            form = self.edit_bureau()
        else:
            self.show_staff(found)
            form = self.edit_me()
        if form is not None:
            take_up(form)

    def show_bureau(self, found: Bureau) -> None:
        self._bureau = found
        self.lock.show_idle(found.idle_minutes)
        town = " ".join(filter(None, (found.postcode, found.city)))
        address = ", ".join(filter(None, (found.street, town)))
        self.bureau_values.show_pairs(
            [
                (L("Name"), found.name),
                (L("Address"), address or L("not entered yet: letters need it")),
                (L("Phone"), found.phone or "—"),
                (L("E-mail"), found.email or "—"),
                (L("Language of letters by default"), L("{language}", language=Language(found.language))),
                (L("Window envelopes"), text_of(found.envelope.label)),
                (L("Lock after"), L("{minutes} minutes without use", minutes=found.idle_minutes)),
                (L("Closing days"), _closing_days(found)),
                (L("Controller"), found.controller or "—"),
                (L("Data-protection officer"), found.privacy_contact or "—"),
            ]
        )

    def show_staff(self, found: list[Staff]) -> None:
        self.notices.refresh()
        self._me = next(person for person in found if person.id == self.desk.office.staff.id)
        roles = [tongue().text(StaffRole(role).label) for role in self._me.roles]
        self.my_values.show_pairs(
            [
                (L("Name"), self._me.name),
                (L("Roles"), ", ".join(roles)),
                (L("Direct phone"), self._me.phone or "—"),
                (L("E-mail"), self._me.email or "—"),
            ]
        )

    def show_safe(self, found: Safe) -> None:
        if not found.keyring:
            said = L("This computer has no keyring that can be used, so the passphrase is always asked.")
        elif found.trusted:
            said = L("This computer is trusted: the program opens at once. After a lock it asks.")
        else:
            said = L("The passphrase is asked at every start.")
        self._trusted = found.trusted
        self.keys_text.setText(tongue().say(said))
        self.trust.setEnabled(found.keyring)
        self.trust.say(L("Stop &trusting this computer") if found.trusted else L("&Trust this computer"))

    def edit_bureau(self) -> FormDialog | None:
        bureau, fields = self._bureau, fields_of(Bureau)
        if bureau is None:
            return None
        groups = [
            FieldGroup(L("Address on letters"), pick(fields, "name", "street", "postcode", "city", "country",
                                                     "phone", "email"), wide=frozenset({"name", "street"})),
            FieldGroup(L("Letters"), pick(fields, "language", "envelope", "offset_right", "offset_down")),
            FieldGroup(L("Office"), pick(fields, "idle_minutes", "verify_months", "closed_days")),
            FieldGroup(L("Data protection"), pick(fields, "controller", "privacy_contact"),
                       wide=frozenset({"controller", "privacy_contact"})),
        ]  # fmt: skip
        values = {name: getattr(bureau, name) for name in fields}
        dialog = FormDialog(
            self, L("The bureau"), L("Changes hold from today; what held before is kept."), groups,
            values=values, seen=bureau.version, scroll=True, width=640,
            choices={"language": _letter_languages()}, about=About(BUREAU_FORM),
            run=lambda dialog, changes: self.desk.do(
                change_settings, seen=dialog.seen, changes=changes, **dialog.reply
            ),
        )  # fmt: skip
        dialog.open()
        return dialog

    def edit_me(self) -> FormDialog | None:
        me, fields = self._me, fields_of(Staff)
        if me is None:
            return None
        dialog = FormDialog(
            self, L("My details"), L("Letters of your cases state your details."),
            pick(fields, "name", "phone", "email"),
            values={name: getattr(me, name) for name in ("name", "phone", "email")}, seen=me.version,
            run=lambda dialog, changes: self.desk.do(
                change_own_details, seen=dialog.seen, changes=changes, **dialog.reply
            ),
            about=About("settings.me"),
        )  # fmt: skip
        dialog.open()
        return dialog

    def _ask_for_my_data(self) -> None:
        ask(
            self, L("Save outside the vault?"),
            L("A copy of what the vault holds on you as a member of staff, as PDF and for programs. The "
              "file is not encrypted: whoever can open the folder can read it."),
            L("Choose a folder"),
            then=lambda: choose_file(self, L("Save the data"), "my_data.zip", then=self.save_my_data),
        )  # fmt: skip

    def save_my_data(self, path: Path) -> None:
        """Journal it, then write the package."""
        self.desk.do(
            export_own_data, tongue().language,
            then=lambda done: self._work(
                partial(write_whole, path, done.result.content),
                lambda saved: self.shell.toast(L("Saved as {name}", name=isolate(saved.name))),
            ),
            owner=self,
        )  # fmt: skip

    def change_passphrase(self) -> None:
        office = self.desk.office
        NewPassphrase(
            self, L("Change passphrase"), L("It opens the vault for you, on every computer."),
            strength=safe.strength, ask_old=True,
            change=lambda _who, old, new: safe.change_passphrase(office, old, new),
            then=lambda _answer: self.shell.toast(L("Passphrase changed")),
        ).open()  # fmt: skip

    def change_trust(self) -> None:
        run = safe.forget_this_computer if self._trusted else safe.trust_this_computer
        self._work(partial(run, self.desk.office), self.refresh)

    def new_code(self) -> None:
        ask(
            self, L("Make a new recovery code?"),
            L("The old code opens nothing any more; the vault gets new keys. Nobody else may have it open."),
            L("Make a new code"), then=lambda: self._work(
                partial(safe.renew_recovery_code, self.desk.office), self._show_code),
        )  # fmt: skip

    def _show_code(self, code: str) -> None:
        ShowCode(self, code, partial(safe.recovery_sheet, self.desk.office, code, tongue().language)).open()

    def _work(self, run: Callable[[], Any], then: Callable[..., object]) -> None:
        self.desk.work(run, then=lambda answer: then(*([answer] if answer is not None else [])), owner=self)

    @classmethod
    def commands(cls, desk: Desk, shell: Shell) -> list[Command]:
        def report() -> None:  # everybody has this screen, so everybody can report a breach
            new_breach(desk, shell)

        return [
            Command("settings", L("Settings"), "settings", lambda: shell.go("settings"), "Ctrl+,"),
            Command("report_breach", L("Report a data breach"), "breach", report),
        ]


def _closing_days(bureau: Bureau) -> Text:
    count = len(bureau.closed_days)
    return LN("{n} day", "{n} days", count) if count else "—"


def _call(run: Callable[[], None]) -> None:
    run()


def _line(*buttons: Button) -> QWidget:
    line = QWidget()
    line.setLayout(row(*buttons, None))
    return line


def _letter_languages() -> list[tuple[str, Text]]:
    return [(code, tongue().language_name(code)) for code in OFFICE_LANGUAGES]


SCREEN = Settings
