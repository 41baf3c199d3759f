"""Which addresses does understanding have?"""

from django.urls import path

from jinlin.insight.desk import alarms, learnings, talk

app_name = "insight"

urlpatterns = [
    path("desk/alarms/<uuid:pk>/<str:what>/", alarms.answer, name="answer"),
    path("desk/talk/", talk.talk, name="talk"),
    path("desk/talk/learnt/", learnings.learnings, name="learnings"),
    path("desk/talk/learnt/<uuid:pk>/<str:verb>/", learnings.choose, name="choose"),
    path("desk/talk/<uuid:pk>/", talk.topic, name="topic"),
]
