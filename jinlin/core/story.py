"""How does a timeline become a story that somebody reads?

A domain says its own sentences; who may read what of an entry is the same everywhere.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from jinlin.core import timeline
from jinlin.core.actor import SYSTEM
from jinlin.core.files import uploads
from jinlin.core.files.destroying import DESTROYED
from jinlin.core.files.uploads import Upload
from jinlin.core.rows import CountyRow
from jinlin.core.timeline import Entry
from jinlin.core.timeline.erasing import OWN_ERASED

SUCCEEDED = "succeed"  # the unit was closed, and another goes on with the matter
Say = Callable[[str, dict[str, Any]], str]  # a verb and what is known of it, as a sentence


@dataclass(frozen=True)
class Line:
    """One entry of the trail as this reader may see it.

    `face` is a unit, never a person; "" stands for the resident.
    """

    at: datetime
    verb: str
    sentence: str
    face: str
    note: str
    internal: str
    photos: Sequence[str]
    unit: str = ""  # that had it from then on, where the move gave it to one


@dataclass(frozen=True)
class ShownLine:
    """One line of the story with its photos themselves, and its tone."""

    line: Line
    photos: list[Upload]
    tone: str = "inhand"

    @property
    def face(self) -> str:
        """The unit; nobody when the house itself did it."""
        return "" if self.line.face == SYSTEM.face else self.line.face

    def __getattr__(self, name: str) -> Any:
        return getattr(self.line, name)


def story(subject: CountyRow, *, say: Say, internal: bool, after: int = 0) -> list[Line]:
    """The trail as sentences, oldest first, from the entry `after` on: one statement.

    Internal notes and entries only for those who work on it.
    """
    return [
        line_of(entry, say=say, internal=internal)
        for entry in timeline.trail(subject, public_only=not internal)
        if entry.seq > after
    ]


def line_of(entry: Entry, *, say: Say, internal: bool) -> Line:
    data = dict(entry.data)
    return Line(
        at=entry.at,
        verb=entry.verb,
        sentence=_of_house(entry) or say(entry.verb, data),
        face=data.get("by", ""),
        note=entry.note,
        internal=entry.internal if internal else "",
        photos=data.get("photos", ()),
        unit=data.get("unit", ""),
    )


def _of_house(entry: Entry) -> str:
    """What is said in all domains alike: that another unit goes on with it, and of an entry whose
    words were destroyed, where a domain's own sentence would miss them.
    """
    if entry.verb == DESTROYED:
        return _("A photo or paper was destroyed as the law asks.")
    if entry.verb == OWN_ERASED:
        return _("The matter's own text was destroyed as the law asks.")
    if entry.verb == timeline.ERASED:
        return _("What was said in entry {seq} was destroyed.").format(seq=entry.data["seq"])
    if entry.is_erased:
        return _("What was said here was destroyed as the law asks.")
    if entry.verb == SUCCEEDED:
        return _("{former} was closed; {unit} goes on with this.").format_map(entry.data)
    return ""


def shown_lines(
    subject: CountyRow, lines: Iterable[Line], *, tones: Mapping[str, str]
) -> list[ShownLine]:
    """The lines with their photos: at most one statement."""
    lines = list(lines)
    photos = list(uploads.of(subject)) if any(line.photos for line in lines) else []
    return [
        ShownLine(
            line,
            [each for each in photos if str(each.pk) in line.photos],
            tones.get(line.verb, "inhand"),
        )
        for line in lines
    ]
