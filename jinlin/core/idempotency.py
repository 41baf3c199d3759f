"""Was this already asked and answered?

A press of a button may arrive twice: a double tap, a phone that lost its signal, a client that
tries again. Each carries a key; the first one with a key acts, every further one gets the first
one's answer. What guards this is a row that the database lets stand only once, written in the same
transaction as the act.
"""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from jinlin.core import editions
from jinlin.core.editions import ask_once
from jinlin.core.errors import NotNow, Unusable
from jinlin.core.making import made
from jinlin.core.storing import insert_asking, update
from jinlin.core.time import clock
from jinlin.core.whole import whole

LONGEST_KEY = 200
KEPT_FOR = timedelta(days=7)


class Answer(models.Model):
    """What was answered to one key of one asker.

    There is one row per asker and key; it exists if and only if the act was committed with it.
    """

    actor_key = models.CharField(max_length=100)
    key = models.CharField(max_length=LONGEST_KEY)
    body_hash = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=200)
    payload = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["actor_key", "key"], name="one_answer_per_key")
        ]

    def __str__(self) -> str:
        return f"{self.actor_key} {self.key}"


def once(
    *,
    actor_key: str,
    key: str,
    body: Any,
    act: Callable[[], Any],
    status: int = 200,
    likely: Any = None,
) -> tuple[Any, bool]:
    """What `act` answers, however often it is asked for with this key; True when it was answered
    before. Without a key `act` simply acts.

    `act` runs inside the transaction of its answer and returns what JSON can carry. When it refuses
    or fails, nothing stands and the key is free again. The same key with another body is NotNow.
    Two at the same time: one acts, the other waits for it and gets the same answer. `likely` is the
    answer where the caller knows it beforehand: then it is written once.
    """
    if not key:
        with whole(), ask_once():
            return _plain(act()), False
    if len(key) > LONGEST_KEY or not key.isprintable():
        raise Unusable(
            _("The key of this submission cannot be used. Please open the page again."),
            detail={"longest": LONGEST_KEY},
        )
    body_hash = _hash(body)
    with whole(), ask_once():
        ours = made(Answer, actor_key=actor_key, key=key, body_hash=body_hash, status=status)
        answer, is_ours = _claim(ours, likely)
        if is_ours:
            answer.payload = _plain(act())
            if answer.payload != likely:
                update(answer, "payload")
        elif answer.body_hash != body_hash:
            raise _crossed()
        return answer.payload, not is_ours


def _crossed() -> NotNow:
    return NotNow(
        _(
            "This was already sent with other contents. Please open the page again before "
            "you send something new."
        ),
        detail={"reason": "key_used_for_another_body"},
    )


def forget_answers(now: datetime) -> int:
    """Answers older than a week are gone; their keys would act again. Safe to run twice."""
    return Answer.objects.filter(at__lt=now - KEPT_FOR).delete()[0]


def _claim(ours: Answer, likely: Any) -> tuple[Answer, bool]:
    """The row of this key, and whether it is ours.

    While another transaction is writing it, the insert waits for that one's end. What the verb
    goes by is asked in the same statement.
    """
    ours.payload, ours.at = likely, clock.now()
    marks = insert_asking(ours, editions.QUESTIONS, taken=("actor_key", "key"))
    if marks is not None:
        editions.brought(marks)
        return ours, True
    return Answer.objects.get(actor_key=ours.actor_key, key=ours.key), False


def _plain(payload: Any) -> Any:
    """As JSON will give it back, so that the first answer equals every later one."""
    return json.loads(json.dumps(payload, cls=DjangoJSONEncoder))


def _hash(body: Any) -> str:
    written = (
        body
        if isinstance(body, bytes)
        else json.dumps(body, sort_keys=True, ensure_ascii=False, cls=DjangoJSONEncoder).encode()
    )
    return sha256(written).hexdigest()
