"""Which addresses do the journeys have?"""

from django.urls import path

from jinlin.journeys import (
    answers_at_doors,
    consulting,
    desk,
    handing_in,
    helping,
    linking,
    listing,
    naming,
    preparing,
    stalling,
)

app_name = "journeys"

urlpatterns = [
    path("desk/visits/hand-in/", handing_in.take_form, name="hand_in"),
    path("desk/visits/hand-in/file/", handing_in.take_file, name="hand_in_file"),
    path("desk/projects/hand-in/", answers_at_doors.take_answers, name="hand_in_answers"),
    path(
        "desk/receptions/talks/<uuid:pk>/appeal/",
        desk.reception_to_appeal,
        name="reception_to_appeal",
    ),
    path("desk/wishes/<uuid:pk>/appeal/", desk.wish_to_appeal, name="wish_to_appeal"),
    path("desk/appeals/<uuid:pk>/wish/", desk.appeal_to_wish, name="appeal_to_wish"),
    path("desk/appeals/<uuid:pk>/social-work/", helping.appeal_to_case, name="appeal_to_case"),
    path("desk/servicedays/<uuid:pk>/craftsmen/", stalling.talent_to_stall, name="talent_to_stall"),
    path("desk/training/exams/", preparing.exams, name="exams"),
    path("desk/projects/<uuid:pk>/links/", linking.project_links, name="project_links"),
    path("desk/tasks/<uuid:pk>/matters/", naming.task_matters, name="task_matters"),
    path(
        "desk/appeals/<uuid:pk>/consultation/",
        consulting.appeal_to_consultation,
        name="appeal_to_consultation",
    ),
    path(
        "desk/wishes/<uuid:pk>/consultation/",
        consulting.wish_to_consultation,
        name="wish_to_consultation",
    ),
    path(
        "desk/pacts/<uuid:pk>/consultation/",
        consulting.pact_to_consultation,
        name="pact_to_consultation",
    ),
    path("desk/consultations/items/<uuid:pk>/task/", listing.item_to_task, name="item_to_task"),
    path(
        "desk/consultations/items/<uuid:pk>/appeal/",
        consulting.item_to_appeal,
        name="item_to_appeal",
    ),
]
