"""How does a line of the log look that a machine reads, and that names nobody?

A path is reduced to the name of its route, since paths hold keys and tokens; numbers that could be
a phone or an identity, mailboxes and what was typed are left out; of a failure the kind and the
places in the code stand there, not its words, which may quote a row.
"""

import json
import logging
import re
import traceback
from datetime import UTC, datetime
from typing import Any

from django.urls import Resolver404, resolve

from jinlin.web.running.routes import current

PATH = re.compile(r"(?<![\w.:/])/[^\s'\"<>]*")
MAILBOX = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")
DIGITS = re.compile(r"(?<![0-9A-Za-z-])\+?\d(?:[\s-]?\d){6,}[Xx]?(?![0-9A-Za-z-])")
QUERY = re.compile(r"\?\S*")
HIDDEN = "…"
FURTHER = ("status", "ms", "method", "statement", "times")  # what our own lines say besides
FRAMES = 12


class JsonLines(logging.Formatter):
    """One JSON object in one line."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "words": words_of(record),
            "route": current(),
        }
        line |= {name: getattr(record, name) for name in FURTHER if hasattr(record, name)}
        if status := getattr(record, "status_code", None):
            line["status"] = status
        if record.exc_info and record.exc_info[0]:
            line["failure"] = record.exc_info[0].__name__
            line["places"] = _places(record.exc_info[2])
        return json.dumps(line, ensure_ascii=False, default=str)


def words_of(record: logging.LogRecord) -> str:
    """The record's words without what could lead to a person."""
    try:
        words = record.getMessage()
    except Exception:  # noqa: BLE001 - a line with wrong arguments is still a line
        words = str(record.msg)
    words = PATH.sub(lambda found: route_of(found.group()), words)
    return DIGITS.sub(HIDDEN, MAILBOX.sub(HIDDEN, words))


def route_of(path: str) -> str:
    try:
        match = resolve(QUERY.sub("", path))
    except Resolver404:
        return f"/{HIDDEN}"
    return match.view_name or match.route


def _places(found: Any) -> list[str]:
    return [
        f"{frame.filename.rpartition('/jinlin/')[2]}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(found)[-FRAMES:]
    ]
