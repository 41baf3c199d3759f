"""How does staff find one person, see who it is, and act for somebody without a phone?"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jinlin.core.actor import Actor
from jinlin.core.errors import NotHere, NotNow
from jinlin.core.paging import page
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.roles import Role
from jinlin.ground.people import actions, permissions
from jinlin.ground.people.forms.persons import ActForm, ClearForm, FindForm, YearForm
from jinlin.ground.people.models import READERS, Consent, Mandate, OtherPhone, Person, Purpose
from jinlin.ground.people.queries import (
    consents_of,
    mandates_of,
    matching,
    needs_of,
    on_word_alone,
)
from jinlin.shell.answers import put_problem
from jinlin.shell.requests import cursor

WORDING = "2026-1"  # of the sentence that is read out before somebody agrees to be acted for


@sensitive_post_parameters()
@doors.keeper(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: Any) -> HttpResponse:
    """Find a person by their exact number (sent as a POST, so that no number stands in an address
    or a log), and one's own mandates.
    """
    actor: Actor = request.actor
    form = FindForm(request.POST if request.method == "POST" else None)
    found = (
        list(matching(actor, **form.cleaned_data)) if form.is_bound and form.is_valid() else None
    )
    mandates = page(mandates_of(actor), order=("ends_at", "id"), after=cursor(request))
    status = 422 if form.is_bound and form.errors else 200
    return render(
        request, "people/find.html", {"form": form, "found": found, "page": mandates}, status=status
    )


@doors.keeper(*READERS)
@require_safe
def person(request: Any, pk: UUID) -> HttpResponse:
    """One person, masked."""
    actor: Actor = request.actor
    return _page(request, actor, _visible(actor, pk))


@doors.keeper(*READERS)
@require_POST
def clear(request: Any, pk: UUID) -> HttpResponse:
    """The same page once with clear text, after a reason was given and kept."""
    actor: Actor = request.actor
    here, form = _visible(actor, pk), ClearForm(request.POST)
    if not form.is_valid():
        return _page(request, actor, here, clear_form=form, status=422)
    return _page(
        request,
        actor,
        actions.see_clear(here, why=form.cleaned_data["why"], actor=actor),
        is_clear=True,
    )


@doors.keeper(*READERS)
@require_POST
def born(request: Any, pk: UUID) -> HttpResponse:
    """The year of birth that the person told is on record."""
    actor: Actor = request.actor
    here, form = _visible(actor, pk), YearForm(request.POST)
    if form.is_valid():
        try:
            actions.note_birth_year(here, form.cleaned_data["birth_year"], actor=actor)
        except NotNow as refusal:
            put_problem(form, refusal)
            return _page(request, actor, here, year_form=form, status=refusal.status)
        messages.success(request, _("The year of birth is on record."))
        return redirect("people:person", here.pk)
    return _page(request, actor, here, year_form=form, status=422)


@doors.keeper(*READERS)
@require_POST
def act(request: Any, pk: UUID) -> HttpResponse:
    """Record the consent and start acting for the person."""
    actor: Actor = request.actor
    here, form = _visible(actor, pk), ActForm(request.POST)
    if not form.is_valid():
        return _page(request, actor, here, act_form=form, status=422)
    fields = form.cleaned_data
    with transaction.atomic():
        consent = actions.consent(
            here,
            given_by=fields["given_by"],
            relation=fields["relation"],
            purpose=Purpose.ACTING,
            version=WORDING,
            actor=actor,
        )
        actions.act_for(
            here, reason=fields["reason"], consent=consent, days=fields["days"], actor=actor
        )
    messages.success(
        request, _("You now act for this person, for %(days)s days.") % {"days": fields["days"]}
    )
    return redirect("people:person", here.pk)


@doors.role(Role.LEAD, Role.AUDIT_ADMIN)
@require_safe
def on_word(request: Any) -> HttpResponse:
    """Which consents were recorded on staff's word alone, by whom, and whether the person was told
    of it; masked for everybody.
    """
    actor: Actor = request.actor
    after = cursor(request)
    found = page(on_word_alone(actor), order=("-given_at", "-id"), after=after)
    return render(request, "people/on_word.html", {"page": found})


@doors.keeper(*READERS)
@require_POST
def withdraw(request: Any, pk: UUID) -> HttpResponse:
    """The person (or who gave it) no longer consents."""
    actor: Actor = request.actor
    consent = Consent.objects.filter(pk=pk, person__in=Person.objects.visible_to(actor)).first()
    if consent is None:
        raise NotHere
    actions.withdraw_consent(consent, actor=actor)
    messages.success(request, _("The consent is withdrawn; whoever acted on it has stopped."))
    return redirect("people:person", consent.person_id)


@doors.keeper(*READERS)
@require_POST
def settle_phone(request: Any, pk: UUID) -> HttpResponse:
    """Which of two phones is the person's?"""
    actor: Actor = request.actor
    other = OtherPhone.objects.visible_to(actor).filter(pk=pk).first()
    if other is None:
        raise NotHere
    is_taken = request.POST.get("taken") == "yes"
    actions.settle_phone(other, is_taken=is_taken, actor=actor)
    done = _("This phone holds from now on.") if is_taken else _("The phone stays as it was.")
    messages.success(request, done)
    return redirect("people:person", other.person_id)


@doors.keeper(*READERS)
@require_POST
def stop(request: Any, pk: UUID) -> HttpResponse:
    """End one of one's own mandates."""
    actor: Actor = request.actor
    mandate = Mandate.objects.visible_to(actor).filter(pk=pk).first()
    if mandate is None:
        raise NotHere
    actions.stop_acting_for(mandate, actor=actor)
    messages.success(request, _("You no longer act for this person."))
    return redirect("people:list")


def _page(
    request: Any, actor: Actor, here: Person, *, is_clear: bool = False, **more: Any
) -> HttpResponse:
    fields = {
        "name": here.shown_name(clear=is_clear),
        "phone": here.shown_phone(clear=is_clear),
        "citizen_id": here.shown_citizen_id(clear=is_clear),
    }
    context = {
        "person": here,
        "shown": fields,
        "is_clear": is_clear,
        **_forms(actor, here),
        "other_phones": here.other_phones.waiting(),
        "may_settle_phone": permissions.can_settle_phone(actor, here),
        "needs": needs_of(here),
        "consents": consents_of(here),
        "mandate": mandates_of(actor).filter(person=here).first(),
        "may_withdraw": permissions.can_withdraw_consent(actor, here),
        "may_act": permissions.can_act_for(actor, here),
    }
    status = more.pop("status", 200)
    return render(request, "people/person.html", context | more, status=status)


def _forms(actor: Actor, here: Person) -> dict[str, Any]:
    return {
        "may_note_year": not here.citizen_id and permissions.can_note_birth_year(actor, here),
        "year_form": YearForm(),
        "clear_form": ClearForm(),
        "act_form": ActForm(),
    }


def _visible(actor: Actor, pk: UUID) -> Person:
    here = Person.objects.visible_to(actor).filter(pk=pk).first()
    if here is None:
        raise NotHere
    return here
