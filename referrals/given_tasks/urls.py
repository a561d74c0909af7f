"""Where the addresses of given tasks lead."""

from django.urls import path

from agencies.web.paths import act_paths
from referrals.given_tasks import views

urlpatterns = [
    path("tasks/<ref:reference>/", views.see_task, name="see_task"),
    *act_paths(views),
]
