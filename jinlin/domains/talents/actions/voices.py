"""Who hears of which verb of a talent, an application, a certificate, a pair or a help?"""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from jinlin.core.rows import MovingRow
from jinlin.core.timeline import Entry
from jinlin.domains.talents.lifecycle import (
    CERTIFICATE_LIFECYCLE,
    LIFECYCLE,
    TALENT_LIFECYCLE,
)
from jinlin.domains.talents.lifecycle_of_help import HELP_LIFECYCLE, PAIR_LIFECYCLE
from jinlin.domains.talents.models import Application, Certificate, Help, Pair, Talent
from jinlin.domains.talents.queries.story import sentence
from jinlin.services.notices.actions import Ear, Recipient, Voice

Who = Callable[[Any], Iterable[UUID]]


def _payload(row: Any, entry: Entry) -> dict[str, Any]:
    """Where the row stands now."""
    return {"place": row.place_code[:12], "state": str(row.state), "version": row.version}


def _ear(verbs: Iterable[str], who: Who, title: Callable[[], str]) -> Ear[Any]:
    """These people read the verb's sentence on their own page."""
    return Ear(
        verbs=frozenset(verbs),
        to=lambda row, _entry: [Recipient(person_id=key) for key in dict.fromkeys(who(row))],
        title=lambda _row: title(),
        body=lambda row, entry: sentence(row, entry.verb, dict(entry.data)),
        url=_address,
    )


def _address(row: MovingRow) -> str:
    if isinstance(row, Help):
        return reverse("talents:help", args=[row.pk])
    return reverse("talents:me")


def _directory() -> str:
    return _("The directory of talents")


def _own_certificate() -> str:
    return _("Your certificate as a craftsman")


def _learning() -> str:
    return _("Mentor and learner")


def _help() -> str:
    return _("Help by a craftsman")


def _nominators(talent: Talent) -> list[UUID]:
    rows: Any = talent.nominations.filter(by_person__isnull=False)
    return list(rows.values_list("by_person", flat=True))


def _craftsman(help_: Help, entry: Entry) -> list[Recipient]:
    return [Recipient(person_id=help_.talent.person_id)]


OF_TALENTS = Voice[Talent](
    TALENT_LIFECYCLE,
    "talents.talent.{verb}",
    _payload,
    (
        _ear(["take_in"], lambda row: [row.person_id, *_nominators(row)], _directory),
        _ear(["turn_down"], _nominators, _directory),
        _ear(["rest", "come_back", "leave"], lambda row: [row.person_id], _directory),
    ),
)
OF_APPLICATIONS = Voice[Application](
    LIFECYCLE,
    "talents.application.{verb}",
    _payload,
    (
        _ear(
            [
                *("ask_back", "convene", "publish", "not_pass", "overrule", "uphold", "certify"),
                "refuse",
            ],
            lambda row: [row.talent.person_id],
            _own_certificate,
        ),
    ),
)
OF_CERTIFICATES = Voice[Certificate](
    CERTIFICATE_LIFECYCLE,
    "talents.certificate.{verb}",
    _payload,
    (
        _ear(
            ["review", "suspend", "reinstate", "withdraw", "expire"],
            lambda row: [row.talent.person_id],
            _own_certificate,
        ),
    ),
)
OF_PAIRS = Voice[Pair](
    PAIR_LIFECYCLE,
    "talents.pair.{verb}",
    _payload,
    (
        _ear(["propose"], lambda row: [row.mentor.person_id], _learning),
        _ear(["agree", "reach"], lambda row: [row.learner_id], _learning),
        _ear(
            ["plan", "complete", "end"],
            lambda row: [row.learner_id, row.mentor.person_id],
            _learning,
        ),
    ),
)
OF_HELPS = Voice[Help](
    HELP_LIFECYCLE,
    "talents.help.{verb}",
    _payload,
    (
        _ear(
            ["accept", "decline", "give_up", "finish", "lapse"],
            lambda row: [row.person_id],
            _help,
        ),
        _ear(["tell", "record", "call_off"], lambda row: [row.talent.person_id], _help),
        Ear(  # what is broken and when it would suit; no door and no phone yet
            verbs=frozenset({"ask"}),
            to=_craftsman,
            title=lambda _row: _("A neighbour asks you for help"),
            body=lambda row, _entry: f"{row.text} {row.wanted}",
            url=_address,
        ),
    ),
)
VOICES: dict[type, Voice[Any]] = {
    Talent: OF_TALENTS,
    Application: OF_APPLICATIONS,
    Certificate: OF_CERTIFICATES,
    Pair: OF_PAIRS,
    Help: OF_HELPS,
}


def speak(row: Any, entry: Entry) -> None:
    """Everybody whom the entry of one of these rows concerns is told, and programs hear of it."""
    VOICES[type(row)].speak(row, entry)
