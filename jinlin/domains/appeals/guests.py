"""How does a unit without an account read what it is asked, and answer, once?

A link of documents.links opens one appeal for its leading unit, or one part of it for a helping
unit. Whoever opens it sees what the work needs and nothing of the person who reported it.
"""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from jinlin.core.actor import Actor, Grant, Kind
from jinlin.core.errors import NotHere, NotNow
from jinlin.core.files import serving as files
from jinlin.core.files import uploads
from jinlin.core.secrets.spelled import without_numbers
from jinlin.core.story import Line
from jinlin.domains.appeals import queries
from jinlin.domains.appeals.actions.linking import PURPOSE
from jinlin.domains.appeals.lifecycle import State
from jinlin.domains.appeals.models import Appeal, Part, PartState
from jinlin.domains.appeals.models.hidden import names_in
from jinlin.domains.appeals.moves import MOVES
from jinlin.ground.accounts.roles import Role
from jinlin.services.documents import links
from jinlin.services.documents.models import OneTimeLink
from jinlin.shell.answers import MovePage, answer_move
from jinlin.shell.drafts import MOST_PHOTOS
from jinlin.shell.moves import Attempt, By
from jinlin.shell.requests import Request, flag

ANSWERED = "answered_by_link"  # session key: the mark of the link that this browser answered
GAVE = frozenset({"hand_over", "assign", "reassign", "convene"})


@dataclass(frozen=True)
class Guest:
    """The unit that holds a link, and what it may answer: its part, or (part None) the appeal that
    it leads.
    """

    link: OneTimeLink
    actor: Actor
    appeal: Appeal
    part: Part | None

    @property
    def move(self) -> str:
        return "answer_part" if self.part else "finish"

    @property
    def due(self) -> Any:
        return self.part.due_at if self.part else self.appeal.due_at

    def veiled(self, text: str) -> str:
        """The resident's words without what says who they are."""
        return without_numbers(text, names=names_in(self.appeal))

    def given_with(self) -> Line | None:
        """What the unit was told when it got the appeal."""
        lines = [line for line in queries.story(self.appeal, actor=self.actor) if line.verb in GAVE]
        if not lines or self.part:
            return None
        last = lines[-1]
        return replace(last, note=self.veiled(last.note), internal=self.veiled(last.internal))


def actor_of(link: OneTimeLink, place_code: str) -> Actor:
    """Whoever holds the link acts as the unit that it was made for, and as nobody else.

    There is no account behind a link, so the actor is not signed in and has no name: the trail
    shows the unit's face, and the link's own history says when it was made and used. The one grant
    is what a handler of that unit at that place would have; it lives for one request and reaches no
    page but those below, which show the one row of the link.
    """
    if link.organisation is None:
        raise NotHere
    grant = Grant(Role.HANDLER, (place_code,), organisation=link.organisation.pk)
    return Actor(kind=Kind.PERSON, face=link.organisation.name, grants=(grant,))


def guest_of(link: OneTimeLink) -> Guest:
    """Raises NotNow with the reason when the unit is not asked any more."""
    subject = link.subject()
    part = subject if isinstance(subject, Part) else None
    pk = part.appeal_id if part else subject.pk
    appeal = Appeal.objects.select_related("unit", "place", "category", "reporter").get(pk=pk)
    guest = Guest(link, actor_of(link, appeal.place_code), appeal, part)
    if part and part.state not in {PartState.ASKED, PartState.SILENT}:
        raise NotNow(
            _(
                "Your unit is not asked for this any more: it has answered, or its help is not "
                "needed. Thank you."
            )
        )
    if not part and (appeal.state != State.IN_HAND or appeal.unit_id != link.organisation_id):
        raise NotNow(
            _(
                "This matter does not wait for your unit's reply any more. If you think it "
                "should, please call whoever sent you the link."
            )
        )
    return guest


@require_http_methods(["GET", "HEAD", "POST"])
def link(request: Request, token: str) -> HttpResponse:
    """What is asked, and the form to answer it; sent,
    the link is used up together with the answer.
    """
    mark = uploads.mark_of(token)
    if request.session.get(ANSWERED) == mark:
        return redirect("appeals:link_done")
    guest = guest_of(links.open(token, request=request, purpose=PURPOSE))
    if request.method == "POST":
        use = By(guest.actor, also=lambda: links.use(guest.link, actor=guest.actor))
        tried = MOVES.attempt(request, guest.appeal, guest.move, by=use)
    else:
        tried = MOVES.offer(request, guest.appeal, guest.move, by=By(guest.actor))
    if tried.done:
        request.session[ANSWERED] = mark
    response = answer_move(request, MOVES, tried, _page(guest, token), by=guest.actor)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


@require_safe
def link_done(request: Request) -> HttpResponse:
    """The answer has arrived."""
    return render(request, "appeals/portal/link_done.html")


@require_safe
def link_photo(request: Request, token: str, key: UUID) -> FileResponse:
    """A photo of the matter that the link is about, and no other."""
    guest = guest_of(links.open(token, request=request, purpose=PURPOSE))
    if not uploads.of(guest.appeal).filter(pk=key).exists():
        raise NotHere
    request.actor = guest.actor
    return (
        files.file(request, key=key)
        if flag(request, "whole")
        else files.thumbnail(request, key=key)
    )


def _page(guest: Guest, token: str) -> MovePage[Appeal]:
    def done(_request: Request, _tried: Attempt[Appeal]) -> str:
        return reverse("appeals:link_done")

    def more(_request: Request, _tried: Attempt[Appeal]) -> dict[str, Any]:
        return {
            "guest": guest,
            "token": token,
            "title": guest.veiled(guest.appeal.title),
            "text": guest.veiled(guest.appeal.text),
            "spot": guest.veiled(guest.appeal.spot),
            "task": guest.veiled(guest.part.task) if guest.part else "",
            "photos": uploads.of(guest.appeal),
            "most": MOST_PHOTOS,
            "given": guest.given_with(),
        }

    return MovePage(
        "appeals/portal/link.html",
        "appeal",
        lambda _row: reverse("appeals:link_done"),
        more=more,
        says=lambda _tried: "",
        onward=done,
        part="",
    )
