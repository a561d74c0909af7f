"""Where a list is taken away."""

from agencies.web.paths import act_paths
from interventions.taken_lists import views

urlpatterns = act_paths(views)
