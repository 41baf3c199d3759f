"""Which consultations stand in a house that a test runs as a process?"""

from datetime import timedelta
from typing import Any

from jinlin.core.actor import SYSTEM
from jinlin.core.hands import Tally
from jinlin.core.time import clock
from jinlin.domains.consultations import actions
from jinlin.domains.consultations.actions import Ask, Decision, Guest, Plan, Raised
from jinlin.domains.consultations.models import Meeting, Topic, Vote
from jinlin.domains.consultations.models.votes import Basis
from jinlin.ground.accounts import actions as accounts
from jinlin.ground.accounts.models import User
from jinlin.ground.accounts.roles import Role
from jinlin.ground.people.models import Person

TELLERS = {"teller": "周守信", "second_teller": "吴公正"}


def consultations_in_it(cast: Any, person: Person, password: str) -> dict[str, str]:
    """A topic that is talked about, one that was decided, a meeting to come, and a sealed vote that
    waits for its tellers' keys; the resident alone stands on its roll.
    """
    topic = _raised(cast, person, "建充电桩")
    said = actions.state(topic, text="先装在北门空地", person=None, actor=cast.actors.clerk)
    actions.take_a_stance(said, view="agree", person=person, actor=cast.actors.resident)
    actions.offer_option(topic, words="装在北门", cost=26000, actor=cast.actors.clerk)
    decided, sitting = _decided(cast, person)
    vote = _sealed(cast, person, password)
    return {
        "topic": str(topic.pk),
        "decided": str(decided.pk),
        "meeting": str(_called(cast, clock.now() + timedelta(days=6)).pk),
        "sitting": str(sitting.pk),
        "item": str(decided.items.get().pk),
        "vote": str(vote.pk),
        "open_vote": str(_by_name(cast, person).pk),
    }


def _raised(cast: Any, person: Person, title: str) -> Topic:
    told = Raised(cast.places.neighbourhood, f"{title}，想一起商量。", title=title, person=person)
    topic = actions.raise_topic(told, actor=cast.actors.resident)
    return actions.take_up(topic, actor=cast.actors.clerk)


def _called(cast: Any, moment: Any) -> Meeting:
    plan, clerk = Plan("充电桩议事会", moment, "居民活动室", has_proxies=True), cast.actors.clerk
    meeting = actions.plan(cast.places.neighbourhood, plan, actor=clerk)
    for name in ("张三", "李四"):
        actions.list_guest(meeting, Guest(name=name, must_come=True), actor=clerk)
    return actions.invite(Meeting.objects.get(pk=meeting.pk), actor=clerk)


def _decided(cast: Any, person: Person) -> tuple[Topic, Meeting]:
    start, clerk = clock.now(), cast.actors.clerk
    with clock.set_to(start - timedelta(days=6)):
        meeting = _called(cast, start)
        topic = _raised(cast, person, "划停车线")
        topic = actions.put_on_agenda(topic, meeting=meeting, actor=clerk)
    meeting = actions.begin(Meeting.objects.get(pk=meeting.pk), actor=clerk)
    for guest in meeting.invitees.all():
        actions.sign_in(guest, by="hand", actor=clerk)
    speaker = actions.ask_for_floor(
        meeting.invitees.order_by("order").first(),  # type: ignore[arg-type]
        topic=topic,
        actor=clerk,
    )
    actions.note_position(speaker, position="消防通道不能停车", actor=clerk)
    decision = Decision("划八个车位。", "hands", Tally(2, 2, 2, 0), "half-present")
    topic = Topic.objects.get(pk=topic.pk)
    topic = actions.decide(topic, decision=decision, actor=cast.actors.lead)
    due_on = clock.today() + timedelta(days=20)
    actions.agree_on(topic, what="划好停车线", owner=cast.units.bureau, due_on=due_on, actor=clerk)
    return topic, meeting


def _sealed(cast: Any, person: Person, password: str) -> Vote:
    users = [_teller(cast, name, called, password) for name, called in TELLERS.items()]
    ask = Ask("要不要加装电梯？", "half-present", basis=Basis.PERSON, tellers=users)
    topic = _raised(cast, person, "加装电梯")
    topic = actions.prepare(topic, ask=ask, actor=cast.actors.lead)
    vote = topic.votes.get()
    for elector in vote.electors.exclude(person=person):
        actions.strike(elector, actor=cast.actors.clerk)
    actions.enrol(vote, name=person.name, person=person, actor=cast.actors.clerk)
    return vote


def _by_name(cast: Any, person: Person) -> Vote:
    """Open, and not secret."""
    ask = Ask("要不要换门禁？", "half-present", basis=Basis.PERSON, is_secret=False)
    topic = actions.prepare(_raised(cast, person, "换门禁"), ask=ask, actor=cast.actors.lead)
    vote = topic.votes.get()
    if not vote.electors.filter(person=person).exists():
        actions.enrol(vote, name=person.name, person=person, actor=cast.actors.clerk)
    return actions.open_(Vote.objects.get(pk=vote.pk), actor=cast.actors.lead)


def _teller(cast: Any, name: str, called: str, password: str) -> User:
    user, _first = accounts.add_staff(
        cast.places.county.code,
        username=name.replace("_", "-"),
        name=called,
        password=password,
        actor=SYSTEM,
    )
    accounts.grant_role(user, role=Role.TELLER, at=cast.places.community, actor=SYSTEM)
    return user
