"""To which class does a message belong, which words say so, and when is it better to say nothing?

Each view of a text (`pieces`) is weighed by how rare its pieces are; for each class a linear
support-vector machine looks at columns that are weighed by how differently the class uses them.
Scores become a certainty by what the model said of messages that it had not learnt from.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final, Self

import numpy as np

from jinlin.insight.pieces import PLACES, VIEWS, Array, Pieces, Text, place_of_word, words_of
from jinlin.insight.refusing import Calibration

FORMAT: Final = 1
BATCH: Final = 2000
SHOWN_WORDS: Final = 5


@dataclass(frozen=True)
class Answer:
    """What the model says of one message.

    `certainty` is the chance, from 0 to 1, that the first label is right.
    """

    label: str
    certainty: float
    second: str
    second_certainty: float
    is_refused: bool


@dataclass(frozen=True)
class Model:
    """What was learnt: per view which places are known, how rare each is, and what it says for each
    class. Row 0 stands for all that is not known and says nothing.
    """

    labels: tuple[str, ...]
    places: tuple[Array, ...]  # per view, the known ones, rising
    rarity: tuple[Array, ...]  # per view, known + 1 numbers
    weights: tuple[Array, ...]  # per view, known + 1 x classes
    bias: Array
    calibration: Calibration

    def answers(self, texts: Sequence[Text], *, precision: float) -> Iterator[Answer]:
        """One for each text, in their order; what is less sure than the asked precision allows is
        refused, and named all the same.
        """
        least = self.calibration.least_certainty(precision)
        for begin in range(0, len(texts), BATCH):
            scores = self.scores(texts[begin : begin + BATCH])
            chances = self.calibration.chances(scores)
            order = np.argsort(-chances, axis=1, kind="stable")
            sure = self.calibration.certainties(scores)
            for row, (first, second) in enumerate(order[:, :2]):
                yield Answer(
                    self.labels[first],
                    round(float(sure[row]), 4),
                    self.labels[second],
                    round(float(chances[row, second]), 4),
                    bool(sure[row] < least),
                )

    def scores(self, texts: Sequence[Text]) -> Array:
        """Texts x classes: how far on which side of each class's border."""
        total = np.tile(self.bias, (len(texts), 1))
        for view, row_of, rarity, weights in zip(
            VIEWS, self.rows, self.rarity, self.weights, strict=True
        ):
            found = view.of(texts)
            rows = row_of[found.places]
            values = weighed(found, rarity[rows], len(texts)) * np.float32(view.weight)
            for number in range(len(self.labels)):
                parts = values * weights[rows, number]
                total[:, number] += np.bincount(found.texts, parts, minlength=len(texts))
        return total

    @cached_property
    def rows(self) -> tuple[Array, ...]:
        """Per view: in which row of the weights each place stands."""
        found = []
        for places in self.places:
            row_of = np.zeros(PLACES, dtype=np.int32)
            row_of[places] = np.arange(1, len(places) + 1, dtype=np.int32)
            found.append(row_of)
        return tuple(found)

    def reasons(self, text: Text, label: str) -> tuple[list[str], list[str]]:
        """The words that speak most for this label, and those that speak most against it."""
        at = [view.name for view in VIEWS].index("words")
        number = self.labels.index(label)
        shares: dict[str, float] = {}
        for piece in set(words_of(text.whole)):
            if len(piece) > 1:
                row = self.rows[at][place_of_word(piece)]
                rest = np.delete(self.weights[at][row], number).max()
                value = self.rarity[at][row] * (self.weights[at][row, number] - rest)
                shares[piece] = float(value)
        ordered = sorted(shares, key=lambda piece: (-shares[piece], piece))
        speaks_for = [piece for piece in ordered[:SHOWN_WORDS] if shares[piece] > 0]
        against = [piece for piece in reversed(ordered[-SHOWN_WORDS:]) if shares[piece] < 0]
        return speaks_for, against

    def keep(self, path: Path) -> None:
        """The file holds numbers and the names of the classes, and no text of anybody."""
        kept: dict[str, Any] = {
            "format": np.array(FORMAT),
            "labels": np.array(self.labels),
            "bias": self.bias,
            **self.calibration.as_arrays(),
        }
        for view, places, rarity, weights in zip(
            VIEWS, self.places, self.rarity, self.weights, strict=True
        ):
            kept[f"{view.name}_places"] = places.astype(np.uint32)
            kept[f"{view.name}_rarity"] = rarity[1:].astype(np.float16)
            kept[f"{view.name}_weights"] = weights[1:].astype(np.float16)
        with path.open("wb") as file:
            np.savez_compressed(file, **kept)

    @classmethod
    def read(cls, path: Path) -> Self:
        """Raises ValueError for a file that is no model, or one of another format."""
        with np.load(path, allow_pickle=False) as kept:
            if int(kept["format"]) != FORMAT:
                raise ValueError(path.name)
            labels = tuple(str(label) for label in kept["labels"])
            names = [view.name for view in VIEWS]
            return cls(
                labels,
                tuple(kept[f"{name}_places"] for name in names),
                tuple(with_unknown(kept[f"{name}_rarity"]) for name in names),
                tuple(with_unknown(kept[f"{name}_weights"]) for name in names),
                kept["bias"],
                Calibration.from_arrays(kept),
            )


def weighed(found: Pieces, rarity: Array, count: int) -> Array:
    """What each piece is worth in its text: more when it is rare (`rarity`, one for each piece);
    each text has length 1.
    """
    values = (1 + np.log(found.counts)) * rarity
    length = np.sqrt(np.bincount(found.texts, values * values, minlength=count))
    length[length == 0] = 1
    return (values / length[found.texts]).astype(np.float32)


def with_unknown(rows: Array) -> Array:
    """The same rows after one of zeros."""
    return np.concatenate([np.zeros_like(rows[:1]), rows]).astype(np.float32)
