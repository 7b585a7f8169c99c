"""The library that writes Excel files, read when the first of them is written."""

from typing import TYPE_CHECKING

from welfare.later import Later

if TYPE_CHECKING:
    import xlsxwriter as xlsxwriter
else:
    xlsxwriter = Later("xlsxwriter")
