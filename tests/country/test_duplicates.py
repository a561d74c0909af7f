"""Possible duplicates in the midst of a country: the list walks an index, and a look reads birthdays and numbers."""

from django.db import connection

from agencies.acting import bounds
from referrals.duplicates.facts import like, with_numbers
from referrals.duplicates.models import Duplicate
from referrals.duplicates.pages import SIZE, duplicates_page, kept_apart_page
from referrals.pupils.models import Pupil
from tests.country.reading import reading
from tests.people import AT, Cast

PAIRS = """
insert into referrals_duplicate
    (reference, authority_id, one_id, other_id, band, points, why, state, found_at, compared, apart_why, version)
select 'D' || lpad(one.id::text, 10, '0'), one.authority_id, one.id, other.id, 'possible', 45 + one.id %% 40,
    '{born,family,given}', 'waiting', %s, '', '', 1
from referrals_pupil one join referrals_pupil other
    on other.id = one.id + 1 and other.authority_id = one.authority_id
limit 20000
"""


def test_a_look_reads_whoever_was_born_near_by_or_shares_a_number(country: Cast) -> None:
    bounds.enter(country.actor("sandra"), AT)
    pupil = Pupil.objects.prefetch_related(*with_numbers()).filter(authority=country.wexmoor)[100]
    with reading() as reads:
        like(pupil)
    assert 0 < len(reads) <= 8
    assert not [read.sql for read in reads if read.whole]


def test_the_list_walks_its_index_however_many_wait(country: Cast) -> None:
    actor = country.actor("sandra")
    bounds.enter(actor, AT)
    with connection.cursor() as cursor:
        cursor.execute(PAIRS, [AT])
        cursor.execute("analyze referrals_duplicate")
    assert Duplicate.objects.filter(authority_id=country.wexmoor.pk).count() > 5 * SIZE
    said = {"state": "apart", "apart_at": AT, "apart_by": country.people["grace"], "apart_why": "?", "compared": "?"}
    Duplicate.objects.filter(pk__in=Duplicate.objects.order_by("pk").values("pk")[:9000]).update(**said)
    with connection.cursor() as cursor:
        cursor.execute("analyze referrals_duplicate")
    with reading() as reads:
        duplicates_page(actor, "")
        kept_apart_page(actor, "")
    assert not [read.sql for read in reads if read.whole]
    assert max(read.sorted_rows for read in reads) <= 10 * SIZE
