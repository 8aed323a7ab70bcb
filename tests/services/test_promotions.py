from __future__ import annotations

from braze_liquid_sim import Aborted, Sent, compile
from braze_liquid_sim.services.promotions import Promotions

JANE, KIM, LEE = ({"external_id": name} for name in ("jane", "kim", "lee"))
CODE = "{% promotion('spring') %}"


def test_each_user_gets_a_code_of_its_own_until_there_are_none() -> None:
    template = compile(CODE, promotions={"spring": ["A", "B"]})
    assert [template.render(user) for user in (JANE, KIM, JANE)] == [Sent("A"), Sent("B"), Sent("A")]
    assert isinstance(template.render(LEE), Aborted)


def test_users_without_an_id_are_told_apart_by_their_profile() -> None:
    template = compile(CODE, promotions={"spring": ["A", "B"]})
    users = [{"first_name": "A"}, {"first_name": "B"}, {"first_name": "A"}]
    assert [template.render(user) for user in users] == [Sent("A"), Sent("B"), Sent("A")]


def test_the_fields_of_a_message_show_the_same_code() -> None:
    promotions = Promotions({"spring": ["A", "B"]})
    subject, body = compile(CODE, promotions=promotions), compile(CODE, promotions=promotions)
    assert [subject.render(KIM), body.render(KIM), body.render(JANE)] == [Sent("A"), Sent("A"), Sent("B")]


def test_a_code_is_taken_though_its_branch_is_not() -> None:
    template = compile("{% if ${first_name} %}" + CODE + "{% endif %}", promotions={"spring": ["A", "B"]})
    assert template.render(JANE) == Sent("")
    assert template.render({**KIM, "first_name": "Kim"}) == Sent("B")


def test_a_code_is_not_given_back_by_an_aborted_message() -> None:
    template = compile(CODE + "{% if ${first_name} %}{% abort_message %}{% endif %}", promotions={"spring": ["A", "B"]})
    assert isinstance(template.render({**KIM, "first_name": "Kim"}), Aborted)
    assert template.render(JANE) == Sent("B")
