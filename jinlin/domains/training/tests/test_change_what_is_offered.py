"""Work that is offered changes, and whoever would like it says so themselves."""

from datetime import timedelta

import pytest

from jinlin.core.errors import NotAllowed, NotNow, Unusable
from jinlin.domains.training import actions
from jinlin.domains.training.models import Introduction
from jinlin.domains.training.tests.cast import AFTER, at, at_desk, at_phone, now_of, offered

pytestmark = pytest.mark.django_db
DESK = "/desk/training/work/"


def test_an_enterprise_changes_pay_and_last_day_on_a_page(cast):
    row = offered(cast)
    employer, later = at_desk(cast.users.employer), AFTER + timedelta(days=120)
    with at(10, day=AFTER):
        assert f"{DESK}{row.pk}/change/" in employer.get(f"{DESK}{row.pk}/").content.decode()
        form = employer.get(f"{DESK}{row.pk}/change/").context["form"]
        sent = {field.html_name: value for field in form if (value := field.value())}
        sent |= {"pay": "4500元/月", "valid_until": later.isoformat()}
        assert employer.post(f"{DESK}{row.pk}/change/", sent).status_code == 302
    row = now_of(row)
    assert (row.pay, row.valid_until, row.title) == ("4500元/月", later, "直播助理")
    assert (row.module, row.organisation) == (cast.module, cast.units.enterprise)


def test_what_was_taken_down_or_is_of_others_is_not_changed(cast):
    row = offered(cast)
    told = {
        "title": "直播助理",
        "place": cast.places.community,
        "hours": "8小时",
        "pay": "1元",
        "valid_until": AFTER + timedelta(days=9),
    }
    with at(10, day=AFTER):
        with pytest.raises(NotAllowed):
            actions.change_work(row, actions.Work(**told), actor=cast.actors.school_partner)
        over = actions.Work(**told | {"valid_until": AFTER - timedelta(days=1)})
        with pytest.raises(Unusable):
            actions.change_work(row, over, actor=cast.actors.employer)
        actions.close_work(row, actor=cast.actors.employer)
        with pytest.raises(NotNow):
            actions.change_work(row, actions.Work(**told), actor=cast.actors.employer)


def test_a_resident_says_that_they_would_like_it_and_agrees_before_any_name_is_given(cast):
    row, resident = offered(cast), at_phone(cast.users.resident)
    with at(10, day=AFTER):
        first = resident.post(f"/training/work/{row.pk}/")
        again = resident.post(f"/training/work/{row.pk}/")
        made = Introduction.objects.get()
        assert first.url == again.url == f"/training/introductions/{made.pk}/"
        assert (made.state, made.consent, made.person) == ("proposed", None, cast.resident)
        assert not Introduction.objects.for_desk(cast.actors.employer).exists()
        actions.agree_to_introduction(made, actor=cast.actors.resident)
        assert Introduction.objects.for_desk(cast.actors.employer).get() == made
        actions.close_work(row, actor=cast.actors.employer)
        assert resident.post(f"/training/work/{row.pk}/").status_code == 404


def test_everybody_reads_the_work_by_program(cast, client):
    row = offered(cast)
    with at(10, day=AFTER):
        code = cast.places.neighbourhood.code
        (found,) = client.get(f"/api/v1/training/work?place={code}").json()
    assert (found["id"], found["pay"], found["module"]) == (str(row.pk), "4000元/月", "电商直播")
    assert found["times"] == ["daytime", "evening", "weekend"]
