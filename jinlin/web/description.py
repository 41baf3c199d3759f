"""What does the API say of itself, so that each name in it means one shape?

A shape is called by its app and its class, `pacts.AnswerIn`: two domains may both know an answer
without one overwriting the other's. What all share (`shell`, `core`) goes by its class alone.
"""

import copy
from http import HTTPStatus
from typing import Any

from django.apps import apps
from ninja.openapi.schema import REF_TEMPLATE, OpenAPISchema
from ninja.operation import Operation
from ninja.schema import NinjaGenerateJsonSchema
from pydantic.json_schema import CoreModeRef, DefsRef

from jinlin.core.errors import NotAllowed, NotHere, NotNow, TooOften, Unusable
from jinlin.shell.programs import Problem

SHARED = {"core", "shell"}
PROBLEM = Problem.model_json_schema()
REFUSALS = tuple(each.status for each in (NotAllowed, NotHere, NotNow, Unusable, TooOften))


class TwoShapes(Exception):
    """One name would stand for two shapes: a program would read the wrong one."""


class Names(NinjaGenerateJsonSchema):
    """Names each shape by the app that its class stands in."""

    def get_defs_ref(self, core_mode_ref: CoreModeRef) -> DefsRef:
        ref = super().get_defs_ref(core_mode_ref)
        module, _dot, _rest = core_mode_ref[0].partition("[")[0].rpartition(".")
        app = apps.get_containing_app_config(module)
        if app is not None and app.label not in SHARED:
            by_class, *longer = self._prioritized_defsref_choices[ref]
            mine = DefsRef(f"{app.label}.{by_class}")
            self._prioritized_defsref_choices[ref] = [mine, *longer[2:]]
        return ref


class _Named:
    """A model that is described with the names of its apps, whoever asks it."""

    def __init__(self, model: Any) -> None:
        self.model = model

    def __getattr__(self, name: str) -> Any:
        return getattr(self.model, name)

    def model_json_schema(self, **how: Any) -> dict[str, Any]:
        found: dict[str, Any] = self.model.model_json_schema(**{**how, "schema_generator": Names})
        return found


class Description(OpenAPISchema):
    """All addresses and shapes. Raises where a name would stand for two."""

    def __init__(self, *of: Any) -> None:
        self._described: dict[Any, Any] = {}
        super().__init__(*of)

    def _create_schema_from_model(self, model: Any, *args: Any, **how: Any) -> Any:
        """A shape that many addresses answer with is described once."""
        key = (model, args, tuple(sorted(how.items())))
        if key not in self._described:
            named: Any = _Named(model)
            self._described[key] = super()._create_schema_from_model(named, *args, **how)
        return copy.deepcopy(self._described[key])

    def _extract_parameters(self, model: Any) -> Any:
        named: Any = _Named(model)
        return super()._extract_parameters(named)

    def responses(self, operation: Operation) -> dict[int, Any]:
        """Beside what it answers, what every address may refuse: all of it in one shape."""
        refusals = [*REFUSALS]
        if operation.auth_callbacks:
            refusals.append(HTTPStatus.UNAUTHORIZED)
        if operation.methods != ["GET"]:
            refusals.append(HTTPStatus.BAD_REQUEST)  # what came could not be read
        self.schemas["Problem"] = PROBLEM
        own: dict[int, Any] = super().responses(operation)
        return own | {int(status): self._refused(status) for status in sorted(refusals)}

    def _refused(self, status: int) -> dict[str, Any]:
        shape = {"$ref": REF_TEMPLATE.format(model="Problem")}
        return {
            "description": HTTPStatus(status).phrase,
            "content": {self.api.renderer.media_type: {"schema": shape}},
        }

    def add_schema_definitions(self, definitions: dict[str, Any]) -> None:
        for name, shape in definitions.items():
            if self.schemas.setdefault(name, shape) != shape:
                raise TwoShapes(name)
