"""What was changed of a pupil: kept, read where the field is read, put back, proved, and erased with the child."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connections, transaction
from django.test import Client

from agencies.directory.models import Authority
from agencies.history.facts import first_fault
from agencies.history.models import AgencyChange
from agencies.policy import Act
from agencies.trail.models import TrailEntry
from referrals import door
from referrals.pupils import actions
from referrals.pupils.actions import putting_back
from referrals.pupils.models import Enrolment, ExternalId, FieldChange, Identifier, Pupil, PupilFact
from referrals.pupils.words import FIELDS
from tests import stories
from tests.machines import URN, System, connect
from tests.people import AT, Cast, make_cast
from tests.referrals.pupils.sending import put

SAID_BY_THE_ROW = {"recorded_at", "recorded_by_id", "is_upn_elsewhere", "is_doubtful"}
FACT = {"kind": "looked_after", "starts_on": date(2026, 1, 5)}


def fault() -> str:
    """In words, or nothing."""
    found = first_fault(Authority.objects.values_list("pk", flat=True))
    return found.words if found else ""


def changes(field: str = "born_on") -> list[tuple[str | None, str | None]]:
    return list(FieldChange.objects.filter(field=field).order_by("id").values_list("old", "new"))


def sent_with_a_wrong_birthday(system: System) -> Pupil:
    put(system)
    assert not FieldChange.objects.exists()
    assert put(system, born="2013-01-09").status_code == 200
    return ExternalId.objects.get().pupil


def as_lead(cast: Cast, who: str = "amara") -> Client:
    client = Client()
    client.force_login(cast.people[who])
    return client


def put_back(client: Client, change: FieldChange) -> Any:
    return client.post(f"/pupils/{change.pupil.reference}/changes/{change.reference}/put-back-change/", follow=True)


@pytest.mark.django_db
@pytest.mark.usefixtures("stopped")
class TestChanges:
    """By requests, as people and systems send them."""

    def test_a_birthday_that_a_system_overwrote_is_kept_shown_and_put_back(self, cast: Cast, system: System) -> None:
        child = sent_with_a_wrong_birthday(system)
        kept = FieldChange.objects.get()
        assert (kept.kind, kept.key, kept.field) == ("pupil", child.pk, "born_on")
        assert (kept.old, kept.new, kept.at, kept.act) == ("2013-09-01", "2013-01-09", AT, "keep_pupil")
        assert (kept.by_name, kept.by_agency) == ("MIS of Alder Hythe School", "Alder Hythe School")
        client = as_lead(cast)
        assert "/changes/" in client.get(f"/pupils/{child.reference}/record-pupil-fact/").content.decode()
        page = client.get(f"/pupils/{child.reference}/changes/").content.decode()
        assert all(words in page for words in ("Date of birth", "1 Sep 2013", "9 Jan 2013", "MIS of Alder Hythe"))
        assert "It is put back." in put_back(client, kept).content.decode()
        child.refresh_from_db()
        assert (child.born_on, child.version) == (date(2013, 9, 1), 3)
        assert changes() == [("2013-09-01", "2013-01-09"), ("2013-01-09", "2013-09-01")]
        assert "Already done" in put_back(client, kept).content.decode()
        assert len(changes()) == 2
        assert fault() == ""

    def test_the_same_sent_again_keeps_nothing(self, system: System) -> None:
        sent_with_a_wrong_birthday(system)
        put(system, born="2013-01-09")
        assert len(changes()) == 1

    def test_a_value_that_was_changed_since_is_not_overwritten(self, cast: Cast, system: System) -> None:
        child = sent_with_a_wrong_birthday(system)
        first = FieldChange.objects.get()
        put(system, born="2013-03-03")
        answer = put_back(as_lead(cast), first)
        assert answer.status_code == 422
        assert "it is “3 Mar 2013” by now, no longer “9 Jan 2013”" in answer.content.decode()
        child.refresh_from_db()
        assert child.born_on == date(2013, 3, 3)

    def test_a_upn_that_another_pupil_has_by_now_is_not_put_back(self, cast: Cast, system: System) -> None:
        put(system)
        put(system, upn="B801200005001")
        assert changes("ends_on") == [(None, (AT.date() - timedelta(days=1)).isoformat())]
        former = Identifier.objects.get(value="R201100018042")
        own = {"pupil": cast.kofi, "authority": cast.wexmoor, "kind": "upn", "starts_on": AT.date()}
        Identifier.objects.create(value="R201100018042", **own)
        answer = put_back(as_lead(cast), FieldChange.objects.get(kind="identifier"))
        assert (answer.status_code, putting_back.OF_ANOTHER in answer.content.decode()) == (422, True)
        former.refresh_from_db()
        assert former.ends_on is not None

    def test_what_the_system_itself_says_is_shown_and_not_put_back(self, cast: Cast, system: System) -> None:
        put(system)
        put(system, upn="B801200005001")
        child = ExternalId.objects.get().pupil
        assert "R201100018042" in as_lead(cast).get(f"/pupils/{child.reference}/changes/").content.decode()
        answer = put_back(as_lead(cast), FieldChange.objects.get(kind="externalid", field="upn"))
        assert putting_back.OF_THE_SYSTEM in answer.content.decode()

    def test_a_place_that_was_changed_is_put_back_by_its_own_school_alone(self, cast: Cast, system: System) -> None:
        put(system)
        put(system, enrolment={"status": "G", "from": "2025-09-02", "to": None, "form": "9Z"})
        child = ExternalId.objects.get().pupil
        assert {one.field for one in FieldChange.objects.all()} == {"kind", "form"}
        Enrolment.objects.create(pupil=child, school=cast.merrow, starts_on=date(2026, 1, 1))
        other, change = as_lead(cast, "helen"), FieldChange.objects.get(field="form")
        assert ">9Z<" not in other.get(f"/pupils/{child.reference}/changes/").content.decode()
        assert put_back(other, change).status_code == 404
        assert put_back(as_lead(cast), change).status_code == 200
        assert Enrolment.objects.get(pupil=child, school=cast.alder).form == "8B"
        answer = put_back(as_lead(cast), FieldChange.objects.get(field="kind"))
        assert putting_back.UNFIT in answer.content.decode(), "two main places"

    def test_who_may_not_record_facts_reads_none_of_it(self, cast: Cast, system: System) -> None:
        child = sent_with_a_wrong_birthday(system)
        for who, status in {"tom": 403, "colm": 200, "helen": 404, "sandra": 404, "far": 404}.items():
            assert as_lead(cast, who).get(f"/pupils/{child.reference}/changes/").status_code == status, who
            assert put_back(as_lead(cast, who), FieldChange.objects.earliest("id")).status_code == status, who

    def test_another_pupils_change_is_not_found(self, cast: Cast, system: System) -> None:
        sent_with_a_wrong_birthday(system)
        there = f"/pupils/{cast.kofi.reference}/changes/{FieldChange.objects.get().reference}/put-back-change/"
        assert as_lead(cast).post(there).status_code == 404

    def test_the_trail_holds_no_value_and_every_line_is_proved(self, cast: Cast, system: System) -> None:
        put(system)
        put(system, upn="B801200005001", legal={"given": "Canarius", "family": "Boateng"})
        renamed = {"upn": "B801200005001", "legal": {"given": "Canarius", "family": "Gullane"}}
        put(system, **renamed)
        put(system, **renamed, born="2013-01-09")
        place = {"status": "S", "from": "2025-09-03", "to": None, "form": "9CNRY"}
        put(system, **renamed, born="2013-01-09", enrolment=place)
        child = ExternalId.objects.get().pupil
        who = {"by": cast.actor("amara"), "at": AT}
        for words in ("Sheltered by Fife", "Sheltered by Moray"):
            actions.record_pupil_fact(child, ends_on=None, words=words, **FACT, **who)
        said = json.dumps(list(TrailEntry.objects.values_list("facts", "why")))
        values = [value for pair in FieldChange.objects.values_list("old", "new") for value in pair if value]
        assert {"2013-01-09", "Canarius", "Gullane", "9CNRY", "Sheltered by Moray", "B801200005001"} <= set(values)
        canaries = [value for value in values if len(value) > 3 and value not in ("main", "dual", "True", "False")]
        assert [value for value in (*canaries, "looked_after") if value in said] == []
        assert URN not in said
        assert said.count('"hash"') == FieldChange.objects.count() + AgencyChange.objects.count() > 8
        assert fault() == ""

    def test_every_field_that_changes_has_words(self, cast: Cast, system: System) -> None:
        self.test_the_trail_holds_no_value_and_every_line_is_proved(cast, system)
        kept = set(FieldChange.objects.values_list("kind", "field"))
        assert {one for one in kept if one[1] not in SAID_BY_THE_ROW} <= set(FIELDS)
        page = as_lead(cast).get(f"/pupils/{ExternalId.objects.get().pupil.reference}/changes/").content.decode()
        assert "Looked after by a council: in a few words" in page

    def test_a_fact_is_put_back(self, cast: Cast) -> None:
        who = {"by": cast.actor("amara"), "at": AT}
        for words in ("As it was", "Wrong"):
            actions.record_pupil_fact(cast.kofi, ends_on=None, words=words, **FACT, **who)
        assert put_back(as_lead(cast), FieldChange.objects.get(field="words")).status_code == 200
        assert PupilFact.objects.get().words == "As it was"

    def test_a_former_key_still_proves_what_was_changed_under_it(self, system: System, settings: Any) -> None:
        sent_with_a_wrong_birthday(system)
        settings.OLD_SECRET_KEYS, settings.SECRET_KEY = [settings.SECRET_KEY], "another" * 10
        assert fault() == ""
        settings.OLD_SECRET_KEYS = []
        assert "was altered" in fault()

    def test_it_is_erased_with_the_child(self, cast: Cast, system: System) -> None:
        child = sent_with_a_wrong_birthday(system)
        assert "was removed" not in fault()
        child.delete()
        assert not FieldChange.objects.exists()
        assert fault() == ""

    def test_it_is_bounded_by_authority_and_reached_by_the_door_of_its_pupil(self, cast: Cast, system: System) -> None:
        child = sent_with_a_wrong_birthday(system)
        far = Authority.objects.get(code="998").pk
        with transaction.atomic(), connections["default"].cursor() as cursor:
            cursor.execute("select set_config('inclusion.authorities', %s, true)", [str(far)])
            assert not FieldChange.objects.exists()
        assert child not in door.within(Pupil, cast.actor("helen"), Act.SEE_CHANGES, AT)

    def test_the_application_may_change_no_change(self, system: System) -> None:
        sent_with_a_wrong_birthday(system)
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            FieldChange.objects.update(old="2012-12-12")


@pytest.fixture
def tampered(committed: str) -> Iterator[Any]:
    """The owner's hand, on a pupil whose birthday was changed twice."""
    with time_machine.travel(AT, tick=False):
        cast = make_cast()
        system = connect(cast, cast.alder)
        sent_with_a_wrong_birthday(system)
        put(system, born="2013-03-03")
        stories.concern(cast)

    def run(statement: str) -> None:
        with connections["owner"].cursor() as cursor:
            cursor.execute(statement)

    yield run
    connections["owner"].close()


COLUMNS = "act, kind, key, field, old, new, at, person_id, by_name, by_agency, authority_id, pupil_id"
INSERT = (
    f"insert into referrals_fieldchange (reference, {COLUMNS}) select 'ADDED-1', {COLUMNS} from referrals_fieldchange"
)
INSERT += " limit 1"


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("update referrals_fieldchange set old = '2012-12-12' where new = '2013-03-03'", "of line {line} was altered"),
        ("update referrals_fieldchange set at = at + interval '1 s' where new = '2013-03-03'", "altered"),
        ("delete from referrals_fieldchange where new = '2013-03-03'", "Change {ref} of line {line} was removed"),
        (INSERT, "Change ADDED-1 stands in no line: it was added"),
    ],
)
def test_a_change_that_was_altered_removed_or_added_is_named(tampered: Any, statement: str, words: str) -> None:
    line, ref = TrailEntry.objects.latest("id").pk - 1, FieldChange.objects.get(new="2013-03-03").reference
    assert ref in TrailEntry.objects.get(pk=line).facts["changed"]
    call_command("verify_trail")
    tampered(statement)
    with pytest.raises(CommandError, match=words.format(line=line, ref=ref)):
        call_command("verify_trail")
