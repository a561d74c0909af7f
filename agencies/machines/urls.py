"""Where the addresses of a school's own systems lead."""

from django.urls import path, re_path

from agencies.machines import views
from agencies.machines.api.calendar import Calendar
from agencies.machines.api.codes import Codes
from agencies.machines.api.own import Me
from agencies.machines.api.token import Token
from agencies.web.paths import act_paths

CALENDAR = r"^api/v1/schools/(?P<urn>[0-9]{6})/calendar/(?P<year>[0-9]{4}-[0-9]{2})$"

urlpatterns = [
    path("systems/", views.see_clients, name="see_clients"),
    *act_paths(views),
    path("api/v1/token", Token.as_view(), name="api_token"),
    path("api/v1/me", Me.as_view(), name="api_me"),
    path("api/v1/codes/<slug:code_set>", Codes.as_view(), name="api_codes"),
    re_path(CALENDAR, Calendar.as_view(), name="api_calendar"),
]
