"""Who gets what at which address? Written by hand: a new address without a line here fails test_walk_addresses.

The words: a status; 302 leads on inside the house; `in` leads to the residents' sign-in, `desk` to that of staff, `adm` to the door of the reference data,
which sends on to it. One word stands for everybody. Reads are GETs; writes are POSTs of an empty form; what is not among the writes takes none.
The appeal is in the hand of the county's bureau, where the handler works; clerk and lead look after its place; {nobody} is the key of nothing.
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
/me/                                         200
/report/                                     302
/report/place/                               200
/report/what/                                302
/report/who/                                 302
/report/done/                                302
/mine/                                       200
/track/                                      200
/appeals/{appeal}/                           404  200  404  200  200  200  200  404  404  404  404  404
/appeals/{nobody}/                           404
/appeals/{appeal}/judge/                     404  409  404  403  403  403  403  404  404  404  404  404
/appeals/{appeal}/add_information/           404  200  404  200  200  200  403  404  404  404  404  404
/appeals/{appeal}/withdraw/                  404  200  404  403  403  403  403  404  404  404  404  404
/appeals/{appeal}/reopen/                    404  403  404  403  403  403  409  404  404  404  404  404
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
"""

PORTAL_WRITES = """
#                                            visi resi neig cler lead hand supe town coun syst secu audi
/mode/                                       302
/language/                                   302
/places/                                     422
/sign-in/                                    422  302  302  302  302  302  302  302  302  302  302  302
/sign-in/code/                               in
/sign-out/                                   302
/report/                                     302
/report/place/                               422
/report/what/                                422
/report/who/                                 422
/track/                                      422
/appeals/{appeal}/judge/                     404  422  404  403  403  403  403  404  404  404  404  404
/appeals/{appeal}/add_information/           404  422  404  422  422  422  403  404  404  404  404  404
/appeals/{appeal}/withdraw/                  404  422  404  403  403  403  403  404  404  404  404  404
/appeals/{appeal}/reopen/                    404  403  404  403  403  403  422  404  404  404  404  404
/verify/                                     422
/notices/read/                               401  302  302  302  302  302  302  302  302  302  302  302
/notices/choices/                            401  302  302  302  302  302  302  302  302  302  302  302
/notices/choices/mail/                       401  422  422  422  422  422  422  422  422  422  422  422
/notices/choices/mail/drop/                  401  302  302  302  302  302  302  302  302  302  302  302
/notices/confirm/nonsense/                   409
/notices/{message}/open/                     401  302  404  404  404  404  404  404  404  404  404  404
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
/desk/appeals/{appeal}/nonsense/             desk 403  403  404  404  404  404  404  404  403  403  403
/desk/figures/                               desk 403  403  200  200  200  200  200  200  403  403  403
/desk/figures/?place={town}                  desk 403  403  404  200  200  200  404  404  403  403  403
/desk/figures/appeals.received/              desk 403  403  200  200  200  200  200  200  403  403  403
/desk/figures/nonsense/                      desk 403  403  404  404  404  404  404  404  403  403  403
/desk/figures/appeals.received/rows/         desk 403  403  200  200  200  200  200  200  403  403  403
/desk/people/                                desk 403  403  200  200  403  200  200  200  403  403  403
/desk/people/{person}/                       desk 403  403  200  200  403  200  404  404  403  403  403
/desk/people/{person}/clear/                 desk 403  403  405  405  403  405  405  405  403  403  403
/desk/people/{person}/act/                   desk 403  403  405  405  403  405  405  405  403  403  403
/desk/people/consents/{consent}/withdraw/    desk 403  403  405  405  403  405  405  405  403  403  403
/desk/people/mandates/{mandate}/stop/        desk 403  403  405  405  403  405  405  405  403  403  403
/desk/places/                                desk 403  403  302  302  302  302  302  302  302  302  302
/desk/places/{place}/                        desk 403  403  200  200  200  200  200  404  200  200  200
/desk/places/stations/{station}/             desk 403  403  200  200  200  200  200  404  200  200  200
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
/desk/notices/                               desk 403  403  403  403  403  403  403  403  200  403  403
/desk/notices/resend/                        desk 403  403  403  405  403  403  403  403  405  403  403
/desk/notices/{delivery}/resend/             desk 403  403  403  405  403  403  403  403  405  403  403
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
/desk/appeals/new/                           401  403  403  422  422  403  403  422  422  403  403  403
/desk/appeals/batch/                         401  403  403  422  422  403  403  422  422  403  403  403
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
/desk/appeals/{appeal}/nonsense/             401  403  403  404  404  404  404  404  404  403  403  403
/desk/people/                                401  403  403  422  422  403  422  422  422  403  403  403
/desk/people/{person}/clear/                 401  403  403  422  422  403  422  404  404  403  403  403
/desk/people/{person}/act/                   401  403  403  422  422  403  422  404  404  403  403  403
/desk/people/consents/{consent}/withdraw/    401  403  403  302  302  403  403  404  404  403  403  403
/desk/people/mandates/{mandate}/stop/        401  403  403  302  404  403  404  404  404  403  403  403
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
/desk/notices/resend/                        401  403  403  403  403  403  403  403  403  302  403  403
/desk/notices/{delivery}/resend/             401  403  403  403  404  403  403  403  403  409  403  403
"""

ADMIN = """
# the reference data: what the system administrator gets, reading and writing; everybody else is led to its door
/desk/admin/                                               200  200
/desk/admin/login/                                         302  302
/desk/admin/logout/                                        405  200
/desk/admin/password_change/                               200  200
/desk/admin/password_change/done/                          200  405
/desk/admin/autocomplete/                                  403  405
/desk/admin/jsi18n/                                        200  405
/desk/admin/r/1/{user}/                                    404  404
/desk/admin/nonsense/                                      404  404
/desk/admin/appeals/                                       200  200
/desk/admin/people/                                        200  200
/desk/admin/notices/                                       200  200
/desk/admin/places/                                        200  200
/desk/admin/appeals/category/                              200  200
/desk/admin/appeals/category/add/                          200  200
/desk/admin/appeals/category/{category}/history/           200  200
/desk/admin/appeals/category/{category}/delete/            403  403
/desk/admin/appeals/category/{category}/change/            200  200
/desk/admin/appeals/category/{category}/                   302  302
/desk/admin/appeals/deadlinepolicy/                        200  200
/desk/admin/appeals/deadlinepolicy/add/                    200  200
/desk/admin/appeals/deadlinepolicy/{policy}/history/       200  200
/desk/admin/appeals/deadlinepolicy/{policy}/delete/        403  403
/desk/admin/appeals/deadlinepolicy/{policy}/change/        200  302
/desk/admin/appeals/deadlinepolicy/{policy}/               302  302
/desk/admin/people/groupinneed/                            200  200
/desk/admin/people/groupinneed/add/                        200  200
/desk/admin/people/groupinneed/{group}/history/            200  200
/desk/admin/people/groupinneed/{group}/delete/             403  403
/desk/admin/people/groupinneed/{group}/change/             200  200
/desk/admin/people/groupinneed/{group}/                    302  302
/desk/admin/notices/countychannel/                         200  200
/desk/admin/notices/countychannel/add/                     200  200
/desk/admin/notices/countychannel/{channel}/history/       200  200
/desk/admin/notices/countychannel/{channel}/delete/        403  403
/desk/admin/notices/countychannel/{channel}/change/        200  302
/desk/admin/notices/countychannel/{channel}/               302  302
/desk/admin/notices/grouprobot/                            200  200
/desk/admin/notices/grouprobot/add/                        200  200
/desk/admin/notices/grouprobot/{robot}/history/            200  200
/desk/admin/notices/grouprobot/{robot}/delete/             403  403
/desk/admin/notices/grouprobot/{robot}/change/             200  302
/desk/admin/notices/grouprobot/{robot}/                    302  302
/desk/admin/notices/quiethours/                            200  200
/desk/admin/notices/quiethours/add/                        200  200
/desk/admin/notices/quiethours/{quiet}/history/            200  200
/desk/admin/notices/quiethours/{quiet}/delete/             403  403
/desk/admin/notices/quiethours/{quiet}/change/             200  200
/desk/admin/notices/quiethours/{quiet}/                    302  302
/desk/admin/places/place/                                  200  200
/desk/admin/places/place/add/                              200  200
/desk/admin/places/place/{place}/history/                  200  200
/desk/admin/places/place/{place}/delete/                   403  403
/desk/admin/places/place/{place}/change/                   200  200
/desk/admin/places/place/{place}/                          302  302
/desk/admin/places/organisation/                           200  200
/desk/admin/places/organisation/add/                       200  200
/desk/admin/places/organisation/{unit}/history/            200  200
/desk/admin/places/organisation/{unit}/delete/             403  403
/desk/admin/places/organisation/{unit}/change/             200  403
/desk/admin/places/organisation/{unit}/                    302  302
/desk/admin/places/station/                                200  200
/desk/admin/places/station/add/                            200  200
/desk/admin/places/station/{station}/history/              200  200
/desk/admin/places/station/{station}/delete/               403  403
/desk/admin/places/station/{station}/change/               200  403
/desk/admin/places/station/{station}/                      302  302
"""

PROGRAMS = (
    *(
        "without",
        "unknown",
        "revoked",
        "reader",
        "clerk",
        "lead",
        "handler",
        "supervisor",
        "town_outsider",
        "county_outsider",
        "system_admin",
    ),
)
API = """
#METHOD ADDRESS                                   BODY    with unkn revo read cler lead hand supe town coun syst
GET     /api/v1/openapi.json                      none    200
GET     /api/v1/                                  none    404
GET     /api/v1/appeals                           none    401  401  401  200  200  200  200  200  200  200  200
GET     /api/v1/appeals?state=nonsense            none    401  401  401  422  422  422  422  422  422  422  422
GET     /api/v1/appeals?unit=nonsense             none    401  401  401  422  422  422  422  422  422  422  422
GET     /api/v1/appeals?after=nonsense            none    401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/appeals                           empty   401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/appeals                           torn    401  401  401  400  400  400  400  400  400  400  400
POST    /api/v1/appeals                           whole   401  401  401  403  201  201  403  403  403  422  403
GET     /api/v1/appeals/{appeal}                  none    401  401  401  200  200  200  200  200  404  404  404
GET     /api/v1/appeals/{nobody}                  none    401  401  401  404  404  404  404  404  404  404  404
GET     /api/v1/appeals/nonsense                  none    404
POST    /api/v1/appeals/{appeal}/accept           whole   401  401  401  403  409  409  403  403  404  404  404
POST    /api/v1/appeals/{appeal}/answer_at_once   whole   401  401  401  403  409  409  403  403  404  404  404
POST    /api/v1/appeals/{appeal}/hand_over        whole   401  401  401  403  409  409  403  403  404  404  404
POST    /api/v1/appeals/{appeal}/finish           whole   401  401  401  403  403  403  200  403  404  404  404
POST    /api/v1/appeals/{appeal}/judge            whole   401  401  401  403  403  403  403  403  404  404  404
POST    /api/v1/appeals/{appeal}/reject           whole   401  401  401  403  409  409  403  403  404  404  404
POST    /api/v1/appeals/{appeal}/close            whole   401  401  401  403  403  409  403  409  404  404  404
POST    /api/v1/appeals/{appeal}/reopen           whole   401  401  401  403  403  403  403  409  404  404  404
POST    /api/v1/appeals/{appeal}/withdraw         whole   401  401  401  403  403  403  403  403  404  404  404
POST    /api/v1/appeals/{appeal}/add_information  whole   401  401  401  403  200  200  200  403  404  404  404
POST    /api/v1/appeals/{appeal}/finish           empty   401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/appeals/{appeal}/finish           stale   401  401  401  403  409  409  409  409  404  404  404
POST    /api/v1/appeals/{nobody}/finish           whole   401  401  401  403  404  404  404  404  404  404  404
GET     /api/v1/figures?place=350526100001        none    401  401  401  403  200  200  200  200  404  404  404
GET     /api/v1/figures?place=621121              none    401  401  401  403  404  404  404  404  404  404  404
GET     /api/v1/figures                           none    401  401  401  422  422  422  422  422  422  422  422
GET     /api/v1/places?q=凤池                     none    401  401  401  200  200  200  200  200  200  200  200
GET     /api/v1/places                            none    401  401  401  422  422  422  422  422  422  422  422
GET     /api/v1/units                             none    401  401  401  200  200  200  200  200  200  200  200
"""


def lines(table: str, callers: tuple[str, ...] = CALLERS) -> Iterator[tuple[tuple[str, ...], dict[str, str]]]:
    """Each line of a table: what is asked for, and the word for each caller."""
    for line in table.strip().splitlines():
        if not line.startswith("#"):
            asked, words = _parted(line.split(), len(callers))
            yield asked, dict(zip(callers, words, strict=True))


def _parted(cells: list[str], width: int) -> tuple[tuple[str, ...], list[str]]:
    """The cells before the words, and one word for each caller: the last cell stands for all when there is only one."""
    if len(cells) > width:
        return tuple(cells[:-width]), cells[-width:]
    return tuple(cells[:-1]), cells[-1:] * width
