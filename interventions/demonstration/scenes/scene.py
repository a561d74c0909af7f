"""The scene that a story is sent: an instant with every act that the stories need."""

from interventions.demonstration.scenes.cases import CaseActs
from interventions.demonstration.scenes.referrals import ReferralActs
from interventions.demonstration.scenes.shares import ShareActs
from interventions.demonstration.scenes.tasks import TaskActs


class Scene(CaseActs, ReferralActs, ShareActs, TaskActs):
    """What people can do in an instant, in one place."""

    __slots__ = ()
