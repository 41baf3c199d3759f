"""Who gets what at which address of casework? Read as tests/addresses.py is.

None of these callers is on a team: to all of them {case} is as {nobody}. Who is, and what they see,
is asked in jinlin/domains/casework/tests/.
"""

READS = """
#                                                    visi resi neig cler lead hand supe town coun syst secu audi
/social-work/                                        200
/desk/services/                                      desk 403  403  200  200  403  200  200  200  403  403  403
/desk/services/export.xlsx                           desk 403  403  200  200  403  200  200  200  403  403  403
/desk/services/export.csv                            desk 403  403  200  200  403  200  200  200  403  403  403
/desk/services/points/                               desk 403  403  200  200  403  200  200  200  403  403  403
/desk/services/sums/                                 desk 403  403  200  200  403  200  200  200  403  403  403
/desk/services/new/                                  desk 403  403  403  403  403  403  403  403  403  403  403
/desk/services/struck/                               desk 403  403  200  200  403  200  200  200  403  403  403
/desk/services/{service}/                            desk 403  403  200  200  403  200  404  404  403  403  403
/desk/services/{nobody}/                             desk 403  403  404  404  403  404  404  404  403  403  403
/desk/services/{service}/correct/                    desk 403  403  403  403  403  403  404  404  403  403  403
/desk/services/{service}/strike/                     desk 403  403  403  403  403  403  404  404  403  403  403
/desk/services/points/{service_point}/close/         desk 403  403  403  403  403  403  403  403  403  403  403
/desk/casework/                                      desk 403  403  403  403  403  403  403  403  403  403  403
/desk/casework/new/                                  desk 403  403  403  403  403  403  403  403  403  403  403
/casework/calendar/nothing.ics                       404
/desk/casework/calendar/                             desk 403  403  403  403  403  403  403  403  403  403  403
/desk/casework/register/                             desk 403  403  403  403  403  403  403  403  403  403  403
/desk/casework/register/{nobody}/destroy/            desk 403  403  403  403  403  403  403  403  403  403  403
/desk/casework/openings/                             desk 403  403  403  403  403  403  403  403  403  403  403
/desk/casework/openings/{nobody}/                    desk 403  403  403  403  403  403  403  403  403  403  403
/desk/casework/offers/{nobody}/                      desk 403  403  403  403  403  403  403  403  403  403  403
/desk/casework/tasks/{nobody}/                       desk 403  403  403  403  403  403  403  403  403  403  403
/desk/casework/{case}/                               desk 403  403  403  403  403  403  403  403  403  403  403
/desk/casework/{case}/notes/                         desk 403  403  403  403  403  403  403  403  403  403  403
/desk/casework/{case}/notes/{nobody}/                desk 403  403  403  403  403  403  403  403  403  403  403
/desk/casework/{case}/plan/                          desk 403  403  403  403  403  403  403  403  403  403  403
/desk/casework/{case}/plan/1/                        desk 403  403  403  403  403  403  403  403  403  403  403
/desk/casework/{case}/scales/daily/                  desk 403  403  403  403  403  403  403  403  403  403  403
/desk/casework/{case}/family/                        desk 403  403  403  403  403  403  403  403  403  403  403
/desk/casework/{case}/facts/                         desk 403  403  403  403  403  403  403  403  403  403  403
/desk/casework/{case}/family/{nobody}/take-out/      desk 403  403  403  403  403  403  403  403  403  403  403
/desk/casework/{case}/members/                       desk 403  403  403  403  403  403  403  403  403  403  403
/desk/casework/{case}/consents/                      desk 403  403  403  403  403  403  403  403  403  403  403
/desk/casework/{case}/team/                          desk 403  403  403  403  403  403  403  403  403  403  403
/desk/casework/{case}/offer/                         desk 403  403  403  403  403  403  403  403  403  403  403
/desk/casework/{case}/refer/                         desk 403  403  403  403  403  403  403  403  403  403  403
/desk/casework/{case}/refer/{nobody}/                desk 403  403  403  403  403  403  403  403  403  403  403
/desk/casework/{case}/measure/                       desk 403  403  403  403  403  403  403  403  403  403  403
/desk/casework/{case}/files/                         desk 403  403  403  403  403  403  403  403  403  403  403
/desk/casework/{case}/looks/                         desk 403  403  403  403  403  403  403  403  403  403  403
/desk/casework/{case}/print/                         desk 403  403  403  403  403  403  403  403  403  403  403
/desk/casework/{case}/members/{nobody}/leave/        desk 403  403  403  403  403  403  403  403  403  403  403
/desk/casework/{case}/consents/{nobody}/withdraw/    desk 403  403  403  403  403  403  403  403  403  403  403
/desk/casework/{case}/team/{nobody}/relieve/         desk 403  403  403  403  403  403  403  403  403  403  403
/desk/casework/{case}/take_on/                       desk 403  403  403  403  403  403  403  403  403  403  403
/desk/casework/{case}/decline/                       desk 403  403  403  403  403  403  403  403  403  403  403
/desk/casework/{case}/move_on/                       desk 403  403  403  403  403  403  403  403  403  403  403
/desk/casework/{case}/step_back/                     desk 403  403  403  403  403  403  403  403  403  403  403
/desk/casework/{case}/ask_to_close/                  desk 403  403  403  403  403  403  403  403  403  403  403
/desk/casework/{case}/close/                         desk 403  403  403  403  403  403  403  403  403  403  403
/desk/casework/{case}/send_back/                     desk 403  403  403  403  403  403  403  403  403  403  403
/desk/casework/{case}/follow_up/                     desk 403  403  403  403  403  403  403  403  403  403  403
/desk/casework/{case}/reopen/                        desk 403  403  403  403  403  403  403  403  403  403  403
/desk/casework/{case}/seal/                          desk 403  403  403  403  403  403  403  403  403  403  403
/desk/casework/{case}/destroy/                       desk 403  403  403  403  403  403  403  403  403  403  403
/desk/casework/{nobody}/                             desk 403  403  403  403  403  403  403  403  403  403  403
"""

WRITES = """
#                                                    visi resi neig cler lead hand supe town coun syst secu audi
/social-work/                                        405
/desk/services/                                      401  403  403  405  405  403  405  405  405  403  403  403
/desk/services/export.xlsx                           401  403  403  405  405  403  405  405  405  403  403  403
/desk/services/export.csv                            401  403  403  405  405  403  405  405  405  403  403  403
/desk/services/points/                               401  403  403  422  422  403  422  422  422  403  403  403
/desk/services/sums/                                 401  403  403  405  405  403  405  405  405  403  403  403
/desk/services/new/                                  401  403  403  403  403  403  403  403  403  403  403  403
/desk/services/struck/                               401  403  403  405  405  403  405  405  405  403  403  403
/desk/services/{service}/                            401  403  403  405  405  403  405  405  405  403  403  403
/desk/services/{service}/correct/                    401  403  403  403  403  403  403  404  404  403  403  403
/desk/services/{service}/strike/                     401  403  403  403  403  403  403  404  404  403  403  403
/desk/services/points/{service_point}/close/         401  403  403  403  403  403  403  403  403  403  403  403
/desk/casework/                                      401  403  403  403  403  403  403  403  403  403  403  403
/desk/casework/new/                                  401  403  403  403  403  403  403  403  403  403  403  403
/casework/calendar/nothing.ics                       405
/desk/casework/calendar/                             401  403  403  403  403  403  403  403  403  403  403  403
/desk/casework/register/                             401  403  403  403  403  403  403  403  403  403  403  403
/desk/casework/register/{nobody}/destroy/            401  403  403  403  403  403  403  403  403  403  403  403
/desk/casework/openings/                             401  403  403  403  403  403  403  403  403  403  403  403
/desk/casework/openings/{nobody}/                    401  403  403  403  403  403  403  403  403  403  403  403
/desk/casework/offers/{nobody}/                      401  403  403  403  403  403  403  403  403  403  403  403
/desk/casework/tasks/{nobody}/                       401  403  403  403  403  403  403  403  403  403  403  403
/desk/casework/{case}/                               401  403  403  403  403  403  403  403  403  403  403  403
/desk/casework/{case}/notes/                         401  403  403  403  403  403  403  403  403  403  403  403
/desk/casework/{case}/notes/{nobody}/                401  403  403  403  403  403  403  403  403  403  403  403
/desk/casework/{case}/plan/                          401  403  403  403  403  403  403  403  403  403  403  403
/desk/casework/{case}/plan/1/                        401  403  403  403  403  403  403  403  403  403  403  403
/desk/casework/{case}/scales/daily/                  401  403  403  403  403  403  403  403  403  403  403  403
/desk/casework/{case}/family/                        401  403  403  403  403  403  403  403  403  403  403  403
/desk/casework/{case}/facts/                         401  403  403  403  403  403  403  403  403  403  403  403
/desk/casework/{case}/family/{nobody}/take-out/      401  403  403  403  403  403  403  403  403  403  403  403
/desk/casework/{case}/members/                       401  403  403  403  403  403  403  403  403  403  403  403
/desk/casework/{case}/consents/                      401  403  403  403  403  403  403  403  403  403  403  403
/desk/casework/{case}/team/                          401  403  403  403  403  403  403  403  403  403  403  403
/desk/casework/{case}/offer/                         401  403  403  403  403  403  403  403  403  403  403  403
/desk/casework/{case}/refer/                         401  403  403  403  403  403  403  403  403  403  403  403
/desk/casework/{case}/refer/{nobody}/                401  403  403  403  403  403  403  403  403  403  403  403
/desk/casework/{case}/measure/                       401  403  403  403  403  403  403  403  403  403  403  403
/desk/casework/{case}/files/                         401  403  403  403  403  403  403  403  403  403  403  403
/desk/casework/{case}/looks/                         401  403  403  403  403  403  403  403  403  403  403  403
/desk/casework/{case}/print/                         401  403  403  403  403  403  403  403  403  403  403  403
/desk/casework/{case}/members/{nobody}/leave/        401  403  403  403  403  403  403  403  403  403  403  403
/desk/casework/{case}/consents/{nobody}/withdraw/    401  403  403  403  403  403  403  403  403  403  403  403
/desk/casework/{case}/team/{nobody}/relieve/         401  403  403  403  403  403  403  403  403  403  403  403
/desk/casework/{case}/take_on/                       401  403  403  403  403  403  403  403  403  403  403  403
/desk/casework/{case}/decline/                       401  403  403  403  403  403  403  403  403  403  403  403
/desk/casework/{case}/move_on/                       401  403  403  403  403  403  403  403  403  403  403  403
/desk/casework/{case}/step_back/                     401  403  403  403  403  403  403  403  403  403  403  403
/desk/casework/{case}/ask_to_close/                  401  403  403  403  403  403  403  403  403  403  403  403
/desk/casework/{case}/close/                         401  403  403  403  403  403  403  403  403  403  403  403
/desk/casework/{case}/send_back/                     401  403  403  403  403  403  403  403  403  403  403  403
/desk/casework/{case}/follow_up/                     401  403  403  403  403  403  403  403  403  403  403  403
/desk/casework/{case}/reopen/                        401  403  403  403  403  403  403  403  403  403  403  403
/desk/casework/{case}/seal/                          401  403  403  403  403  403  403  403  403  403  403  403
/desk/casework/{case}/destroy/                       401  403  403  403  403  403  403  403  403  403  403  403
/desk/casework/{nobody}/                             401  403  403  403  403  403  403  403  403  403  403  403
"""

ADMIN = """
# the reference data: what the system administrator gets, reading and writing
/desk/admin/casework/                                    200  200
/desk/admin/casework/caserule/                           200  200
/desk/admin/casework/caserule/add/                       200  200
/desk/admin/casework/caserule/{nobody}/history/          302  302
/desk/admin/casework/caserule/{nobody}/delete/           403  403
/desk/admin/casework/caserule/{nobody}/change/           302  302
/desk/admin/casework/caserule/{nobody}/                  302  302
/desk/admin/casework/profile/                            200  200
/desk/admin/casework/profile/add/                        200  200
/desk/admin/casework/profile/{nobody}/history/           302  302
/desk/admin/casework/profile/{nobody}/delete/            403  403
/desk/admin/casework/profile/{nobody}/change/            302  302
/desk/admin/casework/profile/{nobody}/                   302  302
"""
