"""What does the register do by itself? Awards, months that fall due, large rosters sent in."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.db.models import QuerySet

from jinlin.core.actor import SYSTEM
from jinlin.core.errors import NotAllowed, NotNow, Refusal
from jinlin.core.time import clock
from jinlin.domains.workforce.actions import (
    award,
    fall_due,
    follow_calendar,
    land,
    look,
    remind,
)
from jinlin.domains.workforce.lifecycle import State
from jinlin.domains.workforce.models import Application, Award, Policy, Professional, Roster
from jinlin.domains.workforce.queries.keeping import running_out
from jinlin.ground.accounts.actors import actor_for
from jinlin.ground.accounts.models import User

KEYED_AT_ONCE = 2_000


def award_after_notice() -> int:
    """Whose notice is over without an objection is awarded. Safe to run twice."""
    given = 0
    over = Application.objects.filter(state=State.ON_NOTICE, notice_to__lt=clock.today())
    for application in over.order_by("notice_to", "pk").iterator():
        try:
            award(application)
        except Refusal:
            continue  # somebody else was faster, or the certificate was awarded elsewhere
        given += 1
    return given


def let_months_fall_due() -> int:
    """What monthly awards owe until today is owed, each month once."""
    rows = (
        Award.objects.standing().filter(policy__kind=Policy.Kind.MONTHLY).select_related("policy")
    )
    return sum(fall_due(each, clock.today()) for each in rows.iterator())


def remind_to_renew() -> int:
    """Whoever holds a registration that ends within the county's days was told, once."""
    counties = Professional.objects.order_by("county").values_list("county", flat=True).distinct()
    rows = (held for code in list(counties) for held in list(running_out(code, clock.today())))
    return sum(remind(held) for held in rows)


def look_at_sent_rosters() -> int:
    """Large rosters that were sent are looked at, each kept page by page. Safe to run twice: what
    was looked at meanwhile is left alone.
    """
    waiting = Roster.objects.filter(state=Roster.State.SENT, looked_at=None)
    return sum(_did(look, one, one.sent_by) for one in _large(waiting))


def land_wanted_rosters() -> int:
    """Large rosters that somebody let land have landed, each as a whole or not at all."""
    waiting = Roster.objects.filter(state=Roster.State.SENT, landing_asked_at__isnull=False)
    return sum(_did(land, one, one.landing_asked_by) for one in _large(waiting))


def _large(rows: QuerySet[Roster]) -> QuerySet[Roster]:
    return rows.exclude(content="").defer("content").order_by("sent_at", "pk")


def _did(act: Callable[..., Roster], one: Roster, by: UUID | None) -> int:
    """Whether it was done, for the one who asked, with the rights that they have now; else why not
    stands in the roster.
    """
    user = User.objects.filter(pk=by).first() if by else None
    try:
        if by and user is None:
            raise NotAllowed
        act(one, actor=actor_for(user) if user else SYSTEM)
    except NotNow:
        return 0  # somebody else was faster
    except Refusal as refusal:
        outcome = {
            "looked_at": clock.now(),
            "landing_asked_at": None,
            "trouble": str(refusal)[:200],
        }
        Roster.objects.filter(pk=one.pk).update(**outcome)
        return 0
    return 1


def key_who_was_entered_before() -> int:
    """Records that came without the keys by which look-alikes are found have them. Safe to run
    twice.
    """
    rows = Professional.objects.filter(sound_key="").select_related("person")
    keyed = [one.take_keys() for one in rows.order_by("pk")[:KEYED_AT_ONCE]]
    return Professional.objects.bulk_update(keyed, ["sound_key", "phone_key", "around_key"])


PERIODIC = [
    ("look-at-sent-rosters", timedelta(seconds=10), look_at_sent_rosters),
    ("land-asked-rosters", timedelta(seconds=10), land_wanted_rosters),
    ("key-the-register", timedelta(hours=1), key_who_was_entered_before),
    ("remind_to_renew", timedelta(days=1), remind_to_renew),
    ("award_after_notice", timedelta(hours=1), award_after_notice),
    ("let_months_fall_due", timedelta(days=1), let_months_fall_due),
    ("follow-calendar-in-the-register", timedelta(hours=1), follow_calendar),
]
