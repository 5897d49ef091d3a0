"""The journal for the data-protection officer: a period as CSV to read, as JSON to check. No client is named
unless a manager asks for the details; that it was exported is an entry itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

from sqlalchemy import RowMapping, func, select

from abductdesk.actions.journalbook import (
    KEEPERS,
    Asked,
    JournalRow,
    condition,
    rows_of,
    sees_content,
    written,
)
from abductdesk.actions.office import Office, Work, action, guarded
from abductdesk.actions.sight import may_see_kind, not_allowed
from abductdesk.exchange import journalfile
from abductdesk.exchange.sheets import write_csv
from abductdesk.faults import Refused
from abductdesk.i18n import N_
from abductdesk.models import Entry, Staff
from abductdesk.store import journal
from abductdesk.terms import Act

FILE_NAMES = {"csv": "journal.csv", "json": "journal.json"}
_HEADINGS = (
    N_("Number"), N_("Time (UTC)"), N_("Person"), N_("Roles"), N_("Kind"), N_("What was done"), N_("Action"),
    N_("Record"), N_("Number of the record"), N_("Case"), N_("Hash of the detail"), N_("Previous MAC"),
    N_("MAC"),
)  # fmt: skip


@dataclass(frozen=True)
class JournalWish:
    """Which period of `asked`, as which file ("csv" or "json"), and with the details (managers only). `say`
    puts an entry into words, `head` a heading: the file is read by people."""

    asked: Asked
    kind: str = "csv"
    details: bool = False
    say: Callable[[JournalRow], str] = lambda row: row.line.action
    head: Callable[[str], str] = str


@guarded(KEEPERS, changes=False)
def journal_file(office: Office, wish: JournalWish) -> bytes:
    """The file, with what a check of the whole journal finds now."""
    report = office.vault.check_journal()
    content: bytes = office.do(export_journal, wish, report).result
    return content


@action(KEEPERS, Act.EXPORT)
def export_journal(work: Work, wish: JournalWish, report: journal.Report) -> bytes:
    """Write the file and journal that it leaves the vault. Raises `Refused` where nothing fits, and for
    details that this person may not see."""
    if wish.details and not sees_content(work.staff):
        raise not_allowed()
    found = _period(work, wish.asked)
    made = _csv(work, wish, found) if wish.kind == "csv" else _json(work, wish, found, report)
    told = {"exported": wish.kind, "entries": len(found), "details": wish.details}
    work.tell("vault", 0, told)
    return made


def _period(work: Work, asked: Asked) -> list[RowMapping]:
    """All entries of a period without a gap, even where a clock was turned back meanwhile."""
    number = Entry.__table__.c.sequence
    fits = condition(work, Asked(since=asked.since, until=asked.until))
    first, last = (
        work.session.connection().execute(select(func.min(number), func.max(number)).where(fits)).one()
    )
    if first is None:
        raise Refused("No entry stands in this period. Choose a longer one.")
    return written(work, number.between(first, last))


def _csv(work: Work, wish: JournalWish, found: Sequence[RowMapping]) -> bytes:
    roles = {row.id: row.roles for row in work.session.execute(select(Staff.id, Staff.roles))}
    rows = []
    for told, row in zip(rows_of(work, found), found, strict=True):
        rows.append(
            (
                told.id, told.line.at.isoformat(), told.line.staff, ", ".join(roles.get(row["staff_id"], ())),
                told.act.value, wish.say(told), told.line.action, told.line.record_kind, told.line.record_id,
                told.reference, row["detail_hash"], row["previous"], row["mac"],
                *([_detail(work, row)] if wish.details else []),
            )
        )  # fmt: skip
    headings = [wish.head(heading) for heading in _HEADINGS]
    if wish.details:
        headings.append(wish.head(N_("Detail")))
    return write_csv(headings, rows)


def _json(work: Work, wish: JournalWish, found: Sequence[RowMapping], report: journal.Report) -> bytes:
    entries = [
        {**_plain(row), "act": told.act.value, "person": told.line.staff, "case": told.reference,
         **_with_detail(work, wish, row)}
        for told, row in zip(rows_of(work, found), found, strict=True)
    ]  # fmt: skip
    if not sees_content(work.staff):
        entries = [{name: value for name, value in entry.items() if name != "case"} for entry in entries]
    content = {
        "made_at": work.now.isoformat(),
        "made_by": work.staff.name,
        "since": wish.asked.since.isoformat() if wish.asked.since else None,
        "until": wish.asked.until.isoformat() if wish.asked.until else None,
        "head": {"sequence": report.head[0], "mac": report.head[1]},
        "check": {**asdict(report), "whole": report.whole},
        "entries": entries,
    }
    return journalfile.write_journal(content, work.session.info[journal.KEY])


def _plain(row: RowMapping) -> dict[str, Any]:
    """What the MAC covers, and the MAC."""
    return {
        **{name: row[name] for name in ("sequence", "staff_id", "action", "record_kind", "record_id")},
        "at": row["at"].isoformat(),
        **{name: row[name] for name in ("case_id", "detail_hash", "previous", "mac")},
    }


def _with_detail(work: Work, wish: JournalWish, row: RowMapping) -> Mapping[str, str]:
    if not (wish.details and row["salt"] and may_see_kind(work.staff, row["record_kind"])):
        return {}
    return {"salt": row["salt"], "detail": row["detail"]}


def _detail(work: Work, row: RowMapping) -> str:
    return row["detail"] or "" if may_see_kind(work.staff, row["record_kind"]) else ""


@guarded(KEEPERS, changes=False)
def check_file(office: Office, content: bytes) -> journalfile.Found:
    """Check an exported file with the key of this vault."""
    return office.vault.with_journal_key(partial(journalfile.check_journal, content))
