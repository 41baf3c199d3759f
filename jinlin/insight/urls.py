"""Which addresses does understanding have?"""

from django.urls import path

from jinlin.insight import portal
from jinlin.insight.desk import alarms, learnings, talk

app_name = "insight"

urlpatterns = [
    path("neighbours/<uuid:pk>/", portal.shared, name="shared"),
    path("neighbours/<uuid:pk>/back/", portal.back, name="back"),
    path("neighbours/<uuid:pk>/take-back/", portal.take_back, name="take_back"),
    path("desk/alarms/", alarms.dangers, name="dangers"),
    path("desk/alarms/<uuid:pk>/<str:what>/", alarms.answer, name="answer"),
    path("desk/talk/", talk.talk, name="talk"),
    path("desk/talk/learnt/", learnings.learnings, name="learnings"),
    path("desk/talk/learnt/<uuid:pk>/<str:verb>/", learnings.choose, name="choose"),
    path("desk/talk/<uuid:pk>/", talk.topic, name="topic"),
]
