"""Who gets what at which address of projects and key tasks? Read as tests/addresses.py is.

The project is written by the community, where the clerk works; the results are of another one. The
task is the town's, the community answers for it and the bureau helps.
"""

READS = """
#                                              visi resi neig cler lead hand supe town coun syst secu audi
/projects/                                     200
/projects/?after=nonsense                      422
/projects/{results}/                           200
/projects/{project}/                           404
/projects/{nobody}/                            404
/projects/{results}/word/                      in   405  405  405  405  405  405  405  405  405  405  405
/projects/surveys/{survey}/                    in   200  200  200  200  200  200  200  200  200  200  200
/projects/surveys/{nobody}/                    in   404  404  404  404  404  404  404  404  404  404  404
/desk/projects/                                desk 403  403  200  200  200  200  200  200  403  403  403
/desk/projects/?state=nonsense                 desk 403  403  422  422  422  422  422  422  403  403  403
/desk/projects/?q=能人                           desk 403  403  200  200  200  200  200  200  403  403  403
/desk/projects/export.xlsx                     desk 403  403  200  200  200  200  200  200  403  403  403
/desk/projects/export.csv                      desk 403  403  200  200  200  200  200  200  403  403  403
/desk/projects/export.pdf                      desk 403  403  404  404  404  404  404  404  403  403  403
/desk/projects/new/                            desk 403  403  200  200  200  403  200  200  403  403  403
/desk/projects/{project}/                      desk 403  403  200  200  404  200  404  404  403  403  403
/desk/projects/{results}/                      desk 403  403  200  200  404  200  404  404  403  403  403
/desk/projects/{nobody}/                       desk 403  403  404  404  404  404  404  404  403  403  403
/desk/projects/{project}/plan/                 desk 403  403  200  200  404  403  404  404  403  403  403
/desk/projects/{project}/team/                 desk 403  403  200  200  404  403  404  404  403  403  403
/desk/projects/{project}/needs/{survey}/       desk 403  403  200  200  404  403  404  404  403  403  403
/desk/projects/{project}/money/                desk 403  403  200  200  404  200  404  404  403  403  403
/desk/projects/{project}/activities/           desk 403  403  200  200  404  200  404  404  403  403  403
/desk/projects/{project}/needs/                desk 403  403  200  200  404  200  404  404  403  403  403
/desk/projects/{project}/asides/{aside}/       desk 403  403  405  405  405  405  405  405  403  403  403
/desk/projects/{project}/team/{member}/        desk 403  403  405  405  405  405  405  405  403  403  403
/desk/projects/{project}/activities/{nobody}/  desk 403  403  405  405  405  405  405  405  403  403  403
/desk/projects/{project}/follow/               desk 403  403  405  405  405  405  405  405  403  403  403
/desk/projects/{project}/money/export.xlsx     desk 403  403  200  200  404  200  404  404  403  403  403
/desk/projects/{project}/money/export.csv      desk 403  403  200  200  404  200  404  404  403  403  403
/desk/projects/{project}/money/export.pdf      desk 403  403  404  404  404  404  404  404  403  403  403
/desk/projects/{results}/money/{spending}/     desk 403  403  405  405  405  405  405  405  403  403  403
/desk/projects/{project}/apply/                desk 403  403  200  200  404  403  404  404  403  403  403
/desk/projects/{project}/recommend/            desk 403  403  403  409  404  403  404  404  403  403  403
/desk/projects/{project}/send_back/            desk 403  403  403  409  404  403  404  404  403  403  403
/desk/projects/{project}/approve/              desk 403  403  403  403  404  403  404  404  403  403  403
/desk/projects/{project}/turn_down/            desk 403  403  403  403  404  403  404  404  403  403  403
/desk/projects/{project}/begin/                desk 403  403  409  409  404  403  404  404  403  403  403
/desk/projects/{project}/judge_midway/         desk 403  403  403  403  404  403  404  404  403  403  403
/desk/projects/{project}/finish/               desk 403  403  409  409  404  403  404  404  403  403  403
/desk/projects/{project}/evaluate/             desk 403  403  403  403  404  403  404  404  403  403  403
/desk/projects/{project}/ask_more/             desk 403  403  403  403  404  403  404  404  403  403  403
/desk/projects/{project}/release/              desk 403  403  403  409  404  403  404  404  403  403  403
/desk/projects/{project}/withhold/             desk 403  403  403  409  404  403  404  404  403  403  403
/desk/projects/{project}/stop/                 desk 403  403  403  403  404  403  404  404  403  403  403
/desk/projects/{project}/nonsense/             desk 403  403  404  404  404  404  404  404  403  403  403
/desk/indicators/{counted}/                    desk 403  403  200  200  404  200  404  404  403  403  403
/desk/indicators/{counted}/?on=nonsense        desk 403  403  422  422  404  422  404  404  403  403  403
/desk/indicators/{nobody}/                     desk 403  403  404  404  404  404  404  404  403  403  403
/desk/indicators/{counted}/count/              desk 403  403  200  200  404  403  404  404  403  403  403
/desk/indicators/{counted}/{reading}/          desk 403  403  405  405  405  405  405  405  403  403  403
/desk/tasks/                                   desk 403  403  200  200  200  200  200  200  403  403  403
/desk/tasks/?state=red                         desk 403  403  200  200  200  200  200  200  403  403  403
/desk/tasks/?year=nonsense                     desk 403  403  422  422  422  422  422  422  403  403  403
/desk/tasks/export.xlsx                        desk 403  403  200  200  200  200  200  200  403  403  403
/desk/tasks/export.csv                         desk 403  403  200  200  200  200  200  200  403  403  403
/desk/tasks/export.pdf                         desk 403  403  404  404  404  404  404  404  403  403  403
/desk/tasks/new/                               desk 403  403  403  200  403  403  403  403  403  403  403
/desk/tasks/lists/                             desk 403  403  403  200  403  403  403  403  403  403  403
/desk/tasks/lists/{task_list}/                 desk 403  403  403  200  403  403  403  403  403  403  403
/desk/tasks/lists/{nobody}/                    desk 403  403  403  404  403  403  403  403  403  403  403
/desk/tasks/calendar/                          desk 403  403  200  200  200  200  200  200  403  403  403
/desk/tasks/calendar/nonsense.ics              404
/desk/tasks/{task}/                            desk 403  403  200  200  200  200  404  404  403  403  403
/desk/tasks/{nobody}/                          desk 403  403  404  404  404  404  404  404  403  403  403
/desk/tasks/{task}/steps/                      desk 403  403  200  200  403  403  404  404  403  403  403
/desk/tasks/{task}/steps/{step}/               desk 403  403  200  403  403  403  404  404  403  403  403
/desk/tasks/{task}/steps/{reached}/open/       desk 403  403  405  405  405  405  405  405  403  403  403
/desk/tasks/{task}/report/                     desk 403  403  200  403  403  403  404  404  403  403  403
/desk/tasks/{task}/strike/{step}/              desk 403  403  405  405  405  405  405  405  403  403  403
/desk/tasks/{task}/report/draft/               desk 403  403  405  405  405  405  405  405  403  403  403
/desk/tasks/{task}/reports/{report}/           desk 403  403  200  200  200  200  404  404  403  403  403
/desk/tasks/{task}/take_on/                    desk 403  403  409  403  403  403  404  404  403  403  403
/desk/tasks/{task}/report_done/                desk 403  403  409  403  403  403  404  404  403  403  403
/desk/tasks/{task}/judge_done/                 desk 403  403  403  409  403  403  404  404  403  403  403
/desk/tasks/{task}/judge_open/                 desk 403  403  403  409  403  403  404  404  403  403  403
/desk/tasks/{task}/press/                      desk 403  403  403  200  403  200  404  404  403  403  403
/desk/tasks/{task}/answer/                     desk 403  403  409  403  403  403  404  404  403  403  403
/desk/tasks/{task}/postpone/                   desk 403  403  403  200  403  403  404  404  403  403  403
/desk/tasks/{task}/hand_over/                  desk 403  403  403  200  403  403  404  404  403  403  403
/desk/tasks/{task}/drop/                       desk 403  403  403  200  403  403  404  404  403  403  403
/desk/tasks/{task}/nonsense/                   desk 403  403  404  404  404  404  404  404  403  403  403
"""

WRITES = """
#                                              visi resi neig cler lead hand supe town coun syst secu audi
/projects/{results}/word/                      401  422  422  422  422  422  422  422  422  422  422  422
/projects/surveys/{survey}/                    401  422  422  422  422  422  422  422  422  422  422  422
/desk/projects/new/                            401  403  403  422  422  422  403  422  422  403  403  403
/desk/projects/{project}/plan/                 401  403  403  422  422  404  403  404  404  403  403  403
/desk/projects/{project}/team/                 401  403  403  422  422  404  403  404  404  403  403  403
/desk/projects/{project}/activities/{nobody}/  401  403  403  404  404  404  403  404  404  403  403  403
/desk/projects/{project}/needs/{survey}/       401  403  403  422  422  404  403  404  404  403  403  403
/desk/projects/{project}/money/                401  403  403  422  422  404  422  404  404  403  403  403
/desk/projects/{project}/activities/           401  403  403  422  422  404  422  404  404  403  403  403
/desk/projects/{project}/needs/                401  403  403  422  422  404  422  404  404  403  403  403
/desk/projects/{project}/asides/{aside}/       401  403  403  422  422  404  403  404  404  403  403  403
/desk/projects/{project}/team/{member}/        401  403  403  302  302  404  403  404  404  403  403  403
/desk/projects/{project}/follow/               401  403  403  302  302  404  403  404  404  403  403  403
/desk/projects/{results}/money/{spending}/     401  403  403  409  409  404  403  404  404  403  403  403
/desk/projects/{project}/apply/                401  403  403  422  422  404  403  404  404  403  403  403
/desk/projects/{project}/recommend/            401  403  403  403  422  404  403  404  404  403  403  403
/desk/projects/{project}/send_back/            401  403  403  403  422  404  403  404  404  403  403  403
/desk/projects/{project}/approve/              401  403  403  403  403  404  403  404  404  403  403  403
/desk/projects/{project}/turn_down/            401  403  403  403  403  404  403  404  404  403  403  403
/desk/projects/{project}/begin/                401  403  403  422  422  404  403  404  404  403  403  403
/desk/projects/{project}/judge_midway/         401  403  403  403  403  404  403  404  404  403  403  403
/desk/projects/{project}/finish/               401  403  403  422  422  404  403  404  404  403  403  403
/desk/projects/{project}/evaluate/             401  403  403  403  403  404  403  404  404  403  403  403
/desk/projects/{project}/ask_more/             401  403  403  403  403  404  403  404  404  403  403  403
/desk/projects/{project}/release/              401  403  403  403  422  404  403  404  404  403  403  403
/desk/projects/{project}/withhold/             401  403  403  403  422  404  403  404  404  403  403  403
/desk/projects/{project}/stop/                 401  403  403  403  403  404  403  404  404  403  403  403
/desk/projects/{project}/nonsense/             401  403  403  404  404  404  404  404  404  403  403  403
/desk/indicators/{counted}/count/              401  403  403  422  422  404  403  404  404  403  403  403
/desk/indicators/{counted}/{reading}/          401  403  403  302  302  404  403  404  404  403  403  403
/desk/tasks/new/                               401  403  403  403  422  403  403  403  403  403  403  403
/desk/tasks/calendar/                          401  403  403  200  200  200  200  200  200  403  403  403
/desk/tasks/lists/                             401  403  403  403  422  403  403  403  403  403  403  403
/desk/tasks/lists/{task_list}/                 401  403  403  403  422  403  403  403  403  403  403  403
/desk/tasks/{task}/steps/                      401  403  403  422  422  403  403  404  404  403  403  403
/desk/tasks/{task}/steps/{step}/               401  403  403  422  403  403  403  404  404  403  403  403
/desk/tasks/{task}/steps/{reached}/open/       401  403  403  302  403  403  403  404  404  403  403  403
/desk/tasks/{task}/strike/{step}/              401  403  403  403  302  403  403  404  404  403  403  403
/desk/tasks/{task}/report/                     401  403  403  422  403  403  403  404  404  403  403  403
/desk/tasks/{task}/report/draft/               401  403  403  302  403  403  403  404  404  403  403  403
/desk/tasks/{task}/take_on/                    401  403  403  422  403  403  403  404  404  403  403  403
/desk/tasks/{task}/report_done/                401  403  403  422  403  403  403  404  404  403  403  403
/desk/tasks/{task}/judge_done/                 401  403  403  403  422  403  403  404  404  403  403  403
/desk/tasks/{task}/judge_open/                 401  403  403  403  422  403  403  404  404  403  403  403
/desk/tasks/{task}/press/                      401  403  403  403  422  403  422  404  404  403  403  403
/desk/tasks/{task}/answer/                     401  403  403  422  403  403  403  404  404  403  403  403
/desk/tasks/{task}/postpone/                   401  403  403  403  422  403  403  404  404  403  403  403
/desk/tasks/{task}/hand_over/                  401  403  403  403  422  403  403  404  404  403  403  403
/desk/tasks/{task}/drop/                       401  403  403  403  422  403  403  404  404  403  403  403
/desk/tasks/{task}/nonsense/                   401  403  403  404  404  404  404  404  404  403  403  403
"""

ADMIN = """
# the reference data: what the system administrator gets, reading and writing
/desk/admin/projects/                                      200  200
/desk/admin/projects/projectrule/                          200  200
/desk/admin/projects/projectrule/add/                      200  200
/desk/admin/projects/projectrule/{nobody}/history/         302  302
/desk/admin/projects/projectrule/{nobody}/delete/          403  403
/desk/admin/projects/projectrule/{nobody}/change/          302  302
/desk/admin/projects/projectrule/{nobody}/                 302  302
/desk/admin/projects/evaluationpoint/                      200  200
/desk/admin/projects/evaluationpoint/add/                  200  200
/desk/admin/projects/evaluationpoint/{nobody}/history/     302  302
/desk/admin/projects/evaluationpoint/{nobody}/delete/      403  403
/desk/admin/projects/evaluationpoint/{nobody}/change/      302  302
/desk/admin/projects/evaluationpoint/{nobody}/             302  302
/desk/admin/projects/servicekind/                          200  200
/desk/admin/projects/servicekind/add/                      200  200
/desk/admin/projects/servicekind/{nobody}/history/         302  302
/desk/admin/projects/servicekind/{nobody}/delete/          403  403
/desk/admin/projects/servicekind/{nobody}/change/          302  302
/desk/admin/projects/servicekind/{nobody}/                 302  302
"""
