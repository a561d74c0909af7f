"""Templates are written one block element a line, so that a change of one element is a change of one line.

Inline elements stay in their sentence. It may go on in the next line where it has a blank; where it has none, a start
tag may break between its attributes. A block with nothing but a sentence in it may open and close on its line. djlint's
own formatter leaves several elements on a line and sentences of any length, hence this test.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
WIDEST = 160
_BLOCKS = """
    html head title meta link body header main nav footer section article aside div p h1 h2 h3 h4 h5 h6 ul ol li dl dt
    dd table thead tbody tr td th caption form fieldset legend details summary svg blockquote hr template select option
    textarea button label
"""
BLOCKS = frozenset(_BLOCKS.split())
VOID = {"hr", "meta", "link", "input", "img", "br"}
DJANGO = {"if", "for", "block", "with", "slot"}
MIDDLE = {"elif", "else", "empty"}
PARTS_OF_A_SENTENCE = {"components/meter.html", "allauth/elements/button.html"}
"""No blank may stand before, in or after these, so they break where they can."""

_TAG = r"\{[%{#].*?[%}#]\}"
TOKEN = re.compile(
    r"\{% comment %\}.*?\{% endcomment %\}|<script\b.*?</script>|<!--.*?-->"
    rf"|(?P<django>{_TAG})"
    rf"|<(?P<slash>/?)(?P<name>[a-z]\w*)(?:{_TAG}|\"(?:{_TAG}|[^\"{{]|\{{)*?\"|'[^']*'|[^<>\"'{{])*>",
    re.DOTALL,
)
WORD = re.compile(r"\{%\s*(\w+)")


@dataclass
class Open:
    """An element or a tag of Django that is not closed yet: its word, its line, and whether that line is its own."""

    word: str
    line: int
    is_alone: bool


@dataclass
class Walk:
    """One walk through a template, from its first token to its last."""

    text: str
    open: list[Open] = field(default_factory=list)
    found: list[str] = field(default_factory=list)

    def faults(self) -> list[str]:
        """What is wrong, each with its line."""
        at = 0
        for token in TOKEN.finditer(self.text):
            self._sentence(at, token.start())
            self._token(token)
            self._inside(token)
            at = token.end()
        self._sentence(at, len(self.text))
        return self.found

    def _line(self, at: int) -> int:
        return self.text.count("\n", 0, at) + 1

    def _is_first(self, at: int) -> bool:
        return not self.text[self.text.rfind("\n", 0, at) + 1 : at].strip()

    def _is_last(self, at: int) -> bool:
        end = self.text.find("\n", at)
        return not self.text[at : end if end >= 0 else len(self.text)].strip()

    def _say(self, at: int, what: str) -> None:
        self.found.append(f"{self._line(at)}: {what}")

    def _depth(self) -> int:
        return 2 * sum(one.is_alone for one in self.open if one.word != "html")

    def _indented(self, at: int) -> None:
        """What begins a line here stands as deep as it is nested."""
        if self._is_first(at) and at - self.text.rfind("\n", 0, at) - 1 != self._depth():
            self._say(at, f"indented otherwise than by {self._depth()}")

    def _sentence(self, start: int, end: int) -> None:
        """The words between two tokens: each line of theirs is indented as it is nested."""
        for words in re.finditer(r"(?<=\n) *(\S)", self.text[start:end]):
            self._indented(start + words.start(1))

    def _inside(self, token: re.Match[str]) -> None:
        """The lines of a start tag that breaks between its attributes stand deeper than it does."""
        if not token["name"]:
            return
        outer = min(self._depth(), 2 * sum(one.is_alone for one in self.open[:-1] if one.word != "html"))
        for broken in re.finditer(r"\n( *)\S", token[0]):
            if len(broken[1]) <= outer:
                self._say(token.start() + broken.start(1), "an attribute no deeper than its element")

    def _token(self, token: re.Match[str]) -> None:
        word = WORD.match(token["django"] or "")
        if token["name"]:
            self._close(token, token["name"]) if token["slash"] else self._element(token, token["name"])
        elif word and word[1] in DJANGO:
            self._indented(token.start())
            self._push(token, word[1])
        elif word and word[1] in MIDDLE:
            last = self.open.pop()
            self._lines_up(token, last)
            self._indented(token.start())
            self.open.append(last)
        elif word and word[1].removeprefix("end") in DJANGO:
            self._close(token, word[1].removeprefix("end"))
        else:
            self._indented(token.start())

    def _push(self, token: re.Match[str], word: str) -> None:
        alone = self._is_first(token.start()) and self._is_last(token.end())
        self.open.append(Open(word, self._line(token.end()), alone))

    def _element(self, token: re.Match[str], name: str) -> None:
        self._indented(token.start())
        if name in BLOCKS:
            if not self._is_first(token.start()):
                self._say(token.start(), f"<{name}> begins behind something else on its line")
            for one in self.open:
                if one.word in DJANGO and not one.is_alone:
                    self._say(token.start(), f"<{name}> in a {{% {one.word} %}} that has no line of its own")
        if name not in VOID and not token[0].endswith("/>"):
            self._push(token, name)

    def _close(self, token: re.Match[str], word: str) -> None:
        last = self.open.pop()
        assert last.word == word, f"{self._line(token.start())}: {token[0]} closes {last}"
        self._indented(token.start())
        self._lines_up(token, last)
        if word in BLOCKS and not last.is_alone and last.line != self._line(token.start()):
            self._say(token.start(), f"<{word}> opens with words on its line and closes on another")
        if word in BLOCKS and not self._is_last(token.end()):
            self._say(token.start(), f"something stands behind </{word}> on its line")

    def _lines_up(self, token: re.Match[str], last: Open) -> None:
        """What opened on a line of its own goes on and closes on lines of their own."""
        if last.is_alone and not (self._is_first(token.start()) and self._is_last(token.end())):
            self._say(token.start(), f"{token[0]} has no line of its own, {last.word} in line {last.line} has")


def untidy(text: str) -> Iterator[str]:
    """What is wrong with the lines by themselves."""
    for number, line in enumerate(text.removesuffix("\n").split("\n"), 1):
        if len(line) > WIDEST:
            yield f"{number}: {len(line)} characters"
        if line != line.rstrip() or "\t" in line:
            yield f"{number}: a blank at its end, or a tab"
        if not line:
            yield f"{number}: an empty line"


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_one_block_element_a_line(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    nested = [] if str(path.relative_to(TEMPLATES)) in PARTS_OF_A_SENTENCE else Walk(text).faults()
    assert [*untidy(text), *nested] == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("<ul><li>One</li></ul>\n", "begins behind something else"),
        ("<p>One</p><p>Two</p>\n", "stands behind </p>"),
        ("{% if one %}<p>One</p>{% endif %}\n", "has no line of its own"),
        ("{% if one %}\n  <p>One</p>{% endif %}\n", "has no line of its own"),
        ("<div>\n<p>One</p>\n</div>\n", "indented otherwise than by 2"),
        ("<div>\n  One\n    and two.\n</div>\n", "indented otherwise than by 2"),
        ("<div>\n  {% if one %}\n  <p>One</p>\n  {% endif %}\n</div>\n", "indented otherwise than by 4"),
        ("<p>One\n  and two.</p>\n", "closes on another"),
        ('<p\nclass="one">One</p>\n', "no deeper than its element"),
        ("<ul>\n  {% for one in all %}\n    <li>{{ one }}</li></ul>\n  {% endfor %}\n", "closes"),
        (f"<p>{'One ' * 40}</p>\n", "characters"),
        ("<p>One</p>\n\n<p>Two</p>\n", "an empty line"),
        ("<p>One</p> \n", "a blank at its end"),
    ],
)
def test_what_stands_otherwise_is_found(text: str, fault: str) -> None:
    try:
        found = [*untidy(text), *Walk(text).faults()]
    except AssertionError as crossed:
        found = [str(crossed)]
    assert any(fault in one for one in found), found


@pytest.mark.parametrize(
    "text",
    [
        '<p>One <b>and</b> {% if two %}two{% else %}<a href="/">three</a>{% endif %}.</p>\n',
        '<p>\n  One sentence.\n  {% if two %}\n    Another, <a\n      href="/">linked</a>.\n  {% endif %}\n</p>\n',
        '<a class="i-btn" href="/">\n  <b>One</b>\n  <span>and what it means</span>\n</a>\n',
        '<body\n  class="one"\n  {% if two > 1 %}data-two="2"{% endif %}>\n  <p>One</p>\n</body>\n',
        '<svg>\n  {% for dot in dots %}\n    <circle r="6"/>\n  {% endfor %}\n</svg>\n',
    ],
)
def test_what_stands_right_is_left_alone(text: str) -> None:
    assert [*untidy(text), *Walk(text).faults()] == []
