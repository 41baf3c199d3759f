"""Who hears of which verb of one kind of row, and what do programs hear?

A domain fills one `Voice` for each of its tables of moves; its `keep` lets it speak. Whom nobody
tells stands with the reason in `tests/unheard.py`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.conf import settings
from django.utils.translation import override

from jinlin.core.editions import ask_once
from jinlin.core.lifecycle import Lifecycle
from jinlin.core.rows import MovingRow
from jinlin.core.timeline import Entry
from jinlin.services.notices.actions.announcing import announce
from jinlin.services.notices.actions.telling import Recipient, tell

Row = TypeVar("Row", bound=MovingRow)


def _at_leisure(row: Any) -> bool:
    return False


@dataclass(frozen=True)
class Ear(Generic[Row]):
    """Those who hear of some verbs, all in the same words and at the same address.

    `event` is the name of the message where it is not the voice's.
    """

    verbs: frozenset[str]
    to: Callable[[Row, Entry], Iterable[Recipient]]
    title: Callable[[Row], str]
    body: Callable[[Row, Entry], str]
    url: Callable[[Row], str]
    event: str = ""
    is_urgent: Callable[[Row], bool] = _at_leisure


@dataclass(frozen=True)
class Voice(Generic[Row]):
    """What is heard of one kind of row: `event` is what it is called ('pacts.{verb}'); `payload` is
    what programs hear, without a name in it (None: they hear nothing).
    """

    lifecycle: Lifecycle
    event: str
    payload: Callable[[Row, Entry], Mapping[str, Any]] | None
    ears: tuple[Ear[Row], ...]

    def hears(self, verb: str) -> bool:
        """Whether anybody is told of this verb."""
        return any(verb in ear.verbs for ear in self.ears)

    @ask_once()
    def speak(self, row: Row, entry: Entry) -> None:
        """Everybody whom the entry concerns is told, and programs hear of it, in the transaction of
        the change.
        """
        for ear in self.ears:
            if entry.verb in ear.verbs and (to := [*ear.to(row, entry)]):
                with override(settings.LANGUAGE_CODE):
                    self._tell(ear, row, entry, to)
        self.announce(row, entry)

    def announce(self, row: Row, entry: Entry) -> None:
        """Programs hear of it; people of all such rows at once, or not at all."""
        if self.payload is not None:
            announce(
                county=row.county,
                event=self.event.format(verb=entry.verb),
                subject_id=row.pk,
                payload=self.payload(row, entry),
            )

    def _tell(self, ear: Ear[Row], row: Row, entry: Entry, to: list[Recipient]) -> None:
        tell(
            county=row.county,
            event=(ear.event or self.event).format(verb=entry.verb),
            title=ear.title(row),
            body=ear.body(row, entry),
            about=row,
            url=ear.url(row),
            to=to,
            urgent=ear.is_urgent(row),
        )
