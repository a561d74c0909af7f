"""Documents: with their entry or as one; in the list, by their words, one by one, and by their versions' addresses."""

import pytest

from agencies.policy import Act
from referrals import door
from referrals.documents import access, pages
from referrals.documents.models import Document
from tests.door.planting import SHOW, Leaks, plant
from tests.door.scene import Scene, agree, answers, numbers
from tests.people import AT


def documents_agree(scene: Scene, who: int) -> None:
    """Who reads which, by every way to one: its page, its bytes and text, the list of its case, the words in it."""
    actor, rows, ought = scene.actor(who), scene.rows.documents, scene.model.documents(who)
    for act in (Act.SEE_DOCUMENT, Act.SEE_VERSION):
        agree("documents", who, numbers(rows, door.within(Document, actor, act)), ought)
    given = answers(scene, who, Act.SEE_VERSION, Document, rows)
    agree("documents", f"{who}, page", {n for n, said in given.items() if said == "it"}, ought)
    agree("documents", f"{who}, hidden", set(given.values()) - {"it", "not found"}, set())
    for n in scene.model.cases(who):
        there = {d for d in ought if scene.rows.world.documents[d].case == n}
        agree("documents", f"{who}, list", _listed(scene, who, n, ""), there)
        for d in range(len(rows)):
            agree("documents", f"{who}, words", _listed(scene, who, n, f"number{d}"), there & {d})


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


LEAKS: Leaks = {
    "documents": (SHOW, leak_documents),
    "documents, words": (SHOW, leak_words),
    "documents, following": (SHOW, leak_following),
}
