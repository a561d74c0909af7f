"""Where the addresses of referrals and of triage lead."""

from django.urls import path

from agencies.web.paths import act_paths
from referrals.referrals import views
from referrals.referrals.api import Referrals

urlpatterns = [
    path("api/v1/referrals", Referrals.as_view(), name="api_referrals"),
    path("referrals/<ref:reference>/", views.see_referral, name="see_referral"),
    path("triage/", views.see_queue, name="see_queue"),
    path("triage/<ref:reference>/", views.triage_referral, name="triage_referral"),
    *act_paths(views),
]
