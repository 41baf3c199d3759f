"""Does a list name what it cannot use of its address, and do the other filters hold?

The lists that have no test of their own for it: nothing of an address is left out in silence, and
no file is made that would hold more than was meant.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from jinlin.core.tests.standing import standing
from jinlin.domains.appeals.tests.cast import at_desk, cast_of_dehua
from jinlin.ground.accounts.models import User
from tests.scene import Scene, scene_of

pytestmark = pytest.mark.one_engine
LEFT_OUT = "有的筛选条件用不了"
LONG = "很" * 61
COUNTY = "350526"
STANDS_AT = re.compile(r"<h2[^>]*>[^<]*|<option[^>]* selected>").findall
# A list, what its address cannot say, and the field that is named.
LISTS = (
    *(("/desk/volunteers/records/", "state=nonsense", "状态"),),
    *(("/desk/volunteers/activities/", "state=nonsense", "状态"),),
    *(("/desk/volunteers/", f"q={LONG}", "关键词"),),
    *(("/desk/servicedays/days/", "state=nonsense", "状态"),),
    *(("/desk/servicedays/days/", f"q={LONG}", "关键词"),),
    *(("/desk/consultations/meetings/", "state=nonsense", "状态"),),
    *(("/desk/points/orders/", "state=nonsense", "状态"),),
    *(("/desk/points/reversals/", "state=nonsense", "状态"),),
    *(("/desk/points/stock/", "store=nonsense", "超市"),),
    *(("/desk/points/stock/", f"find={LONG}", "关键词"),),
    *(("/desk/talents/", "state=nonsense", "状态"),),
    *(("/desk/talents/", "skill=nonsense", "技能"),),
)
# A page that stands at one month, week or year, what its address cannot say, and who reads it.
PERIODS = (
    *(("/points/me/", each, "月份", "resident") for each in ("month=x", "month=2999-01")),
    *(
        ("/volunteers/written-afterwards/", f"month={each}", "月份", "")
        for each in ("1", "0001-01")
    ),
    *(("/desk/receptions/", each, "月份", "lead") for each in ("month=2025-13", "month=9999-12")),
    *(("/desk/talk/", each, "哪一周", "lead") for each in ("week=x", "week=0001-01-01")),
    *(("/social-work/", each, "年", "") for each in ("year=x", "year=1990")),
    *(("/figures/", f"place={COUNTY}&{each}", "月份或年份", "") for each in ("period=x",)),
    *(("/figures/seals/", f"place={COUNTY}&{each}", "月份", "") for each in ("month=x",)),
)
FILES = (
    ("/desk/volunteers/records.csv", "state=nonsense"),
    ("/desk/servicedays/days.csv", "state=nonsense"),
    ("/desk/volunteers/export.csv", f"q={LONG}"),
    ("/desk/points/transfers/export/", "as=doc"),
    ("/desk/training/export/", "kind=nonsense"),
    ("/desk/consultations/list/", "of=nothing"),
)
# Boards on which words are looked for, and who reads them.
SEARCHED = (
    *(("/desk/appeals/", "lead"), ("/desk/wishes/", "lead"), ("/desk/pacts/", "lead")),
    *(("/desk/consultations/", "lead"), ("/desk/projects/", "lead")),
    *(("/desk/tasks/", "lead"), ("/desk/talents/", "lead")),
    *(("/desk/training/", "lead"), ("/desk/casework/", "case-ru")),
    *(("/desk/servicedays/days/", "lead"),),
)


@pytest.fixture(scope="module")
def scene(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Scene]:
    with standing(django_db_blocker, tmp_path_factory.mktemp("uploads")):
        yield scene_of(cast_of_dehua())


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize(("address", "query", "field"), LISTS, ids=range(len(LISTS)))
def test_what_cannot_be_used_of_an_address_is_named_and_the_list_stands(
    scene, address, query, field
):
    desk = at_desk(scene.cast.users.lead)
    page, usual = desk.get(f"{address}?{query}"), desk.get(address)
    assert (page.status_code, LEFT_OUT in page.text, LEFT_OUT in usual.text) == (422, True, False)
    assert f"<li>{field}" in page.text
    assert len(page.context["page"].rows) == len(usual.context["page"].rows)


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize(("address", "query", "field", "who"), PERIODS, ids=range(len(PERIODS)))
def test_a_month_or_year_that_cannot_be_used_is_named_and_the_usual_one_stands(
    scene, address, query, field, who
):
    browser = at_desk(getattr(scene.cast.users, who)) if who else Client()
    page = browser.get(f"{address}?{query}")
    usual = browser.get(f"{address}?{query.rpartition('&')[0]}")
    assert (page.status_code, LEFT_OUT in page.text, LEFT_OUT in usual.text) == (422, True, False)
    assert f"<li>{field}" in page.text
    assert (usual.status_code, STANDS_AT(page.text)) == (200, STANDS_AT(usual.text))


@pytest.mark.usefixtures("db")
def test_a_list_of_a_day_that_does_not_exist_is_not_signed_as_that_of_today(scene):
    address = reverse("talents:status", args=[COUNTY, "revocation"])
    assert [Client().get(f"{address}{on}").status_code for on in ("", "?on=2025-02-30")] == [
        200,
        422,
    ]


@pytest.mark.usefixtures("db")
def test_words_that_are_too_long_are_named_where_accounts_are_kept(scene):
    page = at_desk(scene.cast.users.security_admin).get(f"/desk/accounts/?q={LONG}")
    assert (page.status_code, LEFT_OUT in page.text) == (422, True)


@pytest.mark.usefixtures("db")
def test_a_state_that_no_application_has_is_named_and_the_open_ones_stand(scene):
    desk = at_desk(scene.cast.users.lead)
    page, usual = desk.get("/desk/subsidies/?state=nonsense"), desk.get("/desk/subsidies/")
    assert (page.status_code, LEFT_OUT in page.text, LEFT_OUT in usual.text) == (422, True, False)
    assert (page.context["state"], len(page.context["rows"])) == ("", len(usual.context["rows"]))


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize(("address", "query"), FILES, ids=range(len(FILES)))
def test_no_file_is_made_of_what_cannot_be_used(scene, address, query):
    desk = at_desk(scene.cast.users.lead)
    assert desk.get(f"{address}?{query}").status_code == 422
    usual = desk.get(address)
    assert (usual.status_code, bool(b"".join(usual.streaming_content))) == (200, True)


@pytest.mark.usefixtures("db")
def test_words_in_force_stand_as_a_chip_and_hold_in_the_file(scene):
    desk = at_desk(scene.cast.users.lead)
    page = desk.get("/desk/volunteers/?q=没有这个人")
    assert [str(chip.words) for chip in page.context["chips"]] == ["没有这个人"]
    file = desk.get("/desk/volunteers/export.csv?q=没有这个人")
    text = b"".join(file.streaming_content).decode("utf-8-sig")
    assert len(text.strip().splitlines()) == 1


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize(("address", "who"), SEARCHED)
def test_the_numbers_on_the_tabs_are_of_the_rows_under_the_filters(scene, address, who):
    user = getattr(scene.cast.users, who, None) or User.objects.get(username=who)
    desk = at_desk(user)
    whole = desk.get(f"{address}?state=all").context["tabs"]
    found = desk.get(f"{address}?state=all&q=没有这样的一句").context["tabs"]
    assert (len(whole), bool(whole[-1][3])) == (len(found), True)
    assert {tab[3] for tab in found} == {""}
