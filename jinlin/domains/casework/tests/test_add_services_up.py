"""Where did the money of services come from, who came along, and does a filter hold everywhere?"""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jinlin.core.actor import SYSTEM
from jinlin.core.errors import Unusable
from jinlin.core.keys import uuid7
from jinlin.core.time import clock
from jinlin.domains.casework import actions
from jinlin.domains.casework.actions import Known, Told
from jinlin.domains.casework.models import Along, Service
from jinlin.domains.casework.queries.sums import served_at, sums_of
from jinlin.ground.accounts.tests.county import COUNTY, at_desk
from jinlin.ground.people import actions as people
from jinlin.services.volunteers import actions as volunteers


def served(cast, **told) -> Service:
    kept = {"title": "入户探访", "people": [Known("村民", "13900000001")], **told}
    words = Told("elderly", "single", cast.places.community, clock.today(), **kept)
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
