"""How is one row's history shown to somebody to stand as it was sealed, without any other row?"""

from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from jinlin.core.errors import NotHere
from jinlin.core.timeline import trees
from jinlin.core.timeline.chain import TREE, canonical
from jinlin.core.timeline.entries import Entry
from jinlin.core.timeline.seals import Seal, leaves_of


@dataclass(frozen=True)
class Proof:
    """The head of a chain, the way from it to the root of a seal, and the seal that was kept
    outside: whoever has that seal's hash can check the rest with nothing but this.
    """

    subject: str
    subject_type: str
    link: int
    head: str
    path: list[trees.Step]
    seal: dict[str, Any]  # the fields that its hash is over, with the root
    seal_hash: str

    @property
    def holds(self) -> bool:
        leaf = trees.leaf([self.subject, [self.subject_type, self.link, self.head]])
        return trees.leads_to(self.seal["root"], leaf=leaf, path=self.path)

    def as_json(self) -> bytes:
        return canonical(asdict(self))


def shown(subject_id: UUID, *, seq: int | None = None) -> Proof:
    """The newest seal that has this subject (with `seq`: the one of the day of that entry).

    Raises NotHere when none has: the day is not over yet, or was sealed before there were roots.
    """
    links = Entry.objects.filter(subject_id=subject_id).order_by("-seq")
    key = str(subject_id)
    for link in links.filter(seq__gte=seq).order_by("seq") if seq else links:
        days = Seal.objects.filter(county=link.county, day=link.on, algorithm=TREE)
        for seal in days.order_by("-seq"):
            head = seal.heads.get(key)
            if head and head[1] >= link.seq:
                return _proof(key, head, seal)
    raise NotHere


def _proof(key: str, head: list[Any], seal: Seal) -> Proof:
    place = sorted(seal.heads).index(key)
    return Proof(
        subject=key,
        subject_type=head[0],
        link=head[1],
        head=head[2],
        path=trees.path_of(leaves_of(seal.heads), place),
        seal={name: getattr(seal, name) for name in Seal.HASHED},
        seal_hash=seal.hash,
    )
