"""What the overview shows."""

from interventions.overview.pages.overview import OverviewPage, overview

__all__ = ["OverviewPage", "overview"]
