"""What the page of a child shows."""

from interventions.pupil_page.pages.child import child_page

__all__ = ["child_page"]
