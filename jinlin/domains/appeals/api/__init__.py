"""What can programs do with appeals? The same actions and queries as the pages."""

from jinlin.domains.appeals.api import matters, moves
from jinlin.domains.appeals.api.door import router

__all__ = ["matters", "moves", "router"]
