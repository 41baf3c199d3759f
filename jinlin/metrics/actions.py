"""How is the report of a month or year drawn up, changed and signed?"""

from dataclasses import replace

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.errors import Unusable, require
from jinlin.core.text import tidy
from jinlin.core.time import clock
from jinlin.ground.places.models import Place
from jinlin.metrics import periods
from jinlin.metrics.models import LONGEST_WORDS, Report
from jinlin.metrics.papers import signing
from jinlin.metrics.papers.signing import Paper, opened, stepped
from jinlin.metrics.permissions import can_draw_up
from jinlin.metrics.reporting import first_words, lines_of
from jinlin.services.documents.kinds import Kind, register
from jinlin.services.documents.models import Document

REPORT, YEARLY = "metrics.report", "metrics.yearly"
PRINTED = ("group", "name", "shown", "before", "unit", "counted", "met", "excluded")
PAPER = Kind(
    REPORT,
    gettext_lazy("Monthly report"),
    "report",
    "月报",
    about="metrics.report",
    public_fields={
        "place": gettext_lazy("Place"),
        "month": gettext_lazy("Month"),
    },
    by_domain=True,
)
YEARS_PAPER = replace(
    PAPER,
    key=YEARLY,
    label=gettext_lazy("Yearly report"),
    prefix="年报",
    public_fields={"place": gettext_lazy("Place"), "month": gettext_lazy("Year")},
)


def register_kinds() -> None:
    """The papers can be issued; called before a kind is first asked for."""
    register(PAPER)
    register(YEARS_PAPER)


@transaction.atomic
def draw_up(place: Place, month: str, *, actor: Actor) -> Report:
    """The month or year has its report, counted now, with first words; one that is there already
    is it.
    """
    require(can_draw_up(actor, place.code))
    if month not in periods.over(36):
        raise Unusable(_("Please choose a month or year that is over."), field="month")
    with override(settings.LANGUAGE_CODE):
        lines = lines_of(place, month)
        words = first_words(place, month, lines)
    report, is_new = Report.objects.get_or_create(
        place=place,
        month=month,
        defaults={
            "county": place.county_code,
            "place_code": place.code,
            "counted_at": clock.now(),
            "lines": lines,
            "words": words,
            "drawn_up_by": actor.user_id,
        },
    )
    if is_new:
        timeline.record(report, "draw_up", actor=actor, audience="staff")
    return report


@transaction.atomic
def change_words(report: Report, words: str, *, version: int, actor: Actor) -> Report:
    """The report says these words; who changed them meanwhile is not overwritten."""
    report = _opened(report, version, actor)
    words = tidy(words)
    if len(words) > LONGEST_WORDS:
        raise Unusable(_("Please keep the report under 10,000 characters."), field="words")
    report.words = words
    stepped(report, "change_words", actor, "words")
    return report


@transaction.atomic
def recount(report: Report, *, version: int, actor: Actor) -> Report:
    """The figures are those of now; the words stay as somebody wrote them."""
    report = _opened(report, version, actor)
    with override(settings.LANGUAGE_CODE):
        report.lines = lines_of(report.place, report.month)
    report.counted_at = clock.now()
    stepped(report, "recount", actor, "lines", "counted_at")
    return report


@transaction.atomic
def sign(report: Report, *, version: int, actor: Actor) -> Document:
    """It is a numbered paper and stays as it is, whatever is corrected afterwards."""
    report = _opened(report, version, actor)
    with override(settings.LANGUAGE_CODE):
        title = _("{place} {month}").format(place=report.place.name, month=report.period)
    return signing.sign(report, Paper(kind_of(report), title, _content(report)), actor=actor)


def kind_of(report: Report) -> str:
    """As which kind of paper it is signed."""
    return YEARLY if report.is_of_year else REPORT


def _content(report: Report) -> dict[str, object]:
    return {
        "place": report.place.name,
        "month": report.month,
        "text": report.words,
        "lines": [{name: str(line[name]) for name in PRINTED} for line in report.lines],
    }


def _opened(report: Report, version: int, actor: Actor) -> Report:
    signed = _("This report is signed. It stays as it is.")
    return opened(Report.objects.all(), report, version, actor=actor, signed=signed)
