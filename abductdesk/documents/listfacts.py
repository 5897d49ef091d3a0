"""What the list of deadlines on paper may know. Names are there only when somebody asked for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from abductdesk.i18n import Message

Said = Message | str


@dataclass(frozen=True, slots=True)
class ListLine:
    """One deadline or follow-up. `on` is None where it has no date yet; `days` says how far away it is;
    `late` whether it has passed; `article` and `instrument` say where a limit stands; `names` is empty unless
    asked for."""

    on: date | None
    days: Said
    reference: str
    what: Said
    article: str = ""
    instrument: Said = ""
    binds: Said = ""
    caseworker: str = ""
    names: str = ""
    late: bool = False


@dataclass(frozen=True, slots=True)
class ListFacts:
    """The list of a bureau on a day: what stands in it until another day, the earliest first, grouped
    `by_day` or else by caseworker. `shown` says what it was narrowed to, if it was; `entry` is the last
    entry of the journal when it was made (0: not said): a vault that is put back must still contain it."""

    bureau: str
    made_on: date
    until: date
    lines: tuple[ListLine, ...]
    by_day: bool = False
    named: bool = False
    shown: tuple[Said, ...] = ()
    entry: int = 0
