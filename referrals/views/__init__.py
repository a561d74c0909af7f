"""Bring a request to one door and one verb."""
