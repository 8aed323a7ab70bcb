"""``{% connected_content URL :option value … %}``: ask a web service, and set a variable to the JSON it answers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from braze_liquid_sim.dialect.chunks import chunks
from braze_liquid_sim.dialect.syntax import Body, Node, Path

if TYPE_CHECKING:
    from braze_liquid_sim.dialect.emitting import Emitter
    from braze_liquid_sim.dialect.tokens import Tag, TagParser

NAME = "connected_content"
FIDELITY = "documented"
SOURCE = "Braze: making an API call"

DEFAULT_NAME = "connected"
"""The variable of a call without ``:save``."""

VALUES = {
    "method": "method",
    "headers": "headers",
    "body": "body",
    "content_type": "content_type",
    "basic_auth": "basic_auth",
    "auth_credentials": "auth_credentials",
    "cache_max_age": "cache_max_age",
    "cache": "cache_max_age",
}
"""Options with a value, and the field of :class:`~braze_liquid_sim.dialect.services.Call` it goes into."""

FLAGS = ("no_cache", "retry", "rerender")

_OPTION = re.compile(r":([A-Za-z_]\w*)", re.ASCII)
_PERSONAL = re.compile(r"\$\{\s*(?:user_id|braze_id|email_address|email|phone_number|date_of_birth)\b")


@dataclass(slots=True)
class ConnectedContent(Node):
    """The texts of a call; ``fields`` are the names that the texts in ``values`` go by."""

    SETS: ClassVar[str] = "variable"
    name: str
    url: Body
    fields: tuple[str, ...]
    values: list[Body]
    personal: bool
    flags: tuple[str, ...]
    unknown: dict[str, str] = field(default_factory=dict)


NODE = ConnectedContent


def parse(tag: Tag, parser: TagParser) -> ConnectedContent:
    """The URL first, then options; a value ends at white space outside braces, brackets and quotes.

    A value that begins with a quote ends at the quote. What belongs to no option is kept with the unknown ones.
    """
    text = tag.markup.template.text
    found = chunks(text, tag.markup.start, tag.markup.end)
    if not found or _OPTION.fullmatch(text, *found[0]):
        start, end = found[0] if found else (tag.start, tag.end)
        message = "Syntax Error in 'connected_content' - Valid syntax: connected_content [url] :option [value]"
        parser.problem(message, start, end, "Write the URL first, without quotes: {% connected_content https://… %}.")
        return ConnectedContent(tag.start, tag.end, DEFAULT_NAME, Body(), (), [], False, ())
    texts: dict[str, tuple[int, int]] = {}
    unknown: dict[str, str] = {}
    flags: list[str] = []
    option = ""
    for start, end in found[1:]:
        match = _OPTION.fullmatch(text, start, end)
        if match and match[1] in FLAGS:
            flags.append(match[1])
            option = ""
        elif match:
            option = match[1]
            if option not in VALUES and option != "save":
                unknown[option] = ""
        elif option in VALUES or option == "save":
            texts[VALUES.get(option, option)] = (start, end)
            option = ""
        else:
            unknown[option or text[start:end]] = text[start:end] if option else ""
            option = ""
    save = texts.pop("save", None)
    return ConnectedContent(
        tag.start,
        tag.end,
        text[slice(*save)].strip("\"'") if save else DEFAULT_NAME,
        parser.pieces(*found[0], bare=True),
        tuple(texts),
        [parser.pieces(*place) for place in texts.values()],
        _PERSONAL.search(tag.markup.written) is not None,
        tuple(flags),
        unknown,
    )


def emit(node: ConnectedContent, emit: Emitter) -> None:
    """A call; only JSON is saved, any other text takes the tag's place."""
    pairs = [("url", emit.rendered(node.url).text)]
    pairs += [(name, emit.rendered(body).text) for name, body in zip(node.fields, node.values, strict=True)]
    pairs += [(name, "True") for name in node.flags]
    if node.personal:
        pairs.append(("personal", "True"))
    if node.unknown:
        unknown = [f"{emit.constant(name).text}: {emit.constant(value).text}" for name, value in node.unknown.items()]
        pairs.append(("options", f"{{{', '.join(unknown)}}}"))
    emit.settle()
    emit.settle_volatile()
    reply, value = emit.fresh("t"), emit.fresh("t")
    old = emit.named(emit.value(Path(node.start, node.end, node.name)))
    fields = ", ".join(f"{name!r}: {text}" for name, text in pairs)
    emit.line(f"{reply} = {emit.service(node, 'connected_content', f'{{{fields}}}').text}")
    emit.line(f"{value} = {reply}.value if {reply}.saves else {old.text}")
    emit.store(node, node.name, emit.local(value))
    emit.piece(node, emit.text(f"{reply}.text"))
