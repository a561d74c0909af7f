"""Where the addresses of people and their agencies lead."""

from django.urls import path

from agencies.people import views
from agencies.web.paths import act_paths

urlpatterns = [
    path("people/agencies/", views.see_agencies, name="see_agencies"),
    path("people/<ref:reference>/changes/", views.see_agency_changes, name="see_agency_changes"),
    *act_paths(views),
]
