"""The addresses of this floor, noun by noun."""

from agencies.drafts import urls as drafts
from agencies.machines import urls as machines
from agencies.people import urls as people
from agencies.register import urls as register

urlpatterns = [
    *drafts.urlpatterns,
    *people.urlpatterns,
    *machines.urlpatterns,
    *register.urlpatterns,
]
