"""Jinja without its questions: what templates call gets the same arguments as before."""

from __future__ import annotations

from typing import Any

import jinja2
import pytest

from hub_plugin.outputs.pages.environment import Environment
from hub_plugin.outputs.pages.filters import several


class Adder:
    """A thing that can be called."""

    def __call__(self, one: int, other: int = 1) -> int:
        """Add."""
        return one + other

    def more(self, one: int) -> int:
        """Add one."""
        return one + 1


@jinja2.pass_context
def of_context(context: Any, name: str) -> str:
    return str(context[name])


@jinja2.pass_environment
def of_environment(environment: Any) -> bool:
    return isinstance(environment, jinja2.Environment)


@jinja2.pass_eval_context
def of_evaluation(settings: Any) -> bool:
    return bool(settings.autoescape)


CALLS = [
    "{{ add(1, other=2) }} {{ add.more(4) }} {{ words.upper() }} {{ range(3)|list }}",
    "{{ of_context('here') }} {{ of_environment() }} {{ of_evaluation() }}",
    "{% for each in [1, 2] %}{{ add(each) }}{{ of_context('here') }}{% endfor %}",
    "{% macro item(text) %}<b>{{ text }}</b>{{ caller() if caller }}{% endmacro %}{{ item('<') }}{% call item('a') %}&{% endcall %}",
    "{% set box = namespace(n=0) %}{% for each in 'abc' %}{% set box.n = add(box.n) %}{% endfor %}{{ box.n }}",
    "{% block one %}{{ add(1) }}{{ of_context('here') }}{% endblock %}",
    "{% for each in [[1], [2]] recursive %}{{ loop(each) if each is iterable else each }}{% endfor %}",
    "{% import 'lib' as lib with context %}{{ lib.shout(words) }}",
    "{{ pairs.items()|list }} {{ pairs.get('a') }}",
]
LIB = "{% macro shout(text) %}{{ text }} {{ here }} {{ world }}{% endmacro %}"


@pytest.mark.parametrize("template", CALLS)
def test_the_same_as_jinja(template: str) -> None:
    made = []
    for environment in (jinja2.Environment, Environment):
        env = environment(loader=jinja2.DictLoader({"t": template, "lib": LIB}), autoescape=True)
        env.globals |= {
            "add": Adder(), "of_context": of_context, "of_environment": of_environment, "of_evaluation": of_evaluation, "world": "w",
        }  # fmt: skip
        made.append(env.get_template("t").render(here="h", words="<word>", pairs={"a": 1}))
    assert made[0] == made[1]


def test_what_is_not_there_is_still_told() -> None:
    env = Environment(undefined=jinja2.StrictUndefined)
    with pytest.raises(jinja2.UndefinedError, match="nobody"):
        env.from_string("{{ nobody('x') }}").render()


def test_words_that_a_script_takes_apart_may_have_any_sign() -> None:
    made = several(["Sales | Europe", "", "two\tlines\n long", '"'])
    assert str(made) == "Sales | Europe&#10;two lines long&#10;&#34;"
