"""Who gets what at which address of service days? Read as tests/addresses.py is.

{service_day} is tomorrow; the resident has a seat in its {service_shift}. {help} is the resident's,
and volunteers may take it on: the neighbour is one.
"""

from datetime import timedelta
from typing import Any

from jinlin.core.time import clock

READS = """
#                                                            visi resi neig cler lead hand supe town coun syst secu audi
/sw.js                                                       200
/servicedays/                                                200
/servicedays/?q=x                                            200
/servicedays/at/{neighbourhood}/                             200
/servicedays/at/nowhere/                                     404
/servicedays/calendar/{neighbourhood}.ics                    200
/servicedays/calendar/nowhere.ics                            404
/servicedays/calendar/mine/nothing.ics                       404
/servicedays/mine/                                           in   200  200  200  200  200  200  200  200  200  200  200
/servicedays/mine/calendar/                                  in   405  405  405  405  405  405  405  405  405  405  405
/servicedays/vehicles/                                       200
/servicedays/stops/{stop}/book/                              in   405  405  405  405  405  405  405  405  405  405  405
/servicedays/help/                                           in   302  302  302  302  302  302  302  302  302  302  302
/servicedays/help/{help}/                                    in   200  200  200  200  200  200  200  200  200  200  200
/servicedays/help/{nobody}/                                  in   404  404  404  404  404  404  404  404  404  404  404
/servicedays/help/{help}/take/                               in   403  200  403  403  403  403  403  403  403  403  403
/servicedays/help/{help}/give_back/                          in   403  403  409  409  403  403  403  403  403  403  403
/servicedays/help/{help}/finish/                             in   409  403  409  409  403  403  403  403  403  403  403
/servicedays/help/{help}/withdraw/                           in   200  403  200  200  403  403  403  403  403  403  403
/servicedays/help/{help}/release/                            in   404  404  404  404  404  404  404  404  404  404  404
/servicedays/shifts/{service_shift}/sign-up/                 in   405  405  405  405  405  405  405  405  405  405  405
/servicedays/shifts/{service_shift}/give-up/                 in   405  405  405  405  405  405  405  405  405  405  405
/servicedays/shifts/{service_shift}/accept/                  in   405  405  405  405  405  405  405  405  405  405  405
/servicedays/shifts/{service_shift}/nonsense/                in   405  405  405  405  405  405  405  405  405  405  405
/servicedays/{service_day}/                                  200
/servicedays/{nobody}/                                       404
/servicedays/{service_day}/in/NOTHING/                       422
/desk/servicedays/                                           desk 403  403  200  200  403  200  200  200  403  403  403
/desk/servicedays/?lacking                                   desk 403  403  200  200  403  200  200  200  403  403  403
/desk/servicedays/export.xlsx                                desk 403  403  200  200  403  200  200  200  403  403  403
/desk/servicedays/export.csv                                 desk 403  403  200  200  403  200  200  200  403  403  403
/desk/servicedays/days/                                      desk 403  403  200  200  403  200  200  200  403  403  403
/desk/servicedays/days/?state=nonsense                       desk 403  403  422  422  403  422  422  422  403  403  403
/desk/servicedays/days.xlsx                                  desk 403  403  200  200  403  200  200  200  403  403  403
/desk/servicedays/days.csv?state=held                        desk 403  403  200  200  403  200  200  200  403  403  403
/desk/servicedays/new/                                       desk 403  403  403  200  403  403  403  403  403  403  403
/desk/servicedays/entries/                                   desk 403  403  405  405  403  403  405  405  403  403  403
/desk/servicedays/vehicles/                                  desk 403  403  200  200  403  200  200  200  403  403  403
/desk/servicedays/vehicles/new/                              desk 403  403  403  200  403  403  403  403  403  403  403
/desk/servicedays/stops/{stop}/book/                         desk 403  403  405  405  403  403  405  405  403  403  403
/desk/servicedays/stops/{stop}/call-off/                     desk 403  403  200  200  403  403  404  404  403  403  403
/desk/servicedays/helps/                                     desk 403  403  200  200  403  200  200  200  403  403  403
/desk/servicedays/helps/{help}/                              desk 403  403  200  200  403  200  404  404  403  403  403
/desk/servicedays/helps/{nobody}/                            desk 403  403  404  404  403  404  404  404  403  403  403
/desk/servicedays/helps/{help}/release/                      desk 403  403  409  409  403  403  404  404  403  403  403
/desk/servicedays/helps/{help}/decline/                      desk 403  403  409  409  403  403  404  404  403  403  403
/desk/servicedays/helps/{help}/take/                         desk 403  403  403  403  403  403  404  404  403  403  403
/desk/servicedays/helps/{help}/give_back/                    desk 403  403  409  409  403  403  404  404  403  403  403
/desk/servicedays/helps/{help}/finish/                       desk 403  403  409  409  403  403  404  404  403  403  403
/desk/servicedays/helps/{help}/withdraw/                     desk 403  403  200  200  403  403  404  404  403  403  403
/desk/servicedays/helps/{help}/nonsense/                     desk 403  403  404  404  403  404  404  404  403  403  403
/desk/servicedays/series/{service_series}/                   desk 403  403  200  200  403  200  404  404  403  403  403
/desk/servicedays/series/{nobody}/                           desk 403  403  404  404  403  404  404  404  403  403  403
/desk/servicedays/series/{service_series}/lay-out/           desk 403  403  403  405  403  403  403  403  403  403  403
/desk/servicedays/series/{service_series}/end/               desk 403  403  403  405  403  403  403  403  403  403  403
/desk/servicedays/photos/{service_photo}/show/               desk 403  403  405  405  403  403  405  405  403  403  403
/desk/servicedays/stalls/{stall}/met/                        desk 403  403  405  405  403  403  405  405  403  403  403
/desk/servicedays/counts/{nobody}/                           desk 403  403  404  404  403  404  404  404  403  403  403
/desk/servicedays/counts/{nobody}/strike/                    desk 403  403  405  405  403  403  405  405  403  403  403
/desk/servicedays/{service_day}/                             desk 403  403  200  200  403  200  404  404  403  403  403
/desk/servicedays/{nobody}/                                  desk 403  403  404  404  403  404  404  404  403  403  403
/desk/servicedays/{service_day}/screen/                      desk 403  403  200  200  403  403  404  404  403  403  403
/desk/servicedays/{service_day}/sheet/                       desk 403  403  200  200  403  200  404  404  403  403  403
/desk/servicedays/{service_day}/release/                     desk 403  403  405  405  403  403  405  405  403  403  403
/desk/servicedays/{service_day}/photos/                      desk 403  403  405  405  403  403  405  405  403  403  403
/desk/servicedays/{service_day}/add/shift/                   desk 403  403  405  405  403  403  405  405  403  403  403
/desk/servicedays/{service_day}/add/stall/                   desk 403  403  405  405  403  403  405  405  403  403  403
/desk/servicedays/{service_day}/add/tally/                   desk 403  403  405  405  403  403  405  405  403  403  403
/desk/servicedays/{service_day}/add/summary/                 desk 403  403  405  405  403  403  405  405  403  403  403
/desk/servicedays/{service_day}/add/nonsense/                desk 403  403  405  405  403  403  405  405  403  403  403
/desk/servicedays/{service_day}/open_/                       desk 403  403  409  409  403  403  404  404  403  403  403
/desk/servicedays/{service_day}/hold/                        desk 403  403  409  409  403  403  404  404  403  403  403
/desk/servicedays/{service_day}/reschedule/                  desk 403  403  403  200  403  403  404  404  403  403  403
/desk/servicedays/{service_day}/cancel/                      desk 403  403  403  200  403  403  404  404  403  403  403
/desk/servicedays/{service_day}/nonsense/                    desk 403  403  404  404  403  404  404  404  403  403  403
"""

WRITES = """
#                                                            visi resi neig cler lead hand supe town coun syst secu audi
/servicedays/mine/calendar/                                  401  200  200  200  200  200  200  200  200  200  200  200
/servicedays/stops/{stop}/book/                              401  302  302  302  302  302  302  302  302  302  302  302
/servicedays/help/                                           401  302  302  302  302  302  302  302  302  302  302  302
/servicedays/help/{help}/take/                               401  403  422  403  403  403  403  403  403  403  403  403
/servicedays/help/{help}/give_back/                          401  403  403  422  422  403  403  403  403  403  403  403
/servicedays/help/{help}/finish/                             401  422  403  422  422  403  403  403  403  403  403  403
/servicedays/help/{help}/withdraw/                           401  422  403  422  422  403  403  403  403  403  403  403
/servicedays/shifts/{service_shift}/sign-up/                 401  302  302  409  409  409  409  409  409  409  409  409
/servicedays/shifts/{service_shift}/give-up/                 401  302  404  409  409  409  409  409  409  409  409  409
/servicedays/shifts/{service_shift}/accept/                  401  302  404  409  409  409  409  409  409  409  409  409
/servicedays/{service_day}/in/NOTHING/                       422
/desk/servicedays/new/                                       401  403  403  403  422  403  403  403  403  403  403  403
/desk/servicedays/entries/                                   401  403  403  422  422  403  403  422  422  403  403  403
/desk/servicedays/vehicles/new/                              401  403  403  403  422  403  403  403  403  403  403  403
/desk/servicedays/stops/{stop}/book/                         401  403  403  302  302  403  403  404  404  403  403  403
/desk/servicedays/stops/{stop}/call-off/                     401  403  403  422  422  403  403  404  404  403  403  403
/desk/servicedays/counts/{nobody}/strike/                    401  403  403  404  404  403  403  404  404  403  403  403
/desk/servicedays/helps/{help}/release/                      401  403  403  422  422  403  403  404  404  403  403  403
/desk/servicedays/helps/{help}/decline/                      401  403  403  422  422  403  403  404  404  403  403  403
/desk/servicedays/helps/{help}/give_back/                    401  403  403  422  422  403  403  404  404  403  403  403
/desk/servicedays/helps/{help}/finish/                       401  403  403  422  422  403  403  404  404  403  403  403
/desk/servicedays/helps/{help}/withdraw/                     401  403  403  422  422  403  403  404  404  403  403  403
/desk/servicedays/series/{service_series}/                   401  403  403  422  422  403  422  404  404  403  403  403
/desk/servicedays/series/{service_series}/lay-out/           401  403  403  403  302  403  403  403  403  403  403  403
/desk/servicedays/series/{service_series}/end/               401  403  403  403  422  403  403  403  403  403  403  403
/desk/servicedays/photos/{service_photo}/show/               401  403  403  409  409  403  403  404  404  403  403  403
/desk/servicedays/stalls/{stall}/met/                        401  403  403  302  302  403  403  404  404  403  403  403
/desk/servicedays/{service_day}/release/                     401  403  403  409  409  403  403  404  404  403  403  403
/desk/servicedays/{service_day}/photos/                      401  403  403  422  422  403  403  404  404  403  403  403
/desk/servicedays/{service_day}/add/shift/                   401  403  403  422  422  403  403  404  404  403  403  403
/desk/servicedays/{service_day}/add/stall/                   401  403  403  422  422  403  403  404  404  403  403  403
/desk/servicedays/{service_day}/add/tally/                   401  403  403  422  422  403  403  404  404  403  403  403
/desk/servicedays/{service_day}/add/summary/                 401  403  403  422  422  403  403  404  404  403  403  403
/desk/servicedays/{service_day}/open_/                       401  403  403  422  422  403  403  404  404  403  403  403
/desk/servicedays/{service_day}/hold/                        401  403  403  422  422  403  403  404  404  403  403  403
/desk/servicedays/{service_day}/reschedule/                  401  403  403  403  422  403  403  404  404  403  403  403
/desk/servicedays/{service_day}/cancel/                      401  403  403  403  422  403  403  404  404  403  403  403
"""

ADMIN = """
# what the system administrator gets, reading and writing
/desk/admin/servicedays/                          200  200
/desk/admin/servicedays/theme/                              200  200
/desk/admin/servicedays/theme/add/                          200  200
/desk/admin/servicedays/theme/{service_theme}/history/      200  200
/desk/admin/servicedays/theme/{service_theme}/delete/       403  403
/desk/admin/servicedays/theme/{service_theme}/change/       200  200
/desk/admin/servicedays/theme/{service_theme}/              302  302
/desk/admin/servicedays/vehicle/                            200  200
/desk/admin/servicedays/vehicle/add/                        200  200
/desk/admin/servicedays/vehicle/{vehicle}/history/          200  200
/desk/admin/servicedays/vehicle/{vehicle}/delete/           403  403
/desk/admin/servicedays/vehicle/{vehicle}/change/           200  200
/desk/admin/servicedays/vehicle/{vehicle}/                  302  302
"""

HELP_VERSION = 2  # asked for and released
PROGRAMS = """
GET     /api/v1/servicedays?place=350526100001001 none    200
GET     /api/v1/servicedays?place=350526100001001&after=nonsense none 422
GET     /api/v1/servicedays?place=nowhere         none    404
GET     /api/v1/servicedays/desk                  none    401  401  401  403  200  200  200  200  200  200  200
GET     /api/v1/servicedays/desk?state=nonsense   none    401  401  401  422  422  422  422  422  422  422  422
GET     /api/v1/servicedays/helps                 none    401  401  401  403  200  200  200  200  200  200  200
GET     /api/v1/servicedays/helps/{help}          none    401  401  401  403  200  200  404  200  404  404  404
GET     /api/v1/servicedays/helps/{nobody}        none    401  401  401  403  404  404  404  404  404  404  404
GET     /api/v1/servicedays/{service_day}         none    401  401  401  403  200  200  404  200  404  404  404
GET     /api/v1/servicedays/{nobody}              none    401  401  401  403  404  404  404  404  404  404  404
GET     /api/v1/servicedays/vehicles              none    401  401  401  403  200  200  200  200  200  200  200
GET     /api/v1/servicedays/stops?place={neighbourhood} none 200
GET     /api/v1/servicedays/stops?place=nowhere   none    404
GET     /api/v1/servicedays/stops/desk            none    401  401  401  403  200  200  200  200  200  200  200
GET     /api/v1/servicedays/stops/desk?after=nonsense none 401 401  401  403  422  422  422  422  422  422  422
GET     /api/v1/servicedays/stops/{stop}          none    401  401  401  403  200  200  404  200  404  404  404
GET     /api/v1/servicedays/stops/{nobody}        none    401  401  401  403  404  404  404  404  404  404  404
POST    /api/v1/servicedays/stops                 whole   401  401  401  403  403  201  403  403  403  403  403
POST    /api/v1/servicedays/stops                 empty   401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/servicedays/stops/{stop}/book     whole   401  401  401  403  200  200  404  403  404  404  404
POST    /api/v1/servicedays/stops/{stop}/call_off whole   401  401  401  403  200  200  404  403  404  404  404
POST    /api/v1/servicedays/stops/{stop}/call_off empty   401  401  401  422  422  422  422  422  422  422  422
GET     /api/v1/servicedays/{service_day}/counts  none    401  401  401  403  200  200  404  200  404  404  404
POST    /api/v1/servicedays/counts/{nobody}/strike none   401  401  401  403  404  404  404  404  404  404  404
GET     /api/v1/servicedays/{service_day}/helpers none    401  401  401  403  200  200  404  200  404  404  404
POST    /api/v1/servicedays/{service_day}/entries empty   401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/servicedays/{service_day}/shifts  whole   401  401  401  403  201  201  404  403  404  404  404
POST    /api/v1/servicedays/{service_day}/stalls  whole   401  401  401  403  201  201  404  403  404  404  404
POST    /api/v1/servicedays/{service_day}/open_   whole   401  401  401  403  409  409  404  403  404  404  404
POST    /api/v1/servicedays/{service_day}/hold    whole   401  401  401  403  409  409  404  403  404  404  404
POST    /api/v1/servicedays/{service_day}/reschedule whole 401 401  401  403  403  200  404  403  404  404  404
POST    /api/v1/servicedays/{service_day}/cancel  whole   401  401  401  403  403  200  404  403  404  404  404
POST    /api/v1/servicedays/{service_day}/cancel  empty   401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/servicedays/helps/{help}/release  whole   401  401  401  403  409  409  404  403  404  404  404
POST    /api/v1/servicedays/helps/{help}/decline  whole   401  401  401  403  409  409  404  403  404  404  404
POST    /api/v1/servicedays/helps/{help}/finish   whole   401  401  401  403  409  409  404  403  404  404  404
POST    /api/v1/servicedays/helps/{help}/withdraw whole   401  401  401  403  200  200  404  403  404  404  404
"""


def bodies(names: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """A whole body for each move of a day and of a small help, and for what is added to a day."""
    begins = clock.at(clock.today() + timedelta(days=5), 9)
    times = {"starts_at": begins.isoformat(), "ends_at": (begins + timedelta(hours=2)).isoformat()}
    told: dict[str, dict[str, Any]] = {
        "shifts": {"title": "义剪", "seats": 3},
        "stalls": {"kind": "craftsman", "shown_as": "修伞师傅", "offers": "修伞"},
        "open_": {},
        "hold": {},
        "reschedule": {**times, "reason": "下雨"},
        "cancel": {"reason": "下雨"},
    }
    of_stops: dict[str, dict[str, Any]] = {
        "stops": stop_of(names, "350526100001001"),
        "book": {"name": "苏阿公", "phone": "13600136123"},
        "call_off": {"reason": "车坏在半路"},
    }
    helps: dict[str, dict[str, Any]] = {
        "release": {"text": "换一支灯管"},
        "decline": {"reason": "请报修"},
        "finish": {},
        "withdraw": {},
    }
    told |= {name: {"version": HELP_VERSION, **body} for name, body in helps.items()}
    seen = {"version": names["service_version"]}
    whole = {name: {**seen, **body} for name, body in told.items()} | of_stops
    return {f"servicedays.{name}": body for name, body in whole.items()}


def stop_of(names: dict[str, Any], place: str) -> dict[str, Any]:
    """The vehicle comes to a place on another day than that of the scene."""
    arrives = clock.at(clock.today() + timedelta(days=6), 9)
    times = {
        "arrives_at": arrives.isoformat(),
        "leaves_at": (arrives + timedelta(hours=2)).isoformat(),
    }
    return {"vehicle": str(names["vehicle"]), "place": place, "spot": "南门", "seats": 3, **times}
