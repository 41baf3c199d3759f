"""Where does a resident see, take and check the proof that their matter is counted?"""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from jinlin.core.actor import Actor
from jinlin.core.errors import NotHere
from jinlin.core.time import clock
from jinlin.core.time.months import names_until
from jinlin.core.timeline import Seal
from jinlin.ground.places.models import Place
from jinlin.metrics import proofs, public, standalone
from jinlin.shell.boards import OneOfForm
from jinlin.shell.requests import Request, place_code

DAYS_SHOWN = 62


def notice(matter: Any, actor: Actor) -> tuple[str, dict[str, Any]] | None:
    """On the matter's own page: that it is counted, in which figure, and the way to its proof."""
    kind = proofs.BY_LABEL.get(matter._meta.label_lower)
    if kind is None or not kind.is_own(actor, matter):
        return None
    return "metrics/counted.html", {"counted": proofs.counted(kind, matter)}


@require_safe
def proof(request: Request, pk: UUID) -> HttpResponse:
    """What the proof of one's own matter says, and the file to keep."""
    counted = proofs.counted(*proofs.own_matter(pk, request.actor))
    context = {"counted": counted, "proof": _made(request, counted)}
    response = render(request, "metrics/proof.html", context)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


@require_safe
def take_proof(request: Request, pk: UUID) -> HttpResponse:
    """The proof as a file."""
    counted = proofs.counted(*proofs.own_matter(pk, request.actor))
    made = _made(request, counted)
    if made is None:
        raise NotHere
    answer = HttpResponse(proofs.as_file(made), content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="proof-{counted.period}.json"'
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer


@require_safe
def check(request: Request) -> HttpResponse:
    """A proof is checked here by the browser itself, without asking the house."""
    return render(request, "metrics/check.html")


@require_safe
def check_file(request: Request) -> HttpResponse:
    """The same page as one file to keep: it opens without a network and may not use one."""
    answer = HttpResponse(standalone.page(), content_type="text/html; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="check-proof.html"'
    return answer


@require_safe
def seals(request: Request) -> HttpResponse:
    """What each day of a county was sealed with, newest first, for everybody to keep."""
    place = _county(request)
    rows = Seal.objects.filter(county=place.code).order_by("-seq").defer("heads")
    months = names_until(clock.today(), 24)
    form = OneOfForm(request.GET, "month", _("Month"), of=months)
    if month := form.chosen:
        rows = rows.filter(day__year=int(month[:4]), day__month=int(month[5:]))
    context = {"place": place, "seals": rows[:DAYS_SHOWN], "months": months}
    context |= {"month": month, "filter_form": form}
    return render(request, "metrics/seals.html", context, status=form.status)


@require_safe
def seals_as_text(request: Request) -> HttpResponse:
    """All of them, a line each, as they are kept outside of the house."""
    rows = Seal.objects.filter(county=_county(request).code).order_by("seq")
    lines = rows.values_list("seq", "day", "algorithm", "hash")
    text = "".join(f"seal {seq} {day} {algorithm}:{mark}\n" for seq, day, algorithm, mark in lines)
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def _made(request: Request, counted: proofs.Counted) -> dict[str, Any] | None:
    """None while there is none yet."""
    if not counted.is_counted:
        return None
    county = counted.matter.county
    published = {
        name: request.build_absolute_uri(f"{reverse(address)}?place={county}")
        for name, address in (("figures", "metrics:public_csv"), ("seals", "metrics:seals_text"))
    }
    try:
        return proofs.proof(counted, published=published)
    except NotHere:
        return None


def _county(request: Request) -> Place:
    place = public.county(place_code(request))
    if place is None:
        raise NotHere
    return place
