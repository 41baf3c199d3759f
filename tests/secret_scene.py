"""What private things stand in the house that test_release_nothing walks?

The scene of all addresses, and whatever residents and staff type besides.

After it every model of the house that holds typed text has a row, wishes and appeals stand in every
state that a page looks different in, and papers are out.
"""

from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile

from jinlin.core import known_fields, timeline
from jinlin.core.actor import SYSTEM, Actor
from jinlin.core.burden import Burden
from jinlin.core.files import uploads
from jinlin.core.files.uploads import Upload
from jinlin.core.idempotency import once
from jinlin.core.secrets.fields import match_key
from jinlin.core.tests.attachments import picture
from jinlin.core.time import clock
from jinlin.domains.appeals import actions as appeals
from jinlin.domains.appeals.actions import Route, Verdict, Wording
from jinlin.domains.appeals.models import Appeal, CallBack
from jinlin.domains.appeals.tests import cast as play
from jinlin.domains.appeals.tests.cast import COUNTY, SINCE, Cast
from jinlin.domains.receptions import actions as receptions
from jinlin.domains.receptions.actions import Chair
from jinlin.domains.receptions.models import Booking, Part, Session
from jinlin.domains.wishes import actions as wishes
from jinlin.domains.wishes.models import Capacity, Kind, Meeting, Photo, Wish
from jinlin.ground.accounts.actors import actor_for
from jinlin.ground.accounts.models import Grant, User
from jinlin.ground.accounts.roles import Role
from jinlin.ground.people import actions as people
from jinlin.ground.people.models import GroupInNeed, Person
from jinlin.ground.places.models import Organisation, OrganisationKind
from jinlin.services.documents import actions as documents
from jinlin.services.documents.models import Document
from jinlin.services.notices.models import Mailbox
from tests.scene import Scene, scene_of

EVERYBODYS_WORDS = "一位老人想要一床厚被子"


def secret_scene_of(cast: Cast) -> Scene:
    """The scene, and beside it one of everything private."""
    scene = scene_of(cast)
    _appealed(cast)
    _kept_at_the_desk(cast)
    _received_further(cast, scene)
    _wished_further(cast)
    _known(cast)
    document = Document.objects.order_by("issued_at").first()
    assert document is not None
    documents.revoke(document, actor=SYSTEM, reason="写错了单位")
    return scene


def stranger(name: str, phone: str) -> User:
    """A resident next door whom nothing in the house concerns."""
    return User.objects.create(
        name=name, phone=phone, phone_key=match_key(phone, "phone"), password="!"
    )


def sent(cast: Cast, name: str) -> Upload:
    return uploads.receive(ContentFile(picture(), name), county=COUNTY, actor=cast.actors.resident)


def _appealed(cast: Cast) -> None:
    """Appeals in every state, with all that can be written about one."""
    actors, soon = cast.actors, clock.today() + timedelta(days=2)
    play.reported(cast, spot="3幢楼下")
    play.waiting(cast)
    play.merged(cast)
    asked = appeals.ask_extension(play.in_hand(cast), actor=actors.handler, days=3, reason="等配件")
    appeals.refuse_extension(asked, actor=actors.lead, reason="配件已到")
    together = play.joint(cast)
    part = together.parts.get()
    together = appeals.answer_part(
        together, actor=play.helper(cast), part=part, reply="已切断电源。"
    )
    watched = appeals.supervise(
        together, actor=actors.supervisor, order="三日内到场。", due_on=soon
    )
    appeals.answer_supervision(watched, actor=actors.handler, answer="已到场。")
    done = play.closed(cast)
    Appeal.objects.filter(pk=done.pk).update(source_ref="12345-0001")
    shown = play.finished(cast, reporter=None, track_code="8642-9753")
    appeals.call_back(
        shown,
        actor=actors.clerk,
        verdict=Verdict(True, True, True),
        answers={"q": "满意"},
        note="邻居接的",
    )
    assert CallBack.objects.exists()


def _kept_at_the_desk(cast: Cast) -> None:
    actors = cast.actors
    appeals.write_reply(Wording("路灯", "路灯已报修。"), county=COUNTY, actor=actors.lead)
    route = Route(
        cast.places.neighbourhood.code,
        cast.units.bureau,
        clock.today(),
        category_code="0202",
        reason="路灯归城管",
    )
    appeals.set_rule(route, actor=actors.lead)
    appeals.save_view(actor=actors.clerk, name="我的", filters={"state": "open"})
    Burden.objects.create(
        county=COUNTY,
        path="/desk/",
        form="desk",
        reason="often",
        words="填得太多",
        role="clerk",
        on=clock.today(),
    )
    known_fields.count(county=COUNTY, form="desk", fields=["name"], role="clerk")
    Mailbox.objects.create(
        user=cast.users.resident, address="wang@example.cn", given_at=clock.now()
    )
    once(actor_key="x", key="y", body={}, act=lambda: {"said": "记下了"})


def _received_further(cast: Cast, scene: Scene) -> None:
    """Words with the booking, a conversation in each of its states, a sitter by name, a substitute,
    minutes, and a cancelled session.
    """
    ahead, held = (Session.objects.get(pk=scene.names[name]) for name in ("session", "going_on"))
    receptions.seat(
        ahead.series,
        chair=Chair(Part.EXPERT, cast.units.bureau, cast.users.handler, "值班律师"),
        actor=SYSTEM,
    )
    receptions.lay_out(ahead.series, until=clock.today() + timedelta(days=21), actor=SYSTEM)
    neighbour = play.person(cast, "neighbour")
    words = {"words": "楼上王家天天吵", "topic": "neighbours"}
    receptions.book(
        ahead, person=neighbour, slot_at=ahead.slots[1], actor=cast.actors.neighbour, **words
    )
    with clock.set_to(clock.at(held.on, 16)):
        for settle in (_confirmed, _disputed, _outside, _withdrawn):
            turn = receptions.walk_in(
                held, topic="repair", person=neighbour, words="楼道灯", actor=SYSTEM
            )
            settle(receptions.begin(turn, text="王家门口的灯坏了。", actor=SYSTEM))
    last = Session.objects.filter(series=ahead.series).latest("on")
    receptions.cancel(last, actor=SYSTEM, reason="会场维修")
    turn = Booking.objects.filter(session=held).exclude(state="talked").first()
    assert turn is not None
    with clock.set_to(clock.at(held.on, 18)):
        receptions.miss(turn, actor=SYSTEM)
        receptions.close(Session.objects.get(pk=held.pk), actor=SYSTEM)


def _confirmed(talk: Any) -> None:
    receptions.confirm(
        receptions.answer(talk, answer="明天换。", actor=SYSTEM),
        how="paper",
        comment="谢谢郑姐",
        actor=SYSTEM,
    )


def _disputed(talk: Any) -> None:
    receptions.dispute(
        receptions.answer(talk, answer="下周换。", actor=SYSTEM),
        how="paper",
        comment="没人来",
        actor=SYSTEM,
    )


def _outside(talk: Any) -> None:
    receptions.refer(talk, instead="请找供电公司。", actor=SYSTEM)


def _withdrawn(talk: Any) -> None:
    receptions.withdraw(talk, reason="自己修好了", actor=SYSTEM)


def _wished_further(cast: Cast) -> None:
    """A wish in each state, with photos sent and only one released; an enterprise and a team that
    want no name, a child, and a consent taken back.
    """
    resident, old = cast.actors.resident, play.person(cast)
    _posted(cast, title="王小梅家的被子", photos=[sent(cast, "王小梅家门.jpg")])
    wishes.ask_back(_posted(cast), actor=cast.actors.clerk, question="王奶奶要多大的？")
    wishes.decline(_posted(cast), actor=cast.actors.clerk, reason="已有救助", instead="找民政办")
    wishes.withdraw(_posted(cast), actor=resident, reason="不用了")
    _published(
        cast, photos=[sent(cast, "王小梅脸.jpg"), sent(cast, "王小梅床.jpg")], meeting=Meeting.HOME
    )
    _published(
        cast,
        band="child",
        agreed=wishes.Agreed("guardian", "王妈妈"),
        place=cast.places.second_neighbourhood,
    )
    team = wishes.Pledge(Capacity.TEAM, "赵队长", "13800000002", team="凤池暖心队", open_to=2)
    wish = wishes.claim(_published(cast), actor=cast.actors.neighbour, pledge=team)
    share = wishes.Pledge(
        Capacity.VOLUNTEER, "林志强", "13800000009", brings="一个枕头", is_contact_shown=True
    )
    wish = wishes.share(wish, actor=cast.actors.handler, pledge=share)
    wish = wishes.remark(wish, actor=cast.actors.neighbour, text="我在3幢")
    record = wishes.Record(clock.today(), "一床八斤的棉被，送到王家。")
    wish = wishes.fulfil(
        wish,
        actor=cast.actors.neighbour,
        record=record,
        photos=_sent_by(cast, "neighbour", "王家.jpg"),
    )
    wish = wishes.confirm(wish, actor=resident, words="奶奶说暖和")
    wishes.thank(wish, actor=resident, words="谢谢李大山")
    given = _of_enterprise(cast, record)
    wishes.dispute(given, actor=resident, reason="没收到")
    gone = _published(cast, for_person=old)
    people.withdraw_consent(gone.consent, actor=SYSTEM)


def _of_enterprise(cast: Cast, record: Any) -> Wish:
    """An enterprise that gives without being named has handed something over."""
    factory = Organisation.objects.create(
        county=COUNTY,
        name="白瓷厂",
        kind=OrganisationKind.ENTERPRISE,
        place=cast.places.county,
        place_code=COUNTY,
        phone="0595-23500000",
    )
    boss = User.objects.create(username="boss", name="许厂长", county=COUNTY, password="!")
    Grant.objects.create(
        county=COUNTY,
        user=boss,
        role=Role.HANDLER,
        place=cast.places.county,
        organisation=factory,
        valid_from=SINCE,
    )
    actor: Actor = actor_for(boss)
    pledge = wishes.Pledge(Capacity.ENTERPRISE, "许厂长", "13800000008", organisation=factory)
    return wishes.fulfil(
        wishes.claim(_published(cast), actor=actor, pledge=pledge), actor=actor, record=record
    )


def _posted(cast: Cast, **told: Any) -> Wish:
    text = "王小梅想要一床厚被子，住3幢502。"
    given = {
        "place": cast.places.neighbourhood,
        "for_person": play.person(cast),
        "agreed": wishes.Agreed("self", "王小梅"),
        "band": "80s",
    }
    return wishes.post(
        wishes.Post(kind=Kind.THING, text=text, **{**given, **told}), actor=cast.actors.resident
    )


def _published(cast: Cast, **told: Any) -> Wish:
    """On the wall; of its photos the first is released."""
    wish = _posted(cast, **told)
    chosen = list(Photo.objects.filter(wish=wish).values_list("pk", flat=True)[:1])
    return wishes.publish(
        wish,
        actor=cast.actors.clerk,
        shown=wishes.Shown(EVERYBODYS_WORDS, "晚上冷。", photos=chosen),
    )


def _sent_by(cast: Cast, name: str, file: str) -> list[Upload]:
    return [
        uploads.receive(
            ContentFile(picture(), file), county=COUNTY, actor=getattr(cast.actors, name)
        )
    ]


def _known(cast: Cast) -> None:
    """A person known whole, a family with a member in need and a carer without an account, and
    somebody who looked at them.
    """
    person = play.person(cast)
    Person.objects.filter(pk=person.pk).update(citizen_id="350526194101010012")
    alone = GroupInNeed.objects.get(code="elderly_alone")
    member = people.NewMember(name="许阿婆", phone="13500135001", groups=[alone])
    home = people.register_household(
        cast.places.neighbourhood, member, address="5幢502室", actor=cast.actors.clerk
    )
    link = people.link(
        home, role="volunteer", carer=people.Carer(cast.users.neighbour), actor=cast.actors.clerk
    )
    people.end_link(link, reason="moved", actor=cast.actors.clerk)
    timeline.look(person, actor=cast.actors.clerk, what="phone", why="回访")
