"""Calendars and limits from their rows: a school's days, the working days, and what a council has set."""

from datetime import date

from agencies.calendar import SchoolCalendar
from agencies.deadlines import Rule
from agencies.models import BankHoliday, Setting, TermDate

Holidays = dict[date, str]


def bank_holidays() -> Holidays:
    """Every bank holiday on record with its title: one query."""
    return dict(BankHoliday.objects.values_list("day", "title"))


def school_calendar(agency_id: int, holidays: Holidays) -> SchoolCalendar:
    """One school's days by its own terms, INSET days and closures, and the bank holidays: one query."""
    rows = list(TermDate.objects.filter(agency_id=agency_id).values_list("first_on", "last_on", "kind", "label"))
    return SchoolCalendar.from_rows([*rows, *((day, day, "bank_holiday", title) for day, title in holidays.items())])


def limit_of(rule: Rule, authority_id: int, on: date) -> int:
    """The limit in force: the council's own setting where it has one that has begun, else the rule's."""
    if rule.setting is None:
        return rule.limit
    rows = Setting.objects.filter(authority_id=authority_id, name=rule.setting, starts_on__lte=on)
    value = rows.order_by("-starts_on").values_list("value", flat=True).first()
    return rule.limit if value is None else int(value)
