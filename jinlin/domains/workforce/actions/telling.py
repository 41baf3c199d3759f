"""Who hears what of an application, an update, a registration that runs out?"""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from jinlin.core import spoken
from jinlin.core.time import clock
from jinlin.core.timeline import Entry
from jinlin.domains.workforce.lifecycle import LABELS, LIFECYCLE, State
from jinlin.domains.workforce.models import Application, Attempt, Candidacy, Qualification, Update
from jinlin.domains.workforce.queries.sitting import name_of
from jinlin.ground.accounts.queries.staff import holders
from jinlin.ground.accounts.roles import Role
from jinlin.services.notices import actions as notices
from jinlin.services.notices.actions import Ear, Recipient, Voice


def _payload(row: Application | Update, entry: Entry | None = None) -> dict[str, str]:
    """Where it stands; no name, no account."""
    return {"state": str(row.state), "on": clock.today().isoformat()}


def _words(application: Application, entry: Entry) -> str:
    """Where it stands now, and what was asked or why."""
    words = [str(LABELS[State(application.state)]), entry.data.get("question", "")]
    words += [str(entry.data["reason"])] if entry.data.get("reason") else []
    return "\n".join(word for word in words if word)


VOICE = Voice[Application](
    LIFECYCLE,
    "workforce.{verb}",
    _payload,
    (
        Ear(
            verbs=frozenset(
                {
                    *("check", "ask_back", "review", "approve", "publish", "object_to"),
                    *("overrule", "uphold", "award", "refuse", "revoke"),
                }
            ),
            to=lambda one, _entry: [Recipient(person_id=one.professional.person_id)],
            title=lambda one: _("Your subsidy {number}").format(number=one.number),
            body=_words,
            url=lambda _one: reverse("workforce:mine"),
        ),
    ),
)


def tell_of_contest(awarded: Application, other: Application) -> None:
    """Whoever keeps the register in which the award stands reads that somebody else shows the same
    certificate; of them nothing but the number of their application.
    """
    keepers = holders(Role.REGISTRAR, at=awarded.county)
    with override(settings.LANGUAGE_CODE):
        notices.tell(
            county=awarded.county,
            event="workforce.contested",
            title=_("Somebody else shows the certificate of {number}").format(
                number=awarded.number
            ),
            body=_(
                "Application {number} names the same certificate. Please compare both with the "
                "issuer; an award that was not right is taken back."
            ).format(number=other.number),
            about=awarded,
            url=reverse("workforce:application", args=[awarded.pk]),
            to=[Recipient(user_id=key) for key in keepers.values_list("pk", flat=True)],
        )


def tell_of_update(update: Update, verb: str) -> None:
    """Whoever told it hears whether it stands."""
    notices.announce(
        county=update.county,
        event=f"workforce.update.{verb}",
        subject_id=update.pk,
        payload=_payload(update),
    )
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


def tell_result(candidacy: Candidacy, attempt: Attempt) -> None:
    """Whoever sat for the exam reads what came of one subject; programs hear that there is one."""
    notices.announce(
        county=candidacy.county,
        event="workforce.exam.note_result",
        subject_id=candidacy.pk,
        payload={"year": candidacy.year, "level": candidacy.level, "subject": attempt.subject},
    )
    with override(settings.LANGUAGE_CODE):
        notices.tell(
            county=candidacy.county,
            event="workforce.exam.note_result",
            title=_("Exam of social workers {year}: {level}").format(
                year=candidacy.year, level=candidacy.get_level_display()
            ),
            body=_("{subject}: {result}").format(
                subject=name_of(candidacy.level, attempt.subject),
                result=attempt.get_result_display(),
            ),
            about=candidacy,
            url=reverse("workforce:mine"),
            to=[Recipient(person_id=candidacy.person_id)],
        )


def tell_listed(candidacy: Candidacy, verb: str, *, reason: str = "") -> None:
    """Whoever was taken off a list of candidates, or is on it again, reads so; programs hear it."""
    notices.announce(
        county=candidacy.county,
        event=f"workforce.exam.{verb}",
        subject_id=candidacy.pk,
        payload={"year": candidacy.year, "level": candidacy.level},
    )
    with override(settings.LANGUAGE_CODE):
        words = _("You were taken off the list of candidates, where you stood by mistake: {reason}")
        notices.tell(
            county=candidacy.county,
            event=f"workforce.exam.{verb}",
            title=_("Exam of social workers {year}: {level}").format(
                year=candidacy.year, level=candidacy.get_level_display()
            ),
            body=words.format(reason=reason)
            if reason
            else _("You are on the list of candidates again."),
            about=candidacy,
            url=reverse("workforce:mine"),
            to=[Recipient(person_id=candidacy.person_id)],
        )


def remind_to_renew(held: Qualification, until: Any) -> None:
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
