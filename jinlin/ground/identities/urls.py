"""Where does another house's word lead, and where are identities bound?"""

from django.urls import path

from jinlin.ground.identities import portal

app_name = "identities"

urlpatterns = [
    path("sign-in/with/<slug:slug>/", portal.begin, name="begin"),
    path("sign-in/with/<slug:slug>/back/", portal.back, name="back"),
    path("sign-in/bind/", portal.bind, name="bind"),
    path("me/ways/", portal.mine, name="mine"),
    path("me/ways/<uuid:pk>/give-up/", portal.unbind, name="unbind"),
    path("desk/security/ways/", portal.at_desk, name="at-desk"),
    path("wechat/<slug:slug>/signature/", portal.page_signature, name="page-signature"),
]
