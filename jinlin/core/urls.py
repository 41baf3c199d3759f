"""Under which addresses (after /files/) are photos found?"""

from django.urls import path

from jinlin.core import files

app_name = "core"
urlpatterns = [
    path("<uuid:key>/", files.file, name="file"),
    path("<uuid:key>/thumb/", files.thumbnail, name="thumbnail"),
]
