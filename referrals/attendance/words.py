"""What the pages of attendance say, in the words that people read."""

from referrals.attendance.codes import Counts

COUNTS = {
    Counts.ATTENDING: "Attended",
    Counts.AUTHORISED: "Absent with leave",
    Counts.UNAUTHORISED: "Absent without leave",
    Counts.NOT_POSSIBLE: "No possible half day",
    Counts.UNKNOWN: "Code not known here: counts in nothing",
}
"""How a mark counts."""
SHORT = {
    Counts.ATTENDING: "in",
    Counts.AUTHORISED: "leave",
    Counts.UNAUTHORISED: "out",
    Counts.NOT_POSSIBLE: "–",
    Counts.UNKNOWN: "?",
}
"""The same in a cell, for who reads how a half day counts and not why."""
HALVES = {"AM": "morning", "PM": "afternoon"}
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
NO_MARKS = "No marks have come"
BY_PARTS = (
    "Your share lets you read how each half day counts. Why a child was absent stands in other parts of the story."
)
PERSISTENT = "Persistent absence: a tenth or more of the possible half days was missed."
SEVERE = "Severe absence: half or more of the possible half days was missed."
NOTICE = "From 10 on a penalty notice is considered."
ILL = "From 15 days in a school year on the school tells the council."
WHY_NOT_KEPT = (
    "Marks older than the last school year are kept only of children with a case at the school that sent them. A case "
    "that is opened later brings none back."
)
NOT_TOLD = "Sums don’t tell in which school weeks ten half days were missed without leave, nor where a mark is missing."
TERMS_UNKNOWN = "The school’s terms are not known, so which half days have no mark is not known either."
