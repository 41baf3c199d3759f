"""Where is it said, once for each form, what its cells ask for?"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jinlin.core.errors import NotHere, Refusal, Unusable
from jinlin.ground.accounts import doors
from jinlin.ground.places.models import Place
from jinlin.metrics.catalogue import MEASURES
from jinlin.metrics.papers.desk import version_of
from jinlin.metrics.papers.rows import WRITERS
from jinlin.metrics.returns import actions, queries
from jinlin.metrics.returns.desk import lists, looks
from jinlin.metrics.returns.forms import (
    AgreeForm,
    MeaningForm,
    MonthForm,
    initial_of,
)
from jinlin.metrics.returns.matching import Meaning
from jinlin.metrics.returns.matching.meanings import Kind
from jinlin.metrics.returns.models import Blank
from jinlin.shell.answers import put_problem
from jinlin.shell.requests import Request

MOST_PLACES = 60


@doors.keeper(*WRITERS)
@require_safe
def blank(request: Request, pk: UUID) -> HttpResponse:
    """The form as it looks, each cell with what it most likely asks for."""
    found = _found(request, pk)
    layout = queries.layout_of(found)
    fields = {**_fields(found), **lists.fields(found)}
    context = {
        "blank": found,
        "tables": looks.tables(layout, fields),
        "paragraphs": looks.paragraphs(layout, fields),
        "counted": _counted(fields),
        "questions": [
            (each, [(meaning, looks.figure(meaning)) for meaning in each.offers])
            for each in queries.questions(found)
        ],
        "month_form": MonthForm(),
        "returns": found.returns.order_by("-month")[:12],
    }
    return render(request, "returns/blank.html", context)


@doors.keeper(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def cell(request: Request, pk: UUID) -> HttpResponse:
    """What one cell asks for, said by a person."""
    found = _found(request, pk)
    if kept := lists.own(found, request.GET.get("ref", "")):
        return lists.arrange(request, found, kept)
    field = _field(found, request.GET.get("ref", ""))
    form = MeaningForm(
        request.POST or None,
        places=_places(found),
        initial={**_initial(field), "version": found.version},
    )
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        try:
            _match(request, found, field, form)
        except Refusal as refusal:
            put_problem(form, refusal)
            status = refusal.status
        else:
            messages.success(request, _("On record: what this cell asks for."))
            return redirect(f"{reverse('returns:blank', args=[pk])}#{field['ref']}")
    context = {"blank": found, "field": field, "form": form, "others": _others(field)}
    return render(request, "returns/cell.html", context, status=status)


@doors.keeper(*WRITERS)
@require_POST
def agree(request: Request, pk: UUID) -> HttpResponse:
    """What words of the form ask for, by one tap."""
    found, form = _found(request, pk), AgreeForm(request.POST)
    if not form.is_valid():
        raise Unusable(_("Please open the form again."))
    fields = form.cleaned_data
    actions.agree(
        found, fields["wording"], form.meaning(), version=fields["version"], actor=request.actor
    )
    messages.success(request, _("On record, for these words in later forms too."))
    return redirect(f"{reverse('returns:blank', args=[pk])}#words")


@doors.keeper(*WRITERS)
@require_POST
def confirm(request: Request, pk: UUID) -> HttpResponse:
    """From now on the form is known."""
    actions.confirm(_found(request, pk), version=version_of(request), actor=request.actor)
    messages.success(request, _("This form is known from now on. Next month it fills by itself."))
    return redirect("returns:blank", pk)


@doors.keeper(*WRITERS)
@require_POST
def fill(request: Request, pk: UUID) -> HttpResponse:
    """The form of one month, filled from the records."""
    found, form = _found(request, pk), MonthForm(request.POST)
    if not form.is_valid():
        raise Unusable(_("Please choose a month that has begun."), field="month")
    made = actions.fill(found, form.cleaned_data["month"], actor=request.actor)
    return redirect("returns:return", made.pk)


def _match(request: Request, found: Blank, field: dict[str, Any], form: MeaningForm) -> None:
    """The cell's meaning, and that of its row or column: those keep their own place and period."""
    meaning = form.meaning()
    meanings = {field["ref"]: meaning}
    for each in _beside(found, field["ref"], form.cleaned_data["reach"]):
        own = Meaning.of(each["meaning"])
        period, place = own.period or meaning.period, own.place
        meanings[each["ref"]] = (
            Meaning(meaning.kind, meaning.key, meaning.part, place, period, own.change, meaning.per)
            if meaning.kind == Kind.MEASURE
            else meaning
        )
    version = form.cleaned_data["version"]
    actions.match(found, meanings, version=version, actor=request.actor)


def _initial(field: dict[str, Any]) -> dict[str, Any]:
    """What the form of a cell begins with: its meaning, or what it most likely asks for."""
    offers = field.get("offers")
    meaning = Meaning.of(offers[0] if offers else field["meaning"])
    return {**initial_of(meaning), "reach": "words" if offers else "cell"}


def _others(field: dict[str, Any]) -> list[Any]:
    offers = field.get("offers") or ()
    keys = [*(each["key"] for each in offers), *field.get("others", ())]
    return [MEASURES[key] for key in dict.fromkeys(keys) if key in MEASURES]


def _beside(found: Blank, ref: str, reach: str) -> list[dict[str, Any]]:
    if reach == "words":
        own = next((each.get("wording") for each in found.fields if each["ref"] == ref), "")
        return [
            each
            for each in found.fields
            if own and each.get("wording") == own and each["ref"] != ref and each.get("offers")
        ]
    if reach == "cell" or "#" in ref:
        return []
    table, place = ref.split("!")
    letters, digits = place.rstrip("0123456789"), place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")

    def is_beside(other: str) -> bool:
        number, _mark, where = other.partition("!")
        if number != table or "#" in other or other == ref:
            return False
        if reach == "column":
            return where.rstrip("0123456789") == letters
        return where.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == digits

    return [each for each in found.fields if is_beside(each["ref"])]


def _fields(found: Blank) -> dict[str, Any]:
    meanings = {each["ref"]: _shown(each) for each in found.fields}
    names = looks.names_of(list(meanings.values()))
    address = reverse("returns:cell", args=[found.pk])
    return {
        each["ref"]: {
            **each,
            "says": looks.in_words(meanings[each["ref"]], names),
            "tone": _tone(each),
            "href": f"{address}?{urlencode({'ref': each['ref']})}",
        }
        for each in found.fields
    }


def _shown(field: dict[str, Any]) -> Meaning:
    """What the cell is filled with; else what it is asked whether it is that."""
    offers = field.get("offers")
    return Meaning.of(offers[0] if offers else field["meaning"])


def _tone(field: dict[str, Any]) -> str:
    if field.get("offers"):
        return "perhaps"
    return {Kind.BLANK: "blank", Kind.HAND: "hand"}.get(field["meaning"]["kind"], "sure")


def _counted(fields: dict[str, Any]) -> dict[str, int]:
    tones = [each["tone"] for each in fields.values()]
    return {name: tones.count(name) for name in ("sure", "perhaps", "hand", "blank")}


def _field(found: Blank, ref: str) -> dict[str, Any]:
    field = next((each for each in found.fields if each["ref"] == ref), None)
    if field is None:
        raise NotHere
    return dict(field)


def _places(found: Blank) -> list[tuple[str, str]]:
    """The place itself, what lies directly inside it, and what the form names."""
    named = [each["meaning"]["place"] for each in found.fields if each["meaning"]["place"]]
    rows = Place.objects.present()
    inside = rows.filter(parent=found.place) | rows.filter(code__in=named)
    return [
        ("", _("%(place)s as a whole") % {"place": found.place.name}),
        *inside.order_by("code").values_list("code", "name")[:MOST_PLACES],
    ]


def _found(request: Request, pk: UUID) -> Blank:
    rows = Blank.objects.for_desk(request.actor).select_related("place")
    return get_object_or_404(rows, pk=pk)
