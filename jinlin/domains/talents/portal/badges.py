"""How does a craftsman take their certificate along, and what does everybody fetch to check it?"""

import json
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from jinlin.core.errors import NotHere, Unusable
from jinlin.core.time import clock
from jinlin.domains.talents import verifier
from jinlin.domains.talents.badges import credential, signing, status_list
from jinlin.domains.talents.models import Certificate, IssuerKey
from jinlin.ground.accounts import doors
from jinlin.shell.requests import Request


@doors.signed_in
@never_cache
@require_safe
def badge(request: Request, pk: UUID) -> HttpResponse:
    """The credential as one signed token (Open Badges 3.0)."""
    token = credential.token(_visible(request, pk))
    return _file(token, "application/vc+jwt", "certificate.jwt")


@doors.signed_in
@never_cache
@require_safe
def bundle(request: Request, pk: UUID) -> HttpResponse:
    """The credential with today's status lists and the keys: all that is needed offline."""
    content = json.dumps(credential.bundle(_visible(request, pk)), indent=1)
    return _file(content, "application/json", "certificate.json")


@require_safe
def keys(request: Request, county: str) -> HttpResponse:
    """The public keys of a county, as a JSON Web Key Set."""
    _require_county(county)
    return JsonResponse(signing.published(county))


@require_safe
def issuer(request: Request, county: str) -> HttpResponse:
    """Who the county is, for readers of badges."""
    _require_county(county)
    return JsonResponse(credential.issuer(county), json_dumps_params={"ensure_ascii": False})


@require_safe
def status(request: Request, county: str, purpose: str) -> HttpResponse:
    """The status list of today, or of a day gone by (?on=2025-05-01), signed."""
    _require_county(county)
    if purpose not in status_list.PURPOSES:
        raise NotHere
    day = _day(request.GET.get("on", ""))
    token = status_list.signed_list(county, purpose, on=day)
    return HttpResponse(token, content_type="application/vc+jwt")


@require_safe
def verifier_file(_request: Request) -> HttpResponse:
    """The program that checks a certificate without a network: one file, to be read before run."""
    content = Path(verifier.__file__).read_text(encoding="utf-8")
    return _file(content, "text/x-python; charset=utf-8", "verifier.py")


def _visible(request: Request, pk: UUID) -> Certificate:
    rows = Certificate.objects.visible_to(request.actor)
    found = rows.select_related("talent__person", "skill", "document").filter(pk=pk).first()
    if found is None or found.document is None:
        raise NotHere
    return found


def _require_county(county: str) -> None:
    if not IssuerKey.objects.filter(county=county).exists():
        raise NotHere


def _day(text: str) -> date:
    """A day until today, which it is without one; raises Unusable for what is no day: a list of
    another day would be taken for the one that was asked for.
    """
    try:
        return min(clock.day_of(text), clock.today()) if text else clock.today()
    except ValueError as problem:
        raise Unusable(_("This day does not exist. Please write it like 2026-11-03.")) from problem


def _file(content: str, kind: str, name: str) -> HttpResponse:
    headers: dict[str, Any] = {
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=name)
    }
    return HttpResponse(content, content_type=kind, headers=headers)
