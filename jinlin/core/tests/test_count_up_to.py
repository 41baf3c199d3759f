"""Are the rows behind several questions counted together, and no further than anybody reads?"""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db.models import BooleanField, ExpressionWrapper, OuterRef, Q, Subquery

from jinlin.core import counting
from jinlin.core.counting import AtLeast, Sifted, as_shown, counted, up_to

pytestmark = pytest.mark.django_db


def test_each_question_has_its_number_in_one_statement(django_assert_num_queries):
    kinds = ContentType.objects.all()
    whole = kinds.count()
    with django_assert_num_queries(1):
        found = up_to({"all": kinds, "none": kinds.none(), "some": kinds[:0].model.objects.all()})
    assert found == {"all": whole, "none": 0, "some": whole}


def test_nothing_is_counted_past_the_bound():
    assert up_to({"all": ContentType.objects.all()}, most=3) == {"all": 4}


@pytest.mark.parametrize(("number", "shown"), [(0, ""), (87, "87"), (999, "999"), (1000, "999+")])
def test_a_number_is_short(number, shown):
    assert as_shown(number) == shown


def test_the_tabs_of_a_board_have_their_numbers():
    rows = {"open": ContentType.objects.none(), "all": ContentType.objects.all()}
    found = counted([("open", "在办"), ("all", "全部")], rows.__getitem__, "all")
    whole = ContentType.objects.count()
    assert found == {"tabs": [("open", "在办", ""), ("all", "全部", str(whole))], "total": whole}


def of_models_that_begin_with(letter, rows):
    begins = ExpressionWrapper(Q(model__startswith=letter), output_field=BooleanField())
    own = ContentType.objects.filter(pk=OuterRef("pk")).values_list(begins)
    return Sifted(rows, Subquery(own, output_field=BooleanField()))


def test_rows_that_must_be_looked_at_are_looked_at_up_to_a_bound(
    monkeypatch, django_assert_num_queries
):
    kinds = ContentType.objects.all()
    whole, begin = kinds.count(), kinds.filter(model__startswith="a").count()
    questions = {
        "some": of_models_that_begin_with("a", kinds),
        "none": of_models_that_begin_with("_", kinds),
        "empty": of_models_that_begin_with("a", kinds.none()),
        "all": kinds,
    }
    with django_assert_num_queries(1):
        found = up_to(questions)
    assert found == {"some": begin, "none": 0, "empty": 0, "all": whole}
    assert not any(isinstance(number, AtLeast) for number in found.values())
    monkeypatch.setattr(counting, "LOOKED", whole - 1)
    found = up_to(questions)
    assert (as_shown(found["none"]), as_shown(found["empty"])) == ("0+", "")
    assert begin - 1 <= found["some"] <= begin
    assert isinstance(found["some"], AtLeast)
    assert up_to(questions, most=1)["some"] == 2
    assert as_shown(up_to(questions, most=1)["some"], most=1) == "1+"


def test_a_list_of_which_not_all_was_looked_at_has_no_number_in_all(monkeypatch):
    monkeypatch.setattr(counting, "LOOKED", 1)
    rows = of_models_that_begin_with("_", ContentType.objects.all())
    found = counted([("open", "在办")], lambda _state: rows, "open")
    assert found == {"tabs": [("open", "在办", "0+")], "total": None}
