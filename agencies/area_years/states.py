"""What is done with a council's year: it is published, taken over, and left."""

from django.db.models import TextChoices

from agencies.acting.rows import NEW, ActRow, Life, Transition, Words
from agencies.policy import Act
from agencies.policy.telling import NOBODY


class State(TextChoices):
    """A version stands once it is published."""

    PUBLISHED = "published"


ONE = "school-years/<ref:reference>/<int:year>/"

LIFE = Life(
    "area_year",
    tuple(State),
    rows=(
        ActRow(
            Act.PUBLISH_YEAR,
            "published a school year for the area",
            (Transition("area_year", (NEW, State.PUBLISHED), (State.PUBLISHED,)),),
            NOBODY,  # the schools whom it is about, by letters of their own
            at="school-years/area/<int:year>/",
            words=Words(
                "Publish a school year",
                "{year} for the schools of {area}",
                (
                    (
                        "Schools take it over with one press, or write their own. Whoever follows it is told of a "
                        "change, and has five school days to say no; what a school changed for itself stays."
                    ),
                    "An academy decides its own year: it may take this one over, and need not.",
                ),
                "Publish it",
            ),
        ),
        ActRow(
            Act.TAKE_YEAR,
            "took over the council’s school year",
            (Transition("area_year", (State.PUBLISHED,)),),
            NOBODY,
            at=ONE,
            words=Words(
                "Take over the council’s year",
                "Take over the council’s {year}?",
                (
                    (
                        "These days become the year of {school}. You can change them afterwards. What you change "
                        "stays, and the rest follows when the council changes its year: you are told first, and have "
                        "five school days to say no."
                    ),
                    "Deadlines in school days are counted again with this. Letters that were given stay as they are.",
                ),
                "Take it over",
            ),
        ),
        ActRow(
            Act.KEEP_OWN_YEAR,
            "kept the school’s own year",
            (Transition("area_year", (State.PUBLISHED,)),),
            NOBODY,
            at=ONE,
            words=Words(
                "Keep the school’s own year",
                "Keep your own {year}?",
                (
                    (
                        "The days of {school} stay as they are now, and nothing that the council changes is taken "
                        "over any more. You can take the council’s year over again later."
                    ),
                ),
                "Keep our own",
            ),
        ),
        ActRow(Act.SEE_AREA_YEARS, "looked at the council’s school years"),
    ),
)
