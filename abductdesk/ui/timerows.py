"""What a timeline shows, as plain data: limits, events, mediation; and what belongs together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from abductdesk.ui.texts import Text


@dataclass(frozen=True, slots=True)
class Bar:
    """One limit from `start` to `end`; without an end it waits, and `inside` says for what.

    `light`: it binds somebody else; `dashed`: not certain yet; `event` and `met_by` are the keys of the
    marks that start and meet it; `said` is all of it in words.
    """

    key: Any
    name: Text
    start: date
    end: date | None
    tone: str
    inside: Text
    said: Text
    light: bool = False
    dashed: bool = False
    event: Any = None
    met_by: Any = None

    @property
    def thin(self) -> bool:
        """Whether its row is lower than the others."""
        return self.end is None


@dataclass(frozen=True, slots=True)
class Mark:
    """One event; `beside`: it belongs to the mediation."""

    day: date
    said: Text
    short: Text
    key: Any = None
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """The mediation, from its first event to its end, or until today."""

    name: Text
    start: date
    end: date
    open: bool
    inside: Text


@dataclass(frozen=True)
class Rows:
    """Everything a timeline shows: the row of events, the mediation beside, one row for each limit."""

    bars: Sequence[Bar] = ()
    marks: Sequence[Mark] = ()
    band: Band | None = None
    stops: list[Stop] = field(default_factory=list)

    @property
    def first_bar(self) -> int:
        """The row of the first limit."""
        return 1 if self.band is None else 2

    def row_of(self, thing: Bar | Mark) -> int:
        if isinstance(thing, Bar):
            return self.first_bar + self.bars.index(thing)
        return 1 if thing.beside and self.band is not None else 0

    def days(self) -> Iterator[date]:
        """Every day on which something begins."""
        yield from (bar.start for bar in self.bars)
        yield from (mark.day for mark in self.marks)

    def ends(self) -> Iterator[date]:
        yield from (bar.end for bar in self.bars if bar.end is not None)
        if self.band is not None:
            yield self.band.end

    def collect(self) -> None:
        """Everything one can stop at, by day."""
        made = [Stop(mark.day, self.row_of(mark), mark) for mark in self.marks]
        made += [Stop(bar.end or bar.start, self.row_of(bar), bar) for bar in self.bars]
        self.stops[:] = sorted(made, key=lambda stop: (stop.waits, stop.day, stop.row))

    def related(self, thing: Bar | Mark) -> list[Bar | Mark]:
        """What it hangs together with: the events of a limit, the limits of an event."""
        if isinstance(thing, Bar):
            keys = {thing.event, thing.met_by} - {None}
            return [mark for mark in self.marks if mark.key in keys]
        if thing.key is None:
            return []
        return [bar for bar in self.bars if thing.key in (bar.event, bar.met_by)]


@dataclass(frozen=True, slots=True)
class Stop:
    """Where the arrows stop: a day on a row, and what is there."""

    day: date
    row: int
    thing: Bar | Mark

    @property
    def said(self) -> Text:
        return self.thing.said

    @property
    def waits(self) -> bool:
        """Limits without an end come last."""
        return isinstance(self.thing, Bar) and self.thing.end is None
