"""Which class does the model in use at a county read out of one appeal?

What needs the extra packages is imported here, when it is asked for; without them, or without a
model, nothing is advised. A process keeps the models that it has read.
"""

import hashlib
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from django.conf import settings

from jinlin.domains.appeals.models import Appeal, Category
from jinlin.domains.appeals.queries.advice import ClassAdvice
from jinlin.insight.models import Learning, LearningState
from jinlin.insight.texts import clean

PRECISION: Final = 0.95  # what is surer stands alone, else the two likeliest
READ: Final = 4  # models that a process keeps


def is_there() -> bool:
    """Whether the extra packages are installed."""
    return all(find_spec(name) for name in ("numpy", "scipy", "sklearn", "rjieba"))


def file_of(learning: Learning) -> Path:
    return Path(settings.VAR) / "insight" / f"{learning.pk}.npz"


def model_of(learning: Learning) -> Any:
    """The model of this row; None without the packages, or when its file is not the one that was
    written.
    """
    if not is_there():
        return None
    try:
        return _read(file_of(learning), learning.digest)
    except (ValueError, KeyError, OSError):
        return None


@lru_cache(maxsize=READ)
def _read(path: Path, digest: str) -> Any:
    """Raises where there is none: that is not kept, for the file may be put back."""
    if hashlib.sha256(path.read_bytes()).hexdigest() != digest:
        raise ValueError
    from jinlin.insight.classes import Model  # noqa: PLC0415 - an extra

    return Model.read(path)


def advise(appeal: Appeal) -> list[ClassAdvice]:
    """One class when the model is sure enough, else the two likeliest: two statements, one without
    a model.
    """
    learning = Learning.objects.filter(county=appeal.county, standing=LearningState.IN_USE).first()
    model = model_of(learning) if learning else None
    if model is None:
        return []
    text = clean(appeal.title, appeal.text)
    answer = next(iter(model.answers([text], precision=PRECISION)))
    likely = [(answer.label, answer.certainty)]
    if answer.is_refused:
        likely.append((answer.second, answer.second_certainty))
    known = Category.objects.in_bulk([label for label, _sure in likely])
    return [
        ClassAdvice(known[label], round(100 * sure), *map(tuple, model.reasons(text, label)))
        for label, sure in likely
        if label in known and known[label].is_offered
    ]
