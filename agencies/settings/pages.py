"""What the pages of a council's settings show."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from django.urls import reverse

from agencies.directory.models import Authority
from agencies.policy import Act, duty_to_share
from agencies.settings.facts import YEARS, CouncilItem, Item, history_of, in_force, items
from agencies.settings.forms import KeepSetting
from agencies.settings.lines import BY_NAME, LINES
from agencies.settings.models import Setting
from agencies.settings.words import FORCE, GROUPS, YEARS_COUNT, days_words
from agencies.web.pages import Page, Said, said
from agencies.words import listed, long_day, short_day


@dataclass(frozen=True, slots=True)
class Row:
    """A setting as one reads it: what counts today, what the service or the law has, since when and by whom."""

    what: str
    now: str
    default: str
    force: str
    source: str
    since: str
    url: str


@dataclass(frozen=True, slots=True)
class Group:
    """The settings of one noun; `fixed` are those that leave nothing to choose."""

    title: str
    rows: list[Row]
    fixed: list[Row]


@dataclass(frozen=True, slots=True)
class Other:
    """Another council whose settings one may read."""

    name: str
    url: str


@dataclass(frozen=True, kw_only=True)
class SettingsPage(Page):
    """All that a council may set, group by group."""

    template: ClassVar[str] = "agencies/setting_list.html"
    council: str
    others: list[Other]
    groups: list[Group]
    duty: str


@dataclass(frozen=True, kw_only=True)
class KeepSettingPage(Page):
    """One setting, with what was set before."""

    template: ClassVar[str] = "agencies/setting_form.html"
    council: str
    back_url: str
    form: KeepSetting
    said: Said
    row: Row
    later: str
    history: list[str]


def settings_page(authority: Authority, others: Sequence[Authority], today: date, *, may_keep: bool) -> SettingsPage:
    """What counts today, each with where it comes from: one query for all that the council has set."""
    every = items(today)
    history = history_of(authority.pk, [one.name for one in every])
    found: dict[str, Group] = {}
    for one in every:
        group = found.setdefault(one.group, Group(GROUPS[one.group], [], []))
        rows = group.fixed if one.is_fixed else group.rows
        rows.append(_row(one, history[one.name], today, authority.code if may_keep else ""))
    beside = [Other(one.name, _list_url(one)) for one in others]
    duty = DUTY.format(since=long_day(duty_to_share.STARTS_ON), source=duty_to_share.SOURCE)
    return SettingsPage(council=authority.name, others=beside, groups=list(found.values()), duty=duty)


DUTY = (
    "The duty to share counts here from {since}, to be confirmed by your lawyer ({source}). "
    "From then on a refusal to share has one of four reasons."
)


def keep_setting_page(one: CouncilItem, form: KeepSetting, today: date) -> KeepSettingPage:
    """The form, what counts today, and the history."""
    rows = history_of(one.authority.pk, [one.item.name])[one.item.name]
    return KeepSettingPage(
        council=one.authority.name,
        back_url=_list_url(one.authority),
        form=form,
        said=_said(one.item),
        row=_row(one.item, rows, today),
        later=_later([row.starts_on for row in rows if row.starts_on > today]),
        history=[_kept(row, one.item) for row in rows],
    )


def _later(days: list[date]) -> str:
    """That what is kept now counts only until what is set from a later day."""
    if not days:
        return ""
    said = listed([short_day(day) for day in sorted({*days})])
    return f"Another is set already, from {said}. What you keep from an earlier day counts until then."


def kept_words(one: CouncilItem, kept: Setting | None) -> str:
    """That it is kept, and until when, where another is set from a later day."""
    rows = history_of(one.authority.pk, [one.item.name])[one.item.name] if isinstance(kept, Setting) else []
    until = min((row.starts_on for row in rows if kept and row.starts_on > kept.starts_on), default=None)
    said = f"{one.item.what}: it is kept for {one.authority.name}"
    return f"{said}, until another begins that is set from {short_day(until)}." if until else f"{said}."


def _said(item: Item) -> Said:
    """The words of the act; of lines, what counts from when on."""
    words = said(Act.KEEP_SETTING, what=item.what)
    if item.unit == YEARS:
        return replace(words, lead=(YEARS_COUNT,))
    return replace(words, lead=(BY_NAME[item.name].counts,)) if item.unit == LINES else words


def _list_url(council: Authority) -> str:
    return reverse("see_council_settings", args=[council.code])


def _kept(row: Setting, item: Item) -> str:
    """What was set once, in a line."""
    on = f" on {short_day(row.set_at)}" if row.set_at else ""
    value = days_words(row.value, item.unit, item.name).replace("\n", " · ")
    said = f"{value} from {short_day(row.starts_on)}, by {row.set_by}{on}"
    return f"{said}: {row.why}" if row.why else said


def _row(item: Item, rows: list[Setting], today: date, keep_at: str = "") -> Row:
    """The item as a row; `keep_at`: the code of the council for which the reader may change it."""
    stands = in_force(rows, today)
    days = item.default if stands is None else stands.value
    days = days if item.unit == LINES else min(days, item.most)
    return Row(
        what=item.what,
        now=f"{days_words(days, item.unit, item.name)}{item.counted}",
        default=days_words(item.default, item.unit, item.name),
        force=FORCE[item.force.value],
        source=item.source,
        since=f"Set by {stands.set_by}, from {short_day(stands.starts_on)}" if stands else "",
        url=reverse("keep_setting", args=[keep_at, item.name]) if keep_at and not item.is_fixed else "",
    )
