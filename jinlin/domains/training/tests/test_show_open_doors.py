"""Is nobody shown a way to a page that their roles do not open?"""

import re

import pytest
from django.urls import reverse

from jinlin.domains.training.tests.cast import at_desk

pytestmark = pytest.mark.one_engine


@pytest.mark.parametrize("who", ["lead", "supervisor", "registrar", "school_partner", "teacher"])
def test_every_tab_and_button_of_the_board_opens(cast, who):
    browser = at_desk(getattr(cast.users, who))
    page = browser.get(reverse("training:board")).text
    ways = set(re.findall(r'<a class="(?:chip|button)[^"]*" href="(/desk/[^"?]*)', page))
    ways = {way for way in ways if "/export" not in way}  # a file, not a page
    assert ways
    assert {way: browser.get(way).status_code for way in ways} == dict.fromkeys(ways, 200)
