"""Who gets what at which address of training? Read as tests/addresses.py is.

{open_class} is next week: the resident has its only seat, the neighbour waits. {ended_class} was a
while ago: both were there, the resident has a certificate. {proposed_class} waits for the bureau,
for which the handler works. The resident is asked about {introduction}. {follow_up_token} stands in the message about {follow_up}.
"""

from datetime import timedelta
from typing import Any

from jinlin.core.time import clock

READS = """
#                                                            visi resi neig cler lead hand supe town coun syst secu audi
/training/                                                   302
/training/order/                                             in   302  302  302  302  302  302  302  302  302  302  302
/training/mine/                                              in   200  200  200  200  200  200  200  200  200  200  200
/training/want/{module}/                                     in   405  405  405  405  405  405  405  405  405  405  405
/training/want/{nobody}/                                     in   405  405  405  405  405  405  405  405  405  405  405
/training/orders/{training_order}/withdraw/                  in   405  405  405  405  405  405  405  405  405  405  405
/training/work/                                              302
/training/work/look/                                         in   405  405  405  405  405  405  405  405  405  405  405
/training/work/{vacancy}/                                     in   405  405  405  405  405  405  405  405  405  405  405
/training/work/stop/                                         in   405  405  405  405  405  405  405  405  405  405  405
/training/mine/calendar/                                     in   200  200  200  200  200  200  200  200  200  200  200
/training/calendar/nothing.ics                               404
/training/answer/{follow_up_token}/                          200
/training/answer/nothing/                                    404
/training/{ended_class}/found-work/                          in   200  404  404  404  404  404  404  404  404  404  404
/training/{open_class}/found-work/                           in   404  404  404  404  404  404  404  404  404  404  404
/training/{nobody}/found-work/                               in   404  404  404  404  404  404  404  404  404  404  404
/training/follow-ups/{follow_up}/                            in   200  404  404  404  404  404  404  404  404  404  404
/training/follow-ups/{nobody}/                               in   404  404  404  404  404  404  404  404  404  404  404
/training/introductions/{introduction}/                      in   200  404  404  404  404  404  404  404  404  404  404
/training/introductions/{nobody}/                            in   404  404  404  404  404  404  404  404  404  404  404
/training/introductions/{introduction}/agree/                in   200  404  404  404  404  404  404  404  404  404  404
/training/introductions/{introduction}/decline/              in   200  404  404  404  404  404  404  404  404  404  404
/training/introductions/{introduction}/hire/                 in   409  404  404  404  404  404  404  404  404  404  404
/training/introductions/{introduction}/take_back/            in   409  404  404  404  404  404  404  404  404  404  404
/training/introductions/{introduction}/withdraw/             in   200  404  404  404  404  404  404  404  404  404  404
/training/introductions/{introduction}/turn_down/            in   404  404  404  404  404  404  404  404  404  404  404
/training/lessons/{lesson}/in/NOTHING/                       in   422  422  422  422  422  422  422  422  422  422  422
/training/lessons/{nobody}/in/NOTHING/                       in   404  404  404  404  404  404  404  404  404  404  404
/training/{open_class}.ics                                   200
/training/{nobody}.ics                                       404
/training/{open_class}/                                      200
/training/{ended_class}/                                     200
/training/{proposed_class}/                                  404
/training/{nobody}/                                          404
/training/{open_class}/opinion/                              in   200  200  404  404  404  404  404  404  404  404  404
/training/{ended_class}/opinion/                             in   200  200  404  404  404  404  404  404  404  404  404
/training/{open_class}/enrol/                                in   405  405  405  405  405  405  405  405  405  405  405
/training/{open_class}/accept/                               in   405  405  405  405  405  405  405  405  405  405  405
/training/{open_class}/confirm/                              in   405  405  405  405  405  405  405  405  405  405  405
/training/{open_class}/give-up/                              in   405  405  405  405  405  405  405  405  405  405  405
/training/{open_class}/nonsense/                             in   405  405  405  405  405  405  405  405  405  405  405
/desk/training/                                              desk 403  403  200  200  200  200  200  200  403  403  403
/desk/training/?state=all&q=直播&kind=skill&order=newest       desk 403  403  200  200  200  200  200  200  403  403  403
/desk/training/export/                                       desk 403  403  200  200  200  200  200  200  403  403  403
/desk/training/export/?state=all&as=csv                      desk 403  403  200  200  200  200  200  200  403  403  403
/desk/training/new/                                          desk 403  403  200  200  403  403  200  200  403  403  403
/desk/training/wanted/                                       desk 403  403  200  200  403  200  200  200  403  403  403
/desk/training/wanted/export/                                desk 403  403  200  200  403  200  200  200  403  403  403
/desk/training/orders/new/                                   desk 403  403  200  200  403  403  200  200  403  403  403
/desk/training/orders/{training_order}/sort/                 desk 403  403  405  405  403  403  405  405  403  403  403
/desk/training/orders/{training_order}/dismiss/               desk 403  403  405  405  403  403  405  405  403  403  403
/desk/training/supply/                                       desk 403  403  200  200  403  200  200  200  403  403  403
/desk/training/supply/new/                                   desk 403  403  200  200  403  200  200  200  403  403  403
/desk/training/supply/export/                                desk 403  403  200  200  403  200  200  200  403  403  403
/desk/training/supply/{supply}/change/                       desk 403  403  200  200  403  403  403  404  403  403  403
/desk/training/supply/{nobody}/change/                       desk 403  403  404  404  403  404  404  404  403  403  403
/desk/training/supply/{supply}/end/                          desk 403  403  405  405  403  405  405  405  403  403  403
/desk/training/work/                                         desk 403  403  200  200  403  200  200  200  403  403  403
/desk/training/work/?closed                                  desk 403  403  200  200  403  200  200  200  403  403  403
/desk/training/work/new/                                     desk 403  403  200  200  403  403  200  200  403  403  403
/desk/training/work/looking/                                  desk 403  403  200  200  403  403  200  200  403  403  403
/desk/training/work/looking/{nobody}/stop/                  desk 403  403  405  405  403  403  405  405  403  403  403
/desk/training/work/{vacancy}/                               desk 403  403  200  200  403  200  404  404  403  403  403
/desk/training/work/{nobody}/                                desk 403  403  404  404  403  404  404  404  403  403  403
/desk/training/work/{vacancy}/introduce/                     desk 403  403  405  405  403  403  405  405  403  403  403
/desk/training/work/{vacancy}/close/                         desk 403  403  405  405  403  403  405  405  403  403  403
/desk/training/work/{vacancy}/change/                         desk 403  403  200  200  403  403  404  404  403  403  403
/desk/training/introductions/{introduction}/                 desk 403  403  200  200  403  200  404  404  403  403  403
/desk/training/introductions/{nobody}/                       desk 403  403  404  404  403  404  404  404  403  403  403
/desk/training/introductions/{introduction}/agree/           desk 403  403  403  403  403  403  404  404  403  403  403
/desk/training/introductions/{introduction}/decline/         desk 403  403  403  403  403  403  404  404  403  403  403
/desk/training/introductions/{introduction}/hire/            desk 403  403  409  409  403  403  404  404  403  403  403
/desk/training/introductions/{introduction}/take_back/       desk 403  403  409  409  403  403  404  404  403  403  403
/desk/training/introductions/{introduction}/turn_down/       desk 403  403  409  409  403  403  404  404  403  403  403
/desk/training/introductions/{introduction}/withdraw/        desk 403  403  200  200  403  403  404  404  403  403  403
/desk/training/introductions/{introduction}/nonsense/        desk 403  403  404  404  403  404  404  404  403  403  403
/desk/training/placements/{placement}/                       desk 403  403  200  200  403  200  404  404  403  403  403
/desk/training/placements/{placement}/strike/                desk 403  403  200  200  403  403  404  404  403  403  403
/desk/training/placements/{nobody}/strike/                   desk 403  403  404  404  403  404  404  404  403  403  403
/desk/training/placements/{nobody}/                          desk 403  403  404  404  403  404  404  404  403  403  403
/desk/training/outcomes/                                     desk 403  403  200  200  403  200  200  200  403  403  403
/desk/training/outcomes/export/?as=csv                       desk 403  403  200  200  403  200  200  200  403  403  403
/desk/training/lessons/entries/                              desk 403  403  405  405  403  403  405  405  403  403  403
/desk/training/lessons/{lesson}/                             desk 403  403  200  200  403  200  404  404  403  403  403
/desk/training/lessons/{nobody}/                             desk 403  403  404  404  403  404  404  404  403  403  403
/desk/training/lessons/{lesson}/screen/                      desk 403  403  200  200  403  403  404  404  403  403  403
/desk/training/lessons/{lesson}/sheet/                       desk 403  403  200  200  403  200  404  404  403  403  403
/desk/training/lessons/{lesson}/enter/                       desk 403  403  405  405  403  403  405  405  403  403  403
/desk/training/lessons/{lesson}/close/                       desk 403  403  405  405  403  403  405  405  403  403  403
/desk/training/lessons/{lesson}/move/                        desk 403  403  200  200  403  403  404  404  403  403  403
/desk/training/lessons/{lesson}/cancel/                      desk 403  403  200  200  403  403  404  404  403  403  403
/desk/training/lessons/{lesson}/nonsense/                    desk 403  403  404  404  403  403  404  404  403  403  403
/desk/training/attendances/{attendance}/strike/              desk 403  403  405  405  403  403  405  405  403  403  403
/desk/training/follow-ups/{follow_up}/                       desk 403  403  405  405  403  403  405  405  403  403  403
/desk/training/behind/{training_paper}/                         desk 403  403  302  302  403  302  404  404  403  403  403
/desk/training/behind/{nobody}/                              desk 403  403  404  404  403  404  404  404  403  403  403
/desk/training/pupils/{pupil}/                               desk 403  403  200  200  403  200  404  404  403  403  403
/desk/training/pupils/{ended_pupil}/                         desk 403  403  200  200  403  200  404  404  403  403  403
/desk/training/pupils/{nobody}/                              desk 403  403  404  404  403  404  404  404  403  403  403
/desk/training/pupils/{ended_pupil}/assess/                  desk 403  403  405  405  403  403  405  405  403  403  403
/desk/training/pupils/{ended_pupil}/certify/                 desk 403  403  405  405  403  403  405  405  403  403  403
/desk/training/pupils/{ended_pupil}/withdraw/                desk 403  403  405  405  403  403  405  405  403  403  403
/desk/training/pupils/{pupil}/give-up/                       desk 403  403  405  405  403  403  405  405  403  403  403
/desk/training/pupils/{pupil}/nonsense/                      desk 403  403  405  405  403  403  405  405  403  403  403
/desk/training/parties/{party}/                              desk 403  403  200  200  200  403  404  404  403  403  403
/desk/training/parties/{nobody}/                             desk 403  403  404  404  404  404  404  404  403  403  403
/desk/training/{open_class}/                                 desk 403  403  200  200  404  200  404  404  403  403  403
/desk/training/{ended_class}/                                desk 403  403  200  200  404  200  404  404  403  403  403
/desk/training/{proposed_class}/                             desk 403  403  200  200  200  200  404  404  403  403  403
/desk/training/{nobody}/                                     desk 403  403  404  404  404  404  404  404  403  403  403
/desk/training/exams/                                        desk 403  403  403  200  403  200  403  403  403  403  403
/desk/training/{proposed_class}/terms/                       desk 403  403  200  200  403  403  404  404  403  403  403
/desk/training/{proposed_class}/materials/                    desk 403  403  200  200  403  403  404  404  403  403  403
/desk/training/{open_class}/terms/                           desk 403  403  200  200  403  403  404  404  403  403  403
/desk/training/{nobody}/terms/                               desk 403  403  404  404  403  403  404  404  403  403  403
/desk/training/pupils/{ended_pupil}/found-work/              desk 403  403  405  405  403  403  405  405  403  403  403
/desk/training/{open_class}/list/                            desk 403  403  200  200  403  403  404  404  403  403  403
/desk/training/{ended_class}/certify/                        desk 403  403  405  405  403  403  405  405  403  403  403
/desk/training/{proposed_class}/add/party/                   desk 403  403  405  405  403  403  405  405  403  403  403
/desk/training/{proposed_class}/add/meeting/                 desk 403  403  405  405  403  403  405  405  403  403  403
/desk/training/{proposed_class}/add/lesson/                  desk 403  403  405  405  403  403  405  405  403  403  403
/desk/training/{open_class}/add/person/                      desk 403  403  405  405  403  403  405  405  403  403  403
/desk/training/{open_class}/add/list/                        desk 403  403  405  405  403  403  405  405  403  403  403
/desk/training/{open_class}/add/nonsense/                    desk 403  403  405  405  403  403  405  405  403  403  403
/desk/training/{proposed_class}/agree/                       desk 403  403  409  409  403  403  404  404  403  403  403
/desk/training/{open_class}/announce/                        desk 403  403  409  409  404  403  404  404  403  403  403
/desk/training/{open_class}/begin/                           desk 403  403  409  409  404  403  404  404  403  403  403
/desk/training/{open_class}/finish/                          desk 403  403  409  409  404  403  404  404  403  403  403
/desk/training/{open_class}/cancel/                          desk 403  403  200  200  404  403  404  404  403  403  403
/desk/training/{open_class}/nonsense/                        desk 403  403  404  404  404  404  404  404  403  403  403
"""

WRITES = """
#                                                            visi resi neig cler lead hand supe town coun syst secu audi
/training/order/                                             401  302  302  302  302  302  302  302  302  302  302  302
/training/want/{module}/                                     401  302  302  302  302  302  302  302  302  302  302  302
/training/want/{nobody}/                                     401  302  302  302  302  302  302  302  302  302  302  302
/training/orders/{training_order}/withdraw/                  401  302  404  404  404  404  404  404  404  404  404  404
/training/work/look/                                         401  302  302  302  302  302  302  302  302  302  302  302
/training/work/{vacancy}/                                    401  302  302  302  302  302  302  302  302  302  302  302
/training/work/stop/                                         401  302  302  404  404  404  404  404  404  404  404  404
/training/mine/calendar/                                     401  200  200  200  200  200  200  200  200  200  200  200
/training/answer/{follow_up_token}/                          422
/training/{ended_class}/found-work/                          401  422  404  404  404  404  404  404  404  404  404  404
/training/follow-ups/{follow_up}/                            401  422  404  404  404  404  404  404  404  404  404  404
/training/introductions/{introduction}/agree/                401  422  404  404  404  404  404  404  404  404  404  404
/training/introductions/{introduction}/decline/              401  422  404  404  404  404  404  404  404  404  404  404
/training/introductions/{introduction}/hire/                 401  422  404  404  404  404  404  404  404  404  404  404
/training/introductions/{introduction}/take_back/            401  422  404  404  404  404  404  404  404  404  404  404
/training/introductions/{introduction}/withdraw/             401  422  404  404  404  404  404  404  404  404  404  404
/training/lessons/{lesson}/in/NOTHING/                       401  422  422  422  422  422  422  422  422  422  422  422
/training/{open_class}/opinion/                              401  422  422  404  404  404  404  404  404  404  404  404
/training/{ended_class}/opinion/                             401  422  422  404  404  404  404  404  404  404  404  404
/training/{open_class}/enrol/                                401  302  302  302  302  302  302  302  302  302  302  302
/training/{open_class}/accept/                               401  302  409  404  404  404  404  404  404  404  404  404
/training/{open_class}/confirm/                              401  302  409  404  404  404  404  404  404  404  404  404
/training/{open_class}/give-up/                              401  302  302  404  404  404  404  404  404  404  404  404
/desk/training/new/                                          401  403  403  422  422  403  403  422  422  403  403  403
/desk/training/orders/new/                                   401  403  403  422  422  403  403  422  422  403  403  403
/desk/training/orders/{training_order}/sort/                 401  403  403  422  422  403  403  404  404  403  403  403
/desk/training/orders/{training_order}/dismiss/               401  403  403  422  422  403  403  404  404  403  403  403
/desk/training/supply/new/                                   401  403  403  422  422  403  422  422  422  403  403  403
/desk/training/supply/{supply}/change/                       401  403  403  422  422  403  403  403  404  403  403  403
/desk/training/supply/{supply}/end/                          401  403  403  302  302  403  403  403  404  403  403  403
/desk/training/work/new/                                     401  403  403  422  422  403  403  422  422  403  403  403
/desk/training/work/looking/                                  401  403  403  422  422  403  403  422  422  403  403  403
/desk/training/work/looking/{nobody}/stop/                    401  403  403  404  404  403  403  404  404  403  403  403
/desk/training/work/{vacancy}/introduce/                     401  403  403  302  302  403  403  404  404  403  403  403
/desk/training/work/{vacancy}/close/                         401  403  403  302  302  403  403  404  404  403  403  403
/desk/training/work/{vacancy}/change/                         401  403  403  422  422  403  403  404  404  403  403  403
/desk/training/introductions/{introduction}/hire/            401  403  403  422  422  403  403  404  404  403  403  403
/desk/training/introductions/{introduction}/take_back/       401  403  403  422  422  403  403  404  404  403  403  403
/desk/training/introductions/{introduction}/turn_down/       401  403  403  422  422  403  403  404  404  403  403  403
/desk/training/introductions/{introduction}/withdraw/        401  403  403  422  422  403  403  404  404  403  403  403
/desk/training/placements/{placement}/strike/                401  403  403  422  422  403  403  404  404  403  403  403
/desk/training/placements/{placement}/                       401  403  403  422  422  403  403  404  404  403  403  403
/desk/training/lessons/entries/                              401  403  403  422  422  403  403  422  422  403  403  403
/desk/training/lessons/{lesson}/enter/                       401  403  403  302  302  403  403  404  404  403  403  403
/desk/training/lessons/{lesson}/close/                       401  403  403  409  409  403  403  404  404  403  403  403
/desk/training/lessons/{lesson}/move/                        401  403  403  422  422  403  403  404  404  403  403  403
/desk/training/lessons/{lesson}/cancel/                      401  403  403  422  422  403  403  404  404  403  403  403
/desk/training/attendances/{attendance}/strike/              401  403  403  422  422  403  403  404  404  403  403  403
/desk/training/follow-ups/{follow_up}/                       401  403  403  422  422  403  403  404  404  403  403  403
/desk/training/pupils/{ended_pupil}/assess/                  401  403  403  422  422  403  403  404  404  403  403  403
/desk/training/pupils/{ended_pupil}/certify/                 401  403  403  422  422  403  403  404  404  403  403  403
/desk/training/pupils/{ended_pupil}/withdraw/                401  403  403  422  422  403  403  404  404  403  403  403
/desk/training/pupils/{ended_pupil}/found-work/              401  403  403  422  422  403  403  404  404  403  403  403
/desk/training/{proposed_class}/terms/                       401  403  403  422  422  403  403  404  404  403  403  403
/desk/training/{proposed_class}/materials/                    401  403  403  422  422  403  403  404  404  403  403  403
/desk/training/{open_class}/terms/                           401  403  403  422  422  403  403  404  404  403  403  403
/desk/training/pupils/{pupil}/give-up/                       401  403  403  422  422  403  403  404  404  403  403  403
/desk/training/parties/{party}/                              401  403  403  422  422  422  403  404  404  403  403  403
/desk/training/{ended_class}/certify/                        401  403  403  302  302  403  403  404  404  403  403  403
/desk/training/{proposed_class}/add/party/                   401  403  403  422  422  403  403  404  404  403  403  403
/desk/training/{proposed_class}/add/meeting/                 401  403  403  422  422  403  403  404  404  403  403  403
/desk/training/{proposed_class}/add/lesson/                  401  403  403  422  422  403  403  404  404  403  403  403
/desk/training/{open_class}/add/person/                      401  403  403  422  422  403  403  404  404  403  403  403
/desk/training/{open_class}/add/list/                        401  403  403  422  422  403  403  404  404  403  403  403
/desk/training/{proposed_class}/agree/                       401  403  403  422  422  403  403  404  404  403  403  403
/desk/training/{open_class}/announce/                        401  403  403  422  422  404  403  404  404  403  403  403
/desk/training/{open_class}/begin/                           401  403  403  422  422  404  403  404  404  403  403  403
/desk/training/{open_class}/finish/                          401  403  403  422  422  404  403  404  404  403  403  403
/desk/training/{open_class}/cancel/                          401  403  403  422  422  404  403  404  404  403  403  403
"""

ADMIN = """
/desk/admin/training/                                        200  200
/desk/admin/training/module/  200  200
/desk/admin/training/module/add/  200  200
/desk/admin/training/module/{module}/history/  200  200
/desk/admin/training/module/{module}/delete/  403  403
/desk/admin/training/module/{module}/change/  200  200
/desk/admin/training/module/{module}/  302  302
/desk/admin/training/room/  200  200
/desk/admin/training/room/add/  200  200
/desk/admin/training/room/{room}/history/  200  200
/desk/admin/training/room/{room}/delete/  403  403
/desk/admin/training/room/{room}/change/  200  200
/desk/admin/training/room/{room}/  302  302
/desk/admin/training/teacher/  200  200
/desk/admin/training/teacher/add/  200  200
/desk/admin/training/teacher/{teacher}/history/  200  200
/desk/admin/training/teacher/{teacher}/delete/  403  403
/desk/admin/training/teacher/{teacher}/change/  200  200
/desk/admin/training/teacher/{teacher}/  302  302
/desk/admin/training/trainingrule/  200  200
/desk/admin/training/trainingrule/add/  200  200
/desk/admin/training/trainingrule/{training_rule}/history/  200  200
/desk/admin/training/trainingrule/{training_rule}/delete/  403  403
/desk/admin/training/trainingrule/{training_rule}/change/  200  403
/desk/admin/training/trainingrule/{training_rule}/  302  302
"""

INTRODUCTION_VERSION = 1  # asked for
PROGRAMS = """
GET     /api/v1/training?place=350526100001001    none    200
GET     /api/v1/training?place=nowhere            none    404
GET     /api/v1/training/modules?place=350526100001001 none 200
GET     /api/v1/training/modules?place=nowhere    none    404
GET     /api/v1/training/wanted?place=350526100001001 none 200
GET     /api/v1/training/work?place=350526100001001 none 200
GET     /api/v1/training/work/own                 none    401  401  401  403  200  200  200  200  200  200  200
GET     /api/v1/training/work/own?closed=true     none    401  401  401  403  200  200  200  200  200  200  200
GET     /api/v1/training/work/own?after=nonsense  none    401  401  401  403  422  422  422  422  422  422  422
POST    /api/v1/training/work                     whole   401  401  401  403  201  201  422  422  422  422  422
POST    /api/v1/training/work                     empty   401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/training/work/{vacancy}/change    whole   401  401  401  403  200  200  404  403  404  404  404
POST    /api/v1/training/work/{vacancy}/change    empty   401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/training/work/{nobody}/change     whole   401  401  401  403  404  404  404  404  404  404  404
POST    /api/v1/training/work/{vacancy}/withdraw  none    401  401  401  403  200  200  404  403  404  404  404
POST    /api/v1/training/work/{nobody}/withdraw   none    401  401  401  403  404  404  404  404  404  404  404
GET     /api/v1/training/offers                   none    401  401  401  403  200  200  200  200  200  200  200
GET     /api/v1/training/offers?ended=true        none    401  401  401  403  200  200  200  200  200  200  200
GET     /api/v1/training/offers?after=nonsense    none    401  401  401  403  422  422  422  422  422  422  422
POST    /api/v1/training/offers                   whole   401  401  401  403  201  201  422  422  422  422  422
POST    /api/v1/training/offers                   empty   401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/training/offers/{supply}/change   whole   401  401  401  403  200  200  404  403  403  404  404
POST    /api/v1/training/offers/{supply}/change   empty   401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/training/offers/{nobody}/change   whole   401  401  401  403  404  404  404  404  404  404  404
POST    /api/v1/training/offers/{supply}/withdraw none    401  401  401  403  200  200  404  403  403  404  404
POST    /api/v1/training/offers/{nobody}/withdraw none    401  401  401  403  404  404  404  404  404  404  404
GET     /api/v1/training/wanted?place=nowhere     none    404
GET     /api/v1/training/work?place=nowhere     none    404
GET     /api/v1/training/desk                     none    401  401  401  403  200  200  200  200  200  200  200
GET     /api/v1/training/desk?state=nonsense      none    401  401  401  422  422  422  422  422  422  422  422
GET     /api/v1/training/desk?after=nonsense      none    401  401  401  403  422  422  422  422  422  422  422
GET     /api/v1/training/orders                   none    401  401  401  403  200  200  200  200  200  200  200
POST    /api/v1/training/orders                   empty   401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/training/orders                   whole   401  401  401  403  201  201  403  403  403  422  403
GET     /api/v1/training/certificates             none    401  401  401  403  200  200  200  200  200  200  200
GET     /api/v1/training/certificates?own=false   none    401  401  401  403  200  200  200  200  200  200  200
GET     /api/v1/training/introductions            none    401  401  401  403  200  200  200  200  200  200  200
GET     /api/v1/training/introductions/{introduction} none 401 401  401  403  200  200  404  200  404  404  404
GET     /api/v1/training/introductions/{nobody}   none    401  401  401  403  404  404  404  404  404  404  404
POST    /api/v1/training/introductions/{introduction}/hire whole 401 401 401 403 409 409 404 403 404 404 404
POST    /api/v1/training/introductions/{introduction}/take_back whole 401 401 401 403 409 409 404 403 404 404 404
POST    /api/v1/training/introductions/{introduction}/turn_down whole 401 401 401 403 409 409 404 403 404 404 404
POST    /api/v1/training/introductions/{introduction}/withdraw whole 401 401 401 403 200 200 404 403 404 404 404
POST    /api/v1/training/introductions/{introduction}/withdraw empty 401 401 401 422 422 422 422 422 422 422 422
GET     /api/v1/training/{open_class}             none    401  401  401  403  200  200  404  200  404  404  404
GET     /api/v1/training/{proposed_class}         none    401  401  401  403  200  200  200  200  404  404  404
GET     /api/v1/training/{nobody}                 none    401  401  401  403  404  404  404  404  404  404  404
GET     /api/v1/training/{open_class}/pupils      none    401  401  401  403  200  200  404  200  404  404  404
GET     /api/v1/training/{proposed_class}/pupils  none    401  401  401  403  200  200  403  200  404  404  404
POST    /api/v1/training/{open_class}/enrolments  whole   401  401  401  403  200  200  404  403  404  404  404
POST    /api/v1/training/{open_class}/enrolments  empty   401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/training/lessons/{lesson}/entries empty   401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/training/{open_class}/agree       whole   401  401  401  403  409  409  404  403  404  404  404
POST    /api/v1/training/{open_class}/announce    whole   401  401  401  403  409  409  404  403  404  404  404
POST    /api/v1/training/{open_class}/begin       whole   401  401  401  403  409  409  404  403  404  404  404
POST    /api/v1/training/{open_class}/finish      whole   401  401  401  403  409  409  404  403  404  404  404
POST    /api/v1/training/{open_class}/cancel      whole   401  401  401  403  200  200  404  403  404  404  404
POST    /api/v1/training/{open_class}/cancel      empty   401  401  401  422  422  422  422  422  422  422  422
"""


def bodies(names: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """A whole body for each move of a class and of an introduction, and for an order."""
    told: dict[str, dict[str, Any]] = {
        "orders": {"name": "李阿婆", "place": "350526100001", "text": "想学剪纸"},
        "enrolments": {"name": "李阿婆", "phone": "13800000009"},
        **{name: {} for name in ("agree", "announce", "begin", "finish")},
        "cancel": {"reason": "停电"},
    }
    of_introductions: dict[str, dict[str, Any]] = {
        "hire": {"since": "2025-01-01"},
        "take_back": {"reason": "记错了人"},
        "turn_down": {"reason": "已招满"},
        "withdraw": {"reason": "不去了"},
    }
    told = {name: {"version": names["class_version"], **body} for name, body in told.items()}
    told |= {
        name: {"version": INTRODUCTION_VERSION, **body} for name, body in of_introductions.items()
    }
    told |= bodies_of_offers(names)
    return {f"training.{name}": body for name, body in told.items()}


def bodies_of_offers(names: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """A course and work that the community offers, and what both say anew."""
    until, unit = (clock.today() + timedelta(days=9)).isoformat(), str(names["training_unit"])
    course = {"module": str(names["module"]), "title": "直播进阶", "lesson_hours": 8}
    work = {"place": "350526100001", "hours": "8小时", "pay": "4000元", "valid_until": until}
    return {
        "offers": {**course, "provider": unit},
        "work": {**work, "title": "直播助理", "organisation": unit},
        "change": {**work, **course},
    }
