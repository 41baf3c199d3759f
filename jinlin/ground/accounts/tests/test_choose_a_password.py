"""Is a password refused that somebody who knows this house would try first?"""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from jinlin.ground.accounts.models import User

pytestmark = pytest.mark.one_engine

CLERK = User(county="350526", username="chen.xy", name="陈小燕")


@pytest.mark.parametrize(
    "password",
    ["Jinlin2026!x", "ＪＩＮＬＩＮ-teapot", "teapot350526", "小区e家teapot9", "my-Admin-pw-77"],
)
def test_a_word_of_the_house_makes_no_password(password):
    with pytest.raises(ValidationError):
        validate_password(password, CLERK)


def test_other_words_do():
    validate_password("white-porcelain-9", CLERK)
