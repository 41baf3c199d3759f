"""Does a one-time link open for whoever holds it, once, in time, and for nobody else?"""

from datetime import timedelta

import pytest
from django.db import transaction
from django.test import RequestFactory

from jinlin.core import timeline
from jinlin.core.actor import SYSTEM
from jinlin.core.errors import NotHere, NotNow, TooOften
from jinlin.core.tests.databases import together
from jinlin.core.time import clock
from jinlin.ground.places.models import Organisation
from jinlin.ground.places.tests.parallel import shared_house
from jinlin.services.documents import limits, links
from jinlin.services.documents.models import OneTimeLink
from jinlin.services.documents.tests.papers import county_of_dehua

__all__ = ["shared_house"]


def browser(address: str = "198.51.100.7"):
    return RequestFactory(REMOTE_ADDR=address).get("/")


def made(dehua, **told) -> str:
    return links.make(
        about=dehua.matter, purpose="reply", actor=SYSTEM, **{"organisation": None, **told}
    )


def test_it_opens_the_row_it_was_made_for_as_often_as_needed_before_it_is_used(dehua):
    unit = Organisation.objects.create(
        county="350526",
        name="瓷都物业",
        kind="property_company",
        place=dehua.county,
        place_code="350526",
    )
    raw = made(dehua, organisation=unit)
    first, second = (links.open(raw, request=browser(), purpose="reply") for _time in range(2))
    assert (first.subject(), first.organisation, first.opened_at) == (
        dehua.matter,
        unit,
        second.opened_at,
    )
    assert [entry.verb for entry in timeline.trail(first)] == ["make"]


def test_its_secret_is_kept_nowhere(dehua):
    raw = made(dehua)
    kept = str(OneTimeLink.objects.values().get()) + str(
        [entry.data for entry in timeline.trail(OneTimeLink.objects.get())]
    )
    assert (len(raw) >= 43, raw in kept) == (True, False)


def test_it_is_used_once(dehua):
    raw = made(dehua)
    link = links.open(raw, request=browser(), purpose="reply")
    links.use(link, actor=SYSTEM)
    with pytest.raises(NotNow):
        links.use(link, actor=SYSTEM)
    with pytest.raises(NotNow):
        links.open(raw, request=browser(), purpose="reply")


def test_what_was_done_with_it_fails_and_it_can_be_used_again(dehua):
    link = links.open(made(dehua), request=browser(), purpose="reply")
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        links.use(link, actor=SYSTEM)
        _ = 1 / 0
    assert links.use(link, actor=SYSTEM).is_used is True


def test_of_eight_who_use_it_at_once_one_goes_on(shared_house):
    link = links.open(made(county_of_dehua()), request=browser(), purpose="reply")
    outcomes = together(*(lambda: links.use(link, actor=SYSTEM) for _each in range(8)))
    assert sorted(type(each).__name__ for each in outcomes) == ["NotNow"] * 7 + ["OneTimeLink"]


def test_it_expires(dehua):
    raw, link = made(dehua, days=3), OneTimeLink.objects.get()
    with clock.set_to(link.expires_at - timedelta(seconds=1)):
        links.open(raw, request=browser(), purpose="reply")
    with clock.set_to(link.expires_at), pytest.raises(NotNow):
        links.open(raw, request=browser(), purpose="reply")
    with clock.set_to(link.expires_at), pytest.raises(NotNow):
        links.use(link, actor=SYSTEM)


def test_cancelled_links_are_over_and_used_ones_stay_used(dehua):
    raw, used = made(dehua), made(dehua)
    links.use(links.open(used, request=browser(), purpose="reply"), actor=SYSTEM)
    assert (
        links.cancel(dehua.matter, purpose="reply"),
        links.cancel(dehua.matter, purpose="reply"),
    ) == (1, 0)
    with pytest.raises(NotNow):
        links.open(raw, request=browser(), purpose="reply")


def test_it_serves_no_other_purpose(dehua):
    with pytest.raises(NotHere):
        links.open(made(dehua), request=browser(), purpose="judge")


def test_whoever_guesses_is_stopped_soon_and_only_they(dehua):
    raw, refusals = made(dehua), []
    for guess in range(limits.MISSES + 1):
        try:
            links.open(f"{guess}{raw}", request=browser(), purpose="reply")
        except (NotHere, TooOften) as refusal:
            refusals.append(type(refusal))
    assert refusals == [NotHere] * limits.MISSES + [TooOften]
    with pytest.raises(TooOften):
        links.open(raw, request=browser(), purpose="reply")
    assert links.open(raw, request=browser("198.51.100.8"), purpose="reply").is_used is False
