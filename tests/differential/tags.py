"""Random templates: text, outputs and every standard tag, nested, with whitespace control."""

from __future__ import annotations

from collections.abc import Callable

from tests.differential.case import Dice
from tests.differential.expressions import condition, expression, literal, path, range_
from tests.differential.filters import chain

TEXTS = (
    "a", "b ", " c", " ", "\n", "\n  ", "  \n\n", "\t", "text", " x y ", ".", ", ", "<p>", "</p>\n", "é", "\u00a0",
    "}", "%", "$5", "'", '"', "\r\n", "\x0b", "\x0c", "{ { ", "} }", "#", "|", "\x00",
)  # fmt: skip
LIMITS = ("1", "2", "3", "0", "-1", "m", "'2'", "nil", "1.5", "v", "a.size", "'x'", "gone", "100")
COLUMNS = ("1", "2", "3", "0", "-1", "'2'", "a.size", "100")
TABLE_FIELDS = (
    "tablerowloop.col_last", "i", "i.title", "tablerowloop", *(f"tablerowloop.{name}" for name in ("col", "col0",
    "col_first", "row",
    "first", "last", "index", "index0", "rindex", "rindex0", "length")),
)  # fmt: skip
TARGETS = ("x", "y", "z", "x", "v", "n", "a-b", "_u", "h", "i")


class Writer:
    """Writes one template; knows how deep it is and how its tags are spaced."""

    def __init__(self, dice: Dice, dashes: float | None = None) -> None:
        self.dice = dice
        self.dashes = dice.pick((0, 0, 0.1, 0.4)) if dashes is None else dashes

    def tag(self, markup: str) -> str:
        """A tag around the markup."""
        dice = self.dice
        left, right = ("-" if dice.often(self.dashes) else "" for _ in range(2))
        gap = dice.pick((" ", " ", " ", " ", "", "  ", "\n", "\t")) if dice.often(0.3) else " "
        return f"{{%{left}{gap}{markup}{gap}{right}%}}"

    def output(self) -> str:
        """An output."""
        dice = self.dice
        left, right = ("-" if dice.often(self.dashes) else "" for _ in range(2))
        gap = dice.pick((" ", " ", "", "  ", "\n")) if dice.often(0.3) else " "
        return f"{{{{{left}{gap}{chain(dice, 0, 2)}{gap}{right}}}}}"

    def nodes(self, depth: int, low: int = 0, high: int = 3) -> str:
        """Some nodes in a row."""
        return "".join(self.dice.some(low, high, lambda: self.node(depth)))

    def node(self, depth: int) -> str:
        """Text, an output or a tag; a block only above the ground."""
        dice = self.dice
        roll = dice.random()
        if roll < 0.28:
            return dice.pick(TEXTS)
        if roll < 0.55:
            return self.output()
        if depth > 0 and roll < 0.85:
            return dice.pick(BLOCKS)(self, depth - 1)
        return dice.pick(SIMPLE)(self)

    def block(self, name: str, markup: str, body: str) -> str:
        """A block tag."""
        return self.tag(f"{name} {markup}".strip()) + body + self.tag("end" + name)

    # Tags without a body.

    def assign(self) -> str:
        dice = self.dice
        gap = dice.pick((" = ", " = ", "=", " =", "= "))
        return self.tag(f"assign {dice.pick(TARGETS)}{gap}{chain(dice, 0, 2)}")

    def echo(self) -> str:
        return self.tag(f"echo {chain(self.dice, 0, 2)}")

    def counter(self) -> str:
        name = self.dice.pick(("x", "c", "n", "v", "c", "a-b", "c d", "h.k"))
        return self.tag(f"{self.dice.pick(('increment', 'decrement'))} {name}")

    def cycle(self) -> str:
        dice = self.dice
        group = dice.pick(("", "", "", "'g': ", "g: ", "x: ", "1: ", "v: ", "'g' : "))
        items = dice.some(
            1, 4, lambda: dice.pick(("'a'", "'b'", "1", "2", "'a'", "v", "x", "s", "h.k", "nil", "true", "(1..2)"))
        )
        return self.tag(f"cycle {group}{dice.pick((', ', ', ', ',', ' , ', ' ')).join(items)}")

    def inline_comment(self) -> str:
        return self.tag(self.dice.pick(("# note", "#", "# a\n # b", "#x", "# {% if", "# it's", "#\n#\n  # c")))

    def interrupt(self) -> str:
        return self.tag(self.dice.pick(("break", "continue")))

    def guarded_interrupt(self) -> str:
        return (
            self.tag(f"if {self.dice.pick(('forloop.index == 2', 'i == 2', 'forloop.last', condition(self.dice)))}")
            + self.interrupt()
            + self.tag("endif")
        )

    def liquid(self) -> str:
        dice = self.dice
        lines = dice.some(1, 4, lambda: self.liquid_line(2))
        return self.tag("liquid" + dice.pick(("\n", "\n  ", " ")) + dice.pick(("\n", "\n  ")).join(lines))

    def liquid_line(self, depth: int) -> str:
        dice = self.dice
        kind = dice.weighted(
            {
                "echo": 8,
                "assign": 5,
                "comment": 1,
                "empty": 1,
                "cycle": 1,
                "if": 3 if depth else 0,
                "for": 3 if depth else 0,
                "increment": 1,
            }
        )
        inner = dice.some(1, 2, lambda: self.liquid_line(depth - 1)) if kind in ("if", "for") else []
        match kind:
            case "if":
                return "\n".join(
                    [
                        f"if {condition(dice)}".replace("\n", " "),
                        *inner,
                        *(["else", "echo 'e'"] if dice.often(0.4) else []),
                        "endif",
                    ]
                )
            case "for":
                return "\n".join(
                    [f"for i in {self.collection()}{self.loop_options()}".replace("\n", " "), *inner, "endfor"]
                )
        made = {
            "echo": f"echo {chain(dice, 0, 2)}",
            "assign": f"assign {dice.pick(TARGETS)} = {chain(dice, 0, 1)}",
            "comment": "# note",
            "empty": "",
            "cycle": "cycle 'a', 'b'",
            "increment": "increment c",
        }
        return made[kind].replace("\n", " ")

    # Tags with a body.

    def if_(self, depth: int) -> str:
        dice = self.dice
        parts = [self.tag(f"if {condition(dice)}"), self.nodes(depth)]
        for _ in range(dice.pick((0, 0, 0, 1, 2))):
            parts += [self.tag(f"elsif {condition(dice)}"), self.nodes(depth)]
        if dice.often(0.5):
            parts += [self.tag("else"), self.nodes(depth)]
        return "".join(parts) + self.tag("endif")

    def unless(self, depth: int) -> str:
        dice = self.dice
        parts = [self.tag(f"unless {condition(dice)}"), self.nodes(depth)]
        if dice.often(0.2):
            parts += [self.tag(f"elsif {condition(dice)}"), self.nodes(depth)]
        if dice.often(0.4):
            parts += [self.tag("else"), self.nodes(depth)]
        return "".join(parts) + self.tag("endunless")

    def case(self, depth: int) -> str:
        dice = self.dice
        parts = [self.tag(f"case {expression(dice)}"), dice.pick(("", "", "\n", " x "))]
        for _ in range(dice.randint(0, 3)):
            choices = dice.some(1, 3, lambda: literal(dice) if dice.often(0.7) else path(dice))
            parts += [self.tag("when " + dice.pick((", ", " or ", ",")).join(choices)), self.nodes(depth)]
            if dice.often(0.1):
                parts += [self.tag("else"), self.nodes(depth)]
        if dice.often(0.5):
            parts += [self.tag("else"), self.nodes(depth)]
        return "".join(parts) + self.tag("endcase")

    def collection(self) -> str:
        dice = self.dice
        roll = dice.random()
        if roll < 0.5:
            return dice.pick(("a", "items", "v", "h", "a", "s", "w"))
        return range_(dice) if roll < 0.8 else path(dice)

    def loop_options(self, tablerow: bool = False) -> str:
        dice = self.dice
        options: list[str] = []
        if dice.often(0.25):
            options.append(f"limit:{dice.pick(('', ' '))}{dice.pick(LIMITS)}")
        if dice.often(0.2):
            options.append(f"offset:{dice.pick(('', ' '))}{dice.pick(LIMITS)}")
        elif dice.often(0.12):
            options.append("offset:continue")
        if tablerow and dice.often(0.7):
            options.append(f"cols:{dice.pick(('', ' '))}{dice.pick(LIMITS if dice.newest else COLUMNS)}")
        if dice.often(0.15):
            dice.shuffle(options)
        if not tablerow and dice.often(0.2):
            options.insert(0 if dice.often(0.7) else len(options), "reversed")
        return "".join(dice.pick((" ", " ", ", ")) + option for option in options)

    def for_(self, depth: int) -> str:
        dice = self.dice
        parts = [
            self.tag(f"for {dice.pick(('i', 'i', 'x', 'item', 'v'))} in {self.collection()}{self.loop_options()}"),
            self.nodes(depth, 1),
        ]
        if dice.often(0.6):
            parts.append(
                self.tag(
                    "echo "
                    + dice.pick(
                        (
                            "i",
                            "i | append: ','",
                            "forloop.index",
                            "i.title",
                            "i[0]",
                            "forloop.rindex0",
                            "forloop.parentloop.index",
                            "x",
                        )
                    )
                )
            )
        if dice.often(0.15):
            parts.append(self.guarded_interrupt())
        if dice.often(0.3):
            parts += [self.tag("else"), self.nodes(depth)]
        return "".join(parts) + self.tag("endfor")

    def tablerow(self, depth: int) -> str:
        dice = self.dice
        fields = dice.sample(TABLE_FIELDS if dice.newest else TABLE_FIELDS[1:], dice.randint(1, 3))
        body = "".join(f"{{{{ {field} }}}}" for field in fields) + self.nodes(depth, 0, 1)
        return self.block("tablerow", f"i in {self.collection()}{self.loop_options(tablerow=True)}", body)

    def capture(self, depth: int) -> str:
        name = self.dice.pick(("x", "y", "z", "'x'", '"y"', "a-b"))
        return self.block("capture", name, self.nodes(depth, 1)) + self.dice.pick(
            ("", "{{ x }}", "[{{ y }}]", "{{ x | size }}")
        )

    def comment(self, depth: int) -> str:
        inner = self.dice.pick(
            ("", "", "", "{{ x }}", "{% nope %}", "{% comment %}a{% endcomment %}", "{% endif %}", " it's ")
        )
        if self.dice.newest and self.dice.often(0.06):
            inner = self.dice.pick(("{% if %}", "{{ x", "{% raw %}{% endcomment %}{% endraw %}", "{{ x }"))
        return self.block("comment", "", self.nodes(depth, 0, 1) + inner)

    def raw(self, depth: int) -> str:
        inner = self.dice.pick(
            ("", "{{ x }}", "{% if %}", "{{ x", "{% endif %}", "{{ x }", " {%- raw -%} ", "}}", "%}", "{% comment %}")
        )
        body = self.dice.pick(TEXTS) + inner
        return self.block("raw", "", body) if self.dice.newest else f"{{% raw %}}{body}{{% endraw %}}"

    def ifchanged(self, depth: int) -> str:
        return self.block("ifchanged", "", self.nodes(depth, 1))


SIMPLE: tuple[Callable[[Writer], str], ...] = (
    Writer.assign, Writer.assign, Writer.assign, Writer.echo, Writer.counter, Writer.cycle, Writer.cycle,
        Writer.inline_comment, Writer.interrupt, Writer.guarded_interrupt, Writer.liquid,
)  # fmt: skip
BLOCKS: tuple[Callable[[Writer, int], str], ...] = (
    Writer.if_, Writer.if_, Writer.if_, Writer.unless, Writer.case, Writer.case, Writer.for_, Writer.for_, Writer.for_,
        Writer.for_, Writer.tablerow, Writer.capture, Writer.capture, Writer.comment, Writer.raw, Writer.ifchanged,
)  # fmt: skip
