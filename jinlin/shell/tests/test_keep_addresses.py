"""Is an address that is kept the one that the table of addresses gives?"""

from uuid import UUID, uuid4

import pytest
from django.http import HttpResponse
from django.template import engines
from django.test import override_settings
from django.urls import NoReverseMatch, include, path, reverse, set_script_prefix

from jinlin.shell import addresses
from jinlin.shell.addresses import address

pytestmark = pytest.mark.one_engine

KEY, OTHER = uuid4(), uuid4()


def page(*_asked: object, **_parts: object) -> HttpResponse:
    return HttpResponse()


rows = (
    [
        path("", page, name="all"),
        path("<uuid:pk>/", page, name="one"),
        path("<uuid:pk>/<slug:move>/", page, name="move"),
        path("<uuid:pk>/对/<uuid:other>/", page, name="two"),
        path("<int:number>/", page, name="numbered"),
        path("<str:word>/said/", page, name="said"),
    ],
    "rows",
)
urlpatterns = [path("rows/", include(rows)), path("elsewhere/", include(rows, namespace="other"))]

ASKED = [
    ("rows:all", ()),
    ("rows:one", (KEY,)),
    ("rows:one", (str(KEY),)),
    ("rows:move", (KEY, "hand_over")),
    ("rows:two", (KEY, OTHER)),
    ("rows:two", (KEY, KEY)),
    ("rows:numbered", (7,)),
    ("rows:said", ("100% <b>'&\"",)),
    ("rows:said", ("a word that is longer than what is kept",)),
    ("other:one", (UUID(int=0),)),
]


@pytest.fixture(autouse=True)
def own_table():
    with override_settings(ROOT_URLCONF=__name__):
        yield
    set_script_prefix("/")


@pytest.mark.parametrize(("name", "parts"), ASKED)
def test_a_kept_address_is_the_right_one(name, parts):
    assert {address(name, *parts) for _time in range(2)} == {reverse(name, args=parts)}


@pytest.mark.parametrize("app", [None, "", "rows", "other"])
def test_it_is_asked_in_the_pages_of_an_app(app):
    assert address("rows:one", KEY, app=app) == reverse("rows:one", args=[KEY], current_app=app)


def test_another_key_stands_in_the_same_place():
    assert address("rows:one", KEY) == f"/rows/{KEY}/"
    assert address("rows:one", OTHER) == f"/rows/{OTHER}/"


def test_it_begins_with_what_stands_before_all_addresses():
    address("rows:one", KEY)
    set_script_prefix("/house/")
    assert address("rows:one", KEY) == f"/house/rows/{KEY}/"


@pytest.mark.parametrize(
    ("name", "parts"), [("rows:one", ()), ("rows:one", ("word",)), ("nobody:one", (KEY,))]
)
def test_what_has_no_address_says_so(name, parts):
    with pytest.raises(NoReverseMatch):
        address(name, *parts)


def test_what_may_be_a_secret_is_not_kept():
    before = addresses._text.cache_info().currsize
    address("rows:said", "a" * (addresses.LONGEST_WORD + 1))
    assert addresses._text.cache_info().currsize == before


@pytest.mark.parametrize(
    "asked",
    [
        '{% url "rows:one" key %}',
        '{% url "rows:move" pk=key move="go" %}',
        '{% url "rows:said" word %}',
        '{% autoescape off %}{% url "rows:said" word %}{% endautoescape %}',
        '{% url "rows:one" key as there %}[{{ there }}]',
        '{% url "rows:nowhere" key as there %}[{{ there }}]',
    ],
)
def test_the_tag_writes_what_djangos_own_does(asked, monkeypatch):
    engine, given = engines["django"].engine, {"key": KEY, "word": "a&b'\"<"}
    ours = _written(asked, given)
    monkeypatch.setattr(engine, "template_builtins", engine.template_builtins[:-1])
    assert ours == _written(asked, given)


def _written(text: str, given: dict[str, object]) -> str:
    return engines["django"].from_string(text).render(given)
