"""Where the addresses of the case page lead, and that of sharing with its preview."""

from django.urls import path

from agencies.web.paths import act_paths
from interventions.case_page import views

urlpatterns = [
    path("cases/", views.see_cases, name="see_cases"),
    path("cases/<ref:reference>/", views.see_case, name="see_case"),
    path("cases/<ref:reference>/reasons/", views.see_reasons, name="see_reasons"),
    path("cases/<ref:reference>/trail/", views.see_trail, name="see_trail"),
    *act_paths(views),
]
