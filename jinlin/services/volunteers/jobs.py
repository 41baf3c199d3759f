"""Which work on volunteers is due without anybody asking? Safe to run twice."""

from datetime import timedelta

from jinlin.core.time import clock
from jinlin.services.volunteers import actions
from jinlin.services.volunteers.models import Activity, ServiceRecord, VolunteerRule

DRAWN_BACK = timedelta(days=7)


def remind() -> int:
    """Whoever is in charge of an activity that is over for the rule's days was told, once."""
    now, done = clock.now(), 0
    rows = Activity.objects.unrecorded().filter(reminded_on=None).select_related("in_charge")
    for activity in list(rows.order_by("id")):
        days = VolunteerRule.of(activity.county, clock.today()).remind_days
        if activity.ends_at + timedelta(days=days) <= now:
            done += actions.remind(activity)
    return done


def draw_rechecks() -> int:
    """Of last week's records each county's share is drawn to be checked again."""
    until = clock.today()
    counties = ServiceRecord.objects.order_by("county").values_list("county", flat=True).distinct()
    return sum(
        actions.draw(county, since=until - DRAWN_BACK, until=until) for county in list(counties)
    )


PERIODIC = [
    ("remind-of-hours", timedelta(hours=6), remind),
    ("draw-rechecks", timedelta(days=1), draw_rechecks),
    ("follow-calendar-in-hours", timedelta(hours=1), actions.follow_calendar),
]
