"""Sixty stories by chance: each plot leads to one state."""

from interventions.demonstration.plots.order import by_chance

__all__ = ["by_chance"]
