"""Where the addresses of early signs lead."""

from django.urls import path

from agencies.web.paths import act_paths
from interventions.signals import views

urlpatterns = [
    path("signals/", views.see_signals, name="see_signals"),
    path("signals/rules/", views.see_signal_rules, name="see_signal_rules"),
    path("signals/<ref:reference>/", views.see_signal, name="see_signal"),
    *act_paths(views),
]
