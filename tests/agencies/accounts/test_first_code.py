"""A stolen password adds no way to sign in: the first one needs a code that somebody gave."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.core.management import CommandError, call_command
from django.test import Client

from agencies.accounts import actions, factors
from agencies.accounts.models import FirstCode
from agencies.actors import SERVICE
from agencies.outbox.models import AccountMail
from agencies.people.models import Person
from tests.browsing import browse
from tests.people import AT, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
ADDING = ("/accounts/2fa/totp/activate/", "/accounts/2fa/webauthn/add/")


@pytest.fixture(autouse=True)
def required(settings: Any) -> None:
    settings.REQUIRE_SECOND_FACTOR = True


def give(client: Client, code: str) -> str:
    answer = client.post("/account/first-code/", {"code": code})
    return str(answer.headers.get("Location", answer.status_code))


@pytest.mark.parametrize("url", ADDING)
def test_without_a_code_a_password_adds_nothing(cast: Cast, url: str) -> None:
    thief = browse(cast, "amara")
    for method in (thief.get, thief.post):
        assert method(url).headers["Location"] == "/account/first-code/"
    assert not Authenticator.objects.exists()


def test_a_code_opens_it_for_its_person_once_and_for_seven_days(cast: Cast) -> None:
    amara = cast.people["amara"]
    code = actions.give_code(amara, by=SERVICE, at=AT)
    assert code.replace("-", "") not in str(FirstCode.objects.values())
    assert give(browse(cast, "tom"), code) == "422", "another's code"
    client = browse(cast, "amara")
    assert give(client, "K7Q4-M2XH-9") == "422"
    assert give(client, code.lower().replace("-", " ")) == "/accounts/2fa/"
    assert client.get(ADDING[0]).status_code == 200
    actions.use_code(amara, AT)
    assert client.get(ADDING[0]).headers["Location"] == "/account/first-code/"
    assert give(client, code) == "422"


def test_it_ends_after_seven_days_and_when_another_is_given(cast: Cast) -> None:
    amara, client = cast.people["amara"], browse(cast, "amara")
    first = actions.give_code(amara, by=SERVICE, at=AT)
    second = actions.give_code(amara, by=SERVICE, at=AT)
    assert give(client, first) == "422"
    with time_machine.travel(AT + timedelta(days=7), tick=False):
        assert give(browse(cast, "amara"), second) == "422"
    assert give(client, second) == "/accounts/2fa/"


def test_codes_are_guessed_as_slowly_as_any(cast: Cast) -> None:
    client = browse(cast, "amara")
    answers = [client.post("/account/first-code/", {"code": f"K7Q4-M2XH-{n}"}) for n in range(8)]
    assert [one.status_code for one in answers] == [422] * 5 + [429] * 3


def test_a_leader_gives_one_to_their_team_alone_and_none_to_who_has_a_factor(cast: Cast, settings: Any) -> None:
    settings.REQUIRE_SECOND_FACTOR = False
    agency, tom = cast.alder.reference, cast.people["tom"]
    url = f"/people/{agency}/{tom.reference}/give-code/"
    assert browse(cast, "amara").get(url).status_code == 403
    assert browse(cast, "grace").get(url).status_code == 404
    head = browse(cast, "colm")
    assert "in person or on the phone" in head.get(url).content.decode()
    page = head.post(url).content.decode()
    code = page.split("<code>")[1].split("</code>")[0]
    assert AccountMail.objects.get(person=tom).kind == "code_given", "a code that he did not ask for is no secret"
    settings.REQUIRE_SECOND_FACTOR = True
    assert give(browse(cast, "tom"), code) == "/accounts/2fa/"
    Authenticator.objects.create(user=tom, type="webauthn", data={})
    settings.REQUIRE_SECOND_FACTOR = False
    assert "passkey or an authenticator app already" in head.post(url).content.decode()


def test_what_happens_to_an_account_is_mailed_to_its_person_naming_nothing_but_the_fact(cast: Cast) -> None:
    amara: Person = cast.people["amara"]
    by = cast.actor("amara")
    actions.add_factor(amara, "totp", by=by, at=AT)
    actions.remove_factor(amara, "totp", by=by, at=AT)
    actions.change_password(amara, "Firefox on Windows", by=by, at=AT)
    token = actions.sign_in(amara, [], "Firefox on Windows", by=by, at=AT)
    assert actions.sign_in(amara, [token], "Firefox on Windows", by=by, at=AT) == ""
    kinds = ["factor_added", "factor_removed", "password_changed"]
    assert list(AccountMail.objects.order_by("id").values_list("kind", flat=True)) == kinds, "a first device is no news"
    actions.forget_devices(amara)
    actions.sign_in(amara, [token], "Safari on iPhone", by=by, at=AT)
    assert AccountMail.objects.order_by("-id")[0].kind == "new_device"


def test_secrets_move_to_the_newest_key_or_stay_as_they_are(cast: Cast, settings: Any) -> None:
    old, new = "b2xkIGtleSBmb3IgdGhlIHRlc3RzIG9ubHksIG9sZCE=", settings.FACTOR_KEYS[0]
    settings.FACTOR_KEYS = [old]
    amara = cast.people["amara"]
    app = Authenticator.objects.create(user=amara, type="totp", data={"secret": factors.encrypt("JBSWY3DPEHPK3PXP")})
    plain = Authenticator.objects.create(user=amara, type="recovery_codes", data={"seed": "abc", "used_mask": 1})
    before = {"secret": Fernet(old).encrypt(b"KRSXG5CTMVRXEZLU").decode()}
    fernet = Authenticator.objects.create(user=cast.people["tom"], type="totp", data=before)
    assert factors.decrypt(before["secret"]) == "KRSXG5CTMVRXEZLU", "what was encrypted before is read"
    settings.FACTOR_KEYS = [new]
    with pytest.raises(CommandError, match="FACTOR_KEYS has lost"):
        call_command("encrypt_factors")
    settings.FACTOR_KEYS = [new, old]
    call_command("encrypt_factors")
    settings.FACTOR_KEYS = [new]
    app.refresh_from_db()
    plain.refresh_from_db()
    assert factors.decrypt(app.data["secret"]) == "JBSWY3DPEHPK3PXP"
    assert (factors.decrypt(plain.data["seed"]), plain.data["used_mask"]) == ("abc", 1)
    fernet.refresh_from_db()
    assert factors.decrypt(fernet.data["secret"]) == "KRSXG5CTMVRXEZLU"
    assert all(one["secret"].startswith("aesgcm:") for one in (app.data, fernet.data))


def test_what_is_kept_is_sealed_by_aes_256_and_opens_by_no_part_of_it_altered(settings: Any) -> None:
    kept = factors.encrypt("JBSWY3DPEHPK3PXP")
    assert kept != factors.encrypt("JBSWY3DPEHPK3PXP")
    for place in (8, 20, len(kept) - 3):
        with pytest.raises(factors.NoKey):
            factors.decrypt(kept[:place] + ("A" if kept[place] != "A" else "B") + kept[place + 1 :])
