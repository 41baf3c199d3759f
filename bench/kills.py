"""Is anything lost or sent twice when two web processes and two workers are killed for minutes?

    JINLIN_DATABASE_URL=$(tools/postgres start) .venv/bin/python bench/kills.py
    BENCH_SECONDS=600 BENCH_SEED=7 …                     longer, and other moments

Prints how many kills, reports and messages there were; fails when one is lost or doubled.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jinlin.web.settings")
os.environ["JINLIN_VAR"] = tempfile.mkdtemp(prefix="jinlin-bench-")

import django

django.setup()

from tests.drill import drilled  # noqa: E402 - Django is set up first


def main() -> None:
    if not os.environ.get("JINLIN_DATABASE_URL", "").startswith("postgres"):
        raise SystemExit("JINLIN_DATABASE_URL must name a PostgreSQL: tools/postgres start")
    seconds = float(os.environ.get("BENCH_SECONDS", "120"))
    seed = int(os.environ.get("BENCH_SEED", str(int(time.time()))))
    print(f"{seconds:.0f} seconds, seed {seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="jinlin-kills-") as var:
        drill = drilled(Path(var), seconds=seconds, seed=seed)
    again = len(drill.calls) - len(set(drill.calls))
    print(f"kills {dict(drill.kills)}; requests broken off {sum(c.broken for c in drill.clients)}")
    print(f"reports acknowledged {len(drill.receipts)}, in the house {len(drill.titles)}")
    print(f"messages sent {len(drill.delivered)}; the gateway heard {again} of them again")
    drill.require_nothing_lost_and_nothing_twice()


if __name__ == "__main__":
    main()
