"""Where does somebody who answers for a place read what people talk about?"""

from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from jinlin.core import paging
from jinlin.core.actor import Actor, county_of, is_code
from jinlin.core.errors import NotHere
from jinlin.core.secrets.spelled import without_numbers
from jinlin.core.time import clock
from jinlin.domains.appeals.models import Appeal
from jinlin.domains.appeals.models.hidden import names_in
from jinlin.domains.appeals.queries.listed import listed
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.roles import Role
from jinlin.ground.places.queries import way_down
from jinlin.insight.models import Topic
from jinlin.insight.models.topics import LISTENERS
from jinlin.insight.permissions import KEEPERS, can_keep_learnings
from jinlin.insight.queries import talk as queries
from jinlin.insight.queries.talk import SHOWN_WEEKS, Listed
from jinlin.insight.usual import WEEK, monday
from jinlin.shell.boards import FURTHEST, AddressForm, day_field
from jinlin.shell.requests import Request, cursor, place_code

ORDER = ("-reported_at", "-id")
SIZE = 20


class WeekForm(AddressForm):
    """A day of the week at which the page stands."""

    week = day_field(gettext_lazy("Week"))

    def clean_week(self) -> date | None:
        day: date | None = self.cleaned_data["week"]
        if day and abs(day - clock.today()) > FURTHEST:
            raise forms.ValidationError(_("This week is more than ten years away."))
        return day

    def until(self, newest: date) -> date:
        """The Monday of that week, no later than the newest, which is the usual one."""
        day: date | None = self.used.get("week")
        return min(monday(day), newest) if day else newest


@doors.keeper(*LISTENERS)
@require_safe
def talk(request: Request) -> HttpResponse:
    """The topics of one week at one place, where they come from, and what rises."""
    actor = request.actor
    code = _code(place_code(request))
    newest = queries.last_week(actor, clock.today())
    form = WeekForm(request.GET)
    week = form.until(newest)
    way = way_down(actor.codes(*LISTENERS), code)
    here, below = _here_and_below(way, code)
    found = queries.talked(actor, code=code, week=week, below=below)
    context = {
        "talked": found,
        "here": here,
        "way": [each for each in way if each not in below],
        "weeks": [newest - number * WEEK for number in range(SHOWN_WEEKS)],
        "code": code,
        "filter_form": form,
        "may_learn": any(
            can_keep_learnings(actor, county_of(each)) for each in actor.codes(*KEEPERS)
        ),
    }
    return render(request, "insight/desk/talk.html", context, status=form.status)


@doors.keeper(*LISTENERS)
@require_safe
def topic(request: Request, pk: UUID) -> HttpResponse:
    """One topic: its weeks, where it comes from, the messages, and what can be made of it."""
    actor = request.actor
    row = queries.topic_for(actor, pk)
    if row is None:
        raise NotHere
    page = paging.page(
        queries.messages_of(row, actor), order=ORDER, after=cursor(request), size=SIZE
    )
    for each in page.rows:
        mask(each)
    code = queries.code_of(row, actor)
    _here, below = _here_and_below(way_down(actor.codes(*LISTENERS), code), code)
    weeks = queries.weeks_of(row, actor)
    context = {
        "topic": row,
        "weeks": weeks,
        "page": page,
        "rows": listed(page.rows, actor=actor),
        "steps": steps(row, weeks, code, actor=actor),
        "tiles": queries.tiles_of(queries.behind(row, actor), below),
    }
    return render(request, "insight/desk/topic.html", context)


def mask(appeal: Appeal) -> None:
    """For reading only: numbers and the reporter's name are no part of what is talked about."""
    names = names_in(appeal)
    for name in ("title", "text"):
        setattr(appeal, name, without_numbers(getattr(appeal, name), names=names))
    appeal.is_veiled = True


def steps(row: Topic, weeks: Listed, code: str, *, actor: Actor) -> list[tuple[Any, str, str]]:
    """What can be made of it in one step: words, icon and address with everything filled in."""
    found = []
    joint = queries.joint(row, actor)
    if joint and actor.looks_after(Role.CLERK, Role.LEAD):
        picks = [*(("pick", pk) for pk in joint.picked), ("main", joint.main.number)]
        href = f"{reverse('appeals:many', args=['merge'])}?{urlencode(picks)}"
        found.append((_("Handle them together"), "users", href))
    fields = {
        "title": row.words[:60],
        "text": _("Since {day}, {count} messages speak of “{words}”.").format(
            day=f"{row.first_on:%Y-%m-%d}", count=weeks.messages, words=row.words
        ),
        "place": code,
    }
    for name, words, icon, roles in ONWARD:
        if actor.looks_after(*roles) and (address := _address(name)):
            found.append((words(), icon, f"{address}?{urlencode(fields)}"))
    return found


ONWARD = (
    (
        "consultations:desk_raise",
        lambda: _("Let neighbours talk it over"),
        "chat",
        (Role.CLERK, Role.LEAD),
    ),
    ("projects:new_task", lambda: _("Make it a key task"), "star", (Role.LEAD,)),
)


def _address(name: str) -> str:
    """Empty in a house without that domain."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _code(typed: str) -> str:
    return typed if is_code(typed) else ""


def _here_and_below(way: list[tuple[str, str]], code: str) -> tuple[str, list[tuple[str, str]]]:
    """The chosen place's name, and the places directly inside it, or one's own ones."""
    names = dict(way)
    top = code or min(names, key=len, default="")
    longer = [len(each) for each in names if len(each) > len(top) and each.startswith(top)]
    below = [each for each in way if longer and len(each[0]) == min(longer)]
    return names.get(top, ""), below
