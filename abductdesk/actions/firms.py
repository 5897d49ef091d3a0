"""Whether two names mean the same firm, however its form and its trade are written."""

from __future__ import annotations

import re

from abductdesk.folding import fold

# Words that say what a firm is, not which one.
_NOT_A_NAME = frozenset(
    re.findall(
        r"\w+",
        """
        advocaat advocaten advocatenkantoor advocatenassociatie advocatenbureau avocat avocate avocats
        avocates cabinet anwalt anwalte anwaltskanzlei rechtsanwalt rechtsanwalte kanzlei lawyer lawyers
        law office offices firm solicitors attorneys kantoor associatie association associes associates
        partners partner vennoten etude bv bvba srl sprl cv cvba scrl nv sa se comm v vof snc asbl vzw
        gmbh partg mbb llp lp ltd inc de du des d het le la les the van en et und and
        """,
    )
)


def firm_key(name: str | None) -> frozenset[str]:
    """The words by which a firm is known; empty where there are none."""
    apart = re.sub(r"\b((?:\w\.)+\w?)\b\.?", lambda found: found[0].replace(".", ""), fold(name or ""))
    spoken = re.findall(r"[^\W_]+", apart)
    return frozenset(spoken) - _NOT_A_NAME or frozenset(spoken)


def same_firm(one: str | None, other: str | None) -> bool:
    """Whether two firms are the same, or one may be named by part of the other's name."""
    left, right = firm_key(one), firm_key(other)
    return bool(left and right) and (left <= right or right <= left)
