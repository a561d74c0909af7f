"""An address of the API: what may stand in its query is what its description says, and the rest is named."""

from collections.abc import Iterator, Sequence
from typing import Any

from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request
from rest_framework.views import APIView

from agencies.machines.api.problems import Problem, wrong_query

MOST_NAMED = 20


class ApiAddress(APIView):
    """What each address of the API stands on. Which methods it answers the edge says, and nobody else."""

    query: Sequence[OpenApiParameter] = ()
    """The parameters of its reading; a sending has none."""
    default_response_headers: dict[str, str] = {}  # a property there, which says them

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuse a parameter that is unknown or stands twice: passed over, it would seem to have been heeded."""
        super().initial(request, *args, **kwargs)
        if errors := list(self._of_query(request)):
            raise Problem("invalid", *errors[:MOST_NAMED])

    def _of_query(self, request: Request) -> Iterator[dict[str, str]]:
        known = {one.name for one in self.query} if request.method in ("GET", "HEAD") else set()
        for name, values in sorted(request.query_params.lists()):
            if name not in known:
                yield wrong_query(name, "unknown")
            elif len(values) > 1:
                yield wrong_query(name, "twice")
