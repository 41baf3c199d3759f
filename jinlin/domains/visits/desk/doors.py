"""What does staff see of one door, and of one form that was filled in there?"""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from jinlin.core import timeline
from jinlin.core.errors import NotHere, require
from jinlin.core.files import uploads
from jinlin.core.story import shown_lines
from jinlin.domains.visits import actions, questions
from jinlin.domains.visits.forms.writing import PartForm
from jinlin.domains.visits.lifecycle import TO_DO
from jinlin.domains.visits.models import Door, Finding, Visit, VisitFile
from jinlin.domains.visits.models.round import READERS
from jinlin.domains.visits.moves import DOORS
from jinlin.domains.visits.permissions import DOOR_RULES, GOES_ON, can_choose, can_keep, can_see_to
from jinlin.domains.visits.queries import listed
from jinlin.domains.visits.queries.answers import believed
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.roles import Role
from jinlin.shell.answers import MovePage, answer_move, post_made
from jinlin.shell.requests import Request

STAFF = (*READERS, Role.VISITOR)
PAGE = MovePage[Door](
    "visits/desk/door_move.html", "door", lambda row: reverse("visits:door", args=[row.pk])
)
TONES = {"visit": "done", "go_up": "late", "danger": "late", "clash": "waiting", "settle": "ended"}


@doors.role(*STAFF)
@never_cache
@require_safe
def door(request: Request, pk: UUID) -> HttpResponse:
    """The page of one door: how often it was tried, which forms there are, what was found."""
    actor, row = request.actor, DOORS.in_scope(request.actor, pk)
    (line,) = listed.listed_doors([row], actor=actor)
    readable = set(Visit.objects.visible_to(actor).filter(door=row).values_list("pk", flat=True))
    visits = list(row.visits.select_related("visitor").order_by("happened_at", "pk"))
    found = Finding.objects.filter(door=row, visit__in=readable).select_related("person", "door")
    context = {
        "door": row,
        "row": line,
        "visits": [(visit, visit.pk in readable) for visit in visits],
        "findings": [(each, can_see_to(actor, each)) for each in found.order_by("found_at", "pk")],
        "clashes": [(each, can_choose(actor, each)) for each in listed.clashes_of(row)],
        "entries": shown_lines(row, DOORS.story(row, actor=actor), tones=TONES),
        "buttons": DOOR_RULES.open_to(actor, row),
        "may_part": can_keep(actor, row) and GOES_ON.holds(row),
        "sees_round": actor.looks_after(*READERS),
        "knocks": row.visitor_id == actor.user_id and row.state in TO_DO and GOES_ON.holds(row),
    }
    return render(request, "visits/desk/door.html", context)


@doors.role(*STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def door_move(request: Request, pk: UUID, move: str) -> HttpResponse:
    """One move: its form; posted, it is made or comes back with the reason."""
    row = DOORS.in_scope(request.actor, pk)
    return answer_move(request, DOORS, DOORS.tried(request, row, move), PAGE)


@doors.keeper(Role.CLERK, Role.LEAD)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def part(request: Request, pk: UUID) -> HttpResponse:
    """A second household behind one door gets a door of its own; sent twice, once."""
    row = DOORS.in_scope(request.actor, pk)
    require(can_keep(request.actor, row))
    form = PartForm(request.POST or None)
    status = 200
    if request.method == "POST":
        posted = post_made(request, form, Door, row.place_code, lambda: _part(row, form, request))
        if posted.is_done:
            messages.success(request, _("The second household has a door of its own."))
            return redirect("visits:door", posted.made)
        status = posted.status
    context = {"door": row, "form": form}
    return render(request, "visits/desk/part.html", context, status=status)


def _part(row: Door, form: PartForm, request: Request) -> Door:
    return actions.part(row, form.member(), actor=request.actor)


@doors.role(*STAFF)
@never_cache
@require_safe
def record(request: Request, pk: UUID) -> HttpResponse:
    """What was said at a door, with its photos and voice notes. Each look is on record."""
    visit = (
        Visit.objects.visible_to(request.actor)
        .select_related("door__household__place", "door__round", "visitor", "checklist__checklist")
        .filter(pk=pk)
        .first()
    )
    if visit is None:
        raise NotHere
    with transaction.atomic():
        timeline.look(visit, actor=request.actor, what="visits.record", why="")
    files = list(VisitFile.objects.filter(visit_key=visit.pk).order_by("received_at", "pk"))
    sent = uploads.of_each(files)
    context = {
        "visit": visit,
        "answers": [(each["text"], questions.spoken(each)) for each in believed(visit)],
        "files": [upload for file in files for upload in sent.get(file.pk, [])],
        "missing": max(visit.files_wanted - len(files), 0),
        "findings": list(visit.findings.order_by("found_at", "pk")),
        "off_minutes": abs(visit.off_seconds) // 60,
    }
    return render(request, "visits/desk/record.html", context)
