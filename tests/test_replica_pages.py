"""Which pages may be read from a replica: every page that only reads says so, or stands here with the reason."""

import ast
import inspect
from collections.abc import Callable

import pytest

from tests.test_isolation import PAGES

pytestmark = pytest.mark.once

# reason -> pages that only read, and of the primary
OF_THE_PRIMARY = {
    "one record, beside what may be done with it now": """
        events:certificate events:certificate-state events:fund-assembly events:desk events:badge events:minutes
        events:attendance events:assembly-resolution events:strategy funds:bank-line funds:closed-month funds:count
        funds:draft funds:entry people:person funds:regulation funds:statement members:claim members:correction
        members:duplicate members:merge members:member members:opening members:receipt members:voucher
        members:match-criteria members:member-outlook members:passbook-lines members:official-paper
    """,
    "the paper of one record: what it says is signed or handed out": """
        events:certificate-file events:certificate-specimen funds:draft-paper funds:regulation-paper
        funds:statement-paper members:claim-consent-paper members:blank-consent-paper
        members:neighbour-consent-paper members:consent-paper members:claim-paper members:receipt-paper
        members:voucher-paper members:passbook-paper members:member-outlook-paper
    """,
    "a file as it was sent or written, by its name": """
        events:certificate-picture events:day-file events:file events:public-file events:public-text
        events:strategy-file events:day-calendar funds:draft-file funds:regulation-file members:claim-file
        members:voucher-proof members:official-file
    """,
    "it writes down that it was opened, printed or sent": """
        events:certificate-files members:official-print members:data members:data-file
        members:data-paper members:looks-paper members:neighbour-data members:neighbour-data-file
        members:neighbour-data-paper members:neighbour-looks-paper
    """,
    "what is being worked on this moment": """
        funds:draft-check funds:regulation-differences members:import-marked members:import-progress events:signings
    """,
    "who somebody is, and where they belong": "start my-people my-province",
    "how the portal itself is": "healthz readyz metrics state",
    "no row is read": "members:import-template fund-villages-template schema-json set_language",
}


def stands_above(view: Callable[..., object]) -> list[str]:
    """Give the decorators of a view, as they are written."""
    (function,) = ast.parse(inspect.getsource(inspect.unwrap(view))).body
    assert isinstance(function, ast.FunctionDef)
    return [ast.unparse(each) for each in function.decorator_list]


def test_every_page_that_only_reads_may_be_read_from_a_replica_or_says_why_not():
    above = {name: stands_above(page.view) for name, page in PAGES.items()}
    named = [name for names in OF_THE_PRIMARY.values() for name in names.split()]

    read = [name for name, words in above.items() if not any("POST" in each for each in words)]
    assert sorted(named) == sorted(name for name in read if "from_a_replica" not in above[name])
