"""Who works where in the demonstration, and whom a newcomer can be with one click."""

from typing import NamedTuple

from agencies.policy import Role

STAFF, LEAD, HEAD, SAFE = Role.STAFF, Role.INCLUSION_LEAD, Role.HEAD, Role.SAFEGUARDING_LEAD
OFFICER, WORKER, MANAGER = Role.COUNCIL_OFFICER, Role.AGENCY_WORKER, Role.AGENCY_MANAGER


class Somebody(NamedTuple):
    """One person: `agency` is a key of `places.AGENCIES`, `roles` a seat each; `left` marks a seat that has ended."""

    key: str
    name: str
    job: str
    agency: str
    roles: tuple[Role, ...]
    left: bool = False

    @property
    def email(self) -> str:
        """The address to sign in with: first and last name at the agency's own made-up domain."""
        given, *_, family = self.name.removeprefix("PC ").lower().split()
        return f"{given}.{family}@{DOMAINS.get(self.agency, self.agency)}.example"


DOMAINS = {
    "council": "wexmoor-council",
    "family_help": "wexmoor-council",
    "youth_justice": "wexmoor-council",
    "police": "wexmoor-police",
    "camhs": "wexmoor-health",
    "nursing": "wexmoor-health",
    "salt": "wexmoor-health",
    "alder": "alder-hythe",
    "pennywort": "pennywort-nursery",
    "merrow": "merrow-lane",
    "lowmoor": "lowmoor-green",
    "curlew": "curlew-rise",
    "osier": "osier-beck",
    "quarry": "quarry-bridge",
    "kestrel": "kestrel-mount",
    "tarn": "tarn-bank",
}

PEOPLE: tuple[Somebody, ...] = (
    Somebody("amara", "Amara Adeyemi", "Inclusion lead", "alder", (LEAD,)),
    Somebody("tom", "Tom Reyes", "Teacher", "alder", (STAFF,)),
    Somebody("colm", "Colm Brannigan", "Headteacher", "alder", (HEAD,)),
    Somebody("dan", "Dan Whitlock", "Head of year", "alder", (STAFF,)),
    Somebody("osei", "Kwabena Osei", "Mentor", "alder", (STAFF,)),
    Somebody("vance", "Lorna Vance", "Pastoral support", "alder", (STAFF,)),
    Somebody("okoro", "Ngozi Okoro", "Safeguarding lead", "alder", (SAFE,)),
    Somebody("iris", "Iris Fenwick", "Clerk to the governing board", "alder", (Role.CLERK,)),
    Somebody("delyth", "Delyth Parry", "Head of nursery", "pennywort", (LEAD, HEAD)),
    Somebody("hana", "Hana Suleiman", "Nursery practitioner", "pennywort", (STAFF,)),
    Somebody("judith", "Judith Amankwah", "Inclusion lead", "merrow", (LEAD,)),
    Somebody("peter", "Peter Lisle", "Headteacher", "merrow", (HEAD,)),
    Somebody("callum", "Callum Bryce", "Teacher", "merrow", (STAFF,)),
    Somebody("farah", "Farah Mirza", "Inclusion lead", "lowmoor", (LEAD,)),
    Somebody("gemma", "Gemma Tull", "Teacher", "lowmoor", (STAFF,)),
    Somebody("owen", "Owen Trask", "Headteacher and inclusion lead", "curlew", (LEAD, HEAD)),
    Somebody("beth", "Beth Okell", "Teaching assistant", "curlew", (STAFF,)),
    Somebody("marta", "Marta Zielonka", "Inclusion lead", "osier", (LEAD,)),
    Somebody("dev", "Dev Chauhan", "Teacher", "osier", (STAFF,)),
    Somebody("helen", "Helen Strand", "Inclusion lead", "quarry", (LEAD,)),
    Somebody("andrew", "Andrew Sallis", "Headteacher", "quarry", (HEAD,)),
    Somebody("jo", "Jo Farthing", "Head of year", "quarry", (STAFF,)),
    Somebody("rukhsana", "Rukhsana Iqbal", "Inclusion lead", "kestrel", (LEAD,)),
    Somebody("liam", "Liam Corrigan", "Teacher", "kestrel", (STAFF,)),
    Somebody("theo", "Theo Marchetti", "Inclusion lead", "saltwick", (LEAD,)),
    Somebody("farida", "Farida Quill", "Headteacher", "saltwick", (HEAD,)),
    Somebody("ana", "Ana Duarte", "Head of year", "saltwick", (STAFF,)),
    Somebody("bridget", "Bridget Osgood", "Inclusion lead", "tarn", (LEAD,)),
    Somebody("kit", "Kit Lomax", "Teacher", "tarn", (STAFF,)),
    Somebody("wayne", "Wayne Attley", "Inclusion lead", "foxholes", (LEAD,)),
    Somebody("shanice", "Shanice Boateng", "Tutor", "foxholes", (STAFF,)),
    Somebody("ceri", "Ceri Fallow", "Inclusion lead", "millrace", (LEAD,)),
    Somebody("hugo", "Hugo Lindgren", "Tutor", "millrace", (STAFF,)),
    Somebody("sandra", "Sandra Pell", "Inclusion officer", "council", (OFFICER,)),
    Somebody("martin", "Martin Oduya", "Inclusion officer", "council", (OFFICER,)),
    Somebody("bethan", "Bethan Rowlands", "Inclusion officer", "council", (OFFICER,)),
    Somebody("grace", "Grace Holt", "Inclusion manager", "council", (Role.COUNCIL_MANAGER,)),
    Somebody("ibrahim", "Ibrahim Saleh", "Data protection officer", "council", (Role.DATA_PROTECTION_OFFICER,)),
    Somebody("robin", "Robin Ashdown", "Service support", "council", (Role.SUPPORT,)),
    Somebody("ruth", "PC Ruth Calloway", "Schools officer", "police", (WORKER,)),
    Somebody("neil", "Neil Hartnoll", "Sergeant", "police", (MANAGER,)),
    Somebody("maeve", "Maeve Dolan", "Mental health practitioner", "camhs", (WORKER,)),
    Somebody("yvonne", "Yvonne Tait", "School nurse", "nursing", (WORKER,)),
    Somebody("priti", "Priti Nair", "Speech and language therapist", "salt", (WORKER,)),
    Somebody("mona", "Mona Ellis", "Team manager", "salt", (MANAGER,)),
    Somebody("gareth", "Gareth Pym", "Speech and language therapist", "salt", (WORKER,), left=True),
    Somebody("joel", "Joel Okafor", "Family Help worker", "family_help", (WORKER,)),
    Somebody("christine", "Christine Amos", "Team manager", "family_help", (MANAGER,)),
    Somebody("deshawn", "Deshawn Clarke", "Youth justice worker", "youth_justice", (WORKER,)),
)
BY_KEY = {somebody.key: somebody for somebody in PEOPLE}

_ABOUT = {
    "tom": "Logs a concern in under a minute, and later sees what became of it. He never sees the case.",
    "amara": "Finds the concern in My work with its clock, opens a case, refers it to the council, shares it.",
    "dan": "Was named lead professional of Kofi’s case and three more: he sees those and no others.",
    "colm": "Heads the school: sees its cases, and hears when something of Amara’s is late.",
    "iris": "Keeps the record of the governing board: its meeting on Casey’s suspension goes on. She sees no case.",
    "sandra": "Has the triage queue: reads a referral beside the list and decides, or asks.",
    "priti": "Has an offer to read and accept, and a question that has waited too long.",
    "ruth": "Reads a summary of one case, until a day, and is asked one thing.",
    "joel": "Works with families whose cases were shared with Family Help, and sees what each share covers.",
    "farida": "Heads the school that a managed move leads to: sees the offer and the summary, and admits the pupil.",
    "helen": "Leads inclusion at another school: Kofi’s case does not exist for her.",
    "robin": "Keeps the service running, and sees no child’s record at all.",
}
ONE_CLICK: tuple[tuple[str, str], ...] = tuple((BY_KEY[key].email, about) for key, about in _ABOUT.items())
"""Whom the demonstration page offers, in the order of the guided tour: e-mail address, and what to do as them."""
