"""Every address and method stands in one table of who may call it; what does not stand there is denied."""

from uuid import UUID

import pytest
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from inclusion.addresses import ADDRESSES, Audience

REFERENCE = "AAAA-AAAA-A"


def names(resolver: URLResolver | None = None) -> list[str]:
    """The name of every address that the resolver knows."""
    found: list[str] = []
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            found += names(entry)
        elif isinstance(entry, URLPattern):
            found.append(str(entry.name))
    return found


def test_the_table_and_the_resolver_name_the_same_addresses() -> None:
    assert set(names()) == set(ADDRESSES)


def test_no_name_is_used_twice() -> None:
    assert len(names()) == len(set(names()))


def _url(name: str) -> str | None:
    two = ((REFERENCE, REFERENCE), (REFERENCE, 2026), (REFERENCE, 1, 1), ("990001", "a-1"))
    for args in ((), (REFERENCE,), (1,), (UUID(int=1),), ("concern",), *two):
        try:
            return reverse(name, args=args)
        except NoReverseMatch:
            continue
    return None


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(ADDRESSES))
def test_a_stranger_and_a_wrong_method_are_turned_away(name: str, client: Client) -> None:
    address, url = ADDRESSES[name], _url(name)
    if url is None:
        pytest.skip("has an address of its own form: tested with its pages")
    for method in ("GET", "POST", "PUT", "PATCH", "DELETE"):
        answer = client.generic(method, url)
        if method not in address.methods:
            assert answer.status_code == 405, (method, url)
        elif address.audience is Audience.MACHINE:
            assert answer.status_code == 401, (method, url)
        elif address.audience in (Audience.SIGNED_IN, Audience.ACT):
            assert answer.status_code == 302, (method, url)
            assert answer["Location"].startswith("/accounts/login/")


@pytest.mark.django_db
def test_an_undeclared_address_is_denied(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(ADDRESSES, "help_page")
    assert client.get("/help/").status_code == 404


@pytest.mark.django_db
def test_the_demonstration_is_not_there_outside_it(client: Client, settings: pytest.MonkeyPatch) -> None:
    settings.DEMONSTRATION = False  # type: ignore[attr-defined]
    assert client.get("/demonstration/").status_code == 404
    assert client.post("/demonstration/sign-in/", {"person": REFERENCE}).status_code == 404
