"""A sending done once whatever is sent twice, a record's tag, lists by page, and serializers that know their keys."""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.http import parse_etags
from rest_framework import serializers
from rest_framework.request import Request as FrameworkRequest
from rest_framework.utils.urls import replace_query_param

from agencies.actors import Actor
from agencies.machines import actions
from agencies.machines.api.problems import MOST, PAGE, Problem, wrong_query
from agencies.machines.models import IdempotencyKey, MisClient
from agencies.web.lists import Walks, read_key, stretch

KEY = re.compile(r"[A-Za-z0-9_-]{1,128}")
LIMIT = re.compile(r"[1-9][0-9]{0,2}")


class Asked(FrameworkRequest):
    """A request as the edge hands it on: the instant it came, the machine that asks, and its client."""

    at: datetime
    actor: Actor
    client: MisClient
    scopes: frozenset[str]


class Strict(serializers.Serializer[Any]):
    """A serializer that refuses what it does not know, and names it."""

    def to_internal_value(self, data: Any) -> Any:
        """Refuse unknown keys together with whatever else is wrong, so that a client corrects all of it at once."""
        unknown = sorted(set(map(str, data)) - set(self.fields)) if isinstance(data, Mapping) else []
        not_known = serializers.ValidationError("unknown", code="unknown").detail
        wrong: dict[str, Any] = dict.fromkeys(unknown[:20], not_known)
        try:
            value = super().to_internal_value(data)
        except serializers.ValidationError as found:
            raise serializers.ValidationError({**found.detail, **wrong}) from found  # type: ignore[dict-item]
        if wrong:
            raise serializers.ValidationError(wrong)
        return value


def give(body: Mapping[str, Any], status: int = 200, **headers: str) -> HttpResponse:
    """The record as JSON, with its strong tag (RFC 9110): the same record gives the same tag."""
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    response = HttpResponse(text, "application/json", status)
    response["ETag"] = tag(body)
    for name, value in headers.items():
        response[name] = value
    return response


def tag(body: Mapping[str, Any]) -> str:
    """A strong entity tag over the record as it is given."""
    text = json.dumps(body, ensure_ascii=False, sort_keys=True)
    return f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'


def give_if_new(request: HttpRequest | FrameworkRequest, body: Mapping[str, Any]) -> HttpResponse:
    """The record, or 304 where the client has it already (`If-None-Match`)."""
    response = give(body)
    if _has_already(request, response["ETag"]):
        return HttpResponse(status=304, headers={"ETag": response["ETag"]})
    return response


def check_unchanged(request: HttpRequest | FrameworkRequest, body: Mapping[str, Any] | None) -> None:
    """`If-Match` and `If-None-Match` of a write: *changed* where the record is not the one the client means."""
    wanted = request.headers.get("If-Match", "")
    is_meant = body is not None and not {"*", tag(body)}.isdisjoint(parse_etags(wanted))
    if (wanted and not is_meant) or (body is not None and _has_already(request, tag(body))):
        raise Problem("changed")


def _has_already(request: HttpRequest | FrameworkRequest, current: str) -> bool:
    """Whether `If-None-Match` names this tag, be it as a weak one, or any (RFC 9110, 13.1.2)."""
    wanted = {one.removeprefix("W/") for one in parse_etags(request.headers.get("If-None-Match", ""))}
    return not {"*", current}.isdisjoint(wanted)


def once(request: Asked, do: Callable[[], HttpResponse]) -> HttpResponse:
    """Do a sending once by its `Idempotency-Key`, and answer it again as it was answered.

    Key, hash and answer are kept in the transaction of what was done, so neither is there without the other. A sending
    that was refused changed nothing and is not kept: corrected, it may come again under the same key.
    """
    key = _key_of(request)
    said = json.dumps(request.data, sort_keys=True)  # equal JSON is equal, in whatever order and with whatever space
    digest = hashlib.sha256(f"{request.method} {request.path}\n{said}".encode()).hexdigest()
    kept_since = request.at - actions.ANSWERS_KEPT_FOR
    if (kept := request.client.keys.filter(key=key, made_at__gt=kept_since).first()) is not None:
        return _again(kept, digest)
    response = do()
    actions.keep_answer(request.client, key, digest, response, request.at)
    return response


def _key_of(request: Asked) -> str:
    """The key, held until the transaction ends; *running* while another request holds it."""
    key = request.headers.get("Idempotency-Key", "")
    if not KEY.fullmatch(key):
        raise Problem("no-idempotency-key")
    if not _is_alone(request.client, key):
        raise Problem("running")
    return key


def _again(kept: IdempotencyKey, digest: str) -> HttpResponse:
    """The answer as it was given, where the same was sent."""
    if kept.body_hash != digest:
        raise Problem("key-used")
    answered = {**kept.headers, "Idempotency-Replayed": "true"}
    return HttpResponse(kept.body, "application/json", kept.status, headers=answered)


def _is_alone(client: MisClient, key: str) -> bool:
    """Hold the key until the transaction ends; False while another request holds it."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(hashtextextended(%s, %s))", [key, client.pk])
        return bool(cursor.fetchone()[0])


Show = Callable[[list[Any]], Iterable[Any]]


def give_page(
    request: Asked, found: QuerySet[Any], order: tuple[str, ...], show: Show, walks: Walks | None = None
) -> HttpResponse:
    """One page of records as `items`, with the address of the next page or null; `walks` as a list's.

    By the key of the last record shown, which no act may change: no record stands twice and none is passed over,
    whatever is added, changed or removed between two pages.
    """
    cursor = request.query_params.get("cursor", "")
    key = read_key(found.model, order, cursor)
    if cursor and not key:
        raise Problem("bad-cursor")
    page = stretch(found, order, key, _limit(request), walks)
    following = replace_query_param(request.build_absolute_uri(), "cursor", page.next) if page.next else None
    return give({"items": list(show(page.rows)), "next": following})


def _limit(request: Asked) -> int:
    text = request.query_params.get("limit", str(PAGE))
    if not LIMIT.fullmatch(text) or int(text) > MOST:
        raise Problem("invalid", wrong_query("limit", "limit"))
    return int(text)
