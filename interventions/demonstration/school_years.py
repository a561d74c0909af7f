"""The council publishes the next school year, Alder Hythe takes it over, and the council then adds an INSET day."""

from agencies.area_years.actions import publish_year, take_year
from agencies.calendar.facts import SchoolYear, kept_rows
from agencies.schoolday import Row
from interventions.demonstration.places import school_year
from interventions.demonstration.scenes import Scene
from interventions.demonstration.stage import Stage, Story


def next_year(stage: Stage) -> Story:
    """Alder follows the change after five school days, unless Colm says no: both stand on their pages."""
    scene = yield stage.days.office(9, "11:00")
    year = school_year(stage.days.today) + 1
    alder = SchoolYear(stage.agencies["alder"], year)
    rows = [row._replace(label=row.label.partition(",")[0]) for row in kept_rows(alder)]
    _publish(scene, year, rows)
    scene = yield stage.days.office(7, "8:40")
    take_year(alder, version=1, by=scene.actor("colm"), at=scene.at)
    scene = yield stage.days.office(1, "16:10")
    first = max(row.first for row in rows if row.kind == "term")
    _publish(scene, year, [*rows, Row(first, first, "inset")])


def _publish(scene: Scene, year: int, rows: list[Row]) -> None:
    council = SchoolYear(scene.agencies["council"], year)
    publish_year(council, rows, by=scene.actor("grace"), at=scene.at)
