"""A vault with invented cases, made through the actions that staff use, day by day from January of last
year until today. The same seed and the same day give the same cases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from random import Random

from abductdesk.actions.bureau import change_own_details, change_settings, found_bureau
from abductdesk.actions.lawbook import settle_targets
from abductdesk.actions.office import BRUSSELS, Office, utc_now
from abductdesk.actions.staff import admit
from abductdesk.demo import directory, others, registers, returns, stories, support, texts
from abductdesk.demo.desk import ANY, CASEWORKER, CLERK, MANAGER, Desk, File, Step
from abductdesk.store.vault import Vault
from abductdesk.terms import StaffRole

PASSPHRASE = "seven paper boats cross orange water"  # noqa: S105 - published on purpose: it opens invented cases
PEOPLE = {
    MANAGER: ("Nele Verbruggen", ()),
    CASEWORKER: ("Karim Dewaele", (StaffRole.CASEWORKER,)),
    CLERK: ("Claire Vandamme", (StaffRole.CLERK,)),
}
ABDUCTIONS, ACCESS = 0.62, 0.05  # of all cases; the others are preventive
AUTUMN = 0.2  # of the cases come from the last weeks, after the holidays
LATE = (3, 7)  # counted from the newest case: parents who come late
# Days from today on which the follow-ups of open cases fall due: a believable morning.
DUES = (
    -3,
    -1,
    0,
    0,
    0,
    0,
    1,
    1,
    2,
    2,
    3,
    4,
    4,
    7,
    8,
    8,
    9,
    11,
    12,
    14,
    16,
    18,
    21,
    23,
    25,
    28,
    30,
    33,
    36,
    40,
)


# two targets of the office are settled, the others stay proposals
TARGETS = {"int-first-contact": 2, "int-mediation-start": 10}


@dataclass(frozen=True)
class Demo:
    """The vault as it was left, and the administrator at work in it."""

    office: Office
    passphrase: str


def make_demo(
    folder: Path, cases: int = 150, seed: int = 2026, today: date | None = None, passphrase: str = PASSPHRASE
) -> Demo:
    """Make a vault with so many invented cases in `folder`. Raises `Refused` where a vault is already there,
    or for a passphrase that is too easy."""
    day = today or datetime.now(BRUSSELS).date()
    first = date(day.year - 1, 1, 2)
    desk = Desk(day, _at(first, 8))
    _found(desk, folder, passphrase, first)
    opens = _at(day, 8)  # today has not begun: everything is of yesterday or before
    for at, do in _plan(desk, cases, seed):
        if at < opens:
            desk.now = at
            do()
    vault = desk.offices[MANAGER].vault
    return Demo(Office(vault, MANAGER, (lambda: _at(day, 9)) if today else utc_now), passphrase)


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), BRUSSELS).astimezone(UTC)


def _found(desk: Desk, folder: Path, passphrase: str, first: date) -> None:
    name, _ = PEOPLE[MANAGER]
    vault, _ = Vault.create(folder, bureau=texts.BUREAU, person=name, passphrase=passphrase)
    found_bureau(vault, bureau=texts.BUREAU, person=name, today=first)
    for who, (person, roles) in PEOPLE.items():
        if roles:
            values = {"name": person, "roles": list(roles), "phone": f"+32 400 09 00 0{who}"}
            admit(desk.offices[MANAGER], {**values, "email": _email(person)}, passphrase, temporary=False)
        desk.offices[who] = Office(vault, who, clock=lambda: desk.now)
    own = {"phone": "+32 400 09 00 01", "email": _email(name)}
    desk.do(MANAGER, change_own_details, seen=ANY, changes=own)
    desk.do(MANAGER, change_settings, seen=ANY, changes=texts.SETTINGS)
    desk.do(MANAGER, settle_targets, seen=ANY, targets=TARGETS)


def _email(person: str) -> str:
    return f"{person.replace(' ', '.').lower()}@example.org"


def _plan(desk: Desk, cases: int, seed: int) -> list[Step]:
    """Every step of every case, in the order of time."""
    rng = Random(seed)  # noqa: S311 - invented data, not secrets
    days = _openings(rng, desk.today, cases)
    files: list[File] = []
    for number, opened in enumerate(days):
        own = Random(f"{seed}/{number}")  # noqa: S311
        if number == cases // 2 and cases > 3:
            files.append(others.mistake(desk, own, opened))
        elif cases - number in LATE:
            files.append(stories.abduction(desk, own, opened, late=True))
        elif (drawn := own.random()) < ABDUCTIONS:
            files.append(stories.abduction(desk, own, opened))
        elif drawn < ABDUCTIONS + ACCESS:
            files.append(others.access(desk, own, opened))
        else:
            files.append(others.prevention(desk, own, opened))
    _link(desk, files, rng)
    _put_down(desk, files, rng)
    steps = [step for file in files for step in file.steps]
    steps += [others.passing_call(desk, rng) for _ in range(cases // 6)]
    steps += registers.steps(desk)
    steps += directory.steps(desk, Random(f"{seed}/directory"), files)  # noqa: S311
    steps += returns.steps(desk, files)
    steps += support.steps(desk, files)
    return sorted(steps, key=lambda step: step[0])


def _openings(rng: Random, today: date, cases: int) -> list[date]:
    """Working days on which cases are opened, the last ones this week and the week before."""
    first = date(today.year - 1, 1, 5)
    last = (today - first).days - 1
    newest = [last, last - 3, last - 6][-cases:]
    drawn = newest + [
        last - rng.randint(25, 75) if rng.random() < AUTUMN else rng.randint(0, last)
        for _ in range(cases - 3)
    ]
    days = sorted(first + timedelta(days=day) for day in drawn)
    return [day - timedelta(days=max(0, day.isoweekday() - 5)) for day in days]


def _link(desk: Desk, files: list[File], rng: Random) -> None:
    """Three pairs of cases belong to one family each."""
    if len(files) < 12:
        return
    for later in rng.sample(range(len(files) // 2, len(files) - 4), 3):
        earlier = files[rng.randrange(later // 2)]
        file = files[later]
        if earlier.void or file.void:
            continue
        file.on(file.opened + timedelta(days=2), partial(others.link, file, earlier))


def _put_down(desk: Desk, files: list[File], rng: Random) -> None:
    """What is still to do on the cases that are open."""
    files = [file for file in files if file.open_on(desk.today)]
    rng.shuffle(files)
    # the manager's screen is the one that pictures show: two of hers for one of a colleague
    hers = [(place / 2, file) for place, file in enumerate(file for file in files if file.who == MANAGER)]
    others = [
        (place + 0.25, file) for place, file in enumerate(file for file in files if file.who != MANAGER)
    ]
    ranked = sorted(hers + others, key=lambda ranked: ranked[0])
    for (_, file), due in zip(ranked, DUES, strict=False):
        put_down = max(file.opened + timedelta(days=1), desk.today - timedelta(days=rng.randint(4, 9)))
        file.follow_up(rng.choice(texts.FOLLOW_UPS), put_down, desk.today + timedelta(days=due))
