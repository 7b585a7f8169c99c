"""Sheets: Excel and CSV files into typed rows with every fault named by row and column, and rows into such files.

Knows no models. Years of พ.ศ. stand in the files, dates of the Gregorian calendar behind them.
"""

from .answers import Format as Format
from .answers import asked as asked
from .answers import export as export
from .answers import workbook as workbook
from .cells import Cell as Cell
from .cells import CellNotUnderstood as CellNotUnderstood
from .cells import Reader as Reader
from .cells import baht as baht
from .cells import day as day
from .cells import is_blank as is_blank
from .cells import shown as shown
from .cells import text as text
from .cells import whole as whole
from .grid import LARGEST_FILE as LARGEST_FILE
from .grid import Grid as Grid
from .grid import NotReadable as NotReadable
from .grid import letter as letter
from .grid import open_file as open_file
from .leaves import Leaf as Leaf
from .leaves import LeafRow as LeafRow
from .leaves import write_leaves as write_leaves
from .marking import write_marked as write_marked
from .reading import Column as Column
from .reading import Fault as Fault
from .reading import Layout as Layout
from .reading import Reading as Reading
from .reading import Row as Row
from .reading import lay_out as lay_out
from .reading import place as place
from .reading import read as read
from .writing import Kind as Kind
from .writing import Shown as Shown
from .writing import csv_lines as csv_lines
from .writing import write_xlsx as write_xlsx
