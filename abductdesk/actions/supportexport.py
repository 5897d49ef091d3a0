"""The ledger of support as a file: numbers and references, no names, and totals that add up to the cent."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from abductdesk.actions.budgets import LedgerEntry, ledger_entries
from abductdesk.actions.criteria import MANAGERS
from abductdesk.actions.office import Work, action
from abductdesk.exchange.sheets import write_csv
from abductdesk.exchange.workbook import write_xlsx
from abductdesk.faults import Refused
from abductdesk.i18n import N_, Message, Tongue
from abductdesk.terms import Act

FILE_NAMES = {"csv": "support-ledger.csv", "xlsx": "support-ledger.xlsx"}
HEADINGS = (
    N_("Day"), N_("Request for support"), N_("Case"), N_("Funder"), N_("Budget of the year"), N_("What"),
    N_("Committed"), N_("Paid"),
)  # fmt: skip
COMMITMENT = N_("Commitment")


@dataclass(frozen=True)
class LedgerWish:
    """Which year (None: all), as which file ("csv" or "xlsx"), in which language."""

    year: int | None
    kind: str
    language: str


@action(MANAGERS, Act.EXPORT)
def export_ledger(work: Work, wish: LedgerWish) -> bytes:
    """Write the ledger and journal that it leaves the vault. Raises `Refused` where nothing stands in it."""
    found = [each for each in ledger_entries(work) if wish.year in (None, each.year)]
    if not found:
        raise Refused("Nothing stands in this ledger yet. Choose another year.")
    tongue = Tongue(wish.language)
    rows = [_row(tongue, entry) for entry in found]
    last: list[object] = [tongue.text(N_("Total")), "", "", "", "", ""]
    last += [_euros(sum(each.committed for each in found)), _euros(sum(each.paid for each in found))]
    work.tell("payment", 0, {"exported": wish.kind, "year": wish.year, "entries": len(found)})
    headings = [tongue.text(heading) for heading in HEADINGS]
    if wish.kind == "xlsx":
        return write_xlsx(tongue.text(N_("Ledger")), headings, rows, last)
    return write_csv(headings, [*([_plain(cell) for cell in row] for row in rows), last])


def _row(tongue: Tongue, entry: LedgerEntry) -> list[object]:
    what = tongue.say(Message(entry.kind.label) if entry.kind is not None else Message(COMMITMENT))
    return [
        entry.on, entry.number, entry.reference, entry.funder, str(entry.year), what, _euros(entry.committed),
        _euros(entry.paid),
    ]  # fmt: skip


def _plain(cell: object) -> object:
    return cell if isinstance(cell, str | Decimal) else str(cell)


def _euros(cents: int) -> Decimal:
    return Decimal(cents).scaleb(-2)
