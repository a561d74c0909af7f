"""The stories that the guided tour meets: Kofi's, what waits for Amara, and the council's queue."""

from interventions.demonstration.stories.order import starring

__all__ = ["starring"]
