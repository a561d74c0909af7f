"""Where the addresses of the national register lead."""

from django.urls import path

from agencies.register.api import Codes

urlpatterns = [path("api/v1/codes/<slug:code_set>", Codes.as_view(), name="api_codes")]
