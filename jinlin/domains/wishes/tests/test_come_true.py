"""Does a wish come true, step by step, and does everybody on the way see only what is theirs to
see?
"""

import pytest

from jinlin.core import timeline
from jinlin.domains.wishes import actions
from jinlin.domains.wishes.lifecycle import State
from jinlin.domains.wishes.models import Ending
from jinlin.domains.wishes.tests.cast import confirmed

pytestmark = pytest.mark.django_db


def test_from_said_to_thanked(cast):
    wish = actions.thank(confirmed(cast), actor=cast.actors.resident, words="谢谢您，奶奶盖上了。")
    assert (wish.state, wish.thanks) == (State.CONFIRMED, "谢谢您，奶奶盖上了。")
    assert [entry.verb for entry in timeline.trail(wish)] == [
        "post",
        "agree",
        "publish",
        "claim",
        "fulfil",
        "confirm",
        "thank",
    ]
    assert [claim.ending for claim in wish.claims.all()] == [Ending.KEPT]
