"""The pages of the hall: health, welcome, help, errors, the demonstration, and what every page's shell shows."""


def csrf_failure(request, reason=""): ...
def shell(request):
    return {}
