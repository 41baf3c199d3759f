"""Does it show when somebody who owns the database rewrites more than one row?

Each attack is one that `verify-timeline` once called sound.
"""

from pathlib import Path

import pytest
from django.db import connection

from jinlin.core import timeline
from jinlin.core.tests.histories import (
    AFTERWARDS,
    CLERK,
    DEHUA,
    FRIDAY,
    SATURDAY,
    SUNDAY,
    key,
    matter,
    seal,
    tampering,
    tell,
    told,
)
from jinlin.core.time import clock
from jinlin.core.timeline import Entry, Seal, roots, seals
from jinlin.core.timeline.seals import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(settings, tmp_path):
    """Roots stand in a folder outside the database; a subject of five links was sealed."""
    settings.ROOTS = str(tmp_path / "roots")
    told()
    subject = told()
    assert seal() == 2
    return subject


def found():
    wrong = [*timeline.verify(), *timeline.compare()]
    return sorted((one.wrong.value, one.seq) for one in wrong)


def forget_seals(first):
    with tampering() as cursor:
        cursor.execute("DELETE FROM core_seal WHERE seq >= %s", [first])


def forget(subject, first=1):
    """The links are gone, with their words."""
    with tampering() as cursor:
        for table, column in (("core_words", "entry_id"), ("core_entry", "id")):
            cursor.execute(
                f"DELETE FROM {table} WHERE {column} IN (SELECT id FROM core_entry "
                "WHERE subject_id = %s AND seq >= %s)",
                [key(subject), first],
            )


def test_what_nobody_touched_is_as_it_stands_outside(kept):
    assert found() == []
    assert sorted(roots.kept(DEHUA).seals.values()) == sorted(
        Seal.objects.values_list("hash", flat=True)
    )


def test_all_seals_made_anew_over_a_rewritten_chain_differ_from_the_roots_outside(kept, settings):
    outside, settings.ROOTS = settings.ROOTS, ""
    forget(kept)
    forget_seals(1)
    tell(kept, "reported", "accepted", "handed_over", note="别的话")
    tell(kept, "finished", "judged", day=SATURDAY)
    assert seal() == 2
    assert found() == []  # what a house without roots outside cannot know
    settings.ROOTS = outside
    assert found() == [("root_differs", 1), ("root_differs", 2)]


def test_seals_deleted_after_a_rewritten_chain_are_missing_and_nothing_is_sealed_over_it(
    kept, caplog
):
    forget(kept)
    forget_seals(1)
    tell(kept, "reported", note="别的话")
    assert found() == [("seal_missing", 1), ("seal_missing", 2)]
    with pytest.raises(Refused):
        timeline.seal_day(DEHUA, FRIDAY)
    assert (seal(), Seal.objects.count()) == (0, 0)
    assert "350526 is not sealed" in caplog.text
    assert found() == [("seal_missing", 1), ("seal_missing", 2)]


def test_the_last_seals_deleted_with_a_whole_subject_are_missing(kept):
    forget(kept)
    forget_seals(2)
    assert found() == [("missing", 1), ("seal_missing", 2)]
    assert seal() == 0


def test_todays_last_links_deleted_are_fewer_than_were_counted(kept):
    tell(kept, "closed", "praised", day=SUNDAY)
    with clock.set_to(clock.at(SUNDAY, 12)):
        assert timeline.seal_due(clock.now()) == 0
    assert roots.kept(DEHUA).counts == {SUNDAY: 2, AFTERWARDS.date(): 0} or roots.kept(
        DEHUA
    ).counts == {SUNDAY: 2}
    forget(kept, first=6)
    assert found() == [("entries_missing", 2)]


def test_a_sealed_day_is_not_sealed_over_what_was_rewritten(kept, settings):
    settings.ROOTS = ""
    forget(kept, first=3)
    tell(kept, "rejected")
    tell(kept, "closed", "praised", "thanked", day=FRIDAY)
    with pytest.raises(Refused):
        timeline.seal_day(DEHUA, FRIDAY)


def test_a_forged_root_is_a_forged_seal(kept):
    with tampering() as cursor:
        cursor.execute("UPDATE core_seal SET root = %s WHERE seq = 2", ["0" * 64])
    assert ("seal_changed", 2) in found()


def test_what_a_clock_that_went_back_told_of_a_sealed_day_is_sealed_as_late(kept):
    late = matter()
    tell(late, "reported", "accepted", day=FRIDAY, hour=20)
    tell(kept, "praised", day=SATURDAY, hour=23)
    assert found() == [("added", 1), ("added", 6)]
    assert (seal(), found()) == (2, [])
    assert list(Seal.objects.filter(is_late=True).values_list("seq", "day")) == [
        (3, FRIDAY),
        (4, SATURDAY),
    ]
    assert [len(each.heads) for each in Seal.objects.filter(is_late=True)] == [1, 1]
    forget(late, first=2)
    assert found() == [("missing", 2)]


def test_a_look_told_late_is_sealed_as_late_too(kept):

    with clock.set_to(clock.at(FRIDAY, 22)):
        timeline.look(kept, actor=CLERK, what="phone", why="回访")
    assert found() == [("access_changed", 1)]
    assert (seal(), found()) == (1, [])


def test_only_what_is_new_is_looked_at(kept, monkeypatch):
    monkeypatch.setattr(seals, "LOOKED_BACK", SATURDAY - FRIDAY)
    tell(matter(), "reported", day=FRIDAY.replace(day=10))
    assert timeline.unsealed_days(AFTERWARDS) == []
    assert timeline.unsealed_days(AFTERWARDS, since=FRIDAY.replace(day=1)) == [
        (DEHUA, FRIDAY.replace(day=10))
    ]


def test_after_an_older_state_was_put_back_on_purpose_sealing_goes_on(kept):
    forget_seals(2)
    forget(kept, first=4)
    with tampering() as cursor:
        cursor.execute("DELETE FROM core_entry WHERE seq >= 4")
        cursor.execute(
            "DELETE FROM core_words WHERE NOT EXISTS (SELECT 1 FROM core_entry WHERE "
            "core_entry.id = entry_id)"
        )
    assert found() == [("seal_missing", 2)]
    roots.go_on_after_restore(DEHUA, last=1)
    tell(kept, "finished", day=SATURDAY)
    assert (seal(), found()) == (1, [])


def test_one_row_is_shown_to_stand_under_a_root_without_the_others(kept):
    proof = timeline.shown(kept.pk)
    assert (proof.holds, proof.link) == (True, 5)
    assert proof.seal_hash in roots.kept(DEHUA).seals.values()
    assert timeline.shown(kept.pk, seq=2).link == 3
    other = next(pk for pk in Entry.objects.values_list("subject_id", flat=True) if pk != kept.pk)
    assert str(other) not in proof.as_json().decode()


def test_the_roots_are_readable_by_their_owner_only(kept, settings):

    file = Path(settings.ROOTS) / f"{DEHUA}.txt"
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="the plan is SQLite's")
def test_counties_are_found_by_steps_of_an_index(kept):
    with connection.cursor() as cursor:
        cursor.execute(
            "EXPLAIN QUERY PLAN SELECT MIN(county) FROM core_entry WHERE county > '350526'"
        )
        assert "SEARCH" in str(cursor.fetchall())
