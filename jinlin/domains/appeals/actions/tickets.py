"""Which papers are born from an appeal's moves, and what stands on them?

Three tickets: 现场交办单 when it is handed over, 部门联办单 for each helper that is asked, 办结反馈单 when it has
ended after a reply. What is printed is a snapshot of that moment; the reporter stands on it masked,
or not at all.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from jinlin.core import spoken
from jinlin.core.actor import Actor
from jinlin.core.time import clock
from jinlin.domains.appeals.models import Appeal, Identity, PartState, Round
from jinlin.domains.appeals.queries.veiling import on_paper
from jinlin.ground.places.models import Organisation
from jinlin.services.documents import actions as documents
from jinlin.services.documents.kinds import Kind, register
from jinlin.services.documents.models import Document

PUBLIC = {
    "appeal_number": gettext_lazy("Appeal number"),
    "unit": gettext_lazy("Unit"),
    "due": gettext_lazy("Due"),
}
HANDOVER, JOINT, CLOSING = "appeals.handover", "appeals.joint", "appeals.closing"
KINDS = (
    Kind(
        HANDOVER,
        gettext_lazy("Handover ticket"),
        "handover",
        "交办",
        about="appeals.appeal",
        public_fields=PUBLIC,
    ),
    Kind(
        JOINT,
        gettext_lazy("Joint handling ticket"),
        "joint",
        "联办",
        about="appeals.appeal",
        public_fields=PUBLIC,
    ),
    Kind(
        CLOSING,
        gettext_lazy("Closing ticket"),
        "closing",
        "反馈",
        about="appeals.appeal",
        public_fields=PUBLIC,
        is_for_residents=True,
    ),
)


def register_kinds() -> None:
    """The three tickets can be issued; called before a kind is first asked for."""
    for kind in KINDS:
        register(kind)


def ticket_of_handover(
    appeal: Appeal, *, actor: Actor, before: Organisation, note: str = ""
) -> Document:
    """The unit has it on paper: who hands it over, what, where, by when, what is asked of it (never
    what was said to the resident), and room to write what was done. `before`: who had it.
    """
    unit = appeal.unit

    def data() -> dict[str, Any]:
        return {
            "issuer": actor.face or before.name,
            "unit": unit.name,
            "unit_phone": unit.phone,
            "handed_at": _now(),
            "note": note,
            "due": spoken.deadline(appeal.due_at),
        }

    return _issue(HANDOVER, appeal, data, actor=actor)


def ticket_of_joint_handling(appeal: Appeal, *, actor: Actor, before: Organisation) -> Document:
    """Every unit that takes part has it on paper: who convened it, who leads, who helps with what
    by when, as it stands now. `before`: who had it until now.
    """
    parts = appeal.parts.exclude(state=PartState.RELEASED).select_related("unit")

    def data() -> dict[str, Any]:
        due = spoken.deadline(appeal.due_at)
        return {
            "issuer": actor.face or before.name,
            "lead": appeal.unit.name,
            "unit": appeal.unit.name,
            "lead_due": due,
            "due": due,
            "convened_at": _now(),
            "helpers": [
                {"unit": part.unit.name, "task": part.task, "due": spoken.deadline(part.due_at)}
                for part in parts
            ],
        }

    return _issue(JOINT, appeal, data, actor=actor)


def ticket_of_closing(appeal: Appeal, work: Round, *, actor: Actor) -> Document:
    """The resident has it on paper: what was asked, what was done, and what they said of it.

    Silence is said as silence.
    """
    answered = appeal.parts.filter(state=PartState.ANSWERED).select_related("unit")

    def data() -> dict[str, Any]:
        return {
            "issuer": appeal.unit.name,
            "unit": appeal.unit.name,
            "finished_at": spoken.moment(work.finished_at) if work.finished_at else "",
            "took": _took(appeal, work),
            "reply": work.reply,
            "helpers": [{"unit": part.unit.name, "reply": part.reply} for part in answered],
            "answered": work.is_answered,
            "solved": work.is_solved,
            "satisfied": work.is_satisfied,
            "judged": _judged(work),
            "comment": work.comment,
        }

    return _issue(CLOSING, appeal, data, actor=actor)


def _issue(
    kind: str, appeal: Appeal, data: Callable[[], dict[str, Any]], *, actor: Actor
) -> Document:
    """The paper speaks the county's language, whatever the actor reads in: what is said on it is
    worded in here.
    """
    with override(settings.LANGUAGE_CODE):
        contents = {**_contents_of(appeal), **data()}
        return documents.issue(
            county=appeal.county,
            kind=kind,
            title=on_paper(appeal, appeal.title),
            about=appeal,
            data=contents,
            actor=actor,
        )


def _contents_of(appeal: Appeal) -> dict[str, Any]:
    """What stands on every ticket.

    A reporter who asked for it is not named on paper that the unit holds.
    """
    person = appeal.reporter if appeal.identity == Identity.NAMED else None
    return {
        "appeal_number": appeal.number,
        "channel": str(appeal.get_channel_display()),
        "reporter": person.shown_name() if person else str(appeal.get_identity_display()),
        "phone": person.shown_phone() if person else "",
        "reported_at": spoken.moment(appeal.reported_at),
        "place": appeal.place.name,
        "spot": on_paper(appeal, appeal.spot),
        "title": on_paper(appeal, appeal.title),
        "text": on_paper(appeal, appeal.text),
        "category": appeal.category.name if appeal.category else "",
        "grade": str(appeal.get_grade_display()),
    }


def _now() -> str:
    return spoken.moment(clock.now())


def _took(appeal: Appeal, work: Round) -> str:
    """From the two moments that stand beside it on the paper: the resident waited since reporting,
    not since somebody took it up.
    """
    if work.finished_at is None:
        return ""
    minutes = int((work.finished_at - appeal.reported_at).total_seconds() // 60)
    return _("{span}, since it was reported").format(span=spoken.lasting(minutes))


def _judged(work: Round) -> str:
    if work.judged_at:
        return _("by the resident, {moment}").format(moment=spoken.moment(work.judged_at))
    return _("The resident did not say anything.") if work.is_silent else ""
