"""Where the addresses of suspensions lead."""

from django.urls import path

from agencies.web.paths import act_paths
from interventions.suspensions.api import (
    CorrectSuspension,
    OneSuspension,
    RecordDaysElsewhere,
    ShortenSuspension,
    Suspensions,
    VoidSuspension,
)
from interventions.suspensions.views import board, kept, knowing, reporting

urlpatterns = [
    path("suspensions/", kept.see_suspensions, name="see_suspensions"),
    path("suspensions/report/", reporting.see_suspension_report, name="see_suspension_report"),
    path("suspensions/<ref:reference>/", kept.see_suspension, name="see_suspension"),
    path("suspensions/<ref:reference>/letter/", kept.see_suspension_letter, name="see_suspension_letter"),
    *act_paths(kept),
    *act_paths(board),
    *act_paths(knowing),
    path("api/v1/suspensions", Suspensions.as_view(), name="api_suspensions"),
    path("api/v1/suspensions/<ref:reference>", OneSuspension.as_view(), name="api_suspension"),
    path("api/v1/suspensions/<ref:reference>/void", VoidSuspension.as_view(), name="api_void_suspension"),
    path("api/v1/suspensions/<ref:reference>/correct", CorrectSuspension.as_view(), name="api_correct_suspension"),
    path("api/v1/suspensions/<ref:reference>/shorten", ShortenSuspension.as_view(), name="api_shorten_suspension"),
    path(
        "api/v1/suspensions/<ref:reference>/days-elsewhere",
        RecordDaysElsewhere.as_view(),
        name="api_record_days_elsewhere",
    ),
]
