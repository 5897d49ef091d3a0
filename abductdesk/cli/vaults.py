"""`cases`, `letter`, `calendar`, `import`, `verify`: commands on a vault, by the actions of the window."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from abductdesk.actions import safe
from abductdesk.actions.backups import clock_behind, clock_warning
from abductdesk.actions.bureau import staff_list
from abductdesk.actions.calendarfile import export_calendar, said_of
from abductdesk.actions.caselist import Filter, Row
from abductdesk.actions.exports import export_case_list, export_draft
from abductdesk.actions.imports import Preview, columns_for, import_cases, preview_import
from abductdesk.actions.office import Office
from abductdesk.actions.studies import import_timeline
from abductdesk.cli.command import OK, REFUSED, Command, iso, print_json, read_file
from abductdesk.exchange import tables
from abductdesk.exchange.mapping import targets
from abductdesk.exchange.timelines import read_timeline
from abductdesk.faults import Refused
from abductdesk.i18n import LETTER_LANGUAGES, N_, L, Listing, Message, Tongue
from abductdesk.terms import Role

PASSPHRASE = "ABDUCTDESK_PASSPHRASE"  # noqa: S105 - the name of a variable


def vault_arguments(parser: argparse.ArgumentParser, *, required: bool = True) -> None:
    """Which vault, and who acts."""
    parser.add_argument(
        "--vault", type=Path, required=required, metavar="V", help="folder of vault.db and vault.keys"
    )
    parser.add_argument(
        "--as", dest="who", metavar="NAME", help="who acts, when several people use the vault"
    )


@contextmanager
def at_work(asked: argparse.Namespace, tongue: Tongue) -> Iterator[Office]:
    """The vault, open for whoever acts; closed again whatever happens."""
    safe.no_core_dumps()
    if not safe.has_vault(asked.vault):
        raise Refused("There is no vault in the folder {folder}.", folder=asked.vault.name)
    names = [person.name for person in safe.people(asked.vault)]
    if asked.who not in names and (asked.who is not None or len(names) > 1):
        raise Refused("Say who acts, with {option}: {names}.", option="--as", names=Listing(tuple(names)))
    office = safe.sign_in(asked.vault, asked.who, given_passphrase(tongue))
    behind = clock_behind(office)
    if behind is not None:
        say(clock_warning(behind, office.clock()), tongue)
    try:
        yield office
    finally:
        office.vault.close()


def given_passphrase(tongue: Tongue) -> str:
    """The passphrase from the environment, else asked for; never an argument, which others could read."""
    given = os.environ.get(PASSPHRASE)
    if given is not None:
        return given
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", getpass.GetPassWarning)  # it would show what is typed
            return getpass.getpass(f"{tongue.text(N_('Passphrase'))}: ")
    except (EOFError, getpass.GetPassWarning):
        raise Refused(
            "There is no terminal to ask for the passphrase. Put it in the variable {variable}.",
            variable=PASSPHRASE,
        ) from None


def say(message: Message | Refused, tongue: Tongue) -> None:
    """One sentence beside the answer."""
    print(tongue.say(message), file=sys.stderr)


# cases


def _cases_arguments(parser: argparse.ArgumentParser) -> None:
    vault_arguments(parser)
    parser.add_argument("--which", choices=("all", "open", "closed", "study", "void"), default="all")
    parser.add_argument("--json", action="store_true", help="answer in JSON")


def _cases(asked: argparse.Namespace, tongue: Tongue) -> int:
    """The list names nobody: references, states, stages and what is due."""
    with at_work(asked, tongue) as office:
        rows = office.do(export_case_list, Filter(which=asked.which)).result
    if asked.json:
        print_json([_case_fields(row) for row in rows])
        return OK
    for row in rows:
        next_due = (
            [tongue.short_date(row.next_on), tongue.say(row.next.name)] if row.next and row.next_on else []
        )
        states = "–".join(filter(None, (row.habitual_residence, row.requested_state)))
        stage = tongue.text(N_("Void")) if row.void else tongue.value(row.stage)
        print("\t".join((row.reference, tongue.value(row.kind), states, stage, " ".join(next_due))).rstrip())
    return OK


def _case_fields(row: Row) -> dict[str, Any]:
    return {
        "reference": row.reference,
        "kind": row.kind.value,
        "stage": row.stage.value,
        "priority": row.priority.value,
        "habitual_residence": row.habitual_residence,
        "requested_state": row.requested_state,
        "caseworker": row.caseworker,
        "opened_on": iso(row.opened_on),
        "study": row.study,
        "void": row.void,
        "next": {"id": row.next.id, "on": iso(row.next_on)} if row.next else None,
    }


# letter


def _letter_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("letter", metavar="ID", help="mediation_invitation, contact_confirmation, …")
    vault_arguments(parser)
    parser.add_argument("--case", required=True, metavar="REF", help="PMB-2026-0042")
    parser.add_argument("--lang", required=True, choices=LETTER_LANGUAGES, help="language of the letter")
    parser.add_argument("--out", required=True, type=Path, metavar="X.pdf")
    parser.add_argument(
        "--to", type=Role, choices=tuple(Role), metavar="ROLE", help="default: the first who can get it"
    )


def _letter(asked: argparse.Namespace, tongue: Tongue) -> int:
    with at_work(asked, tongue) as office:
        made = office.do(export_draft, asked.case, asked.letter, asked.lang, role=asked.to).result
    for warning in made.warnings:
        say(warning, tongue)
    write_file(asked.out, made.content)
    return OK


def write_file(path: Path, content: bytes) -> None:
    """Write a file; raises `Refused` where it cannot be written."""
    try:
        path.write_bytes(content)
    except OSError as fault:
        raise Refused(
            "The file {name} cannot be written: {why}.", name=path.name, why=fault.strerror
        ) from None


# calendar


def _calendar_arguments(parser: argparse.ArgumentParser) -> None:
    vault_arguments(parser)
    parser.add_argument("--out", required=True, type=Path, metavar="X.ics")
    parser.add_argument("--caseworker", metavar="NAME", help="whose cases; default: everybody's")


def _calendar(asked: argparse.Namespace, tongue: Tongue) -> int:
    """The file names nobody: what it is and the reference."""
    with at_work(asked, tongue) as office:
        theirs = None if asked.caseworker is None else _staff_id(office, asked.caseworker)
        made = office.do(export_calendar, tongue.language, theirs).result
    write_file(asked.out, made.content)
    print(tongue.say(said_of(made)))
    return OK


def _staff_id(office: Office, name: str) -> int:
    people = {person.name: person.id for person in office.ask(staff_list)}
    if name not in people:
        raise Refused(
            "Nobody here is called {name}. Choose: {names}.", name=name, names=Listing(tuple(people))
        )
    return people[name]


# import


def _import_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="CSV, XLSX, or a timeline in JSON")
    vault_arguments(parser)
    parser.add_argument("--preview", action="store_true", help="say what would come in; change nothing")
    parser.add_argument("--skip-unfit", action="store_true", help="import the rows that can be taken")
    parser.add_argument(
        "--encoding", choices=tables.ENCODINGS, help="how the letters of a CSV file are written; else guessed"
    )


def _import(asked: argparse.Namespace, tongue: Tongue) -> int:
    content = read_file(asked.file, tables.LARGEST)
    with at_work(asked, tongue) as office:
        if asked.file.suffix.lower() == ".json":
            if asked.preview:
                read_timeline(content)
                print(tongue.text(N_("Cases that can be imported: {n}"), n=1))
                return OK
            office.do(import_timeline, content)
            print(tongue.text(N_("Imported as a study case.")))
            return OK
        return _import_table(asked, tongue, office, tables.read_table(content, encoding=asked.encoding))


def _import_table(asked: argparse.Namespace, tongue: Tongue, office: Office, table: tables.Table) -> int:
    columns = office.ask(columns_for, table.headings)
    if table.encoding not in ("", "utf-8"):  # a wrong guess spoils names without a word
        read = L("The text was read as {encoding}. If names come out wrong, choose another with {option}.",
                 encoding=table.encoding, option="--encoding")  # fmt: skip
        say(read, tongue)
    for place, heading in enumerate(table.headings):
        target = targets()[columns[place]].label if place in columns else L("left out")
        say(L("Column “{heading}”: {target}", heading=heading, target=target), tongue)
    found = office.ask(preview_import, table, columns)
    _tell(found, tongue)
    if asked.preview:
        return OK
    if found.problems and not asked.skip_unfit:
        raise Refused(
            "Some rows cannot be taken, so nothing was imported. Correct them, or import the others with "
            "{option}.",
            option="--skip-unfit",
        )
    done = office.do(import_cases, table, columns, lines={ready.lines[0] for ready in found.ready})
    print(tongue.text(N_("Imported: {n}"), n=len(done.result)))
    return OK


def _tell(found: Preview, tongue: Tongue) -> None:
    """Every row that cannot be taken and why, then what should be looked at in the others."""
    for problem in found.problems:
        place = L("Line {line}, “{column}”", line=problem.line, column=problem.column)
        place = place if problem.column else L("Line {line}", line=problem.line)
        say(L("{place}: {why}", place=place, why=problem.why), tongue)
    for ready in found.ready:
        place = L("Line {line}", line=ready.lines[0])
        for remark in ready.remarks:
            say(L("{place}: {why}", place=place, why=remark), tongue)
        for like in ready.alike:
            who = L("perhaps known from {reference} ({why})", reference=like.reference, why=like.why)
            say(L("{place}: {why}", place=place, why=who), tongue)
    print(tongue.text(N_("Cases that can be imported: {n}"), n=len(found.ready)))


# verify


def _verify(asked: argparse.Namespace, tongue: Tongue) -> int:
    with at_work(asked, tongue) as office:
        found = safe.verify(office)
    for sentence in found.sentences:
        print(tongue.say(sentence), file=sys.stdout if found.whole else sys.stderr)
    return OK if found.whole else REFUSED


COMMANDS: tuple[Command, ...] = (
    Command("cases", "the cases of a vault, without names", _cases_arguments, _cases),
    Command("letter", "a letter as it would be issued now", _letter_arguments, _letter, own_lang=True),
    Command("calendar", "the dates of open cases as a calendar file", _calendar_arguments, _calendar),
    Command("import", "bring in cases from a table, or a timeline to study", _import_arguments, _import),
    Command("verify", "check every page of a vault and its journal", vault_arguments, _verify),
)
