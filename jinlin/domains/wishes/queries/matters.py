"""What do the pages of one wish show: its clock, its photos, its story, the moves as buttons?"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from jinlin.core.actor import Actor
from jinlin.core.files import uploads
from jinlin.core.files.uploads import Upload
from jinlin.core.lifecycle import Move
from jinlin.core.story import Line
from jinlin.domains.wishes.lifecycle import State
from jinlin.domains.wishes.models import Photo, Wish
from jinlin.domains.wishes.permissions import RULES
from jinlin.shell.rings import Clock

LINE_TONES = {
    "post": "new",
    "ask_back": "waiting",
    "decline": "ended",
    "withdraw": "ended",
    "transfer": "ended",
    "give_back": "waiting",
    "release": "waiting",
    "run_out": "late",
    "raise_": "late",
    "dispute": "late",
    "fulfil": "done",
    "confirm": "done",
    "thank": "done",
    "lapse": "ended",
}
EVERYDAY = frozenset(
    {"publish", "ask_back", "answer_back", "agree", "fulfil", "confirm", "remark", "reword"}
)


@dataclass(frozen=True)
class TonedLine:
    """One line of the story with its tone; photos stand beside the story, each released or not."""

    line: Line
    tone: str
    photos: tuple[Upload, ...] = ()

    def __getattr__(self, name: str) -> object:
        return getattr(self.line, name)


@dataclass(frozen=True)
class Picture:
    """A photo of a wish: whether everybody sees it, and whether it came with the hand-over."""

    photo: Photo
    upload: Upload

    @property
    def id(self) -> object:
        return self.upload.pk


@dataclass(frozen=True)
class Buttons:
    """The open moves in the order in which somebody looks for them."""

    likely: Move | None
    everyday: list[Move]
    more: list[Move]


def clock_of(wish: Wish) -> Clock | None:
    """None when nothing is due: it is over."""
    since = {
        State.PUBLISHED: wish.published_at,
        State.FULFILLED: wish.fulfilled_at,
    }.get(State(wish.state)) or wish.posted_at
    return Clock(wish.due_at, min(since, wish.due_at)) if wish.is_open else None


def toned(lines: Iterable[Line]) -> list[TonedLine]:
    return [TonedLine(line, LINE_TONES.get(line.verb, "inhand")) for line in lines]


def pictures(wish: Wish, *, handover: bool = False) -> list[Picture]:
    """What was sent with the words, or with the hand-over: two statements."""
    photos = list(wish.photos.filter(claim__isnull=not handover))
    files = uploads.of_each(photos)
    return [Picture(photo, upload) for photo in photos for upload in files.get(photo.pk, [])]


def moves_open_to(actor: Actor, wish: Wish) -> list[Move]:
    """The moves that would be done if this actor made them now, in the table's order."""
    prefetch_related_objects([wish], "claims")
    return RULES.open_to(actor, wish)


def grouped(moves: Iterable[Move], likely: Move | None) -> Buttons:
    """At most one likely move, then the everyday ones, then the rest; what ends it last."""
    rest = sorted((move for move in moves if move != likely), key=lambda move: move.danger)
    return Buttons(
        likely, [m for m in rest if m.name in EVERYDAY], [m for m in rest if m.name not in EVERYDAY]
    )
