"""What can programs do with appeals? The same actions and queries as the pages."""

from jinlin.domains.appeals.api import hotline, matters, moves
from jinlin.domains.appeals.api.door import router
from jinlin.domains.appeals.api.hotline import router as hotline_router

__all__ = ["hotline", "hotline_router", "matters", "moves", "router"]
