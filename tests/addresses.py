"""Who gets what at which address? Written by hand: a new address without a line here fails
test_walk_addresses.

The words: a status; 302 leads on inside the house; `in` leads to the residents' sign-in, `desk` to
that of staff, `adm` to the door of the reference data, which sends on to it. One word stands for
everybody. Reads are GETs; writes are POSTs of an empty form; what is not among the writes takes
none. The appeal is in the hand of the county's bureau, where the handler works; clerk and lead look
after its place; {nobody} is the key of nothing.
"""

from collections.abc import Iterator

CALLERS = (
    *("visitor", "resident", "neighbour", "clerk", "lead", "handler", "supervisor"),
    *("town_outsider", "county_outsider", "system_admin", "security_admin", "audit_admin"),
)

PORTAL_READS = """
#                                            visi resi neig cler lead hand supe town coun syst secu audi
/                                            200
/mode/                                       405
/language/                                   405
/figures/                                    200
/figures/?place=350526                       200
/figures/?place=999999                       404
/figures/figures.csv                         404
/figures/figures.csv?place=350526            200
/figures/figures.json?place=350526           200
/figures/datapackage.json?place=350526       200
/figures/definitions/                        200
/places/                                     200
/p/{code}/                                   302
/p/nowhere1/                                 404
/files/{photo}/                              404  200  404  200  200  200  200  404  404  404  404  404
/files/{photo}/thumb/                        404  200  404  200  200  200  200  404  404  404  404  404
/files/{loose}/                              404  200  404  404  404  404  404  404  404  404  404  404
/files/{loose}/thumb/                        404  200  404  404  404  404  404  404  404  404  404  404
/files/{nobody}/                             404
/sign-in/                                    200  302  302  302  302  302  302  302  302  302  302  302
/sign-in/code/                               in
/sign-out/                                   302  200  200  200  200  200  200  200  200  200  200  200
/sign-out/everywhere/                        in   405  405  405  405  405  405  405  405  405  405  405
/me/                                         200
/report/                                     302
/report/place/                               200
/report/what/                                302
/report/who/                                 302
/report/done/                                302
/mine/                                       200
/track/                                      200
/appeals/{appeal}/                           404  200  404  302  302  302  302  404  404  404  404  404
/appeals/{nobody}/                           404
/appeals/{appeal}/judge/                     404  409  404  403  403  403  403  404  404  404  404  404
/appeals/{appeal}/add_information/           404  200  404  200  200  200  403  404  404  404  404  404
/appeals/{appeal}/withdraw/                  404  200  404  403  403  403  403  404  404  404  404  404
/appeals/{appeal}/reopen/                    404  403  404  403  403  403  409  404  404  404  404  404
/appeals/{appeal}/hurry/                     404  409  404  403  403  403  403  404  404  404  404  404
/link/nothing/                               404
/link/done/                                  200
/link/nothing/photos/{nobody}/               404
/appeals/{appeal}/accept/                    404
/appeals/{appeal}/nonsense/                  404
/verify/                                     200
/verify/234567/                              404
/documents/{nobody}/                         404
/documents/{nobody}/pdf/                     404
/notices/                                    in   200  200  200  200  200  200  200  200  200  200  200
/notices/read/                               in   405  405  405  405  405  405  405  405  405  405  405
/notices/choices/                            in   200  200  200  200  200  200  200  200  200  200  200
/notices/choices/mail/                       in   405  405  405  405  405  405  405  405  405  405  405
/notices/choices/mail/drop/                  in   405  405  405  405  405  405  405  405  405  405  405
/notices/confirm/nonsense/                   200
/notices/{message}/open/                     in   405  405  405  405  405  405  405  405  405  405  405
/open311/                                    404
/open311/discovery.json                      200
/open311/v2/services.json                    200
/open311/v2/services/0202.json               200
/open311/v2/requests.json                    403
/open311/v2/requests/250101-NOPE1.json       403
/open311/v2/tokens/x.json                    404
"""

PORTAL_WRITES = """
#                                            visi resi neig cler lead hand supe town coun syst secu audi
/mode/                                       302
/language/                                   302
/places/                                     422
/sign-in/                                    422  302  302  302  302  302  302  302  302  302  302  302
/sign-in/code/                               in
/sign-out/                                   302
/sign-out/everywhere/                        401  302  302  302  302  302  302  302  302  302  302  302
/report/                                     302
/report/place/                               422
/report/what/                                422
/report/who/                                 422
/track/                                      422
/appeals/{appeal}/judge/                     404  422  404  403  403  403  403  404  404  404  404  404
/appeals/{appeal}/add_information/           404  422  404  422  422  422  403  404  404  404  404  404
/appeals/{appeal}/withdraw/                  404  422  404  403  403  403  403  404  404  404  404  404
/appeals/{appeal}/reopen/                    404  403  404  403  403  403  422  404  404  404  404  404
/appeals/{appeal}/hurry/                     404  422  404  403  403  403  403  404  404  404  404  404
/link/nothing/                               404
/verify/                                     422
/notices/read/                               401  302  302  302  302  302  302  302  302  302  302  302
/notices/choices/                            401  302  302  302  302  302  302  302  302  302  302  302
/notices/choices/mail/                       401  422  422  422  422  422  422  422  422  422  422  422
/notices/choices/mail/drop/                  401  302  302  302  302  302  302  302  302  302  302  302
/notices/confirm/nonsense/                   409
/notices/{message}/open/                     401  302  404  404  404  404  404  404  404  404  404  404
/open311/                                    404
/open311/v2/requests.json                    403
"""

DESK_READS = """
#                                            visi resi neig cler lead hand supe town coun syst secu audi
/desk/                                       desk 403  403  200  200  200  200  200  200  302  302  302
/desk/sign-in/                               200  302  302  302  302  302  302  302  302  302  302  302
/desk/sign-in/code/                          desk 302  302  302  302  302  302  302  302  302  302  302
/desk/sign-in/locked/                        200
/desk/security/                              desk 403  403  200  200  200  200  200  200  200  200  200
/desk/security/confirm/                      desk 403  403  200  200  200  200  200  200  200  200  200
/desk/security/confirm/code/                 desk 403  403  302  302  302  302  302  302  302  302  302
/desk/security/password/                     desk 403  403  200  200  200  200  200  200  200  200  200
/desk/security/authenticator/                desk 403  403  302  302  302  302  302  302  302  302  302
/desk/security/authenticator/off/            desk 403  403  404  404  404  404  404  404  404  404  404
/desk/security/recovery-codes/               desk 403  403  404  404  404  404  404  404  404  404  404
/desk/security/recovery-codes/new/           desk 403  403  302  302  302  302  302  302  302  302  302
/desk/appeals/                               desk 403  403  200  200  200  200  200  200  403  403  403
/desk/appeals/new/                           desk 403  403  200  200  403  403  200  200  403  403  403
/desk/appeals/batch/                         desk 403  403  200  200  403  403  200  200  403  403  403
/desk/appeals/many/hand_over/                desk 403  403  200  200  403  403  200  200  403  403  403
/desk/appeals/many/accept/                   desk 403  403  200  200  403  403  200  200  403  403  403
/desk/appeals/many/merge/                    desk 403  403  200  200  403  403  200  200  403  403  403
/desk/appeals/many/nonsense/                 desk 403  403  404  404  403  403  404  404  403  403  403
/desk/appeals/replies/                       desk 403  403  403  200  403  403  403  403  403  403  403
/desk/appeals/replies/new/                   desk 403  403  403  200  403  403  403  403  403  403  403
/desk/appeals/replies/{nobody}/              desk 403  403  403  404  403  403  403  403  403  403  403
/desk/appeals/routing/                       desk 403  403  403  200  403  403  403  403  200  403  403
/desk/appeals/routing/{nobody}/end/          desk 403  403  403  405  403  403  403  403  405  403  403
/desk/appeals/views/                         desk 403  403  200  200  200  200  200  200  403  403  403
/desk/appeals/views/{nobody}/remove/         desk 403  403  405  405  405  405  405  405  403  403  403
/desk/appeals/export.xlsx                    desk 403  403  200  200  200  200  200  200  403  403  403
/desk/appeals/export.csv                     desk 403  403  200  200  200  200  200  200  403  403  403
/desk/appeals/print/                         desk 403  403  200  200  200  200  200  200  403  403  403
/desk/burden/                                desk 403  403  200  200  200  200  200  200  200  200  200
/desk/conflicts/                             desk 403  403  200  200  403  403  200  200  403  403  403
/desk/conflicts/{nobody}/                    desk 403  403  404  404  403  403  404  404  403  403  403
/desk/search/                                desk 403  403  200  200  200  200  200  200  403  403  403
/desk/burdens/                               desk 403  403  403  200  403  200  403  403  200  403  403
/desk/appeals/{appeal}/                      desk 403  403  200  200  200  200  404  404  403  403  403
/desk/appeals/{nobody}/                      desk 403  403  404  404  404  404  404  404  403  403  403
/desk/appeals/{appeal}/reporter/             desk 403  403  405  405  405  405  405  405  403  403  403
/desk/appeals/{appeal}/accept/               desk 403  403  409  409  403  403  404  404  403  403  403
/desk/appeals/{appeal}/answer_at_once/       desk 403  403  409  409  403  403  404  404  403  403  403
/desk/appeals/{appeal}/hand_over/            desk 403  403  409  409  403  403  404  404  403  403  403
/desk/appeals/{appeal}/finish/               desk 403  403  403  403  200  403  404  404  403  403  403
/desk/appeals/{appeal}/judge/                desk 403  403  403  403  403  403  404  404  403  403  403
/desk/appeals/{appeal}/close/                desk 403  403  403  409  403  409  404  404  403  403  403
/desk/appeals/{appeal}/reopen/               desk 403  403  403  403  403  409  404  404  403  403  403
/desk/appeals/{appeal}/reject/               desk 403  403  409  409  403  403  404  404  403  403  403
/desk/appeals/{appeal}/withdraw/             desk 403  403  403  403  403  403  404  404  403  403  403
/desk/appeals/{appeal}/add_information/      desk 403  403  200  200  200  403  404  404  403  403  403
/desk/appeals/{appeal}/convene/              desk  403  403  200  200  200  403  404  404  403  403  403
/desk/appeals/{appeal}/answer_part/          desk  403  403  403  403  403  403  404  404  403  403  403
/desk/appeals/{appeal}/note_silence/         desk  403  403  409  409  409  403  404  404  403  403  403
/desk/appeals/{appeal}/release/              desk  403  403  409  409  409  403  404  404  403  403  403
/desk/appeals/{appeal}/split/                desk  403  403  200  200  403  403  404  404  403  403  403
/desk/appeals/{appeal}/merge/                desk  403  403  200  200  403  403  404  404  403  403  403
/desk/appeals/{appeal}/unmerge/              desk  403  403  409  409  403  403  404  404  403  403  403
/desk/appeals/{appeal}/take_back/            desk  403  403  200  200  403  403  404  404  403  403  403
/desk/appeals/{appeal}/reassign/             desk  403  403  200  200  403  403  404  404  403  403  403
/desk/appeals/{appeal}/return_/              desk  403  403  403  403  200  403  404  404  403  403  403
/desk/appeals/{appeal}/assign/               desk  403  403  403  403  403  409  404  404  403  403  403
/desk/appeals/{appeal}/ask_extension/        desk  403  403  403  403  200  403  404  404  403  403  403
/desk/appeals/{appeal}/grant_extension/      desk  403  403  403  409  403  409  404  404  403  403  403
/desk/appeals/{appeal}/refuse_extension/     desk  403  403  403  409  403  409  404  404  403  403  403
/desk/appeals/{appeal}/pause/                desk  403  403  403  403  200  403  404  404  403  403  403
/desk/appeals/{appeal}/resume/               desk  403  403  403  403  409  403  404  404  403  403  403
/desk/appeals/{appeal}/call_back/            desk  403  403  409  409  403  409  404  404  403  403  403
/desk/appeals/{appeal}/hurry/                desk  403  403  403  403  403  403  404  404  403  403  403
/desk/appeals/{appeal}/supervise/            desk  403  403  403  403  403  200  404  404  403  403  403
/desk/appeals/{appeal}/answer_supervision/   desk  403  403  403  403  409  403  404  404  403  403  403
/desk/appeals/{appeal}/ask_exclusion/        desk  403  403  200  200  200  403  404  404  403  403  403
/desk/appeals/{appeal}/grant_exclusion/      desk  403  403  403  403  403  409  404  404  403  403  403
/desk/appeals/{appeal}/refuse_exclusion/     desk  403  403  403  403  403  409  404  404  403  403  403
/desk/appeals/{appeal}/link/                 desk  403  403  405  405  405  405  405  405  403  403  403
/desk/appeals/{appeal}/nonsense/             desk 403  403  404  404  404  404  404  404  403  403  403
/desk/appeals/{appeal}/take_on/              desk 403  403  403  403  200  403  404  404  403  403  403
/desk/appeals/{appeal}/pass_on/              desk 403  403  403  403  403  403  404  404  403  403  403
/desk/duty/                                  desk 403  403  200  200  200  200  200  200  403  403  403
/desk/duty/plan/                             desk 403  403  403  200  403  403  403  403  403  403  403
/desk/duty/add/                              desk 403  403  403  200  403  403  403  403  403  403  403
/desk/duty/leaving/                          desk 403  403  403  200  403  403  403  403  403  403  403
/desk/duty/{shift}/                          desk 403  403  200  200  404  200  200  404  403  403  403
/desk/duty/{nobody}/                         desk 403  403  404  404  404  404  404  404  403  403  403
/desk/duty/{shift}/phone/                    desk 403  403  405  405  405  405  405  405  403  403  403
/desk/duty/{shift}/swap/                     desk 403  403  403  405  403  403  403  403  403  403  403
/desk/duty/{shift}/off/                      desk 403  403  403  405  403  403  403  403  403  403  403
/desk/leavers/                               desk 403  403  403  403  403  403  403  403  403  200  403
/desk/overview/                              desk 403  403  200  200  200  200  200  200  403  403  403
/desk/overview/?place={town}&wall=1          desk 403  403  404  200  200  200  404  404  403  403  403
/desk/figures/                               desk 403  403  200  200  200  200  200  200  403  403  403
/desk/figures/?place={town}                  desk 403  403  404  200  200  200  404  404  403  403  403
/desk/figures/appeals.received/              desk 403  403  200  200  200  200  200  200  403  403  403
/desk/figures/appeals.received/parts.csv     desk 403  403  200  200  200  200  200  200  403  403  403
/desk/figures/appeals.received/parts.exe     desk 403  403  404  404  404  404  404  404  403  403  403
/desk/figures/nonsense/                      desk 403  403  404  404  404  404  404  404  403  403  403
/desk/figures/appeals.received/rows/         desk 403  403  200  200  200  200  200  200  403  403  403
/desk/people/                                desk 403  403  200  200  403  200  200  200  403  403  403
/desk/people/{person}/                       desk 403  403  200  200  403  200  404  404  403  403  403
/desk/people/{person}/clear/                 desk 403  403  405  405  403  405  405  405  403  403  403
/desk/people/{person}/born/                  desk 403  403  405  405  403  405  405  405  403  403  403
/desk/people/{person}/act/                   desk 403  403  405  405  403  405  405  405  403  403  403
/desk/people/consents/{consent}/withdraw/    desk 403  403  405  405  403  405  405  405  403  403  403
/desk/people/phones/{other_phone}/           desk 403  403  405  405  403  405  405  405  403  403  403
/desk/people/mandates/{mandate}/stop/        desk 403  403  405  405  403  405  405  405  403  403  403
/desk/places/                                desk 403  403  302  302  302  302  302  302  302  302  302
/desk/places/{place}/                        desk 403  403  200  200  200  200  200  404  200  200  200
/desk/places/stations/{station}/             desk 403  403  200  200  200  200  200  404  200  200  200
/desk/places/units/{unit}/close/             desk 403  403  403  403  403  403  403  404  200  403  403
/desk/accounts/                              desk 403  403  403  403  403  403  403  403  403  200  403
/desk/accounts/add/                          desk 403  403  403  403  403  403  403  403  403  200  403
/desk/accounts/{user}/                       desk 403  403  403  403  403  403  403  403  403  200  403
/desk/accounts/{user}/roles/                 405
/desk/accounts/roles/{grant}/end/            405
/desk/accounts/{user}/lock/                  405
/desk/accounts/{user}/unlock/                405
/desk/accounts/{user}/password/              405
/desk/accounts/{user}/second-factor/remove/  405
/desk/accounts/{user}/tokens/                405
/desk/tokens/                                desk 403  403  403  403  403  403  403  403  403  200  403
/desk/tokens/{token}/revoke/                 405
/desk/audit/                                 desk 403  403  403  403  403  403  403  403  403  403  200
/desk/audit/verify/                          405
/desk/documents/                             desk 403  403  200  200  200  200  200  200  403  403  403
/desk/documents/{nobody}/                    desk 403  403  404  404  404  404  404  404  403  403  403
/desk/documents/{nobody}/revoke/             desk 403  403  405  405  405  405  405  405  403  403  403
/desk/documents/{nobody}/whole-name/         desk 403  403  405  405  405  405  405  405  403  403  403
/desk/notices/                               desk 403  403  403  403  403  403  403  403  200  403  403
/desk/notices/resend/                        desk 403  403  403  405  403  403  403  403  405  403  403
/desk/notices/{delivery}/resend/             desk 403  403  403  405  403  403  403  403  405  403  403
/desk/start/                                 desk 403  403  403  403  403  403  403  403  200  200  403
/desk/notices/addresses/                     desk 403  403  403  403  403  403  403  403  200  200  403
/desk/notices/addresses/robot/{robot}/confirm/  desk 403  403  403  403  403  403  403  403  405  405  403
/desk/notices/addresses/robot/{robot}/refuse/  desk 403  403  403  403  403  403  403  403  405  405  403
/desk/notices/webhooks/                      desk 403  403  403  403  403  403  403  403  200  403  403
/desk/notices/webhooks/add/                  desk 403  403  403  403  403  403  403  403  200  403  403
/desk/notices/webhooks/{webhook}/            desk 403  403  403  403  403  403  403  403  200  403  403
/desk/notices/webhooks/{webhook}/rotate/     desk 403  403  403  403  403  403  403  403  405  403  403
/desk/notices/webhooks/{webhook}/close/      desk 403  403  403  403  403  403  403  403  405  403  403
/desk/notices/webhooks/{webhook}/test/       desk 403  403  403  403  403  403  403  403  405  403  403
/desk/notices/webhooks/{webhook}/{delivery}/resend/  desk 403  403  403  403  403  403  403  403  405  403  403
"""

DESK_WRITES = """
#                                            visi resi neig cler lead hand supe town coun syst secu audi
/desk/sign-in/                               200  302  302  302  302  302  302  302  302  302  302  302
/desk/sign-in/code/                          desk 302  302  302  302  302  302  302  302  302  302  302
/desk/security/confirm/                      401  403  403  200  200  200  200  200  200  200  200  200
/desk/security/confirm/code/                 401  403  403  302  302  302  302  302  302  302  302  302
/desk/security/password/                     401  403  403  200  200  200  200  200  200  200  200  200
/desk/security/authenticator/                401  403  403  302  302  302  302  302  302  302  302  302
/desk/security/authenticator/off/            401  403  403  404  404  404  404  404  404  404  404  404
/desk/security/recovery-codes/new/           401  403  403  302  302  302  302  302  302  302  302  302
/desk/search/                                401  403  403  200  200  200  200  200  200  403  403  403
/desk/conflicts/{nobody}/                    401  403  403  404  404  403  403  404  404  403  403  403
/desk/appeals/new/                           401  403  403  422  422  403  403  422  422  403  403  403
/desk/appeals/batch/                         401  403  403  422  422  403  403  422  422  403  403  403
/desk/appeals/many/hand_over/                401  403  403  422  422  403  403  422  422  403  403  403
/desk/appeals/many/accept/                   401  403  403  422  422  403  403  422  422  403  403  403
/desk/appeals/many/merge/                    401  403  403  422  422  403  403  422  422  403  403  403
/desk/appeals/replies/new/                   401  403  403  403  422  403  403  403  403  403  403  403
/desk/appeals/routing/                       401  403  403  403  422  403  403  403  403  422  403  403
/desk/appeals/routing/{nobody}/end/          401  403  403  403  404  403  403  403  403  404  403  403
/desk/appeals/views/                         401  403  403  422  422  422  422  422  422  403  403  403
/desk/appeals/views/{nobody}/remove/         401  403  403  404  404  404  404  404  404  403  403  403
/desk/burden/                                401  403  403  422  422  422  422  422  422  422  422  422
/desk/appeals/{appeal}/reporter/             401  403  403  422  422  422  422  404  404  403  403  403
/desk/appeals/{appeal}/accept/               401  403  403  422  422  403  403  404  404  403  403  403
/desk/appeals/{appeal}/answer_at_once/       401  403  403  422  422  403  403  404  404  403  403  403
/desk/appeals/{appeal}/hand_over/            401  403  403  422  422  403  403  404  404  403  403  403
/desk/appeals/{appeal}/finish/               401  403  403  403  403  422  403  404  404  403  403  403
/desk/appeals/{appeal}/judge/                401  403  403  403  403  403  403  404  404  403  403  403
/desk/appeals/{appeal}/close/                401  403  403  403  422  403  422  404  404  403  403  403
/desk/appeals/{appeal}/reopen/               401  403  403  403  403  403  422  404  404  403  403  403
/desk/appeals/{appeal}/reject/               401  403  403  422  422  403  403  404  404  403  403  403
/desk/appeals/{appeal}/withdraw/             401  403  403  403  403  403  403  404  404  403  403  403
/desk/appeals/{appeal}/add_information/      401  403  403  422  422  422  403  404  404  403  403  403
/desk/appeals/{appeal}/convene/              401  403  403  422  422  422  403  404  404  403  403  403
/desk/appeals/{appeal}/answer_part/          401  403  403  403  403  403  403  404  404  403  403  403
/desk/appeals/{appeal}/note_silence/         401  403  403  422  422  422  403  404  404  403  403  403
/desk/appeals/{appeal}/release/              401  403  403  422  422  422  403  404  404  403  403  403
/desk/appeals/{appeal}/split/                401  403  403  422  422  403  403  404  404  403  403  403
/desk/appeals/{appeal}/merge/                401  403  403  422  422  403  403  404  404  403  403  403
/desk/appeals/{appeal}/unmerge/              401  403  403  422  422  403  403  404  404  403  403  403
/desk/appeals/{appeal}/take_back/            401  403  403  422  422  403  403  404  404  403  403  403
/desk/appeals/{appeal}/reassign/             401  403  403  422  422  403  403  404  404  403  403  403
/desk/appeals/{appeal}/return_/              401  403  403  403  403  422  403  404  404  403  403  403
/desk/appeals/{appeal}/assign/               401  403  403  403  403  403  422  404  404  403  403  403
/desk/appeals/{appeal}/ask_extension/        401  403  403  403  403  422  403  404  404  403  403  403
/desk/appeals/{appeal}/grant_extension/      401  403  403  403  422  403  422  404  404  403  403  403
/desk/appeals/{appeal}/refuse_extension/     401  403  403  403  422  403  422  404  404  403  403  403
/desk/appeals/{appeal}/pause/                401  403  403  403  403  422  403  404  404  403  403  403
/desk/appeals/{appeal}/resume/               401  403  403  403  403  422  403  404  404  403  403  403
/desk/appeals/{appeal}/call_back/            401  403  403  422  422  403  422  404  404  403  403  403
/desk/appeals/{appeal}/hurry/                401  403  403  403  403  403  403  404  404  403  403  403
/desk/appeals/{appeal}/supervise/            401  403  403  403  403  403  422  404  404  403  403  403
/desk/appeals/{appeal}/answer_supervision/   401  403  403  403  403  422  403  404  404  403  403  403
/desk/appeals/{appeal}/ask_exclusion/        401  403  403  422  422  422  403  404  404  403  403  403
/desk/appeals/{appeal}/grant_exclusion/      401  403  403  403  403  403  422  404  404  403  403  403
/desk/appeals/{appeal}/refuse_exclusion/     401  403  403  403  403  403  422  404  404  403  403  403
/desk/appeals/{appeal}/link/                 401  403  403  200  200  200  200  404  404  403  403  403
/desk/appeals/{appeal}/nonsense/             401  403  403  404  404  404  404  404  404  403  403  403
/desk/appeals/{appeal}/take_on/              401  403  403  403  403  422  403  404  404  403  403  403
/desk/appeals/{appeal}/pass_on/              401  403  403  403  403  403  403  404  404  403  403  403
/desk/duty/plan/                             401  403  403  403  422  403  403  403  403  403  403  403
/desk/duty/add/                              401  403  403  403  422  403  403  403  403  403  403  403
/desk/duty/{shift}/phone/                    401  403  403  422  422  404  422  422  404  403  403  403
/desk/duty/{shift}/swap/                     401  403  403  403  422  403  403  403  403  403  403  403
/desk/duty/{shift}/off/                      401  403  403  403  422  403  403  403  403  403  403  403
/desk/people/                                401  403  403  422  422  403  422  422  422  403  403  403
/desk/people/{person}/clear/                 401  403  403  422  422  403  422  404  404  403  403  403
/desk/people/{person}/born/                  401  403  403  422  422  403  422  404  404  403  403  403
/desk/people/{person}/act/                   401  403  403  422  422  403  422  404  404  403  403  403
/desk/people/consents/{consent}/withdraw/    401  403  403  302  302  403  403  404  404  403  403  403
/desk/people/phones/{other_phone}/           401  403  403  302  302  403  403  404  404  403  403  403
/desk/people/mandates/{mandate}/stop/        401  403  403  302  404  403  404  404  404  403  403  403
/desk/places/units/{unit}/close/             desk 403  403  403  403  403  403  403  404  422  403  403
/desk/accounts/add/                          401  403  403  403  403  403  403  403  403  403  422  403
/desk/accounts/{user}/roles/                 401  403  403  403  403  403  403  403  403  403  422  403
/desk/accounts/roles/{grant}/end/            401  403  403  403  403  403  403  403  403  403  302  403
/desk/accounts/{user}/lock/                  401  403  403  403  403  403  403  403  403  403  422  403
/desk/accounts/{user}/unlock/                401  403  403  403  403  403  403  403  403  403  422  403
/desk/accounts/{user}/password/              401  403  403  403  403  403  403  403  403  403  200  403
/desk/accounts/{user}/second-factor/remove/  401  403  403  403  403  403  403  403  403  403  422  403
/desk/accounts/{user}/tokens/                401  403  403  403  403  403  403  403  403  403  422  403
/desk/tokens/{token}/revoke/                 401  403  403  403  403  403  403  403  403  403  302  403
/desk/audit/verify/                          401  403  403  403  403  403  403  403  403  403  403  200
/desk/documents/{nobody}/revoke/             401  403  403  404  404  404  404  404  404  403  403  403
/desk/documents/{nobody}/whole-name/         401  403  403  404  404  404  404  404  404  403  403  403
/desk/notices/resend/                        401  403  403  403  403  403  403  403  403  302  403  403
/desk/notices/{delivery}/resend/             401  403  403  403  404  403  403  403  403  409  403  403
/desk/notices/addresses/robot/{robot}/confirm/  401  403  403  403  403  403  403  403  403  403  409  403
/desk/notices/addresses/robot/{robot}/refuse/  401  403  403  403  403  403  403  403  403  409  409  403
/desk/notices/webhooks/add/                  401  403  403  403  403  403  403  403  403  422  403  403
/desk/notices/webhooks/{webhook}/rotate/     401  403  403  403  403  403  403  403  403  200  403  403
/desk/notices/webhooks/{webhook}/close/      401  403  403  403  403  403  403  403  403  302  403  403
/desk/notices/webhooks/{webhook}/test/       401  403  403  403  403  403  403  403  403  302  403  403
/desk/notices/webhooks/{webhook}/{delivery}/resend/  401  403  403  403  403  403  403  403  403  404  403  403
/desk/duty/leaving/                          401  403  403  403  200  403  403  403  403  403  403  403
"""


def lines(
    table: str, callers: tuple[str, ...] = CALLERS
) -> Iterator[tuple[tuple[str, ...], dict[str, str]]]:
    """Each line of a table: what is asked for, and the word for each caller."""
    for line in table.strip().splitlines():
        if not line.startswith("#"):
            asked, words = _parted(line.split(), len(callers))
            yield asked, dict(zip(callers, words, strict=True))


def _parted(cells: list[str], width: int) -> tuple[tuple[str, ...], list[str]]:
    """The cells before the words, and one word for each caller: the last cell stands for all when
    there is only one.
    """
    if len(cells) > width:
        return tuple(cells[:-width]), cells[-width:]
    return tuple(cells[:-1]), cells[-1:] * width
