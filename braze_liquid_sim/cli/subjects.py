"""What ``explain`` knows: codes, topics, filters, tags, attributes, namespaces and words of fidelity, as Subjects."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from braze_liquid_sim.codes import TOPICS, Code
from braze_liquid_sim.dialect import names
from braze_liquid_sim.dialect.filters._registry import Filter, filters
from braze_liquid_sim.dialect.listed import FILTERS, UNSUPPORTED
from braze_liquid_sim.dialect.tags import tags
from braze_liquid_sim.report.catalogue import documented, topics
from braze_liquid_sim.runtime_codes import RUNTIME_CODES

FIDELITIES = {
    "documented": "Braze's documentation says so",
    "shown": "an example on one of Braze's pages shows it, but no page says it",
    "ruby": "Ruby's Liquid, which Braze runs, does so; Braze's pages do not say",
    "assumed": "a guess: neither Braze nor Ruby says so, so try it in Braze before you rely on it",
}
"""How well a thing is known, and what the word means."""


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing that can be explained."""

    kind: str
    """``code``, ``topic``, ``filter``, ``tag``, ``attribute``, ``namespace``, ``variable`` or ``fidelity``."""
    name: str
    written: str
    """How it stands in a template, or the name where it stands in none."""
    summary: str
    """One sentence."""
    text: str = ""
    """What else there is to say; paragraphs have a blank line between them."""
    facts: tuple[tuple[str, str], ...] = ()
    """A word and what it is: ``severity`` ``error``."""
    example: str = ""
    instead: str = ""
    fidelity: str = ""
    """One of the words of ``FIDELITIES``; empty for what is ours."""
    source: str = ""

    @property
    def key(self) -> str:
        """The name as :func:`folded` makes it."""
        return folded(self.name)


_WRITTEN = re.compile(r"\{%-?\s*([\w#]+)|\|\s*(\w+)|(?:(\w+)\.)?\$\{?(\w*)")


def folded(name: str) -> str:
    """A name as people type it, made comparable: ``{% if %}``, ``| date``, ``campaign.${name}``, ``${first_name}``."""
    written = _WRITTEN.search(name)
    inner = next(filter(None, written.groups()), "") if written else ""
    return (inner or name).strip("{}: ").casefold().replace("-", "_")


@cache
def subjects() -> tuple[Subject, ...]:
    """All of them, in the order in which they are shown."""
    return (
        *(_topic(name) for name in TOPICS),
        *(_code(code) for code in sorted(documented().values(), key=_by_topic)),
        *(_runtime(code) for code in sorted(RUNTIME_CODES) if code not in documented()),
        *(_filter(one) for one in filters().values()),
        *(_tag(tags()[name]) for name in sorted(tags())),
        *(_attribute("attribute", name, one) for name, one in names.ATTRIBUTES.items()),
        *(_attribute("variable", name, one) for name, one in names.PLAIN.items()),
        *(_namespace(name, one) for name, one in sorted(names.NAMESPACES.items())),
        _CONTENT_BLOCKS,
        *(Subject("fidelity", name, name, _sentence(what)) for name, what in FIDELITIES.items()),
    )


def _by_topic(code: Code) -> tuple[int, str]:
    return list(TOPICS).index(code.topic), code.code


def _topic(name: str) -> Subject:
    found = sorted(code for code, topic in topics().items() if topic == name)
    return Subject("topic", name, name, _sentence(TOPICS[name]), facts=(("codes", ", ".join(found)),) if found else ())


def _code(code: Code) -> Subject:
    told = code.documentation
    fix = {"safe": "--fix makes it", "suggestion": "suggested; it may change what is sent"}.get(code.fix, "by hand")
    facts = (("topic", code.topic), ("severity", code.severity.value), ("correction", fix))
    summary, text = plain(told.summary), plain(told.text)
    return Subject("code", code.code, code.code, summary, text, facts, told.example, told.instead, "", told.source)


def _runtime(code: str) -> Subject:
    topic, summary = RUNTIME_CODES[code]
    return Subject("code", code, code, summary, facts=(("topic", topic), ("severity", "error")))


def _filter(one: Filter) -> Subject:
    summary, text = _parts(one.doc)
    twins = [twin.name for twin in filters().values() if twin.function is one.function and twin is not one]
    also = (("also", ", ".join(twins)),) if twins else ()
    facts = (*also, ("in Braze's list", _listed(one.name)))
    return Subject("filter", one.name, _use(one), summary, text, facts, fidelity=one.fidelity, source=one.source)


def _listed(name: str) -> str:
    """Whether Braze's pages name a filter."""
    return "yes" if name in FILTERS else "no; Braze says it is not supported" if name in UNSUPPORTED else "no"


def _use(one: Filter) -> str:
    """How the filter is written, with the names of its arguments; those in square brackets may be left out."""
    parameters = list(inspect.signature(one.function).parameters.values())[2 if one.context else 1 :]
    arguments = [_argument(parameter) for parameter in parameters if parameter.kind is not parameter.VAR_KEYWORD]
    listed = ", ".join(arguments)
    return f"{{{{ value | {one.name}{': ' if listed else ''}{listed} }}}}"


def _argument(parameter: inspect.Parameter) -> str:
    name = parameter.name.strip("_")
    if parameter.kind is parameter.VAR_POSITIONAL:
        return f"[{name} …]"
    return name if parameter.default is parameter.empty else f"[{name}]"


def _tag(tag: Any) -> Subject:
    written, _, rest = (tag.__doc__ or "").partition("``: ")
    summary, text = _parts(rest or written)
    # What its parts say of themselves is for those who read the code, but a guess concerns its users.
    guesses = [guess for part in (tag.parse, tag.emit) for guess in _guesses(inspect.getdoc(part) or "")]
    text = "\n\n".join(part for part in (text, *guesses) if part)
    written = plain(written).replace("`", "") if rest else f"{{% {tag.NAME} %}}"
    return Subject("tag", tag.NAME, written, summary, text, fidelity=tag.FIDELITY, source=tag.SOURCE)


def _guesses(doc: str) -> Iterator[str]:
    for sentence in re.split(r"(?<=\.)\s+", " ".join(doc.split())):
        if "assumed" in sentence:
            yield plain(sentence)


def _attribute(kind: str, name: str, one: names.Attribute) -> Subject:
    written = name if kind == "variable" else f"${{{name}}}"
    facts = (("type", one.type), ("in a profile", ", or ".join(one.keys)), *_channels(one.channels))
    what = "A variable that Braze sets" if kind == "variable" else "An attribute that Braze has of every user"
    summary = f"{what}; null where there is no value."
    return Subject(kind, name, written, summary, facts=facts, fidelity=one.fidelity, source=one.source)


def _namespace(name: str, one: names.Namespace) -> Subject:
    members = ", ".join(f"{member} ({what.type})" for member, what in one.members.items())
    facts = [("names", members or "your own")]
    if one.members and one.type != "any":
        facts.append(("other names", one.type))
    if one.sent_by:
        facts.append(("sent by", one.sent_by))
    facts += [("in a profile", ", or ".join(one.keys)), *_channels(one.channels)]
    summary = "The names that Braze lists." if one.members else "Values under names of your own."
    written = f"{name}.${{…}}"
    return Subject("namespace", name, written, summary, facts=tuple(facts), fidelity=one.fidelity, source=one.source)


def _channels(channels: tuple[str, ...]) -> list[tuple[str, str]]:
    return [("channels", ", ".join(channels))] if channels else []


_CONTENT_BLOCKS = Subject(
    "namespace",
    "content_blocks",
    "content_blocks.${…}",
    "The text of a content block, rendered where it is called.",
    "It shares the variables of whoever calls it, both ways. A block may call a block, and that one none.",
    (("names", "your content blocks, to the letter"),),
    fidelity="documented",
    source="Braze: content blocks",
)


def _parts(doc: str) -> tuple[str, str]:
    """The first sentence or line of a docstring, and the rest of it."""
    first, _, rest = inspect.cleandoc(doc).partition("\n\n")
    first = plain(" ".join(first.split()))
    return _sentence(first), "\n\n".join(plain(" ".join(part.split())) for part in rest.split("\n\n") if part)


def plain(text: str) -> str:
    """A docstring's markup as people read it."""
    return re.sub(r":\w+:`~?(?:[\w.]*\.)?(\w+)`", r"\1", text).replace("``", "`")


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith(".") else ".")
