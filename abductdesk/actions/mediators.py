"""Which mediators fit: the directory as matching reads it, the pairs it proposes, the choice of one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from abductdesk.actions.frozenwords import frozen
from abductdesk.actions.mediationfacts import add_of, follow, running
from abductdesk.actions.office import Look, Work, action, query
from abductdesk.faults import Invalid, Refused
from abductdesk.folding import fold
from abductdesk.i18n import L, Message
from abductdesk.models import (
    Absence,
    Case,
    CaseRole,
    Child,
    Conflict,
    DirectoryEntry,
    Mediation,
    MediatorOffer,
    PairChoice,
    Participant,
    Person,
    Training,
)
from abductdesk.rules.candidates import Candidate, Needs, Pair, Side, Wroclaw
from abductdesk.rules.matching import Ranking, describe, rank
from abductdesk.terms import EntryKind, EventKind, LanguageLevel, OfferAnswer, Party, Role, TrainingKind

__all__ = ["Pair", "Proposal", "Wish", "Wroclaw", "candidates", "choose_pair", "propose_pairs"]

SHOWN = 20  # pairs proposed, and kept with a choice
_ROLE = {Party.LEFT_BEHIND: Role.LEFT_BEHIND_PARENT, Party.TAKING: Role.TAKING_PARENT}
_LAWYERS = (Role.LAWYER_LEFT_BEHIND, Role.LAWYER_TAKING)
_FLUENT = (LanguageLevel.NATIVE.value, LanguageLevel.GOOD.value)


@dataclass(frozen=True)
class Wish:
    """What two mediators are wanted for: the days, whether homologation is wanted, where or online; `keep` is
    the mediator who stays when the other is replaced."""

    first: date
    last: date
    homologation: bool = True
    online: bool = False
    country: str | None = None
    keep: int | None = None


@dataclass(frozen=True)
class Proposal:
    """The ranked pairs, names by entry, and every mediator there is to choose by hand."""

    wish: Wish
    needs: Needs
    ranking: Ranking
    names: Mapping[int, str] = field(default_factory=dict)


@query()
def propose_pairs(look: Look, mediation_id: int, wish: Wish, most: int = SHOWN) -> Proposal:
    """Pairs of mediators for this mediation out of the whole directory, the best first."""
    mediation = look.get(Mediation, mediation_id)
    needs = _needs(look, mediation.case_id, wish)
    found = candidates(look, mediation.case_id)
    names = {each.id: each.name for each in found}
    return Proposal(wish, needs, rank(found, needs, most, wish.keep), names)


def _needs(look: Look, case_id: int, wish: Wish) -> Needs:
    if wish.last < wish.first:
        raise Invalid("last", "The end lies before the beginning.")
    left, taking = (_side(look, case_id, party) for party in (Party.LEFT_BEHIND, Party.TAKING))
    return Needs(left, taking, wish.first, wish.last, wish.homologation, wish.online, wish.country)


def _side(look: Look, case_id: int, party: Party) -> Side:
    """Languages a parent speaks well (or gets letters in), and the nationalities (or where they live)."""
    person = look.session.scalar(
        select(Person)
        .join(CaseRole, CaseRole.person_id == Person.id)
        .where(CaseRole.case_id == case_id, CaseRole.role == _ROLE[party], CaseRole.until.is_(None))
        .order_by(CaseRole.id)
        .limit(1)
    )
    case = look.get(Case, case_id)
    home = case.left_behind_lives_in if party is Party.LEFT_BEHIND else case.taking_lives_in
    if person is None:
        return Side(cultures=frozenset(filter(None, [home])))
    spoken = dict(_spoken(person.languages))
    fluent = frozenset(code for code, level in spoken.items() if level in _FLUENT)
    letters = frozenset(filter(None, [person.letter_language]))
    return Side(fluent or letters, frozenset(person.nationalities) or frozenset(filter(None, [home])))


def _spoken(languages: Iterable[str]) -> Iterable[tuple[str, LanguageLevel]]:
    for each in languages:
        code, _, level = each.partition(":")
        yield code, LanguageLevel(level or LanguageLevel.GOOD)


def candidates(look: Look, case_id: int) -> list[Candidate]:
    """Every mediator of the directory as matching reads one, for this case."""
    entries = select(DirectoryEntry).where(
        DirectoryEntry.kind == EntryKind.MEDIATOR,
        DirectoryEntry.left_on.is_(None),
        DirectoryEntry.merged_into_id.is_(None),
    )
    absent: dict[int, list[tuple[date, date]]] = defaultdict(list)
    for away in look.session.scalars(select(Absence)):
        absent[away.entry_id].append((away.since, away.until))
    trained = set(look.session.scalars(_trained()))
    loads, conflicts = _loads(look, case_id), conflicts_of(look, case_id)
    return [
        Candidate(
            id=entry.id,
            name=entry.name,
            languages=tuple(_spoken(entry.languages)),
            cultures=frozenset(entry.cultures),
            gender=entry.gender,
            profession=entry.profession,
            accredited_from=entry.accredited_from,
            accredited_until=entry.accredited_until,
            cross_border=entry.id in trained,
            absent=tuple(absent[entry.id]),
            load=loads[entry.id],
            most=entry.most_cases,
            online=entry.online,
            travels=frozenset({*entry.travel_zone, *filter(None, [entry.country])}),
            fee_cents=entry.fee_cents,
            vat_percent=entry.vat_percent,
            conflicts=tuple(conflicts[entry.id]),
        )
        for entry in look.session.scalars(entries.order_by(DirectoryEntry.id))
    ]


def _trained() -> Any:
    return (
        select(Participant.entry_id)
        .join(Training, Training.id == Participant.training_id)
        .where(
            Training.kind == TrainingKind.CROSS_BORDER_MEDIATION,
            Participant.entry_id.is_not(None),
            Participant.attended.is_not(False),
        )
    )


def _loads(look: Look, case_id: int) -> Counter[int]:
    """In how many mediations of other cases each mediator works now."""
    running_ = (
        select(PairChoice.first_id, PairChoice.second_id)
        .join(Mediation, Mediation.id == PairChoice.mediation_id)
        .where(PairChoice.replaced_on.is_(None), Mediation.ended_on.is_(None), Mediation.case_id != case_id)
    )
    return Counter(entry_id for row in look.session.execute(running_) for entry_id in row)


def conflicts_of(look: Look, case_id: int) -> dict[int, list[Message]]:
    """Conflicts of interest of the directory with the people of a case, by entry, in words that name roles
    only (a lawyer's firm and an entry of the directory keep their names): recorded with a person, a firm
    or an entry that is a parent's lawyer, or the same firm as a lawyer of a parent."""
    roles = select(CaseRole.person_id, CaseRole.role).where(CaseRole.case_id == case_id)
    people: dict[int, Role | Party] = {row.person_id: row.role for row in look.session.execute(roles)}
    children = look.session.scalars(select(Child.person_id).where(Child.case_id == case_id))
    people |= dict.fromkeys(children, Party.CHILD)
    noted = (
        select(CaseRole.note, Person)
        .join(Person, Person.id == CaseRole.person_id)
        .where(CaseRole.case_id == case_id, CaseRole.role.in_(_LAWYERS))
    )
    firms, lawyers = dict[str, str](), set[str]()
    for note, person in look.session.execute(noted):
        lawyers.add(fold(person.name))
        if note and note.strip():
            firms[fold(note)] = note
    found: dict[int, list[Message]] = defaultdict(list)
    for conflict in look.session.scalars(select(Conflict).order_by(Conflict.id)):
        if conflict.person_id in people:
            found[conflict.entry_id].append(
                L("{kind}: {who}", kind=conflict.kind, who=people[conflict.person_id])
            )
        elif conflict.firm and fold(conflict.firm) in firms:
            found[conflict.entry_id].append(L("{kind}: {who}", kind=conflict.kind, who=conflict.firm))
        elif conflict.other_id is not None:
            other = look.get(DirectoryEntry, conflict.other_id)
            if other.name and (fold(other.name) in lawyers or fold(other.organisation or "") in firms):
                found[conflict.entry_id].append(L("{kind}: {who}", kind=conflict.kind, who=other.name))
    if firms:
        same = select(DirectoryEntry.id, DirectoryEntry.organisation).where(
            DirectoryEntry.organisation.is_not(None)
        )
        for entry_id, organisation in look.session.execute(same):
            if organisation and fold(organisation) in firms:
                found[entry_id].append(L("same firm as a lawyer of a parent: {firm}", firm=organisation))
    return found


def current_choice(look: Look, mediation_id: int) -> PairChoice | None:
    """The pair that mediates now."""
    found = select(PairChoice).where(
        PairChoice.mediation_id == mediation_id, PairChoice.replaced_on.is_(None)
    )
    return look.session.scalar(found.order_by(PairChoice.id.desc()).limit(1))


@action()
def choose_pair(
    work: Work, mediation_id: int, first_id: int, second_id: int, wish: Wish, *, reason: str | None = None
) -> int:
    """Choose two mediators, any two without a conflict; returns the id of the choice.

    The ranking of that moment stays with it. A pair chosen before is replaced: a mediator of both stays
    asked, the other is told by the bureau.
    """
    mediation = running(work, mediation_id)
    known = {each.id: each for each in candidates(work, mediation.case_id)}
    for entry_id in (first_id, second_id):
        if entry_id not in known:
            raise Refused("This mediator is no longer in the directory. Propose again.")
        if known[entry_id].conflicts:
            raise Refused(
                "{who} has a conflict of interest in this case: {why}.",
                who=known[entry_id].name, why=known[entry_id].conflicts[0],
            )  # fmt: skip
    if first_id == second_id:
        raise Refused("Choose two different mediators.")
    needs = _needs(work, mediation.case_id, wish)
    ranking = rank(list(known.values()), needs, SHOWN, wish.keep)
    chosen = describe(known[first_id], known[second_id], needs)
    before = current_choice(work, mediation_id)
    if before is not None:
        if {before.first_id, before.second_id} == {first_id, second_id}:
            raise Refused("These two are chosen already.")
        work.assign(before, replaced_on=work.today)
    choice = add_of(
        work, mediation,
        PairChoice(
            first_id=chosen.first, second_id=chosen.second, chosen_on=work.today, staff_id=work.staff.id,
            ranking=_kept(ranking, chosen, known),
        ),
        reason=reason,
    )  # fmt: skip
    if before is not None:
        _hand_on(work, before, choice)
    follow(work, choice, EventKind.MEDIATORS_PROPOSED, choice.chosen_on)
    return choice.id


def _kept(ranking: Ranking, chosen: Pair, known: Mapping[int, Candidate]) -> dict[str, Any]:
    """The ranking as plain data: the best pairs with criteria and reasons, and where the chosen one stood."""
    pairs = list(ranking.pairs)
    place = next((at + 1 for at, pair in enumerate(pairs) if pair.ids == chosen.ids), None)
    return {
        "total": ranking.total,
        "place": place,
        "pairs": [_plain(pair, known) for pair in pairs],
        "chosen": _plain(chosen, known),
        "excluded": [
            {"id": entry_id, "name": known[entry_id].name, "why": [frozen(why) for why in reasons]}
            for entry_id, reasons in ranking.excluded
        ],
    }


def _plain(pair: Pair, known: Mapping[int, Candidate]) -> dict[str, Any]:
    return {
        "ids": list(pair.ids),
        "names": [known[entry_id].name for entry_id in pair.ids],
        "criteria": [
            {"key": each.key.value, "met": each.met, "why": [frozen(why) for why in each.why]}
            for each in pair.criteria
        ],
        "flags": [frozen(flag) for flag in pair.flags],
        "cost_cents": list(pair.cost_cents) if pair.cost_cents else None,
    }


def _hand_on(work: Work, before: PairChoice, choice: PairChoice) -> None:
    """What the mediator who stays was asked and answered goes along; the other's offer is closed."""
    stays = {before.first_id, before.second_id} & {choice.first_id, choice.second_id}
    for offer in offers_of(work, before.id):
        if offer.entry_id in stays:
            add_offer(work, choice, offer.entry_id, offer.offered_on, answered_on=offer.answered_on,
                      answer=offer.answer, reason=offer.reason)  # fmt: skip
        elif offer.answer is None:
            work.assign(offer, answer=OfferAnswer.WITHDRAWN, answered_on=work.today)
        elif offer.answer is OfferAnswer.ACCEPTED:
            work.assign(offer, answer=OfferAnswer.REPLACED)


def offers_of(look: Look, choice_id: int) -> list[MediatorOffer]:
    """The offers of a choice, in their order."""
    found = select(MediatorOffer).where(MediatorOffer.choice_id == choice_id)
    return list(look.session.scalars(found.order_by(MediatorOffer.id)))


def add_offer(work: Work, choice: PairChoice, entry_id: int, on: date, **more: Any) -> MediatorOffer:
    """Add an offer to a mediator of a choice."""
    offer = MediatorOffer(choice_id=choice.id, case_id=choice.case_id, entry_id=entry_id)
    return work.add(offer, offered_on=on, **more)


def usual_days(today: date) -> tuple[date, date]:
    """The days a mediation is usually planned for, unless the hearing says otherwise."""
    return today + timedelta(days=7), today + timedelta(days=21)
