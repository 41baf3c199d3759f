"""Which script answers for the pages of this house when there is no network?

It stands at the root, so that it may answer for every page; it holds nothing of anybody.
"""

from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

SCRIPT = Path(__file__).parent / "static" / "sw.js"


@require_safe
def service_worker(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(SCRIPT.read_bytes(), content_type="text/javascript; charset=utf-8")
