"""What is asked about volunteers, their teams and hours?"""

from jinlin.services.volunteers.queries.exceptions import exceptions
from jinlin.services.volunteers.queries.mine import Sums, sums_of
from jinlin.services.volunteers.queries.story import story

__all__ = ["Sums", "exceptions", "story", "sums_of"]
