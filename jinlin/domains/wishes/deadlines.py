"""By when must the next step on a wish be made? Whole days, plain arithmetic."""

from datetime import date

ADULT = 18
BANDS = ((80, "80s"), (70, "70s"), (60, "60s"), (ADULT, "adult"))


def band_of(birth_year: int | None, today: date) -> str:
    """The band of an age of which only the year is known; "" when not even that is.

    Whoever may still be 17 counts as a child.
    """
    if birth_year is None:
        return ""
    age = today.year - birth_year
    if age <= ADULT:
        return "child"
    return next(band for least, band in BANDS if age >= least)
