"""The English catalogue of our Swedish texts: `python tools/messages.py extract|compile|check`.

Swedish is the source, so a text's Swedish wording is its key and there is no Swedish catalogue.
`extract` brings the catalogue up to date with the code and the templates and keeps what is
already translated, `compile` builds what Django reads, and `check` says what remains.
"""

import re
import sys
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src/torget"
CATALOGUE = PACKAGE / "doors/ui/locale/en/LC_MESSAGES/django.po"

ONE_TEXT = (1,)
ONE_AND_MANY = (1, 2)
IN_CONTEXT = ((1, "c"), 2)
# What marks a text, and which of its arguments hold it.
KEYWORDS = {
    "_": ONE_TEXT,
    "N_": ONE_TEXT,
    "gettext": ONE_TEXT,
    "gettext_lazy": ONE_TEXT,
    "gettext_noop": ONE_TEXT,
    "ngettext": ONE_AND_MANY,
    "ngettext_lazy": ONE_AND_MANY,
    "pgettext": IN_CONTEXT,
    "pgettext_lazy": IN_CONTEXT,
}
# Without dates, so that two branches differ only where their texts do.
HEADER = rb"""# English texts of Torget. Kept by tools/messages.py.
msgid ""
msgstr ""
"Language: en\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

"""
LINE = 100
PERCENT = re.compile(r"%\(\w+\)[\w.]*")


def sources() -> Iterator[tuple[str, Path]]:
    """Every file that may hold texts for people, with the name of Babel's way to read it."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if "migrations" not in path.parts:
            yield "python", path
    for folder in sorted(PACKAGE.glob("doors/**/templates")):
        for path in sorted(folder.rglob("*")):
            if path.suffix in {".html", ".txt"}:
                yield "jinja2", path


def marked() -> Catalog:
    """Every text that is marked in code and templates, none of them translated.

    Raises SyntaxError or Jinja's TemplateSyntaxError for a file that cannot be read.
    """
    catalogue = Catalog(locale="en")
    for method, path in sources():
        with path.open("rb") as file:
            options = {"encoding": "utf-8", "silent": "false"}
            for _line, text, _notes, context in extract(method, file, KEYWORDS, (), options):
                catalogue.add(text, context=context)
    return catalogue


def translated() -> Catalog:
    """The catalogue in the repository; an empty one before the first extraction."""
    if not CATALOGUE.is_file():
        return Catalog(locale="en")
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="en")


def merged(source: Catalog, known: Catalog) -> Catalog:
    """The marked texts, each with its known translation; nothing is guessed from likeness."""
    for message in texts(source):
        old = known.get(message.id, message.context)
        if old and bool(old.pluralizable) == bool(message.pluralizable):
            message.string = old.string
            message.user_comments = old.user_comments
            message.flags |= old.flags & {"fuzzy"}
    return source


def written(catalogue: Catalog) -> bytes:
    """The catalogue as a file that looks the same each time: sorted, no dates, no addresses."""
    buffer = BytesIO()
    write_po(
        buffer,
        catalogue,
        width=LINE,
        no_location=True,
        omit_header=True,
        sort_output=True,
        ignore_obsolete=True,
    )
    return HEADER + buffer.getvalue()


def texts(catalogue: Catalog) -> Iterator[Message]:
    """The catalogue's messages without its header."""
    return (message for message in catalogue if message.id)


def problems(source: Catalog, known: Catalog) -> list[str]:
    """What keeps the English from being complete, one line each; empty when it is."""
    found = []
    for message in texts(source):
        entry = known.get(message.id, message.context)
        if entry is None or forms(entry.id)[1:] != forms(message.id)[1:]:
            found.append(f"Saknas i katalogen: {shown(message)}")
        else:
            found += faults(entry)
    gone = [*known.obsolete.values(), *texts(known)]
    found += [
        f"Används inte längre: {shown(message)}"
        for message in gone
        if source.get(message.id, message.context) is None
    ]
    return found


def faults(entry: Message) -> list[str]:
    """What is wrong with one translation."""
    if entry.fuzzy:
        return [f"Osäker översättning: {shown(entry)}"]
    originals, translations = forms(entry.id), forms(entry.string)
    if len(originals) != len(translations) or not all(translations):
        return [f"Inte översatt: {shown(entry)}"]
    found = []
    for original, translation in zip(originals, translations, strict=True):
        try:
            same = placeholders(original) == placeholders(translation)
        except ValueError:
            same = False
        if not same:
            found.append(f"Inte samma {{namn}} eller %(namn)s: {original!r} → {translation!r}")
        if edges(original) != edges(translation):
            found.append(f"Inte samma mellanslag i början och slutet: {original!r}")
    return found


def forms(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    """The text, or its form for one and its form for many; an empty text where there is none."""
    return tuple(text) if isinstance(text, (tuple, list)) else (text or "",)


def placeholders(text: str) -> set[str]:
    """What values are put in for: `{name}` and `%(name)s`. ValueError: a brace has no pair."""
    in_braces = (name for _text, name, _format, _how in Formatter().parse(text))
    return {f"{{{name}}}" for name in in_braces if name is not None} | set(PERCENT.findall(text))


def edges(text: str) -> tuple[str, str]:
    """The white space before and after, which joins the text to what stands beside it."""
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def shown(message: Message) -> str:
    """The message's Swedish, on one line."""
    context = f" ({message.context})" if message.context else ""
    return repr(forms(message.id)[0]) + context


def extract_messages() -> int:
    """Write the catalogue anew from code and templates, keeping what is translated."""
    catalogue = merged(marked(), translated())
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    CATALOGUE.write_bytes(written(catalogue))
    waiting = sum(not all(forms(message.string)) for message in texts(catalogue))
    print(f"{len(catalogue)} texter, {waiting} att översätta.")
    return 0


def compile_messages() -> int:
    """Build what Django reads. Texts that are not translated are shown in Swedish."""
    with CATALOGUE.with_suffix(".mo").open("wb") as file:
        write_mo(file, translated())
    return 0


def check_messages() -> int:
    """1 when something remains to be done, which is then printed."""
    found = problems(marked(), translated())
    for line in found:
        print(line, file=sys.stderr)
    if found:
        print("Kör python tools/messages.py extract och översätt.", file=sys.stderr)
    return 1 if found else 0


COMMANDS: dict[str, Callable[[], int]] = {
    "extract": extract_messages,
    "compile": compile_messages,
    "check": check_messages,
}


def main() -> int:
    """Run the command named on the command line."""
    if len(sys.argv) != 2 or sys.argv[1] not in COMMANDS:
        print(f"Ange ett av: {', '.join(COMMANDS)}", file=sys.stderr)
        return 2
    return COMMANDS[sys.argv[1]]()


if __name__ == "__main__":
    sys.exit(main())
