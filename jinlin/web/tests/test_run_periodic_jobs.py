"""Does each periodic job run once for each turn,
whatever the number of workers and whatever fails?
"""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from jinlin.core.time import clock
from jinlin.web.models import Turn
from jinlin.web.work import Job, periodic_jobs, run_due

HOUR = timedelta(hours=1)


@pytest.mark.django_db
def test_a_job_runs_at_first_sight_and_then_when_it_is_due_again():
    runs = []
    job = Job("town.bell", HOUR, lambda: runs.append(clock.now()))
    start = clock.at(clock.today(), 8)
    for minutes in (0, 1, 59, 60, 61):
        with clock.set_to(start + timedelta(minutes=minutes)):
            run_due([job])
    assert runs == [start, start + HOUR]


@pytest.mark.django_db
def test_a_job_that_fails_is_noted_and_the_others_still_run(caplog):
    runs = []

    def fail():
        raise RuntimeError("the rope is torn")

    assert run_due(
        [Job("town.bell", HOUR, fail), Job("town.clock", HOUR, lambda: runs.append(1))]
    ) == ["town.bell", "town.clock"]
    assert runs == [1]
    assert (
        Turn.objects.get(name="town.bell").failure.splitlines()[-1]
        == "RuntimeError: the rope is torn"
    )
    assert Turn.objects.get(name="town.clock").failure == ""


@pytest.mark.django_db(transaction=True)
def test_of_two_workers_one_gets_the_turn():
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("threads share no SQLite in memory")
    Turn.objects.create(name="town.bell", due_at=clock.now())
    gate, won = threading.Barrier(4), []

    def ask():
        gate.wait()
        won.append(Turn.claim("town.bell", HOUR))
        connection.close()

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(won) == [False, False, False, True]


def test_the_jobs_of_all_apps_can_be_called_and_have_names_of_their_own():
    jobs = list(periodic_jobs())
    assert [job.name for job in jobs if not callable(job.run) or job.every <= timedelta(0)] == []
    assert len({job.name for job in jobs}) == len(jobs)
