"""When is a move open beyond its state, and what is said when it is not?"""

from datetime import timedelta
from uuid import UUID

from django.db.models import DateTimeField, Exists, OuterRef, UUIDField
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor
from jinlin.core.prepared import NOBODY, Prepared
from jinlin.core.rules import When
from jinlin.core.time import clock
from jinlin.core.timeline import Entry
from jinlin.domains.appeals.lifecycle import State
from jinlin.domains.appeals.models import Appeal, Exclusion, Part, PartState
from jinlin.ground.people.models import Mandate
from jinlin.services.notices.models import Message

_PARTS = "_parts"  # on a row that is only read: its parts, asked once for all its buttons
_ALONE = "_alone"  # on such a row: the version in which nothing was merged into it yet
SPEAKERS = "_speakers"  # on such a row: who was found to speak for its resident
_STRANGER = "_stranger"  # on a row that is made: its resident was entered with it
_MERGED = Prepared[UUID](
    lambda main: Appeal.objects.filter(merged_into=main, state=State.MERGED)[:1],
    columns=("id",),
    main=UUIDField(),
)
_PARTS_OF = Prepared[Part](
    lambda appeal: Part.objects.filter(appeal=appeal), joins=("unit",), appeal=UUIDField()
)


def know_parts(appeal: Appeal) -> list[Part]:
    """Its parts with their units; `parts_of` asks nothing more for this row as it is now."""
    known = appeal.__dict__.get(_PARTS)
    if known is None or known[0] != appeal.version:
        known = appeal.__dict__[_PARTS] = (appeal.version, _PARTS_OF.rows(appeal=appeal.pk))
    return list(known[1])


def know_it_is_new(appeal: Appeal, made: Appeal) -> Appeal:
    """It was made just now: nobody helps with it, and nothing was merged into it. Its buttons ask
    nothing of that for this row as it is.
    """
    appeal.__dict__[_PARTS], appeal.__dict__[_ALONE] = (appeal.version, []), appeal.version
    if is_of_stranger(made):
        know_a_stranger(appeal)
    return appeal


def know_a_stranger(appeal: Appeal) -> None:
    """Its resident was entered with it: nobody looks after them or speaks for them yet."""
    appeal.__dict__[_STRANGER] = True


def is_of_stranger(appeal: Appeal) -> bool:
    return _STRANGER in appeal.__dict__


def know_around(actor: Actor, appeal: Appeal) -> None:
    """All that the buttons of this row, as it is now, depend on beside it: its parts, what was
    merged into it, and whether the actor speaks for its resident. What there is nothing of, and
    that is most, is known by one statement.
    """
    there, version = appeal.__dict__, appeal.version
    there[SPEAKERS] = (version, {})
    if there.get(_ALONE) == version:
        return
    found = _AROUND.first(appeal=appeal.pk, user=actor.user_id or NOBODY, now=clock.now())
    parts, gathers, mandates = found or (True, True, True)
    if not parts:
        there[_PARTS] = (version, [])
    if not gathers:
        there[_ALONE] = version
    person = appeal.reporter
    if not mandates and person is not None and person.user_id != actor.user_id:
        there[SPEAKERS][1][actor] = False
    know_parts(appeal)


_AROUND = Prepared[tuple[bool, bool, bool]](
    lambda appeal, user, now: Appeal.objects.filter(pk=appeal).annotate(
        has_parts=Exists(Part.objects.filter(appeal=OuterRef("pk"))),
        gathers=Exists(Appeal.objects.filter(merged_into=OuterRef("pk"), state=State.MERGED)),
        has_mandate=Exists(
            Mandate.objects.in_force(now).filter(user=user, person=OuterRef("reporter"))
        ),
    ),
    columns=("has_parts", "gathers", "has_mandate"),
    appeal=UUIDField(),
    user=UUIDField(),
    now=DateTimeField(),
)


def parts_of(appeal: Appeal, *states: PartState) -> list[Part]:
    version, known = appeal.__dict__.get(_PARTS, (None, ()))
    parts = known if version == appeal.version else appeal.parts.all()
    return [part for part in parts if part.state in states]


def _gathers(appeal: Appeal) -> bool:
    is_new = appeal.__dict__.get(_ALONE) == appeal.version
    return not is_new and bool(_MERGED.rows(main=appeal.pk))


STILL_TIME = _("This unit still has time to answer.")
IS_SETTLED = _("This part is settled already.")
NOT_CONTESTED = When[Appeal](
    lambda appeal: not appeal.is_contested,
    _("It was returned so often that the supervisor decides now whose it is."),
)
APART = When[Appeal](
    lambda appeal: not appeal.parts_open,
    _("Other units are still helping. Please release them first."),
)
EXTENSION_OPEN = When[Appeal](
    lambda appeal: appeal.is_extension_asked, _("There is nothing to decide any more.")
)
EXCLUSION_OPEN = When[Appeal](
    lambda appeal: appeal.exclusion == Exclusion.ASKED, _("There is nothing to decide any more.")
)
TAKEN_BACK_WITHIN = timedelta(minutes=10)


def is_just_handed(appeal: Appeal) -> bool:
    """Nothing happened since it was handed over, a few minutes ago."""
    if appeal.parts_open or appeal.keeper or appeal.is_supervised or appeal.is_extension_asked:
        return False  # it moved on; nobody asks the database for it
    last = Entry.objects.filter(subject_id=appeal.pk, seq=appeal.version).values("verb", "at")
    return any(
        each["verb"] == "hand_over" and clock.now() - each["at"] <= TAKEN_BACK_WITHIN
        for each in last
    )


def is_unopened(appeal: Appeal) -> bool:
    """Nobody of the unit has read that it came."""
    since = clock.now() - TAKEN_BACK_WITHIN
    messages = Message.objects.filter(about_id=appeal.pk, event="appeals.hand_over", is_read=True)
    return not messages.filter(created_at__gte=since).exists()


WHEN: dict[str, tuple[When[Appeal], ...]] = {
    "take_back": (
        When(
            is_just_handed,
            _("Handing over can be undone for ten minutes. Please give it to another unit."),
        ),
        When(
            is_unopened,
            _("The unit has opened it already. Please give it to another unit, with a reason."),
        ),
    ),
    "reassign": (
        When(
            lambda appeal: not appeal.is_final,
            _("The supervisor decided whose it is; only the supervisor changes that."),
        ),
        APART,
    ),
    "hand_over": (NOT_CONTESTED,),
    "convene": (NOT_CONTESTED,),
    "assign": (
        When(
            lambda appeal: appeal.is_contested,
            _("Those who look after the place hand it over; it has not been returned that often."),
        ),
    ),
    "return_": (
        When(
            lambda appeal: not appeal.is_final,
            _("The supervisor decided that it is your unit's; it cannot be returned any more."),
        ),
        APART,
    ),
    "finish": (
        When(
            lambda appeal: not appeal.parts_open,
            _(
                "Other units have not answered yet. Wait for them, release them, or note their "
                "silence once their day is over."
            ),
        ),
    ),
    "merge": (
        APART,
        When(
            lambda appeal: not _gathers(appeal),
            _("Others are handled together with this one. Please merge the other way round."),
        ),
    ),
    "note_silence": (
        When(
            lambda appeal: any(
                part.due_at < clock.now() for part in parts_of(appeal, PartState.ASKED)
            ),
            STILL_TIME,
        ),
    ),
    "release": (When(lambda appeal: appeal.parts_open > 0, IS_SETTLED),),
    "ask_extension": (
        When(
            lambda appeal: appeal.due_at >= clock.now(),
            _("The limit has passed: more time can only be asked for before it."),
        ),
        When(
            lambda appeal: not appeal.is_extension_asked,
            _("More time was asked for already; the decision is awaited."),
        ),
    ),
    "grant_extension": (EXTENSION_OPEN,),
    "refuse_extension": (EXTENSION_OPEN,),
    "pause": (
        When(
            lambda appeal: appeal.due_at >= clock.now(),
            _("The limit has passed: its clock cannot be stopped any more."),
        ),
    ),
    "hurry": (
        When(lambda appeal: appeal.is_late, _("Its time is not over yet.")),
        When(
            lambda appeal: appeal.hurried_on != clock.today(),
            _("You asked today already; the unit has been told."),
        ),
    ),
    "supervise": (
        When(
            lambda appeal: not appeal.is_supervised,
            _("An earlier order has not been answered yet."),
        ),
    ),
    "answer_supervision": (
        When(lambda appeal: appeal.is_supervised, _("There is no open order.")),
    ),
    "ask_exclusion": (
        When(
            lambda appeal: appeal.exclusion in {Exclusion.NONE, Exclusion.REFUSED},
            _("This was asked for already."),
        ),
    ),
    "grant_exclusion": (EXCLUSION_OPEN,),
    "refuse_exclusion": (EXCLUSION_OPEN,),
}
