"""Where the addresses of arrivals lead."""

from django.urls import path

from agencies.web.paths import act_paths
from referrals.arrivals import views

urlpatterns = [
    path("arrivals/<ref:reference>/", views.see_arrival, name="see_arrival"),
    *act_paths(views),
]
