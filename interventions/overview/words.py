"""What the overview says of its own figures."""

OF_COUNCIL = (
    "What was sent to the council, what it oversees and what it was told of. A case that a school keeps to itself is "
    "not in here."
)
OF_BOTH = "What was sent to the council, what it oversees and what it was told of; and all of the school that you lead."
OF_SCHOOL = "Your school’s cases, and what your school owes."
MEDIAN = (
    "Each offer of a share in the last {weeks} weeks, in working days from the day on which the agency could answer. "
    "One that still waits, or ran out without an answer, counts as long as it waited, so that silence does not look "
    "quick. Left out is one that was taken back or offered anew before it was answered, or whose pupil left. Half of "
    "them took no longer than the median; of fewer than {least} none is given."
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
NO_DAY_YET = "no school day yet in this one"
