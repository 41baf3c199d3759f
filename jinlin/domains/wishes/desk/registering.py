"""How does staff write down what somebody wishes, at a station, at a door or on a reception day?"""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from jinlin.core.actor import Actor
from jinlin.domains.wishes.actions import Agreed, Post, post
from jinlin.domains.wishes.forms.register import RegisterForm
from jinlin.domains.wishes.models import Channel, Kind, Meeting, Wish
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.registering import FINDING, Counter, made_before
from jinlin.ground.accounts.roles import Role
from jinlin.ground.people import actions as people
from jinlin.ground.places.queries import HOMES
from jinlin.shell.answers import post_made
from jinlin.shell.requests import Request

COUNTER = Counter("wishes:register", levels=HOMES)


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
    if "find" in request.POST:
        typed = {name: request.POST.get(name) for name in form.fields}
        return _page(request, RegisterForm(actor=actor, initial=typed))
    posted = post_made(
        request,
        form,
        Wish,
        lambda: form.cleaned_data["place"].code,
        lambda: write_down(form.cleaned_data, actor=actor),
        uncounted=FINDING,
    )
    if posted.is_done:
        return COUNTER.next(request, form, posted.made)
    return _page(request, form, status=posted.status)


def write_down(fields: dict[str, Any], *, actor: Actor) -> Wish:
    """The wish is registered for the person, whom the county knows from now on."""
    person = people.know(
        fields["place"].county_code, name=fields["name"], phone=fields["phone"], actor=actor
    )
    posting = Post(
        place=fields["place"],
        kind=Kind(fields["kind"]),
        text=fields["text"],
        estimate=fields["estimate"] or 0,
        for_person=person,
        channel=Channel(fields["channel"]),
        band=fields["band"],
        meeting=Meeting(fields["meeting"]),
        agreed=Agreed(fields["relation"], fields["given_by"]) if fields["relation"] else None,
    )
    return post(posting, actor=actor)


def _page(request: Request, form: RegisterForm, *, status: int = 200) -> HttpResponse:
    pk = made_before(request)
    seen = Wish.objects.for_desk(request.actor).select_related("unit")
    made = seen.filter(pk=pk).first() if pk else None
    context = {"form": form, "made": made, **COUNTER.places_of(request, form)}
    return render(request, "wishes/desk/register.html", context, status=status)
