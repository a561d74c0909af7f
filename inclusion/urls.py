"""Where each address leads: the hall's own, then each floor's."""

from allauth.account import views as account
from allauth.mfa.webauthn import views as webauthn
from django.urls import include, path, re_path, register_converter

from agencies.accounts.views import PasskeySignIn, RemovePasskey
from agencies.references import PATTERN
from inclusion import views


class Reference:
    """A public reference in an address; one that is none is *not found* like any other."""

    regex = PATTERN

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    def to_url(self, value: str) -> str:
        """As it stands."""
        return value


register_converter(Reference, "ref")

urlpatterns = [
    path("livez", views.livez, name="livez"),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
    path("readyz", views.readyz, name="readyz"),
    path("welcome/", views.welcome, name="welcome_page"),
    path("help/", views.help_page, name="help_page"),
    path("privacy/", views.privacy, name="privacy_page"),
    path("accessibility/", views.accessibility, name="accessibility_page"),
    path("still-here/", views.still_here, name="still_here"),
    path("demonstration/", views.demonstration, name="demonstration_page"),
    path("demonstration/sign-in/", views.demonstration_sign_in, name="demonstration_sign_in"),
    path("demonstration/fast-reminders/", views.press_reminder_switch, name="press_reminder_switch"),
    path("accounts/login/", account.login, name="account_login"),
    path("accounts/logout/", account.logout, name="account_logout"),
    path("accounts/inactive/", account.account_inactive, name="account_inactive"),
    path("accounts/reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("accounts/password/change/", account.password_change, name="account_change_password"),
    path("accounts/password/set/", account.password_set, name="account_set_password"),
    path("accounts/password/reset/", account.password_reset, name="account_reset_password"),
    path("accounts/password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^accounts/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "accounts/password/reset/key/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("accounts/2fa/", include("allauth.mfa.base.urls")),
    path("accounts/2fa/totp/", include("allauth.mfa.totp.urls")),
    path("accounts/2fa/recovery-codes/", include("allauth.mfa.recovery_codes.urls")),
    path("accounts/2fa/webauthn/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("accounts/2fa/webauthn/add/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("accounts/2fa/webauthn/reauthenticate/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("accounts/2fa/webauthn/keys/<int:pk>/edit/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("accounts/2fa/webauthn/keys/<int:pk>/remove/", RemovePasskey.as_view(), name="mfa_remove_webauthn"),
    path("accounts/2fa/webauthn/login/", PasskeySignIn.as_view(), name="mfa_login_webauthn"),
    path("", include("agencies.urls")),
    path("", include("referrals.urls")),
    path("", include("interventions.urls")),
]
handler400 = "inclusion.views.bad_request"
handler403 = "inclusion.refusing.forbidden"
handler404 = "inclusion.refusing.not_found"
handler500 = "inclusion.views.server_error"
