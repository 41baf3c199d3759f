"""Do topics stand with the messages behind, go on from week to week, and rise only when it is more
than usual?
"""

import random
from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

from jinlin.core.actor import SYSTEM
from jinlin.core.tests.standing import once_a_file
from jinlin.core.time import clock
from jinlin.core.time.workdays import WorkCalendar
from jinlin.domains.appeals.models import Appeal
from jinlin.domains.appeals.tests.cast import Cast, accepted, at_desk, cast_of_dehua, reported
from jinlin.ground.places import actions as places
from jinlin.insight import actions
from jinlin.insight.jobs import gather_topics
from jinlin.insight.models import Rise, Talk, Topic
from jinlin.insight.usual import MAKEUP, OFF, is_rise, kind_of, monday, rhythm, usual

MIXER = [
    f"龙津花园旁边的搅拌站{what}。龙津花园的居民没法开窗。"
    for what in ("彻夜开工", "又在扰民", "天天施工", "没有手续", "半夜轰鸣")
]
OTHERS = ["公交车什么时候来", "医保卡怎么补办", "食堂饭菜太贵", "广场舞音乐太吵", "水管裂了"]


standing_cast, cast = once_a_file(cast_of_dehua)


def county_of(cast: Cast) -> str:
    return cast.places.county.code


def talk(cast: Cast, texts=MIXER, *, weeks_ago: int = 0, **told) -> list[Appeal]:
    rows = [reported(cast, text=text, **told) for text in texts]
    day = clock.today() - timedelta(weeks=weeks_ago)
    Appeal.objects.filter(pk__in=[row.pk for row in rows]).update(reported_on=day)
    return rows


def rows_of() -> list[tuple[object, ...]]:
    return [
        *Topic.objects.order_by("pk").values_list("pk", "words", "first_on", "last_on"),
        *Talk.objects.order_by("pk").values_list("pk", "topic", "appeal", "week"),
    ]


def test_what_several_write_about_is_a_topic_and_a_second_run_changes_nothing(cast):
    rows = talk(cast)
    talk(cast, OTHERS)
    assert gather_topics() == 1
    topic = Topic.objects.get()
    assert set(topic.talks.values_list("appeal", flat=True)) == {row.pk for row in rows}
    before = rows_of()
    assert gather_topics() == 1
    assert rows_of() == before


def test_a_topic_goes_on_under_its_first_name_and_keeps_its_weeks(cast):
    talk(cast, weeks_ago=2)
    actions.gather(county_of(cast))
    first = Topic.objects.get()
    talk(cast, [text.replace("居民", "业主") for text in MIXER[:3]])
    actions.gather(county_of(cast))
    again = Topic.objects.get()
    assert (again.pk, again.words, again.talks.count()) == (first.pk, first.words, 8)
    assert again.talks.values("week").distinct().count() == 2


def test_it_works_without_the_extra_by_names_alone(cast, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "jinlin.insight.alike", None)
    talk(cast)
    assert (actions.gather(county_of(cast)), Topic.objects.get().words[:4]) == (1, "龙津花园")


def test_more_than_usual_is_a_rise_where_it_comes_from(cast):
    talk(cast, weeks_ago=1)
    talk(cast, MIXER + [text.replace("居民", "老人") for text in MIXER])
    actions.gather(county_of(cast))
    week = monday(clock.today())
    found = set(Rise.objects.filter(week=week).values_list("place_code", "messages"))
    place = cast.places.neighbourhood.code
    assert found <= {(place[:digits], 10) for digits in (6, 9, 12)}


def test_pages_show_topics_tiles_and_messages_only_where_one_looks_after(cast):
    rows = talk(cast)
    actions.gather(county_of(cast))
    topic = Topic.objects.get()
    path = reverse("insight:topic", args=[topic.pk])
    page = at_desk(cast.users.lead).get(reverse("insight:talk"))
    assert (topic.words in page.text, path in page.text) == (True, True)
    one = at_desk(cast.users.lead).get(path)
    assert all(row.number in one.text for row in rows)
    assert at_desk(cast.users.town_outsider).get(path).status_code == 404
    assert topic.words not in at_desk(cast.users.town_outsider).get(reverse("insight:talk")).text


def test_danger_stands_above_whatever_the_filter(cast):
    talk(cast)
    reported(cast, text="隔壁孩子天天被打，哭得很惨，今晚又在打。")
    page = at_desk(cast.users.lead).get(
        reverse("insight:talk"), {"place": "350526", "week": "2020-01-06"}
    )
    assert 'id="alarms"' in page.text


def test_numbers_in_the_messages_are_masked(cast):
    talk(cast, [f"{text}电话13712345678" for text in MIXER])
    actions.gather(county_of(cast))
    path = reverse("insight:topic", args=[Topic.objects.get().pk])
    assert "13712345678" not in at_desk(cast.users.supervisor).get(path).text


def test_one_step_joins_the_open_matters_and_the_other_forms_are_filled_in(cast):
    talk(cast, MIXER[:4])
    main = accepted(cast, text=MIXER[4])
    actions.gather(county_of(cast))
    topic, browser = Topic.objects.get(), at_desk(cast.users.lead)
    steps = {
        urlsplit(href).path: (href, parse_qs(urlsplit(href).query))
        for _words, _icon, href in browser.get(reverse("insight:topic", args=[topic.pk])).context[
            "steps"
        ]
    }
    merge, asked = steps["/desk/appeals/many/merge/"]
    assert (asked["main"], len(asked["pick"])) == ([main.number], 4)
    sheet = browser.get(merge).context["sheet"]
    sent = {"row": [row.sent for row in sheet.can], "main": main.number, "note": ""}
    assert len(browser.post("/desk/appeals/many/merge/", sent).context["sheet"].done) == 4
    assert Appeal.objects.filter(merged_into=main).count() == 4
    for path in ("/desk/consultations/new/", "/desk/tasks/new/"):
        form = browser.get(steps[path][0]).context["form"]
        assert topic.words in form["title"].value()


@pytest.mark.parametrize("topics", [1, 3])
def test_the_pages_cost_the_same_for_one_topic_and_for_three(
    cast, topics, django_assert_num_queries
):
    names = ("龙津花园", "瓷都一号院", "凤池山庄东区")[:topics]
    for name in names:
        talk(cast, [text.replace("龙津花园", name) for text in MIXER[: 3 + topics]])
    actions.gather(county_of(cast))
    browser = at_desk(cast.users.lead)
    topic = Topic.objects.order_by("pk").first()
    for path, statements in (
        (reverse("insight:talk"), TALK_STATEMENTS),
        (reverse("insight:topic", args=[topic.pk]), TOPIC_STATEMENTS),
    ):
        browser.get(path)
        with django_assert_num_queries(statements):
            browser.get(path)


TALK_STATEMENTS = 11
TOPIC_STATEMENTS = 13

CALENDAR = WorkCalendar(
    days_off=frozenset({date(2026, 10, 1)}), makeup=frozenset({date(2026, 10, 10)})
)


def test_days_off_and_make_up_days_are_kinds_of_their_own():
    days = (date(2026, 10, 1), date(2026, 10, 10), date(2026, 10, 7), date(2026, 10, 11))
    assert [kind_of(day, CALENDAR) for day in days] == [OFF, MAKEUP, 2, 6]


def test_weights_are_learnt_from_what_came():
    first = date(2026, 1, 5)
    days = [first + timedelta(days=number) for number in range(140)]
    written = {day: 10 if day.weekday() < 5 else 2 for day in days}
    beat = rhythm(written, CALENDAR, first, days[-1])
    assert beat.weight(first) > 2 * beat.weight(first + timedelta(days=5))


def test_a_quiet_week_is_called_a_rise_no_oftener_than_asked():
    """Weeks as dice fall, of several rates; the thousandth that was asked is kept with room."""
    chance, called, weeks = random.Random(7), 0, 0
    for rate in (0.5, 1, 2, 4, 8):
        for _turn in range(3000):
            counts = [_poisson(chance, rate) for _week in range(13)]
            called += is_rise(counts[-1], usual(counts[:-1], [1.0] * 12), 1.0)
            weeks += 1
    assert called / weeks <= 0.001


def test_three_times_as_much_as_usual_is_heard():
    assert is_rise(15, usual([5] * 12, [1.0] * 12), 1.0)
    assert is_rise(6, usual([0] * 12, [1.0] * 12), 1.0)
    assert not is_rise(7, usual([5] * 12, [1.0] * 12), 1.0)
    assert not is_rise(2, usual([0] * 12, [1.0] * 12), 1.0)


def _poisson(chance: random.Random, rate: float) -> int:
    at, count = chance.expovariate(rate), 0
    while at < 1:
        at, count = at + chance.expovariate(rate), count + 1
    return count


def test_merging_many_names_a_main_one_that_is_there(cast):
    rows = talk(cast, MIXER[:2])
    sent = {"row": [f"{row.pk} {row.version} {row.pk}" for row in rows], "main": "nichts"}
    answer = at_desk(cast.users.clerk).post("/desk/appeals/many/merge/", sent)
    assert (answer.status_code, Appeal.objects.filter(state="merged").count()) == (422, 0)


def test_what_was_said_in_a_place_that_was_merged_stands_with_the_new_one(cast):
    pair = [cast.places.community, cast.places.other_community]
    talk(cast, place=cast.places.other_neighbourhood)
    gather_topics()
    places.merge(pair, code=pair[0].code, name="合家社区", actor=SYSTEM)
    desk = at_desk(cast.users.lead)
    page = desk.get(reverse("insight:talk"), {"place": pair[0].code})
    assert [each.messages for each in page.context["talked"].topics] == [5]
    town = desk.get(reverse("insight:talk"), {"place": cast.places.town.code})
    tiles = {each.name: each.messages for each in town.context["talked"].tiles}
    assert tiles["合家社区"] == 5
    topic = Topic.objects.get()
    page = desk.get(reverse("insight:topic", args=[topic.pk])).content.decode()
    assert "富东社区" in page
    assert "None" not in page
