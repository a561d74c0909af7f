"""The door to the records of this floor, each put into the door of the floor below."""

from interventions.access.moves import moves, parties_of
from interventions.access.suspensions import suspensions

__all__ = ["moves", "parties_of", "suspensions"]
