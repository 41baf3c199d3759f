"""Which figures do talents offer?"""

from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import within
from jinlin.core.figures.measures import Measure, Opening, Shape, Window, between
from jinlin.domains.talents.models import Certificate, Help, Pair, Talent, Went, YearReview
from jinlin.services.documents.models import Standing


def listed(window: Window) -> "QuerySet[Any]":
    return Talent.objects.filter(within([window.place_code]), between("listed_on", window))


def certified(window: Window) -> "QuerySet[Any]":
    """Certificates that were issued until the window's last day."""
    return Certificate.objects.filter(within([window.place_code]), issued_on__lte=window.as_of)


def valid(window: Window) -> Q:
    """Whose term covers the last day, and that were neither withdrawn nor suspended on it."""
    day = window.as_of
    gone = Standing.objects.filter(document=OuterRef("document"), since__lte=day, holds=False)
    revoked = Q(document__revoked_on__isnull=False, document__revoked_on__lte=day)
    suspended = Exists(gone.exclude(Exists(_later(day))))
    return Q(valid_until__gte=day) & ~revoked & ~Q(suspended)


def _later(day: Any) -> "QuerySet[Any]":
    """A later word on the same document until this day."""
    return Standing.objects.filter(
        document=OuterRef("document"), since__lte=day, number__gt=OuterRef("number")
    )


def paired(window: Window) -> "QuerySet[Any]":
    return Pair.objects.filter(within([window.place_code]), between("began_on", window))


def helped(window: Window) -> "QuerySet[Any]":
    rows = Help.objects.filter(within([window.place_code]), between("told_on", window))
    return rows.exclude(went=Went.NOBODY_CAME)


def requests(window: Window) -> "QuerySet[Any]":
    return Help.objects.filter(within([window.place_code]), between("asked_on", window))


def reviews_due(window: Window) -> "QuerySet[Any]":
    return YearReview.objects.filter(within([window.place_code]), between("due_on", window))


MEASURES = [
    Measure(
        key="talents.nurtured",
        name=_("Talents found and nurtured"),
        question=_("How many talents were found and came into the directory?"),
        shape=Shape.COUNT,
        unit=_("people"),
        rows=listed,
        denominator=_("people who agreed and came into the directory in the period, each once"),
        exclusions=_(
            "nominations that are not checked, were declined, or never agreed; who left later "
            "stays counted"
        ),
        day_field="listed_on",
        published="talents",
        is_public=True,
        counts_people=True,
    ),
    Measure(
        key="talents.certified",
        name=_("Certified craftsmen's certificates valid"),
        question=_("Of the certificates issued until then, how many were valid on the last day?"),
        shape=Shape.RATE,
        unit="%",
        rows=certified,
        met=valid,
        denominator=_("certificates issued until the last day of the period"),
        numerator=_("those valid on that day: in their term, not suspended, not withdrawn"),
        exclusions=_("none"),
        day_field="issued_on",
    ),
    Measure(
        key="talents.pairs",
        name=_("Pairs of mentor and learner"),
        question=_("How many mentors took a learner on?"),
        shape=Shape.COUNT,
        unit=_("pairs"),
        rows=paired,
        denominator=_("pairs that began in the period"),
        exclusions=_("those whose mentor has not said yes"),
        day_field="began_on",
    ),
    Measure(
        key="talents.helps",
        name=_("Helps by craftsmen"),
        question=_("How often did a craftsman help a neighbour?"),
        shape=Shape.COUNT,
        unit=_("helps"),
        rows=helped,
        denominator=_("helps about which whoever asked said how it went, in the period"),
        exclusions=_("those where nobody came, and those about which nothing was said yet"),
        day_field="told_on",
    ),
    Measure(
        key="talents.solved_rate",
        name=_("Helps that solved it"),
        question=_("Of the helps asked for, how many solved it?"),
        shape=Shape.RATE,
        unit="%",
        rows=requests,
        met=lambda window: Q(went=Went.WELL, told_on__lte=window.as_of),
        denominator=_("helps asked for in the period, whatever became of them"),
        numerator=_("those of which whoever asked said by its last day that it is solved"),
        exclusions=_("none: declined, lapsed and called off ones count too"),
        day_field="asked_on",
    ),
    Measure(
        key="talents.reviewed_rate",
        name=_("Yearly reviews of certificates kept in time"),
        question=_("Of the yearly reviews that were due, how many were made in time?"),
        shape=Shape.RATE,
        unit="%",
        rows=reviews_due,
        met=lambda _window: Q(done_on__lte=F("due_on")),
        denominator=_("reviews of certificates that were due in the period"),
        numerator=_("those made by their day"),
        exclusions=_("reviews that fell away because the certificate was withdrawn"),
        day_field="due_on",
    ),
]

OPENINGS = {
    "talents.talent": Opening("talents:desk_talent", ("place", "person")),
    "talents.certificate": Opening("talents:certificate", ("talent__place", "skill")),
    "talents.pair": Opening("talents:pair", ("mentor__place", "skill")),
    "talents.help": Opening("talents:desk_help", ("place",)),
    "talents.yearreview": Opening("", ("certificate__skill",)),
}
