"""``{% form_field_name :email_global_state %}``: print the name of a field in a preference center's form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from braze_liquid_sim.dialect.syntax import Body, Node
from braze_liquid_sim.dialect.words import body_of, words_of

if TYPE_CHECKING:
    from braze_liquid_sim.dialect.emitting import Emitter
    from braze_liquid_sim.dialect.tokens import Tag, TagParser

NAME = "form_field_name"
FIDELITY = "assumed"
SOURCE = "Braze: create preference center (which does not show the names)"


@dataclass(slots=True)
class FormFieldName(Node):
    """The field: the user's email subscription, or that of a subscription group."""

    group: Body | None


NODE = FormFieldName


def parse(tag: Tag, parser: TagParser) -> FormFieldName:
    """``:email_global_state``, or ``:subscription_group`` with its id."""
    words = words_of(tag)
    option = words[0].text if words else ""
    if option == ":subscription_group" and len(words) == 2:
        return FormFieldName(tag.start, tag.end, body_of(parser, words[1:]))
    if option != ":email_global_state" or len(words) > 1:
        message = "Syntax Error in 'form_field_name' - Valid syntax: form_field_name :email_global_state"
        help = "Write :email_global_state, or :subscription_group with the id of the group."
        parser.problem(message, tag.start, tag.end, help)
    return FormFieldName(tag.start, tag.end, None)


def emit(node: FormFieldName, emit: Emitter) -> None:
    """Print a name that says what the field is for; Braze's own is not documented."""
    if node.group is None:
        emit.piece(node, emit.constant("email_global_state"))
    else:
        emit.piece(node, emit.constant("subscription_group_"))
        emit.piece(node, emit.rendered(node.group))
