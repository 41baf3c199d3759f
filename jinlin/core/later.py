"""How does a floor below call what stands above it, without everybody having to read that first?

An app hands it over by its path when it is ready, and it is read when it is first called: a word of
the console calls little of it. Whoever answers requests reads all of it before the first one comes.
"""

from collections.abc import Callable
from typing import Any

from django.utils.module_loading import import_string

_paths: list[str] = []


def later(path: str) -> Callable[..., Any]:
    """Calls the function at this path (`jinlin.web.leaving.notice`), whose module is read when it
    is first called. Raises ImportError then where nothing stands there.
    """
    _paths.append(path)

    def call(*given: Any, **named: Any) -> Any:
        return import_string(path)(*given, **named)

    return call


def all_read() -> None:
    """Nothing of it need be read any more. Raises ImportError where nothing stands at a path."""
    for path in _paths:
        import_string(path)
