"""How is a model of classes learnt from messages that somebody decided about?

Needs scikit-learn and scipy (the extra 'insight'); answering does not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.svm import LinearSVC

from jinlin.insight.classes import Model, with_unknown
from jinlin.insight.pieces import PLACES, VIEWS, Array, Pieces, Text
from jinlin.insight.refusing import Calibration, lead_of

FOLDS: Final = 5
LEAST_TEXTS: Final = 2  # a piece that stands in fewer says nothing
STRENGTH: Final = 0.6
PLAIN, BY_CLASS = 0.3, 0.7  # how much of a column's weight is the same for all classes

Matrix = Any  # scipy's


def learn(texts: Sequence[Text], labels: Sequence[str], groups: Sequence[str]) -> Model:
    """A model of all messages, and what it may be trusted with, from FOLDS models that each did
    not see a part. Texts of one group (near-identical ones) stay on one side. The same input gives
    the same model.
    """
    names = tuple(sorted(set(labels)))
    wanted = np.array([names.index(label) for label in labels])
    views = [_matrix(view.of(texts), len(texts)) for view in VIEWS]
    scores = np.zeros((len(texts), len(names)))
    for seen, unseen in GroupKFold(FOLDS).split(scores, wanted, groups):
        part = _learnt([view[seen] for view in views], wanted[seen], len(names))
        scores[unseen] = part.of([view[unseen] for view in views])
    whole = _learnt(views, wanted, len(names))
    return Model(
        names,
        tuple(np.flatnonzero(rare) for rare in whole.rarity),
        tuple(with_unknown(rare[rare > 0]) for rare in whole.rarity),
        tuple(map(with_unknown, whole.weights)),
        whole.bias,
        _calibrated(scores, wanted),
    )


@dataclass(frozen=True)
class _Learnt:
    rarity: tuple[Array, ...]  # per view, PLACES numbers
    weights: tuple[Array, ...]  # per view, known places x classes
    bias: Array

    def of(self, views: Sequence[Matrix]) -> Array:
        parts = (
            _scaled(view, rare, number)[:, np.flatnonzero(rare)] @ weights
            for number, (view, rare, weights) in enumerate(
                zip(views, self.rarity, self.weights, strict=True)
            )
        )
        return sum(parts) + self.bias


def _learnt(views: Sequence[Matrix], wanted: Array, classes: int) -> _Learnt:
    rarity = tuple(_rarity(view) for view in views)
    known = [np.flatnonzero(rare) for rare in rarity]  # all else is zero: not even looked at
    rows = sparse.hstack(
        [
            _scaled(view, rare, number)[:, places]
            for number, (view, rare, places) in enumerate(zip(views, rarity, known, strict=True))
        ],
        format="csr",
        dtype=np.float32,
    )
    uses = rows.astype(bool).astype(np.float32)
    found = np.zeros((rows.shape[1], classes), dtype=np.float32)
    bias = np.zeros(classes)
    for number in range(classes):
        own = wanted == number
        columns = (PLAIN + BY_CLASS * _difference(uses, own)).astype(np.float32)
        machine = LinearSVC(C=STRENGTH, tol=1e-2, max_iter=200, random_state=0)
        machine.fit(rows @ sparse.diags(columns), own)
        found[:, number] = machine.coef_.ravel() * columns
        bias[number] = machine.intercept_[0]
    return _Learnt(rarity, _by_view(found, known), bias)


def _by_view(found: Array, known: Sequence[Array]) -> tuple[Array, ...]:
    """Each view's rows of the weights."""
    ends = np.cumsum([len(places) for places in known])[:-1]
    return tuple(np.split(found, ends))


def _difference(uses: Matrix, own: Array) -> Array:
    """How differently a class uses each piece: the logarithm of the ratio of its shares."""
    inside = np.asarray(uses[own].sum(axis=0)).ravel() + 1
    outside = np.asarray(uses[~own].sum(axis=0)).ravel() + 1
    return np.abs(np.log((inside / inside.sum()) / (outside / outside.sum())))


def _matrix(found: Pieces, count: int) -> Matrix:
    values = 1 + np.log(found.counts)
    edges = np.searchsorted(found.texts, np.arange(count + 1))
    return sparse.csr_matrix((values, found.places, edges), shape=(count, PLACES))


def _rarity(view: Matrix) -> Array:
    stands_in = np.bincount(view.indices, minlength=PLACES)
    rare = np.log((1 + view.shape[0]) / (1 + stands_in)) + 1
    rare[stands_in < LEAST_TEXTS] = 0
    return rare.astype(np.float32)


def _scaled(view: Matrix, rare: Array, number: int) -> Matrix:
    """As `classes.weighed` does it, for a whole matrix of the view with this number."""
    worth = view @ sparse.diags(rare)
    length = np.sqrt(np.asarray(worth.multiply(worth).sum(axis=1)).ravel())
    length[length == 0] = 1
    return (sparse.diags((VIEWS[number].weight / length).astype(np.float32)) @ worth).tocsr()


def _calibrated(scores: Array, wanted: Array) -> Calibration:
    chances = LogisticRegression(max_iter=2000).fit(scores, wanted)
    first = scores.argmax(axis=1)
    right = first == wanted
    lead = lead_of(scores)
    margins = np.array([1.0, 0.0])
    if 0 < right.sum() < len(right):
        sure = LogisticRegression(max_iter=2000).fit(lead[:, None], right)
        margins = np.array([sure.coef_[0, 0], sure.intercept_[0]])
    slope, shift = chances.coef_, chances.intercept_
    if len(slope) == 1:  # of two classes scikit-learn keeps one row
        slope, shift = np.vstack([-slope, slope]) / 2, np.concatenate([-shift, shift]) / 2
    unseen = Calibration(slope, shift, margins, np.array([]), np.array([])).certainties(scores)
    order = np.argsort(-unseen, kind="stable")
    return Calibration(slope, shift, margins, unseen[order], right[order])
