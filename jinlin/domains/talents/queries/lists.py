"""What do talents bring to the lists that all domains share?"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor, within
from jinlin.core.time import clock
from jinlin.domains.talents.lifecycle import CertificateState, State, TalentState
from jinlin.domains.talents.lifecycle_of_help import HelpState, PairState
from jinlin.domains.talents.models import Application, Certificate, Help, Pair, Seat, Talent
from jinlin.domains.talents.models.talent import KEEPERS
from jinlin.domains.talents.queries.listed import WITH, Line, lines
from jinlin.ground.accounts.roles import Role
from jinlin.services.documents.models import Objection
from jinlin.shell.finding import Hit, Shelf
from jinlin.shell.one_list import Source

DUE = ("due_at", "id")
REVIEWED_BEFORE = timedelta(days=30)


def waiting(actor: Actor) -> Source:
    """Nominations to be checked at this member of staff's places."""
    rows = Talent.objects.filter(within(actor.codes(*KEEPERS)), state=TalentState.NOMINATED)
    return _source("talent", rows, DUE, "talents/desk/waiting.html")


def waiting_applications(actor: Actor) -> Source:
    """Applications whose next step is theirs, as clerk or lead of the place."""
    codes, leads = actor.codes(*KEEPERS), actor.codes(Role.LEAD)
    objected = Objection.objects.unanswered().filter(notice__about_id=OuterRef("pk"))
    unsaid = Seat.objects.filter(application=OuterRef("pk")).to_judge()
    taken_up = Q(state=State.APPLIED) & within(codes)
    done = Q(state=State.ON_PANEL) & within(leads) & ~Exists(unsaid)
    objection = Q(state=State.ON_NOTICE) & within(leads) & Exists(objected)
    rows = Application.objects.filter(taken_up | done | objection)
    return _source("application", rows, DUE, "talents/desk/waiting.html")


def waiting_seats(actor: Actor) -> Source:
    """Panels on which this person has not declared or judged yet."""
    rows = Seat.objects.of(actor).to_judge()
    return Source(
        rows.select_related("application__talent__place", "application__skill"),
        ("application__due_at", "id"),
        list,
        "talents/desk/waiting_seat.html",
    )


def waiting_certificates(actor: Actor) -> Source:
    """Certificates whose yearly review is due within a month."""
    soon = clock.end_of(clock.today() + REVIEWED_BEFORE)
    rows = Certificate.objects.filter(
        within(actor.codes(*KEEPERS)), state=CertificateState.HELD, due_at__lt=soon
    )
    return _source("certificate", rows, DUE, "talents/desk/waiting.html")


def waiting_helps(actor: Actor) -> Source:
    """Micro-services that were given and wait to be recorded."""
    rows = Help.objects.filter(
        within(actor.codes(*KEEPERS)), state=HelpState.TOLD, is_paid=False
    ).exclude(went="nobody_came")
    return _source("help", rows, DUE, "talents/desk/waiting.html")


def waiting_pairs(actor: Actor) -> Source:
    """Mentors and learners whose time is over."""
    rows = Pair.objects.filter(
        within(actor.codes(*KEEPERS)), state=PairState.RUNNING, due_at__lt=clock.now()
    )
    return _source("pair", rows, DUE, "talents/desk/waiting.html")


def own(actor: Actor) -> Source:
    """The helps that this person asked for, and those asked of them as a craftsman."""
    rows = Help.objects.own(actor) | Help.objects.for_craftsman(actor)

    def waits(row: Help) -> bool:
        is_mine_to_answer = (
            row.state == HelpState.ASKED and row.talent.person.user_id == actor.user_id
        )
        return is_mine_to_answer or (
            row.state == HelpState.DONE and row.person.user_id == actor.user_id
        )

    return _own("help", rows, ("-asked_at", "-id"), "talents/portal/help_line.html", waits)


def own_applications(actor: Actor) -> Source:
    """What this person asked to be certified in."""
    rows, order = Application.objects.own(actor), ("-applied_at", "-id")

    def waits(row: Application) -> bool:
        return row.state == State.ASKED

    return _own("application", rows, order, "talents/portal/application_line.html", waits)


def own_pairs(actor: Actor) -> Source:
    """With whom this person learns, and whom they bring on."""
    rows, order = Pair.objects.own(actor), ("-proposed_at", "-id")

    def waits(row: Pair) -> bool:
        mentor = row.mentor.person.user_id
        return row.state == PairState.PROPOSED and mentor == actor.user_id

    return _own("pair", rows, order, "talents/portal/pair_line.html", waits)


def own_talent(actor: Actor) -> Source:
    """Themselves, as a talent."""
    order = ("-found_at", "-id")
    return _source("talent", Talent.objects.own(actor), order, "talents/portal/me_line.html")


def _source(kind: str, rows: Any, order: tuple[str, str], template: str) -> Source:
    return Source(
        rows.select_related(*WITH[kind]), order, lambda found: lines(kind, found), template
    )


def _own(
    kind: str, rows: Any, order: tuple[str, str], template: str, waits: Callable[[Any], bool]
) -> Source:
    def shown(found: list[Any]) -> list[Line]:
        return [replace(line, waits=waits(line.row)) for line in lines(kind, found)]

    return Source(rows.select_related(*WITH[kind]), order, shown, template)


def _hit(talent: Talent) -> Hit:
    address = reverse("talents:desk_talent", args=[talent.pk])
    return Hit(address, str(talent), "", talent.place.name)


def _rows(actor: Actor) -> Any:
    return Talent.objects.for_desk(actor).select_related("place", "person")


def _of_people(_actor: Actor, people: Any) -> Q:
    return Q(person_id__in=people)


FOUND = Shelf(_("Talents"), _rows, _hit, ("-found_at", "-id"), _of_people, numbered=False)
