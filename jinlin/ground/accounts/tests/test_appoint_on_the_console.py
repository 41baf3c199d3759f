"""Does whoever runs the machine get the first account, and only that way?"""

from click.testing import CliRunner

from jinlin.ground.accounts.commands import appoint
from jinlin.ground.accounts.models import Grant, User
from jinlin.ground.places.models import Place


def run(*more):
    return CliRunner().invoke(
        appoint, ["--county", "350526", "--username", "anquan", "--name", "郭雅婷", *more]
    )


def test_the_first_administrator_can_sign_in_with_the_printed_password(db):
    assert "jinlin init" in run().output
    Place.objects.create(
        county="350526", code="350526", level="county", name="德化县", valid_from="2000-01-01"
    )
    name, password = run().output.split()
    user = User.objects.get(username=name)
    assert user.check_password(password)
    assert list(Grant.objects.values_list("role", "place__code")) == [("security_admin", "350526")]
    assert run().exit_code == 1  # the name is taken: nothing is made, nothing is overwritten
    assert User.objects.count() == 1
