"""The pages on which two children are linked, or a link is ended."""

from dataclasses import dataclass
from typing import ClassVar

from agencies.policy import Act
from agencies.web.fields import Form
from agencies.web.pages import Page, Said, said
from agencies.words import possessive
from referrals.family.models import FamilyLink
from referrals.pupils.models import Pupil


@dataclass(frozen=True, kw_only=True)
class LinkPage(Page):
    """One act on a link; `pupil` is the child from whose page one came."""

    template: ClassVar[str] = "referrals/family_link.html"
    said: Said
    pupil: Pupil


def link_page(pupil: Pupil, form: Form) -> LinkPage:
    """Another child of the family."""
    return LinkPage(said=said(Act.LINK_FAMILY, child=possessive(pupil.first_name)), pupil=pupil, form=form)


def end_page(link: FamilyLink, pupil: Pupil, form: Form) -> LinkPage:
    """The end of a link."""
    words = said(Act.END_LINK, one=link.one.name, other=link.other.name)
    return LinkPage(said=words, pupil=pupil, form=form)
