"""One lesson on the teacher's phone: who is here, the code on the screen, the printed sheet."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jinlin.core.errors import NotHere, Refusal, Unusable, require
from jinlin.core.keys import is_key
from jinlin.core.offline import Sent, keeping_both
from jinlin.core.text import read_json
from jinlin.core.time import clock
from jinlin.domains.training import actions
from jinlin.domains.training.desk import planners, sitters, teachers
from jinlin.domains.training.forms.keyed import KeyedForm, ReasonForm
from jinlin.domains.training.forms.planning import MoveLessonForm
from jinlin.domains.training.models import Attendance, Enrolment, Lesson
from jinlin.domains.training.permissions import can_teach, can_watch, is_host
from jinlin.domains.training.queries.lesson import Roll, pupils_of, roll_of, screen_of
from jinlin.services.seats.actions import Sight
from jinlin.services.seats.models import Means, Scan
from jinlin.services.seats.receipts import receipt
from jinlin.shell.answers import post_once
from jinlin.shell.requests import Request

WITH = ("course__place", "course__organiser", "room", "teacher", "unit")
LONGEST_NUMBER = 6


@sitters
@never_cache
@require_safe
def one(request: Request, pk: UUID) -> HttpResponse:
    """Who is here; large targets, taps are kept without a network."""
    lesson = in_scope(request, pk)
    return _roll(request, lesson, roll_of(lesson, _page_of(request.GET)))


def _roll(request: Request, lesson: Lesson, roll: Roll) -> HttpResponse:
    context = {
        "lesson": lesson,
        "course": lesson.course,
        "roll": roll,
        "is_host": is_host(request.actor, lesson.course),
        "may_teach": can_teach(request.actor, lesson.course),
        "is_on": lesson.starts_at <= clock.now() < lesson.ends_at,
        "form": KeyedForm(),
    }
    return render(request, "training/desk/lesson.html", context)


def _page_of(sent: Any) -> int:
    """Which page of a long roll is asked for; the first where that is no number."""
    number = sent.get("page", "")
    return int(number) if number.isdecimal() and len(number) < LONGEST_NUMBER else 1


@teachers
@never_cache
@require_safe
def screen(request: Request, pk: UUID) -> HttpResponse:
    """The code that is scanned, another every half minute."""
    lesson = in_scope(request, pk)
    require(can_teach(request.actor, lesson.course))
    return render(request, "training/desk/screen.html", {"lesson": lesson, **screen_of(lesson)})


@sitters
@never_cache
@require_safe
def sheet(request: Request, pk: UUID) -> HttpResponse:
    """The list to be signed on paper."""
    lesson = in_scope(request, pk)
    context = {"lesson": lesson, "course": lesson.course, "pupils": pupils_of(lesson)}
    return render(request, "training/desk/sheet.html", context)


@teachers
@require_POST
def enter(request: Request, pk: UUID) -> HttpResponse:
    """The ticks of the signed sheet are taken over in one go; turned to another page of a long
    roll, they are kept in the form.
    """
    lesson, form = in_scope(request, pk), KeyedForm(request.POST)
    keys = [each for each in request.POST.getlist("there") if is_key(each)]
    if "page" in request.POST:
        require(can_teach(request.actor, lesson.course))
        return _roll(request, lesson, roll_of(lesson, _page_of(request.POST), keys))
    rows = list(Enrolment.objects.filter(course=lesson.course_id, pk__in=keys))
    posted = post_once(
        request, form, lambda: len(actions.enter_sheet(lesson, rows, actor=request.actor))
    )
    if posted.is_done:
        messages.success(request, _("Noted: %(number)d people.") % {"number": posted.made})
    else:
        messages.error(request, " ".join(str(each) for each in form.non_field_errors()))
    return redirect("training:lesson", pk)


@teachers
@never_cache
@require_POST
def entries(request: Request) -> JsonResponse:
    """One tap of a phone that may have been without a network; its receipt, or the no in words."""
    key = ""
    if request.content_type != "application/json":
        return JsonResponse({"code": "unusable", "message": "", "id": key}, status=422)
    try:
        body = read_json(request.body)
        key = str(body.get("id", ""))
        return JsonResponse(vars(receipt(_take(body, request))))
    except Refusal as refusal:
        problem = {"code": refusal.code, "message": str(refusal), "id": key}
        return JsonResponse(problem, status=refusal.status)
    except (ValueError, KeyError, TypeError, AttributeError):
        return JsonResponse({"code": "unusable", "message": "", "id": key}, status=422)


def _take(body: dict[str, Any], request: Request) -> Any:
    lesson = in_scope(request, UUID(body["session"]))
    rows = Enrolment.objects.filter(course=lesson.course_id, pk=UUID(body["seat"]))
    row = rows.select_related("person").first()
    if row is None:
        raise NotHere
    key = UUID(body["id"])
    sight = Sight(
        key,
        str(key),
        Means.LIST,
        clock.certain(datetime.fromisoformat(body["said_at"])),
        clock.certain(datetime.fromisoformat(body["sent_at"])),
    )
    with keeping_both(Scan, Sent(key, {**body, "sent_at": ""}, lesson.course.place_code)):
        return actions.arrive(lesson, row.person, sight, actor=request.actor)


@teachers
@require_POST
def close(request: Request, pk: UUID) -> HttpResponse:
    """The lesson was held."""
    lesson = actions.close_lesson(in_scope(request, pk), actor=request.actor)
    messages.success(request, _("The lesson is closed."))
    return redirect("training:class", lesson.course_id)


@planners
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: Request, pk: UUID, what: str) -> HttpResponse:
    """The lesson moves or falls out; everybody in the class is told."""
    lesson, actor = in_scope(request, pk), request.actor
    require(is_host(actor, lesson.course))
    form = _change_form(what, lesson, request.POST or None)
    status = 200
    if form.is_bound:
        posted = post_once(request, form, lambda: _change(what, lesson, form, request))
        if posted.is_done:
            messages.success(request, _("Everybody in the class was told."))
            return redirect("training:class", lesson.course_id)
        status = posted.status
    context = {"form": form, "lesson": lesson, "course": lesson.course, "what": what}
    return render(request, "training/desk/change_lesson.html", context, status=status)


@planners
@require_POST
def strike(request: Request, pk: UUID) -> HttpResponse:
    """Somebody was not there after all."""
    rows = Attendance.objects.filter(lesson__in=Lesson.objects.visible_to(request.actor))
    row = rows.select_related("lesson__course", "enrolment__course").filter(pk=pk).first()
    if row is None:
        raise NotHere
    form = ReasonForm(request.POST)
    posted = post_once(
        request,
        form,
        lambda: str(
            actions.strike(row, reason=form.cleaned_data["reason"], actor=request.actor).pk
        ),
    )
    if not posted.is_done:
        raise Unusable(_("Please say why."), field="reason")
    messages.success(request, _("Struck out."))
    return redirect("training:pupil", row.enrolment_id)


def in_scope(request: Request, pk: UUID) -> Lesson:
    rows = Lesson.objects.visible_to(request.actor).select_related(*WITH)
    lesson = rows.filter(pk=pk).first()
    if lesson is None:
        raise NotHere
    require(can_watch(request.actor, lesson.course))
    return lesson


def _change_form(what: str, lesson: Lesson, data: Any) -> Any:
    if what == "move":
        return MoveLessonForm(data, course=lesson.course, initial=MoveLessonForm.before(lesson))
    if what == "cancel":
        return ReasonForm(data)
    raise NotHere


def _change(what: str, lesson: Lesson, form: Any, request: Request) -> str:
    reason, actor = form.cleaned_data["reason"], request.actor
    if what == "move":
        made = actions.move_lesson(lesson, form.slot(), reason=reason, actor=actor)
    else:
        made = actions.cancel_lesson(lesson, reason=reason, actor=actor)
    return str(made.pk)
