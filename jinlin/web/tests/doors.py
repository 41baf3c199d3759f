"""Which addresses do the tests of the shells knock at?"""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from jinlin.core.errors import NotAllowed, Stale, TooLarge, TooOften, Unusable
from jinlin.web.urls import handler400, handler403, handler404, handler500
from jinlin.web.urls import urlpatterns as real

__all__ = ["TellForm", "handler400", "handler403", "handler404", "handler500", "urlpatterns"]

NOES = {"stale": Stale, "not-allowed": NotAllowed, "too-often": TooOften, "unusable": Unusable}


class TellForm(forms.Form):
    text = forms.CharField(
        label="What happened", help_text="A sentence is enough", widget=forms.Textarea
    )
    who = forms.ChoiceField(
        label="Who tells",
        widget=forms.RadioSelect,
        choices=[("named", "With my name"), ("anonymous", "Without")],
        required=False,
    )
    agreed = forms.BooleanField(label="Agreed", required=False)
    version = forms.CharField(widget=forms.HiddenInput, required=False)


def tell(request: HttpRequest) -> HttpResponse:
    return render(
        request, "portal.html", {"text": request.POST.get("text", ""), "form": TellForm()}
    )


def refuse(request: HttpRequest, no: str) -> HttpResponse:
    raise NOES[no]


def too_large(request: HttpRequest) -> HttpResponse:
    raise TooLarge("This photo is too large (52 MB).", detail={"limit_mb": 20}, field="photos")


def half_a_character(request: HttpRequest) -> HttpResponse:
    return HttpResponse("\ud800".encode())


def break_down(request: HttpRequest) -> HttpResponse:
    raise RuntimeError


urlpatterns = [
    path("tell/", tell),
    path("desk/tell/", lambda request: render(request, "desk.html")),
    path("no/<slug:no>/", refuse),
    path("api/v1/no/<slug:no>/", refuse),
    path("api/v1/too-large/", too_large),
    path("api/v1/half/", half_a_character),
    path("too-large/", too_large),
    path("broken/", break_down),
    path("api/v1/broken/", break_down),
    *real,
]
