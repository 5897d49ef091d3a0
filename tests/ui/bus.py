"""A bus of a test's own, with a login manager and screen savers on it that say what the test wants."""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from jeepney import DBusAddress, Message, MessageType, new_method_return, new_signal
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from jeepney.wrappers import unwrap_msg

LOGIN, LOGIN_PATH = "org.freedesktop.login1", "/org/freedesktop/login1"


@contextmanager
def private_bus() -> Iterator[str]:
    """The address of a fresh session bus."""
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert daemon.stdout is not None
    try:
        yield daemon.stdout.readline().strip()
    finally:
        daemon.kill()
        daemon.wait(timeout=20)
        daemon.stdout.close()


class Desktop:
    """Owns the names of the system's services; answers `Inhibit` with one end of a pipe."""

    def __init__(self, address: str, *names: str) -> None:
        self.connection: DBusConnection = open_dbus_connection(bus=address, enable_fds=True)
        for name in names:
            unwrap_msg(self.connection.send_and_get_reply(message_bus.RequestName(name)))
        self._mine, self._theirs = os.pipe()
        self._running = True
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while self._running:
            try:
                asked = self.connection.receive(timeout=0.2)
            except TimeoutError:
                continue
            except OSError:
                return
            header = asked.header
            if header.message_type is MessageType.method_call and header.fields.get(3) == "Inhibit":
                self.connection.send(new_method_return(asked, "h", (self._theirs,)))

    def say(self, path: str, interface: str, signal: str, signature: str = "", *body: object) -> None:
        """Send a signal."""
        address = DBusAddress(path, interface=interface)
        told: Message = new_signal(address, signal, signature or None, body)
        self.connection.send(told)

    def let_go(self) -> None:
        """Close our copy of the end that was handed out."""
        os.close(self._theirs)

    def may_sleep(self) -> bool:
        """Whether nobody holds the other end any more."""
        os.set_blocking(self._mine, False)
        try:
            return os.read(self._mine, 1) == b""
        except BlockingIOError:
            return False

    def close(self) -> None:
        self._running = False
        self._thread.join(timeout=5)
        self.connection.close()
        os.close(self._mine)
