"""Bring a request to one door and one verb: the pages that show things of several floors."""
