"""The oracle: every answer of the door held to the model, surface by surface, with the leaks that each must catch."""

from collections.abc import Callable

from tests.door import (
    arrivals,
    attendance,
    case_page,
    cases,
    concerns,
    contacts,
    documents,
    duplicates,
    duties,
    entries,
    family,
    filtered,
    given_tasks,
    letters,
    machines,
    merges,
    moves,
    naming,
    order,
    overview,
    professionals,
    pupil_page,
    pupils,
    referrals,
    search,
    shares,
    signals,
    suspensions,
    taken_records,
)
from tests.door.model import Model
from tests.door.planting import Leaks
from tests.door.scene import SEEN, Scene, asked_by
from tests.door.worlds.making import made
from tests.door.worlds.shapes import PEOPLE, World
from tests.door.worlds.stage import Stage

BY_PERSON: tuple[Callable[[Scene, int], None], ...] = (
    cases.list_agrees,
    cases.adding_agrees,
    cases.page_agrees,
    cases.detail_agrees,
    search.search_agrees,
    entries.entries_agree,
    documents.documents_agree,
    shares.shares_agree,
    concerns.concerns_agree,
    contacts.contacts_agree,
    attendance.attendance_agrees,
    signals.signals_agree,
    family.links_agree,
    given_tasks.tasks_agree,
    professionals.works_agree,
    referrals.referrals_agree,
    duties.duties_agree,
    overview.overview_agrees,
    case_page.sight_agrees,
    case_page.narrowed_agrees,
    shares.guardian_agrees,
    moves.moves_agree,
    suspensions.suspensions_agree,
    pupils.pupils_agree,
    pupils.list_agrees,
    pupil_page.child_agrees,
    arrivals.arrivals_agree,
    duplicates.duplicates_agree,
    merges.merges_agree,
    filtered.filtered_agree,
    taken_records.taken_agrees,
)
AT_ONCE: tuple[Callable[[Scene], None], ...] = (
    cases.reasons_agree,
    letters.mail_agrees,
    case_page.preview_agrees,
    machines.machines_agree,
    contacts.sent_agree,
    letters.letters_agree,
    entries.told_agree,
    naming.names_agree,
    order.order_agrees,
)
LEAKS: Leaks = {
    **cases.LEAKS,
    **search.LEAKS,
    **entries.LEAKS,
    **documents.LEAKS,
    **shares.LEAKS,
    **concerns.LEAKS,
    **contacts.LEAKS,
    **attendance.LEAKS,
    **signals.LEAKS,
    **family.LEAKS,
    **given_tasks.LEAKS,
    **professionals.LEAKS,
    **referrals.LEAKS,
    **duties.LEAKS,
    **overview.LEAKS,
    **case_page.LEAKS,
    **moves.LEAKS,
    **suspensions.LEAKS,
    **pupils.LEAKS,
    **pupil_page.LEAKS,
    **arrivals.LEAKS,
    **duplicates.LEAKS,
    **merges.LEAKS,
    **filtered.LEAKS,
    **taken_records.LEAKS,
    **letters.LEAKS,
    **naming.LEAKS,
    **order.LEAKS,
    **machines.LEAKS,
}

ACROSS = "a case of another authority"
"""Seen by somebody, through a share: else the bounds of the database were never wider than one area."""

MUST_BE_SEEN = {
    ACROSS,
    *(
        f"{name}:"
        for name in (
            "list",
            "page",
            "detail",
            "adding",
            "search",
            "entries",
            "told",
            "told names",
            "documents",
            "guardian",
            "mail",
            "letters",
            "reasons",
        )
    ),
    *(f"filtered: {of}{way}" for of in ("cases", "concerns", "moves", "suspensions") for way in ("", " taken")),
    "filtered: leads",
    *(
        "inbox:",
        "new:",
        "opened:",
        "my work: its own",
        "title: share",
        "title: duty",
        "order: told the family",
    ),
    *(f"children: {name}" for name in ("CaseShare", "Concern", "Duty", "Referral")),
    *(f"narrowed: {name}" for name in ("agencies", "kind", "part", "agency")),
    *(f"sight: {name}" for name in ("entries", "shares", "referrals", "moves")),
    *(
        f"child: {name}"
        for name in ("opens", "cases", "concerns", "suspensions", "moves", "duties", "entries", "flags", "virtual head")
    ),
    "child: birthday by a share",
    *("overview: without a lead", "overview: waits"),
    *("documents:", "documents: list", "documents: words", "documents: page", "sight: documents", "preview: documents"),
    *(f"documents: on {name}" for name in ("entry", "concern", "referral")),
    *("contacts: read", "contacts: change_contact", "contacts: sent", "people: rows"),
    *(f"signals: {name}" for name in ("page", "answer_signal", "list", "panel")),
    *(f"attendance: {name}" for name in ("marks", "codes", "page", "panel", "picture", "file")),
    *("family: see_links", "family: end_link", "family: on the page"),
    *("tasks: see_task", "tasks: finish_task", "tasks: take_back_task", "tasks: page", "tasks: of a case"),
    *(f"duplicates: {name}" for name in ("page", "keep_apart", "reopen_duplicate", "list", "kept apart")),
    *(f"merges: {name}" for name in ("page", "approve_merge", "approve_split", "list")),
    *("works: see_professionals", "works: end_professional", "works: on the page"),
    *("moves: list", "suspensions: list", "pupils: see_pupil", "arrivals: page", "preview: entries"),
    *(f"machines: {name}" for name in ("see_pupil of Pupil", "see_status of Referral", "see_suspension of Suspension")),
}
"""By surface and kind: in a run where one of these was always empty, its agreeing proves nothing."""


def check(world: World, stage: Stage, first: str = "") -> None:
    """Make the world and hold every surface to the model; AssertionError begins with the surface that differs.

    `first`: the module whose surfaces come before the others: a leak shows at once where it was planted.
    """
    with made(world, stage) as rows:
        scene = Scene(rows, Model(world))
        for surface in sorted((*BY_PERSON, *AT_ONCE), key=lambda one: one.__module__ != first):
            _hold(scene, surface)
        if any(scene.model.reaches_across(who) for who in PEOPLE):
            SEEN.add(ACROSS)


def _hold(scene: Scene, surface: Callable[..., None]) -> None:
    if surface in AT_ONCE:
        surface(scene)
        return
    for who in PEOPLE:
        with asked_by(scene.actor(who)):
            surface(scene, who)
