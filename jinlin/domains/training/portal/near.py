"""What can I learn near me, how do I order it, and how do I get a seat?"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jinlin.core.errors import NotHere
from jinlin.domains.training import actions
from jinlin.domains.training.actions import Wanted
from jinlin.domains.training.actions.ordering import community_of
from jinlin.domains.training.forms.typed import OpinionForm, OrderForm
from jinlin.domains.training.models import Course, Enrolment, Module, Opinion, Order
from jinlin.domains.training.queries import near
from jinlin.domains.training.queries.family import family_of
from jinlin.domains.training.queries.pool import pool_of
from jinlin.ground.accounts import doors
from jinlin.ground.people.models import Person
from jinlin.ground.people.myself import myself, take_birth_year
from jinlin.ground.people.queries import person_of
from jinlin.ground.places.asking import ask_where
from jinlin.ground.places.models import Place
from jinlin.ground.places.queries import chosen_here
from jinlin.services.seats.models import HOLDING
from jinlin.services.seats.reasons import Reason
from jinlin.shell.answers import post_made, post_once
from jinlin.shell.requests import Request

WAYS = {"enrol", "accept", "confirm", "give-up"}


@never_cache
@require_safe
def everywhere(request: Request) -> HttpResponse:
    """The classes near me, what my community orders, and what I wait for."""
    here = chosen_here(request)
    if here is None:
        return ask_where(request)
    community = community_of(here)
    mine = near.own_orders(request.actor) if request.actor.is_signed_in else []
    context = {
        "here": here,
        "community": community,
        "cards": near.classes_near(here),
        "pool": pool_of(community.code)[:12],
        "own": {row.order.module_id for row in mine if row.order.module_id},
        "mine": mine,
        "offered": near.offered_in(here),
        "work": near.work_near(here)[:3],
    }
    return render(request, "training/portal/near.html", context)


@doors.signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def order(request: Request) -> HttpResponse:
    """居民点单: from the list or in one's own words."""
    here, status = chosen_here(request), 200
    if here is None:
        return ask_where(request)
    form = OrderForm(request.POST or None, county=here.county_code)
    if form.is_bound:
        posted = post_once(request, form, lambda: _order(form, here, request))
        if posted.is_done:
            messages.success(request, _("Ordered. You are told when a class opens."))
            return redirect("training:mine")
        status = posted.status
    context = {"form": form, "here": community_of(here)}
    return render(request, "training/portal/order.html", context, status=status)


@doors.signed_in
@require_POST
def want(request: Request, pk: UUID) -> HttpResponse:
    """I want it too: one tap."""
    here = chosen_here(request)
    if here is None:
        return ask_where(request, reverse("training:near"))
    module = Module.objects.filter(pk=pk, county=here.county_code, is_open=True).first()
    if module is None:
        raise NotHere
    person = myself(request, here.county_code)
    actions.order(person, Wanted(here, module), actor=request.actor)
    messages.success(request, _("Ordered. You are told when a class opens."))
    return redirect("training:near")


@doors.signed_in
@require_POST
def withdraw(request: Request, pk: UUID) -> HttpResponse:
    """I do not want it any more."""
    row = Order.objects.own(request.actor).filter(pk=pk).first()
    if row is None:
        raise NotHere
    actions.withdraw_order(row, actor=request.actor)
    messages.success(request, _("Withdrawn."))
    return redirect("training:mine")


@never_cache
@require_safe
def course(request: Request, pk: UUID) -> HttpResponse:
    """One class: timetable, what is needed, and a seat for me, or why there is none."""
    row = announced(pk)
    person = person_of(request.actor, row.county) if request.actor.is_signed_in else None
    chance = near.chance_of(row, person)
    context = {
        "course": row,
        "lessons": list(row.lessons.select_related("room", "teacher")),
        "chance": chance,
        "age_unknown": Reason.AGE_UNKNOWN,
        "family": family_of(request.actor, row.county) if chance.is_open else [],
        "place": row.place,
        "may_rate": _may_rate(row, chance.row),
    }
    return render(request, "training/portal/course.html", context)


@doors.signed_in
@require_POST
def way(request: Request, pk: UUID, way: str) -> HttpResponseBase:
    """Enrol, take an offered seat, confirm it, or give it up: one tap."""
    if way not in WAYS:
        raise NotHere
    row = announced(pk)
    if way == "enrol":
        made = actions.enrol(row, _family(request, row), actor=request.actor)
        messages.success(request, _words_of(made))
        return redirect("training:course", pk)
    own = Enrolment.objects.own(request.actor).filter(course=row)
    mine = own.select_related("course", "person", "seat__unit").first()
    if mine is None:
        raise NotHere
    verb = {"accept": actions.accept, "confirm": actions.confirm, "give-up": actions.give_up}[way]
    now = verb(mine, actor=request.actor)
    messages.success(request, now.seat.get_state_display())
    return redirect("training:course", pk)


@doors.signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def opinion(request: Request, pk: UUID) -> HttpResponse:
    """What did you think of it?"""
    row, status = announced(pk), 200
    mine = Enrolment.objects.own(request.actor).filter(course=row).select_related("course").first()
    if mine is None:
        raise NotHere
    form = OpinionForm(request.POST or None)
    if form.is_bound:
        posted = post_made(
            request, form, Opinion, row.place_code, lambda: _say(mine, form, request)
        )
        if posted.is_done:
            messages.success(request, _("Thank you."))
            return redirect("training:course", pk)
        status = posted.status
    context = {"course": row, "form": form, "place": row.place}
    return render(request, "training/portal/opinion.html", context, status=status)


def announced(pk: UUID) -> Course:
    row = near.announced(pk)
    if row is None:
        raise NotHere
    return row


def _family(request: Request, row: Course) -> list[Person]:
    """Whoever enrols, and those of their home whom they ticked."""
    home = {str(each.pk): each for each in family_of(request.actor, row.county)}
    with_me = [home[key] for key in request.POST.getlist("with") if key in home]
    return [take_birth_year(request, myself(request, row.county)), *with_me]


def _order(form: OrderForm, here: Place, request: Request) -> str:
    fields, person = form.cleaned_data, myself(request, here.county_code)
    times, made = fields["times"], None
    for module in fields["modules"]:
        made = actions.order(person, Wanted(here, module, times=times), actor=request.actor)
    if fields["text"]:
        words = Wanted(here, text=fields["text"], times=times)
        made = actions.order(person, words, actor=request.actor)
    return str(made.pk) if made else ""


def _say(mine: Enrolment, form: OpinionForm, request: Request) -> Opinion:
    fields = form.cleaned_data
    return actions.say(mine, stars=fields["stars"], words=fields["words"], actor=request.actor)


def _words_of(made: list[Enrolment]) -> str:
    if all(row.seat.state in HOLDING for row in made):
        return _("You have a seat.")
    return _("All seats are taken; you are on the waiting list and are told when one is free.")


def _may_rate(row: Course, mine: Enrolment | None) -> bool:
    return bool(row.finished_on and mine and mine.first_attended_on)
