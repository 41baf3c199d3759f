"""Which paper is born when somebody is certified?"""

from datetime import date
from operator import attrgetter

from django.conf import settings
from django.utils.translation import gettext_lazy, override

from jinlin.core.actor import SYSTEM
from jinlin.core.time import clock
from jinlin.domains.talents.models import Certificate
from jinlin.ground.places import queries as places
from jinlin.services.documents import actions as documents
from jinlin.services.documents.kinds import Kind, register
from jinlin.services.documents.models import Document

CERTIFICATE = "talents.certificate"
KINDS = (
    Kind(
        CERTIFICATE,
        gettext_lazy("Certificate of a community craftsman"),
        "craftsman",
        "工匠",
        about="talents.certificate",
        public_fields={
            "holder": gettext_lazy("Holder"),
            "skill": gettext_lazy("Skill"),
            "level": gettext_lazy("Craft level"),
        },
        is_for_residents=True,
        by_domain=True,
        says_why=True,
        holder=attrgetter("talent.person"),
    ),
)


def register_kinds() -> None:
    """The paper can be issued; called before a kind is first asked for."""
    for kind in KINDS:
        register(kind)


def paper_of(certificate: Certificate) -> Document:
    """Who was certified in what, at which level, and for which term."""
    talent = certificate.talent
    unit = places.intake_unit(talent.place)
    with override(settings.LANGUAGE_CODE):
        data = {
            "person": talent.person.name,
            "holder": talent.person.shown_name(),
            "place": talent.place.name,
            "skill": certificate.skill.name,
            "level": str(certificate.get_level_display()),
            "valid_from": certificate.issued_on,
            "valid_until": certificate.valid_until,
            "since": _day_in_full(certificate.issued_on),
            "until": _day_in_full(certificate.valid_until),
            "decided_on": _day_in_full(clock.today()),
            **({"issuer": unit.name} if unit else {}),
        }
        return documents.issue(
            county=certificate.county,
            kind=CERTIFICATE,
            title=f"{data['skill']} · {data['level']}",
            about=certificate,
            data=data,
            actor=SYSTEM,
        )


def _day_in_full(day: date) -> str:
    """2025年4月18日: a paper is read in other years too."""
    return f"{day.year}年{day.month}月{day.day}日"
