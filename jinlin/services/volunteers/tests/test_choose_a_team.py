"""Is one of very many teams found by what is typed of its name, without a list of all of them?"""

import pytest
from django.forms import Form

from jinlin.core.time import clock
from jinlin.services.volunteers import choosing
from jinlin.services.volunteers.choosing import TeamField, offer_teams
from jinlin.services.volunteers.models import Team

pytestmark = pytest.mark.one_engine


class Chosen(Form):
    team = TeamField(label="team", required=False)


def form(cast, typed=None, **more) -> Chosen:
    made = Chosen(None if typed is None else {"team": typed}, **more)
    offer_teams(made.fields["team"], cast.actors.leader)
    return made


@pytest.fixture
def many(cast):
    place = cast.team.place
    told = {"county": place.county_code, "place": place, "place_code": place.code}
    names = ["敬老队", *(f"巡河{number:04}队" for number in range(2_000))]
    Team.objects.bulk_create(
        Team(name=name, kind=cast.team.kind, founded_on=clock.today(), **told) for name in names
    )


def test_a_few_stand_in_a_list_with_one_statement(cast, django_assert_num_queries):
    with django_assert_num_queries(1):
        page = str(form(cast)["team"])
    assert ("<select" in page, cast.team.name in page) == (True, True)
    assert form(cast, str(cast.team.pk)).is_valid()


def test_of_many_only_some_are_sent_and_the_rest_is_typed(cast, many, django_assert_num_queries):
    with django_assert_num_queries(1):
        page = str(form(cast)["team"])
    assert ("<select" in page, page.count("<option")) == (False, choosing.FEW)
    for typed, name in (
        ("敬老队", "敬老队"),
        ("1234", "巡河1234队"),
        ("", None),
        (" 敬老 ", "敬老队"),
    ):
        found = form(cast, typed)
        assert found.is_valid(), found.errors
        assert getattr(found.cleaned_data["team"], "name", None) == name
    assert form(cast, str(cast.team.pk)).is_valid()
    assert 'value="敬老队"' in str(
        form(cast, initial={"team": Team.objects.get(name="敬老队")})["team"]
    )


@pytest.mark.parametrize(("typed", "said"), [("巡河", "巡河0000队"), ("没有这个", "没有")])
def test_what_fits_none_or_several_is_said_and_stays_typed(cast, many, typed, said):
    refused = form(cast, typed)
    assert not refused.is_valid()
    assert said in refused.errors["team"][0]
    assert f'value="{typed}"' in str(refused["team"])


def test_another_place_s_team_is_not_found_by_its_name(cast, many):
    Team.objects.filter(name="敬老队").update(place_code="621121", county="621121")
    assert not form(cast, "敬老队").is_valid()
