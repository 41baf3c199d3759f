"""What does the house as a whole do by itself, again and again?"""

from datetime import timedelta

from jinlin.web.running import keeping

PERIODIC = [("back_up", timedelta(minutes=5), keeping.begin_if_due)]
