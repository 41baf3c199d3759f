"""Where does a county exchange work orders with its hotline, and see what differs?"""

from io import BytesIO
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from jinlin.core.errors import NotHere, Refusal
from jinlin.core.files import uploads
from jinlin.core.time import clock
from jinlin.domains.appeals.forms.hotline import GiveForm, TakeForm
from jinlin.domains.appeals.hotline import exchange, files, standing
from jinlin.domains.appeals.models import Difference, Hotline
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.roles import Role
from jinlin.ground.accounts.taking_out import let_out

SHOWN = 200


@doors.keeper(Role.CLERK, Role.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def hotline(request: Any) -> HttpResponse:
    """The platforms of the county, a table to take in, a file to give back, what differs."""
    hotlines = list(Hotline.objects.usable().visible_to(request.actor))
    form, outcomes, status = TakeForm(hotlines=hotlines), None, 200
    if request.method == "POST":
        form = TakeForm(request.POST, request.FILES, hotlines=hotlines)
        status = 422
        if form.is_valid():
            try:
                outcomes, status = _taken(form.cleaned_data, request.actor), 200
            except Refusal as no:
                form.add_error("file", str(no))
                status = no.status
    context = {
        "form": form,
        "give": GiveForm(hotlines=hotlines),
        "hotlines": [(each, len(standing.news_for(each))) for each in hotlines],
        "outcomes": outcomes,
        "differences": _differences(request.actor),
    }
    return render(request, "appeals/desk/hotline.html", context, status=status)


@doors.keeper(Role.CLERK, Role.LEAD)
@require_POST
def give_back(request: Any) -> HttpResponseBase:
    """A ZIP with the table and the files of what the hotline has not heard yet; it counts as heard
    from now on.
    """
    form = GiveForm(request.POST, hotlines=list(Hotline.objects.usable().visible_to(request.actor)))
    if not form.is_valid():
        raise NotHere
    one: Hotline = form.cleaned_data["hotline"]
    news = standing.news_for(one, every=form.cleaned_data["every"])
    held = {
        name: uploads.content_of(file, file.path)
        for each in news
        for name, file in zip(each.named, each.files, strict=True)
    }
    rows = [standing.line_of(each) for each in news]
    packed = files.written(standing.columns_of(one), rows, held)
    heard = {each.order.number: each.version for each in news}
    exchange.give_back(one, heard, actor=request.actor)
    called = f"{one.slug}-{clock.now():%Y%m%d-%H%M}.zip"
    why = f"{one.slug}, zip, {len(rows)}"
    return let_out(request, BytesIO(packed), why=why, called=called, content_type="application/zip")


@doors.keeper(Role.LEAD)
@require_POST
def settle(request: Any, pk: UUID) -> HttpResponse:
    """Somebody saw to a difference."""
    rows = Difference.objects.visible_to(request.actor).select_related("hotline")
    difference = rows.filter(pk=pk).first()
    if difference is None:
        raise NotHere
    exchange.settle_difference(difference, actor=request.actor)
    messages.success(request, _("It is settled. What still differs is found again at night."))
    return redirect("appeals:hotline")


def _taken(given: dict[str, Any], actor: Any) -> list[exchange.Outcome]:
    rows, held = files.read(given["file"].name, given["file"].read())
    return exchange.take_in_all(
        given["hotline"], rows, actor=actor, files=held, is_whole=given["is_whole"]
    )


def _differences(actor: Any) -> list[Difference]:
    rows = Difference.objects.visible_to(actor).open().select_related("hotline", "appeal")
    return list(rows[:SHOWN])
