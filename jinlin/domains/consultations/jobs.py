"""Which work of consultations is done without anybody asking?"""

from datetime import timedelta

from jinlin.core.sweeping import sweep
from jinlin.core.time import clock
from jinlin.domains.consultations import actions
from jinlin.domains.consultations.lifecycle import State, VoteState
from jinlin.domains.consultations.models import Topic, Vote


def close_votes() -> int:
    """Votes whose day is over are closed."""
    rows = Vote.objects.filter(state=VoteState.OPEN, due_at__lt=clock.now())
    return sweep(rows, actions.close_due)


def remind_voters() -> int:
    """A day before a vote closes everybody on its roll hears so, once."""
    soon = clock.now() + timedelta(days=1)
    rows = Vote.objects.filter(
        state=VoteState.OPEN, reminded_on=None, due_at__gt=clock.now(), due_at__lte=soon
    )
    return sweep(rows, actions.remind)


def tell_what_came() -> int:
    """A month after each decision everybody reads how it stands."""
    rows = Topic.objects.filter(
        state=State.DECIDED,
        resolutions__is_reopened=False,
        resolutions__followed_up_on=None,
        resolutions__follow_up_on__lte=clock.today(),
    )
    return sweep(rows, actions.tell_what_came)


def settle_topics() -> int:
    """What was carried out and told has ended."""
    rows = Topic.objects.filter(state=State.DECIDED).exclude(
        resolutions__is_reopened=False, resolutions__followed_up_on=None
    )
    return sweep(rows.exclude(items__ended_on=None, items__isnull=False), actions.settle)


def burn_boxes() -> int:
    """Boxes that nobody counts again are burnt."""
    rows = Vote.objects.filter(state=VoteState.PUBLISHED, box__isnull=False).distinct()
    return sweep(rows, actions.burn)


PERIODIC = [
    ("close-votes", timedelta(minutes=1), close_votes),
    ("remind-voters", timedelta(hours=1), remind_voters),
    ("tell-what-came-of-consultations", timedelta(hours=6), tell_what_came),
    ("settle-topics", timedelta(hours=6), settle_topics),
    ("burn-ballot-boxes", timedelta(hours=6), burn_boxes),
]
