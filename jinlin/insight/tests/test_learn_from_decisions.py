"""Does what staff decide teach the house, is the better one in use, and can a person go back?"""

import random
from datetime import timedelta

import pytest
from django.urls import reverse

from jinlin.core.errors import NotAllowed, NotNow
from jinlin.core.keys import uuid7
from jinlin.core.time import clock
from jinlin.domains.appeals.models import Appeal, Category
from jinlin.domains.appeals.queries.advice import class_advice
from jinlin.domains.appeals.tests.cast import Cast, accepted, at_desk, cast_of_dehua, reported
from jinlin.insight import actions, reading
from jinlin.insight.jobs import learn_from_decisions
from jinlin.insight.models import Learning, LearningState

pytestmark = pytest.mark.one_engine

TALK = {
    "0202": "路灯 井盖 电梯 门禁 水管 墙皮 楼梯 栏杆 灯泡 开关",
    "0205": "绿化 草坪 树枝 花坛 落叶 杂草 修剪 浇水 虫子 树根",
}


@pytest.fixture
def cast(db, settings, tmp_path) -> Cast:
    settings.VAR = tmp_path
    return cast_of_dehua()


def decided(cast: Cast, count: int, *, days_ago: int, turned: bool = False) -> None:
    """So many appeals of both classes, decided one a day until so many days ago. `turned`: with the
    other class.
    """
    like = accepted(cast)
    Appeal.objects.filter(pk=like.pk).update(category=None)
    chance, rows = random.Random(days_ago), []
    for number in range(count):
        label = sorted(TALK)[number % 2]
        words = chance.sample(TALK[label].split(), 3)
        at = clock.now() - timedelta(days=days_ago + (count - number) % 15)
        rows.append(
            Appeal(
                **{
                    name: getattr(like, name)
                    for name in ("county", "place_id", "place_code", "channel", "unit_id", "state")
                },
                id=uuid7(),
                number=f"{days_ago}-{number}",
                title=f"{words[0]}坏了第{number}次",
                text="，".join(words) + f"，请来看看{number}",
                identity="anonymous",
                category_id=sorted(TALK)[(number + turned) % 2],
                due_at=like.due_at,
                respond_by=like.respond_by,
                reported_at=at,
                reported_on=clock.local_day(at),
                responded_at=at,
                responded_on=clock.local_day(at),
            )
        )
    Appeal.objects.bulk_create(rows)


def test_enough_decisions_teach_and_the_clerk_is_advised_with_words(cast):
    decided(cast, 80, days_ago=40)
    decided(cast, 24, days_ago=2)
    assert learn_from_decisions() == 1
    learning = Learning.objects.get()
    assert (learning.standing, learning.appeals, learning.held_out) == ("in_use", 80, 24)
    assert learning.right >= 22
    appeal = reported(cast, text="草坪的杂草没人修剪，花坛里都是落叶。")
    advice = class_advice(appeal)
    assert [each.category.pk for each in advice][:1] == ["0205"]
    assert {"草坪", "杂草", "花坛", "落叶", "修剪"} & set(advice[0].speaks_for) != set()
    page = at_desk(cast.users.clerk).get(reverse("appeals:desk_appeal", args=[appeal.pk]))
    assert "?category=0205" in page.text
    form = at_desk(cast.users.clerk).get(
        reverse("appeals:desk_move", args=[appeal.pk, "accept"]), {"category": "0205"}
    )
    field = form.context["attempt"].form["category"]
    assert (str(field.value()), list(field.field.choices)[1][1][0][0]) == ("0205", "0205")


def test_without_news_nothing_is_learnt_again_and_too_few_teach_nothing(cast):
    decided(cast, 30, days_ago=40)
    assert learn_from_decisions() == 0
    decided(cast, 60, days_ago=60)
    assert [learn_from_decisions(), learn_from_decisions()] == [1, 0]


def test_one_that_does_worse_on_the_month_it_had_not_seen_is_never_used(cast):
    decided(cast, 80, days_ago=60)
    decided(cast, 24, days_ago=2)
    actions.learn(cast.places.county.code)
    decided(cast, 200, days_ago=35, turned=True)
    worse = actions.learn(cast.places.county.code)
    assert worse.right < worse.right_before
    assert list(Learning.objects.order_by("number").values_list("standing", flat=True)) == [
        LearningState.IN_USE,
        LearningState.WORSE,
    ]
    assert not reading.file_of(worse).exists()
    with pytest.raises(NotNow):
        actions.take_again(worse, actor=cast.actors.system_admin)


def test_a_person_takes_an_earlier_one_and_no_newer_one_takes_its_place_until_they_say(cast):
    county = cast.places.county.code
    decided(cast, 80, days_ago=60)
    decided(cast, 24, days_ago=2)
    first = actions.learn(county)
    decided(cast, 60, days_ago=45)
    second = actions.learn(county)
    assert second.standing == LearningState.IN_USE
    with pytest.raises(NotAllowed):
        actions.take_again(first, actor=cast.actors.clerk)
    browser = at_desk(cast.users.system_admin)
    assert browser.post(reverse("insight:choose", args=[first.pk, "take"])).status_code == 302
    decided(cast, 60, days_ago=32)
    third = actions.learn(county)
    standing = dict(Learning.objects.values_list("number", "standing"))
    assert (standing, third.standing) == ({1: "in_use", 2: "kept", 3: "kept"}, "kept")
    page = browser.get(reverse("insight:learnings"))
    assert page.text.count("/take/") == 2
    actions.learn_on(Learning.objects.get(number=1), actor=cast.actors.system_admin)
    assert not Learning.objects.get(number=1).is_chosen


def test_a_house_without_the_packages_works_and_says_so(cast, monkeypatch):
    decided(cast, 80, days_ago=40)
    monkeypatch.setattr(reading, "find_spec", lambda _name: None)
    reading._read.cache_clear()
    assert learn_from_decisions() == 0
    assert class_advice(reported(cast)) == []
    page = at_desk(cast.users.system_admin).get(reverse("insight:learnings"))
    assert "没有安装" in page.text


def test_a_file_that_was_exchanged_advises_nobody_until_it_is_put_back(cast):
    decided(cast, 80, days_ago=40)
    learning = actions.learn(cast.places.county.code)
    reading._read.cache_clear()
    file, appeal = reading.file_of(learning), reported(cast)
    written = file.read_bytes()
    file.write_bytes(b"nothing")
    assert class_advice(appeal) == []
    file.unlink()
    assert class_advice(appeal) == []
    file.write_bytes(written)
    assert class_advice(appeal) != []


@pytest.mark.parametrize("classes", [2, 30])
def test_advice_costs_two_statements_however_many_classes(cast, classes, django_assert_num_queries):
    Category.objects.bulk_create(
        Category(code=f"09{number:02}", name=f"第{number}类") for number in range(classes)
    )
    decided(cast, 80, days_ago=40)
    actions.learn(cast.places.county.code)
    appeal = reported(cast)
    with django_assert_num_queries(2):
        assert class_advice(appeal) != []
