"""The pages on which two children are linked, or a link is ended."""

from agencies.policy import Act
from agencies.web.fields import Form
from agencies.web.pages import said
from agencies.words import possessive
from referrals.family.models import FamilyLink
from referrals.pupils.models import Pupil
from referrals.pupils.pages import PupilActPage


def link_page(pupil: Pupil, form: Form) -> PupilActPage:
    """Another child of the family."""
    return PupilActPage(said=said(Act.LINK_FAMILY, child=possessive(pupil.first_name)), pupil=pupil, form=form)


def end_page(link: FamilyLink, pupil: Pupil, form: Form) -> PupilActPage:
    """The end of a link."""
    words = said(Act.END_LINK, one=link.one.name, other=link.other.name)
    return PupilActPage(said=words, pupil=pupil, form=form)
