"""How does a registrar send a roster in, look at it, land it, and take it back?"""

from tempfile import TemporaryFile
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jinlin.core import paging
from jinlin.core.actor import Actor
from jinlin.core.errors import NotHere, Refusal
from jinlin.domains.workforce import actions
from jinlin.domains.workforce.forms import SendForm
from jinlin.domains.workforce.forms.entering import EnterForm
from jinlin.domains.workforce.models import Roster
from jinlin.domains.workforce.queries.previewed import preview
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.roles import Role
from jinlin.ground.accounts.taking_out import let_out
from jinlin.shell.answers import post_once, put_problem
from jinlin.shell.requests import Request, cursor

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@doors.role(Role.REGISTRAR)
@require_http_methods(["GET", "HEAD", "POST"])
def rosters(request: Request) -> HttpResponse:
    """Those sent so far, and a form to send one; sent, it is shown before it lands."""
    actor: Actor = request.actor
    form = SendForm(request.POST or None, request.FILES or None, actor=actor)
    if request.method == "POST" and form.is_valid():
        try:
            fields = form.cleaned_data
            sent = actions.send_in(fields["file"], county=fields["county"], actor=actor)
        except Refusal as refusal:
            if refusal.status in {403, 404}:
                raise
            put_problem(form, refusal)
        else:
            return redirect("workforce:roster", sent.pk)
    page = paging.page(
        Roster.objects.visible_to(actor).defer("content", "refused_content", "filled", "columns"),
        order=("-sent_at", "-id"),
        after=cursor(request),
    )
    context = {"form": form, "page": page, "rows": page.rows}
    status = 422 if form.errors else 200
    return render(request, "workforce/desk/rosters.html", context, status=status)


@doors.role(Role.REGISTRAR)
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: Request) -> HttpResponse:
    """One person is entered by hand; sent, it is shown before it lands, as a roster is."""
    actor, status = request.actor, 200
    form = EnterForm(request.POST or None, actor=actor)
    if form.is_bound:
        posted = post_once(request, form, lambda: str(_entered(form, actor).pk))
        if posted.is_done:
            return redirect("workforce:roster", posted.made)
        status = posted.status
    return render(request, "workforce/desk/enter.html", {"form": form}, status=status)


def _entered(form: EnterForm, actor: Actor) -> Roster:
    return actions.send_in(form.file(), county=form.cleaned_data["county"], actor=actor)


@doors.role(Role.REGISTRAR)
@require_http_methods(["GET", "HEAD", "POST"])
def roster(request: Request, pk: UUID) -> HttpResponse:
    """What would become of each row, problem by problem; posted, the sure ones land, or the file is
    compared with the register once more.
    """
    actor: Actor = request.actor
    one = in_scope(actor, pk)
    if request.method == "POST":
        messages.success(request, _posted(request, one))
        return redirect("workforce:roster", pk)
    one = actions.look_if_small(one, actor=actor)
    shown = preview(one, cursor(request, "page"))
    context = {"one": one, "look": shown, "is_coming": one.state == "sent" and not one.looked_at}
    return render(request, "workforce/desk/roster.html", context)


def _posted(request: Request, one: Roster) -> str:
    if request.POST.get("decision") == "again":
        one = actions.ask_again(one, actor=request.actor)
        return _("Compared anew.") if one.looked_at else _("It is being compared anew.")
    one = actions.ask_to_land(one, actor=request.actor)
    if one.state == Roster.State.SENT:
        return _("The sure rows are landing; this takes a while.")
    return _("Landed: %(landed)d new, %(refused)d refused.") % {
        "landed": one.landed,
        "refused": one.refused,
    }


@doors.role(Role.REGISTRAR)
@require_safe
def refused(request: Request, pk: UUID) -> FileResponse:
    """The refused rows as Excel, to be mended and sent again."""
    actor: Actor = request.actor
    one = in_scope(actor, pk)
    file = TemporaryFile()  # noqa: SIM115 - the answer closes it
    actions.write_refused(one, file, actor=actor)
    name = _("refused-%(name)s") % {"name": one.name.rpartition(".")[0] or one.name}
    return let_out(request, file, why=name, called=f"{name}.xlsx", content_type=EXCEL, of=one)


@doors.role(Role.REGISTRAR)
@require_POST
def take_back(request: Request, pk: UUID) -> HttpResponse:
    """What the roster brought is gone again."""
    actor: Actor = request.actor
    one = in_scope(actor, pk)
    stayed = actions.take_back(one, actor=actor)
    messages.success(
        request, _("The roster was taken back; %(stayed)d people stayed.") % {"stayed": stayed}
    )
    return redirect(reverse("workforce:rosters"))


def in_scope(actor: Actor, pk: UUID) -> Roster:
    one = Roster.objects.visible_to(actor).filter(pk=pk).first()
    if one is None:
        raise NotHere
    return one
