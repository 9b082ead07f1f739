"""What must hold for anything at all that is sent in."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tests.library.test_library import SERVICES
from tests.rooms.eservices.language.services import ALVA, EVERYTHING, TODAY, a_service
from torget.rooms.eservices.terms import Calculated, Choice, Choices, Files, Rows, submission_digest

plain = some.text(some.characters(exclude_categories=["Cs"]), max_size=30)
json_values = some.recursive(
    some.none()
    | some.booleans()
    | some.integers(-(2**53), 2**53)
    | some.floats(allow_nan=False, allow_infinity=False)
    | plain,
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(plain, inner, max_size=3),
    max_leaves=6,
)
ALL = {**SERVICES, "everything": a_service(EVERYTHING, "signing: {required: true}\n")}
PARTS = [".from.day", ".to.year", ".0.name", ".0.age", ".1.born.day", ".7.fed.from.month"]
PARTS += ["", ".day", ".month", ".year", ".street", ".postal_code", ".city", ".other", ".text"]
PARTS += [".latitude", ".longitude"]
likely = some.sampled_from(
    ["yes", "no", "other", "1", "31", "2027", "-0,0", "1e400", "0", "+46", "a@b.se"]
)


@pytest.mark.parametrize("key", ALL)
@settings(max_examples=100, deadline=None)
@given(data=some.data())
def test_rubbish_in_a_form_is_survived_and_can_be_shown(key: str, data: some.DataObject) -> None:
    context = data.draw(some.sampled_from([{}, ALVA]))
    question = data.draw(some.sampled_from(list(ALL[key].questions.values())))
    names = some.sampled_from([question.key + part for part in PARTS])
    written = some.lists(likely | some.text(max_size=20), max_size=3)
    reading = question.read(data.draw(some.dictionaries(names, written)), TODAY, context)
    value = reading.value
    if value is None:
        return
    question.problems(value, TODAY, context)
    question.compared(value)
    assert question.canonical(json.loads(json.dumps(value))) == question.canonical(value)
    for language in ("sv", "en"):
        assert all(isinstance(line, str) for line in question.show(value, language))
        if not isinstance(question, (Choice, Choices, Calculated, Rows)):
            fields = question.written(value, language).items()
            again = {f"{question.key}.{part}".strip("."): [text] for part, text in fields}
            assert question.read(again, TODAY, context).value == value


@pytest.mark.parametrize("key", ALL)
@settings(max_examples=60, deadline=None)
@given(data=some.data())
def test_a_draft_with_any_answers_can_be_continued(key: str, data: some.DataObject) -> None:
    compiled = ALL[key]
    names = some.sampled_from(sorted(compiled.questions))
    answers: dict[str, Any] = data.draw(some.dictionaries(names, json_values))
    steps = [step.key for step in compiled.visible_steps(answers, ALVA)]
    remaining = compiled.remaining(answers, ALVA, TODAY)
    assert {step for step, _, _ in remaining} <= set(steps)
    assert all("{" not in str(message) or message.own for _, _, message in remaining)
    assert compiled.unit_for(answers, ALVA)


@pytest.mark.parametrize("key", ALL)
@settings(max_examples=30, deadline=None)
@given(data=some.data())
def test_what_read_step_keeps_it_reads_the_same_again(key: str, data: some.DataObject) -> None:
    """Saving a page twice changes nothing: a value that was read is a value that stays."""
    compiled = ALL[key]
    step = data.draw(
        some.sampled_from([step for step in compiled.steps.values() if not step.show_when])
    )
    raw = {
        question.key + part: [data.draw(likely)]
        for question in step.questions
        if not isinstance(question, Files)
        for part in PARTS
    }
    first = compiled.read_step(step.key, raw, {}, {}, TODAY)
    second = compiled.read_step(step.key, raw, first.values, {}, TODAY)
    assert first == second


@given(
    answers=some.dictionaries(plain, json_values), files=some.lists(some.text("0af", max_size=4))
)
def test_the_digest_is_the_same_however_answers_were_stored(
    answers: dict[str, Any], files: list[str]
) -> None:
    stored = json.loads(json.dumps(answers))
    turned = dict(reversed(stored.items()))
    assert submission_digest("h", turned, reversed(files)) == submission_digest("h", answers, files)


@given(answers=some.dictionaries(plain, json_values, min_size=1), change=plain)
def test_the_digest_changes_with_any_answer(answers: dict[str, Any], change: str) -> None:
    name = next(iter(answers))
    other = {**answers, name: [answers[name], change]}
    assert submission_digest("h", answers, []) != submission_digest("h", other, [])
