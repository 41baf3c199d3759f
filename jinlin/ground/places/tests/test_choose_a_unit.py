"""Is a unit found among a hundred by its kind, its name, its first letters?"""

from django import forms

from jinlin.ground.places.choosing import UnitField
from jinlin.ground.places.models import Organisation, OrganisationKind
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
