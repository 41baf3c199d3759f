"""Which dangers cannot wait for the next working day? The gravest first."""

from enum import StrEnum


class Danger(StrEnum):
    SUICIDE = "suicide"
    CHILD = "child"
    VIOLENCE = "violence"
    FIRE = "fire"
    HAZARD = "hazard"
    FRAUD = "fraud"
    ACCIDENT = "accident"
    MISSING = "missing"
