"""The steps that plots share: from a concern to a case, a referral, and an agency that takes it up."""

from collections.abc import Generator
from datetime import datetime
from random import Random

from agencies.policy import Basis, Level, Purpose, Section
from interventions.demonstration import themes
from interventions.demonstration.parts import Part
from interventions.demonstration.places import NEED
from interventions.demonstration.scenes import Offer, Scene
from interventions.demonstration.stage import Stage
from referrals.cases.models import Case
from referrals.referrals.actions import ContactFacts, ReferralFacts
from referrals.referrals.models import Referral
from referrals.shares.models import CaseShare

GARETH_LEFT = 20  # working days ago; until then he answered for his team
WORKERS = {
    "salt": "priti",
    "camhs": "maeve",
    "nursing": "yvonne",
    "family_help": "joel",
    "police": "ruth",
    "youth_justice": "deshawn",
}
OFFERS: dict[str, tuple[Purpose, Basis, tuple[Section, ...]]] = {
    "salt": (Purpose.HEALTH_SUPPORT, Basis.HEALTH_CARE, (Section.EDUCATION, Section.VOICE)),
    "camhs": (Purpose.HEALTH_SUPPORT, Basis.HEALTH_CARE, (Section.EDUCATION, Section.HEALTH, Section.VOICE)),
    "nursing": (Purpose.HEALTH_SUPPORT, Basis.HEALTH_CARE, (Section.ATTENDANCE, Section.HEALTH, Section.VOICE)),
    "family_help": (Purpose.EARLY_HELP, Basis.FAMILY_AGREEMENT, (Section.EDUCATION, Section.HOME, Section.VOICE)),
    "police": (Purpose.PREVENT_HARM, Basis.CRIME_PREVENTION, ()),
    "youth_justice": (Purpose.YOUTH_JUSTICE, Basis.CRIME_PREVENTION, (Section.BEHAVIOUR, Section.VOICE)),
}
Telling = Generator[datetime, Scene, Case]


def hour(chance: Random) -> str:
    """A time of the school's day, by chance."""
    return f"{chance.randrange(8, 16)}:{chance.randrange(5, 60):02}"


def open_case(stage: Stage, part: Part, ago: int) -> Telling:
    """A concern, and a case on it."""
    theme, days = part.theme, stage.days
    scene = yield days.school(part.key, ago, hour(part.chance))
    fact = part.say(part.chance.choice(theme.facts))
    concern = scene.log_concern(part.staff, part.pupil, fact, theme.seen, part.chance.choice((1, 2, 2)))
    scene = yield days.school(part.key, ago, "16:25")
    why = part.say(f"{part.strength}. {theme.worry}")
    return scene.open_case(part.lead, concern, why, part.chance.choice(themes.REPLIES))


def begin(stage: Stage, part: Part, ago: int) -> Telling:
    """A case with its lead professional, a family that was told, and the first lines of a story."""
    case = yield from open_case(stage, part, ago)
    scene = yield stage.days.school(part.key, ago - 2, hour(part.chance))
    scene.name_lead(part.lead, case, part.chance.choice((part.staff, part.lead)))
    scene = yield stage.days.school(part.key, ago - 4, "16:00")
    scene.tell_family(part.lead, case, part.family)
    lines = part.theme.lines
    for n, (kind, section, title, text) in enumerate(lines[: part.chance.randint(1, len(lines))]):
        scene = yield stage.days.school(part.key, ago - 5 - n, hour(part.chance))
        told_by = scene.people[part.staff].name if kind == "voice" else ""
        scene.add_entry(part.lead, case, kind, section, title, part.say(text), told_by)
    return case


def ask(part: Part) -> ReferralFacts:
    """What is asked of the council, in the words of the trouble."""
    theme = part.theme
    tried = tuple((what, happened, planned, part.say(result)) for what, happened, planned, result in theme.tried)
    return ReferralFacts(
        hopes=part.say(theme.hopes),
        going_well=part.say(f"{part.strength}."),
        worries=part.say(f"{theme.worry} {theme.facts[0]}"),
        child_words=part.say(theme.words),
        family_told="yes",
        family_words=part.family.words,
        tried=tried,
        **NEED,
    )


def send(stage: Stage, part: Part, case: Case, ago: int) -> Generator[datetime, Scene, Referral]:
    """A referral, acknowledged on the day."""
    scene = yield stage.days.office(ago, "10:30")
    referral = scene.draft_referral(part.lead, case, ask(part))
    scene.send_referral(part.lead, referral)
    scene = yield stage.days.office(ago, "16:20")
    scene.acknowledge_referral(part.officer, referral)
    return referral


def accept(stage: Stage, part: Part, case: Case, ago: int) -> Generator[datetime, Scene, None]:
    """Sent, and accepted so many working days ago."""
    referral = yield from send(stage, part, case, ago + 3)
    scene = yield stage.days.office(ago, "10:10")
    scene.accept_referral(part.officer, referral, part.chance.choice(themes.ACCEPTED))
    rang = ContactFacts("The family", "phone", scene.at, "They know who rings next, and when.")
    scene.record_first_contact(part.officer, referral, rang)


def offer(stage: Stage, part: Part, until: int, level: Level = Level.SECTIONS) -> Offer:
    """What the helper is offered; it ends so many days from today."""
    purpose, basis, sections = OFFERS[part.theme.helper]
    if level is Level.FULL:
        purpose, basis = Purpose.SOCIAL_CARE, Basis.PUBLIC_TASK
    wanted = sections if level is Level.SECTIONS else ()
    question = part.say(part.theme.question)
    return Offer(
        part.theme.helper,
        purpose,
        basis,
        level if sections else Level.SUMMARY,
        wanted,
        question,
        stage.days.until(until),
    )


def share_case(
    stage: Stage, part: Part, ago: int, until: int, level: Level = Level.SECTIONS
) -> Generator[datetime, Scene, tuple[Case, CaseShare, str]]:
    """A case accepted and shared so many working days ago, and taken up on the next; with its worker."""
    case = yield from begin(stage, part, ago + 22)
    yield from accept(stage, part, case, ago)
    scene = yield stage.days.office(ago, "15:30")
    share = scene.share_case(part.officer, case, offer(stage, part, until, level), part.family)
    worker = "gareth" if part.theme.helper == "salt" and ago > GARETH_LEFT else WORKERS[part.theme.helper]
    scene = yield stage.days.office(ago - 1, "9:45")
    scene.accept_share(worker, share)
    return case, share, worker
