"""How are people put on the list of a meeting, and what may be done with one of them?"""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from jinlin.core.errors import NotHere, Unusable
from jinlin.domains.consultations import actions
from jinlin.domains.consultations.actions import Guest
from jinlin.domains.consultations.desk.boards import known
from jinlin.domains.consultations.models import Invitee, Meeting, Topic
from jinlin.ground.people.numbers import PhoneField
from jinlin.shell.requests import Request

MOST_NAMES = 200


def list_guests(request: Request, meeting: Meeting, fields: dict[str, Any]) -> int:
    """All who were named, and the unit; how many those were."""
    names = [line.split() for line in fields["names"].splitlines() if line.strip()]
    if not names and fields["organisation"] is None:
        raise Unusable(_("Please enter the name."), field="names")
    kind: dict[str, Any] = {"must_come": fields["must_come"], "may_vote": fields["may_vote"]}
    guests = [_guest(request, meeting, line, kind) for line in names[:MOST_NAMES]]
    if fields["organisation"] is not None:
        guests.append(Guest(organisation=fields["organisation"], **kind))
    for guest in guests:
        actions.list_guest(meeting, guest, actor=request.actor)
    return len(guests)


def make_step(request: Request, guest: Invitee, step: str) -> None:
    """What was tapped beside a name. Raises NotHere for what nobody offers."""
    actor = request.actor
    if step in {"name", "hand"}:
        actions.sign_in(guest, by=step, actor=actor)
    elif step == "strike":
        actions.strike_guest(guest, actor=actor)
    elif step == "floor":
        topic = _one(Topic.objects.filter(lines__meeting=guest.meeting), request, "topic")
        actions.ask_for_floor(guest, topic=topic, actor=actor)
    elif step == "proxy":
        to = _one(Invitee.objects.filter(meeting=guest.meeting), request, "to")
        actions.give_proxy(guest, to=to, actor=actor)
    else:
        raise NotHere


def _guest(request: Request, meeting: Meeting, line: list[str], kind: dict[str, Any]) -> Guest:
    if len(line) == 1:
        return Guest(name=line[0][:40], **kind)
    try:
        phone = PhoneField().clean(line[-1])
    except ValidationError as problem:
        words = _("'%(line)s': after the name stands a phone, or nothing.")
        raise Unusable(words % {"line": " ".join(line)}, field="names") from problem
    name = " ".join(line[:-1])[:40]
    return Guest(name=name, person=known(request, meeting.county, name, phone), **kind)


def _one(rows: Any, request: Request, name: str) -> Any:
    """The row of this list that was chosen; None when none was."""
    try:
        key = UUID(request.POST.get(name, ""))
    except ValueError:
        return None
    found = rows.filter(pk=key).first()
    if found is None:
        raise NotHere
    return found
