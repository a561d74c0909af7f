"""The tasks of this floor, for Celery, which looks here. Their names are the ones that queues and schedules know."""

from agencies.area_years.tasks import follow_area_years
from agencies.machines.tasks import flag_unusual, forget_expired
from agencies.trail.tasks import seal_trail

__all__ = ["flag_unusual", "follow_area_years", "forget_expired", "seal_trail"]
