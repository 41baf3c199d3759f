"""Does a purpose hash a value as Django does, under the secret that holds now?"""

import pytest
from django.utils.crypto import salted_hmac

from jinlin.core.salted import salted

pytestmark = pytest.mark.one_engine


@pytest.mark.parametrize("value", ["", "abc", "甲乙", "x" * 200])
def test_it_is_what_django_says(value: str) -> None:
    wanted = salted_hmac("jinlin.tests", value, algorithm="sha256")
    assert salted("jinlin.tests", value) == wanted.digest()


def test_another_purpose_or_secret_gives_another_hash(settings) -> None:
    before = salted("jinlin.tests", "abc")
    assert salted("jinlin.others", "abc") != before
    settings.SECRET_KEY = "another"
    assert salted("jinlin.tests", "abc") != before
    wanted = salted_hmac("jinlin.tests", "abc", algorithm="sha256")
    assert salted("jinlin.tests", "abc") == wanted.digest()
