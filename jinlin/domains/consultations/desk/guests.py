"""How are people put on the list of a meeting and found there, and what may be done with one?"""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from jinlin.core import paging
from jinlin.core.errors import NotHere, Unusable
from jinlin.core.pinyin import initials
from jinlin.domains.consultations import actions
from jinlin.domains.consultations.actions import Guest
from jinlin.domains.consultations.desk.boards import known
from jinlin.domains.consultations.models import Invitee, Meeting, Topic
from jinlin.ground.people.numbers import PhoneField
from jinlin.shell.boards import LONGEST_SEARCH
from jinlin.shell.requests import Request, cursor, searched

MOST_NAMES = 200
GUESTS = 50  # on one page
FEW = 12  # among whom somebody is chosen beside each name; of more on a page of its own


def invited(request: Request, meeting: Meeting) -> dict[str, Any]:
    """A page of those who must or may come, or of those among them who were looked for, and who may
    stand in, where they are few.
    """
    words, total = searched(request, longest=LONGEST_SEARCH), meeting.invitees.count()
    people = meeting.invitees.select_related("organisation", "proxy__organisation", "person")
    if words:
        people = people.filter(pk__in=_named(meeting, words))
    page = paging.page(people, order=("order", "id"), after=cursor(request), size=GUESTS)
    return {
        "page": page,
        "guests": page.rows,
        "words": words,
        "invited": total,
        "has_search": total > FEW,
        "total": total if not words else None,
        "others": voices(meeting) if total <= FEW and meeting.has_proxies else [],
        "onward": onward(request),
    }


def voices(meeting: Meeting) -> list[Invitee]:
    """Who may stand in for others."""
    return list(meeting.invitees.filter(may_vote=True).select_related("organisation", "person"))


def onward(request: Request) -> str:
    """What the address of the list says: which page, and who was looked for."""
    place = {"q": searched(request, longest=LONGEST_SEARCH), "after": cursor(request)}
    place = {name: value for name, value in place.items() if value}
    return f"?{urlencode(place)}" if place else ""


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
    elif step == "out":
        actions.sign_out(guest, actor=actor)
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


def _named(meeting: Meeting, words: str) -> list[UUID]:
    """Those of one meeting whose name has the words in it, or begins with these first letters.
    Names lie encrypted, each for itself, so that the list of the one meeting is read.
    """
    wanted = words.lower()
    rows = meeting.invitees.values_list("pk", "name", "organisation__name")
    names = [(pk, (unit or name or "").lower()) for pk, name, unit in rows]
    return [pk for pk, name in names if wanted in name or initials(name).startswith(wanted)]


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
