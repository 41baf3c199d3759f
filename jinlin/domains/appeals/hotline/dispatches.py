"""What does a row of a hotline platform say?"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from jinlin.core.errors import Unusable
from jinlin.core.text import needed, tidy
from jinlin.core.time import clock
from jinlin.domains.appeals.models import Hotline

MOMENTS = ("%Y-%m-%d %H:%M:%S", "%Y/%m/%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y/%m/%d %H:%M")
LONGEST_NUMBER = 60
MOST_FILES = 9


@dataclass(frozen=True)
class Attached:
    """One file that came with an order."""

    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True)
class Dispatch:
    """One order in our own words."""

    number: str
    text: str
    title: str = ""
    category: str = ""
    place: str = ""
    spot: str = ""
    name: str = ""
    phone: str = field(default="", repr=False)
    written_at: datetime | None = None
    state: str = ""
    files: Sequence[Attached] = ()

    @property
    def digest(self) -> str:
        """Equal for what is the same order in the same state with the same files."""
        files = [[one.name, hashlib.sha256(one.content).hexdigest()] for one in self.files]
        moment = self.written_at.isoformat() if self.written_at else ""
        parts = [self.text, self.title, self.category, self.place, self.spot, self.state, moment]
        return _hash([*parts, self.name, self.phone, files])

    @property
    def words_digest(self) -> str:
        return _hash([self.text])


def order_of(
    hotline: Hotline, row: Mapping[str, str], files: Mapping[str, bytes] | None = None
) -> Dispatch:
    """The order in a row whose columns the platform named.

    Raises Unusable without a number or a text, for a moment that cannot be read and a file that
    did not come along.
    """

    def cell(name: str) -> str:
        return tidy(str(row.get(hotline.column(name)) or ""))

    number = needed(
        cell("number"),
        field="number",
        words=_("The order has no number."),
        limit=LONGEST_NUMBER,
    )
    return Dispatch(
        number=number,
        text=needed(cell("text"), field="text", words=_("The order has no text."), limit=20_000),
        title=cell("title")[:120],
        category=cell("class"),
        place=cell("place"),
        spot=cell("spot")[:120],
        name=cell("name")[:60],
        phone=cell("phone")[:30],
        written_at=moment_of(cell("said_at")),
        state=cell("state")[:40],
        files=_attached(cell("files"), files or {}),
    )


def moment_of(text: str) -> datetime | None:
    if not text:
        return None
    for form in MOMENTS:
        try:
            moment = datetime.strptime(text[:19], form).replace(tzinfo=clock.CHINA)
        except ValueError:
            continue
        return min(moment, clock.now())
    raise Unusable(
        _("'%(time)s' is not a time such as 2025-04-18 09:30.") % {"time": text[:30]},
        field="said_at",
    )


def _attached(named: str, files: Mapping[str, bytes]) -> list[Attached]:
    names = [each.strip() for each in named.replace("；", ";").replace("、", ";").split(";")]
    wanted = [name for name in names if name]
    if len(wanted) > MOST_FILES:
        raise Unusable(_("An order takes at most nine files."), field="files")
    if missing := [name for name in wanted if name not in files]:
        words = _("The file %(name)s did not come along with the table.")
        raise Unusable(words % {"name": missing[0][:60]}, field="files")
    return [Attached(name, files[name]) for name in wanted]


def _hash(content: object) -> str:
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()
