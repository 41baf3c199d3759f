"""What came of projects, what do people say of it, and what do they need?"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jinlin.core import paging
from jinlin.core.actor import county_of
from jinlin.core.errors import NotHere
from jinlin.domains.projects import actions
from jinlin.domains.projects.forms.doing import ReplyForm, WordForm
from jinlin.domains.projects.models import Project, Reply, Survey
from jinlin.domains.projects.queries import public
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.models import User
from jinlin.ground.places.queries import chosen_here
from jinlin.shell.answers import post_made
from jinlin.shell.requests import Request, cursor

SIZE = 24


@require_safe
def all_projects(request: Request) -> HttpResponse:
    """The questionnaires that are open where one lives, then what came of projects."""
    here = chosen_here(request)
    rows = public.cards(county_of(here.code) if here else "")
    page = paging.page(rows, order=public.ORDER, after=cursor(request), size=SIZE)
    context = {
        "here": here,
        "surveys": public.open_surveys(here.code if here else ""),
        "page": page,
        "cards": public.shown(page.rows),
    }
    return render(request, "projects/portal/all.html", context)


@require_safe
def result(request: Request, pk: UUID) -> HttpResponse:
    """What a project reached, what it cost, and what neighbours say of it."""
    return _page(request, _released(pk), WordForm(), 200)


@doors.signed_in
@require_POST
def word(request: Request, pk: UUID) -> HttpResponse:
    """What one thinks of it; said again, the last one counts."""
    row = _released(pk)
    form = WordForm(request.POST)
    if not form.is_valid():
        return _page(request, row, form, 422)
    opinion = {"is_fine": form.cleaned_data["is_fine"] == "yes", "text": form.cleaned_data["text"]}
    actions.say(row, user=_myself(request), actor=request.actor, **opinion)
    messages.success(request, _("Thank you. It counts for next year's plan."))
    return redirect("projects:result", pk)


@doors.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def survey(request: Request, pk: UUID) -> HttpResponse:
    """A questionnaire, answered once by each."""
    found = Survey.objects.open().select_related("project__place").filter(pk=pk).first()
    if found is None:
        raise NotHere
    form = ReplyForm(request.POST or None, survey=found)
    status = 200
    if request.method == "POST":
        posted = post_made(
            request, form, Reply, found.project.place_code, lambda: _reply(request, found, form)
        )
        if posted.is_done:
            messages.success(request, _("Thank you. You hear what comes of it."))
            return redirect("projects:all")
        status = posted.status
    is_answered = Reply.objects.filter(survey=found, user=request.actor.user_id).exists()
    context = {"survey": found, "form": form, "is_answered": is_answered and status == 200}
    return render(request, "projects/portal/survey.html", context, status=status)


def _reply(request: Request, found: Survey, form: ReplyForm) -> Reply:
    user, key = _myself(request), form.cleaned_data["key"]
    return actions.reply(found, form.answers(), user=user, key=key, actor=request.actor)


def _page(request: Request, row: Project, form: WordForm, status: int) -> HttpResponse:
    own = public.own_word(row, request.actor)
    context = {"sheet": public.sheet(row), "own": own, "form": form}
    return render(request, "projects/portal/result.html", context, status=status)


def _released(pk: UUID) -> Project:
    rows = Project.objects.released().select_related("place", "unit", "kind")
    row = rows.filter(pk=pk).first()
    if row is None:
        raise NotHere
    return row


def _myself(request: Request) -> User:
    user = request.user
    assert isinstance(user, User)  # the door lets nobody else in
    return user
