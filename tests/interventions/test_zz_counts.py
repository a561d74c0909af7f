from tests.interventions.test_pages import *
def test_counts(cast):
    grow(cast, 1, 2); case = Case.objects.get()
    for name, url in READERS: print(name, url, queries(cast, name, url.format(case.reference)))
