"""Reads the moving QR code off the screen, as a phone does.

Only what BankID's codes need: version 6, error correction L, one byte segment, and a picture
without damage, so that the error correction itself can be left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

VERSION_6 = 41  # modules a side
ALIGNMENT = 34  # the middle of the only alignment pattern
DATA_WORDS = 136  # in two blocks, woven word by word
MASKS: tuple[Callable[[int, int], bool], ...] = (
    lambda row, column: (row + column) % 2 == 0,
    lambda row, column: row % 2 == 0,
    lambda row, column: column % 3 == 0,
    lambda row, column: (row + column) % 3 == 0,
    lambda row, column: (row // 2 + column // 3) % 2 == 0,
    lambda row, column: row * column % 2 + row * column % 3 == 0,
    lambda row, column: (row * column % 2 + row * column % 3) % 2 == 0,
    lambda row, column: ((row + column) % 2 + row * column % 3) % 2 == 0,
)
Dark = set[tuple[int, int]]


def read_qr(svg: str) -> str:
    """The text of the code; ValueError when it is not such a code."""
    dark, side = _modules(svg)
    if side != VERSION_6:
        raise ValueError(f"a code of {side} modules a side")
    bits = "".join(_bits(dark))
    words = [int(bits[at : at + 8], 2) for at in range(0, DATA_WORDS * 8, 8)]
    message = "".join(f"{word:08b}" for word in words[::2] + words[1::2])
    mode, count = message[:4], int(message[4:12], 2)
    if mode != "0100":
        raise ValueError(f"a segment of the kind {mode}")
    return bytes(int(message[at : at + 8], 2) for at in range(12, 12 + count * 8, 8)).decode()


def _modules(svg: str) -> tuple[Dark, int]:
    """The dark modules, from the strokes that draw them, and how many there are on a side."""
    path = re.search(r'class="qrline"[^>]* d="([^"]+)"', svg)
    if path is None:
        raise ValueError("no strokes in the picture")
    dark: Dark = set()
    x, y = 0.0, 0.0
    for kind, numbers in re.findall(r"([Mmh])([-\d. ]+)", path[1]):
        given = [float(number) for number in numbers.split()]
        if kind == "h":
            dark |= {(int(y), int(x) + step) for step in range(int(given[0]))}
            x += given[0]
        else:
            x, y = (given[0], given[1]) if kind == "M" else (x + given[0], y + given[1])
    edge = min(column for _row, column in dark)
    shifted = {(row - edge, column - edge) for row, column in dark}
    return shifted, max(column for _row, column in shifted) + 1


def _bits(dark: Dark) -> Iterator[str]:
    """The data bits, unmasked, in the order that codes are read."""
    mask = MASKS[int("".join(str(int((8, column) in dark)) for column in (2, 3, 4)), 2) ^ 0b101]
    upwards = True
    for right in (*range(VERSION_6 - 1, 6, -2), *range(5, 0, -2)):
        for row in range(VERSION_6 - 1, -1, -1) if upwards else range(VERSION_6):
            for column in (right, right - 1):
                if not _is_frame(row, column):
                    yield str(int(((row, column) in dark) != mask(row, column)))
        upwards = not upwards


def _is_frame(row: int, column: int) -> bool:
    """Whether the module helps to find the code rather than carry data."""
    far = VERSION_6 - 8
    corners = (row < 9 and (column < 9 or column >= far)) or (row >= far and column < 9)
    timing = row == 6 or column == 6
    alignment = abs(row - ALIGNMENT) <= 2 and abs(column - ALIGNMENT) <= 2
    return corners or timing or alignment
