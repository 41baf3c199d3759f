"""Where is a template brought, and every fault of it named with its place?"""

from io import BytesIO
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from jinlin.core.errors import Refusal
from jinlin.core.files.kinds import KINDS
from jinlin.ground.accounts import doors
from jinlin.metrics.ledgers import actions, queries
from jinlin.metrics.ledgers.forms import TemplateForm
from jinlin.metrics.ledgers.models import Template
from jinlin.metrics.ledgers.templating import Checked, names
from jinlin.metrics.papers.desk import place_of
from jinlin.metrics.papers.rows import WRITERS
from jinlin.shell.answers import put_problem
from jinlin.shell.requests import Request


@doors.keeper(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def templates(request: Request) -> HttpResponse:
    """The templates of one's places; a new one is brought and checked."""
    place = place_of(request)
    form = TemplateForm(request.POST or None, request.FILES or None)
    checked, status = None, 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        try:
            made, checked = _bring(request, form)
        except Refusal as refusal:
            put_problem(form, refusal)
            status = refusal.status
        else:
            if made is not None:
                _tell(request, checked)
                return redirect("ledgers:templates")
            status = 422
    rows = Template.objects.for_desk(request.actor).current().select_related("place")
    context = {"place": place, "form": form, "checked": checked, "templates": rows[:200]}
    return render(request, "ledgers/templates.html", context, status=status)


@doors.keeper(*WRITERS)
@require_safe
def names_page(request: Request) -> HttpResponse:
    """What a template can say, to be copied from."""
    context = {
        "plain": list(names.PLAIN),
        "figures": sorted(names.measures()),
        "endings": [each for each in names.ENDINGS if each],
        "line": names.LINE,
        "place": names.PLACE,
    }
    return render(request, "ledgers/names.html", context)


@doors.keeper(*WRITERS)
@require_safe
def original(request: Request, pk: UUID) -> HttpResponseBase:
    """The template itself, to go on with."""
    found = get_object_or_404(Template.objects.for_desk(request.actor), pk=pk)
    return FileResponse(
        BytesIO(queries.content_of(found)),
        as_attachment=True,
        filename=f"{found.name}.{found.kind}",
        content_type=KINDS[found.kind].content_type,
    )


def _bring(request: Request, form: TemplateForm) -> tuple[Template | None, Checked]:
    fields = form.cleaned_data
    return actions.bring(fields["file"], place_of(request), fields["name"], actor=request.actor)


def _tell(request: Request, checked: Checked) -> None:
    messages.success(request, _("The template is in use: it was filled with last month's records."))
    for each in checked.mended[:20]:
        messages.info(request, f"{each.where}：{each.words}")
