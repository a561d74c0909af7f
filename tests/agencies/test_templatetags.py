"""The ring and the meter, as templates draw them."""

from django.template import Context, Template


def draw(source: str, **context: object) -> str:
    """The template's text."""
    return Template(source).render(Context(context))


def test_the_ring_has_a_dot_for_each_person_and_says_so() -> None:
    html = draw("{% ring people %}", people={"child": "Kofi", "inside": 6, "teams": 3, "told": True, "you": "inside"})
    assert (html.count('class="r-in"'), html.count('class="r-you"'), html.count('class="r-team"')) == (5, 1, 3)
    assert 'class="r-told"' in html
    assert "Kofi in the middle; 6 people of the school around; 3 people of invited teams" in html


def test_a_crowded_ring_keeps_its_count() -> None:
    html = draw("{% ring people %}", people={"child": "Bartholomew", "inside": 40, "teams": 0})
    assert html.count('class="r-in"') == 12
    assert "40 people" in html
    assert ">B</text>" in html


def test_a_name_in_the_ring_is_text() -> None:
    assert "<b>" not in draw("{% ring people %}", people={"child": "<b>", "inside": 0, "teams": 0})


def test_the_meter_counts_what_happened() -> None:
    html = draw("{% meter 2 6 %}")
    assert (html.count("c-brand"), html.count("c-card")) == (2, 4)
    assert html.strip().endswith("2 of 6")
    assert "svg" not in draw("{% meter 2 60 %}")
