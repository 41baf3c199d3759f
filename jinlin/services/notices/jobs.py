"""What do messages do by themselves, again and again?"""

from datetime import timedelta

from jinlin.services.notices import actions, sending

PERIODIC = [
    ("send_due", timedelta(minutes=1), sending.send_due),
    ("tell_of_ways_in", timedelta(minutes=5), actions.tell_of_ways_in),
    ("send_digests", timedelta(hours=1), actions.send_digests),
    ("forget_old", timedelta(days=1), actions.forget_old),
]
