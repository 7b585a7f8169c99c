import subprocess
import sys
from types import ModuleType

import pytest

from welfare.later import Later

RARE = ("typst", "pyhanko", "pypdf", "pillow_heif", "xlsxwriter", "python_calamine", "aiohttp")
EVERY_PAGE = """
import os, sys, django
os.environ["DJANGO_SETTINGS_MODULE"] = "welfare.settings"
django.setup()
from django.urls import get_resolver
assert get_resolver().url_patterns
print([name for name in sys.argv[1:] if name in sys.modules])
"""


@pytest.mark.once
def test_no_library_that_few_requests_need_is_read_before_one_does():
    read = subprocess.run([sys.executable, "-c", EVERY_PAGE, *RARE], capture_output=True, text=True, check=True)  # noqa: S603 -- Python itself

    assert read.stdout.strip() == "[]"


def test_a_library_for_later_is_the_library_itself():
    later = Later("colorsys")

    assert isinstance(later, ModuleType)
    assert later.rgb_to_hsv(1, 1, 1) == (0, 0, 1)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = later.nothing


def test_who_looks_around_does_not_read_it(monkeypatch):
    monkeypatch.delitem(sys.modules, "this", raising=False)

    assert not hasattr(Later("this"), "__path__")
    assert "this" not in sys.modules
