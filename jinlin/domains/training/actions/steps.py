"""Which steps do several verbs share? None of them decides anything."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.rows import CountyRow
from jinlin.core.timeline import Entry
from jinlin.domains.training.events import payload
from jinlin.domains.training.lifecycle import INTRODUCTION_LIFECYCLE, LIFECYCLE
from jinlin.domains.training.models import Course, Enrolment, Introduction, Order
from jinlin.domains.training.queries.story import sentence_of_introduction
from jinlin.ground.accounts.models import Grant
from jinlin.ground.accounts.roles import Role
from jinlin.services.notices import actions as notices
from jinlin.services.notices.actions import Ear, Recipient, Voice


def keep(course: Course, verb: str, *, actor: Actor, **data: Any) -> Course:
    """The class is its next version with its entry; whoever it concerns hears of it."""
    OF_COURSES.speak(course, timeline.keep(course, verb, actor=actor, **data))
    return course


def keep_on(course: Course, verb: str, *, actor: Actor, **data: Any) -> Entry:
    """Something that is no move stands on the timeline of the class."""
    entry = timeline.keep_on(course, verb, actor=actor, data={"by": actor.face, **data})
    course.version = entry.seq
    OF_COURSES.speak(course, entry)
    return entry


def keep_introduction(row: Introduction, verb: str, *, actor: Actor, **data: Any) -> Introduction:
    """The same for an introduction."""
    OF_INTRODUCTIONS.speak(row, timeline.keep(row, verb, actor=actor, **data))
    return row


def note(row: Enrolment, verb: str, *, actor: Actor, reason: str = "", **data: Any) -> Entry:
    """What became of one enrolment is on its own timeline, and programs hear of it: which class,
    never who.
    """
    entry = timeline.record(row, verb, actor=actor, note=reason, data=data)
    notices.announce(
        county=row.county,
        event=f"training.enrolment.{verb}",
        subject_id=row.pk,
        payload={"course": str(row.course_id), "place": row.course.place_code},
    )
    return entry


def note_for(
    row: Enrolment, verb: str, words: str, *, actor: Actor, reason: str = "", **data: Any
) -> Entry:
    """The same for what somebody else did to it: the person reads these words and the reason."""
    entry = note(row, verb, actor=actor, reason=reason, **data)
    with override(settings.LANGUAGE_CODE):
        title = _("Your class: {title}").format(title=row.course.title)
        body = "\n".join(part for part in (words, reason) if part)
        tell(row.course, verb, title, body, url=address_of(row.course), to=[row.person_id])
    return entry


def address_of(course: Course) -> str:
    """Where everybody sees the class."""
    return reverse("training:course", args=[course.pk])


def tell(
    about: CountyRow, event: str, title: str, body: str, *, url: str, to: Iterable[UUID]
) -> None:
    """Each of these persons has the message."""
    people = [Recipient(person_id=key) for key in to]
    if people:
        notices.tell(
            county=about.county,
            event=f"training.{event}",
            title=title,
            body=body,
            about=about,
            url=url,
            to=people,
        )


def tell_class(course: Course, event: str, body: str) -> None:
    """Everybody who has or waits for a seat is told."""
    with override(settings.LANGUAGE_CODE):
        keys = course.enrolments.live().order_by("pk").values_list("person", flat=True)
        title = _("Your class: {title}").format(title=course.title)
        tell(course, event, title, body, url=address_of(course), to=list(keys))


def in_chinese() -> Any:
    """What is told and printed is in the house's language, whoever acts."""
    return override(settings.LANGUAGE_CODE)


def _orderers(course: Course, entry: Entry) -> list[Recipient]:
    """Those of the community who ordered it."""
    if course.module_id is None:
        return []
    rows = Order.objects.open().filter(module=course.module_id, place_code=course.place_code)
    keys = rows.order_by("ordered_at", "pk").values_list("person", flat=True)
    return [Recipient(person_id=key) for key in keys]


def _introduced(row: Introduction, entry: Entry) -> list[Recipient]:
    """Whoever is introduced, but for what they did themselves."""
    return [] if row.person.user_id == entry.user_id else [Recipient(person_id=row.person_id)]


def _enterprise(row: Introduction, entry: Entry) -> list[Recipient]:
    """Who offers the work, from when it may know of whom."""
    if row.consent_id is None:
        return []
    partners = Grant.objects.current().filter(
        role=Role.PARTNER, organisation=row.vacancy.organisation_id, user__is_active=True
    )
    return [Recipient(user_id=key) for key in partners.values_list("user", flat=True)]


def _of_introduction(row: Introduction, entry: Entry) -> str:
    if entry.verb == "introduce":
        return _("Why: {why} May the enterprise have your name and phone?").format(why=row.why)
    return sentence_of_introduction(entry.verb, dict(entry.data))


OF_COURSES = Voice[Course](
    LIFECYCLE,
    "training.{verb}",
    payload,
    (
        Ear(
            verbs=frozenset({"announce"}),
            to=_orderers,
            title=lambda course: _("The class that you ordered is open: {title}").format(
                title=course.title
            ),
            body=lambda _course, _entry: _("Seats are given in the order in which people enrol."),
            url=address_of,
        ),
    ),
)
OF_INTRODUCTIONS = Voice[Introduction](
    INTRODUCTION_LIFECYCLE,
    "training.introduction.{verb}",
    lambda row, _entry: {"place": row.place_code, "state": row.state, "version": row.version},
    (
        Ear(
            verbs=frozenset({"introduce", "hire", "take_back", "turn_down", "withdraw"}),
            to=_introduced,
            title=lambda row: _("Work that may fit you: {title}").format(title=row.vacancy.title),
            body=_of_introduction,
            url=lambda row: reverse("training:introduction", args=[row.pk]),
            event="training.{verb}",
        ),
        Ear(
            verbs=frozenset({"agree", "take_back", "withdraw"}),
            to=_enterprise,
            title=lambda row: _("Somebody for your work: {title}").format(title=row.vacancy.title),
            body=_of_introduction,
            url=lambda row: reverse("training:desk_introduction", args=[row.pk]),
            event="training.{verb}",
        ),
    ),
)
