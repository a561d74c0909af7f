"""Sixty stories by chance: each plot leads to one state."""

from collections.abc import Callable, Generator, Iterator
from datetime import datetime
from functools import partial
from itertools import cycle
from random import Random

from agencies.policy import Basis, Level, Purpose, Role, Section
from interventions.demonstration import themes
from interventions.demonstration.parts import Part, children_of, part_for, somebody
from interventions.demonstration.places import ROLLS
from interventions.demonstration.scenes import Offer, Scene
from interventions.demonstration.stage import Stage, Story
from referrals.cases.models import Case
from referrals.pupils.models import Pupil
from referrals.referrals.actions import ReferralFacts
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

Plot = Callable[[Stage, Part], Story]
Telling = Generator[datetime, Scene, Case]


def by_chance(stage: Stage) -> Iterator[Story]:
    """Every plot as often as it is wanted, over the settings in turn; then concerns without a case."""
    children = {place.key: children_of(stage, place) for place in ROLLS}
    places = cycle([place for place in ROLLS if place.key != "alder"])
    for plot, times, helpers in PLOTS:
        for _ in range(times):
            yield plot(stage, part_for(stage, places, children, helpers))
    for _ in range(ALDER_TOO):
        yield under_way(stage, part_for(stage, cycle([ROLLS[0]]), children, ())._replace(staff="osei"))
    yield from _small_concerns(stage, children)


def _hour(chance: Random) -> str:
    return f"{chance.randrange(8, 16)}:{chance.randrange(5, 60):02}"


def _concern(stage: Stage, part: Part, ago: int) -> Telling:
    """A concern, and a case on it."""
    theme, days = part.theme, stage.days
    scene = yield days.school(part.key, ago, _hour(part.chance))
    fact = part.say(part.chance.choice(theme.facts))
    concern = scene.log_concern(part.staff, part.pupil, fact, theme.seen, part.chance.choice((1, 2, 2)))
    scene = yield days.school(part.key, ago, "16:25")
    why = part.say(f"{part.strength}. {theme.worry}")
    return scene.open_case(part.lead, concern, why, part.chance.choice(themes.REPLIES))


def _begin(stage: Stage, part: Part, ago: int) -> Telling:
    """A case with its lead professional, a family that was told, and the first lines of a story."""
    case = yield from _concern(stage, part, ago)
    scene = yield stage.days.school(part.key, ago - 2, _hour(part.chance))
    scene.name_lead(part.lead, case, part.chance.choice((part.staff, part.lead)))
    scene = yield stage.days.school(part.key, ago - 4, "16:00")
    scene.tell_family(part.lead, case, part.family)
    lines = part.theme.lines
    for n, (kind, section, title, text) in enumerate(lines[: part.chance.randint(1, len(lines))]):
        scene = yield stage.days.school(part.key, ago - 5 - n, _hour(part.chance))
        told_by = scene.people[part.staff].name if kind == "voice" else ""
        scene.add_entry(part.lead, case, kind, section, title, part.say(text), told_by)
    return case


def _ask(part: Part) -> ReferralFacts:
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
    )


def _send(stage: Stage, part: Part, case: Case, ago: int) -> Generator[datetime, Scene, Referral]:
    """A referral, acknowledged on the day."""
    scene = yield stage.days.office(ago, "10:30")
    referral = scene.draft_referral(part.lead, case, _ask(part))
    scene.send_referral(part.lead, referral)
    scene = yield stage.days.office(ago, "16:20")
    scene.acknowledge_referral(part.officer, referral)
    return referral


def _accept(stage: Stage, part: Part, case: Case, ago: int) -> Generator[datetime, Scene, None]:
    """Sent, and accepted so many working days ago."""
    referral = yield from _send(stage, part, case, ago + 3)
    scene = yield stage.days.office(ago, "10:10")
    scene.accept_referral(part.officer, referral, part.chance.choice(themes.ACCEPTED))


def _offer(stage: Stage, part: Part, until: int, level: Level = Level.SECTIONS) -> Offer:
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


def _share(
    stage: Stage, part: Part, ago: int, until: int, level: Level = Level.SECTIONS
) -> Generator[datetime, Scene, tuple[Case, CaseShare, str]]:
    """A case accepted and shared so many working days ago, and taken up on the next; with its worker."""
    case = yield from _begin(stage, part, ago + 22)
    yield from _accept(stage, part, case, ago)
    scene = yield stage.days.office(ago, "15:30")
    share = scene.share_case(part.officer, case, _offer(stage, part, until, level), part.family)
    worker = "gareth" if part.theme.helper == "salt" and ago > GARETH_LEFT else WORKERS[part.theme.helper]
    scene = yield stage.days.office(ago - 1, "9:45")
    scene.accept_share(worker, share)
    return case, share, worker


def under_way(stage: Stage, part: Part) -> Story:
    """The school's own work, going on; now and then somebody adds what they saw."""
    ago = part.chance.randint(18, 60)
    case = yield from _begin(stage, part, ago)
    if ago % 2:
        scene = yield stage.days.school(part.key, ago // 2, _hour(part.chance))
        seen = part.chance.choice(themes.SMALL_FACTS)
        concern = scene.log_concern(part.staff, part.pupil, part.say(seen), ("other",), worry=1)
        scene = yield stage.days.school(part.key, ago // 2 - 1, "12:50")
        scene.join_concern(part.lead, concern, case, part.chance.choice(themes.JOINED))
        entry = scene.add_entry(
            part.lead, case, "contact", "home", "A talk at the gate", "Asked that this stay with us."
        )
        scene.restrict_entry(part.lead, entry, "The parent asked for it, and nobody else needs it.")


def new(stage: Stage, part: Part) -> Story:
    """Opened this week: no lead professional yet, and the family not told yet."""
    case = yield from _concern(stage, part, part.chance.randint(3, 5))
    scene = yield stage.days.school(part.key, 1, "15:30")
    scene.put_off_telling(part.lead, case, "Rang twice; we meet on the first day that suits them.")


def not_told(stage: Stage, part: Part, ago: int) -> Story:
    """The family is not told, for a recorded reason that is looked at again."""
    case = yield from _concern(stage, part, ago)
    scene = yield stage.days.school(part.key, ago - 2, "9:00")
    scene.name_lead(part.lead, case, part.staff)
    scene.keep_from_family(
        part.lead,
        case,
        "risk_of_harm",
        part.say("{name} is afraid of what follows at home. The safeguarding lead rang the front door."),
    )


def drafting(stage: Stage, part: Part) -> Story:
    """A referral in the making."""
    case = yield from _begin(stage, part, 25)
    scene = yield stage.days.school(part.key, part.chance.randint(1, 3), "15:50")
    scene.draft_referral(part.lead, case, _ask(part))


def accepted(stage: Stage, part: Part, ago: int) -> Story:
    """Accepted; the council has yet to find who helps: within two working days."""
    case = yield from _begin(stage, part, 26)
    yield from _accept(stage, part, case, ago)


def offered(stage: Stage, part: Part) -> Story:
    """Offered to an agency, which has not answered yet."""
    case = yield from _begin(stage, part, 28)
    yield from _accept(stage, part, case, 4)
    scene = yield stage.days.office(part.chance.randint(1, 3), "11:15")
    scene.share_case(part.officer, case, _offer(stage, part, 60), part.family)


def live_summary(stage: Stage, part: Part) -> Story:
    """A summary, being read."""
    yield from _share(stage, part, 4, 55, Level.SUMMARY)


def live_parts(stage: Stage, part: Part) -> Story:
    """Some parts, being read."""
    case, _, worker = yield from _share(stage, part, part.chance.randint(3, 6), 60)
    scene = yield stage.days.office(1, "13:20")
    scene.look(worker, case)


def live_whole(stage: Stage, part: Part) -> Story:
    """A whole case, being read; the worker has added to it."""
    case, share, worker = yield from _share(stage, part, 9, 50, Level.FULL)
    scene = yield stage.days.office(5, "16:15")
    scene.add_entry(
        worker,
        case,
        "contact",
        "social_care",
        "Visited at home",
        "Everyone was in, and the kettle was on. We go on Tuesday.",
    )
    scene.answer_question(worker, share, part.say(part.theme.answer))


def answered(stage: Stage, part: Part) -> Story:
    """Asked and answered; the share goes on."""
    ago = part.chance.randint(12, 24)
    case, share, worker = yield from _share(stage, part, ago, 40)
    scene = yield stage.days.office(ago - 4, "15:05")
    scene.look(worker, case)
    scene.answer_question(WORKERS[part.theme.helper], share, part.say(part.theme.answer))


def ended(stage: Stage, part: Part) -> Story:
    """A share that its date has ended; the case goes on."""
    _, share, worker = yield from _share(stage, part, 34, -part.chance.randint(2, 9))
    scene = yield stage.days.office(30, "10:50")
    scene.answer_question(worker, share, part.say(part.theme.answer))


def share_withdrawn(stage: Stage, part: Part) -> Story:
    """A share that the officer ended."""
    _, share, _ = yield from _share(stage, part, 15, 50)
    scene = yield stage.days.office(6, "9:10")
    scene.withdraw_share(part.officer, share, "The family has found help of their own, and asked us to stop.")


def share_declined(stage: Stage, part: Part) -> Story:
    """An offer that the agency turned down."""
    case = yield from _begin(stage, part, 40)
    yield from _accept(stage, part, case, 12)
    scene = yield stage.days.office(11, "11:40")
    share = scene.share_case(part.officer, case, _offer(stage, part, 60), part.family)
    scene = yield stage.days.office(9, "14:25")
    scene.decline_share(
        WORKERS[part.theme.helper], share, "We see this family already, in another service: ask there first."
    )


def narrowed(stage: Stage, part: Part) -> Story:
    """A share that gives less than it did."""
    _, share, worker = yield from _share(stage, part, 18, 50)
    scene = yield stage.days.office(14, "10:05")
    scene.answer_question(worker, share, part.say(part.theme.answer))
    scene = yield stage.days.office(7, "15:20")
    scene.narrow_share(
        part.officer, share, (Section.VOICE,), stage.days.until(40), "For what is left to do, this is enough."
    )


def extended(stage: Stage, part: Part) -> Story:
    """A share with a later end than it had."""
    _, share, worker = yield from _share(stage, part, 25, 12)
    scene = yield stage.days.office(21, "10:35")
    scene.answer_question(worker, share, part.say(part.theme.answer))
    scene = yield stage.days.office(5, "12:15")
    scene.extend_share(part.officer, share, stage.days.until(45), "It helps, and the family asked for six weeks more.")


def widened(stage: Stage, part: Part) -> Story:
    """A summary that is to become more, and waits to be accepted again."""
    _, share, _ = yield from _share(stage, part, 10, 50, Level.SUMMARY)
    scene = yield stage.days.office(2, "14:50")
    scene.widen_share(
        part.officer,
        share,
        OFFERS[part.theme.helper][2],
        "They asked for what was tried in school, to go on from there.",
    )


def declined(stage: Stage, part: Part) -> Story:
    """A referral declined, with what the school can do meanwhile."""
    case = yield from _begin(stage, part, 38)
    referral = yield from _send(stage, part, case, part.chance.randint(8, 14))
    scene = yield stage.days.office(5, "16:20")
    scene.decline_referral(part.officer, referral, *part.chance.choice(themes.DECLINED))


def redirected(stage: Stage, part: Part) -> Story:
    """A referral passed on to whom it belongs."""
    case = yield from _begin(stage, part, 42)
    referral = yield from _send(stage, part, case, part.chance.randint(11, 16))
    scene = yield stage.days.office(8, "13:15")
    scene.redirect_referral(part.officer, referral, *part.chance.choice(themes.REDIRECTED))


def referral_withdrawn(stage: Stage, part: Part) -> Story:
    """A referral that the school took back."""
    case = yield from _begin(stage, part, 36)
    referral = yield from _send(stage, part, case, 9)
    scene = yield stage.days.office(7, "15:00")
    scene.withdraw_referral(part.lead, referral, "The family would like to wait until after the holidays.")


def closed(stage: Stage, part: Part) -> Story:
    """Helped, and closed with the family's words."""
    case, share, worker = yield from _share(stage, part, 38, 20)
    scene = yield stage.days.office(33, "14:10")
    scene.answer_question(worker, share, part.say(part.theme.answer))
    scene = yield stage.days.school(part.key, part.chance.randint(4, 20), "15:15")
    outcome = part.chance.choice(("needs_met", "support_continues"))
    scene.close_case(part.lead, case, outcome, part.say(part.theme.better), f"“{part.theme.family}”")


def reopened(stage: Stage, part: Part) -> Story:
    """Closed once, and open again; the shares of the first time did not come back."""
    case, share, worker = yield from _share(stage, part, 40, 20)
    scene = yield stage.days.office(36, "14:10")
    scene.answer_question(worker, share, part.say(part.theme.answer))
    scene = yield stage.days.school(part.key, 24, "15:15")
    scene.close_case(part.lead, case, "needs_met", part.say(part.theme.better), f"“{part.theme.family}”")
    scene = yield stage.days.school(part.key, 7, "9:50")
    scene.reopen_case(part.lead, case, part.say("{name} asked for it: the old worry is back since the weekend."))


NOT_SPEECH = ("family_help", "camhs", "nursing", "youth_justice")
ANY = (*NOT_SPEECH, "salt")
ALDER_TOO = 3
PLOTS: tuple[tuple[Plot, int, tuple[str, ...]], ...] = (
    (under_way, 5, ()),
    (new, 3, ()),
    *((partial(not_told, ago=ago), 1, ()) for ago in (9, 17, 29)),
    (drafting, 3, ()),
    *((partial(accepted, ago=ago), 1, ()) for ago in (1, 2, 4)),
    (offered, 3, NOT_SPEECH),
    (live_summary, 3, NOT_SPEECH),
    (live_parts, 3, NOT_SPEECH),
    (live_whole, 2, ("family_help",)),
    (answered, 3, ANY),
    (ended, 3, ANY),
    (share_withdrawn, 2, ("salt", "camhs")),
    (share_declined, 2, ANY),
    (narrowed, 2, NOT_SPEECH),
    (extended, 1, ANY),
    (widened, 1, ("camhs", "family_help")),
    (declined, 3, ()),
    (redirected, 3, ()),
    (referral_withdrawn, 2, ()),
    (closed, 5, (*ANY, "police")),
    (reopened, 2, ANY),
)
"""Each plot, how often, and which agencies may be the helper in it. Speech and language has one offer, Inês's."""


def _small_concerns(stage: Stage, children: dict[str, list[Pupil]]) -> Iterator[Story]:
    """Some answered, some new today, some that have waited too long; Alder Hythe has its own."""
    keys = cycle([key for key in children if key != "alder"])
    for ago in ANSWERED:
        key = next(keys)
        yield _answered_concern(stage, key, children[key].pop(), ago, Random(stage.chance.random()))
    for ago, worry in WAITING:
        key = next(keys)
        yield _waiting_concern(stage, key, children[key].pop(), ago, worry, Random(stage.chance.random()))


ANSWERED = (3, 5, 8, 11, 14, 18, 23, 31, 40)
WAITING = ((0, 1), (0, 2), (0, 3), (1, 2), (1, 1), (2, 2), (3, 2), (4, 1), (1, 3))
"""School days ago, and how worried: after two school days it is late, and after the same day when very worried."""


def _answered_concern(stage: Stage, key: str, pupil: Pupil, ago: int, chance: Random) -> Story:
    scene = yield stage.days.school(key, ago, _hour(chance))
    fact = chance.choice(themes.SMALL_FACTS).format(name=pupil.first_name)
    concern = scene.log_concern(somebody(key, Role.STAFF), pupil, fact, ("upset",), worry=1)
    scene = yield stage.days.school(key, ago - 1, "16:00")
    reply = chance.choice(themes.DISMISSED).format(name=pupil.first_name)
    scene.dismiss_concern(somebody(key, Role.INCLUSION_LEAD), concern, reply)


def _waiting_concern(stage: Stage, key: str, pupil: Pupil, ago: int, worry: int, chance: Random) -> Story:
    clock = _hour(chance)
    scene = yield stage.days.school(key, ago, clock) if ago else stage.days.today_at(clock)
    fact = chance.choice(themes.SMALL_FACTS).format(name=pupil.first_name)
    scene.log_concern(somebody(key, Role.STAFF), pupil, fact, ("other",), worry)
