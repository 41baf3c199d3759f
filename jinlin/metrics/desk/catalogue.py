"""Where does staff read what every figure counts, since when, and who changed it?"""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jinlin.ground.accounts import doors
from jinlin.metrics.entries import entries
from jinlin.metrics.permissions import READERS
from jinlin.shell.requests import Request


@doors.role(*READERS)
@require_safe
def catalogue(request: Request) -> HttpResponse:
    """Every figure of every domain, or those with some words."""
    words = request.GET.get("words", "").strip()[:40]
    context = {"groups": entries(is_public=False, words=words), "words": words}
    return render(request, "metrics/catalogue.html", context)
