"""What happens to an account and the devices that are known for it."""

from django.db.models import TextChoices

from agencies.acting.rows import NEW, ActRow, Life, Transition, Words
from agencies.policy import Act
from agencies.policy.telling import NOBODY


class State(TextChoices):
    """A device is known from a sign-in on, for ninety days."""

    KNOWN = "known"
    FORGOTTEN = "forgotten"


OWN = (Transition("account", ("live",)),)
"""What allauth's own pages do; a mail to the person tells of it, and no standing hears."""

LIFE = Life(
    "device",
    tuple(State),
    rows=(
        ActRow(Act.SIGN_IN, "signed in", (Transition("device", (NEW, State.KNOWN), (State.KNOWN,)),), NOBODY),
        ActRow(Act.FAIL_SIGN_IN, "was not signed in", OWN, NOBODY),
        ActRow(Act.SIGN_OUT, "signed out", OWN, NOBODY),
        ActRow(Act.CHANGE_PASSWORD, "changed their password", OWN, NOBODY),
        ActRow(Act.ADD_FACTOR, "added a way to sign in", OWN, NOBODY),
        ActRow(Act.REMOVE_FACTOR, "removed a way to sign in", OWN, NOBODY),
        ActRow(
            Act.FORGET_DEVICE,
            "removed a known device",
            (Transition("device", (State.KNOWN,), (State.FORGOTTEN,)),),
            NOBODY,
            at="account/devices/<slug:handle>/",
            is_sent_only=True,
        ),
        ActRow(
            Act.GIVE_CODE,
            "gave somebody a one-time code for their first way to sign in",
            OWN,
            NOBODY,
            at="people/<ref:reference>/<ref:person>/",
            words=Words(
                "A one-time code",
                "A one-time code for {name}",
                (
                    "With it they add their first passkey or authenticator app. It works once, for seven days.",
                    "Say it to them in person or on the phone, and only when you are sure who asks.",
                ),
                "Show the code",
            ),
        ),
        ActRow(Act.FLAG_UNUSUAL, "was reported for an unusual number of openings or refusals", OWN, NOBODY),
        ActRow(Act.SEE_SIGN_INS, "looked at who signed in"),
    ),
)

SIGN_INS = (
    Act.SIGN_IN,
    Act.FAIL_SIGN_IN,
    Act.SIGN_OUT,
    Act.CHANGE_PASSWORD,
    Act.ADD_FACTOR,
    Act.REMOVE_FACTOR,
    Act.FORGET_DEVICE,
    Act.END_SESSION,
    Act.END_SESSIONS,
    Act.SIGN_OUT_EVERYWHERE,
    Act.FLAG_UNUSUAL,
    Act.GIVE_CODE,
    Act.FORGET_FACTORS,
)
"""What the list of sign-ins shows."""
