"""How does a county's own learning come into use, stay out of it, or come back?

Learnt from everything that staff decided before the last month; that month, which it has not seen,
says whether it is better than the one in use. Safe to run twice.
"""

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from jinlin.core import timeline
from jinlin.core.actor import SYSTEM, Actor
from jinlin.core.errors import NotNow, require
from jinlin.core.time import clock
from jinlin.domains.appeals.models import Appeal
from jinlin.insight.models import Learning, LearningState
from jinlin.insight.permissions import can_keep_learnings
from jinlin.insight.reading import file_of, is_there, model_of
from jinlin.insight.texts import Text, clean

LOOKED_BACK: Final = timedelta(days=3 * 365)
MONTH: Final = timedelta(days=30)
MOST: Final = 20_000  # of more decisions, the newest
LEAST, LEAST_OF_A_CLASS, LEAST_CLASSES = 50, 5, 2
FILES: Final = 10  # that can be taken again
LEAST_HELD_OUT: Final = 20  # of fewer nobody can say which of two is better


@dataclass(frozen=True)
class Decided:
    """An appeal with the class that staff gave it."""

    text: Text
    label: str
    decided_on: date


def learn(county: str) -> Learning | None:
    """The county's decisions until a month ago have taught one more model; it is in use if it did
    at least as well on the month that it had not seen. None: too few decisions, or no packages.
    """
    if not is_there():
        return None
    today = clock.today()
    seen, unseen = _decided(county, today - LOOKED_BACK, today - MONTH)
    last = Learning.objects.filter(county=county).order_by("-number").first()
    if len(seen) < LEAST or len({each.label for each in seen}) < LEAST_CLASSES:
        return None
    if last and (last.appeals, last.until) == (len(seen), seen[-1].decided_on):
        return None  # nobody has decided anything new
    model = _learnt(seen)
    before = _in_use(county).first()
    row = Learning(
        county=county,
        number=last.number + 1 if last else 1,
        learnt_at=clock.now(),
        learnt_on=today,
        since=seen[0].decided_on,
        until=seen[-1].decided_on,
        appeals=len(seen),
        classes=len(model.labels),
        held_out=len(unseen),
        right=_right(model, unseen),
        right_before=_right_of(before, unseen),
        version=1,
    )
    return _place(row, before, model)


def _place(row: Learning, before: Learning | None, model: Any) -> Learning | None:
    """It takes its place beside the one that was in use; somebody else was faster: None."""
    row.standing = _standing(row, before)
    _write(row, model)
    try:
        with transaction.atomic():
            if row.standing == LearningState.IN_USE:
                _in_use(row.county).update(standing=LearningState.KEPT, is_chosen=False)
            row.save(force_insert=True)
            timeline.record(
                row, "learn", actor=SYSTEM, data={"right": row.right, "of": row.held_out}
            )
    except IntegrityError:
        file_of(row).unlink()
        return None
    _forget_old(row.county)
    return row


def _write(row: Learning, model: Any) -> None:
    path = file_of(row)
    path.parent.mkdir(parents=True, exist_ok=True)
    model.keep(path)
    row.digest = hashlib.sha256(path.read_bytes()).hexdigest()


def _forget_old(county: str) -> None:
    """The rows stay; of files only those that can be of use."""
    rows = Learning.objects.filter(county=county).order_by("-number")
    kept = [row.pk for row in rows.filter(standing=LearningState.KEPT)[:FILES]]
    for row in rows.exclude(standing=LearningState.IN_USE).exclude(pk__in=kept):
        file_of(row).unlink(missing_ok=True)


def _standing(row: Learning, before: Learning | None) -> LearningState:
    if before is None or row.right_before is None:
        return LearningState.IN_USE
    if row.right < row.right_before:
        return LearningState.WORSE
    is_known = row.held_out >= LEAST_HELD_OUT and not before.is_chosen
    return LearningState.IN_USE if is_known else LearningState.KEPT


@transaction.atomic
def take_again(learning: Learning, *, actor: Actor) -> Learning:
    """A person took an earlier one: it is in use until they let the house go on by itself."""
    row = _held(learning, actor)
    if row.standing != LearningState.KEPT:
        raise NotNow(_("This one cannot be taken: it is in use already, or was worse."))
    if model_of(row) is None:
        raise NotNow(_("Its file is gone. Please take another one."))
    _in_use(row.county).update(standing=LearningState.KEPT, is_chosen=False)
    return _change(row, "take_again", actor, standing=LearningState.IN_USE, is_chosen=True)


@transaction.atomic
def learn_on(learning: Learning, *, actor: Actor) -> Learning:
    """From now on the next better one takes the place of the one in use again."""
    row = _held(learning, actor)
    if not row.is_chosen:
        raise NotNow(_("The house goes on by itself already."))
    return _change(row, "learn_on", actor, is_chosen=False)


def _held(learning: Learning, actor: Actor) -> Learning:
    """All of the county are locked, in one order, so that two who choose do not cross."""
    require(can_keep_learnings(actor, learning.county))
    rows = Learning.objects.select_for_update().filter(county=learning.county).order_by("pk")
    return next(row for row in rows if row.pk == learning.pk)


def _change(row: Learning, verb: str, actor: Actor, **values: Any) -> Learning:
    for name, value in values.items():
        setattr(row, name, value)
    row.version += 1
    row.save(update_fields=[*values, "version"])
    timeline.record(row, verb, actor=actor, data={"number": row.number}, audience="staff")
    return row


def _in_use(county: str) -> Any:
    return Learning.objects.filter(county=county, standing=LearningState.IN_USE)


def _decided(county: str, since: date, month: date) -> tuple[list[Decided], list[Decided]]:
    """What was decided before the month, of classes that are common enough, and in it."""
    rows = (
        Appeal.objects.filter(
            county=county,
            category__isnull=False,
            responded_on__isnull=False,
            reported_on__gte=since,
        )
        .order_by("-responded_at", "-id")
        .values_list("title", "text", "category_id", "responded_on")[:MOST]
    )
    all_ = [
        Decided(clean(title, text), label, day)
        for title, text, label, day in reversed(rows)
        if label and day
    ]
    seen = [each for each in all_ if each.decided_on <= month]
    labels = [each.label for each in seen]
    common = {label for label in set(labels) if labels.count(label) >= LEAST_OF_A_CLASS}
    return (
        [each for each in seen if each.label in common],
        [each for each in all_ if each.decided_on > month],
    )


def _learnt(seen: list[Decided]) -> Any:
    from jinlin.insight.files import groups_of_texts  # noqa: PLC0415 - an extra
    from jinlin.insight.learning import learn as learn_from  # noqa: PLC0415 - an extra

    texts = [each.text for each in seen]
    return learn_from(texts, [each.label for each in seen], groups_of_texts(texts))


def _right(model: Any, unseen: list[Decided]) -> int:
    given = model.answers([each.text for each in unseen], precision=0.0)
    return sum(answer.label == each.label for answer, each in zip(given, unseen, strict=True))


def _right_of(before: Learning | None, unseen: list[Decided]) -> int | None:
    model = model_of(before) if before else None
    return None if model is None else _right(model, unseen)
