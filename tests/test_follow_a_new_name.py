"""Does whatever stands at a place and goes on bear the name that the place has now?"""

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from jinlin.core.actor import SYSTEM
from jinlin.core.tests.standing import standing
from jinlin.domains.appeals.tests.cast import cast_of_dehua
from jinlin.domains.pacts.models import Pact
from jinlin.ground.places.actions import merge, rename
from jinlin.ground.places.models import Place
from tests.scene import Scene, scene_of

pytestmark = pytest.mark.django_db
MATTER = "it came in while the place was called so"
KEPT = {
    "accounts.Grant": "the code says what it reaches; who reads of it is told the new name",
    "accounts.Shift": MATTER,
    "appeals.Appeal": MATTER,
    "casework.Case": MATTER,
    "casework.Service": "it was given while the place was called so",
    "consultations.Meeting": MATTER,
    "consultations.Topic": MATTER,
    "consultations.Vote": MATTER,
    "ledgers.Ledger": "a paper of its time",
    "ledgers.Template": "one name of a form in a place",
    "metrics.Report": "a paper of its time",
    "places.Place": "places are history themselves",
    "projects.Project": MATTER,
    "projects.Task": MATTER,
    "projects.TaskList": MATTER,
    "returns.Blank": "one name of a form in a place",
    "returns.Return": "a paper of its time",
    "servicedays.HelpAsk": MATTER,
    "talents.Help": MATTER,
    "training.Order": MATTER,
    "visits.Round": MATTER,
    "wishes.Wish": MATTER,
}


def _at_a_place() -> set[str]:
    fields = ((model, field) for model in apps.get_models() for field in model._meta.fields)
    return {model._meta.label for model, field in fields if field.related_model is Place}


def _following() -> dict[str, type]:
    models = (each for each in apps.get_models() if getattr(each, "follows_its_place", False))
    return {each._meta.label: each for each in models}


def test_each_kind_of_row_follows_its_place_or_says_why_not():
    following = set(_following())
    assert _at_a_place() - {"core.Thing"} == following | set(KEPT)
    assert following & set(KEPT) == set()


@pytest.fixture(scope="module")
def scene(django_db_setup, django_db_blocker, tmp_path_factory) -> Scene:
    with standing(django_db_blocker, tmp_path_factory.mktemp("uploads")):
        yield scene_of(cast_of_dehua())


def test_what_goes_on_bears_the_new_name_and_keeps_its_code(scene):
    place = scene.cast.places.neighbourhood
    before = _codes_at(place)
    now = rename(place, "凤池新大院", actor=SYSTEM)
    assert len(before) > 5
    assert (_codes_at(place), _codes_at(now)) == ({}, before)


@pytest.mark.parametrize("feed", ["receptions:place_feed", "servicedays:feed"])
def test_a_calendar_says_the_new_name(scene, feed):
    code = scene.cast.places.neighbourhood.code
    rename(scene.cast.places.neighbourhood, "凤池新大院", actor=SYSTEM)
    text = Client().get(reverse(feed, args=[code])).content.decode().replace("\r\n ", "")
    assert ("凤池新大院" in text, "凤池新村" in text) == (True, False)


def test_of_two_pacts_of_places_that_are_merged_each_is_still_of_its_part(scene):
    first, second = scene.cast.places.neighbourhood, scene.cast.places.second_neighbourhood
    first = rename(first, "凤池新大院", actor=SYSTEM)
    merge([first, second], code=second.code, name="凤池花园", actor=SYSTEM)
    named = sorted(each.place.name for each in Pact.objects.select_related("place"))
    assert named == ["凤池新大院", "瓷都花园"]


def _codes_at(place: Place) -> dict[str, list[str]]:
    found = {
        label: sorted(
            model._default_manager.filter(place=place).values_list("place_code", flat=True)
        )
        for label, model in _following().items()
        if any(each.name == "place_code" for each in model._meta.fields)
    }
    return {label: codes for label, codes in found.items() if codes}
