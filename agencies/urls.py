"""The addresses of this floor, noun by noun."""

from agencies.drafts import urls as drafts
from agencies.machines import urls as machines
from agencies.people import urls as people

urlpatterns = [
    *drafts.urlpatterns,
    *people.urlpatterns,
    *machines.urlpatterns,
]
