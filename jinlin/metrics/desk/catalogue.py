"""Where does staff read what every figure counts, since when, and who changed it?"""

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from jinlin.ground.accounts import doors
from jinlin.metrics.entries import entries
from jinlin.metrics.permissions import READERS
from jinlin.shell.boards import AddressForm, Words
from jinlin.shell.requests import Request


class FindForm(AddressForm):
    def __init__(self, address: QueryDict) -> None:
        super().__init__(address)
        self.fields["words"] = Words(_("Words in a figure's name or question"), longest=40)


@doors.role(*READERS)
@require_safe
def catalogue(request: Request) -> HttpResponse:
    """Every figure of every domain, or those with some words."""
    form = FindForm(request.GET)
    words = str(form.used.get("words", ""))
    groups = entries(is_public=False, words=words)
    context = {"groups": groups, "words": words, "filter_form": form}
    return render(request, "metrics/catalogue.html", context, status=form.status)
