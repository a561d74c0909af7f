"""The life of a document, and that of each of its versions."""

from django.db.models import TextChoices

from agencies.acting.rows import ActRow, Life, Transition, Words
from agencies.policy import Act
from agencies.policy.telling import NOBODY, TO_LEADS, Notice
from referrals.cases.states import ONE as CASE
from referrals.cases.states import State as Case
from referrals.concerns.states import ONE as CONCERN
from referrals.concerns.states import State as Concern
from referrals.referrals.states import ONE as REFERRAL
from referrals.referrals.states import OPEN as OPEN_REFERRAL


class State(TextChoices):
    """Who may read it, beside whom its part shows it to: read from its row, and from that of its entry."""

    PLAIN = "plain"
    RESTRICTED = "restricted"
    FOLLOWS = "follows"  # it hangs on an entry, a concern or a referral, and is read with that


class Version(TextChoices):
    """Where one version stands: nobody opens one that is not clean."""

    WAITING = "waiting", "Waits for its scan"
    CLEAN = "clean", "Clean"
    REFUSED = "refused", "Refused"
    TAKEN_BACK = "taken_back", "Taken back"


class Kind(TextChoices):
    """Which kind of file it is, by its bytes."""

    PDF = "pdf", "PDF"
    DOCX = "docx", "Word document"
    EML = "eml", "E-mail"
    JPEG = "jpeg", "Picture (JPEG)"
    PNG = "png", "Picture (PNG)"
    WEBP = "webp", "Picture (WebP)"


ONE = "documents/<ref:reference>/"
ANY = tuple(State)
STAYS = Transition("document", ANY)
WHILE_ASKED = (Concern.NOTED, Concern.OPENED, Concern.JOINED)
"""Of a concern: until it is answered without a case."""
WHILE_OPEN = Transition("case", (Case.OPEN,))

LIFE = Life(
    "document",
    ANY,
    rows=(
        ActRow(
            Act.ADD_DOCUMENT,
            "added a document",
            (WHILE_OPEN,),
            NOBODY,
            at=CASE,
            words=Words(
                "Add a document",
                "Add a document to {whose} case",
                (
                    "Nobody can open it before the virus scanner has found it clean.",
                    "It is read by whoever may read an entry of its part, or the entry that it hangs on.",
                ),
                "Add it",
            ),
        ),
        ActRow(
            Act.ATTACH_TO_CONCERN,
            "attached a document to a concern",
            (Transition("concern", WHILE_ASKED),),
            Notice("A document was attached to a concern. Read the concern.", (TO_LEADS,)),
            at=CONCERN,
            words=Words(
                "Attach a document",
                "Attach a document to a concern about {child}",
                (
                    "Nobody can open it before the virus scanner has found it clean.",
                    "It is read by whoever may read the concern.",
                ),
                "Attach it",
            ),
        ),
        ActRow(
            Act.ATTACH_TO_REFERRAL,
            "attached a document to the referral",
            (Transition("referral", OPEN_REFERRAL),),
            NOBODY,
            at=REFERRAL,
            words=Words(
                "Attach a document",
                "Attach a document to the referral of {child}",
                (
                    "Nobody can open it before the virus scanner has found it clean.",
                    "It is read by whoever may read the referral: once it is sent, by the council too.",
                ),
                "Attach it",
            ),
        ),
        ActRow(
            Act.ADD_VERSION,
            "added a version of a document",
            (STAYS,),
            NOBODY,
            at=ONE,
            words=Words(
                "Add a version",
                "Add a version",
                ("A version is never changed, only followed: the ones before it stay as they are.",),
                "Add it",
            ),
        ),
        ActRow(
            Act.TAKE_BACK_VERSION,
            "took a version of a document back",
            (STAYS,),
            NOBODY,
            at=ONE,
            words=Words(
                "Take a version back",
                "Take version {number} back",
                ("Its bytes are destroyed. That it was there, and that you took it back, stays.",),
                "Take it back",
            ),
        ),
        ActRow(
            Act.RESTRICT_DOCUMENT,
            "restricted a document",
            (Transition("document", (State.PLAIN,), (State.RESTRICTED,)),),
            NOBODY,
            at=ONE,
            words=Words(
                "Restrict a document",
                "Restrict a document",
                (
                    (
                        "Afterwards only {author}, who added it, the lead professional and the headteacher "
                        "can read it. "
                        "Nobody else sees that it is there, and no share shows it. It stays so."
                    ),
                ),
                "Restrict it",
            ),
        ),
        ActRow(Act.SCAN_VERSION, "looked for viruses in a version of a document", (STAYS,), NOBODY),
        ActRow(Act.SEE_DOCUMENT, "looked at a document"),
        ActRow(Act.SEE_VERSION, "opened a version of a document"),
    ),
    why_not={
        State.RESTRICTED: "This document is restricted.",
        State.FOLLOWS: (
            "This document is read by whoever may read what it hangs on. Where that is an entry: Restrict the entry."
        ),
    },
)
