"""The municipality's own colour on the web: every shade from one, always readable.

Contrast depends on luminance alone. So each shade is the municipality's colour, mixed with black
or white until it is as dark as the shade it stands for in tokens.css; what is readable there is
readable here.
"""

from functools import lru_cache
from hashlib import sha256

Colour = tuple[int, int, int]
BLACK, WHITE = (0, 0, 0), (255, 255, 255)
TEXT = 4.5  # WCAG 1.4.3: text on its ground

# Each shade's contrast to white. The ordinary button is not among them: by day it is the very
# colour that was given, if white text can be read on it.
LIGHT = {
    "link": 8.2,
    "link-hover": 14.3,
    "deep": 11.9,
    "deep-line": 7.0,
    "on-deep-soft": 1.43,
}
DARK = {
    "brand": 1.85,
    "brand-hover": 1.54,
    "brand-active": 1.34,
    "on-brand": 16.0,
    "link": 1.67,
    "link-hover": 1.28,
    "deep": 14.0,
    "deep-line": 8.5,
}
HOVER, ACTIVE = 1.33, 1.66  # how much darker the button is than at rest


@lru_cache
def stylesheet(given: str) -> str:
    """The rules that dress every page in the colour, given as #rrggbb."""
    colour = _read(given)
    brand = colour if contrast(colour, WHITE) >= TEXT else shade(colour, TEXT)
    rest = contrast(brand, WHITE)
    light = {
        "brand": brand,
        "brand-hover": shade(brand, rest * HOVER),
        "brand-active": shade(brand, rest * ACTIVE),
    } | {name: shade(colour, darkness) for name, darkness in LIGHT.items()}
    dark = {name: shade(colour, darkness) for name, darkness in DARK.items()}
    return (
        # On paper print.css decides. Pictures on the deep ground take its hue.
        f"@media screen{{:root{{{_rules(light)}--art:luminosity}}}}"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{_rules(dark)}}}}}"
    )


def mark(given: str) -> str:
    """Names the stylesheet in its address, so that browsers may keep it for good."""
    return sha256(stylesheet(given).encode()).hexdigest()[:12]


def shade(colour: Colour, darkness: float) -> Colour:
    """The colour with black or white in it until its contrast to white is `darkness` (1–21)."""
    towards = BLACK if contrast(colour, WHITE) < darkness else WHITE
    least, most = 0.0, 1.0
    for _ in range(10):  # finer than the eight bits of a channel
        share = (least + most) / 2
        short = (contrast(_mixed(colour, towards, share), WHITE) < darkness) is (towards is BLACK)
        least, most = (share, most) if short else (least, share)
    return _mixed(colour, towards, most)


def contrast(one: Colour, other: Colour) -> float:
    """How much two colours stand out from each other, 1–21 (WCAG 2.2, contrast ratio)."""
    dark, bright = sorted((_luminance(one), _luminance(other)))
    return (bright + 0.05) / (dark + 0.05)


def _luminance(colour: Colour) -> float:
    """WCAG 2.2, relative luminance."""
    parts = (channel / 255 for channel in colour)
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _mixed(colour: Colour, other: Colour, share: float) -> Colour:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(colour, other, strict=True))
    return red, green, blue


def _read(given: str) -> Colour:
    red, green, blue = bytes.fromhex(given.removeprefix("#"))
    return red, green, blue


def _rules(shades: dict[str, Colour]) -> str:
    return "".join(f"--{name}:#{bytes(colour).hex()};" for name, colour in shades.items())
