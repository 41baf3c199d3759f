"""Is the first page light, honest and useful at once?"""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from jinlin.core.tests.standing import once_a_file
from jinlin.domains.appeals.tests.cast import (
    at_phone,
    cast_of_dehua,
    closed,
    finished,
    in_hand,
    reported,
)

pytestmark = pytest.mark.one_engine

MOST_BYTES, MOST_REQUESTS = 120 * 1024, 12
ASSET = re.compile(r'(?:src|href)="(/static/[^"]+|/manifest[^"]*)"')


standing_cast, cast = once_a_file(cast_of_dehua)


def home(client, cast):
    client.cookies["place"] = cast.places.neighbourhood.code
    return client.get("/")


def test_it_weighs_little_and_asks_for_little(cast):
    for _each in range(3):
        finished(cast)
    page = home(at_phone(cast.users.resident), cast)
    assets = dict.fromkeys(ASSET.findall(page.text))
    files = [finders.find(address.removeprefix("/static/")) for address in assets]
    with_files = [Path(path).read_bytes() for path in files]
    weight = sum(len(gzip.compress(content)) for content in (page.content, *with_files))
    assert (weight < MOST_BYTES, 1 + len(assets) <= MOST_REQUESTS) == (True, True)
    assert [address for address in assets if "htmx" in address] == []


def test_it_names_the_neighbourhood_and_counts_what_is_there(cast):
    reported(cast)
    in_hand(cast)
    closed(cast)
    reported(cast, place=cast.places.far_neighbourhood)
    page = home(Client(), cast)
    figures = page.context["figures"]
    assert (page.context["area"], figures.in_hand, figures.closed) == (
        cast.places.neighbourhood,
        2,
        1,
    )


def test_it_shows_three_of_mine_with_what_waits_for_me_first(cast):
    waiting = finished(cast)
    newer = [reported(cast) for _each in range(3)]
    page = home(at_phone(cast.users.resident), cast)
    assert [line.row.appeal for line in page.context["mine"]] == [waiting, newer[2], newer[1]]


def test_each_of_the_four_is_a_link(cast):
    page = home(Client(), cast)
    assert [(str(tile.name), tile.href) for tile in page.context["tiles"]] == [
        ("微心愿", "/wishes/"),
        ("微协商", "/consultations/"),
        ("微服务", "/servicedays/"),
        ("微公约", "/pacts/"),
    ]
    assert page.text.count("筹备中") == 0


def test_in_an_empty_house_it_stands_too(db):
    page = Client().get("/")
    assert (page.status_code, page.context["figures"], page.context["mine"]) == (200, None, [])
    assert f'action="{reverse("appeals:report")}"' in page.text
