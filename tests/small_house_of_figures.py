"""What stands of figures, forms, talk and the hotline in a house that a test runs as a process?"""

from typing import Any

from jinlin.domains.appeals.tests.cast import in_hand
from tests.scene_of_hotline import handed_in
from tests.scene_of_identities import known_elsewhere
from tests.scene_of_insight import understood
from tests.scene_of_metrics import reported_month
from tests.scene_of_returns import handed_down


def stands(cast: Any) -> dict[str, str]:
    """A report, a form with its ledgers, and what was understood of an appeal, which the hotline
    handed in; the resident is the neighbour who says the same.
    """
    appeal = in_hand(cast)
    handed_in(cast, appeal)
    known_elsewhere(cast)
    found = {
        "month_report": reported_month(cast).pk,
        **handed_down(cast),
        **understood(appeal, cast.users.resident),
    }
    return {name: str(value) for name, value in found.items()}
