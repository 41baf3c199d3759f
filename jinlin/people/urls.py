"""Which addresses lead to people?"""

from django.urls import path

from jinlin.people import desk

app_name = "people"
urlpatterns = [
    path("desk/people/", desk.find, name="list"),
    path("desk/people/<uuid:pk>/", desk.person, name="person"),
    path("desk/people/<uuid:pk>/clear/", desk.clear, name="clear"),
    path("desk/people/<uuid:pk>/act/", desk.act, name="act"),
    path("desk/people/consents/<uuid:pk>/withdraw/", desk.withdraw, name="withdraw"),
    path("desk/people/mandates/<uuid:pk>/stop/", desk.stop, name="stop"),
]
