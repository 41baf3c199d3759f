"""What would the report of a round say, before somebody has added what it means?"""

from django.utils.translation import gettext as _

from jinlin.domains.visits.models import Round
from jinlin.domains.visits.queries import coverage


def draft_of_report(round_: Round) -> str:
    """The numbers of the round in sentences."""
    whole = coverage.whole(round_)
    lines = [
        _(
            "{doors} doors were on the list; {visited} were visited ({percent} %), {refused} did "
            "not want a visit, {moved} had moved away, at {not_home} nobody was home, {settled} "
            "were settled without a visit, {never} were never tried."
        ).format(doors=whole.doors, percent=whole.percent, **whole.cells)
    ]
    lines += [
        _("{group}: {visited} of {doors} visited.").format(
            group=row.name, visited=row.visited, doors=row.doors
        )
        for row in coverage.by_group(round_)
        if row.name
    ]
    lines += [
        _("{kind}: found {found}, passed on {passed}, seen to {seen}, waiting {waiting}.").format(
            kind=each.kind,
            found=each.found,
            passed=each.passed,
            seen=each.seen,
            waiting=each.waiting,
        )
        for each in coverage.outcomes(round_)
    ]
    return "\n".join(lines)
