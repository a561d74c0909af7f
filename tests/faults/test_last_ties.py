"""The last two ties of a person around children are deleted at once: nobody is kept whom no child has."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from referrals.contacts.models import Contact, ContactPerson
from tests import contacts, family
from tests.people import Cast, make_cast

TWO = 2


@pytest.fixture
def cast(committed: str) -> Cast:
    return make_cast()


def two_ties(cast: Cast) -> list[int]:
    one = contacts.add(cast)
    other = contacts.add(cast, family.sister(cast), same=one.person)
    return [one.pk, other.pk]


def test_of_two_who_delete_one_each_the_second_takes_the_person_too(cast: Cast) -> None:
    ties, both = two_ties(cast), threading.Barrier(TWO)

    def delete(pk: int) -> None:
        with transaction.atomic():
            both.wait()
            with connection.cursor() as cursor:
                cursor.execute("delete from referrals_contact where id = %s", [pk])
                cursor.execute("select pg_sleep(0.3)")
        connection.close()

    with ThreadPoolExecutor(TWO) as pool:
        list(pool.map(delete, ties))
    assert not Contact.objects.filter(pk__in=ties).exists()
    assert not ContactPerson.objects.exists()
