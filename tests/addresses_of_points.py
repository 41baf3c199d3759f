"""Who gets what at which address of points? Read as tests/addresses.py is.

{points_transfer} is what the resident earned yesterday, {points_wrong} the neighbour's, which the
clerk asks to have reversed; the resident ordered {points_item} in the store that the lead keeps. The
lead of the town leads no county: rules are not theirs to publish.
"""

from typing import Any

READS = """
#                                                            visi resi neig cler lead hand supe town coun syst secu audi
/points/                                                     302
/points/heads/                                               200
/points/heads/?after=nonsense                                422
/points/heads/?kept=nonsense                                 200
/points/stores/                                              302
/points/stores/{points_store}/                               200
/points/stores/{nobody}/                                     404
/points/stores/{points_store}/2020-1/                        404
/points/stores/{points_store}/2020-13/                       404
/points/me/                                                  in   200  200  200  200  200  200  200  200  200  200  200
/points/me/?month=2020-01                                    in   200  200  200  200  200  200  200  200  200  200  200
/points/me/lines/{points_transfer}/                          in   200  404  404  404  404  404  404  404  404  404  404
/points/me/lines/{points_wrong}/                             in   404  200  404  404  404  404  404  404  404  404  404
/points/me/orders/{points_order}/                            in   200  404  404  404  404  404  404  404  404  404  404
/points/me/orders/{nobody}/                                  in   404  404  404  404  404  404  404  404  404  404  404
/points/me/orders/{points_order}/cancel/                     in   200  404  404  404  404  404  404  404  404  404  404
/points/me/orders/{points_order}/hand_out/                   in   404  404  404  404  404  404  404  404  404  404  404
/points/items/{points_item}/                                 in   200  200  200  200  200  200  200  200  200  200  200
/points/items/{nobody}/                                      in   404  404  404  404  404  404  404  404  404  404  404
/desk/points/                                                desk 403  403  200  200  403  200  200  200  403  403  403
/desk/points/accounts/{points_account}/                      desk 403  403  200  200  403  200  404  404  403  403  403
/desk/points/accounts/{nobody}/                              desk 403  403  404  404  403  404  404  404  403  403  403
/desk/points/orders/                                         desk 403  403  200  200  403  200  200  200  403  403  403
/desk/points/orders/?state=handed_out                        desk 403  403  200  200  403  200  200  200  403  403  403
/desk/points/orders/{points_order}/                          desk 403  403  200  200  403  200  404  404  403  403  403
/desk/points/orders/{nobody}/                                desk 403  403  404  404  403  404  404  404  403  403  403
/desk/points/orders/{points_order}/hand_out/                 desk 403  403  403  200  403  403  404  404  403  403  403
/desk/points/orders/{points_order}/cancel/                   desk 403  403  403  200  403  403  404  404  403  403  403
/desk/points/orders/{points_order}/lapse/                    desk 403  403  404  404  403  404  404  404  403  403  403
/desk/points/transfers/export/                               desk 403  403  200  200  403  200  200  200  403  403  403
/desk/points/transfers/export/?as=csv                        desk 403  403  200  200  403  200  200  200  403  403  403
/desk/points/transfers/{points_transfer}/                    desk 403  403  200  200  403  200  404  404  403  403  403
/desk/points/transfers/{nobody}/                             desk 403  403  404  404  403  404  404  404  403  403  403
/desk/points/reversals/                                      desk 403  403  200  200  403  200  200  200  403  403  403
/desk/points/reversals/?state=all                            desk 403  403  200  200  403  200  200  200  403  403  403
/desk/points/reversals/{points_reversal}/                    desk 403  403  200  200  403  200  404  404  403  403  403
/desk/points/reversals/{nobody}/                             desk 403  403  404  404  403  404  404  404  403  403  403
/desk/points/reversals/{points_reversal}/approve/            desk 403  403  403  200  403  403  404  404  403  403  403
/desk/points/reversals/{points_reversal}/refuse/             desk 403  403  403  200  403  403  404  404  403  403  403
/desk/points/reversals/{points_reversal}/nonsense/           desk 403  403  404  404  403  404  404  404  403  403  403
/desk/points/stock/                                          desk 403  403  200  200  403  200  200  200  403  403  403
/desk/points/stock/?store={points_store}&find=大              desk 403  403  200  200  403  200  422  422  403  403  403
/desk/points/stock/new/                                      desk 403  403  403  200  403  403  403  403  403  403  403
/desk/points/stock/{points_item}/                            desk 403  403  200  200  403  200  404  404  403  403  403
/desk/points/stock/{nobody}/                                 desk 403  403  404  404  403  404  404  404  403  403  403
/desk/points/stock/{points_item}/change/                     desk 403  403  403  405  403  403  403  403  403  403  403
/desk/points/stock/{points_item}/receive/                    desk 403  403  403  405  403  403  403  403  403  403  403
/desk/points/batches/{points_batch}/thank/                   desk 403  403  403  405  403  403  403  403  403  403  403
/desk/points/batches/{nobody}/thank/                         desk 403  403  403  405  403  403  403  403  403  403  403
/desk/points/stores/new/                                     desk 403  403  403  200  403  403  403  403  403  403  403
/desk/points/stores/{points_store}/count/                    desk 403  403  403  200  403  403  403  403  403  403  403
/desk/points/stores/{points_store}/change/                   desk 403  403  403  200  403  403  403  403  403  403  403
/desk/points/rules/                                          desk 403  403  200  200  403  200  200  200  403  403  403
"""

WRITES = """
#                                                            visi resi neig cler lead hand supe town coun syst secu audi
/points/me/orders/{points_order}/cancel/                     401  422  404  404  404  404  404  404  404  404  404  404
/points/items/{points_item}/                                 401  422  422  422  422  422  422  422  422  422  422  422
/desk/points/                                                401  403  403  422  422  403  422  422  422  403  403  403
/desk/points/accounts/{points_account}/                      401  403  403  422  422  403  422  404  404  403  403  403
/desk/points/orders/{points_order}/hand_out/                 401  403  403  403  422  403  403  404  404  403  403  403
/desk/points/orders/{points_order}/cancel/                   401  403  403  403  422  403  403  404  404  403  403  403
/desk/points/transfers/{points_transfer}/                    401  403  403  422  422  403  422  404  404  403  403  403
/desk/points/reversals/{points_reversal}/approve/            401  403  403  403  422  403  403  404  404  403  403  403
/desk/points/reversals/{points_reversal}/refuse/             401  403  403  403  422  403  403  404  404  403  403  403
/desk/points/stock/new/                                      401  403  403  403  422  403  403  403  403  403  403  403
/desk/points/stock/{points_item}/change/                     401  403  403  403  422  403  403  403  403  403  403  403
/desk/points/stock/{points_item}/receive/                    401  403  403  403  422  403  403  403  403  403  403  403
/desk/points/batches/{points_batch}/thank/                   401  403  403  403  302  403  403  403  403  403  403  403
/desk/points/stores/new/                                     401  403  403  403  422  403  403  403  403  403  403  403
/desk/points/stores/{points_store}/count/                    401  403  403  403  422  403  403  403  403  403  403  403
/desk/points/stores/{points_store}/change/                   401  403  403  403  422  403  403  403  403  403  403  403
/desk/points/rules/                                          401  403  403  422  422  403  422  422  422  403  403  403
"""

ADMIN = """
# what the system administrator gets, reading and writing
/desk/admin/points/                                         200  200
/desk/admin/points/pointsrule/                              200  200
/desk/admin/points/pointsrule/add/                          200  200
/desk/admin/points/pointsrule/{nobody}/history/             302  302
/desk/admin/points/pointsrule/{nobody}/delete/              403  403
/desk/admin/points/pointsrule/{nobody}/change/              302  302
/desk/admin/points/pointsrule/{nobody}/                     302  302
"""

PROGRAMS = """
GET     /api/v1/points/heads?county=350526            none   200
GET     /api/v1/points/items?county=350526            none   200
GET     /api/v1/points/items?county=350526&after=nonsense none   422
GET     /api/v1/points/transfers                      none   401  401  401  403  200  200  200  200  200  200  200
GET     /api/v1/points/transfers?after=nonsense       none   401  401  401  403  422  422  422  422  422  422  422
GET     /api/v1/points/orders                         none   401  401  401  403  200  200  200  200  200  200  200
GET     /api/v1/points/orders/{points_order}          none   401  401  401  403  200  200  404  200  404  404  404
GET     /api/v1/points/orders/{nobody}                none   401  401  401  403  404  404  404  404  404  404  404
POST    /api/v1/points/orders/{points_order}/hand_out empty  401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/points/orders/{points_order}/hand_out whole  401  401  401  403  403  200  404  403  404  404  404
POST    /api/v1/points/orders/{points_order}/hand_out stale  401  401  401  403  409  409  404  409  404  404  404
POST    /api/v1/points/orders/{points_order}/cancel   empty  401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/points/orders/{points_order}/cancel   whole  401  401  401  403  403  200  404  403  404  404  404
POST    /api/v1/points/orders/{points_order}/cancel   stale  401  401  401  403  409  409  404  409  404  404  404
"""


def bodies(names: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """A whole body for each move of an order."""
    seen = {"version": names["points_order_version"]}
    return {
        "points.hand_out": {**seen, "received_by": "self"},
        "points.cancel": {**seen, "reason": "不要了"},
    }
