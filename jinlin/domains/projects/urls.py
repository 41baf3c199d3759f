"""Which addresses do projects and key tasks have?"""

from django.urls import path

from jinlin.domains.projects import desk, portal

app_name = "projects"

urlpatterns = [
    # portal
    path("projects/", portal.all_projects, name="all"),
    path("projects/surveys/<uuid:pk>/", portal.survey, name="survey"),
    path("projects/<uuid:pk>/", portal.result, name="result"),
    path("projects/<uuid:pk>/word/", portal.word, name="word"),
    # projects at the desk
    path("desk/projects/", desk.board, name="board"),
    path("desk/projects/new/", desk.propose, name="propose"),
    path("desk/projects/export.<str:kind>", desk.export, name="export"),
    path("desk/projects/<uuid:pk>/", desk.project, name="project"),
    path("desk/projects/<uuid:pk>/plan/", desk.plan, name="plan"),
    path("desk/projects/<uuid:pk>/asides/<uuid:aside>/", desk.settle, name="settle"),
    path("desk/projects/<uuid:pk>/money/", desk.money, name="money"),
    path("desk/projects/<uuid:pk>/money/export.<str:kind>", desk.spendings, name="spendings"),
    path("desk/projects/<uuid:pk>/money/<uuid:spending>/", desk.spending, name="spending"),
    path("desk/projects/<uuid:pk>/team/", desk.team, name="team"),
    path("desk/projects/<uuid:pk>/team/<uuid:member>/", desk.leave, name="leave"),
    path("desk/projects/<uuid:pk>/activities/", desk.activities, name="activities"),
    path("desk/projects/<uuid:pk>/activities/<uuid:activity>/", desk.unhold, name="unhold"),
    path("desk/projects/<uuid:pk>/needs/", desk.needs, name="needs"),
    path("desk/projects/<uuid:pk>/needs/<uuid:survey>/", desk.at_door, name="at_door"),
    path("desk/projects/<uuid:pk>/follow/", desk.follow, name="follow"),
    path("desk/projects/<uuid:pk>/<str:move>/", desk.move, name="move"),
    # what stands behind a number, of projects and tasks
    path("desk/indicators/<uuid:pk>/", desk.indicator, name="indicator"),
    path("desk/indicators/<uuid:pk>/count/", desk.count, name="count"),
    path("desk/indicators/<uuid:pk>/<uuid:reading>/", desk.uncount, name="uncount"),
    # tasks at the desk
    path("desk/tasks/", desk.tasks, name="tasks"),
    path("desk/tasks/new/", desk.new_task, name="new_task"),
    path("desk/tasks/export.<str:kind>", desk.export_tasks, name="export_tasks"),
    path("desk/tasks/lists/", desk.lists, name="lists"),
    path("desk/tasks/lists/<uuid:pk>/", desk.land, name="land"),
    path("desk/tasks/calendar/", desk.calendar, name="calendar"),
    path("desk/tasks/calendar/<str:token>.ics", desk.own_feed, name="own_feed"),
    path("desk/tasks/<uuid:pk>/", desk.task, name="task"),
    path("desk/tasks/<uuid:pk>/steps/", desk.steps, name="steps"),
    path("desk/tasks/<uuid:pk>/steps/<uuid:step>/", desk.reach, name="reach"),
    path("desk/tasks/<uuid:pk>/steps/<uuid:step>/open/", desk.unreach, name="unreach"),
    path("desk/tasks/<uuid:pk>/strike/<uuid:found>/", desk.strike, name="strike"),
    path("desk/tasks/<uuid:pk>/report/", desk.report, name="report"),
    path("desk/tasks/<uuid:pk>/report/draft/", desk.draft_report, name="draft_report"),
    path("desk/tasks/<uuid:pk>/reports/<uuid:report>/", desk.signed, name="signed"),
    path("desk/tasks/<uuid:pk>/<str:move>/", desk.task_move, name="task_move"),
]
