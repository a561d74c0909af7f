"""What is done with people, their seats and their sessions."""

from django.db.models import TextChoices

from agencies.acting.rows import NEW, ActRow, Life, Transition, Words
from agencies.policy import Act
from agencies.policy.telling import NOBODY


class State(TextChoices):
    """A seat is read from its dates; an account is there from its invitation on."""

    INVITED = "invited"
    LIVE = "live"
    ENDED = "ended"


ONE = "people/<ref:reference>/"
SEAT = "people/<ref:reference>/<ref:person>/"

LIFE = Life(
    "person",
    tuple(State),
    rows=(
        # The mail to whoever is invited is no letter; no standing hears.
        ActRow(
            Act.INVITE_PERSON, "invited somebody", (Transition("person", (NEW,), (State.INVITED,)),), NOBODY, at=ONE
        ),
        ActRow(
            Act.RENEW_INVITATION,
            "sent an invitation again",
            (Transition("person", (State.INVITED,)),),
            NOBODY,
            at=SEAT,
            is_sent_only=True,
        ),
        # What the seat owed is the team's again: its duties tell.
        ActRow(
            Act.CHANGE_ROLE,
            "gave somebody another role",
            (Transition("seat", (State.LIVE,), (State.ENDED,)),),
            NOBODY,
            at=SEAT,
            words=Words(
                "Change a role",
                "Another role for {name}",
                (
                    (
                        "They are signed out, and sign in to the new role. "
                        "What the new role may not do is your team’s again, with the same dates."
                    ),
                ),
                "Change the role",
            ),
        ),
        ActRow(
            Act.END_SEAT,
            "ended somebody’s seat",
            (Transition("seat", (State.LIVE,), (State.ENDED,)),),
            NOBODY,
            at=SEAT,
            words=Words("End a seat", "{name} {leaves}", button="End it now"),
        ),
        ActRow(
            Act.MEND_PROFILE,
            "edited their own profile",
            (Transition("person", (State.INVITED,)),),
            NOBODY,
            at="account/",
        ),
        ActRow(
            Act.END_SESSION,
            "ended a session of their own",
            (Transition("session", (State.LIVE,), (State.ENDED,)),),
            NOBODY,
            at="account/sessions/<slug:handle>/",
            is_sent_only=True,
        ),
        ActRow(
            Act.SIGN_OUT_EVERYWHERE,
            "signed out everywhere",
            (Transition("person", (State.INVITED,)),),
            NOBODY,
            at="account/",
            is_sent_only=True,
        ),
        ActRow(
            Act.TAKE_LIST,
            "took a list away",
            (Transition("person", (State.INVITED,)),),
            NOBODY,
            at="lists/",
            is_sent_only=True,
        ),
        ActRow(
            Act.END_SESSIONS,
            "signed somebody out everywhere",
            (Transition("person", (State.INVITED,)),),
            NOBODY,
            at=SEAT,
            words=Words(
                "Sign somebody out",
                "Sign {name} out everywhere",
                (
                    "Every session of theirs ends now, on every device. They can sign in again.",
                    "Where somebody else may know their password, ask them to change it as well.",
                ),
                "Sign them out",
            ),
        ),
        ActRow(
            Act.RESEND_MAIL,
            "sent somebody’s letters again that could not be delivered",
            (Transition("person", (State.INVITED,)),),
            NOBODY,
            at=SEAT,
            is_sent_only=True,
        ),
        ActRow(
            Act.FORGET_FACTORS, "forgot somebody’s second factors", (Transition("person", (State.INVITED,)),), NOBODY
        ),
        ActRow(Act.SEE_PEOPLE, "looked at the people of a team"),
    ),
)
