"""A council's settings: all of them, and one to change."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from agencies.acting.refusals import NotNow
from agencies.directory.models import Authority
from agencies.policy import Act
from agencies.schoolday import local_day
from agencies.settings import access, actions, forms, pages
from agencies.settings.facts import CouncilItem
from agencies.web.answering import attempt, land, sent
from agencies.web.asking import Request, require
from agencies.web.pages import show


def see_settings(request: Request) -> HttpResponse:
    """What one's council has set, with default, source and since when; of several councils the first."""
    require(request.actor, Act.SEE_SETTINGS)
    return _settings(request, access.councils(request.actor, Act.SEE_SETTINGS)[0])


def see_council_settings(request: Request, code: str) -> HttpResponse:
    """The same of that council."""
    require(request.actor, Act.SEE_SETTINGS)
    return _settings(request, access.admit_council(request.actor, Act.SEE_SETTINGS, code))


def _settings(request: Request, council: Authority) -> HttpResponse:
    others = [one for one in access.councils(request.actor, Act.SEE_SETTINGS) if one != council]
    may_keep = council in access.councils(request.actor, Act.KEEP_SETTING)
    return show(request, pages.settings_page(council, others, local_day(request.at), may_keep=may_keep))


def keep_setting(request: Request, code: str, name: str) -> HttpResponse:
    """Change one, from a day on."""
    require(request.actor, Act.KEEP_SETTING)
    today = local_day(request.at)
    one = access.admit_setting(request.actor, code, name, today)
    form = forms.KeepSetting(sent(request), item=one.item, today=today, now=one.now(today))
    kept = attempt(request, form, lambda: _keep(request, one, form), (NotNow,), on=one)
    if kept is None:
        return show(request, pages.keep_setting_page(one, form, today))
    words = pages.kept_words(one, kept.record)
    return land(request, kept, reverse("see_council_settings", args=[code]), words)


def _keep(request: Request, one: CouncilItem, form: forms.KeepSetting) -> Any:
    return actions.keep_setting(one, **form.facts(), by=request.actor, at=request.at)
