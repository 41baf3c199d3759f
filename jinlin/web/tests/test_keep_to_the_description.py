"""Does the API answer as it describes itself, whatever is sent to it?

Each address is read as a generated client would read it. What needs no row of the house is asked
once with what the description allows and once with what it does not. Whether a place or a unit that
is sent exists the description cannot say: such an answer is 422 and described.
"""

from functools import cache
from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.errors import FailureGroup
from schemathesis.specs.openapi import checks

from jinlin.domains.appeals.tests.cast import cast_of_dehua
from tests.scene import raw_token

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]
ASKED = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
]
once = settings(
    max_examples=1,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


@cache
def _described() -> list[Any]:
    api = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    return [each.ok() for each in api.get_all_operations()]


def test_what_is_sent_and_answered_is_what_the_description_says() -> None:
    key = raw_token(cast_of_dehua(), "supervisor")
    headers = {"authorization": f"Bearer {key}", "accept-encoding": "identity"}
    seen, wrong = set[int](), list[str]()

    def send(case: Any) -> None:
        answer = case.call(headers=headers)
        seen.add(answer.status_code)
        try:
            case.validate_response(answer, checks=ASKED)
        except FailureGroup as problem:
            wrong.append(f"{case.operation.label}: {problem}")

    for operation in _described():
        if "{" not in operation.path:
            for mode in GenerationMode:
                once(given(case=operation.as_strategy(generation_mode=mode))(send))()
    assert wrong == []
    assert seen >= {200, 404, 422}


def test_every_address_names_the_refusals_that_all_share() -> None:
    shared = {"403", "404", "409", "422", "429"}
    silent = [
        each.label for each in _described() if not shared <= set(each.definition.raw["responses"])
    ]
    assert silent == []
