"""Days of suspension as arithmetic: half days a term and a year, the run that leads to the sixth day, lines crossed."""

from agencies.schoolday import school_year
from interventions.suspensions.totals.out import (
    ORDER_OF_DAY,
    SESSIONS_OF,
    Out,
    Session,
    days_counted,
    in_days,
    kind_of,
    sessions,
)
from interventions.suspensions.totals.runs import run_of, sixth_day
from interventions.suspensions.totals.sums import (
    LINES,
    AlreadyOut,
    Line,
    Total,
    Unit,
    each_once,
    of_one_child,
    refuse_doubled,
    totals,
)
from interventions.suspensions.totals.terms import Span, Term, easter_monday, spans_of_year, term_of, year_of

__all__ = [
    "LINES",
    "ORDER_OF_DAY",
    "SESSIONS_OF",
    "AlreadyOut",
    "Line",
    "Out",
    "Session",
    "Span",
    "Term",
    "Total",
    "Unit",
    "days_counted",
    "each_once",
    "easter_monday",
    "in_days",
    "kind_of",
    "of_one_child",
    "refuse_doubled",
    "run_of",
    "school_year",
    "sessions",
    "sixth_day",
    "spans_of_year",
    "term_of",
    "totals",
    "year_of",
]
