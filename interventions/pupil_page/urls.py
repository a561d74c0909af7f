"""Where a child's page leads."""

from django.urls import path

from interventions.pupil_page import views

urlpatterns = [path("pupils/<ref:reference>/", views.see_child, name="see_child")]
