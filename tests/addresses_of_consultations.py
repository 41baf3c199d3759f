"""Who gets what at which address of consultations? Read as tests/addresses.py is.

{topic} is taken up, raised by the resident; {decided} was decided in {sitting}; {meeting} is called,
{planned_meeting} still planned; {pending} is the resident's and not screened yet; {vote} is open
and by name; {item} is the bureau's.
"""

READS = """
#                                                            visi resi neig cler lead hand supe town coun syst secu audi
/consultations/                                              200
/consultations/new/                                          in  302  302  302  302  302  302  302  302  302  302  302
/consultations/{topic}/                                      200
/consultations/{decided}/                                    200
/consultations/{nobody}/                                     404
/consultations/{pending}/                                    404  200  404  404  404  404  404  404  404  404  404  404
/consultations/{topic}/support/                              in  405  405  405  405  405  405  405  405  405  405  405
/consultations/{topic}/say/                                  in  200  200  200  200  200  200  200  200  200  200  200
/consultations/{topic}/said/{said}/                          in  405  405  405  405  405  405  405  405  405  405  405
/consultations/{decided}/object/                             in  200  200  200  200  200  200  200  200  200  200  200
/consultations/{topic}/withdraw/                             in  200  404  404  404  404  404  404  404  404  404  404
/consultations/meetings/{meeting}/                           200
/consultations/meetings/{planned_meeting}/                             404
/consultations/meetings/{meeting}/in/NONSENSE/               in  422  422  422  422  422  422  422  422  422  422  422
/consultations/votes/{vote}/                                 200
/consultations/votes/{nobody}/                               404
/consultations/votes/{vote}/cast/                            in  405  405  405  405  405  405  405  405  405  405  405
/consultations/votes/{vote}/choice/                          in  405  405  405  405  405  405  405  405  405  405  405
/consultations/votes/{vote}/code/                            404
/desk/consultations/                                         desk 403  403  200  200  403  200  200  200  403  403  403
/desk/consultations/?state=nonsense                          desk 403  403  422  422  403  422  422  422  403  403  403
/desk/consultations/list/                                    desk 403  403  200  200  403  200  200  200  403  403  403
/consultations/calendar/{neighbourhood}.ics                        200
/consultations/calendar/nonsense.ics                         404
/consultations/meetings/{meeting}.ics                        200
/consultations/meetings/{planned_meeting}.ics                404
/consultations/meetings/{nobody}.ics                         404
/desk/consultations/votes/{vote}/roll/{elector}/proxy/       desk 403  403  200  200  403  403  404  404  403  403  403
/desk/consultations/votes/{vote}/roll/{nobody}/proxy/        desk 403  403  404  404  403  403  404  404  403  403  403
/desk/consultations/?q=停车                                    desk 403  403  200  200  403  200  200  200  403  403  403
/desk/consultations/list/?of=decisions                       desk 403  403  200  200  403  200  200  200  403  403  403
/desk/consultations/list/?of=items                           desk 403  403  200  200  403  200  200  200  403  403  403
/desk/consultations/list/?of=meetings                        desk 403  403  200  200  403  200  200  200  403  403  403
/desk/consultations/list/?of=votes&as=csv                    desk 403  403  200  200  403  200  200  200  403  403  403
/desk/consultations/list/?as=csv                             desk 403  403  200  200  403  200  200  200  403  403  403
/desk/consultations/new/                                     desk 403  403  200  200  403  403  200  200  403  403  403
/desk/consultations/meetings/                                desk 403  403  200  200  403  200  200  200  403  403  403
/desk/consultations/meetings/?state=nonsense                 desk 403  403  422  422  403  422  422  422  403  403  403
/desk/consultations/meetings/new/                            desk 403  403  200  200  403  403  200  200  403  403  403
/desk/consultations/{topic}/                                 desk 403  403  200  200  403  200  404  404  403  403  403
/desk/consultations/{nobody}/                                desk 403  403  404  404  403  404  404  404  403  403  403
/desk/consultations/{topic}/words/                           desk 403  403  200  200  403  403  404  404  403  403  403
/desk/consultations/{topic}/options/                         desk 403  403  200  200  403  403  404  404  403  403  403
/desk/consultations/{topic}/agreed/                          desk 403  403  200  200  403  403  404  404  403  403  403
/desk/consultations/{topic}/objection/                       desk 403  403  200  200  403  403  404  404  403  403  403
/desk/consultations/{topic}/supports/                        desk 403  403  200  200  403  403  404  404  403  403  403
/desk/consultations/{topic}/options/{option}/                desk 403  403  405  405  403  403  405  405  403  403  403
/desk/consultations/{topic}/said/                            desk 403  403  200  200  403  200  404  404  403  403  403
/desk/consultations/{topic}/said/{said}/                     desk 403  403  405  405  403  403  405  405  403  403  403
/desk/consultations/{topic}/take_up/                         desk 403  403  409  409  403  403  404  404  403  403  403
/desk/consultations/{topic}/put_on_agenda/                   desk 403  403  200  200  403  403  404  404  403  403  403
/desk/consultations/{topic}/take_off/                        desk 403  403  409  409  403  403  404  404  403  403  403
/desk/consultations/{topic}/decide/                          desk 403  403  403  409  403  403  404  404  403  403  403
/desk/consultations/{topic}/go_to_vote/                      desk 403  403  403  200  403  403  404  404  403  403  403
/desk/consultations/{topic}/reopen/                          desk 403  403  403  409  403  403  404  404  403  403  403
/desk/consultations/{topic}/stand_by/                        desk 403  403  403  409  403  403  404  404  403  403  403
/desk/consultations/{topic}/report/                          desk 403  403  409  409  403  403  404  404  403  403  403
/desk/consultations/{topic}/combine/                         desk 403  403  200  200  403  403  404  404  403  403  403
/desk/consultations/{topic}/refuse/                          desk 403  403  200  200  403  403  404  404  403  403  403
/desk/consultations/{topic}/withdraw/                        desk 403  403  200  200  403  403  404  404  403  403  403
/desk/consultations/{topic}/nonsense/                        desk 403  403  404  404  403  404  404  404  403  403  403
/desk/consultations/meetings/{meeting}/                      desk 403  403  200  200  403  200  404  404  403  403  403
/desk/consultations/meetings/{nobody}/                       desk 403  403  404  404  403  404  404  404  403  403  403
/desk/consultations/meetings/{meeting}/guests/               desk 403  403  405  405  403  403  405  405  403  403  403
/desk/consultations/meetings/{meeting}/guests/{guest}/nonsense/ desk 403  403  405  405  403  403  405  405  403  403  403
/desk/consultations/meetings/{sitting}/speakers/{speaker}/   desk 403  403  405  405  403  403  405  405  403  403  403
/desk/consultations/meetings/{meeting}/screen/               desk 403  403  200  200  403  403  404  404  403  403  403
/desk/consultations/meetings/{planned_meeting}/screen/                 desk 403  403  409  409  403  403  404  404  403  403  403
/desk/consultations/meetings/{sitting}/minutes/              desk 403  403  200  200  403  200  404  404  403  403  403
/desk/consultations/meetings/{meeting}/minutes/              desk 403  403  404  404  403  404  404  404  403  403  403
/desk/consultations/meetings/{sitting}/chair/                desk 403  403  405  405  403  403  405  405  403  403  403
/desk/consultations/meetings/{meeting}/invite/               desk 403  403  409  409  403  403  404  404  403  403  403
/desk/consultations/meetings/{meeting}/begin/                desk 403  403  200  200  403  403  404  404  403  403  403
/desk/consultations/meetings/{meeting}/enter_afterwards/     desk 403  403  409  409  403  403  404  404  403  403  403
/desk/consultations/meetings/{meeting}/end/                  desk 403  403  409  409  403  403  404  404  403  403  403
/desk/consultations/meetings/{meeting}/sign/                 desk 403  403  409  409  403  403  404  404  403  403  403
/desk/consultations/meetings/{meeting}/cancel/               desk 403  403  200  200  403  403  404  404  403  403  403
/desk/consultations/meetings/{meeting}/nonsense/             desk 403  403  404  404  403  404  404  404  403  403  403
/desk/consultations/votes/{vote}/                            desk 403  403  200  200  403  200  404  404  403  403  403
/desk/consultations/votes/{nobody}/                          desk 403  403  404  404  403  404  404  404  403  403  403
/desk/consultations/votes/{vote}/roll/                       desk 403  403  200  200  403  403  404  404  403  403  403
/desk/consultations/votes/{vote}/roll/{elector}/nonsense/    desk 403  403  405  405  403  403  405  405  403  403  403
/desk/consultations/votes/{vote}/codes/                      desk 403  403  200  200  403  403  404  404  403  403  403
/desk/consultations/votes/{vote}/paper/                      desk 403  403  200  200  403  403  404  404  403  403  403
/desk/consultations/votes/{vote}/key/                        desk 403  403  403  403  403  403  403  403  403  403  403
/desk/consultations/votes/{vote}/box/                        desk 403  403  403  403  403  403  403  403  403  403  403
/desk/consultations/votes/{vote}/open_/                      desk 403  403  403  409  403  403  404  404  403  403  403
/desk/consultations/votes/{vote}/close/                      desk 403  403  403  409  403  403  404  404  403  403  403
/desk/consultations/votes/{vote}/publish/                    desk 403  403  403  409  403  403  404  404  403  403  403
/desk/consultations/votes/{vote}/declare_void/               desk 403  403  403  200  403  403  404  404  403  403  403
/desk/consultations/votes/{vote}/nonsense/                   desk 403  403  404  404  403  404  404  404  403  403  403
/desk/consultations/items/{item}/                            desk 403  403  200  200  200  200  404  404  403  403  403
/desk/consultations/items/{nobody}/                          desk 403  403  404  404  404  404  404  404  403  403  403
/desk/consultations/items/{item}/finish/                     desk 403  403  200  200  200  403  404  404  403  403  403
/desk/consultations/items/{item}/put_off/                    desk 403  403  200  200  403  403  404  404  403  403  403
/desk/consultations/items/{item}/drop/                       desk 403  403  403  200  403  403  404  404  403  403  403
/desk/consultations/items/{item}/nonsense/                   desk 403  403  404  404  404  404  404  404  403  403  403
/desk/appeals/{appeal}/consultation/                         desk 403  403  409  409  403  403  404  404  403  403  403
/desk/wishes/{wish}/consultation/                            desk 403  403  409  409  403  403  404  404  403  403  403
/desk/pacts/{pact}/consultation/                             desk 403  403  403  409  403  403  404  404  403  403  403
/desk/consultations/items/{item}/appeal/                     desk 403  403  200  200  403  403  404  404  403  403  403
"""

WRITES = """
#                                                            visi resi neig cler lead hand supe town coun syst secu audi
/consultations/new/                                          401  302  302  302  302  302  302  302  302  302  302  302
/consultations/{topic}/support/                              401  302  302  302  302  302  302  302  302  302  302  302
/consultations/{topic}/say/                                  401  422  422  422  422  422  422  422  422  422  422  422
/consultations/{decided}/object/                             401  422  422  422  422  422  422  422  422  422  422  422
/consultations/{topic}/said/{said}/                          401  404  404  404  404  404  404  404  404  404  404  404
/consultations/{topic}/withdraw/                             401  422  404  404  404  404  404  404  404  404  404  404
/consultations/meetings/{meeting}/in/NONSENSE/               401  422  422  422  422  422  422  422  422  422  422  422
/consultations/votes/{vote}/cast/                            401  422  422  422  422  422  422  422  422  422  422  422
/consultations/votes/{vote}/choice/                          401  422  422  422  422  422  422  422  422  422  422  422
/consultations/votes/{vote}/code/                            404
/desk/consultations/new/                                     401  403  403  422  422  403  403  422  422  403  403  403
/desk/consultations/meetings/new/                            401  403  403  422  422  403  403  422  422  403  403  403
/desk/consultations/{topic}/words/                           401  403  403  422  422  403  403  404  404  403  403  403
/desk/consultations/{topic}/options/                         401  403  403  422  422  403  403  404  404  403  403  403
/desk/consultations/{topic}/agreed/                          401  403  403  422  422  403  403  404  404  403  403  403
/desk/consultations/{topic}/objection/                       401  403  403  422  422  403  403  404  404  403  403  403
/desk/consultations/{topic}/supports/                        401  403  403  422  422  403  403  404  404  403  403  403
/desk/consultations/{topic}/options/{option}/                401  403  403  302  302  403  403  404  404  403  403  403
/desk/consultations/{topic}/said/                            401  403  403  422  422  403  403  404  404  403  403  403
/desk/consultations/{topic}/said/{said}/                     401  403  403  302  302  403  403  404  404  403  403  403
/desk/consultations/{topic}/take_up/                         401  403  403  422  422  403  403  404  404  403  403  403
/desk/consultations/{topic}/put_on_agenda/                   401  403  403  422  422  403  403  404  404  403  403  403
/desk/consultations/{topic}/take_off/                        401  403  403  422  422  403  403  404  404  403  403  403
/desk/consultations/{topic}/decide/                          401  403  403  403  422  403  403  404  404  403  403  403
/desk/consultations/{topic}/go_to_vote/                      401  403  403  403  422  403  403  404  404  403  403  403
/desk/consultations/{topic}/reopen/                          401  403  403  403  422  403  403  404  404  403  403  403
/desk/consultations/{topic}/stand_by/                        401  403  403  403  422  403  403  404  404  403  403  403
/desk/consultations/{topic}/report/                          401  403  403  422  422  403  403  404  404  403  403  403
/desk/consultations/{topic}/combine/                         401  403  403  422  422  403  403  404  404  403  403  403
/desk/consultations/{topic}/refuse/                          401  403  403  422  422  403  403  404  404  403  403  403
/desk/consultations/{topic}/withdraw/                        401  403  403  422  422  403  403  404  404  403  403  403
/desk/consultations/{topic}/nonsense/                        401  403  403  404  404  403  404  404  404  403  403  403
/desk/consultations/meetings/{meeting}/guests/               401  403  403  422  422  403  403  404  404  403  403  403
/desk/consultations/meetings/{meeting}/guests/{guest}/nonsense/ 401  403  403  404  404  403  403  404  404  403  403  403
/desk/consultations/meetings/{sitting}/speakers/{speaker}/   401  403  403  302  302  403  403  404  404  403  403  403
/desk/consultations/meetings/{sitting}/minutes/              401  403  403  422  422  403  403  404  404  403  403  403
/desk/consultations/meetings/{sitting}/chair/                401  403  403  403  409  403  403  404  404  403  403  403
/desk/consultations/meetings/{meeting}/invite/               401  403  403  422  422  403  403  404  404  403  403  403
/desk/consultations/meetings/{meeting}/begin/                401  403  403  422  422  403  403  404  404  403  403  403
/desk/consultations/meetings/{meeting}/enter_afterwards/     401  403  403  422  422  403  403  404  404  403  403  403
/desk/consultations/meetings/{meeting}/end/                  401  403  403  422  422  403  403  404  404  403  403  403
/desk/consultations/meetings/{meeting}/sign/                 401  403  403  422  422  403  403  404  404  403  403  403
/desk/consultations/meetings/{meeting}/cancel/               401  403  403  422  422  403  403  404  404  403  403  403
/desk/consultations/meetings/{meeting}/nonsense/             401  403  403  404  404  403  404  404  404  403  403  403
/desk/consultations/votes/{vote}/roll/                       401  403  403  422  422  403  403  404  404  403  403  403
/desk/consultations/votes/{vote}/roll/{elector}/proxy/       401  403  403  422  422  403  403  404  404  403  403  403
/desk/consultations/votes/{vote}/roll/{elector}/nonsense/    401  403  403  404  404  403  403  404  404  403  403  403
/desk/consultations/votes/{vote}/codes/                      401  403  403  422  422  403  403  404  404  403  403  403
/desk/consultations/votes/{vote}/paper/                      401  403  403  422  422  403  403  404  404  403  403  403
/desk/consultations/votes/{vote}/key/                        401  403  403  403  403  403  403  403  403  403  403  403
/desk/consultations/votes/{vote}/box/                        401  403  403  403  403  403  403  403  403  403  403  403
/desk/consultations/votes/{vote}/open_/                      401  403  403  403  422  403  403  404  404  403  403  403
/desk/consultations/votes/{vote}/close/                      401  403  403  403  422  403  403  404  404  403  403  403
/desk/consultations/votes/{vote}/publish/                    401  403  403  403  422  403  403  404  404  403  403  403
/desk/consultations/votes/{vote}/declare_void/               401  403  403  403  422  403  403  404  404  403  403  403
/desk/consultations/votes/{vote}/nonsense/                   401  403  403  404  404  403  404  404  404  403  403  403
/desk/consultations/items/{item}/finish/                     401  403  403  422  422  422  403  404  404  403  403  403
/desk/consultations/items/{item}/put_off/                    401  403  403  422  422  403  403  404  404  403  403  403
/desk/consultations/items/{item}/drop/                       401  403  403  403  422  403  403  404  404  403  403  403
/desk/consultations/items/{item}/nonsense/                   401  403  403  404  404  404  404  404  404  403  403  403
/desk/appeals/{appeal}/consultation/                         401  403  403  422  422  403  403  404  404  403  403  403
/desk/wishes/{wish}/consultation/                            401  403  403  422  422  403  403  404  404  403  403  403
/desk/pacts/{pact}/consultation/                             401  403  403  403  422  403  403  404  404  403  403  403
/desk/consultations/items/{item}/appeal/                     401  403  403  422  422  403  403  404  404  403  403  403
"""

ADMIN = """
/desk/admin/consultations/                                         200  200
/desk/admin/consultations/consultationrule/                        200  200
/desk/admin/consultations/consultationrule/add/                    200  200
/desk/admin/consultations/consultationrule/{nobody}/history/       302  302
/desk/admin/consultations/consultationrule/{nobody}/delete/        403  403
/desk/admin/consultations/consultationrule/{nobody}/change/        302  302
/desk/admin/consultations/consultationrule/{nobody}/               302  302
/desk/admin/consultations/quorumrule/                              200  200
/desk/admin/consultations/quorumrule/add/                          200  200
/desk/admin/consultations/quorumrule/{nobody}/history/             302  302
/desk/admin/consultations/quorumrule/{nobody}/delete/              403  403
/desk/admin/consultations/quorumrule/{nobody}/change/              302  302
/desk/admin/consultations/quorumrule/{nobody}/                     302  302
"""
