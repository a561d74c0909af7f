"""The order in which the stories with a named child are told."""

from interventions.demonstration.around import people_around
from interventions.demonstration.changed_school import (
    entered_as_a_guest,
    entered_twice,
    from_osier_to_curlew,
    from_quarry_to_alder,
    from_saltwick_to_kestrel,
    one_and_two_again,
)
from interventions.demonstration.last_resorts import (
    bronaghs_suspension,
    caseys_suspension,
    kofis_suspensions,
    leos_suspension,
)
from interventions.demonstration.registers import registers
from interventions.demonstration.school_years import next_year
from interventions.demonstration.signs import early_signs
from interventions.demonstration.stage import Stage, Story
from interventions.demonstration.stories.closed import bronagh, jaydon
from interventions.demonstration.stories.council import amelie, grace, ines, micah, niko, sorcha, tamsin, yusuf
from interventions.demonstration.stories.kofi import kofi
from interventions.demonstration.stories.referred import leo, niamh, oskar, zuzanna
from interventions.demonstration.stories.waiting import (
    a_birthday,
    a_bruise,
    a_walk_home,
    casey,
    ellis,
    haroon,
    idris,
    maisie,
    roza,
    tyrell,
)


def starring(stage: Stage) -> list[Story]:
    """Every story with a child who is named here."""
    return [
        kofi(stage),
        *(tell(stage) for tell in (maisie, haroon, casey, roza, idris, leo, zuzanna, niamh, oskar, jaydon, bronagh)),
        *(
            tell(stage)
            for tell in (
                ellis,
                a_walk_home,
                a_bruise,
                tyrell,
                a_birthday,
                amelie,
                niko,
                sorcha,
                yusuf,
                tamsin,
                grace,
                ines,
                micah,
            )
        ),
        leos_suspension(stage),
        kofis_suspensions(stage),
        caseys_suspension(stage),
        bronaghs_suspension(stage),
        next_year(stage),
        people_around(stage),
        registers(stage),
        early_signs(stage),
        *(tell(stage) for tell in (from_quarry_to_alder, from_saltwick_to_kestrel, from_osier_to_curlew)),
        entered_twice(stage),
        entered_as_a_guest(stage),
        one_and_two_again(stage),
    ]
