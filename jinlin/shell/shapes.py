"""How is a shape that hundreds of addresses answer with built once, and not for each of them?

The framework builds a model for each address and each status it may answer with: over 4,000 for
some 150 shapes, which was half of what a process did before it could serve.
"""

from typing import Any

from ninja import Schema
from ninja.operation import Operation

_build = Operation._create_response_model  # noqa: SLF001 - the framework offers no other place
_built: dict[Any, type[Schema] | None] = {}


def _once(self: Operation, response_param: Any) -> type[Schema] | None:
    """What answers with this shape are checked by, the same for all that do."""
    if response_param not in _built:
        _built[response_param] = _build(self, response_param)
    return _built[response_param]


def build_each_once() -> None:
    """Whatever is described from now on shares the model of its shape."""
    Operation._create_response_model = _once  # type: ignore[method-assign]  # noqa: SLF001 - as above
