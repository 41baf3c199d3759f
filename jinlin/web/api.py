"""Which API does the house offer to programs? `/api/v1/`, described at `/api/v1/openapi.json`."""

from collections.abc import Sequence
from typing import Any

from django.apps import apps
from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation

from jinlin.core.errors import Refusal
from jinlin.ground.accounts.api import Bearer
from jinlin.shell.bodies import Bodies
from jinlin.shell.requests import Request
from jinlin.web import domains
from jinlin.web.description import Description

_described: dict[tuple[str, str | None], OpenAPISchema] = {}


class Api(NinjaAPI):
    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        """The description is made once for each address and language: that takes seconds."""
        prefix = self.get_root_path(path_params or {}) if path_prefix is None else path_prefix
        key = (prefix, get_language())
        if key not in _described:
            _described[key] = Description(self, prefix)
        return _described[key]

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """The name that generated clients call it by: it stays when code moves inside its app."""
        view = operation.view_func
        app = apps.get_containing_app_config(view.__module__)
        return f"jinlin_{app.label if app else 'web'}_api_{view.__name__}"


api = Api(
    title="Jinlin", version="1", auth=Bearer(), urls_namespace="api", docs_url=None, parser=Bodies()
)
for domain in domains.installed():
    for address, router in domain.routers.items():
        api.add_router(address, domain.named(router))


@api.exception_handler(Refusal)
def refused(request: Request, refusal: Refusal) -> HttpResponse:
    detail = {**refusal.detail, **({"field": refusal.field} if refusal.field else {})}
    return api.create_response(
        request,
        {"code": refusal.code, "message": str(refusal), "detail": detail},
        status=refusal.status,
    )


@api.exception_handler(ValidationError)
def unusable(request: Request, problem: ValidationError) -> HttpResponse:
    fields = [{"field": _field(each["loc"]), "reason": each["msg"]} for each in problem.errors]
    body = {
        "code": "unusable",
        "message": _("Please check what you entered."),
        "detail": {"fields": fields},
    }
    return api.create_response(request, body, status=422)


def _field(where: Sequence[str | int]) -> str:
    """The field as the caller names it: within the body, not within the name that it has here."""
    source, name, *rest = where
    return ".".join(map(str, rest if source == "body" and rest else (name, *rest)))


@api.exception_handler(HttpError)
def unreadable(request: Request, problem: HttpError) -> HttpResponse:
    """What the framework refuses before any of our own code: a body that is no JSON."""
    body = {
        "code": "unreadable",
        "message": _(
            "What arrived could not be read. Please open the page again and try once more."
        ),
        "detail": {},
    }
    return api.create_response(request, body, status=problem.status_code)


@api.exception_handler(AuthenticationError)
def unknown(request: Request, problem: AuthenticationError) -> HttpResponse:
    body = {
        "code": "unknown_token",
        "message": _("This token is unknown, expired or revoked."),
        "detail": {},
    }
    return api.create_response(request, body, status=401)
