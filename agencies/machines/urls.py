"""Where the addresses of a school's own systems lead."""

from django.urls import path

from agencies.machines import views
from agencies.machines.api.codes import Codes
from agencies.machines.api.own import Me
from agencies.machines.api.token import Token
from agencies.web.paths import act_paths

urlpatterns = [
    path("systems/", views.see_clients, name="see_clients"),
    *act_paths(views),
    path("api/v1/token", Token.as_view(), name="api_token"),
    path("api/v1/me", Me.as_view(), name="api_me"),
    path("api/v1/codes/<slug:code_set>", Codes.as_view(), name="api_codes"),
]
