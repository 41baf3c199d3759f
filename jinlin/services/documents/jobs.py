"""What do documents do by themselves?"""

from datetime import datetime, timedelta

from jinlin.core.time import clock
from jinlin.services.documents import printing

PRINTS_KEPT_FOR = timedelta(days=90)


def drop_old_prints(now: datetime | None = None) -> int:
    """PDFs that nobody asked for in three months are gone; asked for again, they are made again.

    Returns how many.
    """
    oldest = ((now or clock.now()) - PRINTS_KEPT_FOR).timestamp()
    old = [
        path
        for path in printing.kept_in().glob("*/*")
        if path.is_file() and path.stat().st_mtime < oldest
    ]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


PERIODIC = [("drop_old_prints", timedelta(days=1), drop_old_prints)]
