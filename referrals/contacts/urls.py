"""Where the addresses of people around a child lead."""

from django.urls import path, re_path

from agencies.web.paths import act_paths
from referrals.contacts import views
from referrals.contacts.api import ContactsOfPupil

urlpatterns = [
    re_path(
        r"^api/v1/schools/(?P<urn>[0-9]{6})/pupils/by-external-id/(?P<external_id>[!-.0-~]{1,64})/contacts$",
        ContactsOfPupil.as_view(),
        name="api_contacts",
    ),
    path("contacts/<ref:reference>/", views.see_contact, name="see_contact"),
    *act_paths(views),
]
