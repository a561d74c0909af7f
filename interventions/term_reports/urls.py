"""Where the report of a term to the governing board leads."""

from agencies.web.paths import act_paths
from interventions.term_reports import views

urlpatterns = act_paths(views)
