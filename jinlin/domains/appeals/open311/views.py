"""What does a program get that speaks GeoReport v2?"""

from django.utils.translation import gettext as _

from jinlin.core.errors import NotHere
from jinlin.domains.appeals.open311 import asking, reporting, shapes
from jinlin.domains.appeals.open311.door import caller, door, given, jurisdiction
from jinlin.domains.appeals.open311.formats import Answer
from jinlin.domains.appeals.queries import next_sentence
from jinlin.domains.appeals.queries.veiling import all_veiled
from jinlin.shell.requests import Request


@door("GET")
def discovery(request: Request) -> Answer:
    return Answer("discovery", shapes.discovered(request))


@door("GET")
def services(request: Request) -> Answer:
    """The classes are the same in every county, and public."""
    jurisdiction(given(request))
    return Answer("services", [shapes.service(category) for category in reporting.offered()])


@door("GET")
def service_definition(request: Request, code: str) -> Answer:
    """No service asks for more than a description and a place."""
    jurisdiction(given(request))
    return Answer(
        "service_definition", {"service_code": reporting.service_of(code).code, "attributes": []}
    )


@door("GET", "POST")
def requests(request: Request) -> Answer:
    return _report(request) if request.method == "POST" else _list(request)


@door("GET")
def one_request(request: Request, number: str) -> Answer:
    fields = given(request)
    actor = caller(request, fields, "appeals:read")
    found = list(asking.numbered(actor, jurisdiction(fields, actor), [number.upper()]))
    if not found:
        raise NotHere(_("service_request_id: there is nothing here for you under this number."))
    return Answer("service_requests", shapes.service_requests(all_veiled(found, actor=actor)))


@door("GET")
def token(request: Request, token: str) -> Answer:
    """Every report gets its number at once, so no token was ever given out."""
    raise NotHere(
        _(
            "token: there are no tokens here. Each report is answered with its service_request_id "
            "at once."
        )
    )


@door("GET", "POST")
def nowhere(request: Request, rest: str) -> Answer:
    raise NotHere(_("There is no such address. See /open311/discovery.json."))


def _list(request: Request) -> Answer:
    fields = given(request)
    actor = caller(request, fields, "appeals:read")
    question = asking.query_of(fields)
    rows, after = asking.page(asking.rows(actor, jurisdiction(fields, actor), question), question)
    return Answer(
        "service_requests",
        shapes.service_requests(all_veiled(rows, actor=actor)),
        next=_address(request, after) if after else "",
    )


def _report(request: Request) -> Answer:
    fields = given(request)
    actor = caller(request, fields, "appeals:write")
    appeal = reporting.reported(request, fields, actor=actor, county=jurisdiction(fields, actor))
    notice = f"{next_sentence(appeal)} {reporting.not_kept(request, fields)}".strip()
    made = {"service_request_id": appeal.number, "service_notice": notice, "account_id": None}
    return Answer("service_requests", [made], status=201)


def _address(request: Request, after: str) -> str:
    """The same question for the page after; a key in the address is not repeated."""
    query = request.GET.copy()
    query.pop("api_key", None)
    query["page"] = after
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
