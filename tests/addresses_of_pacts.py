"""Who gets what at which address of pacts? Read as tests/addresses.py is.

The pact of the neighbourhood is open for comment; the comment is the resident's.
"""

from datetime import timedelta
from typing import Any

from jinlin.core.time import clock

READS = """
#                                            visi resi neig cler lead hand supe town coun syst secu audi
/pacts/                                      200
/pacts/talks/                                in  200  200  200  200  200  200  200  200  200  200  200
/pacts/calendar/{neighbourhood}.ics          200
/pacts/calendar/nonsense.ics                 404
/pacts/{pact}/                               200
/pacts/{pact}/?on=nonsense                   422
/pacts/{nobody}/                             404
/pacts/{pact}/comment/                       in  200  200  200  200  200  200  200  200  200  200  200
/pacts/{pact}/fine/                          in  405  405  405  405  405  405  405  405  405  405  405
/desk/pacts/                                 desk 403  403  200  200  403  200  200  200  403  403  403
/desk/pacts/?state=nonsense                  desk 403  403  422  422  403  422  422  422  403  403  403
/desk/pacts/?q=楼道                          desk 403  403  200  200  403  200  200  200  403  403  403
/desk/pacts/export.xlsx                      desk 403  403  200  200  403  200  200  200  403  403  403
/desk/pacts/export.csv                       desk 403  403  200  200  403  200  200  200  403  403  403
/desk/pacts/export.csv?since=nonsense        desk 403  403  422  422  403  422  422  422  403  403  403
/desk/pacts/new/                             desk 403  403  200  200  403  403  200  200  403  403  403
/desk/pacts/{pact}/                          desk 403  403  200  200  403  200  404  404  403  403  403
/desk/pacts/{nobody}/                        desk 403  403  404  404  403  404  404  404  403  403  403
/desk/pacts/{pact}/text/                     desk 403  403  200  200  403  403  404  404  403  403  403
/desk/pacts/{pact}/comments/                 desk 403  403  200  200  403  200  404  404  403  403  403
/desk/pacts/{pact}/comments/?show=answered   desk 403  403  200  200  403  200  404  404  403  403  403
/desk/pacts/{pact}/comments/?after=nonsense  desk 403  403  422  422  403  422  404  404  403  403  403
/desk/pacts/{pact}/comments/{comment}/       desk 403  403  405  405  403  403  405  405  403  403  403
/desk/pacts/{pact}/talks/                    desk 403  403  200  200  403  403  404  404  403  403  403
/desk/pacts/{pact}/publish/                  desk 403  403  409  409  403  403  404  404  403  403  403
/desk/pacts/{pact}/consolidate/              desk 403  403  200  200  403  403  404  404  403  403  403
/desk/pacts/{pact}/ask_again/                desk 403  403  409  409  403  403  404  404  403  403  403
/desk/pacts/{pact}/put_to_vote/              desk 403  403  409  409  403  403  404  404  403  403  403
/desk/pacts/{pact}/adopt/                    desk 403  403  403  409  403  403  404  404  403  403  403
/desk/pacts/{pact}/turn_down/                desk 403  403  403  409  403  403  404  404  403  403  403
/desk/pacts/{pact}/amend/                    desk 403  403  409  409  403  403  404  404  403  403  403
/desk/pacts/{pact}/draft_anew/               desk 403  403  409  409  403  403  404  404  403  403  403
/desk/pacts/{pact}/review/                   desk 403  403  409  409  403  403  404  404  403  403  403
/desk/pacts/{pact}/repeal/                   desk 403  403  403  409  403  403  404  404  403  403  403
/desk/pacts/{pact}/keep_old/                 desk 403  403  409  409  403  403  404  404  403  403  403
/desk/pacts/{pact}/drop/                     desk 403  403  200  200  403  403  404  404  403  403  403
/desk/pacts/{pact}/nonsense/                 desk 403  403  404  404  403  404  404  404  403  403  403
"""

WRITES = """
#                                            visi resi neig cler lead hand supe town coun syst secu audi
/pacts/{pact}/comment/                       401  422  422  422  422  422  422  422  422  422  422  422
/pacts/{pact}/fine/                          401  302  302  302  302  302  302  302  302  302  302  302
/desk/pacts/new/                             401  403  403  422  422  403  403  422  422  403  403  403
/desk/pacts/{pact}/text/                     401  403  403  422  422  403  403  404  404  403  403  403
/desk/pacts/{pact}/comments/                 401  403  403  422  422  403  422  404  404  403  403  403
/desk/pacts/{pact}/comments/?show=answered   401  403  403  422  422  403  422  404  404  403  403  403
/desk/pacts/{pact}/comments/?after=nonsense  401  403  403  422  422  403  422  404  404  403  403  403
/desk/pacts/{pact}/comments/{comment}/       401  403  403  422  422  403  403  404  404  403  403  403
/desk/pacts/{pact}/talks/                    401  403  403  422  422  403  403  404  404  403  403  403
/desk/pacts/{pact}/publish/                  401  403  403  422  422  403  403  404  404  403  403  403
/desk/pacts/{pact}/consolidate/              401  403  403  422  422  403  403  404  404  403  403  403
/desk/pacts/{pact}/ask_again/                401  403  403  422  422  403  403  404  404  403  403  403
/desk/pacts/{pact}/put_to_vote/              401  403  403  422  422  403  403  404  404  403  403  403
/desk/pacts/{pact}/adopt/                    401  403  403  403  422  403  403  404  404  403  403  403
/desk/pacts/{pact}/turn_down/                401  403  403  403  422  403  403  404  404  403  403  403
/desk/pacts/{pact}/amend/                    401  403  403  422  422  403  403  404  404  403  403  403
/desk/pacts/{pact}/draft_anew/               401  403  403  422  422  403  403  404  404  403  403  403
/desk/pacts/{pact}/review/                   401  403  403  422  422  403  403  404  404  403  403  403
/desk/pacts/{pact}/repeal/                   401  403  403  403  422  403  403  404  404  403  403  403
/desk/pacts/{pact}/keep_old/                 401  403  403  422  422  403  403  404  404  403  403  403
/desk/pacts/{pact}/drop/                     401  403  403  422  422  403  403  404  404  403  403  403
/desk/pacts/{pact}/nonsense/                 401  403  403  404  404  403  404  404  404  403  403  403
"""
ADMIN = """
# what the system administrator gets, reading and writing
/desk/admin/pacts/                                         200  200
/desk/admin/pacts/pactrule/                                200  200
/desk/admin/pacts/pactrule/add/                            200  200
/desk/admin/pacts/pactrule/{nobody}/history/               302  302
/desk/admin/pacts/pactrule/{nobody}/delete/                403  403
/desk/admin/pacts/pactrule/{nobody}/change/                302  302
/desk/admin/pacts/pactrule/{nobody}/                       302  302
/desk/admin/pacts/sample/                                  200  200
/desk/admin/pacts/sample/add/                              200  200
/desk/admin/pacts/sample/{nobody}/history/                 302  302
/desk/admin/pacts/sample/{nobody}/delete/                  403  403
/desk/admin/pacts/sample/{nobody}/change/                  302  302
/desk/admin/pacts/sample/{nobody}/                         302  302
"""
PROGRAMS = """
#METHOD ADDRESS                                   BODY    with unkn revo read cler lead hand supe town coun syst
GET     /api/v1/pacts                             none    401  401  401  403  200  200  200  200  200  200  200
GET     /api/v1/pacts?after=nonsense              none    401  401  401  403  422  422  422  422  422  422  422
GET     /api/v1/pacts/{pact}/text                 none    401  401  401  403  200  200  404  200  404  404  404
GET     /api/v1/pacts/{pact}/text?on=nonsense     none    401  401  401  422  422  422  422  422  422  422  422
GET     /api/v1/pacts/{nobody}/text               none    401  401  401  403  404  404  404  404  404  404  404
GET     /api/v1/pacts?state=nonsense              none    401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/pacts                             empty   401  401  401  422  422  422  422  422  422  422  422
GET     /api/v1/pacts/{pact}                      none    401  401  401  403  200  200  404  200  404  404  404
GET     /api/v1/pacts/{nobody}                    none    401  401  401  403  404  404  404  404  404  404  404
GET     /api/v1/pacts/{pact}/versions             none    401  401  401  403  200  200  404  200  404  404  404
GET     /api/v1/pacts/{pact}/comments             none    401  401  401  403  200  200  404  200  404  404  404
POST    /api/v1/pacts/{pact}/text                 empty   401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/pacts/{pact}/comments/{comment}/answer whole 401  401  401  403  200  200  404  403  404  404  404
POST    /api/v1/pacts/{pact}/comments/{nobody}/answer whole 401  401  401  403  404  404  404  404  404  404  404
POST    /api/v1/pacts/{pact}/publish              whole   401  401  401  403  409  409  404  403  404  404  404
POST    /api/v1/pacts/{pact}/consolidate          whole   401  401  401  403  200  200  404  403  404  404  404
POST    /api/v1/pacts/{pact}/ask_again            whole   401  401  401  403  409  409  404  403  404  404  404
POST    /api/v1/pacts/{pact}/put_to_vote          whole   401  401  401  403  409  409  404  403  404  404  404
POST    /api/v1/pacts/{pact}/adopt                whole   401  401  401  403  403  409  404  403  404  404  404
POST    /api/v1/pacts/{pact}/turn_down            whole   401  401  401  403  403  409  404  403  404  404  404
POST    /api/v1/pacts/{pact}/amend                whole   401  401  401  403  409  409  404  403  404  404  404
POST    /api/v1/pacts/{pact}/draft_anew           whole   401  401  401  403  409  409  404  403  404  404  404
POST    /api/v1/pacts/{pact}/review               whole   401  401  401  403  409  409  404  403  404  404  404
POST    /api/v1/pacts/{pact}/repeal               whole   401  401  401  403  403  409  404  403  404  404  404
POST    /api/v1/pacts/{pact}/keep_old             whole   401  401  401  403  409  409  404  403  404  404  404
POST    /api/v1/pacts/{pact}/drop                 whole   401  401  401  403  200  200  404  403  404  404  404
POST    /api/v1/pacts/{pact}/drop                 stale   401  401  401  403  409  409  404  409  404  404  404
POST    /api/v1/pacts/{pact}/drop                 empty   401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/pacts/{pact}/comments             empty   401  401  401  422  422  422  422  422  422  422  422
"""


def bodies(names: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """A whole body for each move of a pact, on the version that stands, and for an answer."""
    day = str(clock.today())
    until = {"until": str(clock.today() + timedelta(days=7))}
    hands = {"eligible": 90, "present": 60, "in_favour": 55, "against": 1}
    told: dict[str, dict[str, Any]] = {
        "publish": until,
        "ask_again": until,
        "put_to_vote": {"meets_on": day, "where": "活动室"},
        "adopt": {**hands, "since": day},
        "turn_down": {**hands, "in_favour": 10},
        "review": {"note": "都还合适"},
        "repeal": {**hands, "since": day},
        "keep_old": {"reason": "先不改"},
        "drop": {"reason": "先不定"},
        "answer": {"answer": "taken"},
        "consolidate": {},
        "amend": {},
        "draft_anew": {},
    }
    seen = {"version": names["pact_version"]}
    return {f"pacts.{name}": {**seen, **body} for name, body in told.items()}
