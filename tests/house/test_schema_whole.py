"""What the models declare, the database has: Django drops a constraint on one foreign key with that key's index."""

import pytest
from django.apps import apps
from django.db import connection

pytestmark = pytest.mark.django_db


def test_every_constraint_and_index_of_a_model_stands_in_the_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select conname from pg_constraint union select relname from pg_class where relkind in ('i', 'I')"
        )
        there = {name for (name,) in cursor.fetchall()}
    declared = {
        one.name
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed
        for one in (*model._meta.constraints, *model._meta.indexes)
    }
    assert declared - there == set()
