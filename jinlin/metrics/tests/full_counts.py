"""What does a full count say of every question, as long as nothing happens?"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

from jinlin.core.figures import answers
from jinlin.core.figures.measures import Figure, Measure, Window


class FullCounts:
    """Each is made once, whoever asks for it: where nothing is summed up, a sum is the full count
    itself, and asks for it in the same words. Whoever asks with other words is counted for.
    """

    def __init__(self) -> None:
        self.said: dict[tuple[Any, ...], Any] = {}

    @contextmanager
    def kept(self) -> Iterator[None]:
        with ExitStack() as changed:
            for name in ("answer", "by_month", "by_place"):
                once = self._once(getattr(answers, name))
                changed.enter_context(patch.object(answers, name, once))
            yield

    def _once(self, count: Callable[..., Any]) -> Callable[..., Any]:
        def asked(measure: Measure, *of: Any) -> Any:
            key = (count.__name__, measure.key, *of)
            if key not in self.said:
                self.said[key] = count(measure, *of)
            return self.said[key]

        return asked


def counted_in_full(measures: list[Measure], window: Window) -> dict[str, Figure]:
    return {measure.key: answers.answer(measure, window) for measure in measures}
