"""What a part says of itself reaches operators in Swedish and English administrators alike."""

import ast

from tests.architecture.tree import modules, parsed

NAMES = frozenset({"BankID", "PDF"})  # the same in every language

FINDINGS = [
    (path.name, call)
    for path in modules()
    for call in ast.walk(parsed(path))
    if isinstance(call, ast.Call) and ast.unparse(call.func) == "Finding"
]


def untranslated(call: ast.Call) -> list[str]:
    """The call's texts that are written out without being marked for translation."""
    texts = [*call.args, *(given.value for given in call.keywords)]
    return [
        ast.unparse(text)
        for text in texts
        if isinstance(text, ast.Constant | ast.JoinedStr)
        and not (isinstance(text, ast.Constant) and text.value in NAMES)
    ]


def test_every_finding_is_said_in_the_readers_language() -> None:
    left = [(name, said) for name, call in FINDINGS for said in untranslated(call)]
    assert (left, len(FINDINGS) > 20) == ([], True)


def test_the_guard_itself_knows_a_bare_text_when_it_sees_one() -> None:
    call = ast.parse('Finding("BankID", State.WORKS, f"Svarar på {x}.", remedy=_("Vänta."))').body[
        0
    ]

    assert isinstance(call, ast.Expr)
    assert isinstance(call.value, ast.Call)
    assert untranslated(call.value) == ["f'Svarar på {x}.'"]
