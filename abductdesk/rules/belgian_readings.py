"""Belgian limits that are counted in a way of their own, or that have a second reading beside them."""

from __future__ import annotations

from datetime import timedelta

from abductdesk.i18n import L
from abductdesk.rules.belgian_courts import absent_abroad
from abductdesk.rules.calendars import BELGIAN, Calendar
from abductdesk.rules.counted import Count
from abductdesk.rules.deadline import Alternative
from abductdesk.rules.facts import Event
from abductdesk.rules.judicial_code import be_cj
from abductdesk.rules.periods import period
from abductdesk.rules.reading import Reading, earliest
from abductdesk.rules.regulation_1182 import eu_1182
from abductdesk.rules.states import BELGIUM


def belgian_calendar(reading: Reading) -> Calendar:
    """The Belgian public holidays as the bureau has them."""
    return reading.facts.office.calendar(BELGIUM) or BELGIAN


def absence(reading: Reading, event: Event) -> tuple[Alternative, ...]:
    """Art. 1322septies par. 3(3): four weeks more where a respondent abroad was absent."""
    if not absent_abroad(reading, event).applies:
        return ()
    end = be_cj(earliest(event), period("10 weeks"), belgian_calendar(reading)).raw
    return (Alternative(end, L("ten weeks, if a new hearing was set for an absent respondent abroad")),)


def european_month(reading: Reading, event: Event) -> tuple[Alternative, ...]:
    """Brussels IIb, Art. 29(3): one month, the outer end of the shorter Belgian limit."""
    end = eu_1182(earliest(event), period("1 month"), belgian_calendar(reading)).legal_end
    return (Alternative(end, L("one month, the outer end of Brussels IIb, Art. 29(3)")),) if end else ()


def domicile_extract(reading: Reading, event: Event) -> Count:
    """Art. 1034quater: the extract is at most fifteen days old on the day of the petition; never moved."""
    last = event.date + timedelta(days=15)
    steps = (
        L("Plus {period}: {day}.", period=period("15 days").said, day=last),
        L("It is not moved: the extract would be too old."),
    )
    practical = belgian_calendar(reading).filing_day(last)
    return Count(last, last, last, practical, steps=steps, state=BELGIUM, plain=1)
