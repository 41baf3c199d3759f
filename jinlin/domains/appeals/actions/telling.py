"""Who is told of a move, and in which words? Written in the move's own transaction, sent later."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from jinlin.core.timeline import Entry
from jinlin.domains.appeals.deadlines import Grade
from jinlin.domains.appeals.events import payload
from jinlin.domains.appeals.lifecycle import LIFECYCLE, SECOND
from jinlin.domains.appeals.models import Appeal, Channel, Identity
from jinlin.domains.appeals.queries.story import sentence
from jinlin.domains.appeals.queries.veiling import on_paper
from jinlin.ground.accounts.queries import holders
from jinlin.ground.accounts.roles import Role
from jinlin.ground.places.models import Organisation
from jinlin.services.notices import actions as notices
from jinlin.services.notices.actions import Ear, Recipient, Voice
from jinlin.shell.addresses import address

# The resident hears of every step that changes what they may expect; a unit of every step that asks
# something of it, or says how its work was found.
TELLS_RESIDENT = frozenset(
    {
        *("accept", "answer_at_once", "finish", "follow", "reject", "reopen", "lapse", "assign"),
        *("return_", "grant_extension", "refuse_extension", "pause", "resume", "merge", "unmerge"),
        *("split", "close"),
    }
)
TELLS_UNIT = frozenset(
    {
        *("report", "hand_over", "convene", "reopen", "hurry", "supervise", "return_", "assign"),
        *("reassign", "grant_extension", "refuse_extension", "add_information", "withdraw"),
        *("merge", "unmerge", "answer_part", "escalate", "resume", "note_silence", "release"),
        *("judge", "call_back", "grant_exclusion", "refuse_exclusion", "fall_back"),
    }
)
TELLS_HELPER = frozenset({"convene", "note_silence", "release"})
TELLS_FORMER = frozenset({"take_back", "reassign"})  # it is not theirs any more


def _concerned(appeal: Appeal, entry: Entry) -> list[Recipient]:
    """The resident and the unit, as far as it concerns them; not the unit that made it."""
    former = entry.facts.get("former")
    return [
        *_resident(appeal, entry),
        *_unit(appeal, entry),
        *_overseers(appeal, entry),
        *([Recipient(organisation_id=UUID(former))] if former else []),
    ]


def _title(appeal: Appeal) -> str:
    return _("Appeal {number}: {title}").format(
        number=appeal.number, title=on_paper(appeal, appeal.title)
    )


def _words(appeal: Appeal, entry: Entry) -> str:
    return "\n".join(
        on_paper(appeal, part)
        for part in (sentence(entry.verb, dict(entry.data)), entry.note)
        if part
    )


def _colleague(appeal: Appeal, entry: Entry) -> list[Recipient]:
    """Who keeps it from now on."""
    return [Recipient(user_id=UUID(str(entry.facts["to"])))]


def _address(appeal: Appeal) -> str:
    return address("appeals:appeal", appeal.pk)


VOICE = Voice[Appeal](
    LIFECYCLE,
    "appeals.{verb}",
    payload,
    (
        Ear(
            verbs=TELLS_RESIDENT | TELLS_UNIT | TELLS_FORMER | {"answer_supervision"},
            to=_concerned,
            title=_title,
            body=_words,
            url=_address,
            is_urgent=lambda appeal: appeal.grade == Grade.URGENT,
        ),
        Ear(
            verbs=frozenset({"pass_on"}),
            to=_colleague,
            title=_title,
            body=lambda _appeal, _entry: _("You keep this appeal for your unit from now on."),
            url=_address,
        ),
    ),
)


def _resident(appeal: Appeal, entry: Entry) -> list[Recipient]:
    if entry.verb not in TELLS_RESIDENT or appeal.reporter_id is None:
        return []
    return [Recipient(person_id=appeal.reporter_id, person=appeal.reporter)]


def tell_carers(appeal: Appeal, entry: Entry) -> None:
    """Whoever looks after the reporter's household hears that there is something, and nothing of
    what it is; only of what was reported with the name.
    """
    if appeal.reporter is None or appeal.identity != Identity.NAMED:
        return
    what = " · ".join(
        part
        for part in (appeal.place.name, appeal.category.name if appeal.category else "")
        if part
    )
    notices.tell_carers(appeal.reporter, event="appeals.care", what=what, but=entry.user_id)


def _unit(appeal: Appeal, entry: Entry) -> list[Recipient]:
    if entry.verb not in TELLS_UNIT or _is_one_of_many(entry):
        return []
    unit = _helper(appeal, entry) if entry.verb in TELLS_HELPER else appeal.unit
    return [Recipient(organisation_id=unit.pk)] if entry.face != unit.name else []


def _is_one_of_many(entry: Entry) -> bool:
    """Of a file of messages a unit has one message with their number, not one for each."""
    return entry.verb == "report" and entry.data["channel"] == Channel.IMPORT


def tell_of_import(landed: Mapping[UUID, Sequence[Appeal]]) -> None:
    """Each unit hears once how many matters came in for it by a file."""
    for unit, rows in landed.items():
        with transaction.atomic(), override(settings.LANGUAGE_CODE):
            title = ngettext(
                "{count} appeal came in by import", "{count} appeals came in by import", len(rows)
            )
            _tell_of_many("appeals.report", title, rows, Recipient(organisation_id=unit))


def _overseers(appeal: Appeal, entry: Entry) -> list[Recipient]:
    """Whoever is to see it now that it rose: the leads of its place, from the second level on the
    supervisors too. Whoever gave the order reads its answer.
    """
    if entry.verb == "answer_supervision":
        orders = Entry.objects.filter(subject_id=appeal.pk, verb="supervise").order_by("seq")
        keys = [key for key in orders.values_list("user_id", flat=True) if key][-1:]
        return [Recipient(user_id=key) for key in keys]
    if entry.verb != "escalate":
        return []
    roles = (Role.LEAD, Role.SUPERVISOR) if entry.data["level"] >= SECOND else (Role.LEAD,)
    return [
        Recipient(user_id=pk)
        for pk in holders(*roles, at=appeal.place_code).values_list("pk", flat=True)
    ]


def tell_of_desk(landed: Mapping[UUID, Sequence[Appeal]]) -> None:
    """Each colleague hears once how many matters of a desk they keep from now on."""
    for user, rows in landed.items():
        with override(settings.LANGUAGE_CODE):
            title = ngettext(
                "{count} appeal was passed to you", "{count} appeals were passed to you", len(rows)
            )
            _tell_of_many("appeals.pass_on", title, rows, Recipient(user_id=user))


def _tell_of_many(event: str, title: str, rows: Sequence[Appeal], to: Recipient) -> None:
    """One message for all of them, with the first by its number."""
    notices.tell(
        county=rows[0].county,
        event=event,
        title=title.format(count=len(rows)),
        body=_("The first is {number}: {title}").format(
            number=rows[0].number, title=on_paper(rows[0], rows[0].title)
        ),
        about=rows[0],
        url=reverse("appeals:board"),
        to=[to],
    )


def _helper(appeal: Appeal, entry: Entry) -> Organisation:
    part = appeal.parts.select_related("unit").filter(unit__name=entry.data["helper"]).last()
    return part.unit if part else appeal.unit
