"""One at a time: the PDF library is not thread-safe, and pages are drawn while documents are read."""

from __future__ import annotations

from threading import Lock

ONE_AT_A_TIME = Lock()
