"""Where did the money of services come from, who came along, and does a filter hold everywhere?"""

from datetime import timedelta
from decimal import Decimal
from itertools import product
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jinlin.core.actor import SYSTEM
from jinlin.core.errors import NotNow, Unusable
from jinlin.core.keys import uuid7
from jinlin.core.offline import Conflict
from jinlin.core.time import clock
from jinlin.domains.casework import actions
from jinlin.domains.casework.actions import Known, ServiceTerms
from jinlin.domains.casework.desk.serving import chosen
from jinlin.domains.casework.models import Along, Monthly, Service
from jinlin.domains.casework.queries.sums import added_up, served_at, sums_of
from jinlin.ground.accounts.tests.county import COUNTY, at_desk
from jinlin.ground.people import actions as people
from jinlin.ground.places.actions import merge
from jinlin.services.volunteers import actions as volunteers


def served(cast, **told) -> Service:
    kept = {"field": "elderly", "form": "single", "on": clock.today(), "title": "入户探访"}
    kept |= {"people": [Known("村民", "13900000001")], **told}
    words = ServiceTerms(place=cast.places.community, **kept)
    return actions.serve(cast.units.agency, words, actor=cast.actors.worker)


def point_of(cast):
    told = {"name": "凤池社工站", "kind": "town_station", "since": clock.today()}
    place = cast.places.community
    return actions.open_point(cast.units.agency, place, **told, actor=cast.actors.watcher)


def test_money_is_added_up_by_its_source_and_by_the_point(cast):
    point = point_of(cast)
    for fund, yuan in (("lottery", "120.50"), ("lottery", "79.50"), ("gifts", "30"), ("", "0")):
        served(cast, fund=fund, spent=Decimal(yuan), point=point if fund == "gifts" else None)
    found = sums_of(Service.objects.filter(case=None))
    assert {str(line.word): line.yuan for line in found.funds} == {
        "福彩公益金": Decimal(200),
        "社会捐赠": Decimal(30),
        "": Decimal(0),
    }
    assert [(line.word, line.services) for line in found.points] == [("", 3), ("凤池社工站", 1)]
    assert (found.whole.services, found.whole.person_times, found.whole.yuan) == (4, 4, 230)
    (line,) = served_at([point])
    assert (line.services, line.person_times) == (1, 1)


def test_the_head_of_a_merged_place_counts_what_its_list_shows(cast):
    served(cast)
    two = [cast.places.community, cast.places.other_community]
    merge(two, code=two[1].code, name="凤东社区", actor=SYSTEM)
    used = {"place": two[1].code}
    rows, sums = chosen(cast.actors.lead, used), added_up(cast.actors.lead, used)
    assert (rows.count(), sums.whole.services, sums.people) == (1, 1, 1)


def test_the_page_says_it_and_costs_the_same_for_many(cast):
    browser, asked = at_desk(cast.users.lead), []
    for _time in range(2):
        served(cast, fund="lottery", spent=Decimal(20))
        browser.get("/desk/services/sums/")
        with CaptureQueriesContext(connection) as counted:
            page = browser.get("/desk/services/sums/").content.decode()
        asked.append(len(counted))
        assert "福彩公益金" in page
    assert asked[0] == asked[1]
    assert "40" in page


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"spent": Decimal(5)}, "fund"),
        ({"fund": "lottery", "spent": Decimal(-1)}, "spent"),
        ({"fund": "nothing"}, "fund"),
    ],
)
def test_money_without_a_source_is_refused(cast, told, field):
    with pytest.raises(Unusable) as refusal:
        served(cast, **told)
    assert refusal.value.field == field


def test_volunteers_along_are_named_by_their_phones_and_others_are_refused(cast):
    person = people.know(COUNTY, name="李志愿", phone="13812345678", actor=SYSTEM)
    one = volunteers.register(person, cast.places.community, actor=SYSTEM)
    told = {
        "agency": cast.units.agency.pk,
        "field": "elderly",
        "form": "single",
        "place": cast.places.community.code,
        "on": str(clock.today()),
        "title": "入户探访",
        "minutes": 30,
        "heads": 1,
        "fund": "gifts",
        "spent": "12.5",
        "helpers": "13812345678、13899999999",
        "key": str(uuid7()),
    }
    browser = at_desk(cast.users.worker)
    answer = browser.post("/desk/services/new/", told)
    assert answer.status_code == 422
    assert "本县没有手机号为 13899999999 的志愿者" in answer.content.decode()
    told["helpers"] = "13812345678"
    assert browser.post("/desk/services/new/", told).status_code == 302
    row = Service.objects.get()
    assert (row.spent, row.fund) == (Decimal("12.50"), "gifts")
    assert list(Along.objects.values_list("volunteer", flat=True)) == [one.pk]


def test_filters_hold_for_list_sums_and_file_and_a_wrong_one_makes_no_file(cast):
    point = point_of(cast)
    served(cast, title="在站里", point=point)
    served(cast, title="在村里")
    browser = at_desk(cast.users.lead)
    asked = f"point={point.pk}&since={clock.today() - timedelta(days=1)}"
    for page in ("", "export.csv"):
        answer = browser.get(f"/desk/services/{page}?{asked}")
        body = b"".join(answer.streaming_content if answer.streaming else [answer.content])
        assert ("在站里" in body.decode("utf-8-sig"), "在村里" in body.decode("utf-8-sig")) == (
            True,
            False,
        )
    here = f"place={cast.places.community.code}"
    assert "在村里" in browser.get(f"/desk/services/?{here}").content.decode()
    assert browser.get("/desk/services/?since=nonsense").status_code == 422
    assert browser.get("/desk/services/export.csv?since=nonsense").status_code == 422


def rows_of(found):
    """Sums without the order of their lines."""
    lines = {
        name: sorted((str(each.word), each.services, each.person_times, each.yuan) for each in rows)
        for name, rows in (("f", found.fields), ("p", found.points), ("m", found.funds))
    }
    return lines, found.whole


def test_months_say_what_their_services_say_for_any_period_and_filter(cast):
    point, dice = point_of(cast), Random(5)
    lead, today = cast.actors.lead, clock.today()
    for number in range(40):
        served(
            cast,
            on=today - timedelta(days=dice.randrange(130)),
            field=dice.choice(["youth", "elderly"]),
            form=dice.choice(["single", "call"]),
            point=dice.choice([None, point]),
            fund=(fund := dice.choice(["", "gifts"])),
            spent=Decimal("0.10") * number if fund else Decimal(0),
            heads=dice.randint(1, 9),
        )
    days = [None, *(today - timedelta(days=dice.randrange(140)) for _time in range(3))]
    days += [days[1].replace(day=1), days[2].replace(day=1) - timedelta(days=1)]
    for since, until in product(days, days):
        for more in ({}, {"field": "youth", "point": str(point.pk)}):
            used = {key: day for key, day in (("since", since), ("until", until)) if day} | more
            found = added_up(lead, used)
            assert rows_of(found) == rows_of(sums_of(chosen(lead, used))), used


def test_months_that_were_written_around_are_added_up_again(cast):
    served(cast, fund="gifts", spent=Decimal("1.25"))
    Monthly.objects.update(services=7)
    assert (actions.add_up_again(), actions.add_up_again()) == (1, 0)
    assert list(Monthly.objects.values_list("services", "cents")) == [(1, 125)]
    Monthly.objects.all().delete()
    assert (actions.add_up_again(), Monthly.objects.count()) == (1, 1)


def test_people_are_said_once_beside_the_person_times(cast):
    for _time in range(3):
        served(cast, heads=2)
    page = at_desk(cast.users.lead).get("/desk/services/sums/").content.decode()
    assert "共 3 次服务、6 人次" in page
    assert "服务 1 人" in page
    served(cast, people=[Known("别人", "13900000002")])
    assert added_up(cast.actors.worker, {}).people == 2


def test_other_contents_under_a_key_are_kept_beside_and_the_first_stands(cast):
    key = uuid7()
    first = served(cast, key=key)
    assert served(cast, key=key).pk == first.pk
    with pytest.raises(NotNow) as refusal:
        served(cast, key=key, title="另一次")
    assert refusal.value.detail["reason"] == "made_with_other_contents"
    (conflict,) = Conflict.objects.all()
    assert (conflict.fields["title"], "13900000001" in conflict.content) == ("另一次", False)
    assert Conflict.objects.visible_to(cast.actors.lead).exists()
    assert Service.objects.count() == 1
    other = cast.units.other_agency
    with pytest.raises(NotNow):
        actions.serve(other, told_of(cast, key), actor=cast.actors.other_worker)


def told_of(cast, key) -> ServiceTerms:
    place, people = cast.places.community, [Known("村民", "13900000001")]
    return ServiceTerms(
        "elderly", "single", place, clock.today(), "入户探访", people=people, key=key
    )
