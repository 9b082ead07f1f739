"""Every process that is shipped, walked at random: it never locks up and never breaks the law."""

from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from torget.rooms.eservices.library import library_services
from torget.rooms.eservices.terms import (
    CASE_ACTS,
    CaseAct,
    CaseFacts,
    CaseWalk,
    CompiledProcess,
    review,
)

REVIEWED = {key: review(texts) for key, texts in library_services().items()}
TESTS = [
    pytest.param(test, id=f"{key}: {test.persona.name}")
    for key, found in REVIEWED.items()
    for test in found.tests
    if test.persona.case
]
# One service for each process: those of its own, and the standard ones.
WALKED = {
    found.service.process.process: key for key, found in REVIEWED.items() if found.service
}.values()
OUTCOMES = ("granted", "refused", "dismissed", "written_off")


@pytest.mark.parametrize("key", REVIEWED)
def test_some_test_of_every_service_follows_the_case_until_it_is_closed(key: str) -> None:
    found = REVIEWED[key]
    assert found.service is not None
    closed = {k for k, one in found.service.process.statuses.items() if one.means == "closed"}
    ends = [test.stood[-1] for test in found.tests if test.stood]
    assert (ends != [], set(ends) - closed) == (True, set())


@pytest.mark.parametrize("test", TESTS)
def test_the_case_of_every_test_person_goes_as_expected(test: Any) -> None:
    assert [str(one) for one in test.differences] == []


def all_acts(process: CompiledProcess) -> list[CaseAct]:
    """Everything that can be tried on a case, possible or not."""
    buttons = [one.key for one in process.process.transitions if not one.act]
    decisions = [CaseAct(act="decide", status="", outcome=one) for one in OUTCOMES]  # type: ignore[arg-type]
    rest = [CaseAct(act=act, status="") for act in (*CASE_ACTS, *buttons) if act != "decide"]
    return [*decisions, *rest]


Stand = tuple[str, CaseFacts]


def ways_from(walk: CaseWalk) -> dict[Stand, set[Stand]]:
    """Every place that a case can come to, and where one leads from there."""
    ways: dict[Stand, set[Stand]] = {}
    left = [(walk.status.key, walk.facts)]
    while left:
        here = left.pop()
        if here in ways:
            continue
        ways[here] = set()
        for made in all_acts(walk.process):
            walk.status, walk.facts = walk.process.statuses[here[0]], here[1]
            if walk.may(made):
                walk.do(made)
                ways[here].add((walk.status.key, walk.facts))
        left += ways[here]
    return ways


@pytest.mark.parametrize("key", WALKED)
@pytest.mark.parametrize("others_sign", [False, True])
def test_from_every_place_a_case_can_come_to_there_is_a_way_to_its_end(
    key: str, others_sign: bool
) -> None:
    found = REVIEWED[key]
    assert found.service is not None
    person = found.tests[0].persona
    ways = ways_from(
        CaseWalk(found.service, person.answers, person.context, others_sign=others_sign)
    )
    statuses = found.service.process.statuses
    ending = {stand for stand in ways if statuses[stand[0]].means == "closed"}
    size = 0
    while len(ending) > size:
        size = len(ending)
        ending |= {stand for stand, after in ways.items() if after & ending}

    assert set(ways) - ending == set()
    reached = {stand[0] for stand in ways}
    unsigned = {one for one, status in statuses.items() if status.means == "awaiting_signature"}
    assert set(statuses) - reached == (set() if others_sign else unsigned)


class AnyCase(RuleBasedStateMachine):
    """A case of some service and test person, to which anything that may be done is done."""

    walk: CaseWalk

    @initialize(data=st.data(), others_sign=st.booleans())
    def the_first(self, data: st.DataObject, others_sign: bool) -> None:
        self.begin(data, others_sign)

    @precondition(lambda self: self.walk.status.means == "closed")
    @rule(data=st.data(), others_sign=st.booleans())
    def another(self, data: st.DataObject, others_sign: bool) -> None:
        self.begin(data, others_sign)

    def begin(self, data: st.DataObject, others_sign: bool) -> None:
        key = data.draw(st.sampled_from(sorted(WALKED)))
        found = REVIEWED[key]
        assert found.service is not None
        person = data.draw(st.sampled_from(found.tests)).persona
        waits = others_sign and any(
            one.means == "awaiting_signature" for one in found.service.process.process.statuses
        )
        self.walk = CaseWalk(found.service, person.answers, person.context, others_sign=waits)

    @precondition(lambda self: self.walk.status.means != "closed")
    @rule(data=st.data(), days=st.integers(0, 400))
    def something_is_done(self, data: st.DataObject, days: int) -> None:
        before = self.walk.status.means
        possible = self.possible()
        act = data.draw(st.sampled_from(sorted({made.act for made in possible})))
        made = data.draw(st.sampled_from([made for made in possible if made.act == act]))
        self.walk.do(CaseAct(act=made.act, status="", outcome=made.outcome, days=days))
        after = self.walk.status.means
        assert not (before == "decided" and after not in ("decided", "closed"))
        if made.act in ("decide", "close"):
            assert after == {"decide": "decided", "close": "closed"}[made.act]

    def possible(self) -> list[CaseAct]:
        return [made for made in all_acts(self.walk.process) if self.walk.may(made)]

    @invariant()
    def what_it_means_agrees_with_what_has_happened(self) -> None:
        walk = getattr(self, "walk", None)
        if walk is None:
            return
        facts, means = walk.facts, walk.status.means
        decided = facts.outcome is not None
        assert decided == (means == "decided") or means == "closed"
        if means == "awaiting_supplement":
            assert facts.awaits_supplement
        if means == "awaiting_signature":
            assert facts.awaits_signature
        if means == "closed" and walk.service.service.kind == "application":
            assert facts.is_served

    @invariant()
    def a_case_that_is_closed_stays_so_and_every_other_can_still_be_closed(self) -> None:
        walk = getattr(self, "walk", None)
        if walk is None:
            return
        if walk.status.means == "closed":
            assert self.possible() == []
            return
        copy = CaseWalk(walk.service, walk.answers, walk.context, others_sign=False)
        copy.facts, copy.status = walk.facts, walk.status
        for made in (
            CaseAct(act="decide", status="", outcome="refused"),
            CaseAct(act="serve", status=""),
            CaseAct(act="close", status=""),
        ):
            if copy.may(made):
                copy.do(made)
        assert copy.status.means == "closed"


AnyCase.TestCase.settings = settings(max_examples=100, stateful_step_count=20, deadline=None)
TestAnyCase = AnyCase.TestCase
