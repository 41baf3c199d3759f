"""For which route, or which job, does this thread work just now?"""

from contextvars import ContextVar

NO_ROUTE = "-"
_route: ContextVar[str] = ContextVar("the route that is being answered", default=NO_ROUTE)


def current() -> str:
    return _route.get()


def begin(name: str) -> None:
    _route.set(name)
