"""Does it show when somebody rewrites a conversation's row and leaves its history alone?"""

import pytest
from django.db import connection

from jinlin.core import timeline
from jinlin.core.tests.histories import key
from jinlin.domains.receptions.tests.cast import Cast, answered, confirmed

pytestmark = pytest.mark.django_db


def found() -> list[tuple[str, object]]:
    return [(one.wrong.value, one.subject_id) for one in timeline.compare()]


@pytest.mark.parametrize(
    "change",
    [
        "answer = '已解决'",
        "state = 'settled', appeal_id = id",
        "is_solved = NULL",
        "version = version + 1",
    ],
)
def test_a_changed_answer_state_or_word_of_the_resident_shows(cast: Cast, change: str) -> None:
    conversation = confirmed(cast)
    assert found() == []
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE receptions_conversation SET {change} WHERE id = %s", [key(conversation)]
        )
    assert found() == [("row_changed", conversation.pk)]


def test_an_answer_that_was_not_confirmed_yet_is_compared_too(cast: Cast) -> None:
    conversation = answered(cast)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE receptions_conversation SET answer = '已解决'")
    assert found() == [("row_changed", conversation.pk)]
