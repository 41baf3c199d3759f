"""Which addresses lead to people, and to the households in care?"""

from django.urls import path

from jinlin.ground.people import portal
from jinlin.ground.people.desk import care, links, persons

app_name = "people"
urlpatterns = [
    path("me/data/", portal.own_data, name="own-data"),
    path("me/data/consents/<uuid:pk>/withdraw/", portal.take_back, name="take-back"),
    path("care/", portal.mine, name="my-households"),
    path("care/<uuid:pk>/", portal.household, name="my-household"),
    path("desk/care/", care.households, name="households"),
    path("desk/care/print/", care.print_list, name="print-households"),
    path("desk/care/new/", care.register, name="register-household"),
    path("desk/care/<uuid:pk>/", care.household, name="household"),
    path("desk/care/<uuid:pk>/clear/", care.clear, name="clear-household"),
    path("desk/care/<uuid:pk>/members/", care.add_member, name="add-member"),
    path("desk/care/<uuid:pk>/link/<slug:role>/", links.link, name="link"),
    path("desk/care/links/<uuid:pk>/hand-over/", links.hand_over, name="hand-over-link"),
    path("desk/care/links/<uuid:pk>/end/", links.end, name="end-link"),
    path("desk/people/", persons.find, name="list"),
    path("desk/people/consents/", persons.on_word, name="on-word"),
    path("desk/people/<uuid:pk>/", persons.person, name="person"),
    path("desk/people/<uuid:pk>/clear/", persons.clear, name="clear"),
    path("desk/people/<uuid:pk>/born/", persons.born, name="born"),
    path("desk/people/<uuid:pk>/act/", persons.act, name="act"),
    path("desk/people/consents/<uuid:pk>/withdraw/", persons.withdraw, name="withdraw"),
    path("desk/people/phones/<uuid:pk>/", persons.settle_phone, name="settle-phone"),
    path("desk/people/mandates/<uuid:pk>/stop/", persons.stop, name="stop"),
]
