"""Where the addresses of professionals around a child lead."""

from agencies.web.paths import act_paths
from referrals.professionals import views

urlpatterns = [*act_paths(views)]
