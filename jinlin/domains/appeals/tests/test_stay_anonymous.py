"""Does anything lead from an anonymous report to the account of whoever made it?

A resident who is signed in reports anonymously and follows it up; then everything that the house
keeps is read, as somebody with a copy of it would.
"""

import json
import logging
from io import BytesIO

import pytest
from django.apps import apps
from django.core import serializers
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from jinlin.core.files.uploads import Upload
from jinlin.core.timeline import Entry
from jinlin.domains.appeals import actions
from jinlin.domains.appeals.models import Appeal
from jinlin.domains.appeals.tests.cast import Cast, at_desk, at_phone, cast_of_dehua

TEXT = "三号楼顶楼有人违建，半夜也在施工。"
FILE_NAME = "我家窗口拍的.jpg"


@pytest.fixture
def cast(db, settings, tmp_path) -> Cast:
    settings.UPLOADS = tmp_path
    return cast_of_dehua()


def photo() -> SimpleUploadedFile:
    buffer = BytesIO()
    Image.new("RGB", (64, 48)).save(buffer, format="JPEG")
    return SimpleUploadedFile(FILE_NAME, buffer.getvalue(), "image/jpeg")


def last_form(page) -> dict[str, str]:
    return {
        name: str(page.context["form"][name].value() or "") for name in page.context["form"].fields
    }


def told_by(browser: Client, cast: Cast) -> Appeal:
    """Reported anonymously, with a photo."""
    browser.cookies["place"] = cast.places.neighbourhood.code
    browser.post("/report/what/", {"text": TEXT, "photos": photo()})
    form = last_form(browser.get("/report/who/")) | {"identity": "anonymous"}
    assert browser.post("/report/who/", form)["Location"] == "/report/done/"
    return Appeal.objects.get()


def followed_up(browser: Client, cast: Cast) -> Appeal:
    """… and added to, answered, and judged."""
    appeal = told_by(browser, cast)
    _step(browser, appeal, "add_information", text="昨晚又到两点。", photos=photo())
    actions.answer_at_once(Appeal.objects.get(), actor=cast.actors.clerk, reply="已停工。")
    _step(browser, appeal, "judge", answered="yes", solved="yes", satisfied="yes")
    return Appeal.objects.get()


def _step(browser: Client, appeal: Appeal, move: str, **told: object) -> None:
    page = browser.get(f"/appeals/{appeal.pk}/{move}/")
    form = page.context["attempt"].form
    sent = {name: form[name].value() for name in ("version", "key")} | told
    assert browser.post(f"/appeals/{appeal.pk}/{move}/", sent).status_code == 302


def rows() -> list[str]:
    """Every row of every table, as text."""
    return [
        json.dumps(json.loads(serializers.serialize("json", [row]))[0], ensure_ascii=False)
        for model in apps.get_models()
        for row in model._default_manager.all()
    ]


def marks_of(appeal: Appeal) -> set[str]:
    """What names the matter: its key and number, those of its photos, its entries and answers."""
    photos = Upload.objects.filter(subject_id=appeal.pk).values_list("pk", "stored")
    entries = Entry.objects.filter(subject_id=appeal.pk).values_list("pk", flat=True)
    named = {appeal.pk, appeal.number, *(each for row in photos for each in row), *entries}
    return {str(mark) for mark in named}


@pytest.mark.parametrize("name", ["resident", "handler"])
def test_nothing_that_is_kept_names_the_matter_and_the_account_together(cast, name, caplog):
    user = getattr(cast.users, name)
    browser = at_phone(user) if name == "resident" else at_desk(user)
    with caplog.at_level(logging.DEBUG):
        appeal = followed_up(browser, cast)
    matter = marks_of(appeal)
    account = {str(user.pk), str(user), browser.cookies["sessionid"].value}
    kept = [*rows(), *(record.getMessage() for record in caplog.records)]
    assert [
        row for row in kept if any(m in row for m in matter) and any(a in row for a in account)
    ] == []
    assert (
        len([row for row in kept if any(m in row for m in matter)]) > 6
    )  # there is something to find


def test_no_session_can_be_read_or_opened_by_what_the_database_holds(cast):
    browser = at_phone(cast.users.resident)
    browser.cookies["place"] = cast.places.neighbourhood.code
    browser.post("/report/what/", {"text": TEXT, "photos": photo()})
    kept = [row for row in rows() if '"sessions.session"' in row]
    assert len(kept) == 1
    assert [word for word in (TEXT[:6], str(cast.users.resident.pk)) if word in kept[0]] == []
    thief = Client()
    thief.cookies["sessionid"] = json.loads(kept[0])["pk"]
    assert thief.get("/notices/").status_code == 302


def test_whose_session_it_was_links_no_two_matters(cast):
    """A photo of the anonymous matter and one of a named matter from the same browser have nothing
    in common.
    """
    browser = at_phone(cast.users.resident)
    anonymous = told_by(browser, cast)
    browser.post("/report/what/", {"text": "楼道灯坏了。", "photos": photo()})
    form = last_form(browser.get("/report/who/")) | {"identity": "named", "name": "王小梅"}
    browser.post("/report/who/", form)
    named = Appeal.objects.exclude(pk=anonymous.pk).get()
    senders = Upload.objects.filter(subject_id__in=[anonymous.pk, named.pk])
    assert set(senders.values_list("sender_id", "session_mark")) == {(None, "")}
    assert [FILE_NAME[:4] in row for row in rows()].count(True) == 0


def test_whoever_worked_on_it_does_not_judge_it_with_the_code_in_hand(cast):
    browser = at_desk(cast.users.clerk)
    appeal = told_by(browser, cast)
    appeal = actions.answer_at_once(appeal, actor=cast.actors.clerk, reply="已停工。")
    assert browser.get(f"/appeals/{appeal.pk}/judge/").status_code == 403
