"""Which paper says that somebody finished a class, and how does it cease to hold?"""

from operator import attrgetter
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy, override

from jinlin.core import spoken
from jinlin.core.actor import SYSTEM, Actor
from jinlin.domains.training.models import Certificate, Enrolment
from jinlin.services.documents import actions as documents
from jinlin.services.documents.kinds import Kind, register
from jinlin.services.documents.models import Document

CERTIFICATE = "training.certificate"
KINDS = (
    Kind(
        CERTIFICATE,
        gettext_lazy("Certificate of a skill"),
        "certificate",
        "技能",
        about="training.enrolment",
        public_fields={
            "course": gettext_lazy("Training class"),
            "person": gettext_lazy("Issued to"),
            "finished_on": gettext_lazy("Finished on"),
        },
        is_for_residents=True,
        holder=attrgetter("person"),
    ),
)


def register_kinds() -> None:
    """The certificate can be issued; called before a kind is first asked for."""
    for kind in KINDS:
        register(kind)


def paper_of(row: Enrolment, *, actor: Actor) -> Document:
    """Whose, for which class, how many hours, and with how many points."""
    with override(settings.LANGUAGE_CODE):
        return documents.issue(
            county=row.county,
            kind=CERTIFICATE,
            title=row.course.title,
            about=row,
            data=_content(row),
            actor=actor,
        )


def revoke_paper(certificate: Certificate) -> None:
    """Whoever checks the paper is told that it holds no longer."""
    if certificate.document and not certificate.document.is_revoked:
        with override(settings.LANGUAGE_CODE):
            documents.revoke(certificate.document, actor=SYSTEM, reason=certificate.reason)


def _content(row: Enrolment) -> dict[str, Any]:
    course = row.course
    passed = row.assessments.filter(is_passed=True).last()
    minutes = sum(each.minutes for each in row.attendances.counted())
    return {
        "issuer": course.organiser.name,
        "course": course.title,
        "module": course.module.name if course.module else str(course.get_kind_display()),
        "person": row.person.shown_name(),
        "hours": f"{minutes / 60:.1f}".removesuffix(".0"),
        "points": passed.total if passed else "",
        "place": course.place.name,
        "finished_on": spoken.day(course.finished_on) if course.finished_on else "",
    }
