"""Are the rows behind several questions counted together, and no further than anybody reads?"""

import pytest
from django.contrib.contenttypes.models import ContentType

from jinlin.core.counting import as_shown, counted, up_to

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
