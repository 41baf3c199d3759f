"""Who hears what of an application, an update, a registration that runs out?"""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from jinlin.core import spoken
from jinlin.core.time import clock
from jinlin.domains.workforce.lifecycle import LABELS, State
from jinlin.domains.workforce.models import Application, Qualification, Update
from jinlin.services.notices import actions as notices
from jinlin.services.notices.actions import Recipient

TELLS = frozenset({"ask_back", "publish", "object_to", "overrule", "uphold", "award", "refuse"})


def told_of(application: Application, move: str, data: dict[str, Any]) -> None:
    """The applicant hears what they wait for, programs of every move; no name, no account."""
    _announce(application.county, f"workforce.{move}", application.pk, application.state)
    if move not in TELLS:
        return
    with override(settings.LANGUAGE_CODE):
        words = [str(LABELS[State(application.state)]), *(data.get(n, "") for n in ("question",))]
        words += [str(data["reason"])] if data.get("reason") else []
        notices.tell(
            county=application.county,
            event=f"workforce.{move}",
            title=_("Your subsidy {number}").format(number=application.number),
            body="\n".join(word for word in words if word),
            about=application,
            url=reverse("workforce:mine"),
            to=[Recipient(person_id=application.professional.person_id)],
        )


def told_of_update(update: Update, verb: str) -> None:
    """Whoever told it hears whether it stands."""
    _announce(update.county, f"workforce.update.{verb}", update.pk, update.state)
    if verb not in {"verified", "refused"}:
        return
    with override(settings.LANGUAGE_CODE):
        notices.tell(
            county=update.county,
            event=f"workforce.update.{verb}",
            title=str(update.get_kind_display()),
            body=update.reason or str(update.get_state_display()),
            about=update,
            url=reverse("workforce:mine"),
            to=[Recipient(person_id=update.professional.person_id)],
        )


def told_to_renew(held: Qualification, until: Any) -> None:
    """Whoever holds the certificate hears until when its registration holds."""
    with override(settings.LANGUAGE_CODE):
        notices.tell(
            county=held.county,
            event="workforce.renew",
            title=_("Your registration runs out"),
            body=_("{level}: it holds until {day}. Please renew it in time.").format(
                level=held.get_level_display(), day=spoken.day(until)
            ),
            about=held,
            url=reverse("workforce:mine"),
            to=[Recipient(person_id=held.professional.person_id)],
        )


def _announce(county: str, event: str, subject_id: UUID, state: str) -> None:
    payload = {"state": str(state), "on": clock.today().isoformat()}
    notices.announce(county=county, event=event, subject_id=subject_id, payload=payload)
