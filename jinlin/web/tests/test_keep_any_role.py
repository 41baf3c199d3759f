"""Does whatever keeps the role of a reader hold every role of the house?"""

import pytest
from django.db import connection, models

from jinlin.core.burden import Burden
from jinlin.core.known_fields import KnownField, count
from jinlin.ground.accounts.models import Grant
from jinlin.ground.accounts.roles import Role

LONGEST = max((role.value for role in Role), key=len)
HELD = (Burden, KnownField, Grant)


@pytest.mark.parametrize("model", HELD)
def test_a_column_of_roles_holds_the_longest(model):
    field = model._meta.get_field("role")
    assert isinstance(field, models.CharField)
    assert len(LONGEST) <= field.max_length


@pytest.mark.django_db
def test_a_field_asked_though_known_is_counted_for_the_longest_role():
    count(county="350526", form="volunteers:new_activity", fields=["place"], role=LONGEST)
    row = KnownField.objects.get()
    assert (row.role, row.times) == (LONGEST, 1), connection.vendor
