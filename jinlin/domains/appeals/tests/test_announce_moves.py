"""What does another system hear of a move, and what does it not?"""

import json

import pytest
from django.conf import settings as house
from django.db import transaction

from jinlin.core import timeline
from jinlin.core.actor import SYSTEM
from jinlin.core.time import clock
from jinlin.domains.appeals.actions.telling import VOICE
from jinlin.domains.appeals.events import EVENTS, payload
from jinlin.domains.appeals.lifecycle import LIFECYCLE
from jinlin.domains.appeals.tests.cast import COUNTY, TEXT, finished, in_hand, now_of
from jinlin.services.notices import actions as notices
from jinlin.services.notices.actions import Wanted
from jinlin.services.notices.events import Audience, label_of, offered
from jinlin.services.notices.models import Delivery

pytestmark = pytest.mark.one_engine

LISTED = [
    "id",
    "number",
    "verb",
    "state",
    "version",
    "at",
    "place",
    "category",
    "grade",
    "unit",
    "due_at",
    "late",
]


def last_of(appeal):
    return timeline.trail(appeal)[-1]


def test_a_move_is_told_in_figures(cast):
    appeal = in_hand(cast)
    entry = last_of(appeal)
    assert payload(appeal, entry) == {
        "id": str(appeal.pk),
        "number": appeal.number,
        "verb": "hand_over",
        "state": "in_hand",
        "version": 3,
        "at": entry.at.astimezone(clock.CHINA).isoformat(),
        "place": "350526100001001",
        "category": "0202",
        "grade": "ordinary",
        "unit": {"id": str(cast.units.bureau.pk), "name": "德化县城市管理局"},
        "due_at": appeal.due_at.astimezone(clock.CHINA).isoformat(),
        "late": False,
    }


def test_no_text_and_no_name_leaves_the_house(cast):
    appeal = finished(cast)
    told = json.dumps(payload(appeal, last_of(appeal)), ensure_ascii=False)
    hidden = [
        TEXT,
        appeal.title,
        "路灯",
        "灯杆",
        "王小梅",
        "13800000001",
        "林志强",
        str(cast.users.resident.pk),
        str(appeal.reporter_id),
    ]
    assert (list(json.loads(told)), [words for words in hidden if words in told]) == (LISTED, [])


def test_whoever_listens_hears_the_move_with_its_transaction(cast, settings):
    settings.WEBHOOKS_PRIVATE = True
    appeal = finished(cast)
    notices.add_webhook(
        COUNTY,
        Wanted("县平台", "http://127.0.0.1:1/", ["appeals.finish"]),
        actor=SYSTEM,
    )
    before = Delivery.objects.filter(channel="webhook").count()
    with transaction.atomic():
        VOICE.announce(now_of(appeal), last_of(appeal))
    delivery = Delivery.objects.filter(channel="webhook").latest("pk")
    said = json.loads(delivery.body)
    assert (before, said["event"], said["county"]) == (0, "appeals.finish", COUNTY)
    assert said["data"] == payload(appeal, last_of(appeal))


def test_every_move_is_an_event_that_programs_may_hear():
    named = {event.prefix for event in EVENTS if event.audience == Audience.PROGRAMS}
    assert named == {"appeals.report", *(f"appeals.{verb}" for verb in LIFECYCLE.moves)}


@pytest.mark.parametrize(
    ("audience", "first"),
    [
        (Audience.RESIDENTS, "您反映事项的进展"),
        (Audience.STAFF, "本单位承办的事项"),
        (Audience.PROGRAMS, "新的诉求"),
    ],
)
def test_people_choose_about_a_few_events_in_words(audience, first):
    mine = [event for event in offered(audience) if event.prefix.startswith("appeals")]
    assert (str(mine[0].label), len(mine) <= 4 or audience == Audience.PROGRAMS) == (first, True)


def test_an_event_has_its_own_words(settings):
    assert house.LANGUAGE_CODE == "zh-hans"
    assert [str(label_of(name)) for name in ("appeals.accept", "appeals.finish")] == [
        "受理",
        "您反映事项的答复",
    ]
