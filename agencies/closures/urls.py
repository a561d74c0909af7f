"""Where a school's closures lead."""

from agencies.closures import views
from agencies.web.paths import act_paths

urlpatterns = act_paths(views)
