"""The one table of who may call what: every address by name, methods and audience. Undeclared is denied."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from agencies.acting.lives import ROWS
from agencies.acting.rows import ActRow
from agencies.policy import Act, Scope


class Audience(StrEnum):
    """Who may call an address at all; the door then decides on records."""

    PUBLIC = "public"
    SIGNED_IN = "signed_in"
    ACT = "act"  # signed in, and the door or a seat must let the act through
    MACHINE = "machine"  # a school’s own system by its token, with the scope of the method
    DEMONSTRATION = "demonstration"  # nobody outside the demonstration


@dataclass(frozen=True, slots=True)
class Address:
    """The methods an address answers, and for whom; `act` is what the door is asked.

    `before_factor`: open to who signed in and has no second factor yet, since it leads to one, or out.
    `step_up`: only for who has proved within five minutes who they are; not in the demonstration, where nobody can.
    """

    methods: frozenset[str]
    audience: Audience
    act: Act | None = None
    before_factor: bool = False
    step_up: bool = False
    scopes: Mapping[str, Scope] = field(default_factory=dict)


READ = frozenset({"GET", "HEAD"})
FORM = READ | {"POST"}
SEND = frozenset({"POST"})
_PROVED = frozenset({Act.MAKE_CLIENT, Act.ROTATE_CLIENT, Act.END_SESSION, Act.FORGET_DEVICE, Act.GIVE_CODE})
"""Who is at somebody else's open screen does none of these. Signing out everywhere is not among them: who lost what
proves it must be able to."""


def _public(methods: frozenset[str] = READ) -> Address:
    return Address(methods, Audience.PUBLIC, before_factor=True)


def _own(methods: frozenset[str] = READ, *, before_factor: bool = False) -> Address:
    return Address(methods, Audience.SIGNED_IN, before_factor=before_factor)


def _act(act: Act, methods: frozenset[str] = FORM) -> Address:
    return Address(methods, Audience.ACT, act, step_up=act in _PROVED)


def _of(row: ActRow) -> Address:
    """The address of an act, as its row says."""
    methods = SEND if row.is_sent_only else FORM
    if row.at.startswith(_OWN):
        is_out, is_proved = row.is_sent_only, row.act in _PROVED
        return Address(methods, Audience.SIGNED_IN, row.act, before_factor=is_out, step_up=is_proved)
    return _act(row.act, methods)


def _machine(act: Act | None = None, **scopes: Scope) -> Address:
    """By method in small letters; reading needs no scope where none is named."""
    named = {method.upper(): scope for method, scope in scopes.items()}
    if "GET" in named:
        named["HEAD"] = named["GET"]
    return Address(frozenset(named) or READ, Audience.MACHINE, act, scopes=named)


_READS: dict[str, Act] = {
    "see_child": Act.SEE_CHILD,
    "see_changes": Act.SEE_CHANGES,
    "see_contact": Act.SEE_CONTACT,
    "see_attendance": Act.SEE_ATTENDANCE,
    "see_signals": Act.SEE_SIGNALS,
    "see_signal_rules": Act.SEE_SIGNALS,
    "see_signal": Act.SEE_SIGNAL,
    "see_arrival": Act.SEE_ARRIVAL,
    "see_duplicates": Act.SEE_DUPLICATES,
    "see_merges": Act.SEE_MERGES,
    "see_merge": Act.SEE_MERGE,
    "see_kept_apart": Act.SEE_DUPLICATES,
    "compare_pupils": Act.COMPARE_PUPILS,
    "see_concerns": Act.SEE_CONCERN,
    "see_concern": Act.SEE_CONCERN,
    "see_entry": Act.SEE_ENTRY,
    "see_document": Act.SEE_DOCUMENT,
    "see_picture": Act.SEE_DOCUMENT,
    "see_text": Act.SEE_VERSION,
    "open_version": Act.SEE_VERSION,
    "see_referral": Act.SEE_REFERRAL,
    "see_queue": Act.SEE_QUEUE,
    "triage_referral": Act.SEE_REFERRAL,
    "see_share": Act.SEE_SHARE,
    "see_task": Act.SEE_TASK,
    "see_duty": Act.SEE_CASE,
    "see_cases": Act.SEE_CASE,
    "see_case": Act.SEE_CASE,
    "see_reasons": Act.SEE_REASONS,
    "see_trail": Act.SEE_TRAIL,
    "see_moves": Act.SEE_MOVE,
    "see_move": Act.SEE_MOVE,
    "see_move_letter": Act.SEE_MOVE_LETTER,
    "see_suspensions": Act.SEE_SUSPENSION,
    "see_suspension_report": Act.SEE_SUSPENSION,
    "see_suspension": Act.SEE_SUSPENSION,
    "see_people": Act.SEE_PEOPLE,
    "see_agencies": Act.SEE_AGENCIES,
    "see_agency_changes": Act.SEE_PEOPLE,
    "see_sign_ins": Act.SEE_SIGN_INS,
    "see_overview": Act.SEE_OVERVIEW,
    "see_years": Act.SEE_YEARS,
    "see_settings": Act.SEE_SETTINGS,
    "see_council_settings": Act.SEE_SETTINGS,
    "see_area_years": Act.SEE_AREA_YEARS,
    "see_clients": Act.SEE_CLIENTS,
    "see_suspension_letter": Act.SEE_SUSPENSION_LETTER,
}
_OWN = "account/"
"""Where one's own acts stand: no seat is asked. What is only sent there leads out, so it is open before a factor."""
_ACCOUNT_PUBLIC = (
    "account_login",
    "account_logout",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "mfa_authenticate",
    "mfa_login_webauthn",
)
_ACCOUNT_OWN = (
    "account_change_password",
    "account_set_password",
    "account_reauthenticate",
    "mfa_index",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "mfa_edit_webauthn",
    "mfa_remove_webauthn",
)

ADDRESSES: dict[str, Address] = {
    "home": Address(READ, Audience.PUBLIC),
    "welcome_page": _public(),
    "livez": _public(),
    "readyz": _public(),
    "security_txt": _public(),
    "help_page": _public(),
    "privacy_page": _public(),
    "accessibility_page": _public(),
    "still_here": _own(before_factor=True),
    "my_work": _own(),
    "inbox": _own(),
    "hand_over": _own(FORM),
    "read_letter": _own(SEND),
    "read_letters": _own(SEND),
    "save_draft": _own(SEND),
    "see_drafts": _own(),
    "drop_draft": _own(SEND),
    "give_back": _own(),
    "account": _own(before_factor=True),
    "own_sign_ins": _own(),
    "first_code": _own(FORM, before_factor=True),
    "find_pupils": _act(Act.SEE_PUPIL, SEND),
    "see_pupils": _act(Act.SEE_PUPIL, FORM),
    "search": _act(Act.SEE_CASE),
    "see_documents": _act(Act.SEE_DOCUMENT),
    "demonstration_page": Address(READ, Audience.DEMONSTRATION),
    "demonstration_sign_in": Address(SEND, Audience.DEMONSTRATION),
    "press_reminder_switch": Address(SEND, Audience.DEMONSTRATION),
    **{name: _act(act, READ) for name, act in _READS.items()},
    **{row.act.value: _of(row) for row in ROWS.values() if row.at},
    "api_token": _public(SEND),
    "api_me": _machine(),
    "api_codes": _machine(get=Scope.CODES_READ),
    "api_pupil": _machine(Act.KEEP_PUPIL, get=Scope.PUPILS_READ, put=Scope.PUPILS_WRITE),
    "api_pupils": _machine(Act.KEEP_PUPIL, post=Scope.PUPILS_WRITE),
    "api_contacts": _machine(Act.KEEP_CONTACTS, put=Scope.CONTACTS_WRITE),
    "api_attendance": _machine(Act.KEEP_ATTENDANCE, put=Scope.ATTENDANCE_WRITE),
    "api_calendar": _machine(Act.KEEP_YEAR, get=Scope.CALENDAR_WRITE, put=Scope.CALENDAR_WRITE),
    "api_referrals": _machine(Act.SEE_STATUS, get=Scope.REFERRALS_READ),
    "api_suspensions": _machine(Act.REPORT_SUSPENSION, get=Scope.SUSPENSIONS_READ, post=Scope.SUSPENSIONS_WRITE),
    "api_suspension": _machine(Act.SEE_SUSPENSION, get=Scope.SUSPENSIONS_READ),
    "api_void_suspension": _machine(Act.VOID_SUSPENSION, post=Scope.SUSPENSIONS_WRITE),
    "api_correct_suspension": _machine(Act.CORRECT_SUSPENSION, post=Scope.SUSPENSIONS_WRITE),
    "api_record_days_elsewhere": _machine(Act.RECORD_DAYS_ELSEWHERE, post=Scope.SUSPENSIONS_WRITE),
    "api_shorten_suspension": _machine(Act.SHORTEN_SUSPENSION, post=Scope.SUSPENSIONS_WRITE),
    **{name: _public(FORM) for name in _ACCOUNT_PUBLIC},
    **{name: _own(FORM, before_factor=True) for name in _ACCOUNT_OWN},
}
"""By the name of the address. A view's own check is never the only one: the edge reads this table first."""


def address_of(name: str | None) -> Address | None:
    """The declared address of this name, or None: denied."""
    return ADDRESSES.get(name or "")
