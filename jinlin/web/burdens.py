"""How does staff say that a form burdens them, and who reads it?

The box stands at the foot of every page of the desk (parts/burden.html). It opens its answer beside
the form, so that what was typed there stays.
"""

from typing import Any

from allauth.core import ratelimit
from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from jinlin.core import burden, known_fields, paging
from jinlin.core.actor import Actor
from jinlin.core.burden import LONGEST_WORDS, READERS, Burden, Reason
from jinlin.core.errors import TooOften, Unusable
from jinlin.core.idempotency import once
from jinlin.core.keys import uuid7
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.roles import LABELS, Role
from jinlin.shell.requests import Request, cursor, flag, preset
from jinlin.web.form_names import name_of, words_of

ACTION = "say_burden"  # how often one person may say it: RATES


class BurdenForm(forms.Form):
    """One tap, and words if somebody likes."""

    reason = forms.ChoiceField(
        label=gettext_lazy("What burdens?"), choices=Reason.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=gettext_lazy("In your words"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea({"rows": 2}),
    )
    path = forms.CharField(widget=forms.HiddenInput, max_length=300)
    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)


@doors.staff
@require_http_methods(["GET", "HEAD", "POST"])
def say(request: Request) -> HttpResponse:
    """The box as a page of its own. Sent, it is on record once, and the page says so."""
    form = (
        BurdenForm(request.POST)
        if request.method == "POST"
        else BurdenForm(initial={"path": "/desk/", "key": uuid7(), **preset(request, "path")})
    )
    if form.is_valid():
        try:
            _record(request, form.cleaned_data)
        except Unusable as no:
            form.add_error(no.field if no.field in form.fields else None, str(no))
        else:
            return redirect(f"{request.path}?said=1")
    context = {"form": form, "is_said": flag(request, "said")}
    return render(request, "desk/burden.html", context, status=422 if form.errors else 200)


@doors.keeper(*READERS)
@require_safe
def burdens(request: Request) -> HttpResponse:
    """Which forms burden the staff of the county: by form, and the newest words."""
    actor: Actor = request.actor
    rows = Burden.objects.visible_to(actor)
    if form := request.GET.get("form", ""):
        rows = rows.filter(form=form)
    page = paging.page(rows, order=("-on", "-id"), after=cursor(request))
    counted = [
        (
            each,
            words_of(each.form),
            [(Reason(reason).label, times) for reason, times in each.reasons.items()],
        )
        for each in burden.by_form(actor)
    ]
    lines = [(row, words_of(row.form), LABELS[Role(row.role)]) for row in page.rows]
    known = [
        (words_of(each["form"]), each["field"], _role(each["role"]), each["times"])
        for each in known_fields.by_form(actor)
    ]
    context = {
        "page": page,
        "lines": lines,
        "counted": counted,
        "known": known,
        "form": form,
        "form_words": words_of(form),
    }
    return render(request, "desk/burdens.html", context)


def _role(role: str) -> Any:
    return _("Resident") if role == known_fields.RESIDENT else LABELS[Role(role)]


def _record(request: Request, fields: dict[str, Any]) -> None:
    """Kept under no name, not even in the answer to the form's key."""
    actor: Actor = request.actor
    path, form = named(fields["path"])
    if not ratelimit.consume(request, action=ACTION, key=str(actor.user_id)):
        raise TooOften(
            _("You said this several times in the last hour. Thank you; please try again later.")
        )

    def act() -> None:
        burden.say(
            actor=actor, path=path, form=form, reason=fields["reason"], words=fields["words"]
        )

    once(
        actor_key="burden",
        key=f"{fields['key']}:{fields['reason']}" if fields["key"] else "",
        body={name: fields[name] for name in ("path", "reason", "words")},
        act=act,
    )


def named(path: str) -> tuple[str, str]:
    """The pattern of one of our own desk's addresses, without what stands for one matter or person,
    and the form's name. Raises Unusable for anything else.
    """
    try:
        found = resolve(path.partition("?")[0])
    except Resolver404 as unknown:
        raise Unusable(
            _("This page is not known here. Please open it again."), field="path"
        ) from unknown
    if not found.route.startswith("desk/"):
        raise Unusable(_("This page is not known here. Please open it again."), field="path")
    return f"/{found.route}", name_of(found)
