"""Where does a county choose which figures everybody reads?"""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jinlin.core.errors import NotHere, require
from jinlin.core.time import clock
from jinlin.ground.accounts import doors
from jinlin.ground.places.models import Place
from jinlin.ground.places.queries import counties
from jinlin.metrics import public, publishing
from jinlin.metrics.catalogue import MEASURES
from jinlin.metrics.forms_of_opening import ChoiceForm, FewestForm
from jinlin.metrics.groups import group_of
from jinlin.metrics.permissions import READERS, can_choose
from jinlin.metrics.releases import Choice, Threshold
from jinlin.shell.answers import post_made
from jinlin.shell.requests import Request, place_code


@doors.role(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def opened(request: Request) -> HttpResponse:
    """What everybody reads of the county, since when and by whose choice; whoever answers for the
    county chooses.
    """
    county = _county(request)
    form = ChoiceForm(request.POST or None, initial={"from_on": clock.today()})
    if request.method != "POST":
        return _page(request, county, form, FewestForm(), 200)
    require(can_choose(request.actor, county.code))
    posted = post_made(request, form, Choice, county.code, lambda: _chosen(request, county, form))
    if not posted.is_done:
        return _page(request, county, form, FewestForm(), posted.status)
    messages.success(request, _("Chosen, and on record."))
    return redirect(f"{reverse('metrics:opened')}?place={county.code}")


@doors.role(*READERS)
@require_http_methods(["POST"])
def fewest(request: Request) -> HttpResponse:
    """No smaller number of people is said from that day on."""
    county, form = _county(request), FewestForm(request.POST)
    require(can_choose(request.actor, county.code))
    posted = post_made(
        request, form, Threshold, county.code, lambda: _raised(request, county, form)
    )
    if not posted.is_done:
        return _page(request, county, ChoiceForm(), form, posted.status)
    messages.success(request, _("Chosen, and on record."))
    return redirect(f"{reverse('metrics:opened')}?place={county.code}")


def _chosen(request: Request, county: Place, form: ChoiceForm) -> Choice:
    typed = {name: form.cleaned_data[name] for name in ("from_on", "reason")}
    key = form.cleaned_data["figure"]
    if form.is_deep:
        return publishing.open_deeper(county, key, actor=request.actor, **typed)
    return publishing.choose(county, key, is_public=form.is_open, actor=request.actor, **typed)


def _raised(request: Request, county: Place, form: FewestForm) -> Threshold:
    number = form.cleaned_data["fewest"]
    return publishing.raise_fewest(
        county, number, from_on=form.cleaned_data["from_on"], actor=request.actor
    )


def _page(
    request: Request, county: Place, form: ChoiceForm, raising: FewestForm, status: int
) -> HttpResponse:
    today = clock.today()
    chosen = {each.key for each in publishing.chosen(county.code, today)}
    held = publishing.choices(county.code, today)
    groups: dict[str, list[Any]] = {}
    for key, measure in MEASURES.items():
        if measure.is_public:
            line = (measure, key in chosen, held.get(key))
            groups.setdefault(str(group_of(measure)), []).append(line)
    context = {
        "place": county,
        "groups": groups,
        "form": form,
        "raising": raising,
        "fewest": Threshold.of(county.code, today),
        "history": Choice.objects.filter(county=county.code).order_by("-chosen_at", "-id")[:50],
        "may_choose": can_choose(request.actor, county.code),
    }
    return render(request, "metrics/opened.html", context, status=status)


def _county(request: Request) -> Place:
    """The county around this person's own place, or the one asked for."""
    own = counties(request.actor.posts(*READERS))
    code = place_code(request) or next(iter(own), "")
    place = public.county(code) if code else None
    if place is None or place.code not in own:
        raise NotHere
    return place
