"""How is put right whom a case is about, and who stands in its genogram?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from jinlin.core.actor import Actor
from jinlin.core.errors import Unusable, require
from jinlin.core.search import index
from jinlin.core.text import needed, tidy
from jinlin.core.time import clock
from jinlin.domains.casework.actions.steps import note_down, tell_team
from jinlin.domains.casework.actions.taking_in import Client, identity_of, mark_of_client
from jinlin.domains.casework.deadlines import ADULT_AGE, age_on
from jinlin.domains.casework.models import Case, Consent, News, Relative, Served, Service
from jinlin.domains.casework.permissions import can_write
from jinlin.ground.people.models import Relation
from jinlin.ground.places.models import Place

FACTS = ("name", "phone", "citizen_id", "born_on", "sex", "problem")


@dataclass(frozen=True)
class Facts:
    """Whom the case is about, as it is known now."""

    client: Client
    place: Place
    problem: str = ""


@transaction.atomic
def put_right(case: Case, facts: Facts, *, actor: Actor) -> Case:
    """The case is about this person, at this place; what stood there before is on its trail, locked
    like its notes. The person is counted once as they are known now. Who turns out to be under 14
    needs the guardian's own consent: one that somebody else gave holds no more.
    """
    case = Case.objects.held(case)
    require(can_write(actor, case))
    if facts.place.county_code != case.county:
        raise Unusable(_("Please choose a place in this county."), field="place")
    before = {name: getattr(case, name) for name in FACTS} | {"place": case.place.name}
    name = needed(facts.client.name, field="name", words=_("Please enter a name."), limit=60)
    known = identity_of(facts.client, is_for_one=case.is_for_one)
    for field, value in {**known, "name": name, "problem": tidy(facts.problem)[:2000]}.items():
        setattr(case, field, value)
    case.place, case.place_code = facts.place, facts.place.code
    if case.is_for_one:
        _know_again(case, known)
    note_down(case, "put_right", actor=actor, reason=_former(case, before))
    if not case.is_sealed:
        index(case)
    return case


@transaction.atomic
def take_out(relative: Relative, *, actor: Actor) -> None:
    """This person stands in the genogram no more: who was drawn wrongly is added anew."""
    case = Case.objects.held(relative.case)
    require(can_write(actor, case))
    with override(settings.LANGUAGE_CODE):
        former = f"{relative.get_kin_display()} {relative.name}".strip()
    relative.delete()
    note_down(case, "take_out", actor=actor, reason=former)


def _know_again(case: Case, known: dict[str, str]) -> None:
    """By the mark of the person as they are known now, in each service of the case."""
    former, born_on = case.mark, known["born_on"]
    is_minor = bool(born_on) and age_on(date.fromisoformat(born_on), case.opened_on) < ADULT_AGE
    case.mark, case.is_minor = mark_of_client(case.county, case.name, known), is_minor
    rows = Served.objects.filter(service__case=case)
    if case.mark:
        rows.filter(mark=former).update(mark=case.mark, is_minor=is_minor)
        if not former:
            Served.objects.bulk_create(_served(case))
    else:
        rows.filter(mark=former).delete()
    if case.is_child:
        _ask_the_guardian(case)


def _served(case: Case) -> Iterable[Served]:
    """The person in the services that were written down while too little was known of them."""
    for service in Service.objects.filter(case=case, served=None).order_by("pk"):
        yield Served(
            county=case.county,
            service=service,
            mark=case.mark,
            on=service.on,
            place_code=service.place_code,
            is_minor=case.is_minor,
            agency=service.agency_id,
            field=service.field,
            has_case=True,
            is_sealed=case.is_sealed,
        )


def _ask_the_guardian(case: Case) -> None:
    rows = Consent.objects.filter(case=case, withdrawn_at=None).exclude(relation=Relation.GUARDIAN)
    for row in list(rows.select_for_update().order_by("pk")):
        row.withdrawn_at = clock.now()
        row.save(update_fields=["withdrawn_at"])
        tell_team(case, News.WITHDRAWN, about=row.pk)


def _former(case: Case, before: dict[str, Any]) -> str:
    """What stood there before, of everything that is different now."""
    now = {name: getattr(case, name) for name in FACTS} | {"place": case.place.name}
    with override(settings.LANGUAGE_CODE):
        parts = [
            f"{Case._meta.get_field(name).verbose_name} {former or '–'}"  # type: ignore[union-attr]
            for name, former in before.items()
            if former != now[name]
        ]
    return "; ".join(parts)[:2000]
