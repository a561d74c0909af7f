"""The addresses of acts, from their rows: each ends in the act's own word."""

from types import ModuleType

from django.urls import URLPattern, path

from agencies.acting.lives import ROWS


def act_paths(views: ModuleType) -> list[URLPattern]:
    """An address for each act of which this module has the page or the button."""
    own = {row: getattr(views, row.act.value, None) for row in ROWS.values() if row.at}
    return [
        path(f"{row.at}{row.act.value.replace('_', '-')}/", view, name=row.act.value)
        for row, view in own.items()
        if view is not None and view.__module__ == views.__name__
    ]
