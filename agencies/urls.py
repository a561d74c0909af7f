"""Where the addresses of the ground floor lead."""

from django.urls import path
from oauth2_provider.views import TokenView

from agencies import views
from agencies.api.own import Codes, Me
from agencies.views import clients, people

urlpatterns = [
    path("drafts/<slug:form>/", views.save_draft, name="save_draft"),
    path("account/", views.account, name="account"),
    path("account/mend-profile/", views.mend_profile, name="mend_profile"),
    path("account/sessions/<slug:handle>/end-session/", views.end_session, name="end_session"),
    path("people/agencies/", people.see_agencies, name="see_agencies"),
    path("people/agencies/add-agency/", people.add_agency, name="add_agency"),
    path("people/<ref:reference>/invite-person/", people.invite_person, name="invite_person"),
    path("account/sign-out-everywhere/", views.sign_out_everywhere, name="sign_out_everywhere"),
    path("systems/", clients.see_clients, name="see_clients"),
    path("systems/make-client/", clients.make_client, name="make_client"),
    path("systems/<ref:reference>/rotate-client/", clients.rotate_client, name="rotate_client"),
    path("systems/<ref:reference>/revoke-client/", clients.revoke_client, name="revoke_client"),
    path("api/v1/token", TokenView.as_view(), name="api_token"),
    path("api/v1/me", Me.as_view(), name="api_me"),
    path("api/v1/codes/<slug:code_set>", Codes.as_view(), name="api_codes"),
]
