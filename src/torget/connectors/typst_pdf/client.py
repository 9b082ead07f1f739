"""The renderer "typst". Facts reach a template as data, so what people wrote can never be code."""

import json
from collections.abc import Mapping
from pathlib import Path
from threading import Lock
from typing import cast

import typst
from django.contrib.staticfiles import finders
from django.utils.translation import gettext as _

from torget.foundation.health import Finding, State, check
from torget.rooms.documents.ports import renderers

TEMPLATES = Path(__file__).resolve().parent / "templates"
# One file for the archive and for screen readers; typst refuses to write one that breaks either.
STANDARDS: "list[typst.PDFStandard]" = ["a-3a", "ua-1"]
FONTS = "vendor/fonts-pdf"  # below the static files; made by tools/assets.py


class FontsMissing(Exception):
    """The package was not built: the fonts that documents are set in are not there."""


class UnknownTemplate(KeyError):
    """There is no template by this name."""


@renderers.add("typst")
class Typst:
    """Keeps one compiler with its fonts loaded; a lock, since it makes one file at a time."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._compiler: typst.Compiler | None = None

    def render(self, template: str, facts: Mapping[str, object]) -> bytes:
        """A PDF from a template by name; the facts are those in the template's first lines.

        Raises UnknownTemplate, FontsMissing, or typst.TypstError when a fact is missing.
        """
        path = TEMPLATES / f"{template}.typ"
        if path.parent != TEMPLATES or not path.is_file():
            raise UnknownTemplate(template)
        inputs = {"facts": json.dumps(facts, ensure_ascii=False)}
        with self._lock:
            if self._compiler is None:
                self._compiler = _compiler()
            pdf = self._compiler.compile(
                input=path, format="pdf", sys_inputs=inputs, pdf_standards=STANDARDS
            )
        return cast(bytes, pdf)  # a list only for formats with one file a page


def _compiler() -> typst.Compiler:
    """Sees our templates and fonts, and nothing else on the machine."""
    folder = finders.find(FONTS)
    if not isinstance(folder, str):
        raise FontsMissing(FONTS)
    # Templates import no packages; an empty folder in the store's place keeps it so.
    nowhere = TEMPLATES / "packages"
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder]
    )
    return typst.Compiler(
        root=TEMPLATES,
        font_paths=fonts,
        ignore_system_fonts=True,
        package_path=nowhere,
        package_cache_path=nowhere,
    )


@check
def documents_can_be_written() -> Finding:
    """Whether a document can be made here and now."""
    try:
        renderers["typst"].render("probe", {"language": "sv"})
    except FontsMissing:
        remedy = _("Kör make assets och starta om.")
        return Finding("PDF", State.BROKEN, _("Typsnitten saknas."), remedy)
    except typst.TypstError as error:
        says = _("Dokument kan inte skapas: {error}.").format(error=error.message)
        return Finding("PDF", State.BROKEN, says)
    says = _("Kvittenser och beslut skapas som PDF/A-3a och PDF/UA-1.")
    return Finding("PDF", State.WORKS, says)
