"""What a school's system or file says of the people around a child, beside what stands (decision 51)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Upper

from agencies.acting.nouns import BY_KIND
from agencies.policy import Act
from referrals.cases.models import Case
from referrals.contacts.facts.around import is_called
from referrals.contacts.models import Contact, ContactPerson, ContactWord
from referrals.contacts.states import State
from referrals.contacts.words import BECAME_ONE
from referrals.duties.models import OWED, Duty
from referrals.pupils.models import FieldChange, Pupil

BY_MACHINE = (Act.KEEP_CONTACTS.value, Act.TAKE_SYSTEMS_WORD.value)
RESPONSIBILITY = "has_responsibility"
Values = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Word:
    """What is said of one person: of them, and what they are to the child; what is not sent is not said.

    `value`: the system's own id of the person; nothing in a file that has none.
    """

    value: str
    own: Values
    tie: Values
    position: int | None = None

    @property
    def name(self) -> str:
        """Whom it is about."""
        return self.own["name"]


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that is said otherwise than it stands."""

    field: str
    now: str
    word: str


def is_needed(pupil_id: int, school_id: int) -> bool:
    """Whether the school has work open that writes to the people around the child: a case, or something owed on it."""
    return bool(needed([pupil_id], school_id))


def needed(pupils: Iterable[int], school_id: int) -> set[int]:
    """Of which of these children that is so. Which nouns write home they say themselves.

    One query, whatever the answer and however many they are.
    """
    of = {"pupil": OuterRef("pk")}
    case = Case.objects.open().filter(school=school_id, **of)
    kinds = [noun.kind for noun in BY_KIND.values() if noun.writes_home]
    owed = Duty.objects.filter(agency=school_id, subject_kind__in=kinds, state__in=OWED, **of)
    return set(Pupil.objects.filter(Exists(case) | Exists(owed), pk__in=list(pupils)).values_list("pk", flat=True))


@dataclass(slots=True)
class Loaded:
    """Who stands around the child at the school, what the system said of them, and what people wrote by hand.

    `system`: whose ids these are; none of a file. `said`: the words by the key of their tie; `people`: whom the
    system's ids name; `by_hand`: which fields of which records. `is_guarded`: somebody around the child is restricted,
    may not be told, or has a safe contact.
    """

    system: int | None
    ties: list[Contact]
    said: dict[int, ContactWord]
    people: dict[str, ContactPerson]
    by_hand: set[tuple[str, int, str]] = field(default_factory=set)
    guarded_names: list[str] = field(default_factory=list)
    guarded_people: set[int] = field(default_factory=set)
    is_guarded: bool = False

    def current(self) -> list[Contact]:
        """Those that hold."""
        return [one for one in self.ties if one.state == State.CURRENT]

    def tie_of(self, word: Word, sent: Iterable[str]) -> Contact | None:
        """The tie that the word is about: by the id, else by name and relationship, where no id of it was sent."""
        there, others = self.current(), {*sent} - {""}
        if by_id := [one for one in there if self._has_id(one, word)]:
            return by_id[0]
        if by_person := [one for one in there if self._is_person(one, word)]:
            return by_person[0]
        return next((one for one in there if self.value_of(one) not in others and _is_same(one, word)), None)

    def was_ended(self, word: Word) -> Contact | None:
        """The tie that a person ended: no system brings back whom somebody sent away."""
        by_person = [one for one in self.ties if one.ended_by_id and one.ended_why != BECAME_ONE]
        of_word = (one for one in by_person if self._has_id(one, word) or self._is_person(one, word))
        return next(of_word, next((one for one in by_person if _is_same(one, word)), None))

    def own_of(self, person: ContactPerson) -> Values:
        """What the system said last of the person, to whichever child."""
        return next((one.own for one in self.said.values() if one.contact.person_id == person.pk), {})

    def is_untouched(self, tie: Contact) -> bool:
        """Whether nobody has written on the tie or the person by hand, nor restricted them."""
        keys = {("contact", tie.pk), ("contactperson", tie.person_id)}
        return not _is_held(tie) and not tie.may_be_told and not any(one[:2] in keys for one in self.by_hand)

    def guards(self, word: Word, person_id: int | None) -> bool:
        """Whether parental responsibility of a system’s word waits for a person: by whom it names, or whom it meets."""
        is_held = person_id in self.guarded_people or any(is_called(name, word.name) for name in self.guarded_names)
        return self.is_guarded or is_held

    def _is_person(self, tie: Contact, word: Word) -> bool:
        """Whether it is of the person who has the word's id by another child."""
        person = self.people.get(word.value) if word.value else None
        return person is not None and person.pk == tie.person_id

    def _has_id(self, tie: Contact, word: Word) -> bool:
        return bool(word.value) and self.value_of(tie) == word.value

    def value_of(self, tie: Contact) -> str:
        """The id that this system has for them; nothing where another one spoke of them last, or none."""
        word = self.said.get(tie.pk)
        return word.value if word is not None and word.system_id == self.system else ""


def _is_same(one: Contact, word: Word) -> bool:
    return one.relationship == word.tie["relationship"] and is_called(one.person.name, word.name)


def loaded(pupil: Pupil, school_id: int, system: int | None, words: Sequence[Word]) -> Loaded:
    """The same five queries for anybody, with each person locked: what is read here is what is written on."""
    of_child = Contact.objects.filter(pupil=pupil, school=school_id)
    by_id = ContactWord.objects.filter(system=system, value__in=[word.value for word in words if word.value])
    named = Q(pk__in=of_child.values("person")) | Q(pk__in=by_id.values("contact__person"))
    locked = ContactPerson.objects.select_for_update(no_key=True).order_by("pk")
    people = {one.pk: one for one in locked.filter(named, school=school_id)}
    ties = list(of_child.order_by("-ended_at", "position", "pk"))
    for one in ties:
        one.person, one.pupil = people[one.person_id], pupil
    said = ContactWord.objects.filter(contact__person__in=people).select_related("contact")
    found = Loaded(system, ties, {one.contact_id: one for one in said.order_by("pk")}, {})
    found.people = {
        one.value: people[one.contact.person_id] for one in found.said.values() if one.value and one.system_id == system
    }
    known_to = Contact.objects.filter(person__in=people).values("pupil")
    of = Q(kind="contact", key__in=[one.pk for one in ties]) | Q(kind="contactperson", key__in=list(people))
    changed = FieldChange.objects.filter(of, pupil__in=known_to).exclude(act__in=BY_MACHINE)
    found.by_hand = set(changed.values_list("kind", "key", "field"))
    held = Q(restricted_at__isnull=False) | ~Q(safe_contact="")
    held |= Q(ties__restricted_at__isnull=False) | Q(ties__may_be_told="no")
    asked = Q(upper__in=[one.name.upper() for one in words]) | Q(pk__in=list(people))
    guarded = ContactPerson.objects.annotate(upper=Upper("name")).filter(asked, held, school=school_id)
    for pk, name in guarded.values_list("pk", "name"):
        found.guarded_people.add(pk)
        found.guarded_names.append(name)
    found.is_guarded = any(_is_held(one) or one.may_be_told == "no" for one in ties)
    return found


def _is_held(one: Contact) -> bool:
    return bool(one.restricted_at or one.person.restricted_at or one.person.safe_contact)


def wanted(
    record: Any, words: Values, before: Values, by_hand: set[tuple[str, int, str]], *, is_guarded: bool
) -> dict[str, str]:
    """Which of the words are taken: those on fields that still say what was said before, or that nobody ever filled.

    What a person wrote stands. While somebody around the child is guarded, no word gives parental responsibility.
    """
    kind, taken = record._meta.model_name, {}
    for name, word in words.items():
        now = getattr(record, name)
        is_free = now == before[name] if name in before else not now and (kind, record.pk, name) not in by_hand
        if is_free and not (is_guarded and name == RESPONSIBILITY and word == "yes" != now):
            taken[name] = word
    return taken


def word_of(contact: Contact) -> ContactWord | None:
    """What the school's system said last of them, where it did."""
    return ContactWord.objects.filter(contact=contact).first()


def differing(contact: Contact, word: ContactWord | None) -> list[Said]:
    """What the system said last, where something else stands; of who is no contact any more, nothing."""
    if word is None or contact.state != State.CURRENT:
        return []
    said = [(contact.person, word.own), (contact, word.tie)]
    return [
        Said(name, now, text)
        for one, words in said
        for name, text in words.items()
        if (now := getattr(one, name)) != text
    ]


def seen_as(contact: Contact, there: Iterable[Said]) -> str:
    """What a page showed of them and of what the system says, as one word: who sends it answers that."""
    text = repr([contact.versions, [(one.field, one.now, one.word) for one in there]])
    return sha256(text.encode()).hexdigest()[:32]
