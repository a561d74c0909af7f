"""A story's entries as lines: whose words they are, in which part they stand, and what of a restricted one is shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef
from django.urls import reverse

from agencies.people.words import ROLE_WORDS
from agencies.words import clock, in_sentence, possessive
from referrals.entries.models import Entry, EntryEdit
from referrals.entries.states import OWN, Kind
from referrals.entries.words import SECTIONS, kind_of

IS_EDITED = Exists(EntryEdit.objects.filter(entry_id=OuterRef("pk")))
"""Of an entry of the story (`is_edited`): its version says no more than that something was done to it."""
SHUT = "An entry for its author, the lead professional and the headteacher"


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as components/story_item.html draws it."""

    kind: str
    title: str
    title_url: str
    on: date
    words: str
    opinion: str
    quote: str
    note: str
    by: str
    url: str
    url_label: str


def lines(
    entries: Iterable[Entry], child: str, *, links: bool, reader: int | None = None, into: str = ""
) -> list[Line]:
    """The entries as lines: a title leads to its entry with `links`, and where it is the reader's own.

    A restricted one shows that it is, no more. `into`: what a link carries, so that its way back leads here.
    """
    return [
        _shut(entry, into)
        if entry.is_restricted
        else _line(entry, child, _url(entry, into) if links or entry.author_id == reader is not None else "")
        for entry in entries
    ]


def _url(entry: Entry, into: str) -> str:
    return reverse("see_entry", args=[entry.reference]) + into


def _shut(entry: Entry, into: str) -> Line:
    url = _url(entry, into)
    return Line("shut", SHUT, "", entry.happened_on, "", "", "", "", "", url, "Open it: your reading is noted")


def _line(entry: Entry, child: str, url: str) -> Line:
    is_voice = entry.kind == "voice"
    return Line(
        kind=entry.kind if entry.kind in ("voice", "suspension") else "",
        title=entry.title,
        title_url=url if entry.kind != "act" else "",
        on=entry.happened_on,
        words="" if is_voice else entry.text,
        opinion=entry.opinion,
        quote=entry.text.strip('“”" ') if is_voice else "",
        note=_who_was_there(entry, child),
        by=_by(entry),
        url="",
        url_label="",
    )


def _who_was_there(entry: Entry, child: str) -> str:
    there = entry.told_by.rstrip(".")
    if entry.kind != "voice":
        return f"There: {there}." if there else ""
    return f"{possessive(child)} own words" + (f", written down by {there}." if there else ".")


def _by(entry: Entry) -> str:
    role = ROLE_WORDS.get(entry.author_role, entry.author_role)
    who = ", ".join(filter(None, [entry.by_name, in_sentence(role), entry.agency.name]))
    edited = ". Edited since" if getattr(entry, "is_edited", False) else ""
    part = "" if entry.section == "casework" else f". Part: {in_sentence(SECTIONS[entry.section])}"
    names = getattr(entry, "told_names", "")
    told = f". Told: {names}" if names else ""
    return f"{_what(entry)}{who}{part}{edited}{told}"


def _what(entry: Entry) -> str:
    """Of what a person wrote its kind, at what time and where."""
    if entry.kind not in OWN:
        return ""
    time = clock(entry.happened_at) if entry.happened_at else ""
    kind = "" if entry.kind == Kind.VOICE else kind_of(entry.kind, is_apart=entry.is_apart)
    said = ", ".join(filter(None, [kind, time, entry.place]))
    return f"{said}. " if said else ""
