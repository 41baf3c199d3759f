"""What does the house do about visits by itself?"""

from datetime import timedelta

from jinlin.core.time import clock
from jinlin.domains.visits.actions import look_after_rounds, release_held

PERIODIC = [
    ("visits-look-after-rounds", timedelta(hours=6), look_after_rounds),
    ("visits-release-held-forms", timedelta(hours=1), lambda: release_held(clock.now())),
]
