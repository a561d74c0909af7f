"""What the overview says of its own figures."""

OF_COUNCIL = (
    "What was sent to the council, what it oversees and what it was told of. A case that a school keeps to itself is "
    "not in here."
)
OF_SCHOOL = "Your school’s cases, and what your school owes."
MEDIAN = (
    "Each offer of a share in the last {weeks} weeks, in working days from the day on which the agency could answer. "
    "One that still waits counts as long as it has waited, so that silence does not look quick. Half of them took no "
    "longer than the median; of fewer than {least} none is given."
)
TERMS = (
    "Suspensions by their first day, each school by its own terms: this one so far, and the one before it up to the "
    "same school day. Left out are those that were cancelled and those that never happened. A to Z, and no ranking: "
    "schools differ in size and in whom they teach."
)
PAST = "Days out of school that count in this term, at one school, over the lines of the law (SI 2012/1033)."
TOO_FEW = "too few to say"
STILL = "at least {}"
NOT_KNOWN = "its terms are not known"
