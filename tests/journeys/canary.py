"""A day at the office with names that occur nowhere else, run as a program of its own by `test_canaries`.

    python -m tests.journeys.canary VAULT SAVED CASES [careless]

It says "ready" when its day is done and the window still open, then waits for a line and dies of a SIGSEGV.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import zipfile
from datetime import date
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from abductdesk.actions import safe
from abductdesk.actions.attachments import add_attachment, save_attachment
from abductdesk.actions.bureau import change_settings, settings
from abductdesk.actions.casefile import case_file
from abductdesk.actions.cases import NewCase, open_case
from abductdesk.actions.deadlinelist import ListWish, export_deadlines
from abductdesk.actions.entries import add_entry
from abductdesk.actions.journalbook import Asked
from abductdesk.actions.journalexport import JournalWish, journal_file
from abductdesk.actions.letterfacts import Choices
from abductdesk.actions.letters import draft_letter, issue_letter, letter_kinds, save_letter
from abductdesk.actions.office import Office
from abductdesk.actions.people import NewChild, NewPerson
from abductdesk.actions.search import find
from abductdesk.app import Desktop
from abductdesk.demo import PASSPHRASE, make_demo
from abductdesk.demo.texts import SETTINGS
from abductdesk.terms import CaseKind, ContactKind, EventKind, Role, Safety, Salutation
from abductdesk.ui.issuedletter import IssuedLetter
from abductdesk.ui.pictures import CASE_TABS, settle
from abductdesk.ui.saving import write_whole
from abductdesk.ui.session import Session
from abductdesk.ui.texts import speak

CANARY = "Qanari7zwaluw"
PHRASE = PASSPHRASE


def open_vault(folder: Path, cases: int) -> Office:
    if cases:
        return make_demo(folder, cases).office
    office = safe.found(folder, bureau="Bureau", person="An Peeters", passphrase=PHRASE)[0]
    office.do(change_settings, seen=office.ask(settings).version, changes=SETTINGS)
    return office


def plant(office: Office) -> int:
    """A case in which every kind of text is the canary."""
    people = [
        NewPerson(
            role,
            {"given_names": f"{CANARY}{role.value}", "family_names": CANARY, "salutation": Salutation.NEUTRAL,
             "letter_language": "nl"},
            [
                {"kind": ContactKind.ADDRESS, "value": f"{CANARY}straat 1", "postcode": "1000",
                 "city": CANARY, "country": "BE", "safe": [Safety.WRITE]},
                {"kind": ContactKind.EMAIL, "value": f"{CANARY}@example.org"},
            ],
        )
        for role in (Role.LEFT_BEHIND_PARENT, Role.TAKING_PARENT)
    ]  # fmt: skip
    case_id = int(
        office.do(
            open_case,
            NewCase(
                values={
                    "kind": CaseKind.REMOVAL,
                    "habitual_residence_state": "BE",
                    "requested_state": "FR",
                    "summary": f"{CANARY} summary",
                },
                children=[
                    NewChild({"given_names": CANARY, "family_names": CANARY, "born": date(2019, 5, 4)})
                ],
                people=people,
                events=[{"kind": EventKind.REMOVAL, "date": date(2026, 2, 3), "note": CANARY}],
            ),
        ).result
    )
    office.do(add_entry, case_id, "note", {"text": f"{CANARY} note"})
    office.do(add_entry, case_id, "follow_up", {"what": f"{CANARY} to do", "due": office.today})
    office.do(add_attachment, case_id, name=f"{CANARY}.txt", content=CANARY.encode() * 400)
    return case_id


def write_letters(office: Office, session: Session, case_id: int, saved: Path) -> None:
    """Every letter that can be made, previewed and issued, looked at; the first is saved."""
    issued, day = [], date(2027, 1, 15)
    choices = Choices((f"{CANARY} agreed",), next_contact=day, reply_by=day, contacted_on=date(2026, 2, 5))
    for kind in office.ask(letter_kinds, case_id):
        for to in kind.addressees[:1]:
            drafted = office.ask(draft_letter, case_id, kind.id, to, "nl", choices)
            if drafted.content is not None:
                issued.append(int(office.do(issue_letter, case_id, kind.id, to, "nl", choices).result))
    assert len(issued) >= 3, "letters could be made"
    write_whole(saved / "letter.pdf", office.do(save_letter, issued[0]).result)
    letter = office.ask(case_file, case_id).letters[0]
    dialog = IssuedLetter(session.desk, session.window, letter, session.window, correct=lambda _letter: None)
    dialog.open()
    settle(session)
    dialog.grab()
    dialog.reject()


def day(desktop: Desktop, case_id: int, saved: Path, *, shots: bool) -> None:
    """All screens and tabs, search, letters, exports."""
    session = desktop.session
    assert session is not None
    office, window = session.office, session.window
    keys = [key for key in window._classes if key != "case"]
    for language in ("en", "nl") if shots else ("nl",):
        speak(language)
        for key in keys:
            window.go(key)
            settle(session)
            window.grab()
        for tab in CASE_TABS:
            window.open_case(case_id, tab)
            settle(session)
            window.grab()
    for key in ("people", "backups", "journal"):
        window.go("safe", key)
        settle(session)
    assert office.ask(find, CANARY)
    write_letters(office, session, case_id, saved)
    listed = office.do(export_deadlines, ListWish("nl", days=400, named=True)).result
    write_whole(saved / "list.pdf", listed.bytes)
    paper = office.ask(case_file, case_id).attachments[0]
    write_whole(saved / "document.txt", office.do(save_attachment, paper.id).result)
    write_whole(saved / "journal.json", journal_file(office, JournalWish(Asked(), "json", details=True)))
    safe.back_up(office)


def fail(what: str) -> None:
    """A bug whose text and variables are full of data."""
    raise KeyError(f"no such person: {what}")


def careless() -> list[object]:
    """What a worse program would leave: a temporary file, one in a zip, one deleted but open."""
    folder = Path(os.environ["TMPDIR"])
    (folder / "preview.txt").write_text(CANARY, "utf-16-le")
    with zipfile.ZipFile(folder / "crash.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("dump", CANARY * 50)
    kept = (folder / "gone").open("w+")
    kept.write(CANARY)
    kept.flush()
    (folder / "gone").unlink()
    return [kept]


def main(folder: Path, saved: Path, cases: int, *, worse: bool) -> None:
    safe.no_core_dumps()
    sys.excepthook = sys.__excepthook__  # until the program takes it
    application = QApplication([])
    office = open_vault(folder, cases)
    case_id = plant(office)
    desktop = Desktop(application, folder)
    desktop.enter(office, folder)
    day(desktop, case_id, saved, shots=bool(cases))
    desktop.lock()
    application.processEvents()
    name = safe.people(folder)[0].name if not cases else "Nele Verbruggen"
    desktop.enter(safe.sign_in(folder, name, PHRASE), folder)
    assert desktop.session is not None
    desktop.session.window.open_case(case_id)
    QTimer.singleShot(0, lambda: fail(CANARY))
    settle(desktop.session)
    kept = careless() if worse else []
    gc.collect()
    print("ready", len(kept), flush=True)
    sys.stdin.readline()
    os.kill(os.getpid(), signal.SIGSEGV)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), worse="careless" in sys.argv)
