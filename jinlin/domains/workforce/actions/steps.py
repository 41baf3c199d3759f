"""Which steps do several verbs share? None of them decides anything."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.errors import Unusable, require
from jinlin.core.text import tidy
from jinlin.core.time import clock
from jinlin.core.time.calendar import calendar
from jinlin.domains.workforce import deadlines
from jinlin.domains.workforce.actions.telling import told_of
from jinlin.domains.workforce.lifecycle import ENDED, LIFECYCLE, State
from jinlin.domains.workforce.models import Application, WorkforceRule
from jinlin.domains.workforce.permissions import MAY

LONGEST = 500


def begin(application: Application, move: str, actor: Actor) -> Application:
    """The row as it is now, locked, in its next state. Stale, NotAllowed or NotNow otherwise."""
    application = Application.objects.locked(application)
    require(MAY[move](actor, application))
    application.state = LIFECYCLE.target(move, application.state)
    return application


def keep(
    application: Application,
    move: str,
    *,
    actor: Actor,
    note: str = "",
    internal: str = "",
    **data: Any,
) -> None:
    """The changed row is its next version, due by the county's days, with its entry."""
    start_term(application)
    if application.state in ENDED:
        application.ended_on = clock.today()
    timeline.keep(application, move, actor=actor, note=note, internal=internal, **data)
    told_of(application, move, data)


def start_term(application: Application) -> None:
    """Due by the county's days for the state that it is in now; an ended one keeps its last."""
    rule = WorkforceRule.of(application.county, clock.today())
    if application.state in ENDED:
        return
    if application.state == State.ON_NOTICE and application.notice_to:
        application.due_at = clock.end_of(application.notice_to)
        return
    days = days_of(application, rule)
    application.due_at = deadlines.due(clock.today(), days, calendar())


def days_of(application: Application, rule: WorkforceRule) -> int:
    """How many working days the step takes in which the application stands."""
    return rule.answer_days if application.state == State.ASKED else rule.step_days


def needed(text: str, field: str, words: Any = None, *, limit: int = LONGEST) -> str:
    """The text, tidy. Raises Unusable when it is empty or too long."""
    text = tidy(text)
    if not text:
        raise Unusable(words or _("Please say why, in a few words."), field=field)
    if len(text) > limit:
        raise Unusable(
            _("Please say it in at most %(limit)d characters.") % {"limit": limit}, field=field
        )
    return text
