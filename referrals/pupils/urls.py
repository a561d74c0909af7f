"""Where the addresses of pupils lead."""

from django.urls import path, re_path

from agencies.web.paths import act_paths
from referrals.pupils import views
from referrals.pupils.api import PupilByExternalId, Pupils

urlpatterns = [
    re_path(
        r"^api/v1/schools/(?P<urn>[0-9]{6})/pupils/by-external-id/(?P<external_id>[!-.0-~]{1,64})$",
        PupilByExternalId.as_view(),
        name="api_pupil",
    ),
    path("api/v1/pupils:batch", Pupils.as_view(), name="api_pupils"),
    path("pupils/<ref:reference>/changes/", views.see_changes, name="see_changes"),
    path("pupils/find/", views.find_pupils, name="find_pupils"),
    *act_paths(views),
]
