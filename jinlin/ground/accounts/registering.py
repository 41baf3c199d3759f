"""What do all desks share where staff write down what somebody says?

Words for the place bring the places found, everything typed kept; what was just registered stands
above the next empty form, which begins with the channel and place of the last one.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from jinlin.ground.accounts.queries.homes import offered_homes
from jinlin.shell.requests import Request, place_code

FINDING = frozenset({"find", "place_words"})  # what only helps to find the place


@dataclass(frozen=True)
class Counter:
    """One domain's page of registering: its address, and the places that it offers."""

    url: str
    levels: Collection[str] = ()

    def places(self, request: Request, *, words: str = "", chosen: str = "") -> dict[str, Any]:
        return offered_homes(request.actor, words, chosen=chosen, levels=self.levels)

    def places_of(self, request: Request, form: forms.Form) -> dict[str, Any]:
        """The places beside a form that was sent or is shown."""
        words, chosen = request.POST.get("place_words", ""), str(form["place"].value() or "")
        return self.places(request, words=words, chosen=chosen)

    def found(self, request: Request) -> HttpResponse | None:
        """Only the places found, when a script asks for them."""
        if not request.headers.get("HX-Request"):
            return None
        words, chosen = request.GET.get("place_words", ""), place_code(request)
        return render(request, "parts/homes.html", self.places(request, words=words, chosen=chosen))

    def last(self, request: Request) -> dict[str, str] | None:
        """Channel and place of the last one, offered for the next."""
        kept: dict[str, str] | None = request.session.get(f"registered:{self.url}")
        return kept

    def next(self, request: Request, form: forms.Form, made: Any) -> HttpResponse:
        """On to the next empty form, above which stands what was made."""
        given = form.cleaned_data
        request.session[f"registered:{self.url}"] = {
            "channel": given["channel"],
            "place": given["place"].code,
        }
        return redirect(f"{reverse(self.url)}?made={made}")


def made_before(request: Request) -> UUID | None:
    """The key of what was just registered, when the address says so."""
    try:
        return UUID(request.GET["made"])
    except (KeyError, ValueError):
        return None
