"""Which program gets what at which address?

Read as tests/addresses.py is; a body is none, empty, torn, whole, or whole but stale.
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
POST    /api/v1/appeals/photos                    none    401  401  401  422  422  422  422  422  422  422  422
GET     /api/v1/appeals/{appeal}/colleagues       none    401  401  401  403  403  403  200  403  404  404  404
GET     /api/v1/appeals/{appeal}/photos/{nobody}  none    401  401  401  404  404  404  404  404  404  404  404
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
POST    /api/v1/appeals/{appeal}/convene          whole   401  401  401  403  200  200  200  403  404  404  404
POST    /api/v1/appeals/{appeal}/answer_part      whole   401  401  401  403  422  422  422  422  404  404  404
POST    /api/v1/appeals/{appeal}/note_silence     whole   401  401  401  403  422  422  422  422  404  404  404
POST    /api/v1/appeals/{appeal}/release          whole   401  401  401  403  422  422  422  422  404  404  404
POST    /api/v1/appeals/{appeal}/split            whole   401  401  401  403  200  200  403  403  404  404  404
POST    /api/v1/appeals/{appeal}/merge            whole   401  401  401  403  422  422  422  422  404  404  404
POST    /api/v1/appeals/{appeal}/unmerge          whole   401  401  401  403  409  409  403  403  404  404  404
POST    /api/v1/appeals/{appeal}/take_back        whole   401  401  401  403  200  200  403  403  404  404  404
POST    /api/v1/appeals/{appeal}/reassign         whole   401  401  401  403  200  200  403  403  404  404  404
POST    /api/v1/appeals/{appeal}/return_          whole   401  401  401  403  403  403  200  403  404  404  404
POST    /api/v1/appeals/{appeal}/assign           whole   401  401  401  403  403  403  403  409  404  404  404
POST    /api/v1/appeals/{appeal}/ask_extension    whole   401  401  401  403  403  403  200  403  404  404  404
POST    /api/v1/appeals/{appeal}/grant_extension  whole   401  401  401  403  403  409  403  409  404  404  404
POST    /api/v1/appeals/{appeal}/refuse_extension whole   401  401  401  403  403  409  403  409  404  404  404
POST    /api/v1/appeals/{appeal}/pause            whole   401  401  401  403  403  403  200  403  404  404  404
POST    /api/v1/appeals/{appeal}/resume           whole   401  401  401  403  403  403  409  403  404  404  404
POST    /api/v1/appeals/{appeal}/call_back        whole   401  401  401  403  409  409  403  409  404  404  404
POST    /api/v1/appeals/{appeal}/hurry            whole   401  401  401  403  403  403  403  403  404  404  404
POST    /api/v1/appeals/{appeal}/supervise        whole   401  401  401  403  403  403  403  200  404  404  404
POST    /api/v1/appeals/{appeal}/answer_supervision whole   401  401  401  403  403  403  409  403  404  404  404
POST    /api/v1/appeals/{appeal}/ask_exclusion    whole   401  401  401  403  200  200  200  403  404  404  404
POST    /api/v1/appeals/{appeal}/grant_exclusion  whole   401  401  401  403  403  403  403  409  404  404  404
POST    /api/v1/appeals/{appeal}/refuse_exclusion whole   401  401  401  403  403  403  403  409  404  404  404
POST    /api/v1/appeals/{appeal}/take_on          whole   401  401  401  403  403  403  200  403  404  404  404
POST    /api/v1/appeals/{appeal}/pass_on          whole   401  401  401  403  422  422  422  422  404  404  404
POST    /api/v1/appeals/{appeal}/finish           empty   401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/appeals/{appeal}/finish           stale   401  401  401  403  409  409  409  409  404  404  404
POST    /api/v1/appeals/{nobody}/finish           whole   401  401  401  403  404  404  404  404  404  404  404
GET     /api/v1/figures?place=350526100001        none    401  401  401  403  200  200  200  200  404  404  404
GET     /api/v1/figures/appeals.received/parts     none    401  401  401  422  422  422  422  422  422  422  422
GET     /api/v1/figures?place=621121              none    401  401  401  403  404  404  404  404  404  404  404
GET     /api/v1/figures                           none    401  401  401  422  422  422  422  422  422  422  422
GET     /api/v1/returns                           none    401  401  401  403  200  200  200  200  200  200  200
GET     /api/v1/returns/{filled_form}             none    401  401  401  403  200  200  404  200  404  404  404
GET     /api/v1/returns/{nobody}                  none    401  401  401  403  404  404  404  404  404  404  404
GET     /api/v1/ledgers                           none    401  401  401  403  200  200  200  200  200  200  200
GET     /api/v1/ledgers/{month_ledger}            none    401  401  401  403  200  200  404  200  404  404  404
GET     /api/v1/ledgers/{nobody}                  none    401  401  401  403  404  404  404  404  404  404  404
GET     /api/v1/places?q=凤池                     none    401  401  401  200  200  200  200  200  200  200  200
GET     /api/v1/places                            none    401  401  401  422  422  422  422  422  422  422  422
GET     /api/v1/units                             none    401  401  401  200  200  200  200  200  200  200  200
GET     /api/v1/projects                          none    401  401  401  403  200  200  200  200  200  200  200
GET     /api/v1/projects?after=nonsense           none    401  401  401  403  422  422  422  422  422  422  422
GET     /api/v1/projects/tasks                    none    401  401  401  403  200  200  200  200  200  200  200
GET     /api/v1/projects/{project}                none    401  401  401  403  200  200  404  200  404  404  404
GET     /api/v1/projects/{nobody}                 none    401  401  401  403  404  404  404  404  404  404  404
GET     /api/v1/projects/tasks/{task}             none    401  401  401  403  200  200  200  200  404  404  404
POST    /api/v1/projects/tasks/{task}/take_on     whole   401  401  401  403  409  403  403  403  404  404  404
POST    /api/v1/projects/tasks/{task}/report_done whole   401  401  401  403  409  403  403  403  404  404  404
POST    /api/v1/projects/tasks/{task}/judge_done  whole   401  401  401  403  403  409  403  403  404  404  404
POST    /api/v1/projects/tasks/{task}/judge_open  whole   401  401  401  403  403  409  403  403  404  404  404
POST    /api/v1/projects/tasks/{task}/press       whole   401  401  401  403  403  200  403  200  404  404  404
POST    /api/v1/projects/tasks/{task}/answer      whole   401  401  401  403  409  403  403  403  404  404  404
POST    /api/v1/projects/tasks/{task}/take_on     empty   401  401  401  422  422  422  422  422  422  422  422
GET     /api/v1/projects/{project}/money          none    401  401  401  403  200  200  404  200  404  404  404
POST    /api/v1/projects/{project}/apply          empty   401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/projects/{project}/recommend      empty   401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/projects/{project}/send_back      empty   401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/projects/{project}/approve        empty   401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/projects/{project}/turn_down      empty   401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/projects/{project}/begin          empty   401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/projects/{project}/finish         empty   401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/projects/{project}/ask_more       empty   401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/projects/{project}/release        empty   401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/projects/{project}/withhold       empty   401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/projects/{project}/stop           empty   401  401  401  422  422  422  422  422  422  422  422
GET     /api/v1/consultations                     none    401  401  401  403  200  200  200  200  200  200  200
GET     /api/v1/consultations?after=nonsense      none    401  401  401  403  422  422  422  422  422  422  422
POST    /api/v1/consultations                     empty   401  401  401  422  422  422  422  422  422  422  422
GET     /api/v1/consultations/{topic}             none    401  401  401  403  200  200  404  200  404  404  404
GET     /api/v1/consultations/{nobody}            none    401  401  401  403  404  404  404  404  404  404  404
GET     /api/v1/consultations/{topic}/votes       none    401  401  401  403  200  200  404  200  404  404  404
GET     /api/v1/consultations/{topic}/items       none    401  401  401  403  200  200  404  200  404  404  404
POST    /api/v1/consultations/{topic}/take_up     empty   401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/consultations/{topic}/refuse      empty   401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/consultations/{topic}/withdraw    empty   401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/consultations/{topic}/take_off    empty   401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/consultations/{topic}/stand_by    empty   401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/consultations/{topic}/reopen      empty   401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/consultations/{topic}/report      empty   401  401  401  422  422  422  422  422  422  422  422
GET     /api/v1/consultations/meetings            none    401  401  401  403  200  200  200  200  200  200  200
GET     /api/v1/consultations/{topic}/decisions   none    401  401  401  403  200  200  404  200  404  404  404
POST    /api/v1/consultations/items/{item}/finish empty   401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/consultations/items/{item}/put_off empty   401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/consultations/items/{item}/drop   empty   401  401  401  422  422  422  422  422  422  422  422
GET     /api/v1/visits/rounds                     none    401  401  401  403  200  200  200  200  200  200  200
GET     /api/v1/visits/rounds?after=nonsense      none    401  401  401  403  422  422  422  422  422  422  422
GET     /api/v1/visits/rounds/{visit_round}/coverage none 401  401  401  403  200  200  404  200  404  404  404
GET     /api/v1/visits/rounds/{nobody}/coverage   none    401  401  401  403  404  404  404  404  404  404  404
GET     /api/v1/visits/rounds/{visit_round}       none    401  401  401  403  200  200  404  200  404  404  404
GET     /api/v1/visits/rounds/{nobody}            none    401  401  401  403  404  404  404  404  404  404  404
POST    /api/v1/visits/rounds                     empty   401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/visits/rounds                     torn    401  401  401  400  400  400  400  400  400  400  400
GET     /api/v1/visits/rounds/{visit_round}/doors none    401  401  401  403  200  200  404  200  404  404  404
GET     /api/v1/visits/rounds/{visit_round}/doors?state=nonsense none    401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/visits/rounds/{visit_round}/set_out empty   401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/visits/rounds/{visit_round}/extend empty   401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/visits/rounds/{visit_round}/close empty   401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/visits/rounds/{visit_round}/drop  empty   401  401  401  422  422  422  422  422  422  422  422
GET     /api/v1/visits/doors/{visit_door}         none    401  401  401  403  200  200  404  200  404  404  404
POST    /api/v1/visits/doors/{visit_door}/give    empty   401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/visits/doors/{visit_door}/take_over empty   401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/visits/doors/{visit_door}/take_back empty   401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/visits/doors/{visit_door}/put_right empty   401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/visits/doors/{visit_door}/try_again empty   401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/visits/doors/{visit_door}/settle  empty   401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/visits/list                       empty   401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/visits/forms                      empty   401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/visits/forms                      torn    401  401  401  400  400  400  400  400  400  400  400
GET     /api/v1/visits/forms/{visit_record}       none    401  401  401  403  200  200  404  404  404  404  404
GET     /api/v1/visits/forms/{nobody}             none    401  401  401  403  404  404  404  404  404  404  404
GET     /api/v1/casework/cases                    none    401  401  401  403  200  200  200  200  200  200  200
GET     /api/v1/casework/cases?after=nonsense     none    401  401  401  403  422  422  422  422  422  422  422
GET     /api/v1/casework/services                 none    401  401  401  403  200  200  200  200  200  200  200
GET     /api/v1/casework/services?since=nonsense  none    401  401  401  422  422  422  422  422  422  422  422
GET     /api/v1/casework/services/{service}       none    401  401  401  403  200  200  404  200  404  404  404
POST    /api/v1/casework/services/{service}/strike empty  401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/casework/services/{service}/correct empty 401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/casework/services                 empty   401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/casework/services                 torn    401  401  401  400  400  400  400  400  400  400  400
GET     /api/v1/wishes                            none    200
GET     /api/v1/wishes?kind=nonsense              none    200
GET     /api/v1/wishes?after=nonsense             none    422
GET     /api/v1/wishes/desk                       none    401  401  401  403  200  200  200  200  200  200  200
GET     /api/v1/wishes/{wish}                     none    401  401  401  403  200  200  404  200  404  404  404
GET     /api/v1/wishes/{nobody}                   none    401  401  401  403  404  404  404  404  404  404  404
POST    /api/v1/wishes/{wish}/publish             whole   401  401  401  403  409  409  404  403  404  404  404
POST    /api/v1/wishes/{wish}/ask_back            whole   401  401  401  403  409  409  404  403  404  404  404
POST    /api/v1/wishes/{wish}/decline             whole   401  401  401  403  409  409  404  403  404  404  404
POST    /api/v1/wishes/{wish}/release             whole   401  401  401  403  200  200  404  403  404  404  404
POST    /api/v1/wishes/{wish}/fulfil              whole   401  401  401  403  200  200  404  403  404  404  404
POST    /api/v1/wishes/{wish}/remark              whole   401  401  401  403  200  200  404  403  404  404  404
POST    /api/v1/wishes/{wish}/fulfil              empty   401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/wishes/{wish}/fulfil              stale   401  401  401  403  409  409  404  409  404  404  404
GET     /api/v1/talents                           none    401  401  401  403  200  200  200  200  200  200  200
GET     /api/v1/talents?after=nonsense            none    401  401  401  403  422  422  422  422  422  422  422
GET     /api/v1/talents/certificates/{certificate_code} none 200
GET     /api/v1/talents/certificates/{certificate_code}?on=nonsense none 422
GET     /api/v1/talents/certificates/nonsense     none    404
GET     /api/v1/talents/pairs                      none    401  401  401  403  200  200  200  200  200  200  200
GET     /api/v1/talents/applications               none    401  401  401  403  200  200  200  200  200  200  200
GET     /api/v1/talents/certificates               none    401  401  401  403  200  200  200  200  200  200  200
POST    /api/v1/talents/nominations                empty 401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/talents/pairs                      empty 401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/talents/{talent}/take_in           empty 401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/talents/{talent}/turn_down         empty 401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/talents/{talent}/rest              empty 401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/talents/{talent}/come_back         empty 401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/talents/{talent}/leave             empty 401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/talents/pairs/{talent_pair}/agree  empty 401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/talents/pairs/{talent_pair}/meet   empty 401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/talents/pairs/{talent_pair}/plan   empty 401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/talents/pairs/{talent_pair}/reach  empty 401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/talents/pairs/{talent_pair}/complete empty 401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/talents/pairs/{talent_pair}/end    empty 401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/talents/applications/{talent_application}/ask_back empty 401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/talents/applications/{talent_application}/answer_back empty 401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/talents/applications/{talent_application}/refuse empty 401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/talents/applications/{talent_application}/take_back empty 401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/talents/certificates/{certificate}/review empty 401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/talents/certificates/{certificate}/suspend empty 401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/talents/certificates/{certificate}/reinstate empty 401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/talents/certificates/{certificate}/withdraw empty 401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/talents/helps                     empty   401  401  401  422  422  422  422  422  422  422  422
GET     /api/v1/talents/helps/{talent_help}       none    401  401  401  403  200  200  404  200  404  404  404
GET     /api/v1/talents/helps/{nobody}            none    401  401  401  403  404  404  404  404  404  404  404
POST    /api/v1/talents/helps/{talent_help}/accept whole  401  401  401  403  403  403  404  403  404  404  404
POST    /api/v1/talents/helps/{talent_help}/decline whole 401  401  401  403  403  403  404  403  404  404  404
POST    /api/v1/talents/helps/{talent_help}/give_up whole 401  401  401  403  403  403  404  403  404  404  404
POST    /api/v1/talents/helps/{talent_help}/tell  whole   401  401  401  403  409  409  404  403  404  404  404
POST    /api/v1/talents/helps/{talent_help}/call_off whole 401 401  401  403  200  200  404  403  404  404  404
GET     /api/v1/volunteers/teams                  none    200
GET     /api/v1/volunteers/activities             none    401  401  401  403  200  200  200  200  200  200  200
GET     /api/v1/volunteers/activities/{activity}  none    401  401  401  403  200  200  404  200  404  404  404
GET     /api/v1/volunteers/records                none    401  401  401  403  200  200  200  200  200  200  200
GET     /api/v1/volunteers/records/{record}       none    401  401  401  403  200  200  404  200  404  404  404
GET     /api/v1/volunteers/records/{nobody}       none    401  401  401  403  404  404  404  404  404  404  404
POST    /api/v1/volunteers/records/{record}/approve   empty 401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/volunteers/records/{record}/grant     empty 401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/volunteers/records/{record}/turn_down empty 401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/volunteers/records/{record}/keep      empty 401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/volunteers/records/{record}/correct   empty 401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/volunteers/records/{record}/allow     empty 401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/volunteers/records/{record}/dismiss   empty 401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/volunteers/records/{record}/strike    empty 401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/volunteers/activities/{activity}/sheet empty 401  401  401  422  422  422  422  422  422  422  422
"""
