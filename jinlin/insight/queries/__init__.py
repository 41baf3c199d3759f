"""What do pages ask of what was understood?"""

from jinlin.insight.queries.alarms import open_alarms

__all__ = ["open_alarms"]
