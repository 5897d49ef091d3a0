"""When the limits of Brussels IIb apply, and what has to be asked about them."""

from __future__ import annotations

from abductdesk.i18n import L, Message
from abductdesk.rules.calendars import BELGIAN
from abductdesk.rules.deadline import Alternative, Framework
from abductdesk.rules.facts import Event
from abductdesk.rules.judicial_code import be_cj
from abductdesk.rules.periods import period
from abductdesk.rules.reading import ARTICLE_13_GROUNDS, Reading, earliest, latest
from abductdesk.rules.regulation_1182 import eu_1182
from abductdesk.rules.rule import YES, Verdict
from abductdesk.rules.states import BELGIUM
from abductdesk.rules.wording import dated
from abductdesk.terms import EventKind, Instrument, Status


def is_refusal(reading: Reading, event: Event) -> bool:
    """A decision that refuses the return, at whatever instance."""
    return reading.refuses(event)


def notifies_refusal(reading: Reading, event: Event) -> bool:
    """A refusal itself, or the notification of one."""
    refusal = _refusal(reading, event)
    return refusal is not None and reading.refuses(refusal)


def _refusal(reading: Reading, event: Event) -> Event | None:
    return event if event.kind is not EventKind.DECISION_NOTIFIED else reading.answered(event)[0]


def after_refusal(reading: Reading, event: Event, answer: Event) -> bool:
    """The answer came after the refusal (or the file) that `event` is or notifies; the notification may
    have come later still."""
    refusal = _refusal(reading, event)
    return refusal is not None and latest(answer) > latest(refusal)


def rests_on_article_13(refusal: Event) -> bool:
    """Whether the recorded grounds are those of Art. 13(1)(b) or 13(2) of the Convention alone."""
    return bool(refusal.grounds) and set(refusal.grounds) <= ARTICLE_13_GROUNDS


def _grounds(refusal: Event) -> Verdict:
    """Art. 29(1): the refusal rests on Hague Art. 13(1)(b) or 13(2) alone."""
    if not refusal.grounds:
        return Verdict(True, L("The grounds are not recorded: it applies only to a refusal based on"
                               " Art. 13(1)(b) or"
                               " Art. 13(2) of the Convention alone."))  # fmt: skip
    if rests_on_article_13(refusal):
        return YES
    return Verdict(
        False, L("The refusal does not rest on Art. 13(1)(b) or Art. 13(2) of the Convention alone.")
    )


def on_article_13(reading: Reading, event: Event) -> Verdict:
    """The refusal that `event` is or notifies rests on Art. 13(1)(b) or 13(2) of the Convention alone."""
    refusal = _refusal(reading, event)
    assert refusal is not None
    return _grounds(refusal)


def _pending_before(reading: Reading, refusal: Event) -> bool:
    seised = reading.of((EventKind.ORIGIN_COURT_SEISED,))
    return any(latest(event) <= latest(refusal) for event in seised)


def transmit(reading: Reading, event: Event) -> Verdict:
    """Art. 29(3): custody proceedings are pending in the state of origin and the court knows it."""
    verdict = _grounds(event)
    if verdict.why is not None or _pending_before(reading, event):
        return verdict
    return Verdict(True, L("It applies only if the court knows of custody proceedings pending in"
                           " the state of origin:"
                           " is a court there seised?"))  # fmt: skip


def seise(reading: Reading, event: Event) -> Verdict:
    """Art. 29(5): no custody case is pending there, or the refusing court did not know of it."""
    refusal = _refusal(reading, event)
    assert refusal is not None
    verdict = _grounds(refusal)
    if not verdict.applies or not _pending_before(reading, refusal):
        return verdict
    if any(latest(sent) >= earliest(refusal) for sent in reading.of((EventKind.REFUSAL_FILE_SENT,))):
        return Verdict(
            False, L("A custody case was pending and the court sent its file: Art. 29(3) applies instead.")
        )
    return Verdict(True, L("A custody case was pending before the refusal. If the court knew of"
                           " it, it sends its file"
                           " itself (Art. 29(3)); if not, this limit runs."))  # fmt: skip


def _is_about(reading: Reading, decided: Event, refusal: Event) -> bool:
    """Whether a decision on appeal is about this refusal, by itself or through the appeal it answers."""
    about = reading.event(decided.of)
    return about is not None and refusal.key in (about.key, about.of)


def which_decision(reading: Reading, event: Event) -> tuple[Message, ...]:
    """Asks which decision was notified, where that had to be guessed."""
    said: list[Message] = []
    if event.kind is EventKind.DECISION_NOTIFIED:
        refusal, guessed = reading.answered(event)
        if guessed and refusal is not None:
            said.append(L("Which decision was notified is not recorded; taken as the latest"
                          " before it: {decision}."
                          " Is that right?", decision=dated(refusal)))  # fmt: skip
    refusal = _refusal(reading, event)
    if refusal is not None and refusal.kind is EventKind.DECISION_REFUSAL:
        said += [
            L("{decision}: if the refusal did not stand, this limit falls away.", decision=dated(one))
            for one in reading.of((EventKind.APPEAL_DECIDED,))
            if _is_about(reading, one, refusal)
        ]
    return tuple(said)


def counted_by_belgium(reading: Reading, event: Event) -> tuple[Alternative, ...]:
    """Where Belgium is the state of origin its own way of counting is a second, never earlier, reading."""
    if reading.facts.habitual_residence != BELGIUM:
        return ()
    calendar = reading.facts.office.calendar(BELGIUM) or BELGIAN
    how = event.how if event.kind is EventKind.DECISION_NOTIFIED else None
    end = be_cj(earliest(event), period("3 months"), calendar, how=how).legal_end
    eu = eu_1182(earliest(event), period("3 months"), calendar).legal_end
    if end is None or end == eu:
        return ()
    return (Alternative(end, L("counted by the Belgian Judicial Code: arguable, ask a lawyer")),)


def appeal_notes(reading: Reading, event: Event) -> tuple[Message, ...]:
    return (
        L(
            "It runs from the day all steps were taken and the court could examine"
            " the appeal, not its filing."
        ),
    )


def residence_notes(reading: Reading, event: Event) -> tuple[Message, ...]:
    if event.kind is EventKind.WHEREABOUTS_KNOWN:
        return (L("The year may have begun earlier, when the whereabouts should have been known."),)
    return ()


def in_time(reading: Reading, law: Framework) -> tuple[Status, Message]:
    """Art. 100: proceedings instituted from 1 August 2022 on."""
    if law.instrument is Instrument.BRUSSELS_IIB:
        return Status.MET, L("Proceedings from 1 August 2022 on: Regulation (EU) 2019/1111 applies.")
    return Status.NOT_APPLICABLE, L(
        "Proceedings begun before 1 August 2022: Regulation (EC) 2201/2003 applied."
    )
