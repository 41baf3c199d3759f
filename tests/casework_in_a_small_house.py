"""Which casework stands in a house that a test runs as a process?"""

from typing import Any

from jinlin.domains.casework.models import Opening, Plan
from jinlin.ground.accounts.models import User
from tests.scene_of_casework import cared_for

SIGN_IN = {"case-ru": "caseworker", "case-liu": "case-supervisor"}


def casework_in_it(cast: Any, password: str) -> dict[str, str]:
    """An agency with a case that is worked on and a group; its worker and its supervisor sign in
    with this password, by the names of their roles.
    """
    found = cared_for(cast.places.county, cast.places.community, cast.users)
    for before, name in SIGN_IN.items():
        user = User.objects.get(username=before)
        user.username = name
        user.set_password(password)
        user.save(update_fields=["username", "password"])
    assert Plan.objects.filter(case=found["case"]).exists()
    assert Opening.objects.filter(pk=found["case_opening"], decided_at=None).exists()
    return {name: str(value) for name, value in found.items()}
