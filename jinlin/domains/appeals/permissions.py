"""Who may do what with an appeal?

Those who look after its place take it up and send it on; the unit that has it answers; the resident
it is for judges. What nobody granted is not allowed.
"""

from collections.abc import Callable

from django.db.models import Exists, OuterRef, Q

from jinlin.core import timeline
from jinlin.core.actor import Actor, county_of, within
from jinlin.core.rules import Rules, is_the_house
from jinlin.core.time import clock
from jinlin.domains.appeals.conditions import SPEAKERS, WHEN, is_of_stranger, parts_of
from jinlin.domains.appeals.lifecycle import AT_WORK, LIFECYCLE, State
from jinlin.domains.appeals.models import (
    Appeal,
    CallBack,
    CountyRule,
    Hotline,
    Identity,
    Part,
    PartState,
    Round,
    SavedView,
    Sharing,
)
from jinlin.ground.accounts.roles import WORKERS, Role
from jinlin.ground.people import queries as people
from jinlin.ground.places.models import Organisation, Place

RULE_KEEPERS = (Role.LEAD, Role.SYSTEM_ADMIN)
CALLERS = (Role.CLERK, Role.LEAD)
HELPED = (PartState.ASKED, PartState.ANSWERED, PartState.SILENT)  # who was released did nothing
WORK = ("answer_at_once", "finish", "answer_part")  # what answers the resident


def can_report(actor: Actor) -> bool:
    """Anybody, signed in or not; a token must have been issued for writing."""
    return actor.scopes is None or "appeals:write" in actor.scopes


def can_register(actor: Actor, place: Place) -> bool:
    """Write down at a desk what a resident says."""
    return actor.is_system or actor.holds(Role.CLERK, Role.LEAD, at=place.code)


def can_exchange(actor: Actor, hotline: Hotline) -> bool:
    """Take work orders in and give them back: clerks and leads of the whole county, and programs
    that speak for them.
    """
    return actor.is_system or actor.holds(Role.CLERK, Role.LEAD, at=hotline.county)


def is_reporter(actor: Actor, appeal: Appeal) -> bool:
    """The resident it is for, the holder of its tracking code, or staff with the resident's
    mandate.
    """
    if appeal.pk in actor.tracks:
        return True
    if is_of_stranger(appeal):
        return False
    version, known = appeal.__dict__.get(SPEAKERS, (None, {}))
    if version != appeal.version:
        return people.speaks_for(actor, appeal.reporter)
    if actor not in known:
        known[actor] = people.speaks_for(actor, appeal.reporter)
    return bool(known[actor])


def is_intake(actor: Actor, appeal: Appeal) -> bool:
    return actor.is_system or actor.holds(Role.CLERK, Role.LEAD, at=appeal.place_code)


def is_of_unit(actor: Actor, appeal: Appeal) -> bool:
    return appeal.unit_id in actor.organisations(Role.HANDLER, Role.CLERK, Role.LEAD)


def can_take_back(actor: Actor, appeal: Appeal) -> bool:
    """Those who hand over at this place, from whichever unit has it now."""
    return actor.holds(Role.CLERK, Role.LEAD, at=appeal.place_code)


def can_finish(actor: Actor, appeal: Appeal) -> bool:
    return actor.is_system or is_of_unit(actor, appeal)


def can_judge(actor: Actor, appeal: Appeal) -> bool:
    """The resident, and whoever speaks for them; never whoever handled it or helped."""
    return is_reporter(actor, appeal) and not is_involved(actor, appeal)


def is_involved(actor: Actor, appeal: Appeal) -> bool:
    """It is or was answered by their unit, by one of theirs that helped, or by themselves, also
    when they are signed in as a resident now.
    """
    own = actor.organisations()
    if appeal.unit_id in own or (
        own and any(part.unit_id in own for part in parts_of(appeal, *HELPED))
    ):
        return True
    return timeline.has_done(actor, appeal, *WORK)


def can_close(actor: Actor, appeal: Appeal) -> bool:
    """By the house after a judgement; by hand only by those who did not handle it: the lead and the
    supervisor.
    """
    return actor.is_system or _looks_on(actor, appeal)


def can_reopen(actor: Actor, appeal: Appeal) -> bool:
    """The supervisor at any time; the resident within the county's days after closing (before
    that, judging does it).
    """
    if actor.is_system or actor.holds(Role.SUPERVISOR, at=appeal.place_code):
        return True
    if appeal.state != State.CLOSED or appeal.ended_on is None or not is_reporter(actor, appeal):
        return False
    days = CountyRule.of(appeal.county, appeal.ended_on).reopen_days
    return (clock.today() - appeal.ended_on).days <= days


def can_withdraw(actor: Actor, appeal: Appeal) -> bool:
    return is_reporter(actor, appeal)


def can_add_information(actor: Actor, appeal: Appeal) -> bool:
    return is_intake(actor, appeal) or is_of_unit(actor, appeal) or is_reporter(actor, appeal)


def is_shown_at_desk(actor: Actor, appeal: Appeal) -> bool:
    """Whether the masked name may stand on a list: by place and unit alone, without asking the
    database for each line.
    """
    if actor.holds(Role.CLERK, Role.LEAD, Role.SUPERVISOR, at=appeal.place_code):
        return True
    return appeal.identity == Identity.NAMED and is_of_unit(actor, appeal)


def can_see_reporter(actor: Actor, appeal: Appeal) -> bool:
    """Whether a name and a phone may be shown at all (masked at first, clear with a reason)."""
    return is_shown_at_desk(actor, appeal) or is_reporter(actor, appeal)


def can_read_internal(actor: Actor, appeal: Appeal) -> bool:
    return actor.is_staff and (
        appeal.unit_id in actor.organisations(*WORKERS)
        or actor.holds(Role.CLERK, Role.LEAD, Role.SUPERVISOR, at=appeal.place_code)
    )


def can_convene(actor: Actor, appeal: Appeal) -> bool:
    """Those who look after the place; once it is in hand also the unit that leads."""
    return is_intake(actor, appeal) or (appeal.state == State.IN_HAND and is_of_unit(actor, appeal))


def can_answer_part(actor: Actor, appeal: Appeal, part: Part | None = None) -> bool:
    """The unit that helps; without a part: whether any part is theirs to answer, also one whose
    silence was noted.
    """
    own = actor.organisations(Role.HANDLER, Role.CLERK, Role.LEAD)
    if part is not None:
        return part.unit_id in own
    return bool(own) and any(
        each.unit_id in own for each in parts_of(appeal, PartState.ASKED, PartState.SILENT)
    )


def can_note_silence(actor: Actor, appeal: Appeal) -> bool:
    """Those who look after the place, and the unit that leads."""
    return is_intake(actor, appeal) or is_of_unit(actor, appeal)


def can_release(actor: Actor, appeal: Appeal) -> bool:
    return can_note_silence(actor, appeal)


def can_send_link(actor: Actor, appeal: Appeal) -> bool:
    """Have a unit without an account answer once: those who look after the place or over it, and
    the unit that leads.
    """
    if appeal.state not in AT_WORK:
        return False
    return (
        is_intake(actor, appeal)
        or is_of_unit(actor, appeal)
        or actor.holds(Role.SUPERVISOR, at=appeal.place_code)
    )


def can_merge(actor: Actor, appeal: Appeal) -> bool:
    return is_intake(actor, appeal)


def can_return(actor: Actor, appeal: Appeal) -> bool:
    return is_of_unit(actor, appeal)


def can_assign(actor: Actor, appeal: Appeal) -> bool:
    return actor.holds(Role.SUPERVISOR, at=appeal.place_code)


def can_decide_extension(actor: Actor, appeal: Appeal) -> bool:
    """Lead or supervisor of the place, outside the unit that asked."""
    return _looks_on(actor, appeal)


def can_call_back(actor: Actor, appeal: Appeal) -> bool:
    """Anybody who looks after the place and neither handled it nor helped."""
    if not actor.holds(*CALLERS, Role.SUPERVISOR, at=appeal.place_code):
        return False
    return not is_involved(actor, appeal)


def can_be_called_by(actor: Actor) -> Q:
    """`can_call_back` of all rows at once, of those that wait for a call: drawn, with tries left
    and none today. Supervisors may call; it does not wait for them.
    """
    called = CallBack.objects.filter(round=OuterRef("pk"), called_on=clock.today())
    drawn = Round.objects.drawn().filter(~Exists(called), appeal=OuterRef("pk"))
    return (
        within(actor.codes(*CALLERS))
        & Q(Exists(drawn), state=State.FINISHED, ended_at=None)
        & ~_involves(actor)
    )


def _involves(actor: Actor) -> Q:
    """`is_involved`, of all rows at once."""
    own = actor.organisations()
    helped = Part.objects.filter(appeal=OuterRef("pk"), unit_id__in=own, state__in=HELPED)
    involves = Q(unit_id__in=own) | Q(Exists(helped))
    return involves | timeline.done_by(actor, *WORK)


def can_supervise(actor: Actor, appeal: Appeal) -> bool:
    return actor.holds(Role.SUPERVISOR, at=appeal.place_code)


def can_ask_exclusion(actor: Actor, appeal: Appeal) -> bool:
    return is_of_unit(actor, appeal) or is_intake(actor, appeal)


def can_decide_exclusion(actor: Actor, appeal: Appeal) -> bool:
    """The county: its supervisor, outside the unit that asked, and not whoever asked."""
    return (
        actor.holds(Role.SUPERVISOR, at=appeal.county)
        and appeal.unit_id not in actor.organisations()
        and not timeline.has_done(actor, appeal, "ask_exclusion", *WORK)
    )


def can_save_view(actor: Actor) -> bool:
    return actor.user_id is not None and actor.holds(*WORKERS)


def can_share_view(actor: Actor) -> bool:
    return can_save_view(actor) and actor.holds(Role.LEAD)


def can_change_view(actor: Actor, view: SavedView) -> bool:
    """Whoever keeps it; a shared one also whoever leads the unit or place it is shared with, so
    that it outlives its keeper.
    """
    if not can_save_view(actor):
        return False
    if view.owner == actor.user_id:
        return True
    if view.sharing == Sharing.UNIT:
        return view.unit_id in actor.organisations(Role.LEAD)
    return view.sharing == Sharing.PLACE and actor.holds(Role.LEAD, at=view.place_code)


def can_keep_replies(actor: Actor, county: str) -> bool:
    """Any lead of the county."""
    return any(county.startswith(county_of(code)) for code in actor.codes(Role.LEAD))


def can_keep_rules(actor: Actor, place_code: str) -> bool:
    """For the places that they look after: leads, and the county's system administrator."""
    return actor.holds(*RULE_KEEPERS, at=place_code)


def can_take_on(actor: Actor, appeal: Appeal) -> bool:
    """A member of the unit, while nobody keeps it."""
    return appeal.keeper is None and actor.user_id is not None and is_of_unit(actor, appeal)


def can_pass_on(actor: Actor, appeal: Appeal) -> bool:
    """Whoever keeps it, or the lead who answers for the unit."""
    if appeal.keeper is None:
        return False
    keeps = appeal.keeper == actor.user_id and is_of_unit(actor, appeal)
    return keeps or can_hand_over_desk(actor, appeal.unit)


def can_hand_over_desk(actor: Actor, unit: Organisation) -> bool:
    """The unit's own lead, or the lead of the place that it works for."""
    if actor.is_system:
        return True
    return actor.scopes is None and (
        unit.pk in actor.organisations(Role.LEAD) or actor.holds(Role.LEAD, at=unit.place_code)
    )


def can_see_keeper(actor: Actor, appeal: Appeal) -> bool:
    """Who keeps it is for colleagues and their lead, not for other staff."""
    return is_of_unit(actor, appeal) or (actor.is_staff and can_hand_over_desk(actor, appeal.unit))


def _looks_on(actor: Actor, appeal: Appeal) -> bool:
    return (
        actor.holds(Role.LEAD, Role.SUPERVISOR, at=appeal.place_code)
        and appeal.unit_id not in actor.organisations()
        and not timeline.has_done(actor, appeal, *WORK)
    )


MAY: dict[str, Callable[[Actor, Appeal], bool]] = {
    "accept": is_intake,
    "answer_at_once": is_intake,
    "hand_over": is_intake,
    "finish": can_finish,
    "judge": can_judge,
    "close": can_close,
    "reopen": can_reopen,
    "reject": is_intake,
    "withdraw": can_withdraw,
    "add_information": can_add_information,
    "convene": can_convene,
    "answer_part": can_answer_part,
    "note_silence": can_note_silence,
    "release": can_release,
    "split": is_intake,
    "merge": can_merge,
    "unmerge": is_intake,
    "follow": is_the_house,
    "take_back": can_take_back,
    "reassign": can_take_back,
    "return_": can_return,
    "assign": can_assign,
    "ask_extension": is_of_unit,
    "grant_extension": can_decide_extension,
    "refuse_extension": can_decide_extension,
    "pause": is_of_unit,
    "resume": is_of_unit,
    "call_back": can_call_back,
    "lapse": is_the_house,
    "hurry": is_reporter,
    "supervise": can_supervise,
    "answer_supervision": is_of_unit,
    "escalate": is_the_house,
    "ask_exclusion": can_ask_exclusion,
    "grant_exclusion": can_decide_exclusion,
    "refuse_exclusion": can_decide_exclusion,
    "take_on": can_take_on,
    "pass_on": can_pass_on,
    "fall_back": is_the_house,
}


RULES = Rules(LIFECYCLE, MAY, WHEN, scope="appeals:write")
can_make = RULES.can_make
