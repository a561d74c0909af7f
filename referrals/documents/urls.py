"""Where the addresses of documents lead."""

from django.urls import path

from agencies.web.paths import act_paths
from referrals.documents import views

ONE, VERSION = "documents/<ref:reference>/", "documents/<ref:reference>/versions/<int:number>/"

urlpatterns = [
    path("cases/<ref:reference>/documents/", views.see_documents, name="see_documents"),
    path(ONE, views.see_document, name="see_document"),
    path(VERSION, views.open_version, name="open_version"),
    path(f"{VERSION}text/", views.see_text, name="see_text"),
    path(f"{VERSION}pages/<int:page>/", views.see_picture, name="see_picture"),
    *act_paths(views),
]
