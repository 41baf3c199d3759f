"""Which addresses does understanding have?"""

from django.urls import path

from jinlin.insight import desk

app_name = "insight"

urlpatterns = [
    path("desk/alarms/<uuid:pk>/<str:what>/", desk.answer, name="answer"),
]
