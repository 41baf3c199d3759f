"""Which backups are kept, when is the next one made, and is it only ours that goes?"""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings as house
from hypothesis import given
from hypothesis import strategies as st

from jinlin.core.time import clock
from jinlin.web.running import keeping

NOON = datetime(2026, 11, 28, 12, 0)  # noqa: DTZ001 - as the names of archives say it
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
HOURS = st.lists(st.integers(0, 30_000), unique=True, max_size=30)  # of age


def archive(at: datetime, folder: Path = Path("/backups")) -> Path:
    return folder / f"{at:{keeping.FORM}}"


def test_of_nightly_backups_seven_days_five_weeks_and_twelve_months_stay():
    nightly = [archive(NOON - DAY * age) for age in range(500)]
    kept = sorted(keeping.kept(nightly, (7, 5, 12)), reverse=True)
    ages = [(NOON - keeping.made_at(one)).days for one in kept]
    assert ages[:7] == [0, 1, 2, 3, 4, 5, 6]
    assert ages[7:11] == [13, 20, 27, 28]  # three Sundays, and the last of October
    assert len(ages) == 7 + 3 + 11
    assert ages[-1] == (NOON - datetime(2025, 12, 31, 12)).days  # noqa: DTZ001 - the same


@given(HOURS)
def test_the_newest_stays_always_and_what_was_kept_stays_kept(hours):
    archives = [archive(NOON - HOUR * age) for age in hours]
    kept = keeping.kept(archives, (7, 5, 12))
    assert kept <= set(archives)
    assert len(kept) <= 7 + 5 + 12
    if archives:
        assert max(archives) in kept
    assert keeping.kept(kept, (7, 5, 12)) == kept


def test_other_files_are_none_of_ours():
    assert keeping.made_at(Path("/backups/jinlin-before-the-move.tar.gz")) is None
    assert keeping.kept([Path("/backups/jinlin-mine.tar.gz")], (7, 5, 12)) == set()


@pytest.mark.parametrize(
    ("hour", "minute", "made", "due"),
    [(2, 0, None, False), (2, 31, None, True), (9, 0, 0, False), (9, 0, -1, True)],
)
def test_a_backup_is_due_once_a_day_from_its_hour_on(settings, tmp_path, hour, minute, made, due):
    settings.BACKUPS = str(tmp_path)
    now = clock.at(clock.today(), hour, minute)
    if made is not None:
        archive(datetime.combine(clock.today() + DAY * made, datetime.min.time()), tmp_path).touch()
    assert keeping.is_due(now) is due


@pytest.mark.django_db(transaction=True)
def test_a_night_leaves_one_more_that_was_read_back_and_drops_only_what_is_past_its_time(
    settings, tmp_path
):
    settings.UPLOADS, settings.BACKUPS = tmp_path / "uploads", str(tmp_path / "kept")
    settings.BACKUP_KEEP = [1, 0, 0]
    folder = Path(settings.BACKUPS)
    folder.mkdir()
    old, foreign = archive(NOON - DAY * 9, folder), folder / "jinlin-mine.tar.gz"
    unfinished = folder / ".jinlin-20260101-000000.tar.gz.unfinished"
    for each in (old, foreign, unfinished):
        each.touch()
    fresh = keeping.make()
    assert fresh is not None
    assert {one.name for one in folder.iterdir()} == {fresh.name, foreign.name, ".lock"}
    assert keeping.newest(folder) == fresh
    assert list(Path(house.VAR).glob("read-back-*")) == []


@pytest.mark.django_db(transaction=True)
def test_of_two_at_the_same_time_one_makes_it(settings, tmp_path):
    settings.UPLOADS, settings.BACKUPS = tmp_path / "uploads", str(tmp_path / "kept")
    Path(settings.BACKUPS).mkdir()
    with keeping._alone_in(Path(settings.BACKUPS)):
        assert keeping.make() is None
    assert keeping.newest(Path(settings.BACKUPS)) is None


def test_a_house_without_a_folder_makes_none(settings):
    settings.BACKUPS = ""
    assert keeping.begin_if_due() is False
