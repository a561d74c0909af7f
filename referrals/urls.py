"""The addresses of this floor, noun by noun."""

from referrals.arrivals import urls as arrivals
from referrals.attendance import urls as attendance
from referrals.cases import urls as cases
from referrals.concerns import urls as concerns
from referrals.contacts import urls as contacts
from referrals.documents import urls as documents
from referrals.duplicates import urls as duplicates
from referrals.entries import urls as entries
from referrals.family import urls as family
from referrals.given_tasks import urls as given_tasks
from referrals.merges import urls as merges
from referrals.next_places import urls as next_places
from referrals.professionals import urls as professionals
from referrals.pupils import urls as pupils
from referrals.referrals import urls as referrals
from referrals.rolls import urls as rolls
from referrals.search import urls as search
from referrals.shares import urls as shares
from referrals.teams import urls as teams

urlpatterns = [
    *pupils.urlpatterns,
    *arrivals.urlpatterns,
    *rolls.urlpatterns,
    *attendance.urlpatterns,
    *next_places.urlpatterns,
    *concerns.urlpatterns,
    *cases.urlpatterns,
    *entries.urlpatterns,
    *documents.urlpatterns,
    *referrals.urlpatterns,
    *shares.urlpatterns,
    *given_tasks.urlpatterns,
    *contacts.urlpatterns,
    *family.urlpatterns,
    *professionals.urlpatterns,
    *teams.urlpatterns,
    *duplicates.urlpatterns,
    *merges.urlpatterns,
    *search.urlpatterns,
]
