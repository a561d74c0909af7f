"""What a school's own system sends of the people around a child, and what a person takes of it (decision 51)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import transaction

from agencies.acting.doing import FIRST, done
from agencies.acting.lives import leads_to
from agencies.acting.refusals import AlreadyDone, NotNow
from agencies.acting.rows import NEW
from agencies.actors import Actor, SeatFacts
from agencies.history.actions import Keeping
from agencies.machines.access import ids_of
from agencies.policy import Act
from referrals.contacts.actions.by_hand import doing, lock
from referrals.contacts.facts import (
    OWN,
    Loaded,
    Word,
    differing,
    held_again,
    is_needed,
    loaded,
    needed,
    next_position,
    owners,
    seen_as,
    wanted,
    word_of,
)
from referrals.contacts.models import Contact, ContactPerson, ContactWord
from referrals.contacts.states import State
from referrals.contacts.words import BY_FILE, BY_SYSTEM, NOT_SENT
from referrals.pupils.models import Pupil

Values = Mapping[str, str]


@transaction.atomic
def keep_contacts(pupil: Pupil, words: Sequence[Word], *, seat: SeatFacts, by: Actor, at: datetime) -> None:
    """Keep who is around the child as the seat's school's system sends them, all of them at once.

    Where the school has no work open that writes to them nothing is kept. The same is read whatever is kept, and
    whoever sends is told the same: who has a case no system learns. The same sent again writes nothing.
    """
    Pupil.objects.select_for_update(no_key=True).get(pk=pupil.pk)
    there = loaded(pupil, seat.agency_id, ids_of(by)[0]["system"], words)
    if not is_needed(pupil.pk, seat.agency_id):
        return
    sending = _Sending(pupil, seat, there, by, at)
    found = [sending.keep(word, [one.value for one in words]) for word in words]
    sending.end_others(found)


@transaction.atomic
def keep_people(around: Iterable[tuple[Pupil, Sequence[Word]]], *, seat: SeatFacts, by: Actor, at: datetime) -> None:
    """Keep who is around the children of a roll as its file has them, by the same rules; nobody ends by a file.

    Of whom is asked in one query; what more is asked is of those who are kept alone. All are locked before anybody is
    written on: whoever writes on a brother at the same time waits, or is waited for.
    """
    of = {pupil.pk: (pupil, words) for pupil, words in around if words}
    keys = sorted(needed(of, seat.agency_id))
    list(Pupil.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk"))
    ties = Contact.objects.filter(pupil__in=keys, school=seat.agency_id)
    list(ContactPerson.objects.select_for_update(no_key=True).filter(pk__in=ties.values("person")).order_by("pk"))
    for pupil, words in (of[key] for key in keys):
        sending = _Sending(pupil, seat, loaded(pupil, seat.agency_id, None, words), by, at)
        for word in words:
            sending.keep(word, [])


class _Sending:
    """One sending: of which child, by which system, or by a file that a person took over."""

    def __init__(self, pupil: Pupil, seat: SeatFacts, there: Loaded, by: Actor, at: datetime) -> None:
        self.pupil, self.seat, self.there, self.by, self.at = pupil, seat, there, by, at
        self.source = BY_SYSTEM if by.is_machine else BY_FILE

    def keep(self, word: Word, sent: Iterable[str]) -> int:
        """Keep one of them; the key of their tie, or 0 where a person ended it."""
        if (tie := self.there.tie_of(word, sent)) is not None:
            if self.there.value_of(tie) not in {*sent} - {word.value}:  # else it is one person under two ids
                self._bring_up_to_date(tie, word)
            return tie.pk
        if (ended := self.there.was_ended(word)) is None:
            return self._add(word).pk
        last = self.there.said.get(ended.pk)
        if last is None or (ended.ended_at and last.said_at < ended.ended_at):
            self._said(ended, word)
        return 0

    def _bring_up_to_date(self, tie: Contact, word: Word) -> None:
        leads_to("contact", State.CURRENT, Act.KEEP_CONTACTS)
        person, kept, last = tie.person, Keeping(Act.KEEP_CONTACTS, self.by, self.at), self.there.said.get(tie.pk)
        own, before = self.there.own_of(person), last.tie if last else {}
        is_moved = self.there.value_of(tie) != word.value
        is_new = last is None or not (word.own.items() <= own.items() and word.tie.items() <= before.items())
        self._change(kept, person, self._wanted(person, word, own))
        self._change(kept, tie, {**self._wanted(tie, word, before), **self._order(tie, word)})
        if last is None or is_new or is_moved or last.unsent_at is not None:
            self._said(tie, word)
        if is_new or kept.told:
            said = [one.field for one in differing(tie, self.there.said[tie.pk])]
            done(doing(Act.KEEP_CONTACTS, tie, self.by, self.at, says_otherwise=said, **kept.facts))

    def _change(self, kept: Keeping, record: Contact | ContactPerson, words: Mapping[str, str | int]) -> None:
        """Write what differs; where nothing does, the database is not asked."""
        if new := {name: said for name, said in words.items() if getattr(record, name) != said}:
            kept.change(record, *(owners(record) if isinstance(record, ContactPerson) else [self.pupil]), **new)

    def _order(self, tie: Contact, word: Word) -> dict[str, int]:
        """The order of whoever sends, of who came by it, unless somebody has put them in another."""
        is_theirs = tie.source == self.source and ("contact", tie.pk, "position") not in self.there.by_hand
        return {"position": word.position} if is_theirs and word.position else {}

    def _wanted(self, record: Contact | ContactPerson, word: Word, before: Values) -> dict[str, str]:
        is_tie = isinstance(record, Contact)
        guards = self.there.guards(word, record.person_id if is_tie else record.pk)  # type: ignore[union-attr]
        return wanted(record, word.tie if is_tie else word.own, before, self.there.by_hand, is_guarded=guards)

    def _said(self, tie: Contact, word: Word) -> None:
        """Keep what was said, beside what stands; of the person, with each of their ties. A file leaves the id."""
        said = self.there.said
        last = said.get(tie.pk) or ContactWord(contact=tie)
        if self.there.system is not None:
            last.system_id, last.value = self.there.system, word.value
        last.tie, last.said_at, last.unsent_at = {**last.tie, **word.tie}, self.at, None
        own = {**self.there.own_of(tie.person), **word.own}
        said[tie.pk] = last
        if word.value:
            self.there.people[word.value] = tie.person
        for one in said.values():
            if one is last or (one.contact.person_id == tie.person_id and one.own != own):
                one.own = own
                one.save()

    def _add(self, word: Word) -> Contact:
        """Somebody new to this child: new to the school, or whom its system knows by another child."""
        leads_to("contact", NEW, Act.KEEP_CONTACTS)
        kept, school = Keeping(Act.KEEP_CONTACTS, self.by, self.at), self.seat
        person = self.there.people.get(word.value)
        if person is None:
            of = {"school_id": school.agency_id, "authority_id": school.authority_id}
            person = ContactPerson.objects.create(**of, **word.own)
        else:
            self._change(kept, person, self._wanted(person, word, self.there.own_of(person)))
        place = word.position or next_position(self.pupil.pk, school.agency_id)
        of_child = {"pupil": self.pupil, "school_id": school.agency_id, "person": person, "position": place}
        tie = Contact(**of_child, source=self.source, added_at=self.at, added_by_id=self.by.person_id)
        for name, said in {**self._wanted(tie, word, {}), **held_again(self.pupil.pk, person)}.items():
            setattr(tie, name, said)
        tie.save(force_insert=True)
        self._said(tie, word)
        done(doing(Act.KEEP_CONTACTS, tie, self.by, self.at, is_new=True, **kept.facts))
        return tie

    def end_others(self, found: Iterable[int]) -> None:
        """Who is not sent any more ends, where the system alone has spoken of them; else their page says it."""
        for tie in self.there.current():
            last = self.there.said.get(tie.pk)
            if tie.pk in set(found) or last is None:
                continue
            if tie.source == BY_SYSTEM and self.there.value_of(tie) and self.there.is_untouched(tie):
                self._end(tie)
            elif last.unsent_at is None:
                last.unsent_at = self.at
                last.save()

    def _end(self, tie: Contact) -> None:
        kept = Keeping(Act.KEEP_CONTACTS, self.by, self.at)
        kept.change(tie, self.pupil, state=State.ENDED.value, ended_at=self.at, ended_why=NOT_SENT)
        done(doing(Act.KEEP_CONTACTS, tie, self.by, self.at, **kept.facts))


@transaction.atomic
def take_systems_word(contact: Contact, fields: Iterable[str], *, by: Actor, at: datetime, asked: str = "") -> None:
    """Let what the school's system says of these take the place of what stands; the rest stays.

    `asked`: what the page showed, as `seen_as` has it.
    """
    lock(contact, Act.TAKE_SYSTEMS_WORD)
    there = differing(contact, word_of(contact))
    words = {one.field: one.word for one in there if one.field in set(fields)}
    if there and asked not in ("", seen_as(contact, there)):
        raise NotNow(FIRST)
    if not words:
        raise AlreadyDone(contact)
    kept = Keeping(Act.TAKE_SYSTEMS_WORD, by, at)
    own = {name: word for name, word in words.items() if name in OWN}
    kept.change(contact.person, *owners(contact.person), **own)
    kept.change(contact, contact.pupil, **{name: word for name, word in words.items() if name not in own})
    done(doing(Act.TAKE_SYSTEMS_WORD, contact, by, at, **kept.facts))
