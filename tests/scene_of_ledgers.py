"""What stands of ledgers in the scene: a template and a ledger of the clerk's community, and a list
that the clerk asked for.
"""

from typing import Any

from django.core.files.base import ContentFile

from jinlin.core.figures.measures import Window
from jinlin.core.time import clock
from jinlin.core.time.months import names_until
from jinlin.domains.appeals.tests.cast import Cast
from jinlin.metrics.ledgers import actions
from jinlin.metrics.ledgers.tests.made import word


def laid_out(cast: Cast) -> dict[str, Any]:
    clerk, place = cast.actors.clerk, cast.places.community
    file = ContentFile(word("{{ 地方 }}{{ 期间 }}：{{ 收到的诉求 }}件"), name="a.docx")
    template, _checked = actions.bring(file, place, "社区工作台账", actor=clerk)
    assert template is not None
    month = names_until(clock.today(), 2)[1]
    ledger = actions.draw_up(template, place, month, actor=clerk)
    window = Window(place.code, clock.today())
    takeaway = actions.ask_for("appeals.received", window, "csv", met_only=False, actor=clerk)
    return {
        "ledger_template": template.pk,
        "month_ledger": ledger.pk,
        "takeaway": takeaway.pk,
    }
