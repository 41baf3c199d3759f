"""Does a unit without an account read what it needs, answer once, and learn nothing of who reported
it?
"""

import io
import re
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from jinlin.core import timeline
from jinlin.core.actor import Kind
from jinlin.core.files import uploads
from jinlin.core.time import clock
from jinlin.domains.appeals import actions
from jinlin.domains.appeals.lifecycle import State
from jinlin.domains.appeals.models import PartState
from jinlin.domains.appeals.tests.cast import COUNTY, TEXT, at_desk, at_phone, in_hand, now_of
from jinlin.services.documents.models import OneTimeLink

pytestmark = pytest.mark.one_engine

TOLD = f"{TEXT}我是王小梅，电话13800000001，身份证350526198001011234。"
REPLY = "物业已清理通道，门已打开。"


def send(cast, appeal, **told):
    """The link as the desk shows it, once: its path."""
    page = at_desk(cast.users.clerk).post(reverse("appeals:send_link", args=[appeal.pk]), told)
    assert page.status_code == 200, page.content.decode()
    return re.search(r'value="https?://[^/]+(/link/[\w-]+/)"', page.content.decode())[1]


@pytest.fixture
def appeal(cast):
    """Led by the bureau; the property company, which has no account, helps."""
    appeal = in_hand(cast, text=TOLD)
    return actions.convene(
        appeal,
        actor=cast.actors.clerk,
        helper=cast.units.property,
        task="请打开通道的门。",
        due_on=clock.today() + timedelta(days=2),
    )


@pytest.fixture
def path(cast, appeal):
    return send(cast, appeal, part=str(appeal.parts.get().pk))


def answer(browser, path, **words):
    form = browser.get(path).context["attempt"].form
    return browser.post(
        path, {name: form[name].value() or "" for name in form.fields} | {"reply": REPLY} | words
    )


def test_a_helper_answers_its_part_once_under_its_own_face(cast, appeal, path):
    browser = Client()
    assert [answer(browser, path).url, browser.get(path).url] == [reverse("appeals:link_done")] * 2
    part, link = appeal.parts.get(), OneTimeLink.objects.get()
    assert (part.state, part.reply, now_of(appeal).parts_open, link.is_used) == (
        PartState.ANSWERED,
        REPLY,
        0,
        True,
    )
    entry = timeline.trail(appeal)[-1]
    assert (entry.verb, entry.face, entry.user_id, entry.actor_kind) == (
        "answer_part",
        "凤池新村物业服务中心",
        None,
        Kind.PERSON,
    )
    assert [entry.face for entry in timeline.trail(link)] == [
        "凤池社区居委会",
        "凤池新村物业服务中心",
    ]
    refused = Client().get(path)
    assert (refused.status_code, "这个链接已经用过了" in refused.content.decode()) == (409, True)
    assert (
        "凤池新村物业服务中心已答复协办事项"
        in at_desk(cast.users.clerk)
        .get(reverse("appeals:desk_appeal", args=[appeal.pk]))
        .content.decode()
    )


def test_the_page_says_what_is_asked_and_not_who_reported_it(cast, path):
    page = Client().get(path).content.decode()
    assert [
        word
        for word in ("请打开通道的门。", "凤池新村3幢", "王**", "138****0001")
        if word not in page
    ] == []
    assert [word for word in ("王小梅", "13800000001", "350526198001011234") if word in page] == []


def test_the_leading_unit_finishes_by_its_link(cast):
    appeal = in_hand(cast)
    assert answer(Client(), send(cast, appeal)).status_code == 302
    appeal = now_of(appeal)
    assert (appeal.state, appeal.rounds.get().reply, timeline.trail(appeal)[-1].face) == (
        State.FINISHED,
        REPLY,
        "德化县城市管理局",
    )


def test_photos_come_along_and_only_those_of_this_matter_are_shown(cast, appeal, path):
    picture = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(picture, "JPEG")
    picture.seek(0)
    picture.name = "门.jpg"
    browser = Client()
    other = in_hand(cast)
    foreign = uploads.receive(named(picture), county=COUNTY, actor=cast.actors.handler)
    uploads.attach([foreign], other)
    assert browser.get(f"{path}photos/{foreign.pk}/").status_code == 404
    picture.seek(0)
    assert answer(browser, path, photos=picture).status_code == 302
    photo = uploads.of(appeal).get()
    at_clerk = (
        at_desk(cast.users.clerk)
        .get(reverse("appeals:desk_appeal", args=[appeal.pk]))
        .content.decode()
    )
    at_resident = (
        at_phone(cast.users.resident)
        .get(reverse("appeals:appeal", args=[appeal.pk]))
        .content.decode()
    )
    assert (
        photo.thumbnail_url in at_clerk,
        photo.thumbnail_url in at_resident,
        REPLY in at_resident,
    ) == (True, False, False)


def named(picture):
    return ContentFile(picture.getvalue(), name="门.jpg")


def test_the_residents_photos_are_read_through_the_link_only(cast):
    picture = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(picture, "JPEG")
    appeal = in_hand(cast)
    photo = uploads.receive(named(picture), county=COUNTY, actor=cast.actors.resident)
    uploads.attach([photo], appeal)
    path = send(cast, appeal)
    browser = Client()
    shown = [browser.get(f"{path}photos/{photo.pk}/{end}") for end in ("", "?whole")]
    assert [(answer.status_code, b"".join(answer.streaming_content)[:2]) for answer in shown] == [
        (200, b"\xff\xd8")
    ] * 2
    assert browser.get(photo.thumbnail_url).status_code == 404


def test_a_stale_reply_keeps_the_words_and_the_link(cast, appeal, path):
    browser = Client()
    form = browser.get(path).context["attempt"].form
    words = {name: form[name].value() or "" for name in form.fields} | {"reply": REPLY}
    actions.add_information(now_of(appeal), actor=cast.actors.clerk, text="居民说门又锁了。")
    refused = browser.post(path, words)
    assert (refused.status_code, refused.context["attempt"].form["reply"].value()) == (409, REPLY)
    assert "居民说门又锁了。" in refused.content.decode()
    again = {name: refused.context["attempt"].form[name].value() for name in ("version", "key")}
    assert browser.post(path, words | again).status_code == 302


def test_an_empty_reply_uses_nothing_up(path):
    refused = answer(Client(), path, reply="")
    assert (refused.status_code, OneTimeLink.objects.get().is_used) == (422, False)


def test_a_link_is_over_in_time_after_a_new_one_and_when_the_unit_is_not_asked_any_more(
    cast, appeal, path
):
    later = send(cast, appeal, part=str(appeal.parts.get().pk))
    assert [Client().get(each).status_code for each in (path, later)] == [409, 200]
    with clock.set_to(clock.now() + timedelta(days=8)):
        assert Client().get(later).status_code == 409
    actions.release(
        now_of(appeal), actor=cast.actors.clerk, part=appeal.parts.get(), reason="门已经开了"
    )
    assert "不再需要贵单位答复" in Client().get(later).content.decode()
    lead = send(cast, appeal)
    actions.return_(now_of(appeal), actor=cast.actors.handler, reason="归物业管")
    assert [Client().get(each).status_code for each in (later, lead, "/link/nothing/")] == [
        409,
        409,
        404,
    ]


def test_a_link_is_offered_for_units_in_which_nobody_has_an_account(cast, appeal):
    def offered():
        page = at_desk(cast.users.clerk).get(reverse("appeals:desk_appeal", args=[appeal.pk])).text
        return re.findall(r"给没有账号的(\S+?)发链接", page)

    assert offered() == ["凤池新村物业服务中心"]
    cast.users.handler.is_active = False
    cast.users.handler.save()
    assert sorted(offered()) == ["凤池新村物业服务中心", "德化县城市管理局"]


def test_only_those_who_look_after_it_send_links(cast, appeal):
    address = reverse("appeals:send_link", args=[appeal.pk])
    users = cast.users
    codes = {
        name: at_desk(getattr(users, name)).post(address).status_code
        for name in ("clerk", "handler", "supervisor", "town_outsider", "audit_admin")
    }
    assert codes == {
        "clerk": 200,
        "handler": 200,
        "supervisor": 200,
        "town_outsider": 404,
        "audit_admin": 403,
    }
    assert at_desk(users.clerk).post(address, {"part": "nonsense"}).status_code == 404
    assert at_desk(users.clerk).get(address).status_code == 405
