"""How is an appeal found by its words, and how does a neighbour say 'I too'?"""

from collections.abc import Iterable
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, require
from jinlin.core.time import clock
from jinlin.core.timeline import news
from jinlin.domains.appeals.models import Appeal, AppealQuerySet
from jinlin.insight.models import Backing, Sign
from jinlin.insight.permissions import can_back
from jinlin.insight.queries.repeats import OPEN_TO_ALL, sentence_of
from jinlin.insight.signs import signs_of
from jinlin.services.notices import actions as notices
from jinlin.services.notices.actions import Recipient

READER, LABEL = "insight-repeats", "appeals.appeal"
BATCH = 500


def take_in(rows: Iterable[Appeal]) -> int:
    """These appeals are found by their words; safe to run again. Returns how many."""
    rows = list(rows)
    Sign.objects.bulk_create(
        (
            Sign(sign=sign, appeal=row)
            for row in rows
            for sign in signs_of(row.county, row.title, row.text)
        ),
        ignore_conflicts=True,
        batch_size=BATCH,
    )
    return len(rows)


def read_news() -> int:
    """What was told of appeals since: new ones are found by their words, and whoever said 'I too'
    knows how theirs ended. The first time all appeals are looked at.
    """
    read = news(READER, of=LABEL)
    done = 0
    if read.is_first:
        done = _all()
    for keys in read.subjects() if not read.is_first else ():
        done += take_in(_plain().filter(pk__in=keys))
        _tell_of(keys)
    read.was_read()
    return done


def back(appeal: Appeal, *, actor: Actor) -> Backing:
    """One more neighbour says the same; said twice it is one. Raises NotNow when it has ended."""
    require(can_back(actor, appeal))
    assert actor.user_id is not None
    if appeal.state not in OPEN_TO_ALL:
        raise NotNow(
            _("This matter has been dealt with already. Please tell us what is wrong now.")
        )
    now = clock.now()
    given = {"backed_at": now, "backed_on": clock.local_day(now)}
    try:
        with transaction.atomic():
            return Backing.objects.create(
                county=appeal.county, appeal=appeal, user_id=actor.user_id, **given
            )
    except IntegrityError:
        return Backing.objects.get(appeal=appeal, user_id=actor.user_id)


def take_back(backing: Backing, *, actor: Actor) -> None:
    """This neighbour no longer says the same."""
    require(backing.user_id == actor.user_id)
    Backing.objects.filter(pk=backing.pk, user_id=backing.user_id).delete()


def _all() -> int:
    done, last = 0, UUID(int=0)
    while rows := list(_plain().filter(pk__gt=last).order_by("pk")[:BATCH]):
        done, last = done + take_in(rows), rows[-1].pk
    return done


def _plain() -> AppealQuerySet:
    return Appeal.objects.only("county", "title", "text")


def _tell_of(keys: Iterable[UUID]) -> None:
    """Of the ended ones, and those with a reply, each neighbour once."""
    rows = Backing.objects.filter(appeal__in=list(keys), told_at=None)
    rows = rows.exclude(appeal__state__in=[*OPEN_TO_ALL, "merged"])
    for backing in rows.select_related("appeal", "appeal__unit", "appeal__place"):
        with transaction.atomic():
            taken = Backing.objects.filter(pk=backing.pk, told_at=None).update(told_at=clock.now())
            if taken:
                _tell(backing)


def _tell(backing: Backing) -> None:
    appeal = backing.appeal
    with override(settings.LANGUAGE_CODE):
        notices.tell(
            county=backing.county,
            event="insight.backed",
            title=_("What you and a neighbour told of {place}").format(place=appeal.place.name),
            body=sentence_of(appeal),
            about=backing,
            url=reverse("insight:shared", args=[backing.pk]),
            to=[Recipient(user_id=backing.user_id)],
        )
