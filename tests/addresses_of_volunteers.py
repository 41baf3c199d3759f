"""Who gets what at which address of volunteers? Read as tests/addresses.py is.

The resident and the neighbour are members of {team}; {record} is the resident's service of
yesterday and waits for their check, {activity} is tomorrow's; {membership} is the neighbour's asking
to join {other_team}. The lead wrote the record, so nobody is its second person.
"""

READS = """
#                                                            visi resi neig cler lead hand supe town coun syst secu audi
/volunteers/                                                 302
/volunteers/written-afterwards/                              200
/volunteers/written-afterwards/?month=x                      422
/volunteers/teams/{other_team}/join/                         in   405  405  405  405  405  405  405  405  405  405  405
/volunteers/me/                                              in   200  200  302  302  302  302  302  302  302  302  302
/volunteers/me/register/                                     in   302  302  302  302  302  302  302  302  302  302  302
/volunteers/me/change/                                       in   200  200  302  302  302  302  302  302  302  302  302
/volunteers/me/leave/                                        in   200  200  302  302  302  302  302  302  302  302  302
/volunteers/leading/                                         in   200  200  200  200  200  200  200  200  200  200  200
/volunteers/leading/{membership}/take-in/                    in   405  405  405  405  405  405  405  405  405  405  405
/volunteers/me/missing/                                      in   200  200  302  302  302  302  302  302  302  302  302
/volunteers/me/certificate/                                  in   405  405  405  405  405  405  405  405  405  405  405
/volunteers/me/teams/{membership}/part/                      in   405  405  405  405  405  405  405  405  405  405  405
/volunteers/records/{record}/                                in   200  404  404  404  404  404  404  404  404  404  404
/volunteers/records/{nobody}/                                in   404  404  404  404  404  404  404  404  404  404  404
/volunteers/records/{record}/verify/                         in   200  404  404  404  404  404  404  404  404  404  404
/volunteers/records/{record}/dispute/                        in   200  404  404  404  404  404  404  404  404  404  404
/volunteers/records/{record}/insist/                         in   409  404  404  404  404  404  404  404  404  404  404
/volunteers/records/{record}/appeal/                         in   409  404  404  404  404  404  404  404  404  404  404
/volunteers/records/{record}/strike/                         in   404  404  404  404  404  404  404  404  404  404  404
/desk/volunteers/                                            desk 403  403  200  200  403  200  200  200  403  403  403
/desk/volunteers/new/                                        desk 403  403  200  200  403  403  200  200  403  403  403
/desk/volunteers/teams/                                      desk 403  403  200  200  403  200  200  200  403  403  403
/desk/volunteers/teams/new/                                  desk 403  403  200  200  403  403  200  200  403  403  403
/desk/volunteers/teams/{team}/                               desk 403  403  200  200  403  200  404  404  403  403  403
/desk/volunteers/teams/{team}/bring/                         desk 403  403  405  405  403  403  405  405  403  403  403
/desk/volunteers/members/{membership}/take-in/               desk 403  403  405  405  403  403  405  405  403  403  403
/desk/volunteers/members/{membership}/nonsense/              desk 403  403  405  405  403  403  405  405  403  403  403
/desk/volunteers/pilots/                                     desk 403  403  200  200  403  200  200  200  403  403  403
/desk/volunteers/activities/                                 desk 403  403  200  200  403  200  200  200  403  403  403
/desk/volunteers/activities/?state=all                       desk 403  403  200  200  403  200  200  200  403  403  403
/desk/volunteers/activities/new/                             desk 403  403  200  200  403  403  200  200  403  403  403
/desk/volunteers/activities/{activity}/                      desk 403  403  200  200  403  200  404  404  403  403  403
/desk/volunteers/activities/{nobody}/                        desk 403  403  404  404  403  404  404  404  403  403  403
/desk/volunteers/activities/{activity}/confirm_sheet/        desk 403  403  200  200  403  403  404  404  403  403  403
/desk/volunteers/activities/{activity}/cancel/               desk 403  403  200  200  403  403  404  404  403  403  403
/desk/volunteers/activities/{activity}/nonsense/             desk 403  403  404  404  403  404  404  404  403  403  403
/desk/volunteers/records/                                    desk 403  403  200  200  403  200  200  200  403  403  403
/desk/volunteers/records/?state=all                          desk 403  403  200  200  403  200  200  200  403  403  403
/desk/volunteers/export.xlsx                                 desk 403  403  200  200  403  200  200  200  403  403  403
/desk/volunteers/export.csv                                  desk 403  403  200  200  403  200  200  200  403  403  403
/desk/volunteers/records.csv                                 desk 403  403  200  200  403  200  200  200  403  403  403
/desk/volunteers/records/export/                             desk 403  403  200  200  403  200  200  200  403  403  403
/desk/volunteers/records/import/                             desk 403  403  200  200  403  403  200  200  403  403  403
/desk/volunteers/records/{record}/                           desk 403  403  200  200  403  200  404  404  403  403  403
/desk/volunteers/records/{nobody}/                           desk 403  403  404  404  403  404  404  404  403  403  403
/desk/volunteers/records/{record}/recheck/                   desk 403  403  405  405  403  403  405  405  403  403  403
/desk/volunteers/records/{record}/approve/                   desk 403  403  409  403  403  403  404  404  403  403  403
/desk/volunteers/records/{record}/grant/                     desk 403  403  409  403  403  403  404  404  403  403  403
/desk/volunteers/records/{record}/turn_down/                 desk 403  403  409  403  403  403  404  404  403  403  403
/desk/volunteers/records/{record}/verify/                    desk 403  403  403  403  403  403  404  404  403  403  403
/desk/volunteers/records/{record}/dispute/                   desk 403  403  403  403  403  403  404  404  403  403  403
/desk/volunteers/records/{record}/correct/                   desk 403  403  200  200  403  403  404  404  403  403  403
/desk/volunteers/records/{record}/keep_/                     desk 403  403  409  409  403  403  404  404  403  403  403
/desk/volunteers/records/{record}/insist/                    desk 403  403  403  403  403  403  404  404  403  403  403
/desk/volunteers/records/{record}/appeal/                    desk 403  403  403  403  403  403  404  404  403  403  403
/desk/volunteers/records/{record}/allow/                     desk 403  403  403  403  403  403  404  404  403  403  403
/desk/volunteers/records/{record}/dismiss/                   desk 403  403  403  403  403  403  404  404  403  403  403
/desk/volunteers/records/{record}/strike/                    desk 403  403  403  200  403  403  404  404  403  403  403
/desk/volunteers/records/{record}/nonsense/                  desk 403  403  404  404  403  404  404  404  403  403  403
/desk/volunteers/odd/                                        desk 403  403  403  403  403  200  403  403  403  403  403
/desk/volunteers/{volunteer}/                                desk 403  403  200  200  403  200  404  404  403  403  403
/desk/volunteers/{nobody}/                                   desk 403  403  404  404  403  404  404  404  403  403  403
/desk/volunteers/{volunteer}/change/                         desk 403  403  200  200  403  403  404  404  403  403  403
/desk/volunteers/{volunteer}/leave/                          desk 403  403  405  405  403  403  405  405  403  403  403
/desk/volunteers/{volunteer}/enter/                          desk 403  403  405  405  403  403  405  405  403  403  403
/desk/volunteers/{volunteer}/backfill/                       desk 403  403  405  405  403  403  405  405  403  403  403
/desk/volunteers/{volunteer}/certificate/                    desk 403  403  405  405  403  403  405  405  403  403  403
"""

WRITES = """
#                                                            visi resi neig cler lead hand supe town coun syst secu audi
/volunteers/teams/{other_team}/join/                         401  302  302  409  409  409  409  409  409  409  409  409
/volunteers/me/register/                                     401  302  302  302  302  302  302  302  302  302  302  302
/volunteers/me/change/                                       401  422  422  302  302  302  302  302  302  302  302  302
/volunteers/me/leave/                                        401  422  422  302  302  302  302  302  302  302  302  302
/volunteers/leading/{membership}/take-in/                    401  404  404  404  404  404  404  404  404  404  404  404
/volunteers/me/missing/                                      401  422  422  302  302  302  302  302  302  302  302  302
/volunteers/me/certificate/                                  401  409  409  409  409  409  409  409  409  409  409  409
/volunteers/me/teams/{membership}/part/                      401  404  302  404  404  404  404  404  404  404  404  404
/volunteers/records/{record}/verify/                         401  422  404  404  404  404  404  404  404  404  404  404
/volunteers/records/{record}/dispute/                        401  422  404  404  404  404  404  404  404  404  404  404
/volunteers/records/{record}/insist/                         401  422  404  404  404  404  404  404  404  404  404  404
/volunteers/records/{record}/appeal/                         401  422  404  404  404  404  404  404  404  404  404  404
/desk/volunteers/new/                                        401  403  403  422  422  403  403  422  422  403  403  403
/desk/volunteers/teams/new/                                  401  403  403  422  422  403  403  422  422  403  403  403
/desk/volunteers/teams/{team}/bring/                         401  403  403  422  422  403  403  404  404  403  403  403
/desk/volunteers/teams/{team}/leader/                        401  403  403  422  422  403  403  404  404  403  403  403
/desk/volunteers/teams/{team}/end/                           401  403  403  422  422  403  403  404  404  403  403  403
/desk/volunteers/members/{membership}/take-in/               401  403  403  302  302  403  403  404  404  403  403  403
/desk/volunteers/activities/new/                             401  403  403  422  422  403  403  422  422  403  403  403
/desk/volunteers/activities/{activity}/confirm_sheet/        401  403  403  422  422  403  403  404  404  403  403  403
/desk/volunteers/activities/{activity}/cancel/               401  403  403  422  422  403  403  404  404  403  403  403
/desk/volunteers/records/import/                             401  403  403  422  422  403  403  422  422  403  403  403
/desk/volunteers/records/{record}/approve/                   401  403  403  422  403  403  403  404  404  403  403  403
/desk/volunteers/records/{record}/grant/                     401  403  403  422  403  403  403  404  404  403  403  403
/desk/volunteers/records/{record}/turn_down/                 401  403  403  422  403  403  403  404  404  403  403  403
/desk/volunteers/records/{record}/correct/                   401  403  403  422  422  403  403  404  404  403  403  403
/desk/volunteers/records/{record}/keep_/                     401  403  403  422  422  403  403  404  404  403  403  403
/desk/volunteers/records/{record}/allow/                     401  403  403  403  403  403  403  404  404  403  403  403
/desk/volunteers/records/{record}/dismiss/                   401  403  403  403  403  403  403  404  404  403  403  403
/desk/volunteers/records/{record}/strike/                    401  403  403  403  422  403  403  404  404  403  403  403
/desk/volunteers/{volunteer}/leave/                          401  403  403  422  422  403  403  404  404  403  403  403
/desk/volunteers/{volunteer}/enter/                          401  403  403  422  422  403  403  404  404  403  403  403
/desk/volunteers/{volunteer}/change/                         401  403  403  422  422  403  403  404  404  403  403  403
/desk/volunteers/{volunteer}/backfill/                       401  403  403  422  422  403  403  404  404  403  403  403
/desk/volunteers/{volunteer}/certificate/                    401  403  403  409  409  403  403  404  404  403  403  403
/desk/volunteers/records/{record}/recheck/                   401  403  403  409  403  403  403  404  404  403  403  403
"""

ADMIN = """
# what the system administrator gets, reading and writing
/desk/admin/volunteers/                           200  200
/desk/admin/volunteers/volunteerrule/                       200  200
/desk/admin/volunteers/volunteerrule/add/                   200  200
/desk/admin/volunteers/volunteerrule/{volunteer_rule}/history/  200  200
/desk/admin/volunteers/volunteerrule/{volunteer_rule}/delete/  403  403
/desk/admin/volunteers/volunteerrule/{volunteer_rule}/change/  200  403
/desk/admin/volunteers/volunteerrule/{volunteer_rule}/      302  302
/desk/admin/volunteers/skill/                               200  200
/desk/admin/volunteers/skill/add/                           200  200
/desk/admin/volunteers/skill/{skill}/history/               200  200
/desk/admin/volunteers/skill/{skill}/delete/                403  403
/desk/admin/volunteers/skill/{skill}/change/                200  200
/desk/admin/volunteers/skill/{skill}/                       302  302
/desk/admin/volunteers/sheetlayout/                         200  200
/desk/admin/volunteers/sheetlayout/add/                     200  200
/desk/admin/volunteers/sheetlayout/{layout}/history/        200  200
/desk/admin/volunteers/sheetlayout/{layout}/delete/         403  403
/desk/admin/volunteers/sheetlayout/{layout}/change/         200  200
/desk/admin/volunteers/sheetlayout/{layout}/                302  302
/desk/admin/volunteers/pilot/                               200  200
/desk/admin/volunteers/pilot/add/                           200  200
/desk/admin/volunteers/pilot/{pilot}/history/               200  200
/desk/admin/volunteers/pilot/{pilot}/delete/                403  403
/desk/admin/volunteers/pilot/{pilot}/change/                200  200
/desk/admin/volunteers/pilot/{pilot}/                       302  302
"""
