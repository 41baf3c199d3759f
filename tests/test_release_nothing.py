"""Does a page that everybody reads ever show what was not released?

Every private text of the house is marked, and all addresses are walked.
"""

import copy
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from string import Formatter
from typing import Any
from urllib.parse import unquote

import pytest
from django.db import models, transaction
from django.test import Client, override_settings

from jinlin.core.append_only import allow_flush
from jinlin.core.files.uploads import Upload
from jinlin.core.secrets.masking import shown
from jinlin.domains.appeals.models import Appeal
from jinlin.domains.appeals.tests.cast import at_phone, cast_of_dehua
from jinlin.domains.receptions.models import Booking, Conversation, Series, Session
from jinlin.domains.wishes.models import Claim, Photo, Wish
from jinlin.ground.accounts.models import User
from jinlin.ground.people.models import Household, Person
from jinlin.services.documents.models import Document
from jinlin.services.notices.models import Mailbox
from tests.planting import MADE, ONLY, RARE, RELEASED, Planted, plant, undecidable, unknown
from tests.scene import Scene
from tests.secret_scene import secret_scene_of, stranger
from tests.walked import API_LINES, READS, WRITES

pytestmark = pytest.mark.one_engine

ROWS: dict[str, type[models.Model]] = {  # what stands for more than one row in an address
    "appeal": Appeal,
    "wish": Wish,
    "claim": Claim,
    "session": Session,
    "going_on": Session,
    "series": Series,
    "booking": Booking,
    "talk": Conversation,
    "photo": Upload,
    "household": Household,
    "person": Person,
}
BESIDE = (
    *(
        "/robots.txt",
        "/favicon.ico",
        "/static/manifest.webmanifest",
        "/nowhere/",
        "/?place={town}",
        "/receptions/?q=凤池",
        "/places/?q=凤池",
    ),
    *(f"/wishes/?stands={stands}" for stands in ("open", "claimed", "kept")),
    *(
        "/wishes/?place={town}",
        "/wishes/poster/?place={town}",
        "/wishes/?kind=thing&stands=kept",
        "/api/v1/wishes?stands=kept",
    ),
    *(
        "/receptions/bookings/{appeal}/",
        "/wishes/{person}/",
        "/appeals/{wish}/",
        "/hall/{booking}/",
        "/documents/{document}/",
    ),
    *(
        "/documents/{document}/pdf/",
        "/verify/{paper}/",
        "/track/?number={number}",
        "/calendar/sessions/{talk}.ics",
        "/files/{wish}/",
    ),
)
ALL = [
    ("get", each)
    for each in (*READS, *(asked[1] for asked, _words in API_LINES if asked[0] == "GET"), *BESIDE)
]
ALL += [("post", each) for each in WRITES if not each.startswith("/desk/")]
WALL = ("/wishes/", "/wishes/?kind=thing", "/wishes/poster/", "/api/v1/wishes")
A_PHONE = re.compile(r"(?<![\w.-])1[3-9]\d{9}(?![\w.-])")
A_CITIZEN = re.compile(r"(?<![\w.-])[1-9]\d{5}(?:19|20)\d{9}[\dX](?![\w.-])")
NAMES = (
    *(
        "王小梅",
        "李大山",
        "陈阿婆",
        "苏阿公",
        "许阿婆",
        "郑秀云",
        "苏明华",
        "陈建国",
        "林志强",
        "黄督查",
        "赖文彬",
    ),
    *("许厂长", "赵队长", "王妈妈", "凤池暖心队", "白瓷厂"),
)
# A public notice names those it is about, masked: the county's rule asks for just that.
ON_NOTICE = {"/subsidies/notice/": [f"something masked: {RARE}"]}
PICTURE = re.compile(r"""(?:src|href)=["']/files/([0-9a-f-]{36})/""")


TWINS = {
    "phone": {"wishes.Claim.phone", "accounts.User.phone", "people.OtherPhone.phone"}
}  # one phone is planted as another's
OWN_NAME, OWN_PHONE = "周来福", "13800000077"  # the stranger's: they may read these of themselves


@dataclass(frozen=True)
class House:
    scene: Scene
    planted: Planted
    released: frozenset[str]  # photos
    kept: frozenset[str]


@pytest.fixture(scope="module")
def house(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[House]:
    """One house for all tests of this file; each of them undoes what it did. The triggers go before
    its transaction: after tables changed inside it, SQLite reads them all anew at each undoing.
    """
    with (
        django_db_blocker.unblock(),
        override_settings(UPLOADS=tmp_path_factory.mktemp("uploads")),
        allow_flush(),
        transaction.atomic(),
    ):
        scene, planted = secret_scene_of(cast_of_dehua()), plant()
        on_wall = Photo.objects.filter(is_released=True).values("pk")
        released = frozenset(
            str(key)
            for key in Upload.objects.filter(subject_id__in=on_wall).values_list("pk", flat=True)
        )
        everything = {str(key) for key in Upload.objects.values_list("pk", flat=True)}
        stranger(OWN_NAME, OWN_PHONE)
        yield House(scene, planted, released, frozenset(everything - released))
        transaction.set_rollback(True)


@pytest.fixture
def visitor(house, db) -> Client:
    return _at_home(Client(), house)


@pytest.fixture
def neighbour(house, db) -> Client:
    """Signed in, and lives there."""
    return _at_home(at_phone(User.objects.get(name=OWN_NAME)), house)


def test_every_text_of_the_house_is_planted_or_has_a_reason(house):
    assert house.planted.untold == []
    assert unknown([*RELEASED, *MADE, *ONLY]) == set()
    assert RELEASED.keys() & MADE.keys() == set()


def test_a_field_of_a_kind_that_nobody_thought_about_is_noticed():
    class Told(models.Model):
        scan = models.FileField()
        size = models.IntegerField()

        class Meta:
            app_label = "nowhere"
            managed = False

    assert undecidable(Told) == ["nowhere.Told.scan"]


def test_a_private_field_of_which_the_house_has_no_row_is_noticed(house, db):
    Mailbox.objects.all().delete()
    assert plant().untold == ["notices.Mailbox.address"]


@pytest.mark.parametrize(
    ("model", "name", "kind"),
    [
        (Person, "name", "name"),
        (Person, "phone", "phone"),
        (Person, "citizen_id", "citizen_id"),
        (Household, "address", "address"),
    ],
)
def test_what_a_mask_leaves_is_found_too(house, db, model, name, kind):
    value = getattr(model.objects.latest("pk"), name)
    assert house.planted.found_in(value) == sorted(
        {f"people.{model.__name__}.{name}"} | TWINS.get(name, set())
    )
    assert house.planted.found_in(shown(value, kind, clear=False)) != []


def test_nothing_private_is_on_any_page_that_everybody_reads(house, visitor):
    assert _leaks(visitor, house, ALL) == ON_NOTICE


def test_nothing_private_of_others_is_on_any_page_of_a_neighbour(house, neighbour):
    portal = [(method, each) for method, each in ALL if not each.startswith("/desk/")]
    assert _leaks(neighbour, house, portal, own=(OWN_PHONE,)) == ON_NOTICE
    assert OWN_NAME in _read(neighbour, "get", "/me/")[0]


@pytest.mark.parametrize("caller", ["visitor", "neighbour"])
def test_no_photo_is_served_that_was_not_released(house, caller, request):
    browser = request.getfixturevalue(caller)
    ends = [(key, end) for key in house.released | house.kept for end in ("", "thumb/")]
    served = sorted(
        asked for asked in ends if _read(browser, "get", "/files/{}/{}".format(*asked))[1] == 200
    )
    assert served == sorted(asked for asked in ends if asked[0] in house.released)
    assert (len(house.released), len(house.kept)) == (1, 10)


def test_of_a_childs_wish_only_the_community_is_shown(house, visitor):
    child, hidden = Wish.objects.get(band="child"), house.scene.cast.places.second_neighbourhood
    for address in (f"/wishes/{child.pk}/", *WALL):
        text, status = _read(visitor, "get", address)
        assert (status, hidden.name in text, hidden.code in text) == (200, False, False)


@pytest.mark.parametrize(
    ("model", "private", "public", "where"),
    [
        (
            Wish,
            "text",
            "public_text",
            ("/wishes/", "/wishes/poster/", "/wishes/{wish}/", "/api/v1/wishes"),
        ),
        (
            Booking,
            "words",
            "session__reason",
            (
                "/receptions/at/{neighbourhood}/",
                "/calendar/{neighbourhood}.ics",
                "/calendar/sessions/{session}.ics",
            ),
        ),
    ],
)
def test_what_is_released_all_the_same_is_found(house, visitor, model, private, public, where):
    """The walk can see: a private text published as the public one stands on its pages."""
    words = models.QuerySet(model).values_list(private, flat=True)[0]
    released = Session.objects.all() if "__" in public else Wish.objects.all()
    assert _leaks(visitor, house, [("get", each) for each in where]) == {}
    released.update(**{public.rpartition("__")[2]: words})
    found = _leaks(visitor, house, [("get", each) for each in where])
    assert {label for labels in found.values() for label in labels} == {
        f"{model._meta.label}.{private}"
    }
    assert {each.format(**house.scene.names) for each in where} - set(found) == set()


def test_a_photo_that_is_released_all_the_same_is_found(house, visitor):
    Photo.objects.update(is_released=True)
    found = _leaks(visitor, house, [("get", each) for each in WALL])
    assert {label for labels in found.values() for label in labels} <= house.kept
    assert "/wishes/" in found


def _at_home(client: Client, house: House) -> Client:
    client.raise_request_exception = False
    client.cookies["place"] = house.scene.cast.places.neighbourhood.code
    return client


def _leaks(
    browser: Client, house: House, asked: Iterable[tuple[str, str]], *, own: tuple[str, ...] = ()
) -> dict[str, list[str]]:
    """At which address which private things are to be read."""
    found = {}
    for method, template in asked:
        for address in _each_row(template, house.scene):
            text, status = _read(browser, method, address)
            pictures = [key for key in PICTURE.findall(text) if key in house.kept]
            people = [each for each in _people_in(text) if each not in own]
            if wrong := [
                *house.planted.found_in(text),
                *people,
                *pictures,
                *(["broken"] if status >= 500 else []),
            ]:
                found[address] = wrong
    return found


def _read(browser: Client, method: str, address: str) -> tuple[str, int]:
    """Everything that is sent: headers and cookies, and the body as its reader sees it.

    Whatever was done is undone.
    """
    kept = copy.deepcopy(browser.cookies)
    with transaction.atomic():
        answer = getattr(browser, method)(address)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        transaction.set_rollback(True)
    browser.cookies = kept  # who signed out is there again
    told = unquote(
        "\n".join(
            [
                *(f"{name}: {value}" for name, value in answer.headers.items()),
                answer.cookies.output(),
            ]
        )
    )
    if not answer.headers.get("Content-Type", "").startswith(
        ("text/", "application/json", "application/xml", "application/manifest")
    ):
        return told, answer.status_code
    return told + body.decode().replace("\r\n ", "").replace("\\u9f98", "龘"), answer.status_code


def _people_in(text: str) -> list[str]:
    return [
        *A_PHONE.findall(text),
        *A_CITIZEN.findall(text),
        *(name for name in NAMES if name in text),
    ]


def _each_row(asked: str, scene: Scene) -> Iterator[str]:
    """The address with the key of every row that its name stands for, at the desk with one."""
    known = {
        **scene.names,
        "document": Document.objects.values_list("pk", flat=True)[0],
        "number": Appeal.objects.values_list("number")[0][0],
    }
    names = [name for _literal, name, _spec, _conversion in Formatter().parse(asked) if name]
    many = names[0] if names and not asked.startswith("/desk/") else ""
    keys: Any = [known.get(many)]
    if many == "paper":
        keys = Document.objects.values_list("verify_code", flat=True)
    elif many in ROWS:
        keys = ROWS[many].objects.values_list("pk", flat=True)  # type: ignore[attr-defined]
    for key in keys:
        yield asked.format(**{**known, many: key} if many else known)
