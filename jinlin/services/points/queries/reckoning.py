"""What would a transfer have come to, had it been for other minutes?"""

from jinlin.services.points import deadlines
from jinlin.services.points.models import EarningRule, Transfer


def over(transfer: Transfer, minutes: int) -> int:
    """How many of its points so many minutes would not have earned, by the rule of its day."""
    if transfer.rule_id is None or minutes >= transfer.minutes:
        return 0
    rule = EarningRule.objects.get(pk=transfer.rule_id)
    return max(0, transfer.amount - deadlines.worth(rule.terms, minutes).full)
