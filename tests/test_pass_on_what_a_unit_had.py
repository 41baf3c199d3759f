"""When a unit is closed, does another go on with all that it had in hand?"""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from jinlin.core import timeline
from jinlin.core.actor import SYSTEM
from jinlin.core.errors import NotNow, Unusable
from jinlin.core.keys import uuid7
from jinlin.core.rows import MovingRow
from jinlin.core.story import SUCCEEDED, story
from jinlin.core.time import clock
from jinlin.domains.appeals import actions as appeals
from jinlin.domains.appeals.models import Appeal, Part
from jinlin.domains.appeals.models.suggestions import RoutingRule
from jinlin.domains.appeals.tests.cast import at_desk, cast_of_dehua, in_hand
from jinlin.domains.casework.models import Case
from jinlin.domains.casework.tests import cast as casework
from jinlin.domains.training.models import Teacher
from jinlin.domains.workforce.models import Post, Professional, Round, UnitReturn
from jinlin.ground.places import holding
from jinlin.ground.places.actions import close_organisation, found_organisation
from jinlin.ground.places.models import Organisation
from jinlin.services.notices.models import Message
from jinlin.web.holding import unnamed
from tests.scene import scene_of

pytestmark = pytest.mark.django_db


def test_of_every_column_that_names_a_unit_it_is_said_what_becomes_of_it() -> None:
    assert unnamed() == []


def test_a_unit_that_something_of_every_domain_is_open_with_is_closed_in_one_go() -> None:
    scene = scene_of(cast_of_dehua())
    cast, keeper = scene.cast, scene.cast.actors.system_admin
    heir = found_organisation(
        cast.places.county, name="新设的单位", kind="department", actor=keeper
    )
    _named_more(cast.units.bureau)
    had = {each: list(each.rows().exclude(**{each.field: None})) for each in holding.held()}
    missing = {each.kind for each, rows in had.items() if each.is_counted and not rows}
    assert missing <= {"consultations.invitee"}
    for unit in Organisation.objects.open().filter(county=heir.county).exclude(pk=heir.pk):
        if holding.held_by(unit):
            with pytest.raises(NotNow):
                close_organisation(unit, actor=keeper)
        assert not close_organisation(unit, to={"": heir}, actor=keeper).is_open
        assert holding.held_by(unit) == []
    for each, rows in had.items():
        held = {row.pk for row in each.rows().filter(**{each.field: heir})}
        if each.kind not in {"workforce.post", "appeals.routingrule"}:  # these begin anew
            assert {row.pk for row in rows if row.county == heir.county} <= held, each.kind
    assert [(each.organisation, each.until) for each in Post.objects.filter(unit=heir.name)] == [
        (heir, None)
    ]
    assert [*timeline.verify(), *timeline.compare()] == []
    for row in (row for rows in had.values() for row in rows if isinstance(row, MovingRow)):
        lines = story(row, say=lambda verb, data: "", internal=True)
        assert "由新设的单位接续办理" in [x.sentence for x in lines if x.verb == SUCCEEDED][-1]


def _named_more(bureau: Organisation) -> None:
    """What the scene has no row of, or one without a unit."""
    appeal, today = Appeal.objects.filter(ended_at=None).latest("pk"), clock.today()
    of_it = {"county": bureau.county, "place_code": appeal.place_code}
    due = {"asked_at": clock.now(), "due_at": clock.now(), "due_on": today}
    Part.objects.create(county=bureau.county, appeal=appeal, unit=bureau, task="清点井盖", **due)
    RoutingRule.objects.create(**of_it, unit=bureau, valid_from=today - timedelta(days=9))
    person = Professional.objects.filter(county=bureau.county).latest("pk")
    person.posts.all().delete()
    post = {"professional": person, "unit": bureau.name, "unit_key": "x", "organisation": bureau}
    Post.objects.create(county=bureau.county, **post)
    days = {"opens_on": today, "closes_on": today}
    asked = Round.objects.create(county=bureau.county, name="摸排", **days)
    UnitReturn.objects.create(county=bureau.county, round=asked, organisation=bureau)
    Teacher.objects.create(county=bureau.county, name="郑老师", organisation=bureau)
    for each in holding.held():
        if each.field == "organisation" and not each.rows().exclude(organisation=None).exists():
            each.model.objects.filter(pk__in=each.rows().values("pk")).update(organisation=bureau)


def test_each_kind_may_go_to_another_unit_and_those_who_take_over_are_told() -> None:
    cast = cast_of_dehua()
    bureau, town = cast.units.bureau, cast.units.town
    appeal = appeals.take_on(in_hand(cast), actor=cast.actors.handler)
    due = appeal.due_at
    page = reverse("places:close-unit", args=[bureau.pk])
    browser = at_desk(cast.users.system_admin)
    asked = browser.get(page)
    key = re.search(r'name="key" value="([^"]+)"', asked.content.decode())[1]
    refused = browser.post(page, {"key": key})
    assert (asked.status_code, refused.status_code) == (200, 409)
    assert [text in asked.content.decode() for text in ("诉求：1 项", appeal.number)] == [
        True,
        False,
    ]
    chosen = {"key": uuid7(), "to_appeals_appeal": town.pk}
    assert browser.post(page, chosen).status_code == 302
    appeal.refresh_from_db()
    assert (appeal.unit, appeal.keeper, appeal.due_at) == (town, None, due)
    assert appeal.rounds.get().unit == town
    told = Message.objects.filter(event="units.succeed")
    assert {each.user for each in told} == {cast.users.lead, cast.users.second_clerk}
    assert {(each.title, each.body) for each in told} == {
        ("德化县城市管理局已撤并", "该单位未办结的事项由浔中镇人民政府接续办理：诉求 1。")
    }
    assert browser.post(page, {**chosen, "key": uuid7()}).status_code == 409  # it is closed


def test_nobody_goes_on_who_is_closed_or_of_another_county_or_the_unit_itself() -> None:
    cast = cast_of_dehua()
    bureau, keeper = cast.units.bureau, cast.actors.system_admin
    closed = close_organisation(cast.units.property, actor=keeper)
    for heir in (closed, bureau):
        with pytest.raises(Unusable):
            close_organisation(bureau, to={"": heir}, actor=keeper)
    assert Organisation.objects.get(pk=bureau.pk).is_open


def test_sealed_files_go_along_and_no_number_tells_of_them() -> None:
    cast = casework.cast_of_casework()
    case = casework.working(cast)
    former = case.agency
    Case.objects.filter(pk=case.pk).update(sealed_at=clock.now(), sealed_how="order")
    heir = Organisation.objects.open().filter(county=former.county).exclude(pk=former.pk)[0]
    assert "casework.case" not in {kind for kind, _name, _number in holding.held_by(former)}
    close_organisation(former, to={"": heir}, actor=SYSTEM)
    case.refresh_from_db()
    assert (case.agency, timeline.trail(case)[-1].verb) == (heir, SUCCEEDED)
    assert [m.body for m in Message.objects.filter(event="units.succeed") if "个案" in m.body] == []
