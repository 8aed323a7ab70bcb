"""``{% landing_page_url handle %}``: print the URL of a landing page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from braze_liquid_sim.dialect.syntax import Body, Node
from braze_liquid_sim.dialect.words import body_of, words_of

if TYPE_CHECKING:
    from braze_liquid_sim.dialect.emitting import Emitter
    from braze_liquid_sim.dialect.tokens import Tag, TagParser

NAME = "landing_page_url"
FIDELITY = "documented"
SOURCE = "Braze: landing pages"


@dataclass(slots=True)
class LandingPageUrl(Node):
    """The page's handle."""

    handle: Body


NODE = LandingPageUrl


def parse(tag: Tag, parser: TagParser) -> LandingPageUrl:
    """One word."""
    words = words_of(tag)
    if len(words) != 1:
        message = "Syntax Error in 'landing_page_url' - Valid syntax: landing_page_url [handle]"
        parser.problem(message, tag.start, tag.end, "Name one landing page by its handle.")
    return LandingPageUrl(tag.start, tag.end, body_of(parser, words[:1]))


def emit(node: LandingPageUrl, emit: Emitter) -> None:
    """Ask for the URL."""
    handle = emit.rendered(node.handle)
    emit.write_value(node, emit.service(node, "landing_page_url", f"{handle.text}.strip()", returns="str"))
