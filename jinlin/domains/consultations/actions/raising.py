"""How does a topic come up, who supports it, and what do neighbours think of it?"""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, Unusable, require
from jinlin.core.hearing import be_read
from jinlin.core.text import first_words, needed, tidy, why_of
from jinlin.core.time import clock
from jinlin.domains.consultations.actions.steps import in_days, keep, rule_of
from jinlin.domains.consultations.lifecycle import BEFORE, RELEASED, State
from jinlin.domains.consultations.models import (
    Option,
    Stance,
    Statement,
    Support,
    Topic,
)
from jinlin.domains.consultations.models.topics import (
    LONGEST_REASON,
    LONGEST_STATEMENT,
    LONGEST_TEXT,
    LONGEST_TITLE,
    Origin,
    Tie,
    View,
)
from jinlin.domains.consultations.permissions import can_keep, can_speak, can_write_down, is_keeper
from jinlin.domains.consultations.queries.belonging import lives_elsewhere
from jinlin.ground.people.models import Membership, Person
from jinlin.ground.places import queries as places
from jinlin.ground.places.models import Place

MOST_STATEMENTS, MOST_OPTIONS = 30, 8
SPOKEN = RELEASED - {State.DECIDED, State.DONE}


@dataclass(frozen=True)
class Raised:
    """What somebody wants talked over. `key` is the client's own id: sent twice, it is one."""

    place: Place
    text: str
    title: str = ""
    person: Person | None = None
    origin: Origin = Origin.RESIDENT
    origin_id: UUID | None = None
    origin_number: str = ""
    key: UUID | None = None


@transaction.atomic
def raise_topic(proposal: Raised, *, actor: Actor) -> Topic:
    """The topic waits to be screened, within the county's days. Raises NotNow when other words
    came under the same key.
    """
    _check_may_raise(proposal, actor)
    text = needed(
        proposal.text,
        field="text",
        words=_("Please say what should be talked over."),
        limit=LONGEST_TEXT,
    )
    if proposal.key and (known := Topic.objects.filter(pk=proposal.key).first()):
        return _the_same(known, proposal, text)
    unit = places.intake_unit(proposal.place)
    if unit is None:
        raise Unusable(_("Nobody looks after this place yet."), field="place")
    now = clock.now()
    topic = Topic(
        county=proposal.place.county_code,
        title=tidy(proposal.title)[:LONGEST_TITLE] or first_words(text, LONGEST_TITLE),
        text=text,
        place=proposal.place,
        place_code=proposal.place.code,
        unit=unit,
        origin=proposal.origin,
        origin_id=proposal.origin_id,
        origin_number=proposal.origin_number[:60],
        raised_by=proposal.person,
        written_by=actor.user_id if actor.is_staff else None,
        raised_at=now,
        raised_on=clock.local_day(now),
        **({"id": proposal.key} if proposal.key else {}),
    )
    in_days(topic, rule_of(topic.county).screening_days)
    keep(topic, "raise_topic", actor=actor, number=proposal.origin_number)
    if proposal.origin == Origin.RESIDENT:
        be_read(topic, f"{topic.title}。{topic.text}")
    if proposal.person is not None and not lives_elsewhere(topic, proposal.person):
        _note_support(topic, proposal.person, Tie.HOME)
    return topic


@transaction.atomic
def reword(topic: Topic, *, title: str, text: str, actor: Actor) -> Topic:
    """The topic stands in these words; nobody reads it before it is taken up."""
    topic = Topic.objects.locked(topic)
    require(can_keep(actor, topic))
    if topic.state not in BEFORE:
        raise NotNow(_("The words are fixed once it is on an agenda."))
    topic.title = needed(title, field="title", limit=LONGEST_TITLE)
    topic.text = needed(text, field="text", limit=LONGEST_TEXT)
    keep(topic, "reword", actor=actor)
    return topic


@transaction.atomic
def support(topic: Topic, *, person: Person, actor: Actor, tie: str = Tie.HOME) -> Support:
    """This person's household wants it talked over; said twice, it counts once. Who is known to
    live in another community says that they work there or own a home or shop there.
    """
    topic = Topic.objects.held(topic)
    require(can_speak(actor))
    if topic.state not in SPOKEN:
        raise NotNow(_("This topic takes no more support."))
    if tie not in Tie.values:
        raise Unusable(field="tie")
    given = Support.objects.filter(topic=topic, person=person)
    if tie == Tie.HOME and not given.exists() and lives_elsewhere(topic, person):
        raise NotNow(
            _(
                "Those who live in this community support its topics. If you work there or own a "
                "home or a shop there, please say so on the page of the topic."
            ),
            detail={"reason": "lives_elsewhere"},
        )
    return _note_support(topic, person, tie)


@transaction.atomic
def note_support(topic: Topic, *, person: Person, actor: Actor, tie: str = Tie.HOME) -> Support:
    """The station wrote down that this person's household wants it talked over, for whoever has no
    phone; a household that counts already still counts once.
    """
    topic = Topic.objects.held(topic)
    require(can_keep(actor, topic))
    before = topic.supports.count()
    given = support(topic, person=person, actor=actor, tie=tie)
    if topic.supports.count() > before:
        keep(topic, "note_support", actor=actor)
    return given


@transaction.atomic
def state(topic: Topic, *, text: str, person: Person | None, actor: Actor) -> Statement:
    """The statement stands beside the topic: at once when the desk wrote it, else when the desk has
    released it. The same words are one statement.
    """
    topic = Topic.objects.held(topic)
    require(can_speak(actor) or is_keeper(actor, topic))
    if topic.state not in SPOKEN:
        raise NotNow(_("No statements are taken now."))
    text = needed(
        text, field="text", words=_("Please say what you think."), limit=LONGEST_STATEMENT
    )
    known = Statement.objects.filter(topic=topic, text=text).first()
    if known is None and topic.statements.count() >= MOST_STATEMENTS:
        raise NotNow(_("There are enough statements. Please say how you stand to those."))
    if known is not None:
        return known
    is_by_desk = is_keeper(actor, topic)
    if not is_by_desk:
        be_read(topic, text)
    return Statement.objects.create(
        county=topic.county,
        topic=topic,
        person=person,
        text=text,
        is_released=is_by_desk,
        on=clock.today(),
    )


@transaction.atomic
def release(statement: Statement, *, is_fit: bool, reason: str = "", actor: Actor) -> Statement:
    """Everybody reads the statement, or it is refused with a reason."""
    topic = Topic.objects.held(statement.topic)
    require(can_keep(actor, topic))
    statement = Statement.objects.select_for_update().get(pk=statement.pk)
    statement.is_released = is_fit
    statement.refused = "" if is_fit else why_of(reason, limit=LONGEST_REASON)
    statement.save(update_fields=["is_released", "refused"])
    verb, words = "release_statement", {"statement": statement.pk}
    if not is_fit:
        verb, words = "refuse_statement", {**words, "reason": statement.refused}
    keep(topic, verb, actor=actor, **words)
    return statement


@transaction.atomic
def take_a_stance(statement: Statement, *, view: str, person: Person, actor: Actor) -> Stance:
    """How this person stands to it; their last word counts."""
    topic = Topic.objects.held(statement.topic)
    require(can_speak(actor))
    if topic.state not in SPOKEN or not statement.is_released:
        raise NotNow(_("No statements are taken now."))
    if view not in View.values:
        raise Unusable(_("Please choose how you stand to it."), field="view")
    stance, _is_new = Stance.objects.update_or_create(
        statement=statement,
        person=person,
        defaults={"county": topic.county, "view": view},
    )
    return stance


@transaction.atomic
def offer_option(
    topic: Topic, *, words: str, cost: int | None = None, note: str = "", actor: Actor
) -> Option:
    """One more way to go about it stands beside the topic, with its cost."""
    topic = Topic.objects.held(topic)
    require(can_keep(actor, topic))
    if topic.state not in {*BEFORE, State.ON_AGENDA}:
        raise NotNow(_("The options are fixed now."))
    order = topic.options.count() + 1
    if order > MOST_OPTIONS:
        raise NotNow(_("More than eight options nobody can weigh. Please combine some."))
    option = Option.objects.create(
        county=topic.county,
        topic=topic,
        words=needed(words, field="words", limit=60),
        cost=cost,
        note=tidy(note)[:200],
        order=order,
    )
    keep(topic, "offer_option", actor=actor, words=option.words)
    return option


@transaction.atomic
def drop_option(option: Option, *, actor: Actor) -> Topic:
    """The option is gone, as long as nothing was decided."""
    topic = Topic.objects.held(option.topic)
    require(can_keep(actor, topic))
    if topic.state not in {*BEFORE, State.ON_AGENDA}:
        raise NotNow(_("The options are fixed now."))
    Option.objects.filter(pk=option.pk).delete()
    keep(topic, "drop_option", actor=actor, words=option.words)
    return topic


def _check_may_raise(proposal: Raised, actor: Actor) -> None:
    is_own = proposal.person is not None and proposal.person.user_id == actor.user_id
    require(can_write_down(actor, proposal.place) or (can_speak(actor) and is_own))


def _the_same(known: Topic, proposal: Raised, text: str) -> Topic:
    if (known.text, known.place_id) != (text, proposal.place.pk):
        raise NotNow(
            _(
                "This was already sent with other contents. Please open the page again before "
                "you send something new."
            ),
            detail={"reason": "key_used_for_another_body"},
        )
    return known


def _note_support(topic: Topic, person: Person, tie: str) -> Support:
    home = Membership.objects.filter(person=person, until=None).values_list("household", flat=True)
    household = home.first()
    whose = f"h{household}" if household else f"p{person.pk}"
    known = Support.objects.filter(topic=topic, person=person).first()
    if known is not None:  # they live in another household, or in one at all, since then
        return known
    given, _is_new = Support.objects.get_or_create(
        topic=topic,
        whose=whose,
        defaults={"county": topic.county, "person": person, "on": clock.today(), "tie": tie},
    )
    return given
