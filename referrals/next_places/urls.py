"""Where the address of a roll's coming year leads."""

from agencies.web.paths import act_paths
from referrals.next_places import views

urlpatterns = act_paths(views)
