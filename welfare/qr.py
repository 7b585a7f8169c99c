"""QR codes as SVG, small and sharp at any size, the same for the same words."""

import re
from functools import lru_cache

import qrcode
from qrcode.constants import ERROR_CORRECT_M
from qrcode.util import create_data, mask_func

# One mask for all: to look for the prettiest of eight takes ten times as long, and every reader reads each.
MASK = 2
QUIET = 2  # modules of white around it; the page around gives the rest


@lru_cache(maxsize=256)
def svg(words: str, *, quiet: int = QUIET) -> str:
    """Draw `words` as a QR code: one black path on white, a module a unit."""
    rows = _rows(words)
    side = len(rows) + 2 * quiet
    path = "".join(
        f"M{run.start() + quiet} {y}.5h{run.end() - run.start()}"
        for y, row in enumerate(rows, start=quiet)
        for run in re.finditer("1+", row)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path stroke="#000" d="{path}"/></svg>'
    )


def _rows(words: str) -> list[str]:
    """Give the modules of each row, 1 for a dark one."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=0, mask_pattern=MASK)
    code.add_data(words, optimize=0)
    version = code.best_fit()
    blank, order = _frame(version)
    modules = list(blank)
    bits = "".join(f"{byte:08b}" for byte in create_data(version, ERROR_CORRECT_M, code.data_list))
    for place, bit in zip(order, bits, strict=False):
        if bit == "1":
            modules[place] = "0" if modules[place] == "1" else "1"
    side = 4 * version + 17
    return ["".join(modules[start : start + side]) for start in range(0, side * side, side)]


@lru_cache
def _frame(version: int) -> tuple[str, tuple[int, ...]]:
    """Give the modules of a masked code of `version` that says nothing, and where its bits go, in their order."""
    code = _Frame(version, error_correction=ERROR_CORRECT_M, border=0)
    code.data_cache = []
    code.makeImpl(False, MASK)
    return "".join("1" if dark else "0" for row in code.modules for dark in row), tuple(code.order)


class _Frame(qrcode.QRCode):
    """A QR code that keeps which modules are left for the bits, from the right in pairs of columns, up and down."""

    def map_data(self, data: object, mask_pattern: int) -> None:
        self.order: list[int] = []
        side, is_dark = self.modules_count, mask_func(mask_pattern)
        rows = range(side - 1, -1, -1)
        for right in [*range(side - 1, 6, -2), *range(5, 0, -2)]:
            for row in rows:
                for column in (right, right - 1):
                    if self.modules[row][column] is None:
                        self.modules[row][column] = is_dark(row, column)
                        self.order.append(row * side + column)
            rows = rows[::-1]
