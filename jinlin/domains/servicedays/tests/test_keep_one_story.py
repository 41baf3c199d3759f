"""Is the trail of a service day whole, and who hears of what?"""

from jinlin.core import timeline
from jinlin.domains.servicedays import actions
from jinlin.domains.servicedays.actions import Duty, Offer
from jinlin.domains.servicedays.tests.cast import (
    MONDAY,
    asked,
    at,
    held,
    now_of,
    planned,
    terms,
)
from jinlin.services.notices.models import Message


def trail(row):
    return [entry.verb for entry in timeline.trail(row)]


def test_version_is_the_number_of_entries_whatever_is_put_beside_a_day(cast):
    session, organiser = planned(cast), cast.actors.organiser
    with at(10, day=MONDAY):
        actions.add_shift(session, Duty("义剪", 2), actor=organiser)
        stall = actions.add_stall(
            session, Offer("organisation", "义诊队", "量血压", need="一张桌子"), actor=organiser
        )
        actions.meet_need(stall, actor=organiser)
    session = actions.summarise(now_of(held(cast)), text="来了很多人", actor=organiser)
    actions.release_summary(session, actor=organiser)
    session = now_of(session)
    assert (session.version, list(timeline.compare()), list(timeline.verify())) == (
        *(len(trail(session)), [], []),
    )
    assert trail(session)[:4] == ["lay_out", "add_shift", "add_stall", "meet_need"]


def test_who_asked_and_who_took_it_on_hear_of_each_other(cast):
    row = asked(cast)
    with at(10, day=MONDAY):
        row = actions.release(row, text="换一根灯管", actor=cast.actors.organiser)
        row = actions.take(row, actor=cast.actors.neighbour)
        actions.withdraw(row, actor=cast.actors.resident)
    heard = Message.objects.filter(about_id=row.pk).order_by("pk").values_list("event", "user")
    assert list(heard) == [
        ("servicedays.release", cast.users.resident.pk),
        ("servicedays.take", cast.users.resident.pk),
        ("servicedays.withdraw", cast.users.neighbour.pk),
    ]


def test_whoever_is_in_charge_hears_of_a_series_that_others_changed(cast):
    with at(10, day=MONDAY):
        actions.change_series(cast.series, terms(cast), actor=cast.actors.lead)
    assert [
        (each.event, each.user) for each in Message.objects.filter(about_id=cast.series.pk)
    ] == [("servicedays.change", cast.users.organiser)]
