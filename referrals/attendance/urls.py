"""Where the addresses of attendance lead."""

from django.urls import path, re_path

from agencies.web.paths import act_paths
from referrals.attendance import views
from referrals.attendance.api import Attendance

urlpatterns = [
    re_path(
        r"^api/v1/schools/(?P<urn>[0-9]{6})/attendance/(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})$",
        Attendance.as_view(),
        name="api_attendance",
    ),
    path("pupils/<ref:reference>/attendance/", views.see_attendance, name="see_attendance"),
    *act_paths(views),
]
