"""Can a resident report something in three taps, and does nothing typed get lost?"""

import io
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from jinlin.core.files import uploads
from jinlin.core.files.uploads import Upload
from jinlin.domains.appeals.actions.intake import TEXT_LIMIT
from jinlin.domains.appeals.drafts import DRAFT, track_code
from jinlin.domains.appeals.forms.report import WhoForm
from jinlin.domains.appeals.models import Appeal, Identity
from jinlin.domains.appeals.tests.cast import COUNTY, TEXT, at_phone

pytestmark = pytest.mark.one_engine

REPORT, PLACE, WHAT, WHO, DONE = (
    reverse(f"appeals:{name}")
    for name in ("report", "report_place", "report_what", "report_who", "report_done")
)


def photo(name="路灯.jpg", kind="JPEG", size=(64, 48)):
    written = io.BytesIO()
    Image.new("RGB", size, "#1f6f6b").save(written, kind)
    return SimpleUploadedFile(name, written.getvalue(), content_type="image/jpeg")


def at_home(client, cast):
    """The browser knows its neighbourhood."""
    client.cookies["place"] = cast.places.neighbourhood.code
    return client


@pytest.fixture
def stranger(cast):
    return at_home(Client(), cast)


@pytest.fixture
def resident(cast):
    return at_home(at_phone(cast.users.resident), cast)


def last_form(response):
    """What the last page would send."""
    form = response.context["form"]
    return {name: form[name].value() or "" for name in form.fields}


def errors(response):
    return {
        field: [str(each) for each in found]
        for field, found in response.context["form"].errors.items()
    }


def test_with_a_known_place_it_takes_three_taps(resident, cast):
    assert resident.post(REPORT, {"text": TEXT}).url == WHAT
    assert resident.post(WHAT, last_form(resident.get(WHAT)) | {"spot": "3幢2单元"}).url == WHO
    assert resident.post(WHO, last_form(resident.get(WHO))).url == DONE
    appeal = Appeal.objects.get()
    told = (
        appeal.text,
        appeal.spot,
        appeal.place,
        appeal.unit,
        appeal.identity,
        appeal.reporter.user,
    )
    assert told == (
        TEXT,
        "3幢2单元",
        cast.places.neighbourhood,
        cast.units.community,
        Identity.NAMED,
        cast.users.resident,
    )
    assert resident.get(DONE).context["appeal"] == appeal
    assert DRAFT not in resident.session


def test_without_a_known_place_it_is_asked_first_and_remembered(cast):
    client = Client()
    assert client.post(REPORT, {"text": TEXT}).url == PLACE
    found = client.get(PLACE, {"q": "凤池"})
    assert [place.name for place in found.context["places"]] == [
        "凤池新村",
        "瓷都花园",
        "凤池社区居委会",
    ]
    assert (
        client.post(
            reverse("places:choose"), {"code": cast.places.neighbourhood.code, "next": WHAT}
        ).url
        == WHAT
    )
    page = client.get(WHAT)
    assert (page.context["here"], page.context["form"]["text"].value()) == (
        cast.places.neighbourhood,
        TEXT,
    )


def test_another_place_is_for_this_report_only(resident, cast):
    assert resident.post(PLACE, {"code": cast.places.far_neighbourhood.code}).url == WHAT
    assert resident.get(WHAT).context["here"] == cast.places.far_neighbourhood
    assert resident.cookies["place"].value == cast.places.neighbourhood.code


def test_the_first_screen_names_the_emergency_numbers(stranger, cast):
    for page in (stranger.get(WHAT), Client().get(PLACE)):
        assert [f"tel:{number}" in page.text for number in (110, 119, 120)] == [True] * 3


def test_anonymous_is_one_tap_and_the_code_opens_it_elsewhere(stranger):
    stranger.post(WHAT, {"text": TEXT})
    form = last_form(stranger.get(WHO))
    stranger.post(WHO, form | {"identity": "anonymous"})
    done = stranger.get(DONE)
    appeal, code = done.context["appeal"], done.context["code"]
    assert (appeal.identity, appeal.reporter, code) == (
        Identity.ANONYMOUS,
        None,
        track_code(form["key"]),
    )
    assert len(code) == 10
    elsewhere, address = Client(), reverse("appeals:appeal", args=[appeal.pk])
    typed = {
        "number": appeal.number.lower().replace("-", " "),
        "code": f"{code[:5]} {code[5:]}".lower(),
    }
    assert elsewhere.post(reverse("appeals:track"), typed).url == address
    assert elsewhere.get(address).status_code == 200


def test_the_tracking_code_stands_in_no_table(stranger):
    stranger.post(WHAT, {"text": TEXT})
    stranger.post(WHO, last_form(stranger.get(WHO)) | {"identity": "anonymous"})
    code = stranger.get(DONE).context["code"]
    assert [code in str(row) for row in Appeal.objects.values()] == [False]
    assert code not in str(dict(stranger.session))


def test_the_code_is_shown_only_for_a_while(stranger):
    stranger.post(WHAT, {"text": TEXT})
    stranger.post(WHO, last_form(stranger.get(WHO)) | {"identity": "anonymous"})
    session = stranger.session
    session["report_sent"] = session["report_sent"] | {"at": 0.0}
    session.save()
    page = stranger.get(DONE)
    assert (page.status_code, page.context["code"]) == (200, "")


def test_hidden_identity_is_kept(resident):
    resident.post(WHAT, {"text": TEXT})
    resident.post(WHO, last_form(resident.get(WHO)) | {"identity": "hidden"})
    assert Appeal.objects.get().identity == Identity.HIDDEN


def test_a_visitor_cannot_claim_a_name(stranger):
    stranger.post(WHAT, {"text": TEXT})
    assert (
        stranger.post(WHO, last_form(stranger.get(WHO)) | {"identity": "named"}).status_code == 422
    )
    assert not Appeal.objects.exists()


def test_the_draft_with_its_photo_survives_signing_in(stranger, cast, settings):
    settings.DEMO = True
    stranger.post(WHAT, {"text": TEXT, "spot": "东门", "photos": photo()})
    stranger.post(reverse("accounts:sign-in"), {"phone": "13800000001", "next": WHO})
    code = stranger.session["sign_in_code"]["shown"]
    assert stranger.post(reverse("accounts:sign-in-code"), {"code": code, "next": WHO}).url == WHO
    page = stranger.get(WHO)
    assert (last_form(page)["text"], last_form(page)["spot"], len(page.context["photos"])) == (
        TEXT,
        "东门",
        1,
    )
    assert len(stranger.get(page.context["photos"][0].thumbnail_url).getvalue()) > 0
    assert stranger.post(WHO, last_form(page)).url == DONE
    appeal = Appeal.objects.get()
    assert (appeal.reporter.user, uploads.of(appeal).count()) == (cast.users.resident, 1)


def test_sent_twice_it_is_one_appeal(resident):
    resident.post(WHAT, {"text": TEXT})
    form = last_form(resident.get(WHO))
    assert [resident.post(WHO, form).url, resident.post(WHO, form).url] == [DONE, DONE]
    assert Appeal.objects.count() == 1


def test_sent_twice_by_a_phone_that_lost_its_session_it_is_one_appeal(stranger, cast):
    stranger.post(WHAT, {"text": TEXT})
    form = last_form(stranger.get(WHO)) | {"identity": "anonymous"}
    stranger.post(WHO, form)
    again = Client()
    assert again.post(WHO, form).url == DONE
    assert Appeal.objects.count() == 1


def test_a_form_that_outlived_its_session_still_sends_what_it_shows(stranger):
    stranger.post(WHAT, {"text": TEXT})
    form = last_form(stranger.get(WHO)) | {"identity": "anonymous"}
    stranger.session.flush()
    assert stranger.post(WHO, form).url == DONE
    assert Appeal.objects.get().text == TEXT


@pytest.mark.parametrize(
    "text", ["路灯坏了😀，𠮷田家门口", "第一行\r\n第二行", "带控制符\x07的\x1b文字"]
)
def test_rare_characters_arrive_readable(stranger, text):
    stranger.post(WHAT, {"text": text})
    stranger.post(WHO, last_form(stranger.get(WHO)) | {"identity": "anonymous"})
    expected = text.replace("\r\n", "\n").replace("\x07", "").replace("\x1b", "")
    assert Appeal.objects.get().text == expected


def test_an_empty_text_is_asked_for_again(stranger):
    page = stranger.post(WHAT, {"text": "   ", "spot": "东门"})
    assert (page.status_code, errors(page)) == (422, {"text": ["请简单说说发生了什么事。"]})
    assert stranger.get(WHAT).context["form"]["spot"].value() == "东门"


@pytest.mark.parametrize("address", [REPORT, WHAT])
def test_a_megabyte_of_text_comes_back_whole(stranger, address):
    long = "字" * (1024 * 1024 // 3)
    page = stranger.post(address, {"text": long})
    assert (page.status_code, page.context["form"]["text"].value()) == (422, long)
    assert errors(page)["text"] == [
        f"这段文字有 {len(long)} 个字，请不要超过 {TEXT_LIMIT} 个字。已填的内容都还在。"
    ]


def test_a_forged_place_is_refused_with_everything_kept(resident):
    assert resident.post(PLACE, {"code": "999999"}).status_code == 422
    resident.post(WHAT, {"text": TEXT})
    page = resident.post(WHO, last_form(resident.get(WHO)) | {"place": "110101001001"})
    assert (page.status_code, page.context["form"]["text"].value()) == (422, TEXT)
    assert errors(page) == {"__all__": ["系统里没有这个地点，请重新选择。已填的内容都还在。"]}


def test_a_place_where_nobody_takes_appeals_says_where_to_turn(resident, cast):
    cast.units.community.is_open = cast.units.town.is_open = False
    for unit in (cast.units.community, cast.units.town):
        unit.save()
    resident.post(WHAT, {"text": TEXT})
    page = resident.post(WHO, last_form(resident.get(WHO)))
    assert (page.status_code, errors(page)) == (
        422,
        {"__all__": ["这个地方暂时还没有单位受理诉求。请重新选择地点，或拨打 12345。"]},
    )


SVG = SimpleUploadedFile(
    "图.svg",
    b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    content_type="image/svg+xml",
)


def test_a_picture_that_is_no_photo_loses_nothing(stranger):
    page = stranger.post(WHAT, {"text": TEXT, "photos": [photo(), SVG]})
    assert (
        page.status_code,
        page.context["form"]["text"].value(),
        len(page.context["photos"]),
    ) == (422, TEXT, 1)
    assert page.context["problems"] == [
        "图.svg: 这不是能用的照片，请选 JPEG、PNG 或 WebP 格式的图片。"
    ]
    assert stranger.get(WHAT).context["form"]["text"].value() == TEXT


def test_an_oversize_photo_names_its_size(stranger, settings):
    settings.UPLOAD_LIMIT_MB = 1
    big = SimpleUploadedFile("大.jpg", b"\xff" * (1024 * 1024 + 1), content_type="image/jpeg")
    page = stranger.post(WHAT, {"text": TEXT, "photos": big})
    assert (
        page.status_code,
        page.context["form"]["text"].value(),
        "1.1 MB" in page.context["problems"][0],
    ) == (422, TEXT, True)


def test_what_hides_behind_a_photo_dies(stranger):
    polyglot = photo()
    polyglot = SimpleUploadedFile(
        "x.jpg", polyglot.read() + b"<script>alert(1)</script>", content_type="image/jpeg"
    )
    assert stranger.post(WHAT, {"text": TEXT, "photos": polyglot}).url == WHO
    assert b"script" not in Path(Upload.objects.get().path).read_bytes()


def test_six_photos_are_enough_and_each_can_be_taken_out(stranger):
    page = stranger.post(WHAT, {"text": TEXT, "photos": [photo() for _each in range(7)]})
    assert (page.status_code, page.context["problems"], len(page.context["photos"])) == (
        422,
        ["最多 6 张照片，已保留前面的几张。"],
        6,
    )
    gone = page.context["photos"][2]
    stranger.post(WHAT, {"text": TEXT, "remove": str(gone.pk)})
    assert gone not in stranger.get(WHAT).context["photos"]
    assert len(stranger.get(WHAT).context["photos"]) == 5


def test_nobody_sends_somebody_elses_photo(stranger, cast):
    other = Client()
    other.cookies["place"] = cast.places.neighbourhood.code
    other.post(WHAT, {"text": TEXT, "photos": photo()})
    theirs = Upload.objects.get()
    session = stranger.session
    session[DRAFT] = {
        "text": TEXT,
        "photos": [str(theirs.pk)],
        "key": "0199a1a0-0000-7000-8000-000000000001",
    }
    session.save()
    stranger.cookies["sessionid"] = session.session_key
    assert stranger.get(WHAT).context["photos"] == []
    assert stranger.get(theirs.thumbnail_url).status_code == 404


def test_a_qr_code_leads_straight_to_the_question(cast):
    from jinlin.core.actor import SYSTEM
    from jinlin.ground.places.actions import open_station

    station = open_station(cast.places.neighbourhood, name="凤池新村微协商微议事站点", actor=SYSTEM)
    client = Client()
    assert client.get(
        reverse("places:station-door", args=[station.code]), follow=True
    ).redirect_chain[-1] == (WHAT, 302)
    assert client.get(WHAT).context["here"] == cast.places.neighbourhood


def test_outside_every_county_there_is_no_report(cast):
    assert Appeal.objects.filter(county=COUNTY).count() == 0
    client = Client()
    client.cookies["place"] = cast.places.county.code
    assert client.get(WHAT).url == PLACE


def test_the_last_question_offers_a_name_only_to_whoever_is_signed_in():
    for is_signed_in, offered in ((True, 3), (False, 1), (True, 3)):
        form = WhoForm(is_signed_in=is_signed_in, asks_name=is_signed_in)
        assert len(form.fields["identity"].choices) == offered
        assert ("name" in form.fields) is is_signed_in
