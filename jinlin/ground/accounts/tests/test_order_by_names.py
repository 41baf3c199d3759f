"""Does a query that is ordered by names say what Django's own would say?"""

import pytest
from django.db import connection
from django.db.models import Count, F, Model, QuerySet, Value
from django.db.models.expressions import Expression
from django.db.models.functions import Lower
from django.db.models.sql import compiler

from jinlin.core.ordering import OrderOfNames
from jinlin.ground.accounts.models import Grant, User
from jinlin.ground.places.models import Organisation, Place

pytestmark = pytest.mark.django_db
PLACES = Place.objects
ORDERED = {
    "by nothing": PLACES.order_by(),
    "as usual": Grant.objects.select_related("user"),
    "by a column": PLACES.order_by("-name", "pk"),
    "by another row's": Grant.objects.select_related("user").order_by("user__username", "pk"),
    "by another row's usual order": Grant.objects.order_by("user"),
    "by what was counted": PLACES.annotate(below=Count("children")).order_by("-below", "code"),
    "by a name in a list": PLACES.values_list("code", "name").order_by("name"),
    "by a name given": PLACES.values(called=Lower("name")).order_by("called"),
    "by what is counted of groups": PLACES.values("level").annotate(n=Count("pk")).order_by("-n"),
    "by an expression": PLACES.order_by(F("name").desc(nulls_last=True), "pk"),
    "by an expression that is read": PLACES.values_list(Lower("name")).order_by(Lower("name")),
    "by a value": PLACES.annotate(one=Value(1)).order_by("one", "pk"),
    "by chance": PLACES.order_by("?"),
    "from the end": PLACES.order_by("name").reverse(),
    "one of each": PLACES.order_by("level").distinct(),
    "of two": PLACES.order_by()
    .values("name")
    .union(Organisation.objects.order_by().values("name"))
    .order_by("name"),
    "inside another": User.objects.filter(
        pk__in=Grant.objects.order_by("-pk").values("user")[:3]
    ).order_by("username"),
}


def text_of(rows: QuerySet[Model]) -> str:
    return str(rows.all().query)


@pytest.mark.parametrize("case", ORDERED)
def test_the_text_is_djangos_own(case, monkeypatch):
    ours = text_of(ORDERED[case])
    assert issubclass(connection.ops.compiler("SQLCompiler"), OrderOfNames)
    monkeypatch.setattr(OrderOfNames, "_order_by_pairs", compiler.SQLCompiler._order_by_pairs)
    monkeypatch.setattr(OrderOfNames, "compile", compiler.SQLCompiler.compile)
    assert ours == text_of(ORDERED[case])


def test_a_column_without_a_name_is_not_looked_at(monkeypatch):
    looked = []
    own = Expression.__hash__
    monkeypatch.setattr(Expression, "__hash__", lambda each: looked.append(each) or own(each))
    text_of(PLACES.select_related("parent").order_by("parent__name", "pk"))
    few = len(looked)
    monkeypatch.setattr(OrderOfNames, "_order_by_pairs", compiler.SQLCompiler._order_by_pairs)
    text_of(PLACES.select_related("parent").order_by("parent__name", "pk"))
    assert few < len(looked) - few
