"""Attachments: documents kept with a case inside the vault, until a person saves one outside it."""

from __future__ import annotations

import mimetypes
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import undefer

from abductdesk.actions import search
from abductdesk.actions.holds import refuse_held
from abductdesk.actions.office import Work, action
from abductdesk.exchange.filenames import plain_name, runs_something
from abductdesk.faults import Refused
from abductdesk.i18n import L, Message
from abductdesk.models import Attachment, Case
from abductdesk.terms import Act, Visibility

MOST_BYTES = 25 * 1024 * 1024


def refuse_too_large(size: int) -> None:
    """Raises `Refused` for a file that the vault does not take; callable before it is read."""
    if size > MOST_BYTES:
        raise Refused(
            "This file is too large: at most {most} MB. Make it smaller or split it.",
            most=MOST_BYTES // 1024 // 1024,
        )
    if size == 0:
        raise Refused("This file is empty. Choose another file.")


def warning(name: str, content: bytes) -> Message | None:
    """What should be known before a document is kept: that opening it would start a program."""
    if not runs_something(name, content):
        return None
    return L(
        "This file is a program, or holds one, whatever its name says. Opening it could harm the computer."
    )


@action()
def add_attachment(
    work: Work, case_id: int, *, name: str, content: bytes, visible_to: Visibility = Visibility.BUREAU
) -> int:
    """Keep a document with the case, under a name that leads nowhere; returns its id. Raises `Refused` when
    empty or above 25 MB."""
    work.get(Case, case_id)
    refuse_too_large(len(content))
    record = Attachment(case_id=case_id, staff_id=work.staff.id, added_at=work.now, content=content)
    called = plain_name(name)
    values = {"name": called, "visible_to": visible_to, "size": len(content)}
    kind = mimetypes.guess_type(called)[0] or "application/octet-stream"
    return work.add(record, **values, media_type=kind, sha256=sha256(content).hexdigest()).id


@action(act=Act.EXPORT)
def save_attachment(work: Work, attachment_id: int) -> bytes:
    """The bytes for saving outside the vault, which is journalled. What a document states is not known, so
    it stays while the data of anybody on the case are restricted."""
    found = work.session.scalar(
        select(Attachment).where(Attachment.id == attachment_id).options(undefer(Attachment.content))
    )
    if found is None:
        raise Refused("This document is no longer there. Refresh the screen.")
    if not found.size:
        raise Refused("What stood in this document was erased.")
    refuse_held(work, search.people_of(work, found.case_id))
    work.note(found)
    work.touched.clear()
    return found.content


@action()
def remove_attachment(work: Work, attachment_id: int) -> None:
    """Remove a document for good: its bytes are not kept, so it cannot be undone."""
    work.remove(work.get(Attachment, attachment_id))
