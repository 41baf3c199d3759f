"""What stands in the scene of words that are to be destroyed?"""

from typing import Any

from jinlin.domains.appeals.models import Appeal
from jinlin.domains.appeals.tests.cast import Cast
from jinlin.web.erasing import actions, queries


def to_be_destroyed(cast: Cast, appeal: Appeal) -> dict[str, Any]:
    """The lead asks for the first entry of the appeal that says something."""
    seq = queries.spoken(appeal)[0].seq
    asked = actions.ask(
        appeal, chosen=actions.Chosen([seq]), reason="本人书面要求删除", actor=cast.actors.lead
    )
    return {"erasure": asked.pk}
