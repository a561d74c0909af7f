"""Where the address of a roll from a file leads."""

from agencies.web.paths import act_paths
from referrals.rolls import views

urlpatterns = act_paths(views)
