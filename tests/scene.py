"""What stands in the house that the whole-house tests walk through?

The cast of appeals, and one of everything that has an address.
"""

import copy
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client

from jinlin.core.actor import SYSTEM
from jinlin.core.files import uploads
from jinlin.core.offline import Conflict
from jinlin.core.tests.attachments import picture
from jinlin.core.time import clock
from jinlin.domains.appeals.models import Appeal, DeadlinePolicy, ScriptQuestion
from jinlin.domains.appeals.tests.cast import COUNTY, SINCE, Cast, at_desk, at_phone, in_hand
from jinlin.domains.appeals.tests.cast import person as person_of
from jinlin.domains.receptions import actions as receptions
from jinlin.domains.receptions.actions import Chair, Terms
from jinlin.domains.receptions.models import Part, ReceptionRule, Session
from jinlin.domains.wishes import actions as wishes
from jinlin.domains.wishes.models import Capacity, Kind, WishRule
from jinlin.ground.accounts.actions import (
    add_staff,
    grant_role,
    issue_token,
    put_on_duty,
    revoke_token,
)
from jinlin.ground.accounts.roles import Role
from jinlin.ground.accounts.tokens import SCOPES
from jinlin.ground.people import actions as people
from jinlin.ground.people.models import GroupInNeed, Purpose, Relation
from jinlin.ground.places.actions import open_station
from jinlin.services.notices.actions import Recipient, tell
from jinlin.services.notices.models import (
    CountyChannel,
    Delivery,
    GroupRobot,
    Message,
    QuietHours,
    Webhook,
)
from tests.beside import standing_beside
from tests.scene_of_casework import cared_for
from tests.scene_of_consultations import consulted
from tests.scene_of_erasures import to_be_destroyed
from tests.scene_of_hotline import handed_in
from tests.scene_of_identities import known_elsewhere
from tests.scene_of_insight import understood
from tests.scene_of_metrics import reported_month
from tests.scene_of_points import earned
from tests.scene_of_projects import projected
from tests.scene_of_returns import handed_down
from tests.scene_of_second_words import second_words
from tests.scene_of_service import served
from tests.scene_of_talents import found
from tests.scene_of_visits import visited
from tests.scene_of_workforce import registered

NOBODYS_KEY = "0190a5a0-0000-7000-8000-000000000000"
PASSWORD = "white-porcelain-9"
RESIDENTS = ("resident", "neighbour")


@dataclass(frozen=True)
class Scene:
    """The cast, and the names that stand in the addresses of the table: {appeal}, {person} ..."""

    cast: Cast
    names: dict[str, Any]


def scene_of(cast: Cast) -> Scene:
    """An appeal in the bureau's hand, with a photo; somebody without a phone; and so on."""
    photo, loose = (
        uploads.receive(ContentFile(picture(), name), county=COUNTY, actor=cast.actors.resident)
        for name in ("lamp.jpg", "step.jpg")
    )
    appeal = in_hand(cast)
    uploads.attach([photo], appeal)
    names = {
        "appeal": appeal.pk,
        "nobody": NOBODYS_KEY,
        "photo": photo.pk,
        "loose": loose.pk,
        **projected(cast),
        **_acted_for(cast),
        **_at_places(cast),
        **_in_care(cast),
        **_kept_by_administrators(cast),
        **_told(cast, appeal),
        **received(cast),
        **visited(cast),
        **_wished(cast),
        **found(cast, person_of),
        **served(cast, person_of),
        **earned(cast, person_of),
        **understood(appeal, cast.users.neighbour),
        "month_report": reported_month(cast).pk,
        **handed_down(cast),
        **standing_beside("scene", cast),
        **consulted(cast, person_of),
        **to_be_destroyed(cast, appeal),
        **registered(COUNTY, cast.places.community.code, person_of(cast)),
        **cared_for(cast.places.county, cast.places.community, cast.users),
    }
    _came_twice(cast)
    second_words(cast, names)
    known_elsewhere(cast)
    handed_in(cast, appeal)
    return Scene(cast, names)


def _came_twice(cast: Cast) -> None:
    """Something made offline that came with other contents a second time."""
    Conflict.objects.create(
        county=COUNTY,
        place_code=cast.places.community.code,
        label="appeals.appeal",
        key=NOBODYS_KEY,
        mark="mark",
        content="另一份内容",
        at=clock.now(),
        decided_at=clock.now(),
        note="两份都留下",
    )


def _acted_for(cast: Cast) -> dict[str, Any]:
    granny = people.know(COUNTY, name="陈阿婆", actor=cast.actors.clerk)
    consent = people.consent(
        granny,
        given_by="",
        relation=Relation.SELF,
        purpose=Purpose.ACTING,
        version="2026-1",
        actor=cast.actors.clerk,
    )
    mandate = people.act_for(granny, reason="没有手机", consent=consent, actor=cast.actors.clerk)
    return {"person": granny.pk, "consent": consent.pk, "mandate": mandate.pk}


def _at_places(cast: Cast) -> dict[str, Any]:
    station = open_station(
        cast.places.neighbourhood,
        name="凤池新村议事站",
        organisation=cast.units.community,
        actor=SYSTEM,
    )
    tomorrow = clock.today() + timedelta(days=1)
    shift = put_on_duty(
        cast.users.lead, at=cast.units.town, kind="night", day=tomorrow, actor=SYSTEM
    )
    return {
        "place": cast.places.neighbourhood.pk,
        "town": cast.places.town.code,
        "unit": cast.units.bureau.pk,
        "station": station.pk,
        "code": station.code,
        "shift": shift.pk,
    }


def _in_care(cast: Cast) -> dict[str, Any]:
    """A household in need of the neighbourhood, which the neighbour looks after as a volunteer."""
    group, _made = GroupInNeed.objects.get_or_create(
        code="elderly_alone", defaults={"name": "独居老人"}
    )
    member = people.NewMember(name="苏阿公", groups=[group])
    home = people.register_household(
        cast.places.neighbourhood, member, address="3幢201室", actor=cast.actors.clerk
    )
    link = people.link(
        home, role="volunteer", carer=people.Carer(cast.users.neighbour), actor=cast.actors.clerk
    )
    return {"household": home.pk, "carelink": link.pk}


def _kept_by_administrators(cast: Cast) -> dict[str, Any]:
    newcomer, _password = add_staff(
        COUNTY, username="newcomer", name="新来的", actor=SYSTEM, password=None
    )
    grant = grant_role(newcomer, role=Role.CLERK, at=cast.units.community, actor=SYSTEM)
    token, _raw = issue_token(
        newcomer,
        name="hotline",
        scopes=["appeals:read"],
        expires_on=clock.today() + timedelta(days=30),
        actor=SYSTEM,
    )
    ScriptQuestion.objects.create(county=COUNTY, text="师傅是否佩戴工牌？", category_code="99")
    policy = DeadlinePolicy.objects.create(
        county=COUNTY, step="finish", grade="ordinary", amount=7, unit="days", valid_from=SINCE
    )
    group, _made = GroupInNeed.objects.get_or_create(code="alone", defaults={"name": "独居老人"})
    return {
        "user": newcomer.pk,
        "grant": grant.pk,
        "token": token.pk,
        "policy": policy.pk,
        "group": group.pk,
        "category": cast.categories.repair.pk,
    }


def _wished(cast: Cast) -> dict[str, Any]:
    """A wish of the resident's on the wall; the neighbour took it on and looks for one more."""
    words = wishes.Post(
        cast.places.neighbourhood,
        Kind.THING,
        "一床厚被子",
        person_of(cast),
        agreed=wishes.Agreed(),
        band="80s",
    )
    wish = wishes.post(words, actor=cast.actors.resident)
    wish = wishes.publish(
        wish,
        actor=cast.actors.clerk,
        shown=wishes.Shown("一床厚被子", "冬天晚上冷，想要一床厚一点的被子。"),
    )
    pledge = wishes.Pledge(Capacity.VOLUNTEER, "李大山", "13800000002", open_to=1)
    wish = wishes.claim(wish, actor=cast.actors.neighbour, pledge=pledge)
    rule = WishRule.objects.create(county=COUNTY, valid_from=SINCE)
    return {
        "wish": wish.pk,
        "wish_version": wish.version,
        "claim": wish.claims.get().pk,
        "rule": rule.pk,
        "today": clock.today(),
    }


def _told(cast: Cast, about: Appeal) -> dict[str, Any]:
    """A message in the resident's inbox, and one on its way to the bureau's group."""
    robot = GroupRobot.objects.create(
        county=COUNTY,
        organisation=cast.units.bureau,
        kind="wecom",
        url="https://robot.example/send",
    )
    ways = CountyChannel.objects.create(
        county=COUNTY, kind="sms", address="https://sms.example/send"
    )
    quiet = QuietHours.objects.create(county=COUNTY)
    webhook = Webhook.objects.create(
        county=COUNTY,
        name="县平台",
        url="https://hooks.example/",
        secret="s",
        created_at=clock.now(),
        created_on=clock.today(),
    )
    to = [
        Recipient(user_id=cast.users.resident.pk),
        Recipient(organisation_id=cast.units.bureau.pk),
    ]
    said = {"title": "已转给城管局", "body": "4月18日前给您答复。", "url": f"/appeals/{about.pk}/"}
    with transaction.atomic():
        tell(county=COUNTY, event="appeals.hand_over", about=about, to=to, **said)
    message, delivery = (
        Message.objects.get(user=cast.users.resident, title=said["title"]),
        Delivery.objects.get(robot=robot),
    )
    return {
        "message": message.pk,
        "delivery": delivery.pk,
        "robot": robot.pk,
        "channel": ways.pk,
        "quiet": quiet.pk,
        "webhook": webhook.pk,
    }


def received(cast: Cast) -> dict[str, Any]:
    """A reception day on this weekday: the resident was answered a week ago, and has a time in a
    week. The bureau sits in both.
    """
    today, week = clock.today(), timedelta(days=7)
    with clock.set_to(clock.at(today - week, 9)):
        terms = Terms(name="红色会客厅接待日", room="红色会客厅", weekday=today.weekday())
        series = receptions.set_up(cast.places.neighbourhood, terms=terms, actor=SYSTEM)
        receptions.seat(series, chair=Chair(Part.DEPARTMENT, cast.units.bureau), actor=SYSTEM)
        receptions.lay_out(series, until=today + week, actor=SYSTEM)
    before, ahead = (
        Session.objects.get(series=series, on=day) for day in (today - week, today + week)
    )
    resident = person_of(cast)
    with clock.set_to(clock.at(today - week, 15)):
        turn = receptions.walk_in(
            receptions.open_(before, actor=SYSTEM), topic="repair", person=resident, actor=SYSTEM
        )
        talk = receptions.begin(turn, text="楼道灯坏了。", actor=SYSTEM)
        talk = receptions.answer(talk, answer="明天换灯。", actor=SYSTEM)
        waiting = receptions.walk_in(before, topic="parking", actor=SYSTEM)
    booking = receptions.book(
        ahead, person=resident, topic="parking", slot_at=ahead.slots[0], actor=cast.actors.resident
    )
    rule = ReceptionRule.objects.create(county=COUNTY, valid_from=SINCE)
    found: dict[str, Any] = {
        "series": series,
        "session": ahead,
        "going_on": before,
        "booking": booking,
        "talk": talk,
        "talked": turn,
        "turn": waiting,
    }
    found |= {name: row.pk for name, row in found.items()} | {
        f"{name}_version": found[name].version for name in ("session", "talk", "turn")
    }
    return {**found, "reception_rule": rule.pk, "neighbourhood": cast.places.neighbourhood.code}


def callers(cast: Cast) -> dict[str, Client]:
    """A browser for everybody: a visitor, the residents, and each of the staff."""
    everybody = list(vars(cast.users))
    for user in (getattr(cast.users, name) for name in everybody if name not in RESIDENTS):
        user.set_password(PASSWORD)
        user.save(update_fields=["password"])
    found = {"visitor": Client()}
    for name in everybody:
        found[name] = (at_phone if name in RESIDENTS else at_desk)(getattr(cast.users, name))
    for client in found.values():
        client.raise_request_exception = False
    return found


def copies(clients: dict[str, Client]) -> dict[str, Client]:
    """The same browsers and programs again, so that nothing is left of what a test did to them."""
    found = {}
    for name, client in clients.items():
        found[name] = Client(raise_request_exception=client.raise_request_exception)
        found[name].defaults, found[name].headers = dict(client.defaults), client.headers
        found[name].cookies = copy.deepcopy(client.cookies)
    return found


def programs(cast: Cast) -> dict[str, Client]:
    """A program without a token, with one that opens nothing any more, one that may only read, and
    one for each of the staff.
    """
    raws = {
        "without": "",
        "unknown": "jl_unknown",
        "revoked": raw_token(cast, "clerk", revoked=True),
        "reader": raw_token(cast, "clerk", ["appeals:read"]),
    }
    for name in (
        "clerk",
        "lead",
        "handler",
        "supervisor",
        "town_outsider",
        "county_outsider",
        "system_admin",
    ):
        raws[name] = raw_token(cast, name)
    clients = {
        name: Client(headers={"authorization": f"Bearer {raw}"} if raw else {})
        for name, raw in raws.items()
    }
    for client in clients.values():
        client.raise_request_exception = False
    return clients


def raw_token(cast: Cast, name: str, scopes: Any = tuple(SCOPES), *, revoked: bool = False) -> str:
    token, raw = issue_token(
        getattr(cast.users, name),
        name="test",
        scopes=scopes,
        expires_on=clock.today() + timedelta(days=9),
        actor=SYSTEM,
    )
    if revoked:
        revoke_token(token, actor=SYSTEM)
    return raw
