"""The national register as it is published: Get Information about Schools, all establishments, open ones, or links.

Names and order of the columns drift over the years, so few are needed; personal ones are never read.
"""

from agencies.register.imports.tables import Column, Table
from agencies.register.models import Establishment, EstablishmentLink

NONE = ("not applicable", "not recorded", "does not apply")
STATUS = (
    ("open", "open"),
    ("closed", "closed"),
    ("open, but proposed to close", "open"),
    ("proposed to open", "proposed"),
)
STATUS_CODES = tuple((str(number), kept) for number, (_, kept) in enumerate(STATUS, 1))


def _may(header: str, name: str) -> Column:
    """A column that a file may lack, and whose empty cell takes nothing away."""
    return Column(header, name, may_lack=True, keeps=True, means_none=NONE)


ESTABLISHMENTS_AS_PUBLISHED = Table(
    "establishments",
    Establishment,
    ("urn",),
    (
        Column("urn", "urn", is_urn=True),
        Column("establishmentname", "name", needed=True),
        Column("establishmentstatus (name)", "status", words=STATUS),
        Column("establishmentstatus (code)", "status", words=STATUS_CODES),
        _may("la (code)", "la_code"),
        _may("establishmentnumber", "estab_number"),
        _may("typeofestablishment (code)", "type_code"),
        _may("typeofestablishment (name)", "type_name"),
        _may("establishmenttypegroup (name)", "type_group"),
        _may("phaseofeducation (name)", "phase"),
        _may("statutorylowage", "low_age"),
        _may("statutoryhighage", "high_age"),
        _may("town", "town"),
        _may("postcode", "postcode"),
        _may("numberofpupils", "headcount"),
        _may("numberofgirls", "headcount_girls"),
        _may("numberofboys", "headcount_boys"),
        _may("opendate", "opened_on"),
        Column("closedate", "closed_on", may_lack=True),
    ),
    is_published=True,
    made=(("laestab", "{la_code} || {estab_number}"), ("la_source", "case when {la_code} <> '' then 'register' end")),
)
LINKS_AS_PUBLISHED = Table(
    "links",
    EstablishmentLink,
    ("urn", "kind", "link_urn"),
    (
        Column("urn", "urn", is_urn=True),
        Column("linkurn", "link_urn", is_urn=True),
        Column("linktype", "kind", needed=True),
        Column("linkname", "link_name", may_lack=True, keeps=True),
        Column("linkestablisheddate", "established_on", may_lack=True, keeps=True),
    ),
    is_published=True,
)
