"""A scene: one instant of the stories, in which each act passes the door and then is done, as in the pages."""

from interventions.demonstration.scenes.instant import Family
from interventions.demonstration.scenes.scene import Scene
from interventions.demonstration.scenes.shares import Offer

__all__ = ["Family", "Offer", "Scene"]
