"""What does the background worker do?

It takes tasks from the database queue, and beside them runs each app's periodic jobs: `jobs.py` of
an app may hold PERIODIC, a list of (name, every, callable). Jobs are safe to run twice; a claimed
turn keeps two workers from doing so in vain.
"""

import importlib
import logging
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from importlib.util import find_spec

from django.apps import apps
from django.db import close_old_connections, connection
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from jinlin.core import later, state
from jinlin.core.outages import trouble_of
from jinlin.core.time import clock
from jinlin.demo.progress import of_the_story
from jinlin.web.models import Turn
from jinlin.web.running import routes, watching

logger = logging.getLogger("jinlin.work")

SECONDS_BETWEEN_LOOKS = 5
SECONDS_TO_FINISH = 30


@dataclass(frozen=True)
class Job:
    """A periodic job of one app."""

    name: str
    every: timedelta
    run: Callable[[], object]


def work(*, once: bool = False) -> None:
    """Works until SIGINT or SIGTERM, or until nothing is due; what is in hand is finished first."""
    jobs, stop = list(periodic_jobs()), threading.Event()
    tasks = _tasks(once=once)
    if once:
        run_due(jobs)
        tasks.run()
        return
    later.all_read()  # not by whichever thread calls it first
    watching.begin()
    rounds = threading.Thread(target=_keep_running, args=(jobs, stop), name="periodic")
    tasks.configure_signals()
    rounds.start()
    try:
        _keep_at_it(tasks)
    finally:
        stop.set()
        rounds.join(SECONDS_TO_FINISH)


def periodic_jobs() -> Iterator[Job]:
    """The periodic jobs of all apps, named app.job."""
    for app in apps.get_app_configs():
        if app.name.startswith("jinlin.") and find_spec(f"{app.name}.jobs"):
            for name, every, run in getattr(
                importlib.import_module(f"{app.name}.jobs"), "PERIODIC", []
            ):
                yield Job(f"{app.label}.{name}", every, run)


def run_due(jobs: list[Job]) -> list[str]:
    """Every job that was due and unclaimed has run once. Returns their names.

    None of them runs while nothing can be written, nor in the middle of a demo's story: its tellers
    call what would have run then.
    """
    if not state.now().takes_writing or of_the_story():
        return []
    return [job.name for job in jobs if _run_if_due(job)]


def _run_if_due(job: Job) -> bool:
    if not Turn.claim(job.name, job.every):
        return False
    failure = ""
    routes.begin(job.name)
    try:
        job.run()
    except Exception:
        failure = traceback.format_exc(limit=-5)
        logger.exception("periodic job %s failed", job.name)  # the next one runs all the same
    Turn.objects.filter(name=job.name).update(ended_at=clock.now(), failure=failure)
    return True


def _keep_at_it(tasks: Worker) -> None:
    """The queue is worked off until somebody says stop; a database that is away is waited for."""
    while tasks.running:
        if not state.now().takes_writing:
            time.sleep(SECONDS_BETWEEN_LOOKS)
            continue
        try:
            tasks.run()
        except Exception as error:
            if trouble_of(error) is None:
                raise
            logger.warning("the queue cannot be read; trying again", exc_info=True)
            connection.close()
            time.sleep(SECONDS_BETWEEN_LOOKS)


def _keep_running(jobs: list[Job], stop: threading.Event) -> None:
    while not stop.is_set():
        close_old_connections()
        try:
            run_due(jobs)
        except Exception:
            logger.exception("the periodic jobs cannot be looked at; trying again")
            connection.close()
        stop.wait(SECONDS_BETWEEN_LOOKS)
    connection.close()


def _tasks(*, once: bool) -> Worker:
    return Worker(
        queue_names=["*"],
        interval=1,
        batch=once,
        backend_name="default",
        startup_delay=not once,
        max_tasks=None,
        worker_id=get_random_string(32),
        excluded_queue_names=[],
    )
