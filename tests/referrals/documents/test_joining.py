"""Documents of a child whose two records became one, and were parted again: they stay on their case."""

import pytest

from referrals.arrivals import actions as arrivals
from referrals.cases.models import Case
from referrals.documents.models import Document
from tests import documents, stories
from tests.arriving import head_of_merrow
from tests.browsing import browse
from tests.people import AT, Cast, set_clock
from tests.referrals.contacts.test_joining import LATER, arrived, join

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]


def test_documents_stay_on_their_case_when_records_are_joined_and_parted(cast: Cast) -> None:
    case = stories.case(cast)
    document = documents.add(cast, case)
    documents.clean(document)
    head, own = head_of_merrow(cast), arrived(cast)
    arrival = join(cast)

    def holds() -> bool:
        """On its case, whose child it follows; its school reads it, and the other school none of it."""
        there = Document.objects.get(pk=document.pk)
        assert (there.case_id, there.authority_id) == (case.pk, case.authority_id)
        for who, status in (("amara", 200), (head, 404)):
            assert browse(cast, who).get(f"/documents/{document.reference}/").status_code == status, who
        return Case.objects.get(pk=case.pk).pupil == cast.kofi

    assert holds()
    set_clock(LATER)
    arrivals.part_records(arrival, why="Twins.", by=cast.actor("sandra"), at=LATER)
    assert holds()
    assert own != cast.kofi
    assert AT < LATER
