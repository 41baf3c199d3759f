"""Who gets what at which address of the register of social workers? Read as tests/addresses.py is.

None of these callers keeps a register; who does, and who sees only their unit's people, is asked in
jinlin/domains/workforce/tests/.
"""

READS = """
#                                            visi resi neig cler lead hand supe town coun syst secu audi
/workforce/                                  in   200  200  200  200  200  200  200  200  200  200  200
/workforce/calendar/                         in   200  200  200  200  200  200  200  200  200  200  200
/workforce/calendar/nothing.ics              404
/workforce/apply/{nobody}/                   in   404  404  404  404  404  404  404  404  404  404  404
/workforce/tell/{professional}/education/    in   200  404  404  404  404  404  404  404  404  404  404
/workforce/tell/{professional}/nonsense/     in   404  404  404  404  404  404  404  404  404  404  404
/workforce/tell/{nobody}/post/               in   404  404  404  404  404  404  404  404  404  404  404
/workforce/updates/{nobody}/take-back/       in   405  405  405  405  405  405  405  405  405  405  405
/workforce/awards/{award}/account/           in   200  404  404  404  404  404  404  404  404  404  404
/workforce/awards/{nobody}/account/          in   404  404  404  404  404  404  404  404  404  404  404
/desk/subsidies/budget/                      desk 403  403  403  403  403  403  403  403  403  403  403
/desk/workforce/rounds/                      desk 403  403  403  403  403  403  403  403  403  403  403
/desk/workforce/rounds/{nobody}/             desk 403  403  403  403  403  403  403  403  403  403  403
/desk/workforce/returns/{nobody}/            desk 403  403  403  403  403  403  403  403  403  403  403
/desk/workforce/returns/{nobody}/sign/       desk 403  403  403  403  403  403  403  403  403  403  403
/desk/workforce/updates/                     desk 403  403  403  403  403  403  403  403  403  403  403
/desk/workforce/updates/{nobody}/            desk 403  403  403  403  403  403  403  403  403  403  403
/desk/workforce/exams/                       desk 403  403  403  403  403  403  403  403  403  403  403
/desk/workforce/exams/people/                desk 403  403  403  403  403  403  403  403  403  403  403
/desk/workforce/exams/people/{candidacy}/    desk 403  403  403  403  403  403  403  403  403  403  403
/desk/workforce/exam-days/                   desk 403  403  403  403  403  403  403  403  403  403  403
/desk/workforce/prospects/                   desk 403  403  403  403  403  403  403  403  403  403  403
/desk/workforce/posts/                       desk 403  403  403  403  403  403  403  403  403  403  403
/desk/workforce/running-out/                 desk 403  403  403  403  403  403  403  403  403  403  403
/desk/workforce/learned/                     desk 403  403  403  403  403  403  403  403  403  403  403
/desk/workforce/{nobody}/tell/post/          desk 403  403  403  403  403  403  403  403  403  403  403
/subsidies/notice/                           200
/desk/subsidies/                             desk 403  403  403  200  403  403  403  403  403  403  403
/desk/subsidies/{nobody}/                    desk 403  403  403  404  403  403  403  403  403  403  403
/desk/subsidies/{nobody}/check/              desk 403  403  403  404  403  403  403  403  403  403  403
/desk/subsidies/batches/                     desk 403  403  403  403  403  403  403  403  403  403  403
/desk/subsidies/batches/{nobody}/            desk 403  403  403  403  403  403  403  403  403  403  403
/desk/subsidies/batches/{nobody}/file.csv    desk 403  403  403  403  403  403  403  403  403  403  403
/desk/workforce/                             desk 403  403  403  403  403  403  403  403  403  403  403
/desk/workforce/export.csv                   desk 403  403  403  403  403  403  403  403  403  403  403
/desk/workforce/export.xlsx                  desk 403  403  403  403  403  403  403  403  403  403  403
/desk/workforce/layouts/                     desk 403  403  403  403  403  403  403  403  403  403  403
/desk/workforce/layouts/{nobody}.xlsx        desk 403  403  403  403  403  403  403  403  403  403  403
/desk/workforce/pairs/                       desk 403  403  403  403  403  403  403  403  403  403  403
/desk/workforce/layers/                      desk 403  403  403  403  403  403  403  403  403  403  403
/desk/workforce/new/                         desk 403  403  403  403  403  403  403  403  403  403  403
/desk/workforce/rosters/                     desk 403  403  403  403  403  403  403  403  403  403  403
/desk/workforce/rosters/{nobody}/            desk 403  403  403  403  403  403  403  403  403  403  403
/desk/workforce/rosters/{nobody}/refused/    desk 403  403  403  403  403  403  403  403  403  403  403
/desk/workforce/rosters/{nobody}/take-back/  desk 403  403  403  403  403  403  403  403  403  403  403
/desk/workforce/{nobody}/                    desk 403  403  403  403  403  403  403  403  403  403  403
"""

WRITES = """
#                                            visi resi neig cler lead hand supe town coun syst secu audi
/workforce/                                  401  405  405  405  405  405  405  405  405  405  405  405
/workforce/calendar/                         401  200  200  200  200  200  200  200  200  200  200  200
/workforce/apply/{nobody}/                   401  404  404  404  404  404  404  404  404  404  404  404
/workforce/tell/{professional}/education/    401  422  404  404  404  404  404  404  404  404  404  404
/workforce/tell/{nobody}/post/               401  404  404  404  404  404  404  404  404  404  404  404
/workforce/updates/{nobody}/take-back/       401  404  404  404  404  404  404  404  404  404  404  404
/workforce/awards/{award}/account/           401  422  404  404  404  404  404  404  404  404  404  404
/workforce/awards/{nobody}/account/          401  404  404  404  404  404  404  404  404  404  404  404
/desk/subsidies/budget/                      401  403  403  403  403  403  403  403  403  403  403  403
/desk/workforce/rounds/                      401  403  403  403  403  403  403  403  403  403  403  403
/desk/workforce/rounds/{nobody}/             401  403  403  403  403  403  403  403  403  403  403  403
/desk/workforce/returns/{nobody}/            401  403  403  403  403  403  403  403  403  403  403  403
/desk/workforce/returns/{nobody}/sign/       401  403  403  403  403  403  403  403  403  403  403  403
/desk/workforce/updates/                     401  403  403  403  403  403  403  403  403  403  403  403
/desk/workforce/updates/{nobody}/            401  403  403  403  403  403  403  403  403  403  403  403
/desk/workforce/exams/                       401  403  403  403  403  403  403  403  403  403  403  403
/desk/workforce/exams/people/{candidacy}/    401  403  403  403  403  403  403  403  403  403  403  403
/desk/workforce/exam-days/                   401  403  403  403  403  403  403  403  403  403  403  403
/desk/workforce/prospects/                   401  403  403  403  403  403  403  403  403  403  403  403
/desk/workforce/posts/                       401  403  403  403  403  403  403  403  403  403  403  403
/desk/workforce/running-out/                 401  403  403  403  403  403  403  403  403  403  403  403
/desk/workforce/learned/                     401  403  403  403  403  403  403  403  403  403  403  403
/desk/workforce/{nobody}/tell/post/          401  403  403  403  403  403  403  403  403  403  403  403
/subsidies/notice/                           405
/desk/subsidies/                             401  403  403  403  405  403  403  403  403  403  403  403
/desk/subsidies/{nobody}/                    401  403  403  403  405  403  403  403  403  403  403  403
/desk/subsidies/{nobody}/check/              401  403  403  403  404  403  403  403  403  403  403  403
/desk/subsidies/batches/                     401  403  403  403  403  403  403  403  403  403  403  403
/desk/subsidies/batches/{nobody}/            401  403  403  403  403  403  403  403  403  403  403  403
/desk/subsidies/batches/{nobody}/file.csv    401  403  403  403  403  403  403  403  403  403  403  403
/desk/workforce/                             401  403  403  403  403  403  403  403  403  403  403  403
/desk/workforce/export.csv                   401  403  403  403  403  403  403  403  403  403  403  403
/desk/workforce/export.xlsx                  401  403  403  403  403  403  403  403  403  403  403  403
/desk/workforce/layouts/                     401  403  403  403  403  403  403  403  403  403  403  403
/desk/workforce/layouts/{nobody}.xlsx        401  403  403  403  403  403  403  403  403  403  403  403
/desk/workforce/pairs/                       401  403  403  403  403  403  403  403  403  403  403  403
/desk/workforce/layers/                      401  403  403  403  403  403  403  403  403  403  403  403
/desk/workforce/new/                         401  403  403  403  403  403  403  403  403  403  403  403
/desk/workforce/rosters/                     401  403  403  403  403  403  403  403  403  403  403  403
/desk/workforce/rosters/{nobody}/            401  403  403  403  403  403  403  403  403  403  403  403
/desk/workforce/rosters/{nobody}/refused/    401  403  403  403  403  403  403  403  403  403  403  403
/desk/workforce/rosters/{nobody}/take-back/  401  403  403  403  403  403  403  403  403  403  403  403
/desk/workforce/{nobody}/                    401  403  403  403  403  403  403  403  403  403  403  403
"""

ADMIN = """
# the reference data: what the system administrator gets, reading and writing
/desk/admin/workforce/                                     200  200
/desk/admin/workforce/workforcerule/                       200  200
/desk/admin/workforce/workforcerule/add/                   200  200
/desk/admin/workforce/workforcerule/{nobody}/history/      302  302
/desk/admin/workforce/workforcerule/{nobody}/delete/       403  403
/desk/admin/workforce/workforcerule/{nobody}/change/       302  302
/desk/admin/workforce/workforcerule/{nobody}/              302  302
/desk/admin/workforce/policy/                              200  200
/desk/admin/workforce/policy/add/                          200  200
/desk/admin/workforce/policy/{nobody}/history/             302  302
/desk/admin/workforce/policy/{nobody}/delete/              403  403
/desk/admin/workforce/policy/{nobody}/change/              302  302
/desk/admin/workforce/policy/{nobody}/                     302  302
/desk/admin/workforce/examrule/                            200  200
/desk/admin/workforce/examrule/add/                        200  200
/desk/admin/workforce/examrule/{nobody}/history/           302  302
/desk/admin/workforce/examrule/{nobody}/delete/            403  403
/desk/admin/workforce/examrule/{nobody}/change/            302  302
/desk/admin/workforce/examrule/{nobody}/                   302  302
/desk/admin/workforce/examday/                             200  200
/desk/admin/workforce/examday/add/                         200  200
/desk/admin/workforce/examday/{nobody}/history/            302  302
/desk/admin/workforce/examday/{nobody}/delete/             403  403
/desk/admin/workforce/examday/{nobody}/change/             302  302
/desk/admin/workforce/examday/{nobody}/                    302  302
/desk/admin/workforce/sector/                              200  200
/desk/admin/workforce/sector/add/                          200  200
/desk/admin/workforce/sector/{nobody}/history/             302  302
/desk/admin/workforce/sector/{nobody}/delete/              403  403
/desk/admin/workforce/sector/{nobody}/change/              302  302
/desk/admin/workforce/sector/{nobody}/                     302  302
"""

PROGRAMS = """
GET     /api/v1/workforce/people                  none    401  401  401  403  200  200  200  200  200  200  200
GET     /api/v1/workforce/people?after=nonsense   none    401  401  401  403  422  422  422  422  422  422  422
GET     /api/v1/workforce/people/{professional}   none    401  401  401  403  404  404  404  404  404  404  404
GET     /api/v1/workforce/posts?county=350526     none    401  401  401  403  404  404  404  404  404  404  404
GET     /api/v1/workforce/exams?year=2025&level=1 none    401  401  401  403  200  200  200  200  200  200  200
GET     /api/v1/workforce/exams                   none    401  401  401  422  422  422  422  422  422  422  422
GET     /api/v1/workforce/applications            none    401  401  401  403  200  200  200  200  200  200  200
GET     /api/v1/workforce/applications/{application} none 401  401  401  403  404  404  404  404  404  404  404
POST    /api/v1/workforce/people/{professional}/updates empty 401 401 401 422 422  422  422  422  422  422  422
POST    /api/v1/workforce/applications/{application}/check empty 401 401 401 422 422 422 422 422 422  422  422
POST    /api/v1/workforce/applications/{application}/ask_back empty 401 401 401 422 422 422 422 422 422 422 422
POST    /api/v1/workforce/applications/{application}/review empty 401 401 401 422 422 422 422 422 422 422 422
POST    /api/v1/workforce/applications/{application}/approve empty 401 401 401 422 422 422 422 422 422 422 422
POST    /api/v1/workforce/applications/{application}/publish empty 401 401 401 422 422 422 422 422 422 422 422
POST    /api/v1/workforce/applications/{application}/object_to empty 401 401 401 422 422 422 422 422 422 422 422
POST    /api/v1/workforce/applications/{application}/overrule empty 401 401 401 422 422 422 422 422 422 422 422
POST    /api/v1/workforce/applications/{application}/uphold empty 401 401 401 422 422 422 422 422 422 422 422
POST    /api/v1/workforce/applications/{application}/refuse empty 401 401 401 422 422 422 422 422 422 422 422
POST    /api/v1/workforce/applications/{application}/revoke empty 401 401 401 422 422 422 422 422 422 422 422
"""
