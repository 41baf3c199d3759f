"""How do our words read in GeoReport's?

A class of appeals is a service, an appeal a service request.

open    reported, accepted, in hand, clock stands, handled together with another, waiting for the
resident's judgement closed  closed, not accepted, withdrawn

A reply alone closes nothing: the resident may still say that it is not solved. Names and phones are
never shown, nor are internal notes.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from jinlin.core.time import clock
from jinlin.domains.appeals.lifecycle import ANSWER_PROMISED
from jinlin.domains.appeals.models import Appeal, Category
from jinlin.domains.appeals.open311.asking import last_moves, last_words
from jinlin.domains.appeals.queries import next_sentence
from jinlin.domains.appeals.queries.homes import full_name
from jinlin.shell.requests import Request

SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"
CHANGESET = "2026-11-24T00:00:00+08:00"  # when what this door says last changed


def discovered(request: Request) -> dict[str, Any]:
    address = request.build_absolute_uri(reverse("open311:requests", args=["json"])).removesuffix(
        "/requests.json"
    )
    endpoint = {
        "specification": SPECIFICATION,
        "url": address,
        "changeset": CHANGESET,
        "type": "test" if settings.DEMO else "production",
        "formats": ["text/xml", "application/json"],
    }
    return {
        "changeset": CHANGESET,
        "contact": _("The county's system administrator."),
        "key_service": _(
            "Keys are issued by the county's security administrator, at the desk under access "
            "tokens."
        ),
        "endpoints": [endpoint],
    }


def service(category: Category) -> dict[str, Any]:
    group = category.parent.name if category.parent else category.name
    return {
        "service_code": category.code,
        "service_name": category.name,
        "description": f"{group} / {category.name}",
        "metadata": False,
        "type": "realtime",
        "keywords": group,
        "group": group,
    }


def service_requests(appeals: Sequence[Appeal]) -> list[dict[str, Any]]:
    """As many statements for one as for a thousand."""
    words, moves = last_words(appeals), last_moves(appeals)
    return [
        _service_request(appeal, words.get(appeal.pk), appeal.ended_at or moves.get(appeal.pk))
        for appeal in appeals
    ]


def _service_request(appeal: Appeal, words: str | None, moved: datetime | None) -> dict[str, Any]:
    due = appeal.due_at if appeal.state in ANSWER_PROMISED else None
    return {
        "service_request_id": appeal.number,
        "status": "open" if appeal.is_open else "closed",
        "status_notes": words,
        "service_name": appeal.category.name if appeal.category else None,
        "service_code": appeal.category_id,
        "description": appeal.text,
        "agency_responsible": appeal.unit.name,
        "service_notice": next_sentence(appeal),
        "requested_datetime": _moment(appeal.reported_at),
        "updated_datetime": _moment(moved or appeal.reported_at),
        "expected_datetime": _moment(due) if due else None,
        "address": f"{full_name(appeal.place)} {appeal.spot}".strip(),
        "address_id": appeal.place_code,
        "zipcode": None,
        "lat": None,
        "long": None,
        "media_url": None,
    }


def _moment(moment: datetime) -> str:
    return moment.astimezone(clock.CHINA).isoformat(timespec="seconds")
