"""Tables, calculations, exits and prices."""

from typing import Any

import pytest

from tests.rooms.eservices.language.services import TODAY, a_definition, a_service
from torget.rooms.eservices.terms import DefinitionErrors, read_service

HOUSEHOLD = """
- key: household
  title: {sv: Hushållet, en: The household}
  questions:
    - type: money
      key: limit
      information: income.limit
      label: {sv: Gräns, en: Limit}
      required: false
    - type: rows
      key: members
      label: {sv: Boende, en: Residents}
      item: {sv: Person, en: Person}
      max: 3
      questions:
        - {type: text, key: name, information: person.name, label: {sv: Namn, en: Name}}
        - {type: yes_no, key: works, information: work.has, label: {sv: Arbetar, en: Works}}
        - type: money
          key: income
          information: work.income
          label: {sv: Inkomst, en: Income}
          show_when: works
          checks:
            - valid: income <= limit
              message: {sv: Över gränsen, en: Above the limit}
        - type: calculated
          key: yearly
          information: work.income
          label: {sv: Per år, en: A year}
          gives: money
          value: income * 12
    - type: calculated
      key: total
      information: income.total
      label: {sv: Summa, en: Sum}
      gives: money
      value: sum(members.income)
- key: rich
  title: {sv: Mycket, en: Much}
  show_when: total > 50000 or count(members, works) > 1
  questions:
    - {type: yes_no, key: sure, information: a.b, label: {sv: Säker, en: Sure}}
"""


def raw(*rows: dict[str, str], **fields: str) -> dict[str, list[str]]:
    table = {
        f"members.{number}.{name}": [text]
        for number, row in enumerate(rows)
        for name, text in row.items()
    }
    return table | {name: [text] for name, text in fields.items()}


ADA = {"name": "Ada", "works": "yes", "income": "30 000,50"}
BO = {"name": "Bo", "works": "no", "income": "99"}


def kept(*rows: dict[str, str], **fields: str) -> dict[str, Any]:
    return a_service(HOUSEHOLD).read_step("household", raw(*rows, **fields), {}, {}, TODAY).values


def told(*rows: dict[str, str], **fields: str) -> list[tuple[str, str]]:
    reading = a_service(HOUSEHOLD).read_step("household", raw(*rows, **fields), {}, {}, TODAY)
    return [(problem.part, str(problem.message)) for problem in reading.problems]


def test_rows_are_read_with_what_each_shows_and_what_follows() -> None:
    assert kept(ADA, BO) == {
        "limit": None,
        "members": [
            {"name": "Ada", "works": True, "income": 3_000_050, "yearly": 36_000_600},
            {"name": "Bo", "works": False, "income": None, "yearly": None},
        ],
        "total": 3_000_050,
    }


def test_the_last_rows_left_empty_do_not_count() -> None:
    assert len(kept(ADA, {"name": "", "income": ""}, {"name": ""})["members"]) == 1


def test_each_row_is_told_what_is_missing_and_wrong_in_it() -> None:
    assert told({"name": "Ada", "works": "yes", "income": "mycket"}, {"works": "yes"}) == [
        ("0.income", "Skriv beloppet i kronor, till exempel 1250 eller 1250,50"),
        ("1.name", "Skriv svaret"),
        ("1.income", "Skriv beloppet"),
    ]


def test_what_is_written_in_a_hidden_question_of_a_row_is_forgotten() -> None:
    assert told({"name": "Bo", "works": "no", "income": "mycket"}) == []


def test_a_check_in_a_row_sees_the_row_and_what_was_asked_before() -> None:
    assert told(ADA, limit="30 000") == [("0.income", "Över gränsen")]
    assert told(ADA, limit="30 001") == []


def test_a_table_must_have_rows_and_not_too_many() -> None:
    assert told() == [("0.name", "Lägg till minst en rad")]
    assert told(BO, BO, BO, BO) == [("", "Ta bort rader, högst 3 får vara kvar")]


def test_steps_depend_on_all_rows() -> None:
    service = a_service(HOUSEHOLD)

    def steps(*rows: dict[str, Any]) -> list[str]:
        return [step.key for step in service.visible_steps({"members": list(rows)}, {})]

    assert steps({"name": "Ada", "works": True, "income": 3_000_000}) == ["household"]
    assert steps({"name": "Ada", "works": True, "income": 6_000_000}) == ["household", "rich"]
    assert steps({"works": True}, {"works": True}) == ["household", "rich"]


def test_rows_are_shown_signed_and_kept_row_by_row() -> None:
    service = a_service(HOUSEHOLD)
    answers = kept(ADA, BO)
    (section,) = service.summary(answers, {}, "sv")[:1]
    assert section.rows[1].lines == (
        "Person 1",
        "Namn: Ada",
        "Arbetar: Ja",
        "Inkomst: 30\N{NO-BREAK SPACE}000,50\N{NO-BREAK SPACE}kr",
        "Per år: 360\N{NO-BREAK SPACE}006\N{NO-BREAK SPACE}kr",
        "Person 2",
        "Namn: Bo",
        "Arbetar: Nej",
    )
    assert service.visible_answers(answers, {})["members"][1] == {"name": "Bo", "works": False}
    assert service.information_types() == {
        "income.limit", "person.name", "work.has", "work.income", "income.total", "a.b",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("find", "instead", "fault"),
    [
        ("sum(members.income)", "sum(members.name)", "Här ska det stå ett tal, inte en text"),
        ("sum(members.income)", "members.works", "Beräkningen ger en lista, inte ett tal"),
        ("show_when: works", "show_when: wrks", "Det finns ingen fråga ”wrks”. Menade du ”works”?"),
        ("show_when: works", "show_when: yearly > 1", "Frågorna beror av varandra i en ring: "
                                                      "income → yearly → income"),
        ("key: works", "key: name", "Nyckeln ”name” används redan"),
        ("max: 3", "max: 300", "Antalet rader ska vara mellan 1 och 100"),
    ],
)  # fmt: skip
def test_a_faulty_table_is_refused(find: str, instead: str, fault: str) -> None:
    with pytest.raises(DefinitionErrors) as error:
        read_service(a_definition(HOUSEHOLD.replace(find, instead)))
    assert fault in [problem.message for problem in error.value.problems]


ENDS = """
- key: age
  title: {sv: Ålder, en: Age}
  exits:
    - when: age < 65
      title: {sv: Tjänsten är för dig som fyllt 65, en: The service is for those over 65}
      text: {sv: Ring oss., en: Call us.}
  questions:
    - {type: number, key: age, information: a.b, label: {sv: Ålder, en: Age}}
- key: hours
  title: {sv: Timmar, en: Hours}
  questions:
    - {type: number, key: hours, information: a.b, label: {sv: Timmar, en: Hours}}
"""


def test_the_way_ends_for_someone_whom_the_service_is_not_for() -> None:
    service = a_service(ENDS)
    young = {"age": 40, "hours": 3}
    assert [step.key for step in service.visible_steps(young, {})] == ["age"]
    way_out = service.exit_at("age", young, {})
    assert way_out
    assert way_out.text.sv == "Ring oss."
    assert service.path_position("age", young, {}).next is None
    assert [(step, str(said)) for step, _, said in service.remaining(young, {}, TODAY)] == [
        ("age", "Tjänsten är för dig som fyllt 65")
    ]
    assert service.exit_at("age", {"age": 70}, {}) is None
    assert [step.key for step in service.visible_steps({"age": 70}, {})] == ["age", "hours"]


def test_the_price_follows_from_the_answers() -> None:
    fee = (
        "fee: {text: {sv: Timpris, en: By the hour}, amount: 'hours > 10 ? 950 : hours * 100.5'}\n"
    )
    service = a_service(ENDS, fee)
    assert service.price({"age": 70, "hours": 3}, {}) == 30_150
    assert service.price({"age": 70, "hours": 11}, {}) == 95_000
    assert service.price({"age": 70}, {}) is None
    assert a_service(ENDS).price({"age": 70, "hours": 3}, {}) is None
