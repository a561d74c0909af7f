"""What was done with one record, as the trail has it: who, when, and by which sending."""

from django.db.models import QuerySet

from agencies.trail.models import TrailEntry


def done_on(kind: str, reference: str, **facts: object) -> QuerySet[TrailEntry]:
    """The acts that were done on a record, the newest first; with these facts, where some are named."""
    lines = TrailEntry.objects.filter(outcome="done", subject_kind=kind, subject_ref=reference).order_by("-id")
    return lines.filter(facts__contains=facts) if facts else lines
