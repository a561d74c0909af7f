"""A page's form as a browser has it: what stands in its fields, and sent with what somebody typed into them."""

from html.parser import HTMLParser
from typing import Any

Typed = dict[str, Any]
ON_OR_OFF = {"checkbox", "radio"}
BUTTONS = {"submit", "button", "image", "reset", "file"}


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, list[str]], str]] = []
        self.inside, self.words, self.select, self.area = False, "", "", ""

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        has = {name: value or "" for name, value in attrs}
        name, kind = has.get("name", ""), has.get("type", "text")
        if tag == "form":
            self.found.append((has.get("action", ""), {}, ""))
            self.inside = True
        elif not self.inside:
            return
        elif tag == "input" and name and kind not in BUTTONS and (kind not in ON_OR_OFF or "checked" in has):
            self._put(name, has.get("value", "on" if kind in ON_OR_OFF else ""))
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and "selected" in has:
            self._put(self.select, has.get("value", ""))
        elif tag == "textarea":
            self.area, self.words = name, ""

    def handle_data(self, data: str) -> None:
        self.words += data
        if self.inside:
            action, fields, said = self.found[-1]
            self.found[-1] = (action, fields, f"{said} {data.strip()}")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self.area:
            self._put(self.area, self.words.removeprefix("\n"))
            self.area = ""
        elif tag == "select":
            self.select = ""
        elif tag == "form":
            self.inside = False

    def _put(self, name: str, value: str) -> None:
        self.found[-1][1].setdefault(name, []).append(value)


def form(page: str, button: str) -> tuple[str, Typed]:
    """Where the form with this button goes, and what its fields hold."""
    forms = _Forms()
    forms.feed(page)
    found = [(action, fields) for action, fields, said in forms.found if button in said]
    assert found, (button, [said[-80:] for _, _, said in forms.found])
    action, fields = found[-1]
    return action, {name: values if len(values) > 1 else values[0] for name, values in fields.items()}
