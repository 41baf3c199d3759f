"""How does staff keep the board's filters under a name, and arrange what they keep?"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from jinlin.core.actor import Actor
from jinlin.core.errors import NotHere, Unusable
from jinlin.domains.appeals import actions
from jinlin.domains.appeals.desk.board import WORKERS, filter_form
from jinlin.domains.appeals.forms.views import SaveViewForm
from jinlin.domains.appeals.models import SavedView, Sharing
from jinlin.domains.appeals.queries.views import removed_views, views_to_arrange
from jinlin.ground.accounts import doors
from jinlin.shell.requests import Request

REMOVED = "removed_views"  # session key: what was removed since signing in


@doors.role(*WORKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def views(request: Request) -> HttpResponse:
    """The page on which views are arranged. Posted, the filters of a board are one more of them."""
    actor: Actor = request.actor
    form = SaveViewForm(request.POST if request.method == "POST" else None, actor=actor)
    if form.is_valid() and (view := _save(form, actor)):
        messages.success(request, _("The view is kept as “%(name)s”.") % {"name": view.name})
        return redirect(f"{reverse('appeals:board')}?{view.query}")
    context = {
        "form": form,
        "views": views_to_arrange(actor),
        "removed": removed_views(actor, request.session.get(REMOVED, [])),
    }
    return render(request, "appeals/desk/views.html", context, status=422 if form.errors else 200)


@doors.role(*WORKERS)
@require_POST
def change_view(request: Request, pk: UUID, verb: str) -> HttpResponse:
    """One thing is done to a view, and its keeper is back among the views."""
    actor: Actor = request.actor
    view = SavedView.objects.visible_to(actor).filter(pk=pk).first()
    if view is None or verb not in VERBS:
        raise NotHere
    VERBS[verb](request, view, actor)
    return redirect("appeals:views")


def _save(form: SaveViewForm, actor: Actor) -> SavedView | None:
    """The view; None when the house refused, and the form says why."""
    filters = filter_form(QueryDict(form.cleaned_data["query"]), actor)
    filters.is_valid()
    fields = form.cleaned_data
    try:
        return actions.save_view(
            actor=actor,
            name=fields["name"],
            filters=filters.kept(),
            sharing=fields.get("sharing") or Sharing.OWN,
        )
    except Unusable as no:
        form.add_error(no.field if no.field in form.fields else None, str(no))
        return None


def _rename(request: Request, view: SavedView, actor: Actor) -> None:
    actions.rename_view(view, actor=actor, name=request.POST.get("name", ""))
    messages.success(request, _("The view has its new name."))


def _remove(request: Request, view: SavedView, actor: Actor) -> None:
    actions.remove_view(view, actor=actor)
    request.session[REMOVED] = [*request.session.get(REMOVED, []), str(view.pk)][-20:]
    words = _("The view “%(name)s” is removed.") % {"name": view.name}
    messages.success(
        request,
        format_html(
            '{} <a href="{}#removed">{}</a>', words, reverse("appeals:views"), _("Bring it back")
        ),
    )


def _restore(request: Request, view: SavedView, actor: Actor) -> None:
    actions.restore_view(view, actor=actor)
    request.session[REMOVED] = [
        key for key in request.session.get(REMOVED, []) if key != str(view.pk)
    ]
    messages.success(request, _("The view “%(name)s” is back.") % {"name": view.name})


def _place(*, earlier: bool) -> Callable[[Any, SavedView, Actor], None]:
    def place(_request: Request, view: SavedView, actor: Actor) -> None:
        actions.place_view(view, actor=actor, earlier=earlier)

    return place


VERBS: dict[str, Callable[[Any, SavedView, Actor], None]] = {
    "rename": _rename,
    "earlier": _place(earlier=True),
    "later": _place(earlier=False),
    "first": lambda _request, view, actor: actions.open_with(view, actor=actor),
    "not-first": lambda _request, _view, actor: actions.open_with(None, actor=actor),
    "remove": _remove,
    "restore": _restore,
}
