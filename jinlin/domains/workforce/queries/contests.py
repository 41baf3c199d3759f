"""Do two people show one certificate, one of them awarded and the other asking?"""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from jinlin.core.secrets.fields import match_key
from jinlin.domains.workforce.lifecycle import OPEN, State
from jinlin.domains.workforce.models import Application, Award, Qualification
from jinlin.ground.places.models import Place


def certificate_key(held: Qualification) -> str:
    """One certificate, whichever county knows it, and however its number is spelled."""
    return match_key(held.number or str(held.pk), "certificate")


def awards_for(held: Qualification) -> "QuerySet[Award]":
    """What stands of an award for this certificate, in whatever county: one at most."""
    return Award.objects.standing().filter(certificate_key=certificate_key(held))


def award_of_another(application: Application) -> Award | None:
    """What stands of an award for the same certificate that another application got."""
    given = awards_for(application.qualification).exclude(application=application)
    return given.select_related("application").first()


def claims_beside(application: Application) -> "QuerySet[Application]":
    """Open applications of others, in whatever county, for the certificate that was awarded."""
    key = certificate_key(application.qualification)
    rows = Application.objects.open().filter(qualification__number_key=key)
    return rows.exclude(qualification=application.qualification_id).order_by("applied_at", "pk")


def in_words(other: Award) -> str:
    """Why it waits: the number of the other one, and where; nobody's name."""
    words = _(
        "Somebody else was awarded a subsidy for this certificate: application %(number)s, "
        "%(county)s. One of the two cannot be right: a certificate that is not genuine, or a "
        "number that was written down wrong. Please compare both with the issuer. It waits until "
        "the award is taken back there, or is refused here."
    )
    return words % {"number": other.application.number, "county": _county(other.county)}


def contest_of(application: Application) -> list[str]:
    """What the page of an application says of another one for the same certificate."""
    if application.state in OPEN and application.state != State.CHECKED:  # there a reason says it
        other = award_of_another(application)
        return [in_words(other)] if other else []
    if application.state != State.AWARDED:
        return []
    words = _(
        "Somebody else shows the same certificate: application %(number)s, %(county)s. Please "
        "compare both with the issuer: one may not be genuine, or its number written down wrong. "
        "An award that was not right is taken back."
    )
    rows = claims_beside(application)
    return [words % {"number": row.number, "county": _county(row.county)} for row in rows]


def is_contested(application: Application) -> bool:
    """Whether its applicant is told that somebody else was awarded for this number: of them
    nothing, not even where.
    """
    return application.state in OPEN and award_of_another(application) is not None


def _county(code: str) -> Any:
    return Place.objects.filter(code=code).values_list("name", flat=True).first() or code
