"""Does a clerk of one community, who knows a stranger's number, get to see the stranger by writing
the number into any form of the desk or any call of a program?

What they get is what they wrote down.
"""

from typing import Any

import pytest
from django.db import transaction

from jinlin.core.actor import SYSTEM
from jinlin.domains.appeals.tests.cast import COUNTY
from jinlin.ground.people import actions as people
from jinlin.ground.people.models import Person
from jinlin.ground.places.models import Place
from tests.every_sent_form import EVERY
from tests.sent_forms import Form

pytestmark = pytest.mark.one_engine
NUMBER, NAME, TYPED = "13977776666", "欧阳远方", "李阿婆"
NARROW = ("clerk",)


def with_a_number() -> list[Form]:
    """Every form of theirs that asks for a phone, once."""
    found = {}
    for form in EVERY:
        fields = [name for name in (form.at, *form.told) if "phone" in name]
        if form.who in NARROW and fields and form.address.startswith("/desk/"):
            found.setdefault(form.address, (form, fields[0]))
    return list(found.values())


@pytest.fixture
def stranger(scene) -> Person:
    """Somebody who lives in another town of the county, and is known there."""
    row = people.know(COUNTY, name=NAME, phone=NUMBER, actor=SYSTEM)
    far = Place.objects.filter(code__startswith=COUNTY, level="neighbourhood").exclude(
        code__startswith=scene.cast.places.town.code
    )
    if there := far.first():
        people.settle(row, there, address="1幢", actor=SYSTEM)
    return row


def test_no_form_of_the_desk_opens_a_stranger(scene, made, browsers, stranger):
    leaks, done = {}, 0
    for form, field in with_a_number():
        address, told = form.fill(scene, made)
        told = {**told, field: NUMBER, **({"name": TYPED} if "name" in told else {})}
        with transaction.atomic():
            leak, is_done = _leak(browsers[form.who], address, told, stranger)
            transaction.set_rollback(True)
        done += is_done
        if leak:
            leaks[form.name] = leak
    assert leaks == {}
    assert done > 4, done


def _leak(browser: Any, address: str, told: dict[str, Any], stranger: Person) -> tuple[str, bool]:
    answer = browser.post(address, told, follow=True)
    pages = [answer.content.decode()]
    pages.append(browser.get("/desk/search/", {"q": NUMBER}).content.decode())
    pages.append(browser.get("/desk/people/", {"phone": NUMBER}).content.decode())
    is_done = bool(answer.redirect_chain)
    if any(NAME in page or NAME[:2] in page for page in pages):
        return "names the stranger", is_done
    opened = browser.get(f"/desk/people/{stranger.pk}/").status_code
    return ("" if opened == 404 else f"opens the person: {opened}"), is_done
