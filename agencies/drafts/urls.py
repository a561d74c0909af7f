"""Where the addresses of drafts lead."""

from django.urls import path

from agencies.drafts import views

urlpatterns = [path("drafts/<slug:form>/", views.save_draft, name="save_draft")]
