"""What code and documents cite exists: books with their sections and rules, decisions, files, and addresses."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.urls import Resolver404, resolve

ROOT = Path(__file__).resolve().parents[2]
APPS = ("agencies", "referrals", "interventions", "inclusion")
FOLDERS = (*APPS, "templates", "static", "tests", "docs", "docker", "requirements")
TEXT = {".py", ".html", ".scss", ".js", ".toml", ".sh", ".yml", ".txt", ".md"}
COMMANDS = {"Makefile", "Dockerfile", "Procfile"}
MADE = ("var/", "tests/bench/out/")
"""Folders that a run makes."""
BOOKS = {"law.md": "docs/domain/law.md", "data.md": "docs/domain/data.md", "house.md": "docs/house.md"}
"""The short names under which code cites the books of the repository (CONTRIBUTING.md)."""
ELSEWHERE = re.compile(r"\b(?:setup|assurance|interface|anchors)\.md|\bperformance\.md \d|(?<![\w/.-])shared/")
"""Books that are not in the repository: what was cited of them is a decision now."""
RULE = r"[A-Z]{1,4}-?\d+"
PLACE = rf"\d+(?:\.\d+)?(?: [A-Z](?:(?:, | and )[A-Z])*\b(?!-))?|{RULE}"
CITED = re.compile(
    rf"(?P<path>/)?\b(?P<book>{'|'.join(map(re.escape, BOOKS))})"
    rf"(?P<places> (?:{PLACE})(?:(?:, | and )(?:{PLACE})|: {RULE})*)?"
)
"""A book, then its sections (`1.4`, with a letter where a section has lettered paragraphs) and rules (`GB-4`)."""
PIECE = re.compile(rf"(?P<rule>{RULE})|(?P<section>\d+(?:\.\d+)?)|(?P<letter>\b[A-Z]\b)")
FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
QUOTED = re.compile(r"`([^`]+)`")
MARKED = re.compile(r"`([\w.*-]+(?:/[\w.<>*-]+)*/?)`")
LINKED = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#[^)]*)?\)")
NAMED = re.compile(r"\bdocs/[\w/-]+\.(?:md|yaml|sql|png)")


@cache
def files() -> list[Path]:
    """Every text file of ours but this one, which names what it refuses."""
    found = [*ROOT.iterdir(), *(path for folder in FOLDERS for path in (ROOT / folder).rglob("*"))]
    kept = [path for path in found if path.is_file() and (path.suffix in TEXT or path.name in COMMANDS)]
    return sorted(path for path in kept if path != Path(__file__).resolve() and "out" not in path.parts)


def documents() -> list[Path]:
    """What people read, our own part of it."""
    return [path for path in files() if path.suffix == ".md"]


@cache
def read(path: Path) -> str:
    """The text on one line, so that a citation broken over two is found; `#` of a comment goes with the break."""
    return re.sub(r"\s*\n\s*(?:# )?", " ", path.read_text(encoding="utf-8"))


def name(path: Path) -> str:
    """The path from the root."""
    return str(path.relative_to(ROOT))


def numbers(book: str) -> set[str]:
    """The numbers of the book's headings; one heading may carry two."""
    headings = re.findall(r"^#+ (.*)$", (ROOT / BOOKS[book]).read_text(encoding="utf-8"), re.MULTILINE)
    return {n for heading in headings for n in re.findall(r"(?:^| and )(\d+(?:\.\d+)?)(?=[ .])", heading)}


def rules(book: str) -> set[str]:
    """The ids of the book's rules: the first cell of a row."""
    return set(re.findall(rf"^\| \**({RULE})\b", (ROOT / BOOKS[book]).read_text(encoding="utf-8"), re.MULTILINE))


def letters(book: str) -> set[str]:
    """Sections with a letter, as `1.11 A`: a paragraph that begins with it, under the heading."""
    found, section = set(), ""
    for line in (ROOT / BOOKS[book]).read_text(encoding="utf-8").splitlines():
        if heading := re.match(r"#+ (\d+(?:\.\d+)?)", line):
            section = heading[1]
        elif letter := re.match(r"([A-Z])\. ", line):
            found.add(f"{section} {letter[1]}")
    return found


def places(book: str) -> set[str]:
    """Everything in the book that can be cited."""
    return numbers(book) | rules(book) | letters(book)


KNOWN = {book: places(book) for book in BOOKS}


def cited(text: str) -> Iterator[tuple[str, str]]:
    """Book and place of each citation: a section, a rule, or a section with a letter; an empty place for the book."""
    for found in CITED.finditer(text):
        section = ""
        if not found["places"] and not found["path"]:
            yield found["book"], ""
        for piece in PIECE.finditer(found["places"] or ""):
            section = piece["section"] or section
            yield found["book"], f"{section} {piece['letter']}" if piece["letter"] else piece[0]


def wrong_citations(text: str, *, is_code: bool) -> list[str]:
    """What a text cites of a book that is not there; code has to say where in the book, a document need not."""
    wrong = [(book, place) for book, place in cited(text) if place not in KNOWN[book] and (place or is_code)]
    return [f"{book} {place}".strip() for book, place in wrong]


def test_each_book_has_sections_and_each_law_its_rules() -> None:
    assert {"1.4", "5.7", "5.8", "10"} <= numbers("law.md")
    assert {"C2", "EX-08", "GB-4", "G22", "CAN-6", "MM-2"} <= rules("law.md")
    assert {"1.11 A", "1.11 J"} <= letters("law.md")
    assert {"1.4", "6.4"} <= numbers("data.md")
    assert {"SG5", "V9"} <= rules("data.md")
    assert {str(n) for n in range(1, 11)} <= numbers("house.md")


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("(law.md 1.4)", []),
        ("law.md 1.6: GB-4 and GB-6, GB-2", []),
        ("law.md 1.11 C and D, guards 4", []),
        ("law.md 1.11 C: 2.0 counts to 45", []),
        ("law.md 10, G22", []),
        ("law.md 1.99", ["law.md 1.99"]),
        ("law.md 1.4, GB-99", ["law.md GB-99"]),
        ("law.md 1.11 A, Z", ["law.md 1.11 Z"]),
        ("house.md 47", ["house.md 47"]),
        ("data.md says so", ["data.md"]),
        ("see docs/domain/data.md", []),
    ],
)
def test_a_citation_of_nothing_is_found(text: str, wrong: list[str]) -> None:
    assert wrong_citations(text, is_code=True) == wrong


def test_cited_sections_and_rules_exist() -> None:
    wrong = {
        name(path): found for path in files() if (found := wrong_citations(read(path), is_code=path.suffix != ".md"))
    }
    assert not wrong, "\n".join(f"{where}: {what}" for where, what in wrong.items())


def test_rules_named_without_their_book_exist() -> None:
    families = {rule.split("-")[0] for rule in rules("law.md") if "-" in rule}
    named = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(families))})-\d+\b")
    wrong = {
        name(path): missing
        for path in files()
        if path.suffix in {".py", ".html", ".md"} and (missing := set(named.findall(read(path))) - rules("law.md"))
    }
    assert not wrong, "\n".join(f"{where}: {what}" for where, what in wrong.items())


def test_books_that_are_not_here_are_not_cited() -> None:
    citing = {name(path): found[0] for path in files() if (found := ELSEWHERE.search(read(path)))}
    assert not citing, "\n".join(f"{where}: {what}" for where, what in citing.items())


def test_cited_decisions_exist() -> None:
    kept = sorted(int(path.name[:2]) for path in (ROOT / "docs/decisions").glob("[0-9][0-9]-*.md"))
    assert kept == list(range(1, len(kept) + 1))
    wrong = {
        name(path): missing
        for path in files()
        if (missing := {int(n) for n in re.findall(r"\bdecision (\d+)\b", read(path))} - set(kept))
    }
    assert not wrong, "\n".join(f"{where}: {what}" for where, what in wrong.items())


def exists(path: str, beside: Path) -> bool:
    """Whether a path is there, from the root or from beside the file; `*` and `<noun>` stand for anything."""
    if path.startswith(MADE):
        return True
    pattern = re.sub(r"<[^>]*>", "*", path).rstrip("/")
    return any(True for base in (ROOT, beside.parent) for _ in base.glob(pattern))


def test_links_in_documents_lead_somewhere() -> None:
    lost = [
        f"{name(path)}: {link}"
        for path in documents()
        for link in LINKED.findall(read(path))
        if not (path.parent / link).exists()
    ]
    assert not lost, "\n".join(lost)


def test_paths_in_documents_exist() -> None:
    lost = [
        f"{name(path)}: {marked}"
        for path in documents()
        for marked in MARKED.findall(read(path))
        if is_path(marked) and not exists(marked, path)
    ]
    assert not lost, "\n".join(lost)


def is_path(marked: str) -> bool:
    """Whether what stands in backticks names a file or folder of ours, and not a word, a module or a media type."""
    first, slash, _ = marked.partition("/")
    is_file = Path(marked).suffix in {".md", ".toml", ".yml", ".sql"} and marked not in BOOKS
    return is_file or (bool(slash) and first in (*FOLDERS, "var"))


def test_documents_that_code_names_exist() -> None:
    lost = [
        f"{name(path)}: {named}"
        for path in files()
        for named in NAMED.findall(read(path))
        if not (ROOT / named).exists()
    ]
    assert not lost, "\n".join(lost)


@pytest.mark.parametrize("path", documents(), ids=name)
def test_addresses_in_documents_lead_somewhere(path: Path) -> None:
    if path.parent.name == "domain":
        pytest.skip("the books of the field speak of what is not built too")
    lost = [address for address in addresses(path.read_text(encoding="utf-8")) if not leads(address)]
    assert not lost, "\n".join(lost)


def addresses(text: str) -> Iterator[str]:
    """The addresses in backticks, also several in one pair of them; examples in fences are left to their own tests."""
    for quoted in QUOTED.findall(FENCED.sub("", text)):
        yield from (word for word in quoted.split() if re.match(r"/[a-z]", word))


def leads(address: str) -> bool:
    """Whether the address resolves, with or without a slash at its end; one with a placeholder is not asked."""
    if re.search(r"[<>…{}]", address):
        return True
    for one in (address, address.rstrip("/") + "/"):
        try:
            resolve(one)
        except Resolver404:
            continue
        return True
    return False


def test_an_address_that_leads_nowhere_is_found() -> None:
    assert leads("/my-work/")
    assert leads("/cases/<ref>/")
    assert not leads("/my-works/")
    assert list(addresses("`/my-work/ /cases/<ref>/… x` and `GET /livez`")) == ["/my-work/", "/cases/<ref>/…", "/livez"]
