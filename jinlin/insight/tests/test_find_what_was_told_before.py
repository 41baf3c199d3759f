"""Is the same matter found before it is told again, and can a neighbour join it without learning
who told it?
"""

import random
from itertools import combinations

import pytest
from django.db import connection, transaction
from django.urls import reverse

from jinlin.core.errors import NotAllowed, NotNow
from jinlin.core.tests.standing import once_a_file
from jinlin.domains.appeals.tests.cast import (
    TEXT,
    at_desk,
    at_phone,
    cast_of_dehua,
    closed,
    finished,
    in_hand,
    reported,
)
from jinlin.insight import actions
from jinlin.insight.beside import matters_before
from jinlin.insight.models import Backing, Sign
from jinlin.insight.queries import repeats
from jinlin.insight.queries.repeats import candidates, earlier_matters, repeated, shared_words
from jinlin.insight.signs import BANDS, signs_of
from jinlin.services.notices.models import Message

AGAIN = "凤池新村3幢楼下的路灯坏了好几天，晚上老人下楼看不见台阶，请派人来修。"
OTHER = "5号楼电梯总停，门也关不上。"


standing_cast, cast = once_a_file(cast_of_dehua)


def test_the_same_words_have_the_same_signs_and_others_none_in_common():
    one, other = signs_of("350526", "", TEXT), signs_of("350526", "", OTHER)
    assert (len(one), len(set(one) & set(other))) == (BANDS, 0)
    assert one == signs_of("350526", "", TEXT.replace("。", " ！ "))
    assert set(one) & set(signs_of("621121", "", TEXT)) == set()
    assert signs_of("350526", "", "灯") == []


def test_texts_that_say_mostly_the_same_share_a_sign_nearly_always():
    chance, found = random.Random(3), 0
    letters = [chr(0x4E00 + number) for number in range(3000)]
    for _turn in range(200):
        text = chance.choices(letters, k=120)
        changed = list(text)
        for at in chance.sample(range(120), 6):
            changed[at] = chance.choice(letters)
        signs = (signs_of("350526", "", "".join(each)) for each in (text, changed))
        first, second = map(set, signs)
        found += bool(first & second)
    assert found >= 190


def test_every_exact_repeat_is_found_and_taking_in_twice_changes_nothing(cast):
    rows = [reported(cast, place=place) for place in (cast.places.neighbourhood,) * 4]
    reported(cast, text=OTHER)
    actions.read_news()
    count = Sign.objects.count()
    actions.take_in(rows)
    assert Sign.objects.count() == count
    pairs = {
        frozenset((row.pk, key)) for row in rows for key in candidates(row.county, "", TEXT)
    } - {frozenset((row.pk,)) for row in rows}
    assert pairs == {frozenset(pair) for pair in combinations((row.pk for row in rows), 2)}


def test_staff_see_before_they_accept_what_was_told_elsewhere_in_the_same_words(cast):
    far = reported(cast, place=cast.places.other_neighbourhood)
    near, here = reported(cast), reported(cast)
    actions.read_news()
    assert [each.appeal.pk for each in repeated(here, actor=cast.actors.lead)] == [far.pk]
    page = at_desk(cast.users.lead).get(reverse("appeals:desk_appeal", args=[near.pk]))
    assert 'id="repeats"' in page.text
    assert repeated(here, actor=cast.actors.handler) == []


@pytest.mark.parametrize("rows", [1, 3])
def test_it_costs_two_statements_however_much_is_alike(cast, rows, django_assert_num_queries):
    for _turn in range(rows):
        reported(cast, place=cast.places.other_neighbourhood)
    appeal = reported(cast)
    actions.read_news()
    with django_assert_num_queries(2):
        assert len(repeated(appeal, actor=cast.actors.lead)) == rows


def test_a_resident_is_shown_only_the_words_that_they_wrote_themselves(cast):
    in_hand(cast, text=TEXT + "我是王小明，电话13712345678。")
    place = cast.places.neighbourhood
    found = earlier_matters(place.code, AGAIN, actor=cast.actors.neighbour)
    assert len(found) == 1
    assert all(word in AGAIN for word in found[0].shared)
    _template, context = matters_before(place, AGAIN, cast.actors.neighbour, "")
    assert context["found"][0].shared == found[0].shared
    client = at_phone(cast.users.neighbour)
    client.post("/report/place/", {"code": place.code})
    client.post("/report/what/", {"text": AGAIN, "spot": ""})
    page = client.get("/report/who/").text
    assert ("邻居" in page, "王小明" in page, "13712345678" in page) == (True, False, False)


def test_an_older_one_is_found_where_more_are_open_than_are_compared(cast, monkeypatch):
    """By its signs: the newest alone would hide it."""
    monkeypatch.setattr(repeats, "NEAR", 2)
    old = in_hand(cast, text=AGAIN)
    for _turn in range(2):
        in_hand(cast, text=OTHER)
    actions.read_news()
    place = cast.places.neighbourhood.code
    found = earlier_matters(place, AGAIN, actor=cast.actors.neighbour)
    assert [each.appeal.pk for each in found] == [old.pk]


def test_elsewhere_ended_or_one_s_own_is_not_offered(cast):
    reported(cast, place=cast.places.other_neighbourhood)
    closed(cast)
    assert earlier_matters(cast.places.neighbourhood.code, AGAIN, actor=cast.actors.neighbour) == []
    in_hand(cast)
    assert earlier_matters(cast.places.neighbourhood.code, AGAIN, actor=cast.actors.resident) == []


def test_one_tap_joins_once_the_unit_sees_how_many_and_the_neighbour_is_told_how_it_ends(cast):
    appeal = in_hand(cast)
    browser = at_phone(cast.users.neighbour)
    for _turn in range(2):
        answer = browser.post(reverse("insight:back", args=[appeal.pk]))
        assert answer.status_code == 302
    backing = Backing.objects.get()
    page = browser.get(answer.url).text
    assert ("路灯" in page, appeal.number in page) == (False, False)
    assert reverse("insight:shared", args=[backing.pk]) in browser.get(reverse("mine")).text
    desk = at_desk(cast.users.clerk).get(reverse("appeals:desk_appeal", args=[appeal.pk]))
    assert "也反映" in desk.text
    actions.read_news()
    done = finished(cast)
    Backing.objects.update(appeal=done)
    actions.read_news()
    actions.read_news()
    told = Message.objects.filter(event="insight.backed")
    assert [(message.user_id, "路灯" in message.body) for message in told] == [
        (cast.users.neighbour.pk, False)
    ]
    other = at_phone(cast.users.resident)
    assert other.get(reverse("insight:shared", args=[backing.pk])).status_code == 404
    assert browser.post(reverse("insight:take_back", args=[backing.pk])).status_code == 302
    assert not Backing.objects.exists()


def test_nobody_joins_their_own_an_ended_one_or_as_staff(cast):
    appeal = in_hand(cast)
    for actor in (cast.actors.resident, cast.actors.clerk):
        with pytest.raises(NotAllowed), transaction.atomic():
            actions.back(appeal, actor=actor)
    with pytest.raises(NotNow):
        actions.back(closed(cast), actor=cast.actors.neighbour)


def test_shared_words_are_runs_of_letters_of_both():
    assert shared_words("路灯坏了，电话13712345678", "这里路灯坏了电话13712345678") == (
        "路灯坏了",
        "电话",
    )


def test_signs_are_looked_up_by_an_index(cast):
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            pytest.skip("SQLite says its plan in these words")
        cursor.execute(
            "EXPLAIN QUERY PLAN SELECT appeal_id FROM insight_sign WHERE sign IN (1, 2, 3)"
        )
        assert "COVERING INDEX" in repr(cursor.fetchall())
