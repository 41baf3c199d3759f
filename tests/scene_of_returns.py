"""What stands of forms in the scene: one of the clerk's community, confirmed and filled, and its
ledgers.
"""

from typing import Any

from django.core.files.base import ContentFile

from jinlin.core.time import clock
from jinlin.core.time.months import names_until
from jinlin.domains.appeals.tests.cast import Cast
from jinlin.metrics.returns import actions
from jinlin.metrics.returns.models import Blank
from jinlin.metrics.returns.tests.forms import make
from tests.scene_of_ledgers import laid_out


def handed_down(cast: Cast) -> dict[str, Any]:
    clerk, month = cast.actors.clerk, names_until(clock.today(), 2)[1]
    file = ContentFile(make("pairs"), name="form.xlsx")
    taken = actions.take_in(file, cast.places.community, month, actor=clerk)
    assert isinstance(taken, Blank)
    blank = actions.confirm(taken, version=taken.version, actor=clerk)
    filled = actions.fill(blank, month, actor=clerk)
    return {"blank_form": blank.pk, "filled_form": filled.pk, **laid_out(cast)}
