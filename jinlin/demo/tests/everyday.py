"""What do residents of the demo write, and when is nobody in danger? As `bench/leaning.py` learns
from it that such words are harmless.
"""

from typing import Final

from jinlin.demo.situations import story

# Of these somebody should look at some at once, so nothing is learnt from them.
URGENT: Final = frozenset(
    {
        *("gas-smell", "scam-call", "slope-behind-house", "road-landslide", "lone-elder"),
        *("children-alone", "ebike-upstairs", "signboard-loose", "throwing-objects", "lift-stuck"),
        *("fire-lane-blocked", "wall-tiles-falling"),
    }
)
NAMES: Final = {"neighbourhood": "霞碧新村", "building": "3幢", "place": "浔东社区"}


def everyday() -> list[str]:
    """What is reported, and what is said of the answer, where nobody is in danger."""
    return [
        text.format_map(NAMES)
        for each in story().situations
        if each.id not in URGENT
        for text in (*each.texts, each.unsolved, each.thanks)
    ]
