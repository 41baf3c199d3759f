"""How does a resident find a craftsman, ask for help, or nominate somebody?"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from jinlin.core import paging
from jinlin.core.errors import NotHere
from jinlin.domains.talents import actions
from jinlin.domains.talents.actions import By, Find, Need
from jinlin.domains.talents.forms.typed import AskForm, JoinForm, NominateForm, SearchForm
from jinlin.domains.talents.models import Help, Source, Talent
from jinlin.domains.talents.queries import directory
from jinlin.ground.accounts import doors
from jinlin.ground.people.myself import myself
from jinlin.ground.places.asking import ask_where, of_one_county
from jinlin.ground.places.models import Level, Place
from jinlin.ground.places.queries import chosen_here
from jinlin.shell.answers import post_made
from jinlin.shell.requests import Request, cursor, preset

SIZE = 24
NEAREST = ("nearness", "place_code", "id")


@require_safe
@of_one_county
def all_talents(request: Request) -> HttpResponse:
    """What is broken, in plain words, and who near me could mend it; or everybody of one skill."""
    here = chosen_here(request)
    county = here.county_code if here else _only_county()
    form = SearchForm(request.GET)
    text, skill = form.used.get("q") or "", form.used.get("skill")
    context: dict[str, Any] = {"filter_form": form, "here": here, "text": text, "skill": skill}
    code = here.code if here else county
    if text:
        context["found"] = directory.found(text, code, county)
    else:
        context |= _browsed(request, code, county, skill)
    return render(request, "talents/portal/all.html", context, status=form.status)


@require_safe
def talent(request: Request, pk: UUID) -> HttpResponse:
    """What everybody reads of one talent."""
    card = directory.card_of(pk)
    if card is None:
        raise NotHere
    return render(request, "talents/portal/talent.html", {"card": card})


@doors.signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("door")
def ask(request: Request, pk: UUID) -> HttpResponse:
    """What is broken, when it would suit, for nothing or for money."""
    here = chosen_here(request)
    found = Talent.objects.listed().select_related("person", "place").filter(pk=pk).first()
    if found is None:
        raise NotHere
    if here is None:
        return ask_where(request)
    form = AskForm(request.POST or None, talent=found, initial=preset(request, "text"))
    status = 200
    if request.method == "POST":
        posted = post_made(request, form, Help, here.code, lambda: _ask(request, found, here, form))
        if posted.is_done:
            messages.success(request, _("Asked. You hear from them as soon as they answer."))
            return redirect("talents:help", posted.made)
        status = posted.status
    context = {"form": form, "card": directory.cards([found], here.code)[0], "here": here}
    return render(request, "talents/portal/ask.html", context, status=status)


@doors.signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def nominate(request: Request) -> HttpResponse:
    """A neighbour who can do something."""
    return _nominating(request, NominateForm, "nominate", Source.NEIGHBOUR)


@doors.signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: Request) -> HttpResponse:
    """I can do something myself."""
    return _nominating(request, JoinForm, "join", Source.SELF)


def _nominating(request: Request, form_of: Any, name: str, source: Source) -> HttpResponse:
    here = chosen_here(request)
    if here is None:
        return ask_where(request)
    form = form_of(request.POST or None, county=here.county_code)
    status = 200
    if request.method == "POST":
        posted = post_made(
            request, form, Talent, here.code, lambda: _nominated(request, here, form, source)
        )
        if posted.is_done:
            messages.success(request, _("Thank you. Your station talks to them within days."))
            onward = "talents:me" if source == Source.SELF else "talents:all"
            return redirect(onward)
        status = posted.status
    context = {"form": form, "here": here}
    return render(request, f"talents/portal/{name}.html", context, status=status)


def _nominated(request: Request, here: Place, form: Any, source: Source) -> Talent:
    fields, me = form.cleaned_data, myself(request, here.county_code)
    if source == Source.SELF:
        find = Find(fields["why"], person=me, skills=form.chosen())
    else:
        find = Find(fields["why"], name=fields["name"], phone=fields["phone"], skills=form.chosen())
    by = By(source, me if source == Source.NEIGHBOUR else None)
    return actions.nominate(here, find, by=by, actor=request.actor)


def _ask(request: Request, found: Talent, here: Place, form: AskForm) -> Help:
    fields = form.cleaned_data
    skill = directory.own_skill_meant(found, fields["text"])
    need = Need(
        fields["text"],
        fields["wanted"],
        fields["is_paid"],
        fields["door"],
        skill,
        key=fields["key"],
    )
    me = myself(request, found.county)
    return actions.ask(found, need, person=me, place=here, actor=request.actor)


def _browsed(request: Request, code: str, county: str, skill: Any) -> dict[str, Any]:
    tree = directory.skills_of(county)
    keys = [each for each in tree if skill and skill in {each.pk, each.parent_id}]
    rows = directory.near(code, skills=keys if skill else None, county=county)
    page = paging.page(rows, order=NEAREST, after=cursor(request), size=SIZE)
    return {"page": page, "cards": directory.cards(page.rows, code), "skills": tree}


def _only_county() -> str:
    """Where nobody chose a place: the county that has a directory."""
    row = Place.objects.present().filter(level=Level.COUNTY).order_by("code").first()
    return row.code if row else ""
