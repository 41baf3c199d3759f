"""How does a resident prove that their own matter is counted in a figure that everybody reads?

With what they may keep and check without the house: their matter is one leaf under the root that
was released with the figure, the release is sealed with its day, and so is the matter's own
history. Hashes of others are all that it holds of others.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from django.apps import apps

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.errors import NotHere
from jinlin.core.timeline import Entry, trees
from jinlin.core.timeline.chain import canonical
from jinlin.domains.appeals.permissions import is_reporter
from jinlin.domains.consultations.permissions import is_raiser
from jinlin.domains.wishes.permissions import is_wisher
from jinlin.metrics.catalogue import MEASURES
from jinlin.metrics.publishing import leaf_of
from jinlin.metrics.releases import Release

HASH: Final = 32  # bytes of a leaf


@dataclass(frozen=True)
class Provable:
    """A kind of matter, the figure that counts it, and whose it is."""

    label: str
    key: str
    is_own: Callable[[Actor, Any], bool]


KINDS: Final = (
    Provable("appeals.appeal", "appeals.received", is_reporter),
    Provable("wishes.wish", "wishes.posted", is_wisher),
    Provable("consultations.topic", "consultations.topics", is_raiser),
)
BY_LABEL: Final = {kind.label: kind for kind in KINDS}


@dataclass(frozen=True)
class Counted:
    """Where a matter is counted. `release` None: its month is not said yet; `place` None: it was
    not among what was counted when the month was said.
    """

    kind: Provable
    matter: Any
    period: str
    release: Release | None = None
    place: int | None = None

    @property
    def measure(self) -> Any:
        return MEASURES[self.kind.key]

    @property
    def is_counted(self) -> bool:
        return self.place is not None


def own_matter(pk: object, actor: Actor) -> tuple[Provable, Any]:
    """The matter with this key, if it is this person's own. Raises NotHere."""
    for kind in KINDS:
        rows: Any = apps.get_model(kind.label)._default_manager
        found = rows.filter(pk=pk).first()
        if found is not None and kind.is_own(actor, found):
            return kind, found
    raise NotHere


def counted(kind: Provable, matter: Any) -> Counted:
    """Where this matter is counted."""
    measure = MEASURES[kind.key]
    day = measure.day_of(matter)
    if day is None:
        return Counted(kind, matter, "")
    period = f"{day:%Y-%m}"
    release = Release.objects.filter(county=matter.county, key=kind.key, period=period).first()
    if release is None:
        return Counted(kind, matter, period)
    leaf = trees.leaf(leaf_of(kind.key, period, matter.pk))
    return Counted(kind, matter, period, release, _place(bytes(release.leaves), leaf))


def _place(leaves: bytes, leaf: str) -> int | None:
    """Where a leaf stands among all; they are in order."""
    wanted, low, high = bytes.fromhex(leaf), 0, len(leaves) // HASH
    while low < high:
        middle = (low + high) // 2
        if leaves[middle * HASH : (middle + 1) * HASH] < wanted:
            low = middle + 1
        else:
            high = middle
    return low if leaves[low * HASH : (low + 1) * HASH] == wanted else None


def proof(found: Counted, *, published: Mapping[str, str]) -> dict[str, Any]:
    """What the resident keeps. `published`: the addresses where root and seals stand.

    Raises NotHere while it is not counted, or a day that it rests on is not sealed.
    """
    release = found.release
    if release is None or found.place is None:
        raise NotHere
    text = bytes(release.leaves).hex()
    leaves = [text[at : at + 2 * HASH] for at in range(0, len(text), 2 * HASH)]
    entry = Entry.objects.filter(subject_id=release.pk, verb="release").get()
    return {
        "format": "jinlin-proof-1",
        "county": release.county,
        "figure": {"key": release.key, "period": release.period, "number": release.number()},
        "matter": str(found.matter.pk),
        "path": trees.path_of(leaves, found.place),
        "root": release.root,
        "release": {name: getattr(entry, name) for name in Entry.HASHED},
        "sealed": [
            asdict(timeline.shown(release.pk, seq=entry.seq)),
            asdict(timeline.shown(found.matter.pk, seq=1)),
        ],
        "published": dict(published),
    }


def as_file(found: dict[str, Any]) -> bytes:
    """As text whose hashes can be made again, whoever reads it."""
    return canonical(found)
