"""Each page's class and its template know the same names: what a template asks for is a field, and no field is idle."""

from collections.abc import Iterator
from dataclasses import fields
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import pytest
from django.template import Template
from django.template.base import FilterExpression, Node, Variable
from django.template.defaulttags import ForNode, URLNode, WithNode
from django.template.library import SimpleNode
from django.template.loader import get_template
from django.template.loader_tags import ExtendsNode, IncludeNode
from django.template.smartif import TokenBase

from agencies.web.pages import Page
from inclusion.nouns import NOUNS

GIVEN = {"shell", "numbers", "request", "user", "perms", "messages", "csrf_token", "forloop", "block"}
GIVEN |= {"True", "False", "None"}
"""What every template has: from the context processors, the request and Django itself."""
APART = {"origin", "token", "parser"}
"""What a node remembers of its own text."""
FRAME = {"form", "at", "case_refs"}
"""Fields that a page may have for its frame or for the trail, whether or not its own template speaks of them."""


def pages_of(of: type[Page] = Page) -> Iterator[type[Page]]:
    """Every class of a page that has a template."""
    for one in of.__subclasses__():
        if one.template:
            yield one
        yield from pages_of(one)


for noun in NOUNS:
    for room in ("pages", "views"):
        if find_spec(f"{noun}.{room}"):
            import_module(f"{noun}.{room}")
PAGES = sorted(set(pages_of()), key=lambda one: (one.__module__, one.__name__))


def children(node: Any) -> Iterator[Any]:
    """What hangs on a node: nodes, expressions, and what stands in lists, conditions and arguments of either."""
    if isinstance(node, FilterExpression):
        held = [node.var, node.filters]
    else:
        held = [value for name, value in vars(node).items() if name not in APART]
    while held:
        one = held.pop()
        if isinstance(one, Node | FilterExpression | Variable):
            yield one
        elif isinstance(one, list | tuple | set):
            held += list(one)
        elif isinstance(one, dict):
            held += list(one.values())
        elif isinstance(one, TokenBase):
            held += [getattr(one, name, None) for name in ("value", "first", "second")]


def names_in(node: Any) -> Iterator[str]:
    """The first words of what this node looks up in its context, but for what it binds itself."""
    if isinstance(node, Variable):
        if node.lookups:
            yield node.lookups[0]
        return
    bound = bound_by(node)
    inside = [name for child in children(node) for name in names_in(child)]
    inside += list(names_in_another(node))
    yield from (name for name in inside if name not in bound)


def bound_by(node: Any) -> set[str]:
    if isinstance(node, ForNode):
        return set(node.loopvars)
    return set(node.extra_context) if isinstance(node, WithNode) else set()


def names_in_another(node: Any) -> Iterator[str]:
    """What an included template asks for, where it is not cut off by `only`; and what the extended one does."""
    if isinstance(node, IncludeNode) and not node.isolated_context and isinstance(node.template.var, str):
        known = set(node.extra_context)
        yield from (name for name in roots(node.template.var) if name not in known)
    if isinstance(node, ExtendsNode) and isinstance(node.parent_name.var, str):
        yield from roots(node.parent_name.var)


def roots(template: str) -> set[str]:
    """The names that a template and what it includes ask of the page."""
    nodes = list(get_template(template).template.nodelist)  # type: ignore[attr-defined]
    named = {name for node in nodes for name in names_in(node)}
    return named - set(assigned(nodes))


def assigned(nodes: list[Any]) -> Iterator[str]:
    """Names that `{% url … as name %}` and its like put into the context."""
    for node in nodes:
        if isinstance(node, URLNode) and node.asvar:
            yield node.asvar
        if isinstance(node, SimpleNode) and node.target_var:
            yield node.target_var
        yield from assigned([child for child in children(node) if isinstance(child, Node)])


@pytest.mark.parametrize("page", PAGES, ids=lambda one: one.__name__)
def test_a_template_asks_for_fields_of_its_page_alone(page: type[Page]) -> None:
    assert roots(page.template) - {one.name for one in fields(page)} - GIVEN == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda one: one.__name__)
def test_no_field_that_a_page_adds_is_idle(page: type[Page]) -> None:
    read_by_children = {name for one in pages_of(page) for name in roots(one.template)}
    own = {one.name for one in fields(page)} & set(page.__annotations__)
    assert own - FRAME <= roots(page.template) | read_by_children


def test_a_name_that_no_page_has_would_be_found() -> None:
    named = {
        name
        for node in Template("{% for x in rows %}{{ x.a }}{{ typo }}{% endfor %}").nodelist
        for name in names_in(node)
    }
    assert named == {"rows", "typo"}
