"""A small assistive client: reads the window as a screen reader does, and acts on it.

Everything goes through the accessibility bus, so a button without a name cannot be found here either.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from jeepney import DBusAddress, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

ACCESSIBLE, ACTION = "org.a11y.atspi.Accessible", "org.a11y.atspi.Action"
COMPONENT, EDITABLE, TEXT = "org.a11y.atspi.Component", "org.a11y.atspi.EditableText", "org.a11y.atspi.Text"
PROPERTIES = "org.freedesktop.DBus.Properties"
NULL = "/org/a11y/atspi/null"
# positions of states in AT-SPI's two 32-bit words
CHECKED, ENABLED, FOCUSABLE, FOCUSED, SHOWING = 4, 8, 11, 12, 25


class NotThere(AssertionError):
    """Nothing of that description is in the window."""


class Bus:
    """The accessibility bus of this desktop session."""

    def __init__(self) -> None:
        session = open_dbus_connection(bus="SESSION")
        asked = new_method_call(
            DBusAddress("/org/a11y/bus", bus_name="org.a11y.Bus", interface="org.a11y.Bus"), "GetAddress"
        )
        address = session.send_and_get_reply(asked).body[0]
        session.close()
        self.connection: DBusConnection = open_dbus_connection(bus=address)

    def call(
        self, node: tuple[str, str], interface: str, method: str, signature: str = "", *body: Any
    ) -> Any:
        """Call a method and return its first value; `NotThere` where the object is gone."""
        address = DBusAddress(node[1], bus_name=node[0], interface=interface)
        message = new_method_call(address, method, signature or None, body)
        reply = self.connection.send_and_get_reply(message, timeout=20)
        if reply.header.message_type.name == "error":
            raise NotThere(f"{method}: the object is gone or cannot do that")
        return reply.body[0] if reply.body else None

    def application(self, name: str, seconds: float = 30) -> Node:
        """The program of this name, once it has a window."""
        registry = Node(self, ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root"))

        def found() -> Node | None:
            return next(
                (child for child in registry.children() if child.name == name and child.children()), None
            )

        program: Node = until(found, f"the program {name}", seconds)
        return program

    def close(self) -> None:
        self.connection.close()


def until(look: Callable[[], Any], what: str, seconds: float = 15) -> Any:
    """Look again, each look a round trip to the program, until something is there."""
    end = time.monotonic() + seconds
    while True:
        try:
            found = look()
        except NotThere:
            found = None
        if found:
            return found
        if time.monotonic() > end:
            raise NotThere(f"{what} did not appear within {seconds} seconds")


@dataclass(frozen=True)
class Node:
    """One accessible thing."""

    bus: Bus
    at: tuple[str, str]

    @property
    def name(self) -> str:
        return str(self._get(ACCESSIBLE, "Name"))

    @property
    def description(self) -> str:
        return str(self._get(ACCESSIBLE, "Description"))

    @property
    def role(self) -> str:
        return str(self.bus.call(self.at, ACCESSIBLE, "GetRoleName"))

    def children(self) -> list[Node]:
        found = self.bus.call(self.at, ACCESSIBLE, "GetChildren")
        return [Node(self.bus, (bus, path)) for bus, path in found if path != NULL]

    def has(self, state: int) -> bool:
        words = self.bus.call(self.at, ACCESSIBLE, "GetState")
        return bool(words[state // 32] >> (state % 32) & 1)

    def walk(self) -> Iterator[Node]:
        """This thing and all that shows inside it; tables show their visible rows only."""
        yield self
        for child in self.children():
            try:
                if child.has(SHOWING):
                    yield from child.walk()
            except NotThere:
                continue

    def find_all(self, name: str = "", role: str = "", *, part: str = "") -> list[Node]:
        """Everything inside with this name (or this part of one) and role."""
        return [node for node in self.walk() if node._is(name, role, part)]

    def find(self, name: str = "", role: str = "", *, part: str = "", seconds: float = 15) -> Node:
        """The first such thing, waiting for it."""

        def look() -> Node | None:
            return next((node for node in self.walk() if node._is(name, role, part)), None)

        try:
            node: Node = until(look, f"{role or 'something'} called {name or part!r}", seconds)
        except NotThere as missing:
            shown = "; ".join(f"{node.role} {node.name}" for node in self.walk() if node.name)
            raise NotThere(f"{missing}. In sight: {shown}") from None
        return node

    def _is(self, name: str, role: str, part: str) -> bool:
        try:
            if role and self.role != role:
                return False
            own = self.name.replace("&", "")
        except NotThere:
            return False
        return own == name if name else part in own

    def press(self) -> None:
        """Do what a click or Enter would do."""
        self.bus.call(self.at, ACTION, "DoAction", "i", 0)

    def focus(self) -> None:
        self.bus.call(self.at, COMPONENT, "GrabFocus")

    def type(self, text: str) -> None:
        """Replace what is in a field."""
        self.focus()
        self.bus.call(self.at, EDITABLE, "SetTextContents", "s", text)

    def text(self) -> str:
        return str(self.bus.call(self.at, TEXT, "GetText", "ii", 0, -1))

    def _get(self, interface: str, name: str) -> Any:
        return self.bus.call(self.at, PROPERTIES, "Get", "ss", interface, name)[1]
