"""Who gets what at which address of visits? Read as tests/addresses.py is.

The clerk and the lead each filled in a form for the door of the round that goes on; the phone is
the clerk's. Whoever only knocks is met in the domain's own tests.
"""

READS = """
#                                                            visi resi neig cler lead hand supe town coun syst secu audi
/visits/                                                     in   403  200  200  200  403  403  200  200  403  403  403
/visits/phone/                                               in   403  200  200  200  403  403  200  200  403  403  403
/visits/doors/{visit_door}/take/                             in   403  405  405  405  403  403  405  405  403  403  403
/visits/phones/{visit_phone}/shut-out/                       in   403  405  405  405  403  403  405  405  403  403  403
/visits/calendar/                                            in   403  200  200  200  403  403  200  200  403  403  403
/visits/calendar/nonsense.ics                                404
/visits/told/{visit_record}/                                 in   404  404  404  404  404  404  404  404  404  404  404
/visits/told/{nobody}/                                       in   404  404  404  404  404  404  404  404  404  404  404
/desk/visits/calendar/                                       desk 403  403  200  200  403  403  200  200  403  403  403
/desk/visits/                                                desk 403  403  200  200  403  200  200  200  403  403  403
/desk/visits/?state=nonsense                                 desk 403  403  422  422  403  422  422  422  403  403  403
/desk/visits/new/                                            desk 403  403  200  200  403  403  200  200  403  403  403
/desk/visits/phone/                                          desk 403  403  200  200  403  403  200  200  403  403  403
/desk/visits/phone/list/                                     in   403  405  405  405  403  403  405  405  403  403  403
/desk/visits/phone/word/                                     in   403  405  405  405  403  403  405  405  403  403  403
/desk/visits/phones/                                         desk 403  403  200  200  403  403  200  200  403  403  403
/desk/visits/phones/{visit_phone}/shut-out/                  desk 403  403  405  405  403  403  405  405  403  403  403
/desk/visits/aside/                                          desk 403  403  200  200  403  403  200  200  403  403  403
/desk/visits/aside/{visit_aside}/take-in/                    desk 403  403  405  405  403  403  405  405  403  403  403
/desk/visits/aside/{visit_aside}/leave/                      desk 403  403  405  405  403  403  405  405  403  403  403
/desk/visits/checklists/                                     desk 403  403  403  200  403  403  403  403  403  403  403
/desk/visits/checklists/new/                                 desk 403  403  403  200  403  403  403  403  403  403  403
/desk/visits/checklists/{visit_checklist}/                   desk 403  403  403  200  403  403  403  403  403  403  403
/desk/visits/checklists/{nobody}/                            desk 403  403  403  404  403  403  403  403  403  403  403
/desk/visits/clashes/{visit_clash}/                          desk 403  403  200  200  403  403  404  404  403  403  403
/desk/visits/clashes/{nobody}/                               desk 403  403  404  404  403  404  404  404  403  403  403
/desk/visits/findings/{visit_finding}/                       desk 403  403  403  200  403  403  404  404  403  403  403
/desk/visits/findings/{nobody}/                              desk 403  403  404  404  403  404  404  404  403  403  403
/desk/visits/records/{visit_record}/                         desk 403  403  200  200  403  404  404  404  403  403  403
/desk/visits/records/{nobody}/                               desk 403  403  404  404  403  404  404  404  403  403  403
/desk/visits/doors/{visit_door}/                             desk 403  403  200  200  403  200  404  404  403  403  403
/desk/visits/doors/{nobody}/                                 desk 403  403  404  404  403  404  404  404  403  403  403
/desk/visits/doors/{visit_todo}/give/                        desk 403  403  200  200  403  403  404  404  403  403  403
/desk/visits/doors/{visit_todo}/take_over/                   desk 403  403  403  200  403  403  404  404  403  403  403
/desk/visits/doors/{visit_todo}/take_back/                   desk 403  403  403  409  403  403  404  404  403  403  403
/desk/visits/doors/{visit_todo}/put_right/                   desk 403  403  403  409  403  403  404  404  403  403  403
/desk/visits/doors/{visit_todo}/try_again/                   desk 403  403  403  409  403  403  404  404  403  403  403
/desk/visits/doors/{visit_todo}/settle/                      desk 403  403  403  200  403  403  404  404  403  403  403
/desk/visits/doors/{visit_todo}/part/                        desk 403  403  200  200  403  403  404  404  403  403  403
/desk/visits/doors/{visit_todo}/nonsense/                    desk 403  403  404  404  403  404  404  404  403  403  403
/desk/visits/{visit_round}/                                  desk 403  403  200  200  403  200  404  404  403  403  403
/desk/visits/{nobody}/                                       desk 403  403  404  404  403  404  404  404  403  403  403
/desk/visits/{visit_round}/doors/                            desk 403  403  200  200  403  200  404  404  403  403  403
/desk/visits/{visit_round}/doors/?state=nonsense&group=--    desk 403  403  422  422  403  422  404  404  403  403  403
/desk/visits/{visit_round}/split/                            desk 403  403  200  200  403  403  404  404  403  403  403
/desk/visits/{visit_round}/unhoused/                         desk 403  403  200  200  403  403  404  404  403  403  403
/desk/visits/{visit_round}/unhoused/{nobody}/                desk 403  403  404  404  403  403  404  404  403  403  403
/desk/visits/{visit_round}/report/                           desk 403  403  200  200  403  200  404  404  403  403  403
/desk/visits/{visit_round}/export/csv/                       desk 403  403  403  200  403  403  404  404  403  403  403
/desk/visits/{visit_round}/export/xlsx/                      desk 403  403  403  200  403  403  404  404  403  403  403
/desk/visits/{visit_round}/export/nonsense/                  desk 403  403  403  404  403  403  404  404  403  403  403
/desk/visits/{visit_prepared}/set_out/                       desk 403  403  200  200  403  403  404  404  403  403  403
/desk/visits/{visit_round}/extend/                           desk 403  403  403  200  403  403  404  404  403  403  403
/desk/visits/{visit_round}/close/                            desk 403  403  403  200  403  403  404  404  403  403  403
/desk/visits/{visit_prepared}/drop/                          desk 403  403  200  200  403  403  404  404  403  403  403
/desk/visits/{visit_round}/nonsense/                         desk 403  403  404  404  403  404  404  404  403  403  403
/desk/visits/hand-in/                                        in   403  405  405  405  403  403  405  405  403  403  403
/desk/visits/hand-in/file/                                   in   403  405  405  405  403  403  405  405  403  403  403
"""

WRITES = """
#                                                            visi resi neig cler lead hand supe town coun syst secu audi
/visits/doors/{visit_door}/take/                             401  403  302  404  404  403  403  404  404  403  403  403
/visits/phones/{visit_phone}/shut-out/                       401  403  404  302  404  403  403  404  404  403  403  403
/visits/calendar/                                            401  403  200  200  200  403  403  200  200  403  403  403
/desk/visits/calendar/                                       401  403  403  200  200  403  403  200  200  403  403  403
/desk/visits/new/                                            401  403  403  422  422  403  403  422  422  403  403  403
/desk/visits/phone/list/                                     401  403  422  422  422  403  403  422  422  403  403  403
/desk/visits/phone/word/                                     401  403  422  422  422  403  403  422  422  403  403  403
/desk/visits/phones/{visit_phone}/shut-out/                  401  403  403  302  302  403  403  404  404  403  403  403
/desk/visits/aside/{visit_aside}/take-in/                    401  403  403  302  302  403  403  404  404  403  403  403
/desk/visits/aside/{visit_aside}/leave/                      401  403  403  302  302  403  403  404  404  403  403  403
/desk/visits/checklists/new/                                 401  403  403  403  422  403  403  403  403  403  403  403
/desk/visits/checklists/{visit_checklist}/                   401  403  403  403  422  403  403  403  403  403  403  403
/desk/visits/clashes/{visit_clash}/                          401  403  403  422  422  403  403  404  404  403  403  403
/desk/visits/findings/{visit_finding}/                       401  403  403  403  422  403  403  404  404  403  403  403
/desk/visits/doors/{visit_todo}/give/                        401  403  403  422  422  403  403  404  404  403  403  403
/desk/visits/doors/{visit_todo}/take_over/                   401  403  403  403  422  403  403  404  404  403  403  403
/desk/visits/doors/{visit_todo}/take_back/                   401  403  403  403  422  403  403  404  404  403  403  403
/desk/visits/doors/{visit_todo}/put_right/                   401  403  403  403  422  403  403  404  404  403  403  403
/desk/visits/doors/{visit_todo}/try_again/                   401  403  403  403  422  403  403  404  404  403  403  403
/desk/visits/doors/{visit_todo}/settle/                      401  403  403  403  422  403  403  404  404  403  403  403
/desk/visits/doors/{visit_todo}/part/                        401  403  403  422  422  403  403  404  404  403  403  403
/desk/visits/doors/{visit_todo}/nonsense/                    401  403  403  404  404  403  404  404  404  403  403  403
/desk/visits/{visit_round}/unhoused/{nobody}/                401  403  403  404  404  403  403  404  404  403  403  403
/desk/visits/{visit_round}/split/                            401  403  403  422  422  403  403  404  404  403  403  403
/desk/visits/{visit_prepared}/set_out/                       401  403  403  422  422  403  403  404  404  403  403  403
/desk/visits/{visit_round}/extend/                           401  403  403  403  422  403  403  404  404  403  403  403
/desk/visits/{visit_round}/close/                            401  403  403  403  422  403  403  404  404  403  403  403
/desk/visits/{visit_prepared}/drop/                          401  403  403  422  422  403  403  404  404  403  403  403
/desk/visits/{visit_round}/nonsense/                         401  403  403  404  404  403  404  404  404  403  403  403
/desk/visits/hand-in/                                        401  403  422  422  422  403  403  422  422  403  403  403
/desk/visits/hand-in/file/                                   401  403  422  422  422  403  403  422  422  403  403  403
"""
