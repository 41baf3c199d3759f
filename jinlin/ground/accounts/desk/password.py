"""What does somebody read who wants to change a password and has none?"""

from typing import Any

from allauth.account.views import PasswordChangeView
from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _


class ChangeView(PasswordChangeView):
    """One's own password; whoever signs in without one is told so where they came from."""

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.has_usable_password():
            answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
            return answer
        messages.info(
            request,
            _("You sign in without a password. The security administrator gives you one."),
        )
        return redirect("mfa_index")
