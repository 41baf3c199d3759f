"""Which work on appeals is due without anybody asking?"""

from datetime import timedelta

from jinlin.appeals import actions

PERIODIC = [("recompute-deadlines", timedelta(hours=1), actions.recompute_provisional)]
