"""What the system tells: on a real bus of the test's own, and with the values that Windows would give."""

from __future__ import annotations

import ctypes
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtDBus import QDBusConnection
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from abductdesk.ui.guards import Guards, Known, bus, windows
from tests.ui.bus import LOGIN, LOGIN_PATH, Desktop, private_bus

ROOT = Path(__file__).parent.parent.parent
SAVER, SAVER_PATH = "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"
MINE, OTHER = f"{LOGIN_PATH}/session/_32", f"{LOGIN_PATH}/session/_37"
pytestmark = pytest.mark.skipif(
    shutil.which("dbus-daemon") is None, reason="needs the bus of a Linux desktop"
)


def connections(address: str) -> list[QDBusConnection]:
    """The test's bus as both of the program's."""
    return [QDBusConnection.connectToBus(address, f"{name} {address}") for name in ("session", "system")]


@pytest.fixture
def address() -> Iterator[str]:
    with private_bus() as made:
        yield made


@pytest.fixture
def desktop(address: str) -> Iterator[Desktop]:
    made = Desktop(address, LOGIN, SAVER)
    yield made
    made.close()


@pytest.fixture
def guards(address: str, desktop: Desktop, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Guards]:
    """Listening to that bus as both of its own."""
    monkeypatch.setenv("XDG_SESSION_ID", "2")
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    made = Guards()
    assert made._listener is None
    made.hear(*connections(address))
    yield made
    made.end()
    for name in ("session", "system"):
        QDBusConnection.disconnectFromBus(f"{name} {address}")


def test_it_knows_who_is_there_to_tell(guards: Guards, address: str) -> None:
    assert bus.tells(*connections(address)) == (True, True)


def test_a_desktop_without_logind_tells_of_its_screen_alone(address: str, qtbot: QtBot) -> None:
    saver = Desktop(address, SAVER)
    assert bus.tells(*connections(address)) == (False, True)
    saver.close()


@pytest.mark.parametrize(
    ("path", "interface", "signal", "signature", "body"),
    [
        (LOGIN_PATH, f"{LOGIN}.Manager", "PrepareForSleep", "b", (True,)),
        (MINE, f"{LOGIN}.Session", "Lock", "", ()),
        (SAVER_PATH, SAVER, "ActiveChanged", "b", (True,)),
        (
            MINE, "org.freedesktop.DBus.Properties", "PropertiesChanged", "sa{sv}as",
            (f"{LOGIN}.Session", {"Active": ("b", False)}, []),
        ),
        (
            MINE, "org.freedesktop.DBus.Properties", "PropertiesChanged", "sa{sv}as",
            (f"{LOGIN}.Session", {"LockedHint": ("b", True)}, []),
        ),
    ],
    ids=["sleep", "session locked", "screen covered", "another person", "lock shown"],
)  # fmt: skip
def test_what_is_told_alarms(
    guards: Guards, desktop: Desktop, qtbot: QtBot,
    path: str, interface: str, signal: str, signature: str, body: tuple[object, ...],
) -> None:  # fmt: skip
    with qtbot.waitSignal(guards.alarmed):
        desktop.say(path, interface, signal, signature, *body)


def test_what_does_not_concern_us_does_not_alarm(guards: Guards, desktop: Desktop, qtbot: QtBot) -> None:
    """Waking, a saver that goes, the session of another person: then something that does alarm, once."""
    alarms: list[int] = []
    guards.alarmed.connect(lambda: alarms.append(1))
    desktop.say(LOGIN_PATH, f"{LOGIN}.Manager", "PrepareForSleep", "b", False)
    desktop.say(SAVER_PATH, SAVER, "ActiveChanged", "b", False)
    desktop.say(OTHER, f"{LOGIN}.Session", "Lock")
    desktop.say(
        MINE, "org.freedesktop.DBus.Properties", "PropertiesChanged", "sa{sv}as",
        f"{LOGIN}.Session", {"Active": ("b", True), "IdleHint": ("b", True)}, [],
    )  # fmt: skip
    desktop.say(MINE, f"{LOGIN}.Session", "Lock")
    qtbot.waitUntil(lambda: bool(alarms))
    assert alarms == [1]


def test_the_computer_waits_for_the_lock_before_it_sleeps(
    guards: Guards, desktop: Desktop, qtbot: QtBot
) -> None:
    listener = guards._listener
    assert isinstance(listener, bus.BusListener)
    qtbot.waitUntil(lambda: listener._waits is not None)
    desktop.let_go()
    held: list[bool] = []
    guards.alarmed.connect(lambda: held.append(not desktop.may_sleep()))
    with qtbot.waitSignal(guards.alarmed):
        desktop.say(LOGIN_PATH, f"{LOGIN}.Manager", "PrepareForSleep", "b", True)
    assert held == [True]
    qtbot.waitUntil(desktop.may_sleep)


def test_after_the_end_nothing_alarms_and_nothing_is_held(
    guards: Guards, desktop: Desktop, address: str, qtbot: QtBot
) -> None:
    listener = guards._listener
    assert isinstance(listener, bus.BusListener)
    qtbot.waitUntil(lambda: listener._waits is not None)
    desktop.let_go()
    guards.end()
    qtbot.waitUntil(desktop.may_sleep)
    with qtbot.assertNotEmitted(guards.alarmed, wait=150):
        desktop.say(MINE, f"{LOGIN}.Session", "Lock")


def test_without_a_bus_there_is_silence(qtbot: QtBot) -> None:
    nowhere = QDBusConnection("no such bus")
    listener = bus.BusListener(nowhere, nowhere)
    assert bus.tells(nowhere, nowhere) == (False, False)
    listener.end()


def test_the_program_begins_to_listen_where_there_is_no_bus_at_all() -> None:
    script = (
        "from PySide6.QtWidgets import QApplication; app = QApplication([]);"
        "from abductdesk.ui.guards import Guards, known_here; guards = Guards(); print(known_here())"
    )
    told = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60,
        env={"PATH": "/usr/bin", "QT_QPA_PLATFORM": "offscreen", "HOME": "/nonexistent"},
    )  # fmt: skip
    assert told.stdout.strip() == str(Known())


@pytest.mark.parametrize(
    ("name", "path"),
    [("2", "_32"), ("c2", "c2"), ("10", "_310"), ("x-1", "x_2d1")],
)
def test_where_logind_keeps_a_session(name: str, path: str) -> None:
    """As `systemd-escape` of the bus writes it: `loginctl show-session` names the same."""
    assert bus.session_path(name) == f"{LOGIN_PATH}/session/{path}"
    assert bus.session_path("") == ""


@pytest.mark.parametrize("platform", ["darwin", "win32", "freebsd14"])
def test_other_systems_have_no_such_bus(platform: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    assert not bus.possible(platform)
    assert bus.possible("linux")


@pytest.mark.parametrize(
    ("message", "what", "alarms"),
    [
        (0x0218, 0x0004, True),  # about to sleep
        (0x0218, 0x0012, False),  # awake again
        (0x0218, 0x000A, False),  # the battery
        (0x02B1, 0x7, True),  # locked
        (0x02B1, 0x8, False),  # unlocked
        (0x02B1, 0x2, True),  # another person at the console
        (0x02B1, 0x4, True),  # the remote desktop went
        (0x0200, 0x4, False),  # the mouse
    ],
)
def test_what_windows_would_send(qtbot: QtBot, message: int, what: int, alarms: bool) -> None:
    heard: list[int] = []
    listener = windows.Listener(lambda: heard.append(1))
    qtbot.addWidget(listener)
    told = windows.Msg(None, message, what, 0)
    listener.nativeEvent(b"windows_generic_MSG", ctypes.addressof(told))
    assert bool(heard) is alarms
    listener.nativeEvent(b"xcb_generic_event_t", 0)  # another system's event is never looked into


def test_windows_are_left_out_of_pictures_once_each(qtbot: QtBot) -> None:
    told: list[tuple[int, int]] = []

    def modern(handle: int, affinity: int) -> int:
        told.append((handle, affinity))
        return 1

    affinity = windows.Affinity(modern)
    first, second = QWidget(), QWidget()
    for widget in (first, second):
        qtbot.addWidget(widget)
    first.show()
    affinity.want(True)
    affinity.look()
    assert told == [(int(first.winId()), 0x11)]
    second.show()
    affinity.look()
    assert told[1:] == [(int(second.winId()), 0x11)]
    told.clear()
    affinity.want(False)
    assert sorted(told) == sorted([(int(first.winId()), 0), (int(second.winId()), 0)])


def test_an_older_windows_shows_black_instead() -> None:
    told: list[int] = []

    def older(_handle: int, affinity: int) -> int:
        told.append(affinity)
        return int(affinity != 0x11)

    assert windows.exclude(7, True, older)
    assert told == [0x11, 0x01]
    assert not windows.exclude(7, True, lambda _handle, _affinity: 0)
