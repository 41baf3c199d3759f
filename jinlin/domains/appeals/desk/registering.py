"""How does staff write down what a resident says at a station, on the phone, at a door or a
counter?
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from jinlin.core.actor import Actor, county_of
from jinlin.core.errors import Refusal
from jinlin.core.files.uploads import Upload
from jinlin.domains.appeals import actions
from jinlin.domains.appeals.actions import Report
from jinlin.domains.appeals.deadlines import Grade
from jinlin.domains.appeals.desk.beside import FILL, count_use, offered_replies, with_reply
from jinlin.domains.appeals.forms.register import RegisterForm
from jinlin.domains.appeals.models import Appeal, Channel, Identity
from jinlin.domains.appeals.moves import MOVES
from jinlin.domains.appeals.permissions import MAY
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.queries.homes import registrable
from jinlin.ground.accounts.registering import FINDING, Counter, made_before
from jinlin.ground.accounts.roles import Role
from jinlin.ground.people import actions as people
from jinlin.ground.people.models import Person
from jinlin.ground.places import queries as places
from jinlin.ground.places.models import Place
from jinlin.shell.answers import post_made
from jinlin.shell.moves import take_photos
from jinlin.shell.requests import Request

COUNTER = Counter("appeals:register")


@doors.keeper(Role.CLERK, Role.LEAD)
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: Request) -> HttpResponse:
    """The form; what was just registered stands above the next empty one.

    Words for the place bring the places found, everything typed kept.
    """
    actor: Actor = request.actor
    if request.method != "POST":
        empty = RegisterForm(actor=actor, initial=COUNTER.last(request))
        return COUNTER.found(request) or _page(request, empty)
    form = RegisterForm(request.POST, actor=actor)
    pile = photos_of(request, form)
    if {"find", FILL} & set(request.POST):
        return _page(request, RegisterForm(actor=actor, initial=_typed(request, form)), pile)
    posted = post_made(
        request,
        form,
        Appeal,
        lambda: form.cleaned_data["place"].code,
        lambda: write_down(form.cleaned_data, actor=actor, photos=pile.photos),
        uncounted=FINDING | {"standard", "began_with"},
    )
    if not posted.is_done:
        return _page(request, form, pile, status=posted.status)
    count_use(request, **_blanks(form.cleaned_data["place"], actor))
    return COUNTER.next(request, form, posted.made)


@dataclass
class Pile:
    """The photos that came with a form, those of an earlier try first."""

    county: str = ""
    photos: list[Upload] = field(default_factory=list)

    @property
    def row(self) -> "Pile":
        """Photos lie in the county of what they belong to."""
        return self


def photos_of(request: Request, form: RegisterForm) -> Pile:
    """Kept until the form is complete; a photo that is refused is named above it."""
    chosen = request.POST.get("place", "")
    pile = Pile(county_of(chosen) if chosen.isdigit() else _county(request.actor))
    try:
        take_photos(request, pile)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
    return pile


def write_down(fields: dict[str, Any], *, actor: Actor, photos: Sequence[Upload] = ()) -> Appeal:
    """The appeal is registered, and answered when it was answered on the spot; both or neither."""
    place = fields["place"]
    report = Report(
        place=place,
        text=fields["text"],
        channel=Channel(fields["channel"]),
        spot=fields.get("spot", ""),
        category=fields["category"],
        grade=Grade(
            fields.get("grade")
            or (fields["category"].grade if fields["category"] else Grade.ORDINARY)
        ),
        reporter=_reporter(fields, place, actor),
        identity=Identity(fields["identity"]),
        photos=tuple(photos),
    )
    appeal = actions.report(report, actor=actor)
    if fields.get("answered"):
        appeal = actions.answer_at_once(
            appeal, actor=actor, reply=fields["reply"], category=fields["category"]
        )
    return appeal


def _typed(request: Request, form: RegisterForm) -> dict[str, Any]:
    """Everything as it was typed; the reply begins with a standard reply when one was asked for."""
    typed: dict[str, Any] = {name: request.POST.get(name) for name in form.fields}
    if FILL in request.POST:
        code = request.POST.get("place", "")
        place = (
            registrable(form.actor).filter(code=code).first()
            if code.isascii() and code.isdigit()
            else None
        )
        typed |= {"reply": with_reply(request, **_blanks(place, form.actor)), "answered": True}
    return typed


def _blanks(place: Place | None, actor: Actor) -> dict[str, str]:
    """What a standard reply says of a place and of who answers for it."""
    unit = (places.own_organisation(actor, place) or places.intake_unit(place)) if place else None
    county = place.county_code if place else _county(actor)
    return {
        "county": county,
        "unit": unit.name if unit else "",
        "place": place.name if place else "",
    }


def _county(actor: Actor) -> str:
    """The first county in which this clerk writes down what residents say."""
    return next(iter(places.counties(actor.codes(Role.CLERK, Role.LEAD))), "")


def _reporter(fields: dict[str, Any], place: Place, actor: Actor) -> Person | None:
    if fields["identity"] == Identity.ANONYMOUS:
        return None
    return people.know(place.county_code, name=fields["name"], phone=fields["phone"], actor=actor)


def _page(
    request: Request, form: RegisterForm, pile: Pile | None = None, *, status: int = 200
) -> HttpResponse:
    actor: Actor = request.actor
    made = _made(request)
    context = {
        "form": form,
        "attempt": pile or Pile(),
        "made": made,
        "accept_now": bool(made and MAY["accept"](actor, made) and made.state == "reported"),
        **offered_replies(
            request,
            _county(actor),
            str(form["category"].value() or ""),
        ),
        **COUNTER.places_of(request, form),
    }
    return render(request, "appeals/desk/register.html", context, status=status)


def _made(request: Request) -> Appeal | None:
    """What was just registered, when it is theirs to see."""
    pk = made_before(request)
    return MOVES.fetch(request.actor, pk) if pk else None
