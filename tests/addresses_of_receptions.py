"""Who gets what at the addresses of reception days? The words are those of tests/addresses.py.

{session} is ahead, {booking} the resident's in it; {talk} was held with the resident a week ago and
waits for their word. The bureau, where the handler works, sits in both.
"""

READS = """
#                                            visi resi neig cler lead hand supe town coun syst secu audi
/receptions/                                 200
/receptions/?q=x                             200
/receptions/at/{neighbourhood}/              200
/receptions/at/nowhere/                      404
/receptions/{session}/book/                  200
/receptions/{session}/book/what/             302
/receptions/{session}/book/send/             302
/receptions/{nobody}/book/                   404
/receptions/bookings/{booking}/              404  200  404  302  302  302  302  404  404  404  404  404
/receptions/bookings/{nobody}/               404
/receptions/bookings/{booking}/again/        405
/receptions/bookings/{booking}/cancel/       404  200  404  404  404  404  404  404  404  404  404  404
/receptions/talks/{talk}/confirm/            404  200  404  404  404  404  404  404  404  404  404  404
/receptions/talks/{talk}/dispute/            404  200  404  404  404  404  404  404  404  404  404  404
/receptions/talks/{talk}/withdraw/           404  200  404  404  404  404  404  404  404  404  404  404
/receptions/talks/{talk}/nonsense/           404
/receptions/thanks/link/                     200
/receptions/thanks/screen/                   200
/receptions/thanks/nonsense/                 404
/receptions/confirm/nothing/                 404
/receptions/screen/nothing/                  404
/hall/{session}/                             200
/hall/{nobody}/                              404
/calendar/{neighbourhood}.ics                200
/calendar/nowhere.ics                        404
/calendar/mine/nothing.ics                   404
/calendar/sessions/{session}.ics             200
/calendar/sessions/{nobody}.ics              404
/desk/receptions/                            desk 403  403  200  200  200  200  200  200  403  403  403
/desk/receptions/month.xlsx                  desk 403  403  200  200  200  200  200  200  403  403  403
/desk/receptions/month.csv?month=x           desk 403  403  422  422  422  422  422  422  403  403  403
/desk/receptions/mine/                       desk 403  403  200  200  200  200  200  200  403  403  403
/desk/receptions/mine/feed/                  desk 403  403  405  405  405  405  405  405  403  403  403
/desk/receptions/series/                     desk 403  403  403  200  403  403  403  403  403  403  403
/desk/receptions/series/new/                 desk 403  403  403  200  403  403  403  403  403  403  403
/desk/receptions/series/{series}/            desk 403  403  403  200  403  403  403  403  403  403  403
/desk/receptions/series/{nobody}/            desk 403  403  403  404  403  403  403  403  403  403  403
/desk/receptions/series/{series}/seat/       desk 403  403  403  405  403  403  403  403  403  403  403
/desk/receptions/series/{series}/seat/{nobody}/off/  desk 403  403  403  405  403  403  403  403  403  403  403
/desk/receptions/series/{series}/end/        desk 403  403  403  405  403  403  403  403  403  403  403
/desk/receptions/series/{series}/lay-out/    desk 403  403  403  405  403  403  403  403  403  403  403
/desk/receptions/{session}/                  desk 403  403  200  200  200  200  404  404  403  403  403
/desk/receptions/{nobody}/                   desk 403  403  404  404  404  404  404  404  403  403  403
/desk/receptions/{session}/walk-in/          desk 403  403  405  405  405  405  405  405  403  403  403
/desk/receptions/{session}/call-next/        desk 403  403  405  405  405  405  405  405  403  403  403
/desk/receptions/{session}/open_/            desk 403  403  409  409  403  403  404  404  403  403  403
/desk/receptions/{session}/substitute/       desk 403  403  200  200  200  403  404  404  403  403  403
/desk/receptions/{session}/note_presence/    desk 403  403  409  409  403  403  404  404  403  403  403
/desk/receptions/{session}/close/            desk 403  403  409  409  403  403  404  404  403  403  403
/desk/receptions/{session}/reschedule/       desk 403  403  403  200  403  403  404  404  403  403  403
/desk/receptions/{session}/cancel/           desk 403  403  403  200  403  403  404  404  403  403  403
/desk/receptions/{session}/nonsense/         desk 403  403  404  404  404  404  404  404  403  403  403
/desk/receptions/turns/{booking}/arrive/     desk 403  403  409  409  403  403  404  404  403  403  403
/desk/receptions/turns/{booking}/call/       desk 403  403  409  409  403  403  404  404  403  403  403
/desk/receptions/turns/{booking}/miss/       desk 403  403  409  409  403  403  404  404  403  403  403
/desk/receptions/turns/{booking}/talk/       desk 403  403  409  409  403  403  404  404  403  403  403
/desk/receptions/turns/{booking}/cancel/     desk 403  403  200  200  403  403  404  404  403  403  403
/desk/receptions/turns/{booking}/nonsense/   desk 403  403  404  404  404  404  404  404  403  403  403
/desk/receptions/talks/{talk}/               desk 403  403  200  200  200  200  404  404  403  403  403
/desk/receptions/talks/{nobody}/             desk 403  403  404  404  404  404  404  404  403  403  403
/desk/receptions/talks/{talk}/sheet/         desk 403  403  200  200  200  200  404  404  403  403  403
/desk/receptions/talks/{talk}/hand-over/     desk 403  403  405  405  405  405  405  405  403  403  403
/desk/receptions/talks/{talk}/link/          desk 403  403  405  405  405  405  405  405  403  403  403
/desk/receptions/talks/{talk}/answer/        desk 403  403  409  409  403  403  404  404  403  403  403
/desk/receptions/talks/{talk}/refer/         desk 403  403  409  409  403  403  404  404  403  403  403
/desk/receptions/talks/{talk}/confirm/       desk 403  403  200  200  403  403  404  404  403  403  403
/desk/receptions/talks/{talk}/dispute/       desk 403  403  200  200  403  403  404  404  403  403  403
/desk/receptions/talks/{talk}/withdraw/      desk 403  403  403  403  403  403  404  404  403  403  403
/desk/receptions/talks/{talk}/nonsense/      desk 403  403  404  404  404  404  404  404  403  403  403
"""

WRITES = """
#                                            visi resi neig cler lead hand supe town coun syst secu audi
/receptions/{session}/book/                  422
/receptions/{session}/book/what/             422
/receptions/{session}/book/send/             401  422  422  422  422  422  422  422  422  422  422  422
/receptions/bookings/{booking}/again/        404  302  404  404  404  404  404  404  404  404  404  404
/receptions/bookings/{booking}/cancel/       404  422  404  404  404  404  404  404  404  404  404  404
/receptions/talks/{talk}/confirm/            404  422  404  404  404  404  404  404  404  404  404  404
/receptions/talks/{talk}/dispute/            404  422  404  404  404  404  404  404  404  404  404  404
/receptions/talks/{talk}/withdraw/           404  422  404  404  404  404  404  404  404  404  404  404
/receptions/confirm/nothing/                 404
/receptions/screen/nothing/                  404
/desk/receptions/mine/feed/                  401  403  403  200  200  200  200  200  200  403  403  403
/desk/receptions/series/new/                 401  403  403  403  422  403  403  403  403  403  403  403
/desk/receptions/series/{series}/            401  403  403  403  422  403  403  403  403  403  403  403
/desk/receptions/series/{series}/seat/       401  403  403  403  422  403  403  403  403  403  403  403
/desk/receptions/series/{series}/seat/{nobody}/off/  401  403  403  403  404  403  403  403  403  403  403  403
/desk/receptions/series/{series}/end/        401  403  403  403  422  403  403  403  403  403  403  403
/desk/receptions/series/{series}/lay-out/    401  403  403  403  302  403  403  403  403  403  403  403
/desk/receptions/{session}/walk-in/          401  403  403  422  422  403  403  404  404  403  403  403
/desk/receptions/{session}/call-next/        401  403  403  302  302  403  403  404  404  403  403  403
/desk/receptions/{session}/open_/            401  403  403  422  422  403  403  404  404  403  403  403
/desk/receptions/{session}/substitute/       401  403  403  422  422  422  403  404  404  403  403  403
/desk/receptions/{session}/note_presence/    401  403  403  422  422  403  403  404  404  403  403  403
/desk/receptions/{session}/close/            401  403  403  422  422  403  403  404  404  403  403  403
/desk/receptions/{session}/reschedule/       401  403  403  403  422  403  403  404  404  403  403  403
/desk/receptions/{session}/cancel/           401  403  403  403  422  403  403  404  404  403  403  403
/desk/receptions/{session}/nonsense/         401  403  403  404  404  404  404  404  404  403  403  403
/desk/receptions/turns/{booking}/arrive/     401  403  403  422  422  403  403  404  404  403  403  403
/desk/receptions/turns/{booking}/call/       401  403  403  422  422  403  403  404  404  403  403  403
/desk/receptions/turns/{booking}/miss/       401  403  403  422  422  403  403  404  404  403  403  403
/desk/receptions/turns/{booking}/talk/       401  403  403  422  422  403  403  404  404  403  403  403
/desk/receptions/turns/{booking}/cancel/     401  403  403  422  422  403  403  404  404  403  403  403
/desk/receptions/talks/{talk}/hand-over/     401  403  403  302  302  403  403  404  404  403  403  403
/desk/receptions/talks/{talk}/link/          401  403  403  302  302  403  403  404  404  403  403  403
/desk/receptions/talks/{talk}/answer/        401  403  403  422  422  403  403  404  404  403  403  403
/desk/receptions/talks/{talk}/refer/         401  403  403  422  422  403  403  404  404  403  403  403
/desk/receptions/talks/{talk}/confirm/       401  403  403  422  422  403  403  404  404  403  403  403
/desk/receptions/talks/{talk}/dispute/       401  403  403  422  422  403  403  404  404  403  403  403
/desk/receptions/talks/{talk}/withdraw/      401  403  403  403  403  403  403  404  404  403  403  403
"""

ADMIN = """
# the reference data: what the system administrator gets, reading and writing
/desk/admin/receptions/                                              200  200
/desk/admin/receptions/receptionrule/                                200  200
/desk/admin/receptions/receptionrule/add/                            200  200
/desk/admin/receptions/receptionrule/{reception_rule}/history/       200  200
/desk/admin/receptions/receptionrule/{reception_rule}/delete/        403  403
/desk/admin/receptions/receptionrule/{reception_rule}/change/        200  403
/desk/admin/receptions/receptionrule/{reception_rule}/               302  302
"""
