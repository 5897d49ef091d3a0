"""Whether both parents may sit together: screenings, what follows from them, and a manager's override.

`refuse_joint` is the one door: whatever plans, changes, announces or holds a joint session asks it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from abductdesk.actions.mediationfacts import PARENTS, add_of, check_past, follow, parent, running
from abductdesk.actions.office import Look, Work, action
from abductdesk.faults import Invalid, Refused
from abductdesk.i18n import L, Message
from abductdesk.models import Mediation, SafetyOverride, Screening
from abductdesk.rules.screening import BY_ID, DRAFT, QUESTIONS, Answer, Assessment, Question, assess, higher
from abductdesk.terms import EventKind, Party, RiskLevel, StaffRole, Suitability

__all__ = ["DRAFT", "QUESTIONS", "Answer", "Assessment", "Question", "assess"]  # for the screening form

MANAGERS = frozenset({StaffRole.MANAGER})
_CALM = frozenset({RiskLevel.LOW, RiskLevel.NONE_FOUND})


@dataclass(frozen=True)
class Safety:
    """What is known of the safety of both parents. `screenings` holds the newest of each; `override` the one
    in force; `barred` why no joint session may be, in words (empty: it may); `separate_only` where no
    override helps; `measures` whether a joint session needs measures in writing."""

    screenings: Mapping[Party, Screening | None]
    override: SafetyOverride | None
    barred: tuple[Message, ...]
    separate_only: bool
    measures: bool

    def level(self, party: Party) -> RiskLevel:
        """The risk that counts for this parent."""
        newest = self.screenings[party]
        return newest.risk if newest is not None else RiskLevel.NOT_DONE

    def unmeasured(self, mediation: Mediation, measures: str | None) -> bool:
        """Whether a joint session still lacks the measures in writing that the risk asks for."""
        risky = [each for each in self.screenings.values() if each is not None and each.risk not in _CALM]
        screened = bool(risky) and all(each.measures for each in risky)
        return self.measures and not (measures or mediation.measures or screened)

    def bars(self, mediation: Mediation, measures: str | None) -> bool:
        """Whether a joint session with these measures of its own may not be."""
        return bool(self.barred) or self.unmeasured(mediation, measures)


def safety_of(look: Look, mediation: Mediation, until: date | None = None) -> Safety:
    """The safety of a mediation as it stands; with `until` by the screenings up to that day."""
    newest = {party: _newest(look, mediation.id, party, until) for party in PARENTS}
    override = look.session.scalar(
        select(SafetyOverride)
        .where(SafetyOverride.mediation_id == mediation.id, SafetyOverride.withdrawn_on.is_(None))
        .order_by(SafetyOverride.id.desc())
        .limit(1)
    )
    barred = [why for party in PARENTS if (why := _why(party, newest[party], override)) is not None]
    suitability = mediation.suitability
    separate = suitability in (Suitability.SEPARATE_ONLY, Suitability.UNSUITABLE)
    if separate:
        barred.append(L("Suitability: {suitability}.", suitability=suitability))
    calm = all(each is not None and each.risk in _CALM for each in newest.values())
    return Safety(newest, override, tuple(barred), separate, measures=not calm)


def _newest(look: Look, mediation_id: int, party: Party, until: date | None) -> Screening | None:
    found = select(Screening).where(Screening.mediation_id == mediation_id, Screening.party == party)
    if until is not None:
        found = found.where(Screening.on <= until)
    return look.session.scalar(found.order_by(Screening.on.desc(), Screening.id.desc()).limit(1))


def _why(party: Party, newest: Screening | None, override: SafetyOverride | None) -> Message | None:
    """Why this parent's screening bars a joint session, if it does."""
    if newest is None:
        return L("{parent}: not screened yet.", parent=party) if override is None else None
    if newest.risk is not RiskLevel.HIGH:
        return None
    if override is not None and newest.id in override.covers:
        return None
    return L("{parent}: high risk, screened on {day}.", parent=party, day=newest.on)


def refuse_joint(
    look: Look, mediation: Mediation, measures: str | None = None, until: date | None = None
) -> None:
    """Raise `Refused` where both parents may not sit together.

    High risk or no screening of either parent bars it until a manager records an override with the reason; a
    medium risk (and an override) needs measures in writing: those of the session, of the mediation or of the
    screening. `until`: for a session that was held, only what was known on its day counts.
    """
    safety = safety_of(look, mediation, until)
    if safety.barred and safety.separate_only:
        raise Refused(
            "No joint session: {why} Separate or shuttle sessions stay possible.", why=_listed(safety.barred)
        )
    if safety.barred:
        raise Refused(
            "No joint session: {why} Choose separate or shuttle sessions, or ask a manager for an override.",
            why=_listed(safety.barred),
        )
    if safety.unmeasured(mediation, measures):
        raise Invalid(
            "measures", "Because of the risk a joint session needs safety measures. Write them down here."
        )


def _listed(sentences: tuple[Message, ...]) -> Message:
    said = sentences[0]
    for more in sentences[1:]:
        said = L("{one} {other}", one=said, other=more)
    return said


@action()
def record_screening(
    work: Work,
    mediation_id: int,
    party: Party,
    *,
    on: date,
    answers: Mapping[str, str],
    risk: RiskLevel | None = None,
    measures: str | None = None,
) -> int:
    """Record the separate screening of a parent; returns its id. The newest counts, earlier ones stay.

    Who screened may see a higher `risk` than the answers give, never a lower one.
    """
    mediation = running(work, mediation_id)
    parent(party)
    check_past(work, "on", on)
    kept = {key: Answer(answer).value for key, answer in answers.items() if key in BY_ID}
    found = assess(kept).risk
    level = risk or found
    if higher(level, found) is not level or level is RiskLevel.NOT_DONE:
        raise Invalid("risk", "The answers give: {risk}. You may only choose a higher risk.", risk=found)
    screening = add_of(
        work, mediation, Screening(staff_id=work.staff.id),
        party=party, on=on, answers=kept, risk=level, measures=measures,
    )  # fmt: skip
    follow(work, screening, EventKind.SCREENING_DONE, on, party)
    return screening.id


@action(MANAGERS)
def override_safety(work: Work, mediation_id: int, *, reason: str) -> int:
    """A manager lets joint sessions happen in spite of the screenings that count now; returns its id."""
    mediation = running(work, mediation_id)
    safety = safety_of(work, mediation)
    if safety.separate_only:
        raise Refused("The mediation was found suitable for separate sessions only. Change that first.")
    if not safety.barred:
        raise Refused("Joint sessions are possible: there is nothing to override.")
    if not reason.strip():
        raise Invalid("reason", "Say why joint sessions are safe enough.")
    if safety.override is not None:  # a screening came after it: the new one takes its place
        work.assign(safety.override, withdrawn_on=work.today)
    covers = [each.id for each in safety.screenings.values() if each is not None]
    given = SafetyOverride(staff_id=work.staff.id, covers=covers)
    return add_of(work, mediation, given, on=work.today, reason=reason).id


@action(MANAGERS)
def withdraw_override(work: Work, override_id: int, *, seen: int) -> None:
    """Take an override back: what the screenings say counts again."""
    override = work.get(SafetyOverride, override_id)
    if override.withdrawn_on is not None:
        raise Refused("This override was withdrawn already.")
    work.change(override, seen, {"withdrawn_on": work.today})


def screenings_of(look: Look, mediation_id: int) -> list[Screening]:
    """All screenings of a mediation, the newest first."""
    found = select(Screening).where(Screening.mediation_id == mediation_id)
    return list(look.session.scalars(found.order_by(Screening.on.desc(), Screening.id.desc())))
