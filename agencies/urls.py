"""The addresses of this floor, noun by noun."""

from agencies.accounts import urls as accounts
from agencies.area_years import urls as area_years
from agencies.calendar import urls as calendar
from agencies.closures import urls as closures
from agencies.drafts import urls as drafts
from agencies.machines import urls as machines
from agencies.people import urls as people
from agencies.settings import urls as settings

urlpatterns = [
    *drafts.urlpatterns,
    *people.urlpatterns,
    *accounts.urlpatterns,
    *machines.urlpatterns,
    *calendar.urlpatterns,
    *closures.urlpatterns,
    *area_years.urlpatterns,
    *settings.urlpatterns,
]
