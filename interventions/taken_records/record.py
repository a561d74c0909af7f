"""A record as it leaves: plain words in their order, from which the PDF and the text version are both made."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field

Fact = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, sentences under it, and facts: each with what it is called."""

    heading: str
    texts: list[str] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the record, under its own heading; `none` is said where it has nothing."""

    heading: str
    blocks: list[Block]
    none: str


@dataclass(frozen=True, slots=True)
class Record:
    """A title, who took it and when, what it says of itself, the head of the case, and the parts in their order."""

    title: str
    taken: str
    said: list[str]
    about: list[Fact]
    parts: list[Part]

    def as_data(self) -> dict[str, object]:
        """All of it as plain data."""
        return asdict(self)

    def lines(self) -> Iterator[str]:
        """Every line of the text version."""
        yield from (self.title, "", self.taken, *self.said, "")
        yield from (f"{what}: {value}" for what, value in self.about)
        for part in self.parts:
            yield from ("", "", part.heading.upper())
            if not part.blocks:
                yield part.none
            for block in part.blocks:
                yield from ("", block.heading, *block.texts, *(f"{what}: {value}" for what, value in block.facts))
