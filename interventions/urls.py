"""The addresses of this floor, noun by noun."""

from interventions.case_page import urls as case_page
from interventions.moves import urls as moves
from interventions.overview import urls as overview
from interventions.pupil_list import urls as pupil_list
from interventions.pupil_page import urls as pupil_page
from interventions.signals import urls as signals
from interventions.suspensions import urls as suspensions
from interventions.taken_lists import urls as taken_lists
from interventions.taken_records import urls as taken_records
from interventions.term_reports import urls as term_reports
from interventions.work import urls as work

urlpatterns = [
    *work.urlpatterns,
    *moves.urlpatterns,
    *suspensions.urlpatterns,
    *signals.urlpatterns,
    *term_reports.urlpatterns,
    *case_page.urlpatterns,
    *pupil_list.urlpatterns,
    *pupil_page.urlpatterns,
    *overview.urlpatterns,
    *taken_lists.urlpatterns,
    *taken_records.urlpatterns,
]
