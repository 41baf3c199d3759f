"""Who plays in the tests of consultations? The small county, two tellers, and a topic, a meeting, a
vote and an item in each state, through the real actions.
"""

from datetime import timedelta
from functools import cache
from types import SimpleNamespace

from django.core.files.uploadedfile import SimpleUploadedFile

from jinlin.core.files import uploads
from jinlin.core.hands import Tally
from jinlin.core.tests.attachments import picture
from jinlin.core.time import clock
from jinlin.domains.consultations import actions, sealing
from jinlin.domains.consultations.actions import Ask, Ballot, Decision, Guest, Plan, Raised
from jinlin.domains.consultations.models import ActionItem, Meeting, Topic, Vote
from jinlin.domains.consultations.models.votes import Basis
from jinlin.ground.accounts.actors import without_grants
from jinlin.ground.accounts.models import User
from jinlin.ground.accounts.roles import Role
from jinlin.ground.accounts.tests import county
from jinlin.ground.people.models import Person

STAFF = {
    **county.STAFF,
    "community_lead": ("许主任", Role.LEAD, "community", "community"),
    "other_clerk": ("曾小芳", Role.CLERK, "other_community", "other_community"),
    "teller": ("周守信", Role.TELLER, "community", "community"),
    "second_teller": ("吴公正", Role.TELLER, "town", "town"),
    "property_handler": ("范经理", Role.HANDLER, "neighbourhood", "property"),
}
TEXT = "小区没有充电桩，电动车都在楼道里充电，想一起商量装在哪里、怎么出钱。"
RULE = "half-present"
CARRIED = Tally(eligible=3, present=3, in_favour=3, against=0)


def cast_of_consultations() -> SimpleNamespace:
    """The whole cast stands in the database."""
    found = county.county(staff=STAFF)
    return SimpleNamespace(
        places=found.places, units=found.units, users=found.users, actors=found.actors
    )


def person_of(cast, name="resident") -> Person:
    """Who somebody of the cast is to the county."""
    from jinlin.ground.people import actions as people

    user = getattr(cast.users, name)
    actor = getattr(cast.actors, name)
    return people.know("350526", name=user.name, user=user, actor=actor)


def neighbours(number, county_code="350526"):
    """So many residents who signed in once: actor and person of each."""
    users = [
        User(name=f"邻居{n}", phone=f"1390000{n:04d}", phone_key=f"k{n}", password="!")
        for n in range(number)
    ]
    User.objects.bulk_create(users)
    people = [Person(county=county_code, name=user.name, user=user) for user in users]
    Person.objects.bulk_create(people)
    return [(without_grants(user), each) for user, each in zip(users, people, strict=True)]


def raised(cast, title="建充电桩", **more) -> Topic:
    told = {"place": cast.places.neighbourhood, "person": person_of(cast), **more}
    return actions.raise_topic(Raised(text=TEXT, title=title, **told), actor=cast.actors.resident)


def taken_up(cast, title="建充电桩") -> Topic:
    return actions.take_up(raised(cast, title), actor=cast.actors.clerk)


def photo(cast, who="clerk"):
    """Of the list that was signed in the room, sent by this one."""
    file = SimpleUploadedFile("sheet.jpg", picture(), "image/jpeg")
    return uploads.receive(file, county=county.COUNTY, actor=getattr(cast.actors, who))


def planned(cast, **more) -> Meeting:
    evening = clock.at(clock.today() + timedelta(days=5), 19)
    plan = Plan("充电桩议事会", evening, "居民活动室", **more)
    return actions.plan(cast.places.neighbourhood, plan, actor=cast.actors.clerk)


def called(cast, voters=3, **more) -> Meeting:
    meeting = planned(cast, **more)
    guests = [Guest(name=f"住户{n}", must_come=n == 0) for n in range(voters)]
    guests.append(Guest(organisation=cast.units.property, may_vote=False))
    for guest in guests:
        actions.list_guest(meeting, guest, actor=cast.actors.clerk)
    return actions.invite(now_of(meeting), actor=cast.actors.clerk)


def on_agenda(cast, meeting=None) -> Topic:
    meeting = meeting or called(cast)
    return actions.put_on_agenda(taken_up(cast), meeting=meeting, actor=cast.actors.clerk)


def sitting(cast, meeting=None) -> Meeting:
    """In session, with everybody who votes in the room; the caller sets the clock to its day."""
    meeting = actions.begin(now_of(meeting or called(cast)), actor=cast.actors.clerk)
    for guest in meeting.invitees.filter(may_vote=True):
        actions.sign_in(guest, by="name", actor=cast.actors.clerk)
    return now_of(meeting)


def day_of(meeting):
    return clock.set_to(meeting.starts_at + timedelta(minutes=1))


def decided(cast) -> Topic:
    """By hands, on the day of the meeting; the meeting has ended."""
    topic = on_agenda(cast)
    with day_of(topic.meeting):
        meeting = sitting(cast, topic.meeting)
        decision = Decision("在北门装十个充电桩。", "hands", CARRIED, RULE)
        topic = actions.decide(now_of(topic), decision=decision, actor=cast.actors.community_lead)
        actions.end(now_of(meeting), actor=cast.actors.clerk)
    return topic


def objected(cast) -> Topic:
    topic = decided(cast)
    with clock.set_to(clock.now() + timedelta(days=6)):
        actions.object_(
            topic, reason="北门太窄", person=person_of(cast), actor=cast.actors.resident
        )
    return now_of(topic)


def item(cast, topic=None, owner="property") -> ActionItem:
    topic = topic or decided(cast)
    return actions.agree_on(
        topic,
        what="装好北门的充电桩",
        owner=getattr(cast.units, owner),
        due_on=clock.today() + timedelta(days=20),
        actor=cast.actors.clerk,
    )


@cache
def pairs():
    """The tellers' keys: made once, making them is dear."""
    return sealing.new_pair(), sealing.new_pair()


def prepared(cast, *, secret=True, change=False, voters=(), options=(), topic=None) -> Vote:
    ask = Ask(
        "是否在北门建充电桩？",
        RULE,
        basis=Basis.PERSON,
        options=options,
        is_secret=secret,
        may_change=change,
        tellers=(cast.users.teller, cast.users.second_teller) if secret else (),
    )
    topic = actions.prepare(topic or taken_up(cast), ask=ask, actor=cast.actors.community_lead)
    vote = topic.votes.get(state="prepared")
    for _actor, person in voters:
        actions.enrol(vote, name=person.name, person=person, actor=cast.actors.clerk)
    if secret:
        for teller, pair in zip(("teller", "second_teller"), pairs(), strict=True):
            actions.hand_in_key(vote, key=pair.public, actor=getattr(cast.actors, teller))
    return now_of(vote)


def opened(cast, voters, **more) -> Vote:
    vote = prepared(cast, voters=voters, **more)
    return actions.open_(vote, is_sure=True, actor=cast.actors.community_lead)


def ballot(vote, choice, code="A1B2C3D4E5F6G7H8") -> Ballot:
    keys = (vote.key_one, vote.key_two)
    return Ballot(sealing.seal(choice, vote=str(vote.pk), keys=keys), code)


def after(vote):
    return clock.set_to(vote.due_at + timedelta(seconds=1))


def counted(cast, vote) -> dict[str, int]:
    """What both tellers find in the closed box, and hand in."""
    counts = recount(vote)
    for teller in ("teller", "second_teller"):
        actions.hand_in_count(vote, counts=counts, is_sure=True, actor=getattr(cast.actors, teller))
    return counts


def recount(vote) -> dict[str, int]:
    one, two = pairs()
    sealed = vote.box.exclude(sealed="").values_list("sealed", flat=True)
    return sealing.count(
        sealed, vote=str(vote.pk), privates=(one.private, two.private), choices=vote.keys
    )


def now_of(row):
    return type(row).objects.get(pk=row.pk)
