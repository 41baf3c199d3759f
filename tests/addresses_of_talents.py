"""Who gets what at which address of talents, and of public notices? Read as tests/addresses.py is.

The neighbour is the craftsman, the resident asks for help and learns; an application of the neighbour
is before a panel, another on public notice; somebody else is nominated. Whoever chose no place is led
to choose one before they ask or nominate.
"""

READS = """
#                                                             visi resi neig cler lead hand supe town coun syst secu audi
/talents/                                                     302
/talents/?q=马桶堵了                                              302
/talents/?skill=nonsense                                      302
/talents/?after=nonsense                                      302
/talents/nominate/                                            in   302  302  302  302  302  302  302  302  302  302  302
/talents/join/                                                in   302  302  302  302  302  302  302  302  302  302  302
/talents/verifier.py                                          200
/talents/keys/350526/                                         200
/talents/keys/nowhere/                                        404
/talents/issuer/350526/                                       200
/talents/status/350526/revocation/                            200
/talents/status/350526/suspension/?on=nonsense                422
/talents/status/350526/nonsense/                              404
/talents/me/                                                  in   200  200  200  200  200  200  200  200  200  200  200
/talents/me/apply/                                            in   404  200  404  404  404  404  404  404  404  404  404
/talents/me/pair/                                             in   404  200  404  404  404  404  404  404  404  404  404
/talents/me/evidence/                                         in   405  405  405  405  405  405  405  405  405  405  405
/talents/me/evidence/{nobody}/drop/                           in   405  405  405  405  405  405  405  405  405  405  405
/talents/me/calendar/                                         in   200  200  200  200  200  200  200  200  200  200  200
/talents/calendar/nothing.ics                                 404
/talents/me/describe/                                         in   404  200  404  404  404  404  404  404  404  404  404
/talents/me/rest/                                             in   404  200  404  404  404  404  404  404  404  404  404
/talents/me/come_back/                                        in   404  409  404  404  404  404  404  404  404  404  404
/talents/me/leave/                                            in   404  200  404  404  404  404  404  404  404  404  404
/talents/me/take_in/                                          in   404  404  404  404  404  404  404  404  404  404  404
/talents/me/nonsense/                                         in   404  404  404  404  404  404  404  404  404  404  404
/talents/helps/{talent_help}/                                 in   200  200  403  403  404  403  404  404  404  404  404
/talents/helps/{nobody}/                                      in   404  404  404  404  404  404  404  404  404  404  404
/talents/helps/{talent_help}/accept/                          in   403  200  403  403  404  403  404  404  404  404  404
/talents/helps/{talent_help}/decline/                         in   403  200  403  403  404  403  404  404  404  404  404
/talents/helps/{talent_help}/give_up/                         in   403  409  403  403  404  403  404  404  404  404  404
/talents/helps/{talent_help}/finish/                          in   403  409  403  403  404  403  404  404  404  404  404
/talents/helps/{talent_help}/tell/                            in   409  403  409  409  404  403  404  404  404  404  404
/talents/helps/{talent_help}/call_off/                        in   200  403  200  200  404  403  404  404  404  404  404
/talents/helps/{talent_help}/record/                          in   404  404  404  404  404  404  404  404  404  404  404
/talents/pairs/{talent_pair}/                                 in   200  200  403  403  404  403  404  404  404  404  404
/talents/pairs/{nobody}/                                      in   404  404  404  404  404  404  404  404  404  404  404
/talents/pairs/{talent_pair}/agree/                           in   403  409  409  409  404  403  404  404  404  404  404
/talents/pairs/{talent_pair}/meet/                            in   200  200  200  200  404  403  404  404  404  404  404
/talents/pairs/{talent_pair}/plan/                            in   200  200  200  200  404  403  404  404  404  404  404
/talents/pairs/{talent_pair}/reach/                           in   200  200  200  200  404  403  404  404  404  404  404
/talents/pairs/{talent_pair}/complete/                        in   403  200  200  200  404  403  404  404  404  404  404
/talents/pairs/{talent_pair}/end/                             in   200  200  200  200  404  403  404  404  404  404  404
/talents/applications/{talent_application}/                   in   404  200  403  403  404  403  404  404  404  404  404
/talents/applications/{nobody}/                               in   404  404  404  404  404  404  404  404  404  404  404
/talents/applications/{talent_application}/answer_back/       in   404  409  409  409  404  403  404  404  404  404  404
/talents/applications/{talent_application}/take_back/         in   404  200  200  200  404  403  404  404  404  404  404
/talents/applications/{talent_application}/publish/           in   404  404  404  404  404  404  404  404  404  404  404
/talents/certificates/{certificate}/badge/                    in   404  200  200  200  404  200  404  404  404  404  404
/talents/certificates/{certificate}/bundle/                   in   404  200  200  200  404  200  404  404  404  404  404
/talents/certificates/{nobody}/bundle/                        in   404  404  404  404  404  404  404  404  404  404  404
/talents/{talent}/                                            200
/talents/{nominated}/                                         404
/talents/{nobody}/                                            404
/talents/{talent}/ask/                                        in   302  302  302  302  302  302  302  302  302  302  302
/talents/{nominated}/ask/                                     in   404  404  404  404  404  404  404  404  404  404  404
/verify/{certificate_code}/?on=2020-01-01                     200
/public-notices/                                              200
/public-notices/{notice}/                                     200
/public-notices/{nobody}/                                     404
/desk/talents/                                                desk 403  403  200  200  403  200  200  200  403  403  403
/desk/talents/?state=nonsense                                 desk 403  403  422  422  403  422  422  422  403  403  403
/desk/talents/?skill=nonsense&place=x                         desk 403  403  422  422  403  422  422  422  403  403  403
/desk/talents/new/                                            desk 403  403  200  200  403  403  200  200  403  403  403
/desk/talents/sheet/                                          desk 403  403  200  200  403  403  200  200  403  403  403
/desk/talents/export/xlsx/                                    desk 403  403  200  200  403  200  200  200  403  403  403
/desk/talents/export/nonsense/                                desk 403  403  404  404  403  404  404  404  403  403  403
/desk/talents/panels/                                         desk 403  403  403  403  403  403  403  403  403  403  403
/desk/talents/panels/{talent_seat}/                           desk 403  403  403  403  403  403  403  403  403  403  403
/desk/talents/applications/                                   desk 403  403  200  200  403  200  200  200  403  403  403
/desk/talents/certificates/                                   desk 403  403  200  200  403  200  200  200  403  403  403
/desk/talents/pairs/                                          desk 403  403  200  200  403  200  200  200  403  403  403
/desk/talents/helps/                                          desk 403  403  200  200  403  200  200  200  403  403  403
/desk/talents/{talent}/                                       desk 403  403  200  200  403  200  404  404  403  403  403
/desk/talents/{nobody}/                                       desk 403  403  404  404  403  404  404  404  403  403  403
/desk/talents/{talent}/evidence/                              desk 403  403  405  405  403  405  405  405  403  403  403
/desk/talents/{talent}/apply/                                 desk 403  403  200  200  403  403  404  404  403  403  403
/desk/talents/{talent}/ask/                                   desk 403  403  200  200  403  403  404  404  403  403  403
/desk/talents/{nobody}/ask/                                   desk 403  403  404  404  403  403  404  404  403  403  403
/desk/talents/{talent}/pair/                                  desk 403  403  200  200  403  403  404  404  403  403  403
/desk/talents/{talent}/take_in/                               desk 403  403  409  409  403  403  404  404  403  403  403
/desk/talents/{talent}/describe/                              desk 403  403  200  200  403  403  404  404  403  403  403
/desk/talents/{talent}/rest/                                  desk 403  403  200  200  403  403  404  404  403  403  403
/desk/talents/{talent}/come_back/                             desk 403  403  409  409  403  403  404  404  403  403  403
/desk/talents/{talent}/leave/                                 desk 403  403  200  200  403  403  404  404  403  403  403
/desk/talents/{talent}/nonsense/                              desk 403  403  404  404  403  404  404  404  403  403  403
/desk/talents/{nominated}/take_in/                            desk 403  403  200  200  403  403  404  404  403  403  403
/desk/talents/{nominated}/turn_down/                          desk 403  403  200  200  403  403  404  404  403  403  403
/desk/talents/applications/{talent_application}/              desk 403  403  200  200  403  200  404  404  403  403  403
/desk/talents/applications/{noticed}/                         desk 403  403  200  200  403  200  404  404  403  403  403
/desk/talents/applications/{nobody}/                          desk 403  403  404  404  403  404  404  404  403  403  403
/desk/talents/applications/{talent_application}/ask_back/     desk 403  403  409  409  403  403  404  404  403  403  403
/desk/talents/applications/{talent_application}/answer_back/  desk 403  403  409  409  403  403  404  404  403  403  403
/desk/talents/applications/{talent_application}/convene/      desk 403  403  403  409  403  403  404  404  403  403  403
/desk/talents/applications/{talent_application}/add_assessor/ desk 403  403  403  200  403  403  404  404  403  403  403
/desk/talents/applications/{talent_application}/excuse/       desk 403  403  403  409  403  403  404  404  403  403  403
/desk/talents/applications/{talent_application}/publish/      desk 403  403  403  409  403  403  404  404  403  403  403
/desk/talents/applications/{talent_application}/not_pass/     desk 403  403  403  409  403  403  404  404  403  403  403
/desk/talents/applications/{talent_application}/refuse/       desk 403  403  409  409  403  403  404  404  403  403  403
/desk/talents/applications/{talent_application}/take_back/    desk 403  403  200  200  403  403  404  404  403  403  403
/desk/talents/applications/{noticed}/overrule/                desk 403  403  403  200  403  403  404  404  403  403  403
/desk/talents/applications/{noticed}/uphold/                  desk 403  403  403  200  403  403  404  404  403  403  403
/desk/talents/applications/{noticed}/certify/                 desk 403  403  404  404  403  404  404  404  403  403  403
/desk/talents/certificates/{certificate}/                     desk 403  403  200  200  403  200  404  404  403  403  403
/desk/talents/certificates/{certificate}/review/              desk 403  403  200  200  403  403  404  404  403  403  403
/desk/talents/certificates/{certificate}/suspend/             desk 403  403  403  200  403  403  404  404  403  403  403
/desk/talents/certificates/{certificate}/reinstate/           desk 403  403  403  409  403  403  404  404  403  403  403
/desk/talents/certificates/{certificate}/withdraw/            desk 403  403  403  200  403  403  404  404  403  403  403
/desk/talents/pairs/{talent_pair}/                            desk 403  403  200  200  403  200  404  404  403  403  403
/desk/talents/pairs/{talent_pair}/agree/                      desk 403  403  409  409  403  403  404  404  403  403  403
/desk/talents/pairs/{talent_pair}/meet/                       desk 403  403  200  200  403  403  404  404  403  403  403
/desk/talents/pairs/{talent_pair}/plan/                       desk 403  403  200  200  403  403  404  404  403  403  403
/desk/talents/pairs/{talent_pair}/reach/                      desk 403  403  200  200  403  403  404  404  403  403  403
/desk/talents/pairs/{talent_pair}/complete/                   desk 403  403  200  200  403  403  404  404  403  403  403
/desk/talents/pairs/{talent_pair}/end/                        desk 403  403  200  200  403  403  404  404  403  403  403
/desk/talents/helps/{talent_help}/                            desk 403  403  200  200  403  200  404  404  403  403  403
/desk/talents/helps/{talent_help}/accept/                     desk 403  403  403  403  403  403  404  404  403  403  403
/desk/talents/helps/{talent_help}/decline/                    desk 403  403  403  403  403  403  404  404  403  403  403
/desk/talents/helps/{talent_help}/give_up/                    desk 403  403  403  403  403  403  404  404  403  403  403
/desk/talents/helps/{talent_help}/finish/                     desk 403  403  403  403  403  403  404  404  403  403  403
/desk/talents/helps/{talent_help}/tell/                       desk 403  403  409  409  403  403  404  404  403  403  403
/desk/talents/helps/{talent_help}/record/                     desk 403  403  409  409  403  403  404  404  403  403  403
/desk/talents/helps/{talent_help}/call_off/                   desk 403  403  200  200  403  403  404  404  403  403  403
"""

WRITES = """
#                                                             visi resi neig cler lead hand supe town coun syst secu audi
/talents/nominate/                                            401  302  302  302  302  302  302  302  302  302  302  302
/talents/join/                                                401  302  302  302  302  302  302  302  302  302  302  302
/talents/me/apply/                                            401  404  422  404  404  404  404  404  404  404  404  404
/talents/me/pair/                                             401  404  422  404  404  404  404  404  404  404  404  404
/talents/me/evidence/                                         401  404  302  404  404  404  404  404  404  404  404  404
/talents/me/evidence/{nobody}/drop/                           401  404  409  404  404  404  404  404  404  404  404  404
/talents/me/calendar/                                         401  200  200  200  200  200  200  200  200  200  200  200
/talents/me/describe/                                         401  404  422  404  404  404  404  404  404  404  404  404
/talents/me/rest/                                             401  404  422  404  404  404  404  404  404  404  404  404
/talents/me/come_back/                                        401  404  422  404  404  404  404  404  404  404  404  404
/talents/me/leave/                                            401  404  422  404  404  404  404  404  404  404  404  404
/talents/helps/{talent_help}/accept/                          401  403  422  403  403  404  403  404  404  404  404  404
/talents/helps/{talent_help}/decline/                         401  403  422  403  403  404  403  404  404  404  404  404
/talents/helps/{talent_help}/give_up/                         401  403  422  403  403  404  403  404  404  404  404  404
/talents/helps/{talent_help}/finish/                          401  403  422  403  403  404  403  404  404  404  404  404
/talents/helps/{talent_help}/tell/                            401  422  403  422  422  404  403  404  404  404  404  404
/talents/helps/{talent_help}/call_off/                        401  422  403  422  422  404  403  404  404  404  404  404
/talents/pairs/{talent_pair}/agree/                           401  403  422  422  422  404  403  404  404  404  404  404
/talents/pairs/{talent_pair}/meet/                            401  422  422  422  422  404  403  404  404  404  404  404
/talents/pairs/{talent_pair}/plan/                            401  422  422  422  422  404  403  404  404  404  404  404
/talents/pairs/{talent_pair}/reach/                           401  422  422  422  422  404  403  404  404  404  404  404
/talents/pairs/{talent_pair}/complete/                        401  403  422  422  422  404  403  404  404  404  404  404
/talents/pairs/{talent_pair}/end/                             401  422  422  422  422  404  403  404  404  404  404  404
/talents/applications/{talent_application}/answer_back/       401  404  422  422  422  404  403  404  404  404  404  404
/talents/applications/{talent_application}/take_back/         401  404  422  422  422  404  403  404  404  404  404  404
/talents/{talent}/ask/                                        401  302  302  302  302  302  302  302  302  302  302  302
/public-notices/{notice}/                                     401  422  422  422  422  422  422  422  422  422  422  422
/desk/talents/new/                                            401  403  403  422  422  403  403  422  422  403  403  403
/desk/talents/sheet/                                          401  403  403  422  422  403  403  422  422  403  403  403
/desk/talents/{talent}/evidence/                              401  403  403  302  302  403  403  404  404  403  403  403
/desk/talents/{talent}/apply/                                 401  403  403  422  422  403  403  404  404  403  403  403
/desk/talents/{talent}/ask/                                   401  403  403  422  422  403  403  404  404  403  403  403
/desk/talents/{talent}/pair/                                  401  403  403  422  422  403  403  404  404  403  403  403
/desk/talents/{talent}/take_in/                               401  403  403  422  422  403  403  404  404  403  403  403
/desk/talents/{talent}/describe/                              401  403  403  422  422  403  403  404  404  403  403  403
/desk/talents/{talent}/rest/                                  401  403  403  422  422  403  403  404  404  403  403  403
/desk/talents/{talent}/come_back/                             401  403  403  422  422  403  403  404  404  403  403  403
/desk/talents/{talent}/leave/                                 401  403  403  422  422  403  403  404  404  403  403  403
/desk/talents/{nominated}/take_in/                            401  403  403  422  422  403  403  404  404  403  403  403
/desk/talents/{nominated}/turn_down/                          401  403  403  422  422  403  403  404  404  403  403  403
/desk/talents/applications/{talent_application}/ask_back/     401  403  403  422  422  403  403  404  404  403  403  403
/desk/talents/applications/{talent_application}/answer_back/  401  403  403  422  422  403  403  404  404  403  403  403
/desk/talents/applications/{talent_application}/convene/      401  403  403  403  422  403  403  404  404  403  403  403
/desk/talents/applications/{talent_application}/add_assessor/ 401  403  403  403  422  403  403  404  404  403  403  403
/desk/talents/applications/{talent_application}/excuse/       401  403  403  403  422  403  403  404  404  403  403  403
/desk/talents/applications/{talent_application}/publish/      401  403  403  403  422  403  403  404  404  403  403  403
/desk/talents/applications/{talent_application}/not_pass/     401  403  403  403  422  403  403  404  404  403  403  403
/desk/talents/applications/{talent_application}/refuse/       401  403  403  422  422  403  403  404  404  403  403  403
/desk/talents/applications/{talent_application}/take_back/    401  403  403  422  422  403  403  404  404  403  403  403
/desk/talents/applications/{noticed}/overrule/                401  403  403  403  422  403  403  404  404  403  403  403
/desk/talents/applications/{noticed}/uphold/                  401  403  403  403  422  403  403  404  404  403  403  403
/desk/talents/certificates/{certificate}/review/              401  403  403  422  422  403  403  404  404  403  403  403
/desk/talents/certificates/{certificate}/suspend/             401  403  403  403  422  403  403  404  404  403  403  403
/desk/talents/certificates/{certificate}/reinstate/           401  403  403  403  422  403  403  404  404  403  403  403
/desk/talents/certificates/{certificate}/withdraw/            401  403  403  403  422  403  403  404  404  403  403  403
/desk/talents/pairs/{talent_pair}/agree/                      401  403  403  422  422  403  403  404  404  403  403  403
/desk/talents/pairs/{talent_pair}/meet/                       401  403  403  422  422  403  403  404  404  403  403  403
/desk/talents/pairs/{talent_pair}/plan/                       401  403  403  422  422  403  403  404  404  403  403  403
/desk/talents/pairs/{talent_pair}/reach/                      401  403  403  422  422  403  403  404  404  403  403  403
/desk/talents/pairs/{talent_pair}/complete/                   401  403  403  422  422  403  403  404  404  403  403  403
/desk/talents/pairs/{talent_pair}/end/                        401  403  403  422  422  403  403  404  404  403  403  403
/desk/talents/helps/{talent_help}/tell/                       401  403  403  422  422  403  403  404  404  403  403  403
/desk/talents/helps/{talent_help}/record/                     401  403  403  422  422  403  403  404  404  403  403  403
/desk/talents/helps/{talent_help}/call_off/                   401  403  403  422  422  403  403  404  404  403  403  403
"""

ADMIN = """
/desk/admin/talents/                                         200  200
/desk/admin/talents/skill/                                   200  200
/desk/admin/talents/skill/add/                               200  200
/desk/admin/talents/skill/{nobody}/history/                  302  302
/desk/admin/talents/skill/{nobody}/delete/                   403  403
/desk/admin/talents/skill/{nobody}/change/                   302  302
/desk/admin/talents/skill/{nobody}/                          302  302
/desk/admin/talents/talentrule/                                   200  200
/desk/admin/talents/talentrule/add/                               200  200
/desk/admin/talents/talentrule/{nobody}/history/                  302  302
/desk/admin/talents/talentrule/{nobody}/delete/                   403  403
/desk/admin/talents/talentrule/{nobody}/change/                   302  302
/desk/admin/talents/talentrule/{nobody}/                          302  302
"""
