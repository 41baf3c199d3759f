"""Which addresses do forms that are sent down have?"""

from django.urls import path

from jinlin.metrics.returns import desk

app_name = "returns"

urlpatterns = [
    path("", desk.returns, name="returns"),
    path("meter/", desk.meter, name="meter"),
    path("blanks/<uuid:pk>/", desk.blank, name="blank"),
    path("blanks/<uuid:pk>/cell/", desk.cell, name="cell"),
    path("blanks/<uuid:pk>/words/", desk.agree, name="agree"),
    path("blanks/<uuid:pk>/confirm/", desk.confirm, name="confirm"),
    path("blanks/<uuid:pk>/fill/", desk.fill, name="fill"),
    path("<uuid:pk>/", desk.filled, name="return"),
    path("<uuid:pk>/cell/", desk.answer, name="answer"),
    path("<uuid:pk>/again/", desk.again, name="again"),
    path("<uuid:pk>/sign/", desk.sign, name="sign"),
    path("<uuid:pk>/file/", desk.file, name="file"),
]
