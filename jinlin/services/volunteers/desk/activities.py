"""Which activities are ahead, which wait for their hours, and who served at one?"""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from jinlin.core import paging
from jinlin.core.story import shown_lines
from jinlin.services.volunteers import actions
from jinlin.services.volunteers.desk.people import keepers, readers
from jinlin.services.volunteers.forms.entering import ActivityForm
from jinlin.services.volunteers.models import Activity
from jinlin.services.volunteers.models.people import KEEPERS
from jinlin.services.volunteers.moves import ACTIVITIES
from jinlin.services.volunteers.permissions import ACTIVITY_RULES
from jinlin.services.volunteers.queries import boards
from jinlin.services.volunteers.queries.lists import lines
from jinlin.services.volunteers.queries.story import story_of_activity
from jinlin.shell.answers import MovePage, answer_move, post_made
from jinlin.shell.boards import TabForm
from jinlin.shell.requests import Request, cursor

TABS = {
    "open": gettext_lazy("Ahead or not recorded"),
    "recorded": gettext_lazy("Recorded"),
    "all": gettext_lazy("All"),
}
TONES = {"confirm_sheet": "done", "cancel": "ended"}


@readers
@never_cache
@require_safe
def board(request: Request) -> HttpResponse:
    """The activities of one's places, in the order of their days."""
    form = TabForm(request.GET, states=list(TABS.items()))
    state = form.tab
    page = paging.page(
        boards.activities(request.actor, state),
        order=("starts_at", "id") if state == "open" else ("-starts_at", "-id"),
        after=cursor(request),
    )
    context = {
        "page": page,
        "tabs": form.counted(lambda tab: boards.activities(request.actor, tab)),
        **form.head(),
        "may_plan": request.actor.holds(*KEEPERS),
    }
    return render(request, "volunteers/desk/activities.html", context, status=form.status)


@keepers
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    """A team plans something; whoever plans it is in charge."""
    status = 200
    form = ActivityForm(request.POST or None, actor=request.actor)
    if form.is_bound:
        posted = post_made(
            request,
            form,
            Activity,
            lambda: form.cleaned_data["team"].place_code,
            lambda: _plan(form, request),
        )
        if posted.is_done:
            return redirect("volunteers:activity", posted.made)
        status = posted.status
    context = {"form": form, "title": _("Plan an activity"), "back": "volunteers:activities"}
    return render(request, "volunteers/desk/form.html", context, status=status)


@readers
@never_cache
@require_safe
def one(request: Request, pk: UUID) -> HttpResponse:
    """The activity, who served, and by when its hours are to be recorded."""
    actor = request.actor
    row = ACTIVITIES.in_scope(actor, pk)
    records = row.records.select_related("volunteer__person").order_by("begins_at", "pk")
    context = {
        "activity": row,
        "records": lines(records),
        "minutes": row.records.counted().minutes(),
        "moves": ACTIVITY_RULES.open_to(actor, row),
        "entries": shown_lines(row, story_of_activity(row, actor=actor), tones=TONES),
    }
    return render(request, "volunteers/desk/activity.html", context)


def _back(row: Activity) -> str:
    return reverse("volunteers:activity", args=[row.pk])


PAGE = MovePage(template="volunteers/desk/activity_move.html", row="activity", back=_back)


@readers
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: Request, pk: UUID, move: str) -> HttpResponse:
    """Confirm who served, or cancel."""
    row = ACTIVITIES.in_scope(request.actor, pk)
    return answer_move(request, ACTIVITIES, ACTIVITIES.tried(request, row, move), PAGE)


def _plan(form: ActivityForm, request: Request) -> Activity:
    team = form.cleaned_data["team"]
    return actions.plan(team.place, form.plan(), actor=request.actor, in_charge=request.user)
