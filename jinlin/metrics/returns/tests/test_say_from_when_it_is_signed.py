"""Does a form that is due before its month ends say from when on it can be signed?"""

import re
from datetime import date

import pytest
from django.urls import reverse

from jinlin.core.time import clock
from jinlin.domains.appeals.tests.cast import at_desk
from jinlin.metrics.returns.models import Return
from jinlin.metrics.returns.tests import test_fill_a_form as forms
from jinlin.metrics.returns.tests.test_fill_a_form import NEXT, filled_of

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]
standing_cast, made, cast = forms.standing_cast, forms.made, forms.cast


@pytest.mark.parametrize(("due", "says"), [(date(2026, 10, 25), True), (date(2026, 11, 5), False)])
def test_due_before_its_month_ends_it_says_where_it_waits_from_when_it_is_signed(cast, due, says):
    filled = filled_of(cast, month=NEXT)
    Return.objects.filter(pk=filled.pk).update(due_on=due)
    browser = at_desk(cast.users.supervisor)
    texts = {}
    for day in (date(2026, 10, 20), date(2026, 11, 1)):
        with clock.set_to(clock.at(day, 9)):
            pages = (
                "/desk/",
                reverse("returns:returns"),
                reverse("returns:return", args=[filled.pk]),
            )
            texts[day] = [browser.get(each).text for each in pages]
    before, after = texts.values()
    said = [re.search("11月1日.{0,40}起可以签发", each) for each in before]
    assert all(said)
    assert ("导出已填的表" in before[2]) == says
    assert not any("起可以签发" in each for each in after)
