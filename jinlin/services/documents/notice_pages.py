"""What is on public notice, and how does somebody object?"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from jinlin.core import paging
from jinlin.core.actor import county_of
from jinlin.core.errors import NotHere
from jinlin.ground.accounts import doors
from jinlin.ground.people.myself import myself
from jinlin.ground.places.queries import chosen_here
from jinlin.services.documents import public_notices
from jinlin.services.documents.forms import ObjectionForm
from jinlin.services.documents.models import Objection, PublicNotice
from jinlin.shell.answers import post_made
from jinlin.shell.requests import Request, cursor

SIZE = 30


@require_safe
def board(request: Request) -> HttpResponse:
    """What stands before everybody in one's county, the first to end first."""
    here = chosen_here(request)
    rows = PublicNotice.objects.out()
    if here:
        rows = rows.filter(county=county_of(here.code))
    page = paging.page(rows, order=("until", "id"), after=cursor(request), size=SIZE)
    return render(request, "documents/notices.html", {"page": page, "here": here})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def notice(request: Request, pk: UUID) -> HttpResponseBase:
    """One notice while it is out, for everybody; for whoever objected also afterwards. Sent, the
    objection is taken.
    """
    found = PublicNotice.objects.filter(pk=pk).first()
    own = _own(request, pk)
    if found is None or not (own or PublicNotice.objects.out().filter(pk=pk).exists()):
        raise NotHere
    if request.method == "POST":
        return _object(request, found, own)
    return _page(request, found, ObjectionForm(), own)


@doors.signed_in
def _object(request: Request, found: PublicNotice, own: Objection | None) -> HttpResponse:
    form = ObjectionForm(request.POST)
    posted = post_made(request, form, Objection, found.county, lambda: _made(request, found, form))
    if not posted.is_done:
        return _page(request, found, form, own, status=posted.status)
    messages.success(request, _("Taken. Nothing is decided before your objection has its answer."))
    return redirect("documents:public_notice", found.pk)


def _made(request: Request, found: PublicNotice, form: ObjectionForm) -> Objection:
    person, actor = myself(request, found.county), request.actor
    fields = form.cleaned_data
    return public_notices.object_to(
        found, fields["text"], person=person, actor=actor, key=fields["key"]
    )


def _own(request: Request, pk: UUID) -> Objection | None:
    user_id = request.actor.user_id
    if user_id is None:
        return None
    return Objection.objects.filter(notice=pk, person__user_id=user_id).first()


def _page(
    request: Request,
    found: PublicNotice,
    form: ObjectionForm,
    own: Objection | None,
    *,
    status: int = 200,
) -> HttpResponse:
    is_out = found.ended_on is None and not found.is_over
    context = {"notice": found, "form": form, "own": own, "is_out": is_out}
    return render(request, "documents/notice.html", context, status=status)
