"""The pages of the acts on a professional around a child."""

from dataclasses import dataclass
from typing import ClassVar

from agencies.policy import Act
from agencies.web.fields import Form
from agencies.web.pages import Page, Said, said
from referrals.professionals.models import Professional
from referrals.pupils.models import Pupil


@dataclass(frozen=True, kw_only=True)
class ProfessionalPage(Page):
    """One act."""

    template: ClassVar[str] = "referrals/professional_act.html"
    said: Said
    pupil: Pupil
    stands: list[tuple[str, str]]


def add_page(pupil: Pupil, form: Form) -> ProfessionalPage:
    """Somebody new."""
    return ProfessionalPage(said=said(Act.ADD_PROFESSIONAL, child=pupil.first_name), pupil=pupil, stands=[], form=form)


def act_page(one: Professional, act: Act, form: Form) -> ProfessionalPage:
    """One act on them; where it was changed meanwhile, with what stands there now."""
    words = said(act, name=one.name, child=one.pupil.first_name)
    stands = [("Role", one.job), ("For whom", one.organisation), ("Phone", one.phone), ("Email", one.email)]
    shown = [(what, value or "Not known") for what, value in stands] if form.non_field_errors() else []
    return ProfessionalPage(said=words, pupil=one.pupil, stands=shown, form=form)
