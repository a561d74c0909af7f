"""Whose a row is, taken over from what it hangs on."""

from typing import Any

from django.db import models


class _TakenOver(models.ForeignKey[Any, Any]):
    """Taken over from the record named by `of`, where there is one, when the row is written, also in bulk."""

    theirs = ""

    def __init__(self, to: Any, *, of: str = "", **options: Any) -> None:
        super().__init__(to, **{"db_index": False, **options})
        self.of = of

    def deconstruct(self) -> Any:
        """To migrations it is a foreign key like any other."""
        name, _, args, options = super().deconstruct()
        return name, "django.db.models.ForeignKey", args, options

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Take it over, also in `bulk_create`, which calls no `save`."""
        if add and self.of and getattr(model_instance, self.attname) is None:
            of = getattr(model_instance, self.of)
            setattr(model_instance, self.attname, getattr(of, self.theirs, None))
        return super().pre_save(model_instance, add)


class AuthorityOf(_TakenOver):
    """The authority of the record that a row hangs on, so that a policy asks for no join.

    A composite key holds both equal (decision 20).
    """

    theirs = "authority_id"


class SchoolOf(_TakenOver):
    """The school of the case that a row hangs on, so that a list of a school's walks one index."""

    theirs = "school_id"


class Cohort(models.IntegerField):  # type: ignore[type-arg]
    """The school year in which the pupil of a row was born, by the year in which it ended: a list's year group.

    The database writes it, with the row and when the date of birth is put right, so that a list walks one index.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "default": 0, "db_default": 0, "editable": False})

    def deconstruct(self) -> Any:
        """To migrations it is a number like any other."""
        name, _, args, options = super().deconstruct()
        return name, "django.db.models.IntegerField", args, options


def by_person(**more: Any) -> Any:
    """The column of who did something: a person is never deleted while a row names them."""
    options = {"on_delete": models.PROTECT, "related_name": "+", "db_index": False, **more}
    return models.ForeignKey("agencies.Person", **options)
