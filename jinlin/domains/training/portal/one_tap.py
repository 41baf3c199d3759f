"""How does somebody say how they stand after a class, by the link in a message or signed in?"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from jinlin.core import limits
from jinlin.core.errors import NotHere
from jinlin.domains.training import actions
from jinlin.domains.training.forms.typed import FoundWorkForm
from jinlin.domains.training.models import Employment, Enrolment, Placement
from jinlin.domains.training.one_tap import opened
from jinlin.domains.training.portal.near import announced
from jinlin.ground.accounts import doors
from jinlin.shell.answers import post_made
from jinlin.shell.requests import Request

ANSWERS = [each for each in Employment.choices if each[0]]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: Request, token: str) -> HttpResponse:
    """Five buttons without signing in; the page names the class or the work, and nobody."""
    row = opened(token, who=limits.by_address(request))
    is_said = request.method == "POST"
    if is_said:
        row = actions.answer_by_link(row, request.POST.get("answer", ""))
    context = {"row": row, "answers": ANSWERS, "is_said": is_said}
    response = render(request, "training/portal/one_tap.html", context)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


@doors.signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def found_work(request: Request, pk: UUID) -> HttpResponse:
    """I found work myself after the class."""
    course, status = announced(pk), 200
    rows = Enrolment.objects.own(request.actor).filter(first_attended_on__isnull=False)
    mine = rows.filter(course=course).select_related("course").first()
    if mine is None:
        raise NotHere
    form = FoundWorkForm(request.POST or None)
    if form.is_bound:
        posted = post_made(
            request,
            form,
            Placement,
            course.place_code,
            lambda: actions.tell_work(mine, **form.terms(), actor=request.actor),
        )
        if posted.is_done:
            messages.success(request, _("Thank you."))
            return redirect("training:mine")
        status = posted.status
    context = {"course": course, "form": form}
    return render(request, "training/portal/found_work.html", context, status=status)
