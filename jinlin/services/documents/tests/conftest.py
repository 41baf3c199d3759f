"""Which fixtures do the tests about documents share?"""

import pytest
from django.test import Client

from jinlin.core.tests.standing import once_a_file
from jinlin.ground.accounts.sign_in_settings import AUTHENTICATION_BACKENDS
from jinlin.services.documents import kinds
from jinlin.services.documents.tests.papers import KINDS, county_of_dehua


@pytest.fixture(autouse=True)
def _three_kinds():
    with kinds.only(*KINDS):
        yield


@pytest.fixture(autouse=True)
def _own_prints(settings, tmp_path):
    settings.VAR = tmp_path


standing_cast, dehua = once_a_file(county_of_dehua)


@pytest.fixture
def signed_in(dehua):
    """A browser in which this user has signed in."""

    def sign_in(name: str) -> Client:
        client = Client()
        client.force_login(dehua.users[name], backend=AUTHENTICATION_BACKENDS[0])
        return client

    return sign_in
