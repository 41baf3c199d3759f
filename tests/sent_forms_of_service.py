"""Which forms of volunteers and service days can people type into? As in tests/sent_forms.py."""

from tests.sent_forms import MARK, Form

AT = {"day": "2025-04-18", "from_time": "09:00", "to_time": "10:00"}
LINE = {"group": "training", "title": MARK, "on": "{today}"}
BACKFILLED = {**AT, "title": MARK, "content": MARK, "reason": MARK, "reason_kind": "forgotten"}
TERMS = {
    "name": MARK,
    "rule": "month_day",
    "day": "18",
    "nth": "2",
    "weekday": "5",
    "lunar_month": "8",
    "before": "1",
    "from_time": "09:00",
    "to_time": "11:00",
}
STALL = {"kind": "craftsman", "shown_as": MARK, "offers": MARK}
DAY = {"version": "{service_version}"}
FORMS = (
    *(
        Form("clerk", "/desk/volunteers/{volunteer}/enter/", at, LINE)
        for at in ("title", "issuer", "number", "on", "valid_until")
    ),
    *(
        Form("clerk", "/desk/volunteers/{volunteer}/backfill/", at, BACKFILLED)
        for at in ("title", "content", "reason", "day", "from_time")
    ),
    Form("resident", "/volunteers/records/{record}/dispute/", "reason", {"version": "1"}),
    Form("lead", "/desk/volunteers/records/{record}/strike/", "reason", {"version": "1"}),
    *(
        Form("lead", "/desk/servicedays/series/{service_series}/", at, TERMS)
        for at in ("name", "duty", "venue", "carrier", "incentive", "flow", "day", "from_time")
    ),
    *(
        Form("clerk", "/desk/servicedays/{service_day}/add/shift/", at, {"title": MARK, "seats": 2})
        for at in ("title", "qualification", "seats", "youngest")
    ),
    *(
        Form("clerk", "/desk/servicedays/{service_day}/add/stall/", at, STALL)
        for at in ("shown_as", "offers", "need", "kind")
    ),
    Form("clerk", "/desk/servicedays/{service_day}/add/tally/", "people", {"kind": "repair"}),
    Form("clerk", "/desk/servicedays/{service_day}/add/summary/", "text"),
    Form("lead", "/desk/servicedays/{service_day}/cancel/", "reason", DAY),
    Form("lead", "/desk/servicedays/{service_day}/reschedule/", "reason", {**DAY, **AT}),
)
