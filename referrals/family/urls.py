"""Where the addresses of links between children lead."""

from agencies.web.paths import act_paths
from referrals.family import views

urlpatterns = [*act_paths(views)]
