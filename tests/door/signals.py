"""Early signs: whoever leads or safeguards at the school of the roll, and nobody else, whatever is shared."""

from typing import Any

import pytest
from django.db.models import Q

from agencies.acting import nouns
from agencies.policy import Act, Standing
from agencies.web.narrowing import asked
from interventions.pupil_page.pages.child import ChildPage
from interventions.signals.models import LIVES, Signal
from interventions.signals.pages import FILTERS, listing, signals_page
from referrals import door
from tests.door.attendance import ATTENDED
from tests.door.planting import Leaks, plant
from tests.door.scene import Scene, agree, answers
from tests.people import AT


def signals_agree(scene: Scene, who: int) -> None:
    """Each sign's page, what may be answered, and the list."""
    rows, ought, actor = scene.rows.signs, scene.model.signed(who), scene.actor(who)
    due = {n: "it" if n in ought else "not found" for n in range(len(rows))}
    agree("signals", f"{who}, page", answers(scene, who, Act.SEE_SIGNAL, Signal, rows), due)
    place = {one.pk: n for n, one in enumerate(rows)}
    found = {place[one.pk] for one in door.within(Signal, actor, Act.ANSWER_SIGNAL)}
    agree("signals", f"{who}, answer_signal", found, ought)
    page = signals_page(actor, AT, asked(FILTERS, actor, AT, {}))
    agree("signals", f"{who}, list", {place[one.pk] for one in page.walked.rows}, ought)


def signals_on_page(scene: Scene, who: int, n: int, page: ChildPage) -> None:
    """The panel of the child's page, its line in the trail; for others not even its name."""
    ought = n in scene.model.signed(who)
    panel = next((one for one in page.panels if one.name == "signs"), None)
    agree("signals", f"{who}, panel", panel is not None and bool(panel.lines), ought)
    agree("signals", f"{who}, trail", bool(page.sign_refs), ought)
    agree("signals", f"{who}, unnamed", "sign" in page.shut.lower(), ought=False)


def leak_to_shares(patch: pytest.MonkeyPatch) -> None:
    """An agency with a live share reads the signs of its child."""
    honest = nouns.noun_of(Signal).within

    def within(actor: Any, act: Act, at: Any) -> Any:
        shared = door.live_shares(actor.seats_for(Act.SEE_CASE, Standing.GRANTED)).values("case__pupil_id")
        return Signal.objects.filter(Q(pk__in=honest(actor, act, at)) | Q(pupil_id__in=shared))

    plant(patch, Signal, within=within)


def leak_to_teachers(patch: pytest.MonkeyPatch) -> None:
    """The list has those of every school of one's seats, whatever one does there."""
    patch.setattr(
        listing,
        "walks",
        lambda actor, _state, _means: [Signal.objects.filter(LIVES, school_id__in=[s.agency_id for s in actor.seats])],
    )


LEAKS: Leaks = {
    "signals, to shares": (ATTENDED, leak_to_shares),
    "signals, the list": (ATTENDED, leak_to_teachers),
}
