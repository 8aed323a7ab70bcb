"""Whatever stands in a tag, and whatever the world has for it, a render ends with an outcome, the same each time."""

from __future__ import annotations

from typing import Any, get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from braze_liquid_sim import Outcome, compile
from braze_liquid_sim.engine.template import CarefulTemplate

TAGS = (
    "catalog_items catalog_selection_items promotion message_extras translation random shopping_cart data_object "
    "landing_page_url form_field_name"
)
WORDS = [
    *("games", "1", "cheap", "{{x}}", "{{", "}}", "{{ 1 | divided_by: 0 }}", "{{nothing}}", "${first_name}"),
    *("'games'", '"', "(", ")", ":rerender", ":key", ":value", ":subscription_group", ":abort_if_not_abandoned"),
    *("\n", "\u00a0", "\ud83d", "{%", "<!-- -->", "{{content_blocks.${B}}}", "-"),
]
markups = st.builds(
    "{{% {} {} %}}{}".format,
    st.sampled_from(TAGS.split()),
    st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join),
    st.sampled_from(["", "{{ items.size }}", "{% endtranslation %}", "{% endtranslation}"]),
)
values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(["1", "{{ x }}", "{% if %}", "\ud83d"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "1",
                    "id",
                    "games",
                    "filters",
                    "field",
                    "operator",
                    "value",
                    "sort_field",
                    "sort_order",
                    "codes",
                    "$time",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)
worlds = st.fixed_dictionaries(
    {},
    optional={
        "catalogs": st.fixed_dictionaries({"games": values}),
        "selections": st.fixed_dictionaries({"games/cheap": values}),
        **{
            name: st.fixed_dictionaries({}, optional={"games": values, "1": values})
            for name in ("translations", "promotions", "carts", "data_objects", "landing_pages")
        },
    },
)
users = st.fixed_dictionaries(
    {"first_name": values},
    optional=dict.fromkeys(("external_id", "language", "country", "shopping_cart", "data_objects"), values),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(markups, min_size=1, max_size=3).map("".join), worlds, users)
def test_every_tag_ends_with_the_same_outcome_each_time(template: str, world: Any, user: Any) -> None:
    compiled = compile(template, content_blocks={"B": "b{{ x }}"}, **world)
    outcome = compiled.render(user, now="2024-03-05")
    assert isinstance(outcome, get_args(Outcome))
    assert repr(compiled.render(user, now="2024-03-05")) == repr(outcome)
    careful = CarefulTemplate(template, {"B": "b{{ x }}"}, services=compiled._outside.open_services)
    assert repr(careful.render(user, now="2024-03-05")) == repr(outcome)
