"""What stands in the house of consultations? A topic that neighbours talk about, one that a sitting
meeting has decided, a meeting to come, and a vote by name that is open.
"""

from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from jinlin.core.files import uploads
from jinlin.core.hands import Tally
from jinlin.core.tests.attachments import picture
from jinlin.core.time import clock
from jinlin.domains.consultations import actions
from jinlin.domains.consultations.actions import Ask, Decision, Guest, Plan, Raised
from jinlin.domains.consultations.models import Meeting, Topic
from jinlin.domains.consultations.models.votes import Basis
from jinlin.ground.people.models import Person


def consulted(cast: Any, person_of: Any) -> dict[str, Any]:
    """The names that stand in the addresses: {topic}, {decided}, {meeting}, {vote} and the rest."""
    clerk, resident = cast.actors.clerk, person_of(cast)
    topic = raised(cast, resident, "建充电桩")
    said = actions.state(topic, text="先问住户", person=resident, actor=cast.actors.resident)
    option = actions.offer_option(topic, words="装在北门", cost=20000, actor=clerk)
    coming = meeting_on(cast, clock.now() + timedelta(days=6))
    asked = planned(cast, clock.now() + timedelta(days=9))
    guest = coming.invitees.first()
    _entered_afterwards(cast)
    sitting, speaker, decided = _sitting(cast, resident)
    told = Raised(cast.places.neighbourhood, "还没有审核的事。", person=resident)
    pending = actions.raise_topic(told, actor=cast.actors.resident)
    actions.object_(decided, reason="车位太少", person=resident, actor=cast.actors.resident)
    item = actions.agree_on(
        decided,
        what="划好停车线",
        owner=cast.units.bureau,
        due_on=clock.today() + timedelta(days=20),
        actor=clerk,
    )
    vote = _vote(cast, resident)
    topic.refresh_from_db()
    return {
        "topic": topic.pk,
        "topic_version": topic.version,
        "pending": pending.pk,
        "said": said.pk,
        "option": option.pk,
        "meeting": coming.pk,
        "planned_meeting": asked.pk,
        "guest": guest.pk if guest else None,
        "sitting": sitting.pk,
        "speaker": speaker.pk,
        "decided": decided.pk,
        "item": item.pk,
        "vote": vote.pk,
        "elector": vote.electors.get(person=resident).pk,
    }


def raised(cast: Any, resident: Person, title: str) -> Topic:
    """A topic of the neighbourhood, taken up."""
    told = Raised(cast.places.neighbourhood, f"{title}，想一起商量。", title=title, person=resident)
    topic = actions.raise_topic(told, actor=cast.actors.resident)
    return actions.take_up(topic, actor=cast.actors.clerk)


def planned(cast: Any, moment: Any) -> Meeting:
    plan = Plan("议事会", moment, "居民活动室", has_proxies=True)
    return actions.plan(cast.places.neighbourhood, plan, actor=cast.actors.clerk)


def meeting_on(cast: Any, moment: Any) -> Meeting:
    """A meeting to which one voter is invited."""
    clerk, meeting = cast.actors.clerk, planned(cast, moment)
    actions.list_guest(meeting, Guest(name="住户甲", must_come=True), actor=clerk)
    return actions.invite(Meeting.objects.get(pk=meeting.pk), actor=clerk)


def _entered_afterwards(cast: Any) -> Meeting:
    """A meeting of the day before yesterday, in a room without a line."""
    clerk, start = cast.actors.clerk, clock.now() - timedelta(days=2)
    with clock.set_to(start - timedelta(days=6)):
        meeting = meeting_on(cast, start)
    sheet = SimpleUploadedFile("sheet.jpg", picture(), "image/jpeg")
    photo = uploads.receive(sheet, county=meeting.county, actor=clerk)
    meeting = Meeting.objects.get(pk=meeting.pk)
    return actions.enter_afterwards(meeting, reason="没有网络", photos=[photo], actor=clerk)


def _sitting(cast: Any, resident: Person) -> tuple[Meeting, Any, Topic]:
    clerk = cast.actors.clerk
    start = clock.now()
    with clock.set_to(start - timedelta(days=6)):
        meeting = meeting_on(cast, start)
        topic = actions.put_on_agenda(
            raised(cast, resident, "划停车线"), meeting=meeting, actor=clerk
        )
    meeting = actions.begin(Meeting.objects.get(pk=meeting.pk), actor=clerk)
    guest = meeting.invitees.get()
    actions.sign_in(guest, by="hand", actor=clerk)
    guest.refresh_from_db()
    speaker = actions.ask_for_floor(guest, topic=topic, actor=clerk)
    decision = Decision("划八个车位。", "hands", Tally(1, 1, 1, 0), "half-present")
    topic = actions.decide(
        Topic.objects.get(pk=topic.pk), decision=decision, actor=cast.actors.lead
    )
    return meeting, speaker, topic


def _vote(cast: Any, resident: Person) -> Any:
    ask = Ask("要不要装电梯？", "half-present", basis=Basis.PERSON, is_secret=False)
    topic = actions.prepare(raised(cast, resident, "加装电梯"), ask=ask, actor=cast.actors.lead)
    vote = topic.votes.get()
    actions.enrol(vote, name=resident.name, person=resident, actor=cast.actors.clerk)
    vote.refresh_from_db()
    vote = actions.open_(vote, actor=cast.actors.lead)
    actions.vote_by_name(vote, choice="for", actor=cast.actors.resident)
    return vote
