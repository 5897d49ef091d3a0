"""Which law applies to a case, and why: the decision in its order (1980 Convention, Regulations)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from abductdesk.i18n import Country, L, Message
from abductdesk.rules.deadline import Framework
from abductdesk.rules.facts import Event, Facts, VerifiedState
from abductdesk.rules.reading import IN_PROCEEDINGS, Reading, earliest, latest, sixteenth
from abductdesk.rules.states import (
    BELGIUM,
    BRUSSELS_IIB_FROM,
    Pair,
    PairStatus,
    brussels_iia_pair,
    brussels_iib_pair,
    hague_pair,
    pair_name,
    states,
)
from abductdesk.terms import Direction, EventKind, Instrument

ABDUCTION = (EventKind.REMOVAL, EventKind.RETENTION)
_OVER = (EventKind.RETURNED, EventKind.PROCEEDINGS_CLOSED)
_CONVENTION = (Instrument.HAGUE_1980, Instrument.BRUSSELS_IIA, Instrument.BRUSSELS_IIB)


def direction(facts: Facts) -> Direction:
    """Whether the child came to Belgium, left it, or neither."""
    if facts.requested_state == BELGIUM:
        return Direction.INCOMING
    return Direction.OUTGOING if facts.habitual_residence == BELGIUM else Direction.OTHER


def framework(facts: Facts, today: date) -> Framework:
    """The instrument that applies on `today`, with reasons; after every child's age is looked at."""
    reading = Reading(facts)
    law = by_states(reading, today)
    if law.instrument not in (*_CONVENTION, Instrument.UNKNOWN):
        return law
    over = reading.of(_OVER)
    looked_at = min(today, latest(over[-1])) if over else today
    everybody = [child.position for child in facts.children]
    birthday = reading.turn_sixteen(everybody) if everybody else None
    if birthday is not None and birthday <= looked_at and not law.recorded:
        reason = L(
            "The youngest child turned 16 on {day}: the 1980 Convention no longer applies.", day=birthday
        )
        return Framework(Instrument.NONE, (reason, *law.reasons))
    return replace(law, reasons=(*law.reasons, *_ages(facts, looked_at)))


def _ages(facts: Facts, day: date) -> list[Message]:
    """What the age of each child changes or leaves open."""
    said: list[Message] = []
    if not facts.children:
        said.append(L("No child is recorded yet: the Convention covers children under 16."))
    for child in facts.children:
        birthday = sixteenth(child)
        if birthday is None or birthday[0] <= day < birthday[1]:
            said.append(
                L(
                    "The age of child {number} is not known to the day: is it under 16?",
                    number=child.position + 1,
                )
            )
        elif birthday[1] <= day:
            number, on = child.position + 1, birthday[1]
            said.append(
                L(
                    "Child {number} turned 16 on {day}: the Convention no longer covers it.",
                    number=number,
                    day=on,
                )
                if birthday[0] == on
                else L("Child {number} is over 16: the Convention no longer covers it.", number=number)
            )
    return said


def by_states(reading: Reading, today: date) -> Framework:
    """The instrument by the two states and the dates alone; a recorded answer counts first."""
    facts = reading.facts
    when = abduction_span(reading, today)
    if facts.framework is not None:
        return _recorded(facts, when)
    origin, requested = facts.habitual_residence, facts.requested_state
    if origin is None or requested is None:
        missing = (
            L("The state where the child lived is not recorded.") if origin is None
            else L("The state where the child is now is not recorded.")
        )  # fmt: skip
        return Framework(
            Instrument.UNKNOWN, (missing,), L("Record both states, even if one is only presumed.")
        )
    if origin == requested:
        reason = L("Both states are the same: {state}.", state=Country(origin))
        return Framework(
            Instrument.NONE, (reason, L("Nothing crosses a border: no treaty on return applies."))
        )
    return _regulation(reading, origin, requested, today) or _convention(reading, origin, requested, when)


def abduction_span(reading: Reading, today: date) -> tuple[date, date]:
    """First and last day of the (first) removal or retention; today where none is recorded."""
    events = reading.of(ABDUCTION)
    return (earliest(events[0]), latest(events[0])) if events else (today, today)


def since_abduction(reading: Reading, event: Event, answer: Event) -> bool:
    """Whether the answer came after the removal or retention that `event` is or follows."""
    before = [one for one in reading.of(ABDUCTION) if earliest(one) <= latest(event)]
    return not before or latest(answer) >= earliest(before[-1])


def _recorded(facts: Facts, when: tuple[date, date]) -> Framework:
    recorded = facts.framework
    assert recorded is not None
    reason = (
        L("Recorded: {instrument}. Source: {source}.",
          instrument=recorded.instrument, source=recorded.source)
        if recorded.source
        else L("Recorded: {instrument}.", instrument=recorded.instrument)
    )  # fmt: skip
    if recorded.instrument is Instrument.HAGUE_1980 and recorded.since and when[1] < recorded.since:
        late = L("In force between the two states only since {since}: after the removal or retention.",
                 since=recorded.since)  # fmt: skip
        agreement = _agreement(facts.habitual_residence, facts.requested_state)
        if agreement:
            return Framework(Instrument.ADMINISTRATIVE_AGREEMENT, (agreement, reason, late), recorded=True)
        return Framework(Instrument.NONE, (reason, late), recorded=True)
    check = None
    if recorded.instrument is Instrument.UNKNOWN:
        check = L("Find out which law applies and record it with its source.")
    return Framework(recorded.instrument, (reason,), check, recorded=True)


def _regulation(reading: Reading, origin: str, requested: str, today: date) -> Framework | None:
    """An EU pair: Regulation 2019/1111 or, for earlier proceedings, 2201/2003. None where neither."""
    pair = pair_name(origin, requested)
    begun = _proceedings(reading)
    low, high = (earliest(begun), latest(begun)) if begun else (today, today)
    both = brussels_iib_pair(origin, requested)
    if high >= BRUSSELS_IIB_FROM and both:
        if low < BRUSSELS_IIB_FROM:
            return Framework(
                Instrument.UNKNOWN,
                (L("{pair}: two EU states, but the day the proceedings began is not known.", pair=pair),),
                L("Record the day the court was seised: from 1 August 2022 Brussels IIb applies."),
            )
        reasons = [L("{pair}: both bound by Regulation (EU) 2019/1111 (Brussels IIb).", pair=pair)]
        reasons.append(_since_when(begun))
        return Framework(Instrument.BRUSSELS_IIB, tuple(reasons))
    if begun is None or not brussels_iia_pair(origin, requested, low):
        return None
    return Framework(
        Instrument.BRUSSELS_IIA,
        (
            L("{pair}: both bound by Regulation (EC) 2201/2003 when the proceedings began.", pair=pair),
            _since_when(begun),
        ),
    )


def _proceedings(reading: Reading) -> Event | None:
    """The first seisin, or the first step that shows that proceedings had begun."""
    steps = reading.of(IN_PROCEEDINGS)
    return steps[0] if steps else None


def _since_when(begun: Event | None) -> Message:
    if begun is None:
        return L("No proceedings are recorded yet: proceedings begun now fall under it.")
    day = earliest(begun)
    if begun.kind in (EventKind.COURT_SEISED, EventKind.PETITION_REGISTERED):
        if day < BRUSSELS_IIB_FROM:
            return L("Proceedings begun on {day}, before 1 August 2022.", day=day)
        return L("Proceedings begun on {day}, from 1 August 2022 on.", day=day)
    if day < BRUSSELS_IIB_FROM:
        return L("Proceedings were pending by {day}, so begun before 1 August 2022.", day=day)
    return L(
        "Proceedings were pending on {day}; if the court was seised before 1"
        " August 2022, Regulation 2201/2003"
        " applies: record the day.",
        day=day,
    )


def _convention(reading: Reading, origin: str, requested: str, when: tuple[date, date]) -> Framework:
    """The 1980 Convention alone, an administrative agreement, or no treaty."""
    verified = reading.facts.office.verified
    first, last = (_pair(origin, requested, day, verified) for day in when)
    note = (
        [] if reading.of(ABDUCTION) else [L("No removal or retention is recorded yet: looked at for today.")]
    )
    reasons = (first.reason, *note)
    if first.status is not last.status:
        check = L(
            "Record the exact day of the removal or retention: the Convention came into force meanwhile."
        )
        return Framework(Instrument.UNKNOWN, reasons, check)
    if first.status is PairStatus.IN_FORCE:
        return Framework(Instrument.HAGUE_1980, (*reasons, *_own_knowledge(origin, requested)))
    check_table = L(
        "Look up in the official status table of the Hague Conference whether"
        " the 1980 Convention is in force for"
        " {pair}, and since when; then record the answer with its source.",
        pair=pair_name(origin, requested),
    )
    unknown = first.status is PairStatus.UNKNOWN
    asked = _other_than_belgium(origin, requested) if unknown else None
    if agreement := _agreement(origin, requested):
        return Framework(
            Instrument.ADMINISTRATIVE_AGREEMENT,
            (agreement, *reasons),
            check_table if unknown else None,
            state=asked,
        )
    if unknown:
        return Framework(Instrument.UNKNOWN, reasons, check_table, state=asked)
    return Framework(Instrument.NONE, (*reasons, L("No treaty on return: FPS Foreign Affairs.")))


def _pair(origin: str, requested: str, day: date, verified: Mapping[str, VerifiedState]) -> Pair:
    """What a person verified counts before the table; it speaks of a state and Belgium."""
    other = _other_than_belgium(origin, requested)
    seen = verified.get(other) if other is not None else None
    if seen is None:
        return hague_pair(origin, requested, day)
    said = {"pair": pair_name(origin, requested), "day": seen.verified_on, "source": seen.source}
    if not seen.in_force:
        why = L("{pair}: 1980 Convention not in force, verified on {day} ({source}).", **said)
        return Pair(PairStatus.NOT_IN_FORCE, why)
    if seen.since is None:
        why = L("{pair}: 1980 Convention in force, verified on {day} ({source}).", **said)
        return Pair(PairStatus.IN_FORCE, why)
    why = L(
        "{pair}: 1980 Convention in force since {since}, verified on {day} ({source}).",
        since=seen.since,
        **said,
    )
    return Pair(PairStatus.IN_FORCE if day >= seen.since else PairStatus.NOT_IN_FORCE, why, seen.since)


def _other_than_belgium(origin: str, requested: str) -> str | None:
    """The other state of a pair with Belgium."""
    if BELGIUM not in (origin, requested):
        return None
    return requested if origin == BELGIUM else origin


def _agreement(origin: str | None, requested: str | None) -> Message | None:
    if origin is None or requested is None or BELGIUM not in (origin, requested):
        return None
    row = states().get(requested if origin == BELGIUM else origin)
    if row is None or not row.administrative_agreement:
        return None
    return L("{pair}: bilateral administrative agreement, child under 18.", pair=pair_name(origin, requested))


def _own_knowledge(origin: str, requested: str) -> list[Message]:
    if all(states()[code].confidence == "seen" for code in (origin, requested)):
        return []
    return [L("This start rests on own knowledge: compare it with the official status table.")]


def undecided(law: Framework) -> bool:
    """Whether a person must check before limits of the Convention can be relied on."""
    return law.check is not None


def check(law: Framework) -> Message:
    """What a person must check before anything of the Convention can be relied on."""
    return law.check or law.reasons[0]


def convention_applies(law: Framework) -> bool:
    """Whether the 1980 Convention applies, alone or below a Regulation."""
    return law.instrument in _CONVENTION


__all__ = ["Pair", "abduction_span", "by_states", "check", "convention_applies", "direction", "framework",
           "undecided"]  # fmt: skip
