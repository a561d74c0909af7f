"""Where the overview is read."""

from django.urls import path

from interventions.overview import views

urlpatterns = [path("overview/", views.see_overview, name="see_overview")]
