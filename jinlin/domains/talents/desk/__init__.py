"""What does staff see of talents, and what can they do?"""

from jinlin.domains.talents.desk.boards import board, export
from jinlin.domains.talents.desk.finding import apply, ask, find, pair, sheet
from jinlin.domains.talents.desk.judging import panel, panels
from jinlin.domains.talents.desk.matter import add_evidence, matter, move

__all__ = [
    "add_evidence",
    "apply",
    "ask",
    "board",
    "export",
    "find",
    "matter",
    "move",
    "pair",
    "panel",
    "panels",
    "sheet",
]
