"""The pages of a team: its people, and what is asked before a seat is changed or ended."""

from referrals.teams.pages.people import people_page
from referrals.teams.pages.seats import change_role_page, end_seat_page

__all__ = ["change_role_page", "end_seat_page", "people_page"]
