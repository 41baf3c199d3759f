"""How do I tell the register something new, and where is my money to go?"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from jinlin.core.errors import NotHere
from jinlin.domains.workforce import actions
from jinlin.domains.workforce.forms.keeping import AccountForm
from jinlin.domains.workforce.models import Award, Update, UpdateKind
from jinlin.domains.workforce.moves import answered
from jinlin.domains.workforce.portal.mine import own
from jinlin.ground.accounts import doors
from jinlin.shell.answers import post_once
from jinlin.shell.requests import Request


@doors.signed_in
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def tell(request: Request, pk: UUID, kind: str) -> HttpResponse:
    """Something that the register does not know yet, with its evidence."""
    one = own(request.actor).select_related("person").filter(pk=pk).first()
    if one is None:
        raise NotHere
    form, posted = answered(request, one, kind)
    if posted and posted.is_done:
        messages.success(request, _("Sent. The registrar looks at it."))
        return redirect("workforce:mine")
    context = {"one": one, "form": form, "kind": dict(UpdateKind.choices)[kind]}
    status = posted.status if posted else 200
    return render(request, "workforce/portal/tell.html", context, status=status)


@doors.signed_in
@require_POST
def take_back(request: Request, pk: UUID) -> HttpResponse:
    """What I told is taken back before anybody decided."""
    rows = Update.objects.filter(professional__in=own(request.actor))
    row = rows.filter(pk=pk).first()
    if row is None:
        raise NotHere
    actions.withdraw_update(row, actor=request.actor)
    messages.success(request, _("Taken back."))
    return redirect("workforce:mine")


@doors.signed_in
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: Request, pk: UUID) -> HttpResponse:
    """Another account for what was awarded: what the bank sent back is paid there."""
    rows = Award.objects.standing().filter(application__professional__in=own(request.actor))
    given = rows.select_related("application").filter(pk=pk).first()
    if given is None:
        raise NotHere
    form, status = AccountForm(request.POST or None), 200
    if request.method == "POST":
        posted = post_once(request, form, lambda: _change(given, form, request))
        if posted.is_done:
            messages.success(request, _("From now on it is paid to this account."))
            return redirect("workforce:mine")
        status = posted.status
    context = {"given": given, "form": form}
    return render(request, "workforce/portal/account.html", context, status=status)


def _change(given: Award, form: AccountForm, request: Request) -> str:
    fields = form.cleaned_data
    made = actions.change_account(
        given, account=fields["account"], bank=fields["bank"], actor=request.actor
    )
    return str(made.pk)
