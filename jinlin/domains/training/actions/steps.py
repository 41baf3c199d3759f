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
from jinlin.domains.training.models import Course, Introduction
from jinlin.services.notices import actions as notices
from jinlin.services.notices.actions import Recipient


def keep(course: Course, verb: str, *, actor: Actor, **data: Any) -> Course:
    """The class is its next version with its entry; programs that listen hear of it."""
    entry = timeline.keep(course, verb, actor=actor, **data)
    announce(course, entry)
    return course


def keep_on(course: Course, verb: str, *, actor: Actor, **data: Any) -> Entry:
    """Something that is no move stands on the timeline of the class."""
    return timeline.keep_on(course, verb, actor=actor, data={"by": actor.face, **data})


def announce(course: Course, entry: Entry) -> None:
    """Programs that listen hear of the move."""
    notices.announce(
        county=course.county,
        event=f"training.{entry.verb}",
        subject_id=course.pk,
        payload=payload(course, entry),
    )


def keep_introduction(row: Introduction, verb: str, *, actor: Actor, **data: Any) -> Introduction:
    """The same for an introduction."""
    timeline.keep(row, verb, actor=actor, **data)
    return row


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
