"""When there is really no room left on the disk: is everything read as ever, is it said, does what
was typed come back, and does the house go on by itself when there is room again?
"""

import os
import subprocess
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.serving import House, house_at

pytestmark = [
    pytest.mark.one_engine,
    pytest.mark.skipif(os.getuid() != 0, reason="a disk of one's own takes root"),
]
SIZE = "160m"
TYPED = "三号楼的路灯坏了三天，晚上看不清台阶。"
CSRF = "x" * 32


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Iterator[House]:
    var = tmp_path_factory.mktemp("small-disk")
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "none", var],
        check=False,
        capture_output=True,
    )
    if mounted.returncode:
        pytest.skip("no disk can be mounted here")
    try:
        with house_at(var, database="sqlite") as house:
            house.further = {"JINLIN_DISK_FULL_MB": "0", "JINLIN_DISK_WARN_MB": "1"}
            assert house.people["token"]
            house.start()
            yield house
    finally:
        subprocess.run(["umount", "-l", var], check=False)


def _fill(var: Path) -> Path:
    """Not one page more can be written."""
    ballast = var / "ballast"
    with ballast.open("wb", buffering=0) as file:
        for size in (1 << 20, 4096, 1):
            try:
                while True:
                    file.write(b"\0" * size)
            except OSError:
                continue
    return ballast


def _asked(house: House, path: str, form: dict[str, str] | None = None) -> tuple[int, str]:
    headers = {"Cookie": f"csrftoken={CSRF}", "Sec-Fetch-Site": "same-origin"}
    body = urlencode({**form, "csrfmiddlewaretoken": CSRF}) if form else None
    headers |= {"Content-Type": "application/x-www-form-urlencoded"} if form else {}
    with closing(HTTPConnection("127.0.0.1", house.port, timeout=60)) as line:
        line.request("POST" if form else "GET", path, body, headers)
        answer = line.getresponse()
        return answer.status, answer.read().decode()


def test_a_full_disk_still_reads_says_so_and_gives_back_what_was_typed(house):
    form = {"text": TYPED, "place": house.people["place"], "identity": "anonymous"}
    form["key"] = "0190a5a0-0000-7000-8000-000000000088"
    ballast = _fill(house.var)
    read = {
        path: _asked(house, path)[0] for path in ("/", "/report/place/", "/pacts/", "/figures/")
    }
    said = [_asked(house, "/report/who/", form) for _turn in range(3)]
    ballast.unlink()
    assert read == dict.fromkeys(read, 200)
    assert [status for status, _text in said] == [503] * 3
    assert "存储空间已满" in said[0][1]
    assert f'name="text" value="{TYPED}"' in said[0][1]
    assert _asked(house, "/report/who/", form)[0] == 302
