"""What stands of understanding in the scene: a danger that was heard in the appeal, what was
learnt, and a topic with the appeal behind it.
"""

from typing import Any

from jinlin.core.time import clock
from jinlin.domains.appeals.models import Appeal
from jinlin.insight.danger import Danger
from jinlin.insight.models import Alarm, Backing, Learning, LearningState, Rise, Talk, Topic
from jinlin.insight.usual import monday


def understood(appeal: Appeal, neighbour: Any) -> dict[str, Any]:
    """One row of each, with the keys that addresses name."""
    topic = talked_about(appeal)
    return {
        "alarm": heard(appeal).pk,
        "learning": learnt(appeal).pk,
        "talk_topic": topic.pk,
        "backing": backed(appeal, neighbour).pk,
    }


def backed(appeal: Appeal, user: Any) -> Backing:
    """The neighbour says the same."""
    now = {"backed_at": clock.now(), "backed_on": clock.today()}
    return Backing.objects.create(county=appeal.county, appeal=appeal, user_id=user.pk, **now)


def learnt(appeal: Appeal) -> Learning:
    today = clock.today()
    return Learning.objects.create(
        county=appeal.county,
        number=1,
        learnt_at=clock.now(),
        learnt_on=today,
        since=today,
        until=today,
        appeals=60,
        classes=2,
        held_out=20,
        right=18,
        standing=LearningState.IN_USE,
        digest="0" * 64,
        version=1,
    )


def talked_about(appeal: Appeal) -> Topic:
    today = clock.today()
    days = {"first_on": today, "last_on": today, "found_on": today}
    topic = Topic.objects.create(county=appeal.county, words="路灯", **days)
    where = {"county": appeal.county, "topic": topic, "place_code": appeal.place_code}
    week = monday(today)
    Talk.objects.create(**where, appeal=appeal, said_on=today, week=week)
    Rise.objects.create(**where, week=week, messages=4, usual=1, chance=0.0004)
    return topic


def heard(appeal: Appeal) -> Alarm:
    return Alarm.objects.create(
        county=appeal.county,
        appeal=appeal,
        place_code=appeal.place_code,
        danger=Danger.FIRE,
        words="冒烟",
        heard_at=clock.now(),
        heard_on=clock.today(),
    )
