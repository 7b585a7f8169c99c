"""QR codes read back by a machine."""

import re

import pytest
from PIL import Image, ImageDraw

from welfare import qr

zxingcpp = pytest.importorskip("zxingcpp")


def picture(svg: str, scale: int = 6) -> Image.Image:
    """Draw the runs of an SVG made by `qr.svg`."""
    side = int(re.search(r'viewBox="0 0 (\d+)', svg)[1])  # type: ignore[index]
    image = Image.new("L", (side * scale, side * scale), 255)
    pen = ImageDraw.Draw(image)
    for x, y, width in re.findall(r"M(\d+) (\d+)\.5h(\d+)", svg):
        left, top = int(x) * scale, int(y) * scale
        pen.rectangle((left, top, left + int(width) * scale - 1, top + scale - 1), fill=0)
    return image


@pytest.mark.parametrize("words", ["K7M3QX9", "https://ภูเก็ต.example/certificates/K7M3QX9/"])
def test_a_code_says_what_was_put_in(words):
    assert [found.text for found in zxingcpp.read_barcodes(picture(qr.svg(words)))] == [words]
