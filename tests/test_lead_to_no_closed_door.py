"""Does every link on the pages of an empty house lead each role to a page that opens to it?"""

from html.parser import HTMLParser
from types import SimpleNamespace

import pytest
from django.test import Client

from jinlin.ground.accounts.roles import Role
from jinlin.ground.accounts.tests import county

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

UNITS = {Role.HANDLER: ("neighbourhood", "property"), Role.PARTNER: ("county", "bureau")}
STAFF = {
    role.value: (f"某{number}", role, *UNITS.get(role, ("county", "")))
    for number, role in enumerate(Role)
}
# what is sent as a file is read by the walk of all addresses
FILES = ("export", "print", ".ics", "/feed/", "/admin/")


class Links(HTMLParser):
    """Where the links of the main part of a page lead, and those of the menu apart."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.inside = 0
        self.main: list[str] = []
        self.others: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.inside += tag == "main"
        if tag == "a":
            address = (dict(attrs).get("href") or "").split("#")[0]
            (self.main if self.inside else self.others).append(address)

    def handle_endtag(self, tag):
        self.inside -= tag == "main"


def within_the_desk(addresses: list[str]) -> list[str]:
    here = [each for each in addresses if each.startswith("/desk/")]
    return [each for each in dict.fromkeys(here) if not any(file in each for file in FILES)]


def read(client: Client, address: str) -> SimpleNamespace:
    answer = client.get(address, follow=True)
    is_page = answer.status_code == 200 and "text/html" in answer.headers.get("content-type", "")
    page = Links(answer.text if is_page and not answer.streaming else "")
    answer.close()
    return SimpleNamespace(status=answer.status_code, main=page.main, menu=page.others)


@pytest.mark.parametrize("role", list(Role))
def test_no_link_of_a_room_leads_whom_it_is_shown_to_a_closed_door(role):
    cast = county.county(staff={role.value: STAFF[role.value]})
    client = county.at_desk(getattr(cast.users, role.value))
    rooms = within_the_desk(read(client, "/desk/").menu)
    seen = {room: read(client, room) for room in rooms}
    for _further in range(2):
        onward = [link for page in seen.values() for link in within_the_desk(page.main)]
        seen |= {link: read(client, link) for link in dict.fromkeys(onward) if link not in seen}
    closed = {link for link, page in seen.items() if page.status not in {200, 409, 422}}
    assert (len(rooms) > 1, closed) == (True, set())


def test_whoever_signs_in_without_a_password_is_led_to_none_and_reads_who_gives_one():
    client = county.at_desk(county.county().users.clerk)
    words, page = "您登录不用密码", "/desk/security/password/"
    own = client.get("/desk/security/").text
    assert (page in own, words in own) == (False, True)
    answer = client.get(page, follow=True)
    assert (answer.status_code, answer.redirect_chain) == (200, [("/desk/security/", 302)])
