"""How does what somebody answers at a door come in, written down where there was no network?

The phone seals it for the house as it seals the forms of a round, under a key of its own that is
theirs for ever: sent twice it is one, other answers under it are kept beside it. What was
written on a day on which the questionnaire was open counts, whenever it is sent.
"""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from jinlin.core.actor import Actor
from jinlin.core.errors import NotHere, NotNow
from jinlin.core.offline import Sent, made_once
from jinlin.core.time import clock
from jinlin.domains.projects import actions as projects
from jinlin.domains.projects.models import Project, Reply, Survey
from jinlin.domains.projects.models.project import OWNERS
from jinlin.domains.visits import actions as visits
from jinlin.domains.visits.deadlines import Moments, happened
from jinlin.domains.visits.models import CountyKey
from jinlin.ground.accounts import doors
from jinlin.journeys.handing_in import moment, receipt_of
from jinlin.shell.requests import Request


def beside_form(
    survey: Survey, actor: Actor, csrf_token: object
) -> tuple[str, dict[str, Any]] | None:
    """For the slot of the page on which answers are written down: with what the phone seals, and
    how many wait on it. Without a key of the county the form needs a network.
    """
    key = CountyKey.objects.filter(county=survey.county).order_by("-number").first()
    if key is None or not survey.is_open:
        return None
    sealing = {"county": key.county, "number": key.number, "public": key.public}
    sheet = {"survey": str(survey.pk), "sealing": sealing}
    shown = {"sheet": sheet, "user": actor.user_id, "csrf_token": csrf_token}
    return "journeys/answers_at_door.html", shown


def have_keys() -> int:
    """Every county in which a questionnaire is open can be sealed for; how many keys were made."""
    known = CountyKey.objects.values("county")
    lacking = Survey.objects.open().exclude(county__in=known).order_by()
    counties = list(lacking.values_list("county", flat=True).distinct())
    for county in counties:
        visits.key_of(county)
    return len(counties)


@doors.role(*OWNERS)
@never_cache
@require_POST
def take_answers(request: Request) -> HttpResponse:
    """One sealed sheet of answers; its receipt, or the refusal in words."""
    return receipt_of(request, lambda content: _take(content, request.actor))


def _take(content: dict[str, Any], actor: Actor) -> dict[str, Any]:
    sealed = visits.envelope(content)
    sheet = visits.opened_form(sealed)
    key, survey = UUID(content["id"]), _survey(sheet, actor)
    answers = [str(each) for each in sheet["answers"]]
    moments = Moments(moment(content.get("said_at")), moment(content.get("sent_at")))
    at = happened(moments, clock.now())
    sent = Sent(key, {"survey": str(survey.pk), "answers": answers}, survey.place_code)
    words = _("Written down. The next one, please.")
    try:
        made_once(
            Reply,
            sent,
            make=lambda: projects.reply(survey, answers, key=key, at=at, actor=actor),
        )
    except NotNow as refusal:
        if "conflict" not in refusal.detail:
            raise
        words = str(refusal)
    return {"id": str(key), "digest": sealed.digest, "words": words}


def _survey(sheet: dict[str, Any], actor: Actor) -> Survey:
    """The questionnaire, for whoever sees its project."""
    rows = Survey.objects.select_related("project")
    seen = Project.objects.visible_to(actor).values("pk")
    found = rows.filter(pk=UUID(str(sheet["survey"])), project__in=seen).first()
    if found is None:
        raise NotHere
    return found
