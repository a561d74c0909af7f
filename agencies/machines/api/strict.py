"""JSON as the description says it: a text is a text, a day a day, and no key stands twice."""

import json
import re
from datetime import date, datetime
from typing import Any

from rest_framework import serializers
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser

from agencies.characters import fault, is_seen, tidy
from agencies.web.fields import FIRST_YEAR, LAST_YEAR

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
INSTANT_LIKE = re.compile(DAY.pattern + "[T ]")
INSTANT = re.compile(DAY.pattern + r"T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,9})?)?(Z|[+-][0-9]{2}:[0-9]{2})", re.I)

FINER = re.compile(r"(\.[0-9]{6})[0-9]+")
"""Parts of a second that are finer than what is kept."""


class Text(serializers.CharField):
    """A text: a number or a truth value is none, though the framework would write it as one."""

    is_name = False

    def to_internal_value(self, data: Any) -> str:
        """The text as the framework reads it, without what nobody typed; what cannot be kept is refused."""
        if not isinstance(data, str):
            self.fail("invalid")
        if wrong := fault(data, is_name=self.is_name):
            raise serializers.ValidationError(wrong, code="character")
        kept = tidy(data, is_name=self.is_name)
        if not self.allow_blank and not is_seen(kept):
            self.fail("blank")
        return super().to_internal_value(kept)


class Name(Text):
    """A name, kept as a form keeps it."""

    is_name = True


class Day(serializers.DateField):
    """A day as RFC 3339 writes it, of the years that people here live in."""

    default_error_messages = {"date": "date"}  # the words stand with the problems

    def to_internal_value(self, data: Any) -> date:
        """No week dates, no other digits, no year 1, no 30 February; of an instant is said that the day is enough."""
        if isinstance(data, str) and INSTANT_LIKE.match(data):
            self.fail("datetime")
        if not (isinstance(data, str) and is_day(data)):
            self.fail("date")
        return date.fromisoformat(data)


class Instant(serializers.DateTimeField):
    """An instant with its zone, as RFC 3339 writes it."""

    default_error_messages = {"time": "time"}

    def to_internal_value(self, data: Any) -> datetime:
        """With its zone, since a time without one is nobody's; T and Z also small (RFC 3339, 5.6)."""
        if not (isinstance(data, str) and INSTANT.fullmatch(data)):
            self.fail("make_aware", timezone="Z")
        try:
            if not is_day(data[:10]):
                raise serializers.ValidationError
            return super().to_internal_value(FINER.sub(r"\1", data.upper()))
        except serializers.ValidationError:
            self.fail("time")


class Truth(serializers.BooleanField):
    """true or false, and no word that means one."""

    def to_internal_value(self, data: Any) -> bool:
        """As it is."""
        if not isinstance(data, bool):
            self.fail("invalid", input="")
        return data


class OneKeyOnce(BaseParser):
    """JSON (RFC 8259) in which no key stands twice: which of the two was meant nobody can tell."""

    media_type = "application/json"

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        """What the body says; `ParseError` where it is no such JSON."""
        try:
            return json.loads(stream.read().decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_none)
        except (ValueError, RecursionError) as error:
            raise ParseError from error


def is_day(text: str) -> bool:
    """Whether a text is a day of our years, written as RFC 3339 does."""
    try:
        return bool(DAY.fullmatch(text)) and FIRST_YEAR <= date.fromisoformat(text).year <= LAST_YEAR
    except ValueError:
        return False


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("doubled")
    return found


def _none(_name: str) -> Any:
    raise ValueError("no JSON")
