"""Does a word of the console leave unread what only pages and papers call, and does whoever answers
requests have all of it before the first one comes?
"""

import json
import subprocess
import sys
import threading

import pytest

from jinlin.core import later
from jinlin.services.documents import kinds
from jinlin.services.documents.kinds import Kind

pytestmark = pytest.mark.one_engine
DEAR = ["docx", "jinja2", "xlsxwriter", "jinlin.web.domains", "jinlin.domains.projects.actions"]
SCRIPT = f"""
import json, os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "jinlin.web.settings"
import django
django.setup()
early = [name for name in {DEAR} if name in sys.modules]
import jinlin.web.answering
from jinlin.services.documents import kinds
before = len(sys.modules)
print(json.dumps([early, len(kinds.known()), len(kinds._awaited), len(sys.modules) - before]))
"""


def test_a_word_reads_little_and_a_server_all_before_the_first_request():
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, check=True)
    early, papers, awaited, read_afterwards = json.loads(done.stdout)
    assert (early, papers > 10, awaited, read_afterwards) == ([], True, 0, 0)


def test_what_apps_hand_over_stands_at_its_path(monkeypatch):
    later.all_read()
    monkeypatch.setattr(later, "_paths", [])
    call = later.later("jinlin.web.leaving.nobody_of_this_name")
    for each in (call, later.all_read):
        with pytest.raises(ImportError):
            each()


def test_whichever_thread_asks_first_all_find_every_kind(monkeypatch):
    found, together = [], threading.Barrier(4)
    monkeypatch.setattr(kinds, "_registered", {})
    monkeypatch.setattr(kinds, "_awaited", [])

    def bringing(key):
        def bring():
            together.wait(60)  # all of them are at it at once
            kinds.register(Kind(key, key, key, "x", "appeals.appeal"))

        return bring

    for key in ("first.paper", "second.paper"):
        kinds.let_bring(bringing(key))

    def ask():
        found.append(sorted(kinds.known()))

    threads = [threading.Thread(target=ask, daemon=True) for _each in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert found == [["first.paper", "second.paper"]] * 4
