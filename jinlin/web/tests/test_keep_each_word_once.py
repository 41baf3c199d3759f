"""What happens when an administrator enters into reference data what stands there already?"""

import pytest

from jinlin.domains.appeals.tests.cast import ABROAD, cast_of_dehua
from jinlin.domains.talents.models import Skill
from jinlin.ground.accounts.tests.county import at_desk
from jinlin.services.volunteers.models import Skill as VolunteerSkill

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]
SKILL = {"name": "修水管", "words": "水管", "order": "1", "is_open": "on"}
MODULE = {"name": "社会工作实务", "order": "1", "threshold": "60", "is_open": "on"}
TWICE = {
    "talents/skill": SKILL,
    "volunteers/skill": {"name": "理发", "is_open": "on"},
    "training/module": MODULE,
    "servicedays/theme": {"month": "3", "name": "学雷锋"},
    "projects/servicekind": {"code": "Z9", "name": "助浴", "order": "1", "is_offered": "on"},
}


@pytest.mark.parametrize("kind", TWICE)
def test_what_stands_already_is_refused_in_words_and_what_was_typed_stays(kind):
    client = at_desk(cast_of_dehua().users.system_admin)
    first, again = (client.post(f"/desk/admin/{kind}/add/", TWICE[kind]) for _time in range(2))
    assert (first.status_code, again.status_code) == (302, 200), first.text
    assert "已有相同的一条" in again.text
    assert TWICE[kind]["name"] in again.text


def test_what_another_county_has_may_be_entered():
    client = at_desk(cast_of_dehua().users.system_admin)
    Skill.objects.create(county=ABROAD, name=SKILL["name"])
    VolunteerSkill.objects.create(county=ABROAD, name="理发")
    answers = [
        client.post("/desk/admin/talents/skill/add/", SKILL),
        client.post("/desk/admin/volunteers/skill/add/", TWICE["volunteers/skill"]),
    ]
    assert [each.status_code for each in answers] == [302, 302]


def test_a_row_is_renamed_to_no_other_one():
    cast = cast_of_dehua()
    client, county = at_desk(cast.users.system_admin), cast.users.system_admin.county
    VolunteerSkill.objects.create(county=county, name="理发")
    other = VolunteerSkill.objects.create(county=county, name="修鞋")
    address = f"/desk/admin/volunteers/skill/{other.pk}/change/"
    assert client.post(address, {"name": "修鞋", "is_open": "on"}).status_code == 302
    answer = client.post(address, {"name": "理发", "is_open": "on"})
    assert (answer.status_code, "已有相同的一条" in answer.text) == (200, True)
