"""Where a record is taken away."""

from agencies.web.paths import act_paths
from interventions.taken_records import views

urlpatterns = act_paths(views)
