"""How does the register leave as Excel: masked, or clear with the look on record?"""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from jinlin.core.actor import Actor
from jinlin.core.errors import NotHere, Unusable
from jinlin.core.sheets import Column
from jinlin.domains.workforce import actions
from jinlin.domains.workforce.desk.register import READERS
from jinlin.domains.workforce.forms import FilterForm, WhyForm
from jinlin.domains.workforce.forms.keeping import LayoutForm
from jinlin.domains.workforce.models import Degrees, ExportLayout, Professional, Sector
from jinlin.domains.workforce.queries.board import chosen
from jinlin.domains.workforce.queries.laid_out import laid_out
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.roles import Role
from jinlin.ground.accounts.taking_out import let_out, taken_out
from jinlin.shell.answers import post_made
from jinlin.shell.boards import check_for_a_file
from jinlin.shell.requests import Request

COLUMNS = (
    Column(gettext_lazy("Name"), 12),
    Column(gettext_lazy("Citizen id"), 22),
    Column(gettext_lazy("Phone"), 14),
    Column(gettext_lazy("Qualification level"), 18),
    Column(gettext_lazy("Schooling"), 12),
    Column(gettext_lazy("Field"), 12),
    Column(gettext_lazy("Place code"), 14),
    Column(gettext_lazy("In the register since"), 14),
)
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@doors.role(*READERS)
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def export(request: Request, kind: str = "xlsx") -> FileResponse:
    """The rows under the filters, streamed; posted with a reason, names and numbers are clear."""
    actor: Actor = request.actor
    filters, is_clear = FilterForm(request.GET, actor=actor), request.method == "POST"
    check_for_a_file(filters)
    if is_clear:
        form = WhyForm(request.POST)
        if not form.is_valid():
            raise Unusable(_("Please say why you need the names."), field="why")
        actions.see_register_clear(actor, why=form.cleaned_data["why"])
    rows = chosen(actor, filters.chosen()).order_by("-entered_on", "-pk")
    return taken_out(
        request, COLUMNS, lines(rows, is_clear=is_clear), name=_("Social workers"), kind=kind
    )


def lines(rows: Any, *, is_clear: bool) -> Iterator[list[Any]]:
    """One line for each person, read in portions."""
    sectors = dict(Sector.objects.values_list("code", "name"))
    for row in rows.iterator(chunk_size=500):
        person = row.person
        yield [
            person.shown_name(clear=is_clear),
            person.shown_citizen_id(clear=is_clear),
            person.shown_phone(clear=is_clear),
            str(row.highest.label) if row.highest else "",
            str(Degrees(row.schooling).label) if row.schooling else "",
            sectors.get(row.sector, ""),
            row.place_code,
            row.entered_on,
        ]


@doors.role(Role.REGISTRAR)
@require_http_methods(["GET", "HEAD", "POST"])
def layouts(request: Request) -> HttpResponse:
    """The county's own forms; posted, one more is kept."""
    actor: Actor = request.actor
    form, status = LayoutForm(request.POST or None, request.FILES or None, actor=actor), 200
    if request.method == "POST":
        posted = post_made(
            request,
            form,
            ExportLayout,
            lambda: form.cleaned_data["county"],
            lambda: _kept(form, actor),
        )
        if posted.is_done:
            messages.success(request, _("Kept. The register can be taken out in this form now."))
            return redirect("workforce:layouts")
        status = posted.status
    rows = ExportLayout.objects.visible_to(actor).order_by("county", "name")
    shown = [(row, sum(bool(field) for field, _level in row.fields)) for row in rows[:50]]
    context = {"form": form, "rows": shown, "why": WhyForm()}
    return render(request, "workforce/desk/layouts.html", context, status=status)


@doors.role(Role.REGISTRAR)
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def in_layout(request: Request, pk: UUID) -> FileResponse:
    """The county's register in its own form, masked; posted with a reason, clear."""
    actor: Actor = request.actor
    layout = ExportLayout.objects.visible_to(actor).filter(pk=pk).first()
    if layout is None:
        raise NotHere
    is_clear = request.method == "POST"
    if is_clear:
        form = WhyForm(request.POST)
        if not form.is_valid():
            raise Unusable(_("Please say why you need the names."), field="why")
        actions.see_register_clear(actor, why=form.cleaned_data["why"])
    rows = Professional.objects.for_desk(actor).standing().filter(county=layout.county)
    file = laid_out(layout, rows.order_by("place_code", "pk"), is_clear=is_clear)
    return let_out(
        request, file, why=str(layout.name), called=f"{layout.name}.xlsx", content_type=EXCEL
    )


def _kept(form: LayoutForm, actor: Actor) -> ExportLayout:
    fields = form.cleaned_data
    with TemporaryDirectory() as folder:
        path = Path(folder) / "form.xlsx"
        path.write_bytes(fields["file"].read())
        return actions.keep_layout(fields["county"], name=fields["name"], path=path, actor=actor)
