"""Can programs send photos, keep matters and pass them on, by the same rules as people?"""

from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from jinlin.core.actor import SYSTEM
from jinlin.core.files import uploads
from jinlin.core.files.uploads import Upload
from jinlin.domains.appeals import actions
from jinlin.domains.appeals.tests.cast import COUNTY, Cast, days_on, in_hand, now_of
from jinlin.domains.appeals.tests.test_speak_to_programs import Program, told
from jinlin.ground.accounts.actions import add_staff, grant_role

pytestmark = pytest.mark.one_engine


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.UPLOADS = tmp_path / "uploads"


def a_photo(name: str = "路灯.jpg") -> SimpleUploadedFile:
    drawn = BytesIO()
    Image.new("RGB", (40, 20), "red").save(drawn, "JPEG")
    return SimpleUploadedFile(name, drawn.getvalue(), "image/jpeg")


def send(program: Program, **words):
    return program.client.post("/api/v1/appeals/photos", {"photo": a_photo(), **words})


@pytest.fixture
def handler(cast: Cast) -> Program:
    return Program(cast.users.handler)


def test_a_photo_is_sent_once_and_named_in_the_reply(cast, handler):
    appeal = in_hand(cast)
    sent = send(handler)
    assert (sent.status_code, {**sent.json(), "id": ""}) == (
        201,
        {"id": "", "name": "photo.jpeg", "size": sent.json()["size"], "width": 40, "height": 20},
    )
    done = handler.post(
        f"/{appeal.pk}/finish", key="k", version=3, reply="换好了。", photos=[sent.json()["id"]]
    )
    assert (done.status_code, done.json()["trail"][-1]["photos"]) == (200, [sent.json()["id"]])
    again = handler.post(
        f"/{appeal.pk}/finish", key="k", version=3, reply="换好了。", photos=[sent.json()["id"]]
    )
    assert (again.status_code, again.json()["version"]) == (200, done.json()["version"])
    assert [str(photo.pk) for photo in uploads.of(appeal)] == [sent.json()["id"]]


def test_photos_go_with_a_report_with_what_is_added_and_with_a_part(cast, handler):
    clerk = Program(cast.users.clerk)
    first, second = (send(clerk).json()["id"] for _each in range(2))
    made = clerk.post(**told(cast, photos=[first])).json()
    added = clerk.post(f"/{made['id']}/add_information", version=1, photos=[second]).json()
    assert [line["photos"] for line in added["trail"]] == [[first], [second]]
    appeal = actions.convene(
        in_hand(cast),
        actor=cast.actors.handler,
        helper=cast.units.town,
        task="请查看。",
        due_on=days_on(2),
    )
    lead = Program(cast.users.lead)
    photo, part = send(lead).json()["id"], str(appeal.parts.get().pk)
    done = lead.post(
        f"/{appeal.pk}/answer_part",
        version=appeal.version,
        part=part,
        reply="看过了。",
        photos=[photo],
    )
    assert done.json()["trail"][-1]["photos"] == [photo]


def test_whoever_sees_the_appeal_fetches_its_photo_and_nobody_else(cast, handler):
    appeal, photo = in_hand(cast), send(handler).json()["id"]
    address = f"/api/v1/appeals/{appeal.pk}/photos/{photo}"
    assert handler.client.get(address).status_code == 404  # it belongs to nothing yet
    handler.post(f"/{appeal.pk}/finish", version=3, reply="换好了。", photos=[photo])
    seen = Program(cast.users.clerk).client.get(address)
    assert (seen.status_code, seen["Content-Type"], b"".join(seen.streaming_content)[:3]) == (
        200,
        "image/jpeg",
        b"\xff\xd8\xff",
    )
    assert Program(cast.users.town_outsider).client.get(address).status_code == 404
    assert (
        handler.client.get(f"/api/v1/appeals/{in_hand(cast).pk}/photos/{photo}").status_code == 404
    )


@pytest.mark.parametrize("who", ["clerk", "handler"])
def test_a_photo_that_is_not_there_not_one_s_own_or_used_already_cannot_be_named(
    cast, handler, who
):
    appeal, used, others = (
        in_hand(cast),
        send(handler).json()["id"],
        send(Program(cast.users.clerk)).json()["id"],
    )
    handler.post(f"/{appeal.pk}/add_information", version=3, photos=[used])
    for photo in (used, others, str(uuid4())):
        refused = handler.post(f"/{appeal.pk}/finish", version=4, reply="换好了。", photos=[photo])
        assert (refused.status_code, refused.json()["detail"]["field"]) == (422, "photos")
    assert (
        now_of(appeal).version,
        handler.post(f"/{appeal.pk}/finish", version=4, reply="x", photos=["x"]).status_code,
    ) == (4, 422)


def test_what_is_no_photo_is_refused_with_words(cast, handler, settings):
    for content in (b"GIF89a", b""):
        answer = handler.client.post(
            "/api/v1/appeals/photos", {"photo": SimpleUploadedFile("a.jpg", content)}
        )
        assert (answer.status_code, answer.json()["detail"]["field"]) == (422, "photos")
    settings.UPLOAD_LIMIT_MB = 0
    assert (send(handler).status_code, send(handler).json()["code"]) == (422, "too_large")
    assert handler.client.post("/api/v1/appeals/photos").status_code == 422
    assert Upload.objects.count() == 0


def test_only_who_works_in_the_county_and_may_write_sends_photos(cast):
    programs = [
        Program(cast.users.handler, scopes=("appeals:read",)),
        Program(cast.users.system_admin),
    ]
    assert [send(program).status_code for program in programs] == [403, 403]
    clerk = Program(cast.users.clerk)
    assert [
        send(clerk, place=code).status_code
        for code in (cast.places.neighbourhood.code, cast.places.abroad.code)
    ] == [201, 403]
    assert Upload.objects.get().county == COUNTY


def test_nothing_added_is_refused_as_on_the_page(cast, handler):
    refused = handler.post(f"/{in_hand(cast).pk}/add_information", version=3)
    assert (refused.status_code, refused.json()["detail"]["field"]) == (422, "text")


# Who keeps it


@pytest.fixture
def anna(cast: Cast):
    user, _password = add_staff(COUNTY, username="anna", name="安娜", actor=SYSTEM, password=None)
    grant_role(user, role="handler", at=cast.units.bureau, actor=SYSTEM)
    return user


def test_a_program_keeps_a_matter_for_its_user_and_passes_it_on_to_a_colleague(cast, handler, anna):
    appeal = in_hand(cast)
    kept = handler.post(f"/{appeal.pk}/take_on", version=3).json()
    assert (kept["keeper"], kept["trail"][-1]["verb"]) == (
        {"id": str(cast.users.handler.pk), "name": "林志强"},
        "take_on",
    )
    assert handler.post(f"/{appeal.pk}/take_on", version=4).status_code == 403
    assert sorted(each["name"] for each in handler.get(f"/{appeal.pk}/colleagues").json()) == [
        "安娜",
        "林志强",
    ]
    passed = handler.post(
        f"/{appeal.pk}/pass_on", version=4, to=str(anna.pk), note="你来跟进。"
    ).json()
    assert (passed["keeper"]["name"], passed["trail"][-1]["internal"]) == ("安娜", "你来跟进。")
    assert handler.post(f"/{appeal.pk}/pass_on", version=5, to=str(anna.pk)).status_code == 403


def test_nobody_outside_the_unit_takes_it_gets_it_or_reads_who_keeps_it(cast, handler, anna):
    appeal, clerk = in_hand(cast), Program(cast.users.clerk)
    assert [
        clerk.post(f"/{appeal.pk}/take_on", version=3).status_code,
        clerk.get(f"/{appeal.pk}/colleagues").status_code,
    ] == [403, 403]
    handler.post(f"/{appeal.pk}/take_on", version=3)
    refused = handler.post(f"/{appeal.pk}/pass_on", version=4, to=str(cast.users.clerk.pk))
    assert (
        refused.status_code,
        refused.json()["detail"]["field"],
        clerk.get(f"/{appeal.pk}").json()["keeper"],
    ) == (422, "to", None)
