"""Which forms of points can people type into?"""

from tests.sent_forms import MARK, Form

ORDER = {"version": "{points_order_version}"}
REVERSAL = {"version": "{points_reversal_version}"}
ITEM = {"name": MARK, "price": "5", "limit": "0", "limit_days": "90", "about": "新米"}
DESK = "/desk/points"
FORMS = (
    Form("resident", "/points/items/{points_soap}/", "count", {"count": "1"}),
    Form("resident", "/points/me/orders/{points_order}/cancel/", "reason", ORDER),
    Form("lead", f"{DESK}/", "typed"),
    Form("lead", f"{DESK}/orders/{{points_order}}/cancel/", "reason", ORDER),
    Form("lead", f"{DESK}/transfers/{{points_transfer}}/", "reason"),
    Form("lead", f"{DESK}/reversals/{{points_reversal}}/refuse/", "reason", REVERSAL),
    *(
        Form("lead", f"{DESK}/stock/new/", at, {**ITEM, "store": "{points_store}"})
        for at in ("name", "about", "price", "limit", "limit_days")
    ),
    *(
        Form("lead", f"{DESK}/stock/{{points_item}}/change/", at, ITEM)
        for at in ("name", "about", "price")
    ),
    *(
        Form("lead", f"{DESK}/stock/{{points_item}}/receive/", at, {"quantity": "3", "donor": MARK})
        for at in ("quantity", "donor", "worth", "best_before")
    ),
    *(
        Form("lead", f"{DESK}/stores/new/", at, {"place": "350526100001", "name": MARK})
        for at in ("name", "where", "hours")
    ),
    *(
        Form("lead", f"{DESK}/stores/{{points_store}}/change/", at, {"name": MARK, "is_open": "on"})
        for at in ("name", "where", "hours")
    ),
    Form(
        "lead",
        f"{DESK}/accounts/{{points_account}}/",
        "count",
        {"item": "{points_soap}", "count": "1", "received_by": "self"},
    ),
)
