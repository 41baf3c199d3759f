"""How does a resident order what they want to learn, and when do orders open a class?"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jinlin.core import timeline
from jinlin.core.actor import SYSTEM, Actor
from jinlin.core.errors import NotNow, Unusable, require
from jinlin.core.search import squeezed
from jinlin.core.text import needed, tidy
from jinlin.core.time import clock
from jinlin.domains.training.actions.steps import in_chinese, keep, tell
from jinlin.domains.training.lifecycle import State
from jinlin.domains.training.models import (
    TIMES,
    Channel,
    Course,
    Module,
    Order,
    OrderState,
    TrainingRule,
)
from jinlin.domains.training.permissions import can_order, is_keeper
from jinlin.ground.people.models import Person
from jinlin.ground.places.models import Place
from jinlin.ground.places.queries import intake_unit, present, whole
from jinlin.services.notices import actions as notices
from jinlin.services.notices.actions import Recipient

LONGEST = 120


@dataclass(frozen=True)
class Wanted:
    """What somebody wants to learn: a module of the list, or words of their own; and when."""

    place: Place
    module: Module | None = None
    text: str = ""
    times: Collection[str] = field(default_factory=tuple)
    channel: str = Channel.ONLINE


@transaction.atomic
def order(person: Person, wanted: Wanted, *, actor: Actor) -> Order:
    """The order counts in its community, once: who orders the same again has the same order, at
    the times they say now. Enough orders of a module propose a class.
    """
    person = Person.objects.locked(person.pk)
    community = community_of(wanted.place)
    require(can_order(actor, person, community.code))
    same = _same(person, community, wanted)
    times = {name: name in wanted.times for name in TIMES}
    former = {**same, "place_code__in": whole(community.code)}
    del former["place_code"]
    row = Order.objects.open().filter(**former).first()
    if row is not None:
        Order.objects.filter(pk=row.pk).update(**times)
        row.refresh_from_db()
        return row
    row = Order(
        county=person.county,
        place=community,
        text="" if wanted.module else tidy(wanted.text)[:LONGEST],
        channel=wanted.channel,
        recorded_by=None if person.user_id == actor.user_id else actor.user_id,
        ordered_at=clock.now(),
        ordered_on=clock.today(),
        **same,
        **times,
    )
    row.save(force_insert=True)
    timeline.record(row, "order", actor=actor, data={"channel": str(wanted.channel)})
    if wanted.module:
        propose_when_enough(community, wanted.module)
    return row


def _same(person: Person, community: Place, wanted: Wanted) -> dict[str, Any]:
    """By what an order is known as one that was given before."""
    text, module = tidy(wanted.text)[:LONGEST], wanted.module
    if module is None and not text:
        words = gettext_lazy("Please choose a module or say it in your own words.")
        raise Unusable(words, field="text")
    if community.county_code != person.county or (module and module.county != person.county):
        raise Unusable(gettext_lazy("Please choose a place in this county."), field="place")
    key = "" if module else (squeezed(text)[:LONGEST] or text)
    return {"person": person, "place_code": community.code, "module": module, "text_key": key}


@transaction.atomic
def withdraw_order(row: Order, *, actor: Actor) -> Order:
    """The order counts no longer."""
    row = Order.objects.select_for_update(of=("self",)).select_related("person").get(pk=row.pk)
    require(can_order(actor, row.person, row.place_code))
    if row.state == OrderState.WITHDRAWN:
        return row
    if row.state != OrderState.OPEN:
        raise NotNow(gettext_lazy("You have a seat already; give that up instead."))
    return _end(row, OrderState.WITHDRAWN, actor)


@transaction.atomic
def dismiss_order(row: Order, *, reason: str, actor: Actor) -> Order:
    """What somebody said in their own words cannot be had here; they are told why."""
    row = Order.objects.select_for_update(of=("self",)).select_related("place").get(pk=row.pk)
    require(is_keeper(actor, row.place_code))
    reason = needed(reason, field="reason", limit=200)
    if row.state != OrderState.OPEN or row.module_id:
        raise NotNow(gettext_lazy("This order was sorted already."))
    row.state, row.ended_on = OrderState.WITHDRAWN, clock.today()
    row.save(update_fields=["state", "ended_on"])
    timeline.record(row, "dismiss", actor=actor, note=reason)
    with in_chinese():
        title = _("Your order: {title}").format(title=row.title)
        url = reverse("training:order")
        tell(row, "dismiss", title, reason, url=url, to=[row.person_id])
    return row


@transaction.atomic
def sort_order(row: Order, module: Module, *, actor: Actor) -> Order:
    """What somebody said in their own words counts for this module; who ordered that already has
    one order.
    """
    row = Order.objects.select_for_update(of=("self",)).select_related("place").get(pk=row.pk)
    require(is_keeper(actor, row.place_code))
    if row.state != OrderState.OPEN or row.module_id:
        raise NotNow(gettext_lazy("This order was sorted already."))
    if module.county != row.county:
        raise Unusable(gettext_lazy("Please choose a module of this county."), field="module")
    same = Order.objects.open().filter(
        person=row.person_id, place_code__in=whole(row.place_code), module=module
    )
    if same.exists():
        return _end(row, OrderState.WITHDRAWN, actor)
    row.module = module
    row.save(update_fields=["module"])
    timeline.record(row, "sort", actor=actor, data={"module": module.name})
    propose_when_enough(present(row.place), module)
    return row


def meet_orders(course: Course, people: Collection[Person], *, actor: Actor) -> None:
    """Whoever ordered this module and has a seat now waits for it no longer."""
    if course.module_id is None:
        return
    rows = Order.objects.open().filter(
        module=course.module_id, person__in=[each.pk for each in people]
    )
    for row in list(rows.select_for_update(of=("self",)).order_by("pk")):
        _end(row, OrderState.MET, actor)


def propose_when_enough(community: Place, module: Module) -> Course | None:
    """A class is proposed once as many residents of the community order it as the county asks
    for, unless one is on its way.
    """
    rule = TrainingRule.of(community.county_code, clock.today())
    enough = module.threshold or rule.threshold
    codes = whole(community.code)
    ordered = Order.objects.open().filter(place_code__in=codes, module=module)
    wanted = ordered.order_by().values("person").distinct().count()
    on_its_way = Course.objects.open().filter(place_code__in=codes, module=module)
    organiser = intake_unit(community)
    if wanted < enough or on_its_way.exists() or organiser is None:
        return None
    now = clock.now()
    course = Course(
        county=community.county_code,
        title=module.name,
        module=module,
        place=community,
        place_code=community.code,
        organiser=organiser,
        seats=max(wanted, enough),
        minimum_percent=rule.minimum_percent,
        opened_by_orders=True,
        proposed_at=now,
        proposed_on=clock.today(),
        due_at=clock.by_end_of(clock.today(), rule.agree_days),
    )
    try:
        with transaction.atomic():
            keep(course, "propose", actor=SYSTEM, wanted=wanted)
    except IntegrityError:  # the same number was reached by another order in this moment
        return None
    _tell_hosts(course, wanted)
    return course


@transaction.atomic
def propose_again(community: Place, module: Module) -> Course | None:
    """The same of orders that were left when a class was full or over, or since fewer are enough;
    not within the county's days after staff called such a class off.
    """
    community = present(community)
    rule = TrainingRule.of(community.county_code, clock.today())
    since = clock.today() - timedelta(days=rule.called_off_days)
    called_off = Course.objects.filter(
        place_code__in=whole(community.code),
        module=module,
        state=State.CANCELLED,
        proposed_on__gt=since,
    )
    return None if called_off.exists() else propose_when_enough(community, module)


def community_of(place: Place) -> Place:
    """Orders pool by community: a neighbourhood's count in the one above, as it goes on now."""
    return present(place.parent if len(place.code) > 12 and place.parent else place)


def _end(row: Order, state: OrderState, actor: Actor) -> Order:
    row.state, row.ended_on = state, clock.today()
    row.save(update_fields=["state", "ended_on"])
    timeline.record(row, state.value, actor=actor)
    return row


def _tell_hosts(course: Course, wanted: int) -> None:
    """The unit in charge hears of it in its group; it waits at its desk anyway."""
    with in_chinese():
        words = _("{number} residents of {place} order it. Please agree on who provides it.")
        notices.tell(
            county=course.county,
            event="training.propose",
            title=_("A class is wanted: {title}").format(title=course.title),
            body=words.format(number=wanted, place=course.place.name),
            about=course,
            url=reverse("training:class", args=[course.pk]),
            to=[Recipient(organisation_id=course.organiser_id)],
        )
