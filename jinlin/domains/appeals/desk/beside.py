"""What stands beside a form to help whoever fills it in: standard replies, likely units, what is
known already? The person decides.
"""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor
from jinlin.core.errors import Refusal
from jinlin.core.idempotency import once
from jinlin.core.text import tidy
from jinlin.domains.appeals import actions
from jinlin.domains.appeals.actions.clocks import longer
from jinlin.domains.appeals.lifecycle import LIFECYCLE, State
from jinlin.domains.appeals.models import Appeal, Asking, StandardReply
from jinlin.domains.appeals.moves import MOVES
from jinlin.domains.appeals.permissions import MAY
from jinlin.domains.appeals.queries.advice import class_advice
from jinlin.domains.appeals.queries.before import earlier_rounds, nearby, recurring
from jinlin.domains.appeals.queries.replies import filled, grouped, replies_for, shown_text
from jinlin.domains.appeals.queries.routing import Suggestion, suggested_units
from jinlin.shell.moves import Attempt, actor_key, take_photos
from jinlin.shell.requests import Request, preset

ANSWERS = frozenset({"answer_at_once", "finish"})
UNIT_FIELDS = {
    "hand_over": ("unit",),
    "convene": ("lead", "helper", "second", "third"),
    "assign": ("unit",),
    "reassign": ("unit",),
}
TAKEN_UP = frozenset({"accept", "answer_at_once"})
PRESET = {
    "merge": ("main",),
    "hand_over": ("unit",),
    **dict.fromkeys(TAKEN_UP, ("category",)),
}  # what an address may fill in beforehand
FILL, CHOSEN, BEGAN = (
    "fill",
    "standard",
    "began_with",
)  # the button, the list, and with which reply the text began


def try_move(request: Request, appeal: Appeal, name: str) -> Attempt[Appeal]:
    """The form as it was asked for: empty, filled with a standard reply, or posted."""
    if request.method != "POST":
        offered = MOVES.offer(request, appeal, name)
        offered.form.initial.update(preset(request, *PRESET.get(name, ())))
        return offered
    if FILL in request.POST and name in ANSWERS and LIFECYCLE.is_open(name, appeal.state):
        return _filled(request, appeal, name)
    tried = MOVES.attempt(request, appeal, name)
    if tried.done and name in ANSWERS:
        count_use(request, county=appeal.county, unit=appeal.unit.name, place=appeal.place.name)
    return tried


def shown_beside(request: Request, tried: Attempt[Appeal]) -> dict[str, Any]:
    """What the page shows beside the form of this move: at most four statements."""
    name, appeal, actor = tried.move.name, tried.row, request.actor
    if name == "grant_extension":
        return days_wanted(tried)
    if name in ANSWERS:
        category = (
            str(tried.form["category"].value() or "")
            if "category" in tried.form.fields
            else appeal.category_id or ""
        )
        earlier = earlier_rounds(appeal) if appeal.reopened else []
        return {
            "earlier": earlier,
            **offered_replies(request, appeal.county, category),
            **advised(tried),
        }
    if name in UNIT_FIELDS:
        suggestions = suggested_units(appeal)
        for field in UNIT_FIELDS[name]:
            _put_first(tried.form.fields.get(field), suggestions)
        return {"suggestions": suggestions}
    if name != "accept":
        return {}
    return {**known_before(appeal, actor=actor), **advised(tried)}


def days_wanted(tried: Attempt[Appeal]) -> dict[str, Any]:
    """The days asked for, why, and the promise that they make: what whoever decides has to know.

    The field holds the days asked for until somebody changes it.
    """
    asking = tried.row.askings.filter(kind=Asking.Kind.EXTENSION, state=Asking.State.ASKED).first()
    work = tried.row.rounds.last()
    if asking is None or work is None:
        return {}
    tried.form.initial.setdefault("days", asking.days)
    return {"asking": asking, "longer": longer(work, asking.days).at}


def advised(tried: Attempt[Appeal]) -> dict[str, Any]:
    """The likely classes, first in the list of classes, each still to be chosen by a person."""
    field = tried.form.fields.get("category")
    advice = class_advice(tried.row) if field else []
    if advice:
        _first, *rest = list(field.choices)  # type: ignore[union-attr]
        likely = [(each.category.pk, each.category.name) for each in advice]
        field.choices = [_first, (_("Suggested"), likely), *rest]  # type: ignore[union-attr]
    return {"advice": advice, "takes_class": False}


def known_before(appeal: Appeal, *, actor: Actor) -> dict[str, Any]:
    """Before somebody accepts it: what the same resident reported, and what is like it nearby.

    Nothing later, nothing for others.
    """
    if appeal.state != State.REPORTED or not MAY["accept"](actor, appeal):
        return {}
    return {
        "recurring": recurring(appeal, actor=actor),
        "nearby": nearby(appeal, actor=actor),
        "may_merge": MAY["merge"](actor, appeal),
        "advice": class_advice(appeal),
        "takes_class": True,
    }


def offered_replies(request: Request, county: str, category: str) -> dict[str, Any]:
    """The list, what is chosen in it, and with which one the text began: from the moment of filling
    on, the one chosen then.
    """
    chosen = request.POST.get(CHOSEN, "")
    began = chosen if FILL in request.POST else request.POST.get(BEGAN, "")
    return {
        "replies": grouped(replies_for(county, category)),
        "chosen_reply": chosen,
        "began_with": began,
    }


def with_reply(request: Request, *, county: str, unit: str, place: str) -> str:
    """The reply's text after a standard reply was chosen: it takes the place of an unchanged one,
    and stands below what was typed.
    """
    typed = request.POST.get("reply", "").strip()
    reply, began = _reply(request, CHOSEN, county), _reply(request, BEGAN, county)
    if reply is None:
        return typed
    text = _begun_with(reply, unit=unit, place=place)
    if not typed or (began and tidy(typed) == _begun_with(began, unit=unit, place=place)):
        return text
    return typed if text in typed else f"{typed}\n\n{text}"


def _begun_with(reply: StandardReply, *, unit: str, place: str) -> str:
    """The text as the form begins with it: what is not known yet stands in the reader's words."""
    return filled(shown_text(reply.text), unit=unit, place=place)


def count_use(request: Request, *, county: str, unit: str, place: str) -> None:
    """The standard reply that the text began with was used once more, however often the form
    arrives.
    """
    reply = _reply(request, BEGAN, county)
    key = request.POST.get("key", "")
    if reply is None:
        return
    text = _begun_with(reply, unit=unit, place=place)
    is_unchanged = tidy(request.POST.get("reply", "")) == text
    try:
        once(
            actor_key=actor_key(request),
            key=f"reply:{key}",
            body=str(reply.pk),
            act=lambda: actions.count_use(reply, is_unchanged=is_unchanged),
        )
    except Refusal:
        return  # sent with another reply before: it was counted then


def _filled(request: Request, appeal: Appeal, name: str) -> Attempt[Appeal]:
    tried = MOVES.offer(request, appeal, name)
    typed = {field: request.POST[field] for field in tried.form.fields if field in request.POST}
    typed["reply"] = with_reply(
        request, county=appeal.county, unit=appeal.unit.name, place=appeal.place.name
    )
    tried.form.initial.update(typed)
    if tried.takes_photos:
        try:
            take_photos(request, tried)
        except Refusal as refusal:
            tried.problem = str(refusal)
    return tried


def _reply(request: Request, name: str, county: str) -> StandardReply | None:
    try:
        key = UUID(request.POST.get(name, ""))
    except ValueError:
        return None
    return StandardReply.objects.filter(pk=key, county=county).first()


def _put_first(field: Any, suggestions: list[Suggestion]) -> None:
    """The suggested units stand first in the list of units, each still to be chosen by a person."""
    if field is None or not suggestions:
        return
    likely = [each.unit.pk for each in suggestions]
    units = list(field.queryset)
    first = [(unit.pk, str(unit)) for pk in likely for unit in units if unit.pk == pk]
    rest = [(unit.pk, str(unit)) for unit in units if unit.pk not in likely]
    field.choices = [
        ("", field.empty_label or "---------"),
        (_("Suggested"), first),
        (_("All units"), rest),
    ]
