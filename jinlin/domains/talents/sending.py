"""How are an application, a learner and evidence sent in, from the portal and the desk alike?"""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from jinlin.core.errors import Refusal, require
from jinlin.core.files import uploads
from jinlin.domains.talents import actions
from jinlin.domains.talents.forms.typed import ApplyForm, EvidenceForm, PairForm
from jinlin.domains.talents.models import Application, Pair, Skill, Talent
from jinlin.domains.talents.permissions import can_apply
from jinlin.ground.people import actions as people
from jinlin.shell.answers import post_made
from jinlin.shell.moves import take_photos
from jinlin.shell.requests import Request


def apply_page(request: Request, talent: Talent, template: str, onward: str) -> HttpResponse:
    """The form of an application; sent, on to what it made."""
    form = ApplyForm(request.POST or None, talent=talent)
    status = 200
    if request.method == "POST":
        posted = post_made(
            request,
            form,
            Application,
            talent.place_code,
            lambda: _applied(request, talent, form.cleaned_data),
        )
        if posted.is_done:
            messages.success(request, _("The application is in."))
            return redirect(onward, posted.made)
        status = posted.status
    return render(request, template, {"form": form, "talent": talent}, status=status)


def pair_page(request: Request, talent: Talent, template: str, onward: str) -> HttpResponse:
    """The form of a pair; sent, on to what it made."""
    form = PairForm(request.POST or None, talent=talent)
    status = 200
    if request.method == "POST":
        posted = post_made(
            request,
            form,
            Pair,
            talent.place_code,
            lambda: _paired(request, talent, form.cleaned_data),
        )
        if posted.is_done:
            messages.success(request, _("The mentor is asked."))
            return redirect(onward, posted.made)
        status = posted.status
    return render(request, template, {"form": form, "talent": talent}, status=status)


def receive_evidence(request: Request, talent: Talent) -> None:
    """What was sent is taken, or a message says why not."""
    form = EvidenceForm(request.POST)
    try:
        require(can_apply(request.actor, talent))
        tried: Any = _Sent(talent)
        take_photos(request, tried)
        caption = form.cleaned_data["caption"] if form.is_valid() else ""
        made = actions.add_evidence(talent, tried.photos, caption=caption, actor=request.actor)
    except Refusal as refusal:
        if refusal.status in {403, 404}:
            raise
        messages.error(request, str(refusal))
        return
    if made:
        messages.success(request, _("Added."))
    else:
        messages.error(request, _("Please choose a photo."))


class _Sent:
    """What arrives with the form, for whose county."""

    def __init__(self, row: Talent) -> None:
        self.row, self.photos = row, list[uploads.Upload]()


def _applied(request: Request, talent: Talent, fields: dict[str, Any]) -> Application:
    skill = Skill.objects.get(pk=fields["skill"])
    return actions.apply(
        talent, skill, level=fields["level"], words=fields["words"], actor=request.actor
    )


def _paired(request: Request, talent: Talent, fields: dict[str, Any]) -> Pair:
    skill = Skill.objects.get(pk=fields["skill"])
    learner = people.know(
        talent.county, name=fields["name"], phone=fields["phone"], actor=request.actor
    )
    return actions.propose(talent, learner, skill=skill, goals=fields["goals"], actor=request.actor)
