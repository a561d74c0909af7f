"""What is done with the people around a child: by hand, by a school's own system, and where records become one."""

from referrals.contacts.actions.by_hand import add_contact, change_contact, end_contact, restrict_contact
from referrals.contacts.actions.joining import join_contacts, part_contacts
from referrals.contacts.actions.sending import keep_contacts, keep_people, take_systems_word

__all__ = [
    "add_contact",
    "change_contact",
    "end_contact",
    "join_contacts",
    "keep_contacts",
    "keep_people",
    "part_contacts",
    "restrict_contact",
    "take_systems_word",
]
