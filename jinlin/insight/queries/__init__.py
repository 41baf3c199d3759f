"""What do pages ask of what was understood?"""

from jinlin.insight.queries.alarms import SHOWN, open_alarms

__all__ = ["SHOWN", "open_alarms"]
