"""What is said of two mediators: each criterion with its reasons, and what else is to be known. Nothing is
hidden: what is not met is said in words."""

from __future__ import annotations

from collections.abc import Iterator

from abductdesk.i18n import Country, L, Language, Listing, Message
from abductdesk.rules.candidates import Candidate, Criterion, Needs, Side, Wroclaw
from abductdesk.terms import Gender, LanguageLevel, Party, Profession

Two = tuple[Candidate, Candidate]
Said = tuple[bool, Message]


def criteria_of(one: Candidate, other: Candidate, needs: Needs) -> tuple[Criterion, ...]:
    """The four criteria for these two."""
    two = (one, other)
    sides = ((Party.LEFT_BEHIND, needs.left_behind), (Party.TAKING, needs.taking))
    said = {
        Wroclaw.BINATIONAL: [_culture(two, party, side) for party, side in sides],
        Wroclaw.BILINGUAL: [_language(two, party, side) for party, side in sides],
        Wroclaw.GENDERS: [_genders(two)],
        Wroclaw.PROFESSIONS: [
            _profession(two, wanted) for wanted in (Profession.LEGAL, Profession.PSYCHOSOCIAL)
        ],
    }
    return tuple(
        Criterion(key, all(met for met, _ in halves), tuple(why for _, why in halves))
        for key, halves in said.items()
    )


def _names(people: list[Candidate]) -> Listing:
    return Listing(tuple(each.name for each in people))


def _culture(two: Two, party: Party, side: Side) -> Said:
    if not side.cultures:
        return False, L("{parent}: no nationality is recorded", parent=party)
    who = [each for each in two if each.cultures & side.cultures]
    if not who:
        wanted = Listing(tuple(Country(code) for code in sorted(side.cultures)))
        return False, L("{parent}: neither knows the culture from within ({countries})", parent=party,
                        countries=wanted)  # fmt: skip
    shared = sorted({code for each in who for code in each.cultures & side.cultures})
    countries = Listing(tuple(Country(code) for code in shared))
    return True, L("{parent}: {who} ({what})", parent=party, who=_names(who), what=countries)


def _language(two: Two, party: Party, side: Side) -> Said:
    if not side.languages:
        return False, L("{parent}: no language is recorded", parent=party)
    who = [each for each in two if each.speaks(side.languages)]
    if who:
        spoken = {code for each in who for code, _ in each.languages if each.speaks(frozenset({code}))}
        languages = Listing(tuple(Language(code) for code in sorted(spoken & side.languages)))
        return True, L("{parent}: {who} ({what})", parent=party, who=_names(who), what=languages)
    wanted = Listing(tuple(Language(code) for code in sorted(side.languages)))
    little = [each for each in two if any(each.level(code) is LanguageLevel.BASIC for code in side.languages)]
    if little:
        return False, L("{parent}: {who} speaks only a little of the language ({languages})", parent=party,
                        who=_names(little), languages=wanted)  # fmt: skip
    return False, L("{parent}: neither speaks the language ({languages})", parent=party, languages=wanted)


def _genders(two: Two) -> Said:
    genders = {each.gender for each in two}
    if {Gender.WOMAN, Gender.MAN} <= genders:
        return True, L("A woman and a man")
    unknown = [each for each in two if each.gender is None]
    if unknown:
        return False, L("The gender is not recorded: {who}", who=_names(unknown))
    if genders == {Gender.WOMAN}:
        return False, L("Two women")
    return False, L("Two men") if genders == {Gender.MAN} else L("Not a woman and a man")


def _profession(two: Two, wanted: Profession) -> Said:
    who = [each for each in two if each.profession in (wanted, Profession.BOTH)]
    if who:
        return True, L("{profession}: {who}", profession=wanted, who=_names(who))
    unknown = [each for each in two if each.profession is None]
    if unknown:
        return False, L("{profession}: nobody; the profession is not recorded: {who}", profession=wanted,
                        who=_names(unknown))  # fmt: skip
    return False, L("{profession}: neither", profession=wanted)


def flags_of(one: Candidate, other: Candidate, needs: Needs) -> tuple[Message, ...]:
    """What else must be known before these two are asked."""
    return tuple(flag for each in (one, other) for flag in _flags(each, needs))


def _flags(each: Candidate, needs: Needs) -> Iterator[Message]:
    if needs.homologation and not each.accredited_on(needs.last):
        yield L("{who} is not accredited on {day}; homologation takes an accredited mediator.", who=each.name,
                day=needs.last)  # fmt: skip
    if each.away(needs.first, needs.last):
        yield L("{who} is absent on these days.", who=each.name)
    if each.full:
        yield L("{who} has {n} mediations now and takes no more.", who=each.name, n=each.load)
    if not each.cross_border:
        yield L("{who} has no recorded training in cross-border mediation.", who=each.name)
    if not needs.reaches(each):
        if needs.online:
            yield L("{who} is not recorded as working online.", who=each.name)
        else:
            yield L("{who} does not travel there ({country}).", who=each.name,
                    country=Country(needs.country or ""))  # fmt: skip
    if each.fee_cents is None:
        yield L("The fee of {who} is not recorded.", who=each.name)
