"""Does the house notice when one of its forms asks for what it knows already?"""

import pytest
from django import forms
from django.test import Client

from jinlin.core.figures.answers import answer
from jinlin.core.figures.measures import Window
from jinlin.core.known_fields import MEASURES, KnownField, count
from jinlin.core.tests.standing import once_a_file
from jinlin.core.time import clock
from jinlin.domains.appeals.tests.cast import at_desk
from jinlin.domains.wishes.portal import following
from jinlin.domains.wishes.tests.cast import Cast, cast_of_dehua, published
from jinlin.ground.accounts.models import User
from jinlin.shell.asking import noted

pytestmark = pytest.mark.one_engine

READ = "/desk/burdens/"


standing_cast, cast = once_a_file(cast_of_dehua)


def kept() -> list[tuple[object, ...]]:
    return list(
        KnownField.objects.order_by("form", "field").values_list(
            "county", "form", "field", "role", "times"
        )
    )


def test_a_resident_whose_number_is_known_is_not_asked_for_it(cast: Cast) -> None:
    wish = published(cast)
    User.objects.filter(pk=cast.users.neighbour.pk).update(name="王桂兰")
    browser = at_desk(cast.users.neighbour)
    page = browser.get(f"/wishes/{wish.pk}/claim/")
    assert page.status_code == 200
    assert page.context["form"]["name"].value() == "王桂兰"
    assert kept() == []


class Entry(forms.Form):
    name = forms.CharField(widget=forms.TextInput({"autocomplete": "name"}))
    phone = forms.CharField(widget=forms.TextInput({"autocomplete": "tel"}))
    their_phone = forms.CharField(widget=forms.TextInput({"autocomplete": "off"}))
    place = forms.ChoiceField(choices=[("", "请选择"), ("1", "浔中镇")])
    first = forms.ChoiceField(choices=[("1", "浔中镇")])
    picked = forms.ChoiceField(choices=[("1", "浔中镇")], widget=forms.RadioSelect)
    either = forms.ChoiceField(choices=[("", "请选择"), ("1", "浔中镇"), ("2", "龙浔镇")])
    may = forms.ChoiceField(choices=[("", "—"), ("1", "浔中镇")], required=False)


@pytest.mark.parametrize(
    ("form", "asked"),
    [
        (Entry(), {"name": "name", "phone": "tel", "place": "only", "picked": "only"}),
        (Entry(initial={"name": "王桂兰", "place": "1"}), {"phone": "tel", "picked": "only"}),
        (Entry({"name": ""}), {}),  # shown again with what was typed: not asked a second time
    ],
)
def test_an_empty_field_for_ones_own_and_a_choice_of_one_are_noted(
    form: forms.Form, asked: dict[str, str]
) -> None:
    with noted() as found:
        str(form)
    assert {each.field: each.what for each in found} == asked


def test_the_figure_counts_the_county_and_the_desk_says_which_form(cast: Cast) -> None:
    for _time in range(2):
        count(county="350526", form="appeals:register", fields=["place", "unit"], role="clerk")
    count(county="350526", form="wishes:claim", fields=["phone"], role="resident")
    count(county="350525", form="wishes:claim", fields=["phone"], role="resident")
    assert [row[2:] for row in kept() if row[0] == "350526"] == [
        ("place", "clerk", 2),
        ("unit", "clerk", 2),
        ("phone", "resident", 1),
    ]
    (measure,) = MEASURES
    assert answer(measure, Window("350526100", clock.today())).value == 5
    page = at_desk(cast.users.lead).get(READ)
    assert page.context["known"] == [
        ("登记诉求", "place", "受理员", 2),
        ("登记诉求", "unit", "受理员", 2),
        ("微心愿", "phone", "居民", 1),
    ]


def test_an_outsider_and_a_program_leave_no_count(cast: Cast) -> None:
    Client().get("/sign-in/")
    assert kept() == []


def test_a_page_that_asks_for_what_is_known_is_counted(cast: Cast, monkeypatch) -> None:
    monkeypatch.setattr(following, "_fill_in_name", lambda tried, request: None)
    wish = published(cast)
    User.objects.filter(pk=cast.users.neighbour.pk).update(name="王桂兰")
    browser = at_desk(cast.users.neighbour)
    browser.cookies["place"] = wish.place_code
    for _time in range(2):
        assert browser.get(f"/wishes/{wish.pk}/claim/").status_code == 200
    assert kept() == [
        ("350526", "wishes:move claim", field, "resident", 2) for field in ("name", "phone")
    ]
