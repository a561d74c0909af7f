"""Letters: who hears of a record now."""

import pytest
from django.db.models import Q

from agencies.acting import nouns
from agencies.policy import Role, Standing
from agencies.policy.telling import (
    CLERK,
    COUNCIL_TOLD,
    GRANTED,
    HOME,
    INVITED,
    NAMED,
    OFFERED,
    OFFICERS,
    QUEUE,
    RECEIVING,
    TO_COUNCIL,
    TO_HEADS,
    TO_SAFEGUARDING,
)
from interventions.moves.models import Move
from referrals.door import standings
from referrals.shares.models import CaseShare
from tests.door.model import LEADS, SAFEGUARDS, SCHOOL
from tests.door.planting import ABOVE, SHOW, Leaks, plant
from tests.door.scene import Scene, hears, who_stands
from tests.door.worlds.shapes import LIVE_SHARE, PEOPLE, PLACES, ReferralIn


def mail_agrees(scene: Scene) -> None:
    """Who hears of a letter now: whoever stands as it says, is active, and did not do it themselves."""
    told = {Standing.RAISED: LEADS, Standing.NAMED: SCHOOL, Standing.OVERSEES: {Role.COUNCIL_OFFICER}}
    for n, case in enumerate(scene.rows.cases):
        ought = {who for who in PEOPLE for standing, role in scene.model.keeps(who, n) if role in told[standing]}
        hears(scene, "mail", ("case", case.reference), case.pk, (TO_HEADS, NAMED, TO_COUNCIL), ought)
        safe = who_stands(scene.model.keeps, n, Standing.RAISED, SAFEGUARDS)
        hears(scene, "mail", ("case", case.reference), case.pk, (TO_SAFEGUARDING,), safe)
    for row, share in zip(scene.rows.shares, scene.rows.world.shares, strict=True):
        for tells, fates in (((OFFERED, INVITED), {"offered"}), ((GRANTED, RECEIVING), LIVE_SHARE)):
            ought = {w for w in PEOPLE if share in {h for h, _ in scene.model.opened(w, share.case, fates)}}
            hears(scene, "mail", ("share", row.reference), row.case_id, tells, ought)
    for referral, given in zip(scene.rows.referrals, scene.rows.world.referrals, strict=True):
        hears(scene, "mail", ("referral", referral.reference), referral.case_id, (QUEUE,), _asked(scene, given))


def _asked(scene: Scene, given: ReferralIn) -> set[int]:
    """The officers of the council that was sent the referral, as long as it has it in sight."""
    area = PLACES[scene.rows.world.cases[given.case].school][0]
    officers = {s for who in PEOPLE for s in scene.model.seats(who) if s.role is Role.COUNCIL_OFFICER}
    in_sight = given.was_sent and (given.sight is None or given.sight > 0)
    return {s.who for s in officers if PLACES[s.place][0] == area and in_sight}


OFFICER = {Role.COUNCIL_OFFICER}


def letters_agree(scene: Scene) -> None:
    """Who hears of a move and of a suspension now; the home school of the admission too."""
    model, world = scene.model, scene.rows.world
    for n, move in enumerate(scene.rows.moves):
        home = {s.who for who in PEOPLE for s in model.seats(who) if s.place == world.moves[n].home and s.role in LEADS}
        on = ("move", move.reference)
        hears(scene, "letters", on, move.case_id, (HOME,), home)
        hears(scene, "letters", on, move.case_id, (RECEIVING,), who_stands(model.parties, n, Standing.RECEIVES, LEADS))
        hears(scene, "letters", on, move.case_id, (OFFICERS,), who_stands(model.parties, n, Standing.ASKED, OFFICER))
    for n, row in enumerate(scene.rows.suspensions):
        on = ("suspension", row.reference)
        hears(scene, "letters", on, 0, (HOME,), who_stands(model.told, n, Standing.RAISED, LEADS))
        hears(scene, "letters", on, 0, (CLERK,), who_stands(model.told, n, Standing.CLERKS, {Role.CLERK}))
        hears(scene, "letters", on, 0, (COUNCIL_TOLD,), who_stands(model.told, n, Standing.NOTIFIED, OFFICER))


def leak_mail(patch: pytest.MonkeyPatch) -> None:
    """Letters go out on a share whatever has become of it."""
    shares = CaseShare.objects.all()
    honest = nouns.noun_of(CaseShare).hears
    assert honest is not None
    waits = (Standing.OFFERED, Standing.INVITED, *standings.BY_SHARE)
    of = lambda letter: Q(agency_id__in=shares.filter(reference=letter.subject_ref).values("agency_id"))  # noqa: E731
    plant(patch, CaseShare, hears=lambda letter, so: of(letter) if so in waits else honest(letter, so))


def leak_letters(patch: pytest.MonkeyPatch) -> None:
    """The receiving school hears of a move whose summary it has not accepted."""
    honest = nouns.noun_of(Move).hears
    assert honest is not None
    at_new = lambda ref: Q(agency_id__in=Move.objects.filter(reference=ref).values("receiving_school_id"))  # noqa: E731
    plant(
        patch,
        Move,
        hears=lambda one, so: at_new(one.subject_ref) if so is Standing.RECEIVES else honest(one, so),
    )


LEAKS: Leaks = {"mail": (SHOW, leak_mail), "letters": (ABOVE, leak_letters)}
