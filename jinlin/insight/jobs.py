"""What is understood every night, without anybody asking? Safe to run twice."""

from datetime import timedelta

from jinlin.domains.appeals.models import Appeal
from jinlin.insight import actions


def learn_from_decisions() -> int:
    """Each county's decisions have taught it; returns how many models were learnt."""
    return sum(actions.learn(county) is not None for county in _counties())


def gather_topics() -> int:
    """What people of each county write about stands; returns how many topics."""
    return sum(actions.gather(county) for county in _counties())


def _counties() -> list[str]:
    return list(Appeal.objects.order_by("county").values_list("county", flat=True).distinct())


PERIODIC = [
    ("find-appeals-by-their-words", timedelta(minutes=1), actions.read_news),
    ("learn-from-decisions", timedelta(days=1), learn_from_decisions),
    ("gather-topics", timedelta(days=1), gather_topics),
]
