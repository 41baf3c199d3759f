"""One person in a class: lessons, points, certificate, work found, how they went on."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from jinlin.core.actor import Actor, within
from jinlin.core.errors import NotHere, require
from jinlin.core.time import clock
from jinlin.domains.training import actions
from jinlin.domains.training.actions.assessing import short_of
from jinlin.domains.training.desk import sitters, teachers
from jinlin.domains.training.desk.work import in_sight, show_placement
from jinlin.domains.training.forms.keyed import KeyedForm, ReasonForm
from jinlin.domains.training.forms.typed import (
    AnswerFollowUpForm,
    AssessForm,
    FoundWorkForm,
    WithdrawForm,
)
from jinlin.domains.training.lifecycle import TEACHING
from jinlin.domains.training.models import (
    READERS,
    Assessment,
    Course,
    Enrolment,
    FollowUp,
    Placement,
    TrainingRule,
)
from jinlin.domains.training.permissions import can_teach, can_watch, is_host
from jinlin.services.seats.models import LIVE
from jinlin.shell.answers import post_made, post_once
from jinlin.shell.requests import Request

WITH = ("course__place", "course__organiser", "person", "seat")


@sitters
@never_cache
@require_safe
def one(request: Request, pk: UUID) -> HttpResponse:
    """Everything about one person in this class."""
    return show(request, in_scope(request, pk))


@teachers
@never_cache
@require_POST
def act(request: Request, pk: UUID, what: str) -> HttpResponse:
    """Points, certificate, seat: what is posted about the person."""
    row, actor = in_scope(request, pk), request.actor
    if what not in ACTS:
        raise NotHere
    kind, verb = ACTS[what]
    form = kind(request.POST, **({"row": row} if kind is AssessForm else {}))
    if what in MADE:
        code = row.course.place_code
        posted = post_made(request, form, MADE[what], code, lambda: verb(row, form, actor))
    else:
        posted = post_once(request, form, lambda: str(verb(row, form, actor).pk))
    if not posted.is_done:
        return show(request, row, status=posted.status, **{f"{what.replace('-', '_')}_form": form})
    messages.success(request, _("Kept."))
    return redirect("training:pupil", pk)


@teachers
@require_POST
def answer(request: Request, pk: UUID) -> HttpResponse:
    """What somebody said on the phone about how they stand."""
    rows = FollowUp.objects.visible_to(request.actor).select_related(
        "enrolment__course", "placement"
    )
    row = rows.filter(pk=pk).first()
    if row is None:
        raise NotHere
    form = AnswerFollowUpForm(request.POST)
    posted = post_once(
        request,
        form,
        lambda: str(
            actions.answer_follow_up(row, form.cleaned_data["answer"], actor=request.actor).pk
        ),
    )
    if not posted.is_done:
        return _show_follow_up(request, row, status=posted.status, answer_form=form)
    messages.success(request, _("Kept."))
    if row.placement_id:
        return redirect("training:placement", row.placement_id)
    return redirect("training:pupil", row.enrolment_id)


@sitters
@require_safe
def behind(request: Request, pk: UUID) -> HttpResponse:
    """On to whoever holds this certificate, is asked here, or was at this lesson."""
    rows = Enrolment.objects.filter(
        course__in=Course.objects.watched_by(request.actor).values("pk")
    )
    for name in ("certificates", "follow_ups", "attendances", "opinion"):
        found = rows.filter(**{name: pk}).first()
        if found:
            return redirect("training:pupil", found.pk)
    row = FollowUp.objects.filter(within(request.actor.codes(*READERS)), pk=pk).first()
    if row and row.placement_id:
        return redirect("training:placement", row.placement_id)
    raise NotHere


def in_scope(request: Request, pk: UUID) -> Enrolment:
    rows = Enrolment.objects.filter(course__in=Course.objects.for_desk(request.actor).values("pk"))
    row = rows.select_related(*WITH).filter(pk=pk).first()
    if row is None:
        raise NotHere
    require(can_watch(request.actor, row.course))
    return row


def show(request: Request, row: Enrolment, *, status: int = 200, **sent: Any) -> HttpResponse:
    course = row.course
    context = {
        "row": row,
        "course": course,
        "is_host": is_host(request.actor, course),
        "may_teach": can_teach(request.actor, course),
        "attendances": list(row.attendances.select_related("lesson").order_by("on", "pk")),
        "assessments": list(row.assessments.all()),
        "certificates": list(row.certificates.select_related("document").order_by("issued_on")),
        "follow_ups": list(row.follow_ups.order_by("months")),
        "follow_up_months": TrainingRule.of(row.county, clock.today()).follow_up_months,
        "placements": list(row.placements.order_by("since")),
        "short_of": short_of(row),
        "seat": row.seat.state if row.seat.state in LIVE and course.state in TEACHING else "",
        **_forms(row),
        **sent,
    }
    context["seat_forms"] = [context[f"{name}_form"] for name in ("accept", "confirm", "give_up")]
    return render(request, "training/desk/pupil.html", context, status=status)


def _show_follow_up(request: Request, row: FollowUp, *, status: int, **sent: Any) -> HttpResponse:
    """The page on which the answer was typed: of the pupil, or of the work."""
    if row.placement:
        return show_placement(request, in_sight(request, row.placement.pk), status=status, **sent)
    return show(request, in_scope(request, row.enrolment_id), status=status, **sent)


def _forms(row: Enrolment) -> dict[str, Any]:
    return {
        "assess_form": AssessForm(row=row, auto_id="assess-%s"),
        "certify_form": KeyedForm(auto_id="certify-%s"),
        "withdraw_form": WithdrawForm(auto_id="withdraw-%s"),
        "answer_form": AnswerFollowUpForm(auto_id="answer-%s"),
        "strike_form": ReasonForm(auto_id="strike-%s"),
        "found_work_form": FoundWorkForm(auto_id="found-work-%s"),
        "give_up_form": KeyedForm(auto_id="give-up-%s"),
        "confirm_form": KeyedForm(auto_id="confirm-%s"),
        "accept_form": KeyedForm(auto_id="accept-%s"),
    }


def _assess(row: Enrolment, form: AssessForm, actor: Actor) -> Any:
    return actions.assess(row, form.points(), note=form.cleaned_data["note"], actor=actor)


def _withdraw(row: Enrolment, form: WithdrawForm, actor: Actor) -> Any:
    certificate = row.certificates.valid().first()
    if certificate is None:
        raise NotHere
    was_there, reason = form.cleaned_data["was_there"] == "yes", form.cleaned_data["reason"]
    details: dict[str, Any] = {"reason": reason, "was_there": was_there, "actor": actor}
    return actions.withdraw_certificate(certificate, **details)


MADE: dict[str, Any] = {"assess": Assessment, "found-work": Placement}
ACTS: dict[str, tuple[Any, Any]] = {
    "assess": (AssessForm, _assess),
    "certify": (KeyedForm, lambda row, _form, actor: actions.certify(row, actor=actor)),
    "withdraw": (WithdrawForm, _withdraw),
    "found-work": (
        FoundWorkForm,
        lambda row, form, actor: actions.tell_work(row, **form.terms(), actor=actor),
    ),
    "confirm": (KeyedForm, lambda row, _form, actor: actions.confirm(row, actor=actor)),
    "accept": (KeyedForm, lambda row, _form, actor: actions.accept(row, actor=actor)),
    "give-up": (KeyedForm, lambda row, _form, actor: actions.give_up(row, actor=actor)),
}
