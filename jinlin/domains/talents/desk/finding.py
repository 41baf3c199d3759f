"""How does staff write down a find, a sheet of them, an application or a pair for somebody?"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from jinlin.core.errors import NotHere, NotNow, require
from jinlin.domains.talents import actions
from jinlin.domains.talents.actions import By, Find, Need
from jinlin.domains.talents.forms.typed import SheetForm, StationAskForm, StationNominateForm
from jinlin.domains.talents.lifecycle import TalentState
from jinlin.domains.talents.models import Help, Source, Talent
from jinlin.domains.talents.models.talent import KEEPERS, READERS
from jinlin.domains.talents.permissions import can_apply, can_pair
from jinlin.domains.talents.queries import directory
from jinlin.domains.talents.sending import apply_page, pair_page
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.queries.homes import registrable
from jinlin.ground.people import actions as people
from jinlin.ground.places.models import Level, Place
from jinlin.shell.answers import post_made, post_once
from jinlin.shell.requests import Request

LEVELS, MOST_PLACES = (Level.NEIGHBOURHOOD, Level.COMMUNITY), 400


@doors.keeper(*KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def find(request: Request) -> HttpResponse:
    """One find; sent twice, there is one."""
    form = StationNominateForm(
        request.POST or None, places=places_for(request), county=_county(request)
    )
    if request.method != "POST":
        return _page(request, "find", form)
    posted = post_made(
        request, form, Talent, lambda: form.cleaned_data["place"], lambda: _found(request, form)
    )
    if not posted.is_done:
        return _page(request, "find", form, status=posted.status)
    messages.success(request, _("Written down. Please ask them whether they want to."))
    return redirect("talents:desk_talent", posted.made)


@doors.keeper(*KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def sheet(request: Request) -> HttpResponse:
    """A sheet of finds, one person a line."""
    form = SheetForm(request.POST or None, places=places_for(request), county=_county(request))
    if request.method != "POST":
        return _page(request, "sheet", form)
    posted = post_once(request, form, lambda: _entered(request, form))
    if not posted.is_done:
        return _page(request, "sheet", form, status=posted.status)
    n = int(posted.made)
    words = ngettext("%(n)s talent is new.", "%(n)s talents are new.", n)
    messages.success(request, words % {"n": n})
    return redirect("talents:board")


@doors.keeper(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: Request, pk: UUID) -> HttpResponse:
    """An application, for a talent who does it at the station."""
    talent = _talent(request, pk)
    require(can_apply(request.actor, talent))
    return apply_page(request, talent, "talents/desk/apply.html", "talents:application")


@doors.keeper(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def pair(request: Request, pk: UUID) -> HttpResponse:
    """A learner for this mentor."""
    talent = _talent(request, pk)
    require(can_pair(request.actor, talent))
    return pair_page(request, talent, "talents/desk/new_pair.html", "talents:pair")


@doors.keeper(*KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def ask(request: Request, pk: UUID) -> HttpResponse:
    """A help, for somebody who asks for it at the station."""
    talent = _talent(request, pk)
    if talent.state != TalentState.LISTED:
        raise NotNow(_("This craftsman takes nothing on just now."))
    places = places_for(request)
    form = StationAskForm(request.POST or None, talent=talent, places=places)
    status = 200
    if request.method == "POST":
        posted = post_made(
            request,
            form,
            Help,
            lambda: form.cleaned_data["place"],
            lambda: _ask(request, talent, form),
        )
        if posted.is_done:
            messages.success(request, _("Asked. It stands here as soon as they answer."))
            return redirect("talents:desk_help", posted.made)
        status = posted.status
    context = {"form": form, "talent": talent}
    return render(request, "talents/desk/ask.html", context, status=status)


def _ask(request: Request, talent: Talent, form: StationAskForm) -> Help:
    fields, actor = form.cleaned_data, request.actor
    place = Place.objects.present().get(code=fields["place"])
    person = people.know(talent.county, name=fields["name"], phone=fields["phone"], actor=actor)
    skill = directory.own_skill_meant(talent, fields["text"])
    need = Need(
        fields["text"],
        fields["wanted"],
        fields["is_paid"],
        fields["door"],
        skill,
        key=fields["key"],
    )
    return actions.ask(talent, need, person=person, place=place, actor=actor)


def places_for(request: Request) -> list[tuple[str, Any]]:
    """Where this actor writes something down."""
    rows = registrable(request.actor).filter(level__in=LEVELS).select_related("parent")
    named = rows.order_by("code")[:MOST_PLACES]
    return [
        (each.code, f"{each.name} · {each.parent.name}" if each.parent else each.name)
        for each in named
    ]


def _found(request: Request, form: StationNominateForm) -> Talent:
    fields = form.cleaned_data
    find_ = Find(fields["why"], name=fields["name"], phone=fields["phone"], skills=form.chosen())
    place = Place.objects.present().get(code=fields["place"])
    return actions.nominate(place, find_, by=By(Source.STAFF), actor=request.actor)


def _entered(request: Request, form: SheetForm) -> int:
    fields = form.cleaned_data
    place = Place.objects.present().get(code=fields["place"])
    finds = [
        Find(_("Found by staff."), name=name, phone=phone, skills=[skill], called=called)
        for name, phone, skill, called in fields["lines"]
    ]
    return len(actions.enter_finds(place, finds, actor=request.actor))


def _talent(request: Request, pk: UUID) -> Talent:
    rows = Talent.objects.for_desk(request.actor).select_related("place", "person")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotHere
    return found


def _county(request: Request) -> str:
    return next(iter(request.actor.counties(*KEEPERS)), "")


def _page(request: Request, name: str, form: Any, *, status: int = 200) -> HttpResponse:
    return render(request, f"talents/desk/{name}.html", {"form": form}, status=status)
