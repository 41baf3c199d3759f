"""What else does the page of one row show?"""

from collections.abc import Callable, Mapping
from typing import Any

from jinlin.core.actor import Actor
from jinlin.core.files import uploads
from jinlin.core.time import clock
from jinlin.domains.talents.models import Application, Certificate, Evidence, Help, Pair, Talent
from jinlin.domains.talents.permissions import (
    can_apply,
    can_decide,
    can_read_internal,
    can_see_phones,
)
from jinlin.domains.talents.queries.panels import seats_of
from jinlin.services.documents.models import Objection, PublicNotice
from jinlin.services.documents.validity import validity_of


def of_talent(talent: Talent, actor: Actor) -> dict[str, Any]:
    """Skills, voices, evidence, what is open, certificates, pairs and helps."""
    return {
        "skills": list(talent.skills.select_related("skill").order_by("skill__order")),
        "voices": list(talent.nominations.select_related("by_person").order_by("nominated_at")),
        "evidence": evidence_of(talent),
        "applications": list(
            talent.applications.select_related("skill").order_by("-applied_at")[:20]
        ),
        "certificates": list(
            talent.certificates.select_related("skill", "document").order_by("-issued_on")
        ),
        "pairs": list(talent.pairs.select_related("learner", "skill").order_by("-proposed_at")),
        "helped": talent.helps.filter(state__in=("told", "recorded")).count(),
        "may_apply": can_apply(actor, talent),
    }


def of_application(application: Application, actor: Actor) -> dict[str, Any]:
    """The panel, the notice with its objections, the evidence and what came of it."""
    notice = PublicNotice.objects.of(application)
    rows = Objection.objects.for_desk(actor).filter(notice=notice) if notice else ()
    return {
        "seats": seats_of(application),
        "verdicts": application.verdicts(),
        "notice": notice,
        "objections": list(rows),
        "evidence": evidence_of(application.talent),
        "certificate": Certificate.objects.filter(application=application).first(),
        "may_decide": can_decide(actor, application),
        "shows_verdicts": can_read_internal(actor, application),
    }


def of_certificate(certificate: Certificate, _actor: Actor) -> dict[str, Any]:
    """Its paper, its days and its reviews."""
    paper = certificate.document
    validity = validity_of(paper) if paper else None
    return {
        "paper": paper,
        "validity": validity,
        "holds": bool(validity and validity.holds_on(clock.today())),
        "reviews": list(certificate.reviews.order_by("due_on")),
    }


def of_pair(pair: Pair, _actor: Actor) -> dict[str, Any]:
    """Goals, sessions and how long they worked together."""
    meetings = list(pair.meetings.order_by("on", "id"))
    return {
        "goals": list(pair.goals.all()),
        "meetings": meetings,
        "minutes": sum(each.minutes for each in meetings),
    }


def of_help(help_: Help, actor: Actor) -> dict[str, Any]:
    """Whether the phones may be shown to whoever asks."""
    return {"sees_phones": can_see_phones(actor, help_)}


def evidence_of(talent: Talent) -> list[tuple[Evidence, list[Any]]]:
    """Each with its file: two statements."""
    rows = list(talent.evidence.order_by("added_at"))
    files = uploads.of_each(rows)
    return [(row, files.get(row.pk, [])) for row in rows]


MORE: Mapping[str, Callable[[Any, Actor], dict[str, Any]]] = {
    "talent": of_talent,
    "application": of_application,
    "certificate": of_certificate,
    "pair": of_pair,
    "help": of_help,
}
