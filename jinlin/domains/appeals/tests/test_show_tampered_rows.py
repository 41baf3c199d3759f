"""Does it show when somebody rewrites an appeal's own rows and leaves its history alone?"""

import pytest
from django.db import connection

from jinlin.core import timeline
from jinlin.core.tests.histories import key, tampering
from jinlin.domains.appeals import actions
from jinlin.domains.appeals.actions import Verdict
from jinlin.domains.appeals.tests.cast import Cast, closed, finished, in_hand, reported, waiting

pytestmark = pytest.mark.django_db
UNSOLVED = Verdict(answered=True, solved=False, satisfied=False)


def found() -> list[tuple[str, object]]:
    return [(one.wrong.value, one.subject_id) for one in timeline.compare()]


def test_what_actions_did_is_as_it_was_told(cast: Cast) -> None:
    for make in (reported, in_hand, waiting, finished, closed):
        make(cast)
    actions.judge(finished(cast), actor=cast.actors.resident, verdict=UNSOLVED)
    assert (found(), [*timeline.verify()]) == ([], [])


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE appeals_appeal SET state = 'finished' WHERE id = %s",
        "UPDATE appeals_appeal SET version = version - 1 WHERE id = %s",
        "UPDATE appeals_appeal SET version = version + 1 WHERE id = %s",
        "UPDATE appeals_round SET reply = '已解决' WHERE appeal_id = %s AND sequence = 1",
        "UPDATE appeals_round SET is_solved = NOT is_solved WHERE appeal_id = %s AND sequence = 1",
        "UPDATE appeals_round SET judged_at = NULL WHERE appeal_id = %s AND sequence = 1",
    ],
)
def test_a_changed_state_reply_or_verdict_shows(cast: Cast, change: str) -> None:
    appeal = actions.judge(finished(cast), actor=cast.actors.resident, verdict=UNSOLVED)
    with connection.cursor() as cursor:
        cursor.execute(change, [key(appeal)])
    assert found() == [("row_changed", appeal.pk)]


def test_a_tail_deleted_from_the_history_shows_in_the_row(cast: Cast) -> None:
    appeal = finished(cast)
    with tampering() as cursor:
        cursor.execute(
            "DELETE FROM core_entry WHERE subject_id = %s AND verb = 'finish'", [key(appeal)]
        )
    assert set(found()) == {("row_changed", appeal.pk)}


def test_erased_words_are_not_missed(cast: Cast) -> None:
    appeal = finished(cast)
    seq = len(timeline.trail(appeal))
    timeline.erase(appeal, seq, actor=cast.actors.audit_admin, reason="本人要求删除")
    assert (found(), [*timeline.verify()]) == ([], [])
