"""The kinds of well-formed cases: one filter, one condition, one loop … or everything at once."""

from __future__ import annotations

from tests.differential import values
from tests.differential.case import Case, Dice
from tests.differential.expressions import OPERATORS, condition, path
from tests.differential.filters import chain, filter_
from tests.differential.tags import Writer

GAPS = (" ", "\n", "\t", "a", "\u00a0", "\x0b", "\x00", "\u2003", " b ")
DASHED = (
    "{%- raw -%} {{ r }} {%- endraw -%}", "{% raw -%} q {% endraw -%}", "{{- 'o' -}}", "{{ 'o' -}}", "{{- 'o' }}",
    "{%- assign x = 1 -%}", "{%- assign x = 1 %}", "{% assign x = 1 -%}",
    "{{- '' -}}", "{%- # c -%}", "{{-}}", "{{ - }}", "{{--}}", "{%- comment -%} q {%- endcomment -%}", "{{-s-}}",
    "{{- -1 -}}", "{%-if yes-%} i {%-endif-%}", "{%- echo 'o' -%}",
    "{%- if no -%} i {%- endif -%}", "{%- raw %} {{ r }} {% endraw %}",
)  # fmt: skip


def output(dice: Dice) -> Case:
    """One output with a chain of filters."""
    return Case("filters", f"{{{{ {chain(dice, 1, 3)} }}}}", values.data(dice))


def any_filter(dice: Dice) -> Case:
    """One filter over one value of any type, what comes out shown with its type."""
    data = values.data(dice)
    data["v"] = values.moment(dice) if dice.often(0.04) else values.value(dice)
    shown = dice.pick(
        ("", "", "", " | append: ''", " | size", " | first", " | join: '|'", " | concat: a", " | plus: 0")
    )
    return Case("filter", f"{{{{ v | {filter_(dice)}{shown} }}}}", data)


def lookup(dice: Dice) -> Case:
    """Paths only."""
    found = " ".join(dice.some(1, 4, lambda: f"[{{{{ {path(dice)} }}}}]"))
    return Case("path", found, values.data(dice))


def decision(dice: Dice) -> Case:
    """One condition."""
    name = dice.pick(("if", "if", "unless"))
    return Case("condition", f"{{% {name} {condition(dice)} %}}T{{% else %}}F{{% end{name} %}}", values.data(dice))


def relation(dice: Dice) -> Case:
    """One operator between two values of any type."""
    return Case(
        "condition",
        f"{{% if v {dice.pick(OPERATORS)} w %}}T{{% else %}}F{{% endif %}}",
        {"v": values.value(dice), "w": values.value(dice)},
    )


def choice(dice: Dice) -> Case:
    """One case tag."""
    return Case("case", Writer(dice).case(0), values.data(dice))


def loop(dice: Dice) -> Case:
    """A loop or two over the same collection."""
    writer = Writer(dice, dashes=0)
    name = dice.pick(("for", "for", "for", "tablerow"))
    collection = writer.collection()
    body = dice.pick(
        (
            "{{ i }},",
            "{{ i }},",
            "{{ forloop.index }}{{ forloop.last }},",
            "{{ i[0] }}={{ i[1] }};",
            "{{ i.title }},",
            "{% cycle 'a', 'b' %}",
            "{{ tablerowloop.col }}",
        )
    )

    def once() -> str:
        tail = "{% else %}none" if name == "for" and dice.often(0.4) else ""
        return f"{{% {name} i in {collection}{writer.loop_options(name == 'tablerow')} %}}{body}{tail}{{% end{name} %}}"

    return Case("loop", "|".join(dice.some(1, 3, once)), values.data(dice))


def document(dice: Dice) -> Case:
    """A template with everything in it."""
    writer = Writer(dice)
    return Case("document", writer.nodes(3, 2, 6), values.data(dice), line_numbers=dice.often(0.25))


def whitespace(dice: Dice) -> Case:
    """Short nodes with dashes everywhere."""
    writer = Writer(dice, dashes=0.6)

    def gaps() -> str:
        return "".join(dice.some(0, 2, lambda: dice.pick(GAPS)))

    dashed = DASHED if dice.newest else DASHED[2:]
    body = "".join(dice.some(1, 4, lambda: gaps() + dice.pick(dashed))) + gaps()
    if dice.often(0.4):
        body = writer.tag("for i in (1..2)") + body + writer.tag("endfor") + gaps()
    return Case("whitespace", gaps() + body, values.data(dice))


def partial(dice: Dice) -> Case:
    """``render`` and ``include`` of a part that reads and writes variables."""
    writer = Writer(dice, dashes=0)
    texts = {
        "p": "("
        + dice.pick(
            (
                "{{ p }}",
                "{{ x }}",
                "{{ v }}",
                "{{ i }}",
                "{{ p.title }}{{ forloop.index }}",
                "{{ forloop.parentloop.index }}{{ forloop.length }}",
                "",
            )
        )
        + writer.nodes(1, 1, 2)
        + ")",
        "q": "{% assign x = 'q' %}"
        + dice.pick(
            (
                "{{ q }}",
                "{% break %}",
                "{% increment c %}",
                "{% cycle 'a', 'b' %}",
                "{% render 'p' %}",
                "{{ 1 | divided_by: 0 }}",
            )
        ),
        "bad": "{% if %}",
    }

    def call() -> str:
        name = dice.weighted({"'p'": 8, '"q"': 5, "'gone'": 1, "'bad'": 1, "s": 1, "p": 1})
        extra = dice.pick(
            (
                "",
                "",
                " with v",
                " for a",
                " for items as i",
                " with h as x",
                ", x: 1",
                ", x: v, y: 'b'",
                " x: 1",
                " for (1..3)",
                " with s, z: n",
            )
        )
        return writer.tag(f"{dice.pick(('render', 'include'))} {name}{extra}")

    body = "".join(dice.pick((call(), call(), writer.node(1), "{{ x }}")) for _ in range(dice.randint(1, 4)))
    if dice.often(0.3):
        body = "{% for i in (1..2) %}" + body + "{% endfor %}"
    return Case("partial", call() + body, values.data(dice), partials=texts)


def template_text(dice: Dice) -> str:
    """A short template, as material for mistakes."""
    roll = dice.random()
    if roll < 0.35:
        return f"{{{{ {chain(dice, 0, 2)} }}}}"
    if roll < 0.5:
        return decision(dice).template
    if roll < 0.65:
        return loop(dice).template
    return Writer(dice).nodes(2, 1, 3)
