"""What is shown once, on paper: the recovery code for the safe, a temporary passphrase for its person."""

from __future__ import annotations

from datetime import date

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer, Table

from abductdesk.documents.letters._common import RECOVERY, TEMPORARY
from abductdesk.documents.text import paragraph as set_as
from abductdesk.documents.text.fonts import MONO, REGULAR, drawable, load
from abductdesk.documents.text.furniture import Furniture
from abductdesk.documents.text.paragraph import HAIR, paragraph
from abductdesk.documents.text.profiles import Profile
from abductdesk.documents.typeset import GRID, write
from abductdesk.documents.wording import Speaker

_SHEET = Profile("sheet", 25, 20, 85, 20, 25, 40, 130, ())
_IN_A_ROW = 3  # as on the screen


def typeset_sheet(
    bureau: str, person: str, code: str, made_on: date, language: str, *, temporary: bool = False
) -> tuple[bytes, int]:
    """The sheet as PDF and its number of pages; `code` comes in groups parted by dashes or spaces."""
    speaker = Speaker(language)
    phrases = TEMPORARY if temporary else RECOVERY
    say = {name: speaker.phrase(phrase, bureau=bureau) for name, phrase in phrases.items()}
    facts = ((say["bureau"], bureau), (say["person"], person), (say["made_on"], speaker.labels.date(made_on)))
    story: list[Flowable] = [
        paragraph(say["title"], set_as.TITLE),
        paragraph(say["what"], set_as.BODY),
        Spacer(1, 8 * mm),
        _whole(code) if temporary else _groups(code.replace("-", " ").split()),
        Spacer(1, 8 * mm),
        Table(
            [[paragraph(label, set_as.TERM), paragraph(value, set_as.DEFINITION)] for label, value in facts],
            (42 * mm, 118 * mm),
            style=GRID,
            hAlign="LEFT",
        ),
        paragraph(say["keep"], set_as.BODY),
        paragraph(say["use"], set_as.BODY),
    ]
    furniture = Furniture(_SHEET, drawable(bureau), "", (), (10, ()), "", (), "")
    return write(story, furniture, title=say["title"], author=bureau, language=language)


def _whole(phrase: str) -> Table:
    """A passphrase exactly as it must be typed."""
    load(MONO)
    return Table(
        [[paragraph(phrase, set_as.CODE)]],
        160 * mm,
        style=[("BOX", (0, 0), (-1, -1), 0.5, HAIR), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")],
        hAlign="LEFT",
    )


def _groups(groups: list[str]) -> Table:
    """The code in numbered groups, three in a row, in a face where 0 and O differ."""
    load(MONO)
    cells: list[list[Flowable] | str] = [
        [paragraph(str(number), set_as.LABEL), paragraph(group, set_as.CODE)]
        for number, group in enumerate(groups, 1)
    ]
    cells += [""] * (-len(cells) % _IN_A_ROW)
    rows = [cells[start : start + _IN_A_ROW] for start in range(0, len(cells), _IN_A_ROW)]
    return Table(
        rows,
        160 * mm / _IN_A_ROW,
        style=[
            ("FONTNAME", (0, 0), (-1, -1), REGULAR),
            ("GRID", (0, 0), (-1, -1), 0.5, HAIR),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ],
        hAlign="LEFT",
    )
