"""Where the addresses of the acts on cases lead."""

from agencies.web.paths import act_paths
from referrals.cases import views

urlpatterns = [
    *act_paths(views),
]
