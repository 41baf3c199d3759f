"""What do pages ask of what was understood?"""

from jinlin.insight.queries.alarms import FIRST, PRESSING, all_open, open_alarms

__all__ = ["FIRST", "PRESSING", "all_open", "open_alarms"]
