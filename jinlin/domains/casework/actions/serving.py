"""How are services written down that belong to no case, one by one or many at once?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, Unusable, require
from jinlin.core.keys import uuid7
from jinlin.core.offline import Sent, made_once
from jinlin.core.text import needed, tidy
from jinlin.core.time import clock
from jinlin.domains.casework.actions.months import add_to_months
from jinlin.domains.casework.models import (
    JUDICIAL,
    Along,
    Field,
    Form,
    Fund,
    Point,
    PointKind,
    Served,
    Service,
)
from jinlin.domains.casework.permissions import can_keep_points, can_serve
from jinlin.domains.casework.queries.marks import mark_of
from jinlin.ground.places.models import Organisation, Place
from jinlin.services.notices import actions as notices

MOST_PEOPLE, MOST_YUAN, BATCH = 100_000, 10_000_000, 2_000
# Services without a case are read by whoever looks after the place, and are never sealed.
IN_A_CASE = gettext_lazy(
    "Judicial aid to a minor and social inquiries are written down in a case, so that they are "
    "sealed in time. Without a case only an activity for everybody is."
)


@dataclass(frozen=True)
class Known:
    """Somebody who was helped, as far as it takes to count them once; kept only as a mark."""

    name: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    citizen_id: str = field(default="", repr=False)
    is_minor: bool = False


@dataclass(frozen=True)
class ServiceTerms:
    """One service as it is written down. `people` are those who are known; `heads` counts everybody
    who was there, known or not.
    """

    field: str
    form: str
    place: Place
    on: date
    title: str
    heads: int = 1
    minutes: int = 60
    people: Sequence[Known] = ()
    volunteers: Sequence[UUID] = ()
    point: Point | None = None
    fund: str = ""
    spent: Decimal = Decimal(0)
    key: UUID | None = None


@transaction.atomic
def open_point(
    agency: Organisation, place: Place, *, name: str, kind: str, since: date, actor: Actor
) -> Point:
    """Social workers of the agency serve there from that day on."""
    require(can_keep_points(actor, agency))
    if kind not in PointKind.values:
        raise Unusable(_("Please choose a kind."), field="kind")
    try:
        with transaction.atomic():
            return Point.objects.create(
                county=agency.county,
                name=needed(name, field="name", words=_("Please enter a name."), limit=60),
                kind=kind,
                agency=agency,
                place=place,
                place_code=place.code,
                since=since,
            )
    except IntegrityError as error:
        raise NotNow(_("There is a service point of this name already.")) from error


@transaction.atomic
def close_point(point: Point, *, actor: Actor) -> Point:
    """Nobody serves there any more, from today on."""
    require(can_keep_points(actor, point.agency))
    if point.until is not None:
        raise NotNow(_("It is closed already."))
    point.until = clock.today()
    point.save(update_fields=["until"])
    return point


def serve(agency: Organisation, terms: ServiceTerms, *, actor: Actor) -> Service:
    """The service is on record; sent again with the same key, it is the same one, for ever.

    Raises NotNow when other contents come under that key: both are kept, and somebody looks at it.
    """
    require(can_serve(actor, agency))
    if terms.key is None:
        return _serve(agency, terms, actor=actor)
    sent = Sent(terms.key, contents(agency, terms), terms.place.code)
    return made_once(Service, sent, make=lambda: _serve(agency, terms, actor=actor))


def contents(agency: Organisation, terms: ServiceTerms) -> dict[str, Any]:
    """What is compared, and what whoever decides on a conflict reads; of people only the marks."""
    note = f"{terms.on} · {agency.name} · {terms.field}/{terms.form} · {terms.heads}"
    return {
        "title": tidy(terms.title),
        "note": f"{note} · {terms.minutes} min · {terms.spent} {terms.fund}".rstrip(),
        "agency": agency.pk,
        "place_code": terms.place.code,
        "point": terms.point.pk if terms.point else None,
        "volunteers": sorted(map(str, terms.volunteers)),
        "people": sorted(_mark(agency.county, each) for each in terms.people),
    }


@transaction.atomic
def _serve(agency: Organisation, terms: ServiceTerms, *, actor: Actor) -> Service:
    service = serve_many(agency, [terms], actor=actor)[0]
    announce(service, "casework.serve")
    return service


def announce(service: Service, event: str) -> None:
    """Programs hear of it."""
    payload = {"place": service.place_code, "field": service.field, "form": service.form}
    notices.announce(county=service.county, event=event, subject_id=service.pk, payload=payload)


@transaction.atomic
def serve_many(
    agency: Organisation,
    all_terms: Iterable[ServiceTerms],
    *,
    actor: Actor,
    corrects: Service | None = None,
) -> list[Service]:
    """All these services are on record, with whom they helped and who came along. One may stand in
    the stead of another that is struck out.
    """
    require(can_serve(actor, agency))
    written: list[Service] = []
    waiting = iter(all_terms)
    while some := list(islice(waiting, BATCH)):
        services = [_service(agency, each, actor, corrects) for each in some]
        Service.objects.bulk_create(services)
        pairs = list(zip(services, some, strict=True))
        Served.objects.bulk_create(_served(pairs), batch_size=BATCH)
        add_to_months(services)
        Along.objects.bulk_create(
            Along(county=agency.county, service=service, volunteer_id=key)
            for service, each in pairs
            for key in dict.fromkeys(each.volunteers)
        )
        written += services
    return written


def _service(
    agency: Organisation, terms: ServiceTerms, actor: Actor, corrects: Service | None
) -> Service:
    _check(agency, terms)
    return Service(
        pk=terms.key or uuid7(),
        county=agency.county,
        agency=agency,
        point=terms.point,
        field=terms.field,
        form=terms.form,
        place=terms.place,
        place_code=terms.place.code,
        on=terms.on,
        title=tidy(terms.title)[:80],
        minutes=terms.minutes,
        person_times=max(terms.heads, len(terms.people)),
        fund=terms.fund,
        spent=terms.spent,
        by=actor.user_id,
        at=clock.now(),
        corrects=corrects,
    )


def _check(agency: Organisation, terms: ServiceTerms) -> None:
    if terms.place.county_code != agency.county:
        raise Unusable(_("Please choose a place in this county."), field="place")
    if terms.on > clock.today():
        raise Unusable(_("This day is still to come."), field="on")
    if terms.field not in Field.values or terms.form not in Form.values:
        raise Unusable(_("Please choose what was done, and for whom."), field="field")
    if terms.field in JUDICIAL and terms.form != Form.ACTIVITY:
        raise Unusable(IN_A_CASE, field="field")
    if not tidy(terms.title):
        raise Unusable(_("Please say what was done."), field="title")
    if not 1 <= terms.heads <= MOST_PEOPLE:
        raise Unusable(_("Please say how many people were there."), field="heads")
    if terms.fund and terms.fund not in Fund.values:
        raise Unusable(_("Please choose where the money comes from."), field="fund")
    if not 0 <= terms.spent <= MOST_YUAN:
        raise Unusable(_("Please say how many yuan were spent."), field="spent")
    if terms.spent and not terms.fund:
        raise Unusable(_("Please choose where the money comes from."), field="fund")


def _served(pairs: Iterable[tuple[Service, ServiceTerms]]) -> list[Served]:
    found: dict[tuple[UUID, str], Served] = {}
    for service, terms in pairs:
        for each in terms.people:
            if mark := _mark(service.county, each):
                found[service.pk, mark] = Served(
                    county=service.county,
                    service=service,
                    mark=mark,
                    on=service.on,
                    place_code=service.place_code,
                    is_minor=each.is_minor,
                    agency=service.agency_id,
                    field=service.field,
                )
    return list(found.values())


def _mark(county: str, each: Known) -> str:
    return mark_of(county, name=each.name, phone=each.phone, citizen_id=each.citizen_id)
