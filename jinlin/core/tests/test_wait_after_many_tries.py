"""Is what is limited counted exactly, also when everything comes at once?"""

import threading
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, connections
from PIL import Image

from jinlin.core import limits
from jinlin.core.errors import TooLarge, TooOften
from jinlin.core.files import images
from jinlin.core.limits import Tally
from jinlin.core.time import clock

AT_ONCE, LIMIT = 16, 5


def at_once(do, times: int = AT_ONCE) -> list[bool]:
    """What each of so many threads, started together, is told."""
    gate, told = threading.Barrier(times), []

    def one() -> None:
        try:
            gate.wait()
            told.append(do())
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


def taken() -> bool:
    return limits.take("code", "somebody", limit=LIMIT, seconds=60)


@pytest.mark.django_db(transaction=True)
def test_of_many_tries_at_the_same_moment_exactly_so_many_pass():
    if connection.vendor == "sqlite":
        pytest.skip("one writer at a time, and a database in memory belongs to one thread")
    assert sorted(at_once(taken)) == [False] * (AT_ONCE - LIMIT) + [True] * LIMIT


@pytest.mark.django_db(transaction=True)
def test_a_count_that_is_read_and_written_back_lets_more_pass():
    """The negative control: as it was counted before."""
    if connection.vendor == "sqlite":
        pytest.skip("one writer at a time, and a database in memory belongs to one thread")
    Tally.objects.create(key="k", until=clock.now() + timedelta(minutes=1))
    read = threading.Barrier(AT_ONCE)

    def careless() -> bool:
        row = Tally.objects.get(key="k")
        read.wait()
        if row.used >= LIMIT:
            return False
        Tally.objects.filter(key="k").update(used=row.used + 1)
        return True

    assert sum(at_once(careless)) > LIMIT


@pytest.mark.django_db
def test_a_spell_ends_and_a_right_try_is_given_back():
    now = clock.now()
    with clock.set_to(now):
        assert [taken() for _ in range(6)] == [True] * 5 + [False]
        limits.give_back("code", "somebody")
        assert (taken(), taken(), limits.used("code", "somebody")) == (True, False, 5)
    with clock.set_to(now + timedelta(seconds=61)):
        assert (limits.used("code", "somebody"), taken()) == (0, True)
        assert limits.take("code", "else", limit=1, seconds=60)
    with clock.set_to(now + timedelta(minutes=5)):
        assert (limits.forget(clock.now()), Tally.objects.count()) == (2, 0)


def empty(kind: str, side: int) -> SimpleUploadedFile:
    buffer = BytesIO()
    Image.new("RGB", (side, side)).save(
        buffer, format=kind, **({"lossless": True} if kind == "WEBP" else {})
    )
    return SimpleUploadedFile("a", buffer.getvalue())


@pytest.mark.parametrize(("kind", "side"), [("WEBP", 4400), ("PNG", 4800), ("JPEG", 9000)])
def test_a_picture_is_judged_by_its_header_before_it_costs_anything(monkeypatch, kind, side):
    file = empty(kind, side)
    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", lambda *_all: pytest.fail("it was decoded"))
    with pytest.raises(TooLarge):
        images.clean(file)


def test_who_waits_long_for_their_turn_is_told_to_come_again(monkeypatch):
    monkeypatch.setattr(images, "PATIENCE_SECONDS", 0.05)
    with images._alone(), pytest.raises(TooOften):
        images.clean(empty("JPEG", 40))
    assert images.clean(empty("JPEG", 40)).width == 40
