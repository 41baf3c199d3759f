"""How does a template come in, a ledger come out, and a long list get made?"""

from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override, pgettext_lazy

from jinlin.core import timeline
from jinlin.core.actor import Actor, county_of
from jinlin.core.errors import NotAllowed, NotNow, Unusable, require
from jinlin.core.figures.measures import Window
from jinlin.core.files import uploads
from jinlin.core.files.kinds import Family
from jinlin.core.text import needed
from jinlin.core.time import clock
from jinlin.core.time.months import names_until
from jinlin.ground.places.models import Organisation, Place
from jinlin.metrics.catalogue import find
from jinlin.metrics.ledgers import queries, telling
from jinlin.metrics.ledgers.contents import Contents, contents
from jinlin.metrics.ledgers.deadlines import due
from jinlin.metrics.ledgers.models import Ledger, Step, Takeaway, Template
from jinlin.metrics.ledgers.templating import Checked, Finding, check, fill
from jinlin.metrics.papers import signing
from jinlin.metrics.papers.signing import Paper, attach, opened, stepped
from jinlin.metrics.permissions import can_draw_up, can_read_figure, can_sign
from jinlin.services.documents.kinds import Kind, register
from jinlin.services.documents.models import Document

LEDGER = "ledgers.ledger"
PAPER = Kind(
    LEDGER,
    pgettext_lazy("paper", "Ledger"),
    "ledger",
    "台账",
    about="ledgers.ledger",
    public_fields={"place": gettext_lazy("Place"), "month": gettext_lazy("Month")},
    by_domain=True,
)
LONGEST_NAME, MONTHS_BACK, MOST_WAITING = 60, 37, 5
LONGEST_LISTED = 120


def register_kinds() -> None:
    """The paper can be issued; called before a kind is first asked for."""
    register(PAPER)


@transaction.atomic
def bring(
    file: "File[bytes]", place: Place, name: str, *, actor: Actor
) -> tuple[Template | None, Checked]:
    """The template can be used: it was checked, mended where that could be done, and filled with
    the records of the last month. With faults there is none, and each is named with its place.
    """
    require(can_draw_up(actor, place.code))
    name = needed(name, field="name", limit=LONGEST_NAME)
    upload = uploads.receive(file, county=place.county_code, actor=actor, takes=(Family.PAPER,))
    if upload.kind not in {"xlsx", "docx"}:
        raise Unusable(
            _("Please send the template as Word (.docx) or Excel (.xlsx)."), field="file"
        )
    checked = check(uploads.content_of(upload, upload.path), upload.kind)
    if not checked.faults:
        checked = _tried(checked, place, actor)
    if checked.faults:
        return None, checked
    return _kept(checked, place, name, actor), checked


@transaction.atomic
def drop(template: Template, *, actor: Actor) -> None:
    """The template is offered no more; what was made from it stays."""
    require(can_draw_up(actor, template.place_code))
    template.is_dropped = True
    template.save(update_fields=["is_dropped"])
    timeline.record(template, "drop", actor=actor, audience="staff")


@transaction.atomic
def draw_up(template: Template, place: Place, period: str, *, actor: Actor) -> Ledger:
    """The ledger of the month or year is there, counted now; one that is there already is it."""
    require(can_draw_up(actor, place.code))
    if not place.code.startswith(template.place_code):
        raise Unusable(_("This template belongs to another place."), field="template")
    if period not in periods():
        raise Unusable(_("Please choose a month or year that has begun."), field="period")
    found = Ledger.objects.filter(template=template, place=place, period=period).first()
    if found is not None:
        return found
    made = _counted(template, place, period, actor)
    ledger, is_new = Ledger.objects.get_or_create(
        template=template,
        place=place,
        period=period,
        defaults={
            "county": place.county_code,
            "place_code": place.code,
            "title": template.name,
            "values": made.values,
            "definitions": made.definitions,
            "counted_at": clock.now(),
            "drawn_up_by": actor.user_id,
            "due_at": due(period),
        },
    )
    if is_new:
        timeline.record(ledger, "draw_up", actor=actor, audience="staff")
        telling.announce(ledger, "draw_up")
    return ledger


@transaction.atomic
def recount(ledger: Ledger, *, version: int, actor: Actor) -> Ledger:
    """The figures are those of now."""
    ledger = _opened(ledger, version, actor)
    made = _counted(ledger.template, ledger.place, ledger.period, actor)
    ledger.values, ledger.definitions = made.values, made.definitions
    ledger.counted_at = clock.now()
    stepped(ledger, "recount", actor, "values", "definitions", "counted_at")
    return ledger


@transaction.atomic
def sign(ledger: Ledger, *, version: int, actor: Actor) -> Document:
    """It is a numbered paper and stays as it is: values, how each was counted, and the file."""
    ledger = _opened(ledger, version, actor)
    require(can_sign(actor, ledger.place_code))
    if reason := queries.why_unsigned(ledger):
        raise NotNow(reason)
    title = f"{ledger.title} {ledger.values.get('期间', ledger.period)}"
    file = _file(queries.file_of(ledger), ledger.template.kind)
    paper = signing.sign(ledger, Paper(LEDGER, title, _content(ledger), file), actor=actor)
    telling.announce(ledger, "sign")
    telling.tell_signed(ledger, actor)
    return paper


@transaction.atomic
def ask_for(
    key: str,
    window: Window,
    kind: str,
    *,
    met_only: bool,
    unit: Organisation | None = None,
    actor: Actor,
) -> Takeaway:
    """All rows behind the figure that this person may open will be a file, made by the worker; with
    a unit, of its rows alone.
    """
    measure = find(key)
    require(can_read_figure(actor, measure, window.place_code))
    if actor.user_id is None:
        raise NotAllowed
    if kind not in {"xlsx", "csv"}:
        raise Unusable(_("Please choose Excel or CSV."), field="kind")
    waiting = Takeaway.objects.of(actor).filter(step__in=[Step.WAITING, Step.GOING])
    if waiting.count() >= MOST_WAITING:
        raise NotNow(_("Five lists of yours are being made already. Please wait for one of them."))
    with override(settings.LANGUAGE_CODE):
        name = f"{measure.name} {unit.name}" if unit else str(measure.name)
    return Takeaway.objects.create(
        county=county_of(window.place_code),
        asked_by=actor.user_id,
        place_code=window.place_code,
        key=key,
        name=name[:LONGEST_LISTED],
        unit_key=unit.pk if unit else None,
        kind=kind,
        since=window.since,
        as_of=window.as_of,
        met_only=met_only,
        asked_at=clock.now(),
    )


def periods() -> list[str]:
    """The months and years that have begun, newest first."""
    months = names_until(clock.today(), MONTHS_BACK)
    return [*months, *dict.fromkeys(month[:4] for month in months)]


def _tried(checked: Checked, place: Place, actor: Actor) -> Checked:
    """Filled with the last month's records; what fails then is a fault like any other."""
    month = names_until(clock.today(), 2)[1]
    try:
        with override(settings.LANGUAGE_CODE):
            text = queries.text_of(checked.content, checked.kind)
            made = contents(place, month, text, person=actor.name)
        filled = fill(checked.content, checked.kind, made.values)
        queries.text_of(filled, checked.kind)
    except Exception as problem:  # noqa: BLE001 - whatever stops it, the template is not taken
        words = _("It could not be filled with the records of %(month)s: %(problem)s") % {
            "month": month,
            "problem": type(problem).__name__,
        }
        fault = Finding("not_filled", _("the whole file"), words)
        return Checked(checked.kind, checked.content, (*checked.findings, fault))
    return checked


def _kept(checked: Checked, place: Place, name: str, actor: Actor) -> Template:
    Place.objects.locked(place.pk)  # editions follow each other
    rows = Template.objects.filter(place=place, name=name)
    before = rows.order_by("-edition").first()
    template = Template.objects.create(
        county=place.county_code,
        place=place,
        place_code=place.code,
        name=name,
        kind=checked.kind,
        edition=before.edition + 1 if before else 1,
        mended=[{"where": each.where, "words": each.words} for each in checked.mended],
        brought_at=clock.now(),
        brought_by=actor.user_id,
    )
    if before is not None:
        before.followed_by = template
        before.save(update_fields=["followed_by"])
    attach(_file(checked.content, checked.kind), template, actor)
    timeline.record(template, "bring", actor=actor, audience="staff")
    return template


def _file(content: bytes, kind: str) -> ContentFile[bytes]:
    return ContentFile(content, name=f"file.{kind}")


def _counted(template: Template, place: Place, period: str, actor: Actor) -> Contents:
    text = queries.text_of(queries.content_of(template), template.kind)
    with override(settings.LANGUAGE_CODE):
        return contents(place, period, text, person=actor.name)


def _content(ledger: Ledger) -> dict[str, Any]:
    return {
        "place": ledger.place.name,
        "month": str(ledger.values.get("期间", ledger.period)),
        "title": ledger.title,
        "text": str(ledger.values.get("情况", "")),
        "lines": [
            {name: each[name] for name in ("name", "value", "counted")}
            for each in queries.lines_of(ledger)
        ],
    }


def _opened(ledger: Ledger, version: int, actor: Actor) -> Ledger:
    rows, signed = (
        Ledger.objects.select_related("template"),
        _("This ledger is signed. It stays as it is."),
    )
    return opened(rows, ledger, version, actor=actor, signed=signed)
