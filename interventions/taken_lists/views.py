"""A list taken away, as a file or as a page to print."""

from django.http import HttpResponse

from agencies.policy import Act
from agencies.schoolday import local_day
from agencies.web.asking import Request, require
from agencies.web.narrowing import asked as asked_of
from agencies.web.pages import show
from agencies.web.tables import table_file
from interventions.taken_lists import actions, pages


def take_list(request: Request) -> HttpResponse:
    """The list that was shown, narrowed as it was."""
    require(request.actor, Act.TAKE_LIST)
    name, way = request.POST.get("of", ""), "file" if request.POST.get("as") == "file" else "page"
    kind = pages.kind_of(request.actor, name)
    asked = asked_of(kind.filters, request.actor, request.at, request.POST)
    taken = kind.take(request.actor, request.at, asked)
    actions.take_list(kind.of, taken, asked, way=way, by=request.actor, at=request.at)
    if way == "file":
        return table_file(pages.as_table(taken), f"{name}-{local_day(request.at)}")
    return show(request, pages.taken_page(kind, taken, asked, request.at))
