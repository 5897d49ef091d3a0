"""A certificate of erasure on one sheet: what, when, by which role, in numbers; never whom it was about."""

from __future__ import annotations

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer, Table

from abductdesk.documents.datafacts import CertificateFacts
from abductdesk.documents.letters._data import CERTIFICATE
from abductdesk.documents.text import paragraph as set_as
from abductdesk.documents.text.fonts import drawable
from abductdesk.documents.text.furniture import Furniture
from abductdesk.documents.text.paragraph import HAIR, paragraph
from abductdesk.documents.text.profiles import Profile
from abductdesk.documents.typeset import GRID, write
from abductdesk.documents.wording import Speaker

_SHEET = Profile("certificate", 25, 20, 85, 20, 25, 40, 130, ())
_COLUMNS = (58 * mm, 102 * mm)
_COUNTED = (102 * mm, 58 * mm)


def typeset_certificate(facts: CertificateFacts, language: str) -> tuple[bytes, int]:
    """The certificate as PDF and its number of pages."""
    speaker = Speaker(language)
    labels = speaker.labels
    day = labels.date(facts.rotates_on) if facts.rotates_on is not None else ""
    given = {
        "bureau": facts.bureau, "role": labels.value(facts.role), "kept": facts.kept, "day": day,
        "count": facts.shared,
    }  # fmt: skip
    say = {name: speaker.phrase(phrase, **given) for name, phrase in CERTIFICATE.items()}
    about = (
        ("number", facts.number), ("what", labels.value(facts.what)), ("reference", facts.reference),
        ("erased_on", labels.date(facts.erased_on)), ("by", say["by_role"]), ("reason", facts.reason),
        ("controller", facts.controller),
    )  # fmt: skip
    story: list[Flowable] = [
        paragraph(say["title"], set_as.TITLE),
        _table([(say[name], value) for name, value in about if value]),
        paragraph(say["declare"], set_as.BODY),
        paragraph(say["counts"], set_as.HEADING),
        _table([(labels.value(what), labels.value(count)) for what, count in facts.counts], _COUNTED),
    ]
    if facts.shared:
        story.append(paragraph(say["shared"], set_as.BODY))
    story += [paragraph(labels.value(each), set_as.BODY) for each in facts.extra]
    story += [paragraph(say["remains"], set_as.HEADING), paragraph(say["remains_is"], set_as.BODY)]
    story += [
        paragraph(say["backups"], set_as.HEADING),
        paragraph(say["backups_until" if facts.rotates_on else "backups_none"], set_as.BODY),
    ]
    story += [paragraph(say[name], set_as.BODY) for name in ("copies", "replay", "paper")]
    story.append(Spacer(1, 6 * mm))
    furniture = Furniture(_SHEET, drawable(facts.bureau), "", (drawable(say["footer"]),), (10, ()), "", (),
                          drawable(facts.number))  # fmt: skip
    return write(story, furniture, title=say["title"], author=facts.bureau, language=language)


def _table(rows: list[tuple[str, str]], widths: tuple[float, float] = _COLUMNS) -> Table:
    looks = [*GRID.getCommands(), ("LINEBELOW", (0, 0), (-1, -1), 0.3, HAIR)]
    set_rows = [[paragraph(label, set_as.TERM), paragraph(value, set_as.DEFINITION)] for label, value in rows]
    return Table(set_rows, widths, style=looks, hAlign="LEFT")
