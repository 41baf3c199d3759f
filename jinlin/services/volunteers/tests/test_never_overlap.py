"""Whoever writes, by whatever path, many at once: does any person ever serve twice at a time?

JINLIN_WRITES=10000 makes the long run; by default it is a short one.
"""

import os
from datetime import timedelta
from functools import partial
from io import BytesIO
from random import Random

import pytest
from django.db import IntegrityError, connection, transaction

from jinlin.core.errors import NotNow, Refusal
from jinlin.core.secrets.fields import match_key
from jinlin.core.tests.databases import together
from jinlin.core.time import clock
from jinlin.ground.people.models import Person
from jinlin.ground.places.tests.parallel import shared_house
from jinlin.services.volunteers import actions, deadlines, overlaps
from jinlin.services.volunteers.actions import Helper, Service
from jinlin.services.volunteers.importing import USUAL, take_in
from jinlin.services.volunteers.models import ServiceRecord, VolunteerRule
from jinlin.services.volunteers.queries import boards, sums_of
from jinlin.services.volunteers.tests.cast import (
    COUNTY,
    DAY,
    LATER,
    at,
    cast_of_volunteers,
    plan_of,
    recorded,
    service,
)

__all__ = ["shared_house"]
WRITES, WRITERS = int(os.environ.get("JINLIN_WRITES", "320")), 8
PAIRS = (
    "SELECT COUNT(*) FROM volunteers_servicerecord a JOIN volunteers_servicerecord b "
    "ON a.volunteer_id = b.volunteer_id AND a.id < b.id "
    "AND a.begins_at < b.ends_at AND a.ends_at > b.begins_at "
    "WHERE a.state NOT IN ('refused', 'appealed', 'closed', 'struck') "
    "AND b.state NOT IN ('refused', 'appealed', 'closed', 'struck')"
)


def overlapping():
    with connection.cursor() as cursor:
        cursor.execute(PAIRS)
        return cursor.fetchone()[0]


def everybody():
    cast = cast_of_volunteers()
    VolunteerRule.objects.create(
        county=COUNTY,
        valid_from=DAY - timedelta(days=90),
        backfill_person_minutes=10**6,
        backfill_county_minutes=10**6,
    )
    for who in (cast.one, cast.two, cast.three):
        key = match_key(phone_of(cast, who), "phone")
        Person.objects.filter(pk=who.person_id).update(phone_key=key)
    return cast


def span(chance):
    begin = clock.at(DAY - timedelta(days=chance.randrange(20)), chance.randrange(8, 20))
    begin += timedelta(minutes=chance.randrange(60))
    return begin, begin + timedelta(minutes=chance.randrange(10, 180))


def by_leader(cast, who, begins, ends):
    plan = plan_of(cast, starts_at=begins, ends_at=ends)
    activity = actions.plan(cast.places.neighbourhood, plan, actor=cast.actors.leader)
    actions.confirm_sheet(activity, [Helper(who)], actor=cast.actors.leader)


def told(cast, begins, ends):
    return Service(begins, ends, "补录", "打扫", "凤池", cast.places.neighbourhood.code, "凤池社区")


def by_administrator(cast, who, begins, ends):
    actions.backfill(
        who, told(cast, begins, ends), reason_kind="paper", reason="补", actor=cast.actors.second
    )


def by_self(cast, who, begins, ends):
    actor = next(
        (a for a in (cast.actors.one, cast.actors.two) if a.user_id == who.person.user_id),
        cast.actors.one,
    )
    actions.request(who, told(cast, begins, ends), reason="漏了", actor=actor)


def by_correction(cast, who, begins, ends):
    record = ServiceRecord.objects.counted().filter(volunteer=who).order_by("?").first()
    if record:
        actions.correct(
            record, begins_at=begins, ends_at=ends, reason="改时间", actor=cast.actors.lead
        )


def by_table(cast, who, begins, ends):
    """A table of one row; what is wrong in it is named and not raised."""
    hours = [f"{moment.astimezone(clock.CHINA):%H:%M}" for moment in (begins, ends)]
    day = f"{begins.astimezone(clock.CHINA):%Y-%m-%d}"
    row = [phone_of(cast, who), "补录", "打扫", day, *hours]
    table = "\n".join(",".join(cells) for cells in (USUAL.values(), row))
    taken = take_in(
        BytesIO(table.encode()),
        cast.places.neighbourhood,
        organiser="凤池社区",
        actor=cast.actors.second,
    )
    if not taken.proposed:
        raise NotNow(taken.problems[0][1])


def phone_of(cast, who):
    return f"1380000099{(cast.one, cast.two, cast.three).index(who)}"


PATHS = (by_leader, by_administrator, by_self, by_correction, by_table)


def write_many(cast, seed, count):
    chance, done = Random(seed), 0
    for _number in range(count):
        path, who = chance.choice(PATHS), chance.choice((cast.one, cast.two, cast.three))
        try:
            with clock.set_to(clock.at(LATER, 22)):
                path(cast, who, *span(chance))
            done += 1
        except Refusal:
            continue
    return done


def propose(cast):
    with at(9, day=LATER):
        return actions.backfill(
            cast.one,
            service(cast),
            reason_kind="paper",
            reason="补录",
            actor=cast.actors.leader,
        )


def test_after_many_random_writes_by_every_path_at_once_nothing_overlaps(shared_house):
    """And the same hours written by eight at once stand once."""
    cast = everybody()
    twins = together(*(partial(propose, cast) for _writer in range(8)))
    assert sum(isinstance(each, ServiceRecord) for each in twins) == 1
    assert sum(isinstance(each, NotNow) for each in twins) == 7
    outcomes = together(
        *(partial(write_many, cast, seed, WRITES // WRITERS) for seed in range(WRITERS))
    )
    assert [each for each in outcomes if isinstance(each, Exception)] == []
    assert sum(outcomes) > WRITES // 20
    assert overlapping() == 0
    check_the_sums(cast)


def check_the_sums(cast):
    """After whatever was written, the own page, the county's board and the rows say the same."""
    board = boards.volunteers(cast.actors.lead)
    for who in (cast.one, cast.two, cast.three):
        rows = ServiceRecord.objects.counted().filter(volunteer=who)
        kept = sum(deadlines.whole_minutes(row.begins_at, row.ends_at) for row in rows)
        assert sums_of(who).counted == kept == (board.get(pk=who.pk).counted or 0)


def twin(record):
    """The same hours again, past every verb."""
    fields = [
        f.attname for f in ServiceRecord._meta.fields if f.attname not in {"id", "activity_id"}
    ]
    return ServiceRecord.objects.create(**{name: getattr(record, name) for name in fields})


@pytest.mark.django_db
def test_past_the_verbs_the_database_refuses():
    record = recorded(everybody())
    with pytest.raises(IntegrityError), transaction.atomic():
        twin(record)
    assert overlaps.is_guarded()


@pytest.mark.django_db(transaction=True)
def test_without_the_guard_the_same_writes_overlap():
    """The control: it is the guard that refuses, and nothing else."""
    record = recorded(everybody())
    overlaps.unguard(connection)
    try:
        twin(record)
        assert overlapping() == 1
    finally:
        ServiceRecord.objects.exclude(pk=record.pk).delete()
        overlaps.guard(connection)
