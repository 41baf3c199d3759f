"""What does each page of desk and portal cost, in processor time and statements?

Floor: the shell with nothing in it (an empty page of the same face, same caller), in the same run.
A page is a line of the walk of all addresses that its caller may read; in the scene that the walk
tells. BENCH_WORST=20 chooses how many lines are printed, BENCH_ONLY=/desk/ which addresses.
"""

import os
import statistics
import time
from http import HTTPStatus
from typing import Any

from house import engine, open_house

open_house()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.shortcuts import render  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import include, path  # noqa: E402

from jinlin.domains.appeals.tests.cast import cast_of_dehua  # noqa: E402
from tests.scene import callers, scene_of  # noqa: E402
from tests.walked import READS  # noqa: E402

WORST = int(os.environ.get("BENCH_WORST", "20"))
ONLY = os.environ.get("BENCH_ONLY", "/")
TIMES = 5
DESK, PORTAL = "lead", "resident"  # who sees most pages of either face


def empty(request: Any, face: str) -> HttpResponse:
    return render(request, f"{face}.html")


urlpatterns = [path("bench-empty/<face>/", empty), path("", include("jinlin.web.urls"))]


def main() -> None:
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.ROOT_URLCONF = __name__
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"  # nothing is collected here
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": plain}}
    scene = scene_of(cast_of_dehua())
    browsers = callers(scene.cast)
    for face, caller in (("desk", DESK), ("portal", PORTAL)):
        measure(face, browsers[caller], caller, scene.names)


def measure(face: str, browser: Client, caller: str, names: dict[str, Any]) -> None:
    floor, statements = cost(browser, f"/bench-empty/{face}/")
    print(f"\n{face}, {caller}, {engine()}: an empty page {floor:.1f} ms, {statements} statements")
    found = []
    for template, words in READS.items():
        is_desk = template.startswith("/desk/")
        if words[caller] == "200" and is_desk == (face == "desk") and template.startswith(ONLY):
            found.append((*cost(browser, template.format(**names)), template))
    found.sort(reverse=True)
    spans = [each[0] for each in found]
    print(
        f"{len(found)} pages: median {statistics.median(spans):.1f} ms, "
        f"over 40 ms {sum(span > 40 for span in spans)}, over 60 ms {sum(s > 60 for s in spans)}"
    )
    for span, statements, template in found[:WORST]:
        print(f"{template:<70} {span:>7.1f} ms {statements:>4} statements   {span / floor:>5.1f}")


def cost(browser: Client, address: str) -> tuple[float, int]:
    """Processor time of this process, the median of some runs after one that warms up; how many
    statements were sent.
    """
    read(browser, address)
    sent: list[str] = []

    def heard(execute: Any, sql: str, *details: Any) -> Any:
        sent.append(sql)
        return execute(sql, *details)

    with connection.execute_wrapper(heard):
        read(browser, address)
    spans = []
    for _time in range(TIMES):
        begun = time.process_time()
        read(browser, address)
        spans.append((time.process_time() - begun) * 1000)
    return statistics.median(spans), len(sent)


def read(browser: Client, address: str) -> None:
    answer = browser.get(address)
    if answer.status_code != HTTPStatus.OK:
        raise SystemExit(f"{address} answered {answer.status_code}")
    b"".join(answer.streaming_content if answer.streaming else ())


if __name__ == "__main__":
    main()
