"""What is told of one wish, from the first word to its end?"""

import tomllib
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from jinlin.demo.interludes import Happening
from jinlin.demo.situations import DATA
from jinlin.domains.wishes.models import Band, Channel

SELF = frozenset(
    {Band.ADULT, Band.FAMILY, Band.SIXTIES}
)  # who says it online for themself; the others have somebody of the family


@dataclass
class Wished:
    """One wish from the first word to its end: what is told of it, for whom, said by which resident
    or at whose door.
    """

    story: dict[str, Any]
    home: int
    reporter: int
    channel: Channel
    age: int
    reported_at: datetime
    agrees_later: bool = False  # whoever it is for is asked after it was said
    steps: list[Happening] = field(default_factory=list)

    @property
    def is_online(self) -> bool:
        return self.channel == Channel.ONLINE

    @property
    def is_for_self(self) -> bool:
        return self.is_online and self.story["band"] in SELF


@cache
def words_of(kind: str) -> list[dict[str, Any]]:
    words: list[dict[str, Any]] = tomllib.loads((DATA / "wishes.toml").read_text(encoding="utf-8"))[
        kind
    ]
    return words
