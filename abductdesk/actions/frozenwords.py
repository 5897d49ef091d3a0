"""Sentences kept as plain data, to be said in any language later: catalogue text and values, typed."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import Any

from abductdesk import terms
from abductdesk.i18n import Country, Language, Listing, Message


def frozen(value: object) -> Any:
    """A sentence (or one of its values) as JSON holds it."""
    match value:
        case Message():
            values = {name: frozen(each) for name, each in value.values.items()}
            return {"say": value.text, "many": value.plural, "context": value.context, "values": values}
        case Country():
            return {"country": str(value)}
        case Language():
            return {"language": str(value)}
        case Listing():
            return {"list": [frozen(each) for each in value.items]}
        case terms.Term():
            return {"term": type(value).__name__, "value": value.value}
        case date():
            return {"date": value.isoformat()}
        case Enum():
            return value.value
        case _:
            return value


def thawed(value: Any) -> Any:
    """The sentence or value again; what is not of this kind is returned as it is."""
    match value:
        case {"say": text, "many": many, "context": context, "values": values}:
            return Message(text, {name: thawed(each) for name, each in values.items()}, many, context)
        case {"country": code}:
            return Country(code)
        case {"language": code}:
            return Language(code)
        case {"list": items}:
            return Listing(tuple(thawed(each) for each in items))
        case {"term": name, "value": kept}:
            return getattr(terms, name)(kept)
        case {"date": day}:
            return date.fromisoformat(day)
        case _:
            return value
