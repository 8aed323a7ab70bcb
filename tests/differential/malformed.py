"""Random mistakes: well-formed templates with something knocked out, in or about, and markup that lax mode forgives."""

from __future__ import annotations

from tests.differential import values
from tests.differential.case import Case, Dice
from tests.differential.expressions import condition, expression, literal, path
from tests.differential.filters import chain, filter_
from tests.differential.kinds import template_text
from tests.differential.pools import pool

STRAY = pool("stray_tokens")
BROKEN = pool("mistakes")
"""Mistakes and oddities that authors really make, each a whole template."""


def mutate(dice: Dice, source: str) -> str:
    """One random change: a character or a stretch out, in, doubled, or moved."""
    if not source:
        return dice.pick(STRAY)
    at = dice.randint(0, len(source) - 1)
    end = min(len(source), at + dice.pick((1, 1, 1, 2, 3, 6)))
    match dice.weighted({"delete": 4, "insert": 6, "double": 2, "swap": 1, "brace": 1, "space": 2}):
        case "delete":
            return source[:at] + source[end:]
        case "insert":
            gap = dice.pick(("", " "))
            return source[:at] + gap + dice.pick(STRAY) + gap + source[at:]
        case "double":
            return source[:end] + source[at:end] + source[end:]
        case "swap":
            return source[:at] + source[end:] + source[at:end]
        case "brace":
            return source[:at] + dice.pick(("{", "}", "%", "-", "%}", "}}")) + source[at:]
        case _:
            return source.replace(" ", "", 1) if dice.often(0.3) else source[:at].rstrip(" ") + source[at:].lstrip(" ")


def inside(dice: Dice, source: str) -> str:
    """A stray token put inside some markup rather than anywhere."""
    starts = [at for at in range(len(source) - 1) if source[at] == " " and "{" in source[:at]]
    if not starts:
        return mutate(dice, source)
    at = dice.pick(starts)
    return source[:at] + " " + dice.pick(STRAY) + source[at:]


def broken(dice: Dice) -> Case:
    """A template with one to three mistakes in it."""
    source = template_text(dice)
    for _ in range(dice.pick((1, 1, 1, 2, 3))):
        source = inside(dice, source) if dice.often(0.5) else mutate(dice, source)
    return Case("broken", source, values.data(dice), line_numbers=dice.often(0.1))


def known(dice: Dice) -> Case:
    """One of the listed mistakes, alone or in the company of others or of good nodes."""
    parts = [dice.pick(BROKEN)]
    if dice.often(0.3):
        parts.append(dice.pick((dice.pick(BROKEN), template_text(dice), " end")))
    if dice.often(0.2):
        parts.insert(0, dice.pick(("start ", "{% if yes %}", "\n\n", "{% for i in (1..2) %}")))
    source = "".join(parts)
    if dice.often(0.1):
        source = mutate(dice, source)
    return Case("mistake", source, values.data(dice), line_numbers=dice.often(0.1))


def loose(dice: Dice) -> Case:
    """Markup glued together from fragments in an order no grammar has."""

    def fragment() -> str:
        return (
            dice.pick((expression, path, literal, condition, filter_))(dice) if dice.often(0.55) else dice.pick(STRAY)
        )

    markup = dice.pick((" ", " ", "", " ")).join(dice.some(1, 5, fragment))
    shape = dice.weighted(
        {
            "{{ # }}": 6,
            "{{ v | # }}": 4,
            "{% if # %}T{% else %}F{% endif %}": 6,
            "{% assign x = # %}[{{ x }}]": 3,
            "{% for i in # %}{{ i }},{% else %}none{% endfor %}": 3,
            "{% for i in a # %}{{ i }},{% else %}none{% endfor %}": 3,
            "{% tablerow i in a # %}{{ i }}{% endtablerow %}": 1,
            "{% case v %}{% when # %}T{% else %}F{% endcase %}": 2,
            "{% case # %}{% when 1, 'a', nil %}T{% else %}F{% endcase %}": 1,
            "{% cycle # %}{% cycle # %}": 2,
            "{% capture # %}c{% endcapture %}{{ x }}": 1,
            "{% increment # %}{{ x }}": 1,
            "{% echo # %}": 1,
            "{% unless # %}T{% elsif # %}E{% endunless %}": 1,
            "{{ v | append: # }}": 2,
            "{{ v | default: # }}": 1,
            "{{ v[#] }}": 1,
        }
    )
    return Case("loose", shape.replace("#", markup), values.data(dice))


def spaced(dice: Dice) -> Case:
    """A good output or condition with its spaces taken out or put in, which lax mode reads otherwise."""
    source = (
        f"{{{{{chain(dice, 0, 3)}}}}}"
        if dice.often(0.5)
        else f"{{% if {condition(dice)} %}}T{{% else %}}F{{% endif %}}"
    )
    for mark in ("|", ":", ",", "==", "<", ">", "."):
        if dice.often(0.3):
            source = (
                source.replace(f" {mark} ", mark).replace(f"{mark} ", mark)
                if dice.often(0.6)
                else source.replace(mark, f" {mark} ")
            )
    return Case("spaced", source, values.data(dice))
