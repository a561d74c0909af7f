"""Documents: with what they hang on or as an entry; in each list, by their words, by their versions' addresses."""

from dataclasses import replace

import pytest
from django.db.models import Q

from agencies.acting.hanging import hanging
from agencies.policy import Act
from referrals import door
from referrals.documents import access, pages
from referrals.documents.models import Document
from tests.door.planting import SHOW, Leaks, plant
from tests.door.scene import Scene, agree, answers, numbers
from tests.door.worlds.shapes import ConcernIn, DocumentIn
from tests.people import AT

ATTACHED = replace(
    SHOW,
    concerns=(ConcernIn(0, 0),),
    documents=(DocumentIn(0, 0, 0, concern=0), DocumentIn(0, 0, 0, referral=0)),
)


def documents_agree(scene: Scene, who: int) -> None:
    """Who reads which, by every way to one: its page, its bytes and text, the list of its case, the words in it."""
    actor, rows, ought = scene.actor(who), scene.rows.documents, scene.model.documents(who)
    rows_of = scene.rows
    for act in (Act.SEE_DOCUMENT, Act.SEE_VERSION):
        agree("documents", who, numbers(rows, door.within(Document, actor, act)), ought)
    given = answers(scene, who, Act.SEE_VERSION, Document, rows)
    agree("documents", f"{who}, page", {n for n, said in given.items() if said == "it"}, ought)
    agree("documents", f"{who}, hidden", set(given.values()) - {"it", "not found"}, set())
    for n in scene.model.cases(who):
        there = {d for d in ought if _is_of(scene, d, n)}
        agree("documents", f"{who}, list", _listed(scene, who, n, ""), there)
        for d in range(len(rows)):
            agree("documents", f"{who}, words", _listed(scene, who, n, f"number{d}"), there & {d})
    for name, records in (("entry", rows_of.entries), ("concern", rows_of.concerns), ("referral", rows_of.referrals)):
        for n, record in enumerate(records):
            there = {d for d in ought if getattr(rows_of.world.documents[d], name) == n}
            listed = {one.url.split("/")[-2] for one in hanging(actor, record)}
            agree("documents", f"{who}, on {name}", listed, {rows[d].reference for d in there})


def _is_of(scene: Scene, d: int, n: int) -> bool:
    """Whether the document stands among those of the case: what hangs on a concern that is on none does not."""
    one = scene.rows.world.documents[d]
    return one.case == n and one.concern is None


def _listed(scene: Scene, who: int, n: int, words: str) -> set[int]:
    page = pages.list_page(scene.actor(who), scene.rows.cases[n], AT, words, "")
    return numbers(scene.rows.documents, [row.document for row in page.rows])


def leak_documents(patch: pytest.MonkeyPatch) -> None:
    """Whoever sees the case reads its documents."""
    plant(patch, Document, within=lambda actor, act, _: Document.objects.filter(case__in=door.cases(actor, act)))


def leak_words(patch: pytest.MonkeyPatch) -> None:
    """A document is found by its words whoever may read it."""
    honest = access.with_words

    def leaking(found: object, sought: str) -> object:
        return honest(Document.objects.all(), sought) if sought else found

    patch.setattr(access, "with_words", leaking)


def leak_following(patch: pytest.MonkeyPatch) -> None:
    """One that hangs on an entry is read by whoever keeps the case, also when the entry is restricted."""
    honest = access.documents

    def within(actor: object, act: Act, at: object) -> object:
        hung = Document.objects.filter(entry__isnull=False, case__in=door.kept(actor, act))  # type: ignore[arg-type]
        return honest(actor, act) | hung  # type: ignore[arg-type]

    plant(patch, Document, within=within)


def leak_attached(patch: pytest.MonkeyPatch) -> None:
    """One that hangs on a concern or on a referral is read by whoever sees a case of the child."""
    honest = access.documents

    def within(actor: object, act: Act, at: object) -> object:
        pupils = door.cases(actor, Act.SEE_CASE).values("pupil_id")  # type: ignore[arg-type]
        hung = Document.objects.filter(Q(concern__isnull=False) | Q(referral__isnull=False), pupil__in=pupils)
        return honest(actor, act) | hung  # type: ignore[arg-type]

    plant(patch, Document, within=within)


LEAKS: Leaks = {
    "documents, attached": (ATTACHED, leak_attached),
    "documents": (SHOW, leak_documents),
    "documents, words": (SHOW, leak_words),
    "documents, following": (SHOW, leak_following),
}
