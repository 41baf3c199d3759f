"""Is everybody known once, however they turn up?"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric

from jinlin.core import timeline
from jinlin.core.actor import ANONYMOUS, SYSTEM
from jinlin.core.errors import Unusable
from jinlin.ground.people.actions import know
from jinlin.ground.people.knowing import Claim, candidates
from jinlin.ground.people.models import Person
from jinlin.ground.people.numbers import birth_year_of, clean_citizen_id, clean_phone
from jinlin.ground.people.tests.conftest import (
    CITIZEN_ID,
    DEHUA,
    OTHER_PHONE,
    PHONE,
    resident,
    user,
)

OTHER_ID = "35052619680315001X"


def test_the_same_phone_is_the_same_person(dehua):
    first = know(DEHUA, name="王秀英", phone=PHONE, actor=dehua.clerk)
    assert know(DEHUA, name="王阿姨", phone="+86 138-0013-8000", actor=dehua.clerk) == first
    assert Person.objects.get().name == "王秀英"


def test_the_same_citizen_id_is_the_same_person_under_a_new_phone(dehua, wang):
    assert know(DEHUA, name="", phone=PHONE, citizen_id=CITIZEN_ID, actor=dehua.clerk) == wang
    wang.refresh_from_db()
    assert (wang.phone, wang.birth_year, wang.phone_key != "") == (PHONE, 1949, True)


def test_two_citizen_ids_on_one_phone_are_two_people(dehua):
    first = know(DEHUA, name="王秀英", phone=PHONE, citizen_id=CITIZEN_ID, actor=dehua.clerk)
    second = know(DEHUA, name="王建国", phone=PHONE, citizen_id=OTHER_ID, actor=dehua.clerk)
    assert (first == second, second.phone, second.phone_key) == (False, PHONE, "")
    assert know(DEHUA, name="", phone=PHONE, actor=dehua.clerk) == first


def test_without_any_number_everybody_is_somebody_new(dehua):
    assert know(DEHUA, name="王秀英", actor=dehua.clerk) != know(
        DEHUA, name="王秀英", actor=dehua.clerk
    )


def test_another_county_knows_its_own(dehua):
    here, there = (
        know(county, name="王", phone=PHONE, actor=SYSTEM) for county in (DEHUA, "621121")
    )
    assert (here == there, here.phone_key == there.phone_key) == (False, True)


def test_nothing_readable_stands_in_the_database(dehua, wang, django_assert_num_queries):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT name, citizen_id, citizen_key FROM people_person")
        stored = " ".join(cursor.fetchone())
    assert (wang.name in stored, CITIZEN_ID in stored) == (False, False)


def test_a_resident_finds_the_row_of_the_phone_they_proved(dehua):
    entered = know(DEHUA, name="李明", phone=PHONE, actor=dehua.clerk)
    signed_in = user("李明", PHONE)
    assert (
        know(DEHUA, name="李明", phone=PHONE, user=signed_in, actor=resident(signed_in)) == entered
    )
    assert Person.objects.get().user == signed_in


def test_a_resident_cannot_become_somebody_else_by_typing_their_number(dehua, wang):
    victim = know(DEHUA, name="李明", phone=OTHER_PHONE, actor=dehua.clerk)
    intruder = user("某人", PHONE)
    mine = know(
        DEHUA,
        name="某人",
        phone=OTHER_PHONE,
        citizen_id=CITIZEN_ID,
        user=intruder,
        actor=resident(intruder),
    )
    assert mine not in (victim, wang)
    assert (mine.phone_key, mine.citizen_key) == ("", "")


def test_a_number_that_is_only_claimed_does_not_block_its_owner(dehua):
    intruder = user("某人", PHONE)
    know(
        DEHUA,
        name="某人",
        phone=OTHER_PHONE,
        citizen_id=CITIZEN_ID,
        user=intruder,
        actor=resident(intruder),
    )
    owner = know(DEHUA, name="王秀英", phone=OTHER_PHONE, citizen_id=CITIZEN_ID, actor=dehua.clerk)
    assert (owner.user, owner.phone_key != "", owner.citizen_key != "") == (None, True, True)


def test_a_phone_passed_on_finds_its_new_owner_only_with_a_new_row(dehua):
    before = user("前机主", PHONE)
    first = know(DEHUA, name="前机主", phone=PHONE, user=before, actor=resident(before))
    before.phone_key, before.phone, before.username = None, "", "gone"
    before.save()
    after = user("新机主", PHONE)
    assert know(DEHUA, name="新机主", phone=PHONE, user=after, actor=resident(after)) != first


def test_a_signed_in_resident_is_one_person(dehua):
    signed_in = user("李明", PHONE)
    rows = {
        know(DEHUA, name="李明", phone=phone, user=signed_in, actor=resident(signed_in))
        for phone in (PHONE, "", OTHER_PHONE)
    }
    assert len(rows) == 1


def test_an_unknown_caller_changes_nothing_of_what_is_known(dehua):
    known = know(DEHUA, name="", phone=PHONE, actor=dehua.clerk)
    assert (
        know(DEHUA, name="别的名字", phone=PHONE, citizen_id=CITIZEN_ID, actor=ANONYMOUS) == known
    )
    known.refresh_from_db()
    assert (known.name, known.citizen_id) == ("", "")


def test_staff_confirm_a_citizen_id_that_a_resident_typed(dehua):
    signed_in = user("王秀英", PHONE)
    mine = know(
        DEHUA,
        name="王秀英",
        phone=PHONE,
        citizen_id=CITIZEN_ID,
        user=signed_in,
        actor=resident(signed_in),
    )
    assert mine.citizen_key == ""
    assert know(DEHUA, name="王秀英", phone=PHONE, citizen_id=CITIZEN_ID, actor=dehua.clerk) == mine
    assert know(DEHUA, name="", citizen_id=CITIZEN_ID, actor=dehua.clerk) == mine


def test_what_became_known_is_on_record_for_staff_only(dehua, wang):
    know(DEHUA, name="", phone=PHONE, citizen_id=CITIZEN_ID, actor=dehua.clerk)
    told = [(entry.verb, entry.audience, entry.data) for entry in timeline.trail(wang)]
    assert told == [
        ("entered", "staff", {}),
        ("filled_in", "staff", {"fields": ["phone", "phone_key"]}),
    ]


@pytest.mark.parametrize(
    "phone", ["12345", "23800138000", "138001380001", "电话", "+1 212 555 0100", "1380013800a"]
)
def test_a_wrong_phone_is_refused(phone):
    with pytest.raises(Unusable):
        clean_phone(phone)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        ("１３８００１３８０００", PHONE),
        ("+86 138 0013 8000", PHONE),
        ("0595-2352 2222", "059523522222"),
        ("+86 595 2352 2222", "059523522222"),
        ("+86-(0)10-6552-1234", "01065521234"),
        ("0595-23522222-801", "059523522222-801"),
        ("（0595）23522222 转 801", "059523522222-801"),
        ("010 65521234 分机8", "01065521234-8"),
        ("400-810-1234", "4008101234"),
        ("400 810 1234 转 2", "4008101234-2"),
        ("2352 2222", "23522222"),
        ("7352222", "7352222"),
        ("+852 2123 4567", "+85221234567"),
        ("00853-6612 3456", "+85366123456"),
        ("+886 (0)912-345-678", "+886912345678"),
    ],
)
def test_a_phone_is_kept_as_its_digits(typed, kept):
    assert clean_phone(typed) == kept


@pytest.mark.parametrize(
    "number",
    [
        "350526194910010022",
        "35052619491001002",
        "999999194910010021",
        "350526209910010026",
        "身份证",
        "x" * 18,
    ],
)
def test_a_wrong_citizen_id_is_refused(number):
    with pytest.raises(Unusable):
        clean_citizen_id(number)


def test_a_foreigners_permit_is_taken_with_its_province_and_nationality():
    first = "93584019900307001"
    number = first + ric.calc_check_digit(first + "0")
    assert (clean_citizen_id(number), birth_year_of(number)) == (number, 1990)


@given(st.dates(min_value=date(1910, 1, 1), max_value=date(2025, 12, 31)), st.integers(0, 999))
def test_every_rightly_built_citizen_id_is_taken_and_tells_the_year(born, order):
    first = f"350526{born:%Y%m%d}{order:03}"
    number = first + ric.calc_check_digit(first + "0")
    assert (clean_citizen_id(number.lower()), birth_year_of(number)) == (number, born.year)


@given(st.text(max_size=30))
def test_no_text_at_all_breaks_the_cleaning(text):
    for clean in (clean_phone, clean_citizen_id):
        try:
            assert clean(clean(text)) == clean(text)
        except Unusable:
            pass


def test_whoever_is_claimed_is_found_by_an_index_for_each_number(dehua):
    """A county knows some hundred thousand people, and every report asks."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    if connection.vendor != "sqlite":
        pytest.skip("SQLite says its plan in these words")
    claim = Claim.of(DEHUA, name="", phone=PHONE, citizen_id=CITIZEN_ID, user=None)
    with CaptureQueriesContext(connection) as seen:
        candidates(claim)
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {seen.captured_queries[0]['sql']}")
        plan = repr(cursor.fetchall())
    assert plan.count("SEARCH") == 3
    assert all(index in plan for index in ("one_person_per_phone", "one_person_per_citizen_id"))
