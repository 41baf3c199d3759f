"""Is a unit found among a hundred by its kind, its name, its first letters?"""

from datetime import date
from functools import partial

from django import forms

from jinlin.ground.places.choosing import UnitField, suggested
from jinlin.ground.places.models import Organisation, OrganisationKind, Station
from jinlin.ground.places.tests.conftest import DEHUA


class Asking(forms.Form):
    unit = UnitField(label="单位", empty_label="请选择")


def test_units_stand_under_their_kinds_and_carry_their_first_letters(dehua):
    for name, kind in (
        ("城市管理局", OrganisationKind.DEPARTMENT),
        ("教育局", OrganisationKind.DEPARTMENT),
        ("瓷都物业", OrganisationKind.PROPERTY_COMPANY),
    ):
        Organisation.objects.create(county=DEHUA, name=name, kind=kind, place=dehua.county)
    form = Asking()
    form.fields["unit"].queryset = Organisation.objects.filter(
        kind__in=(OrganisationKind.DEPARTMENT, OrganisationKind.PROPERTY_COMPANY)
    ).order_by("kind", "name")
    page = str(form["unit"])
    kinds = [OrganisationKind.DEPARTMENT.label, OrganisationKind.PROPERTY_COMPANY.label]
    assert [page.count(f'<optgroup label="{kind}">') for kind in kinds] == [1, 1]
    assert [page.count(f'data-initials="{typed}"') for typed in ("csglj", "jyj", "cdwy")] == [1] * 3
    assert "data-initials" not in page.partition("<optgroup")[0]


def test_those_who_took_most_of_it_here_stand_first_with_the_reason(dehua):
    """Here is the community; where it had none, the town."""
    bureau, school = (
        Organisation.objects.create(county=DEHUA, name=name, kind=kind, place=dehua.county)
        for name, kind in (
            ("城市管理局", OrganisationKind.DEPARTMENT),
            ("实验小学", OrganisationKind.SCHOOL),
        )
    )
    code = "350526100001"
    for name, unit, place_code in (
        ("一号站", bureau, f"{code}001"),
        ("二号站", bureau, f"{code}002"),
        ("三号站", school, f"{code}003"),
        ("四号站", school, "350526100777001"),
        ("五号站", school, "350526100777001"),
    ):
        Station.objects.create(
            county=DEHUA,
            name=name,
            place=dehua.county,
            place_code=place_code,
            organisation=unit,
            opened_on=date(2026, 1, 1),
        )
    able = {str(bureau.pk): bureau.name, str(school.pk): school.name}
    ran = partial(suggested, Station.objects.all(), "organisation", able=able)
    assert ran([f"{code}001"]) == [
        (str(bureau.pk), "城市管理局（本地 3 件中承担过 2 件）"),
        (str(school.pk), "实验小学（本地 3 件中承担过 1 件）"),
    ]
    assert [key for key, _label in ran(["350526100888001"])] == [str(school.pk), str(bureau.pk)]
    assert ran(["350526200001001"]) == []
    form = Asking()
    form.fields["unit"].queryset = Organisation.objects.filter(pk__in=able)
    form.fields["unit"].suggest(Station.objects.all(), "organisation", [code])
    page = str(form["unit"])
    assert page.index("推荐（由您决定）") < page.index("承担过 2 件") < page.index("部门")
