"""Judge one case by a rule book, from the shell."""

import json
import sys
from argparse import ArgumentParser
from decimal import Decimal
from pathlib import Path
from typing import Any, TextIO

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from funds.rules import casefiles, rulebooks
from funds.rules.benefits import judge
from funds.rules.cases import FactMissing
from funds.rules.faults import faults
from funds.rules.terms import RuleBook, in_force


class Command(BaseCommand):
    """Read a case as JSON, print what is due as JSON. Needs no database; exit 2 when the input is not understood."""

    help = "Judge one case, read as JSON from standard input, by a rule book; print what is due as JSON."
    requires_system_checks = ()
    stealth_options = ("stdin",)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--rulebook",
            action="append",
            required=True,
            metavar="FILE",
            type=Path,
            help="a rule book in TOML; given several times, the day of the occurrence picks the version",
        )
        parser.add_argument("--check", action="store_true", help="read no case; print what is wrong with the rule book")
        parser.add_argument(
            "--as-if-in-force", action="store_true", help="judge also what happened before the book took effect"
        )

    def handle(self, *, rulebook: list[Path], check: bool, as_if_in_force: bool, **options: Any) -> None:
        books = tuple(sorted((_read(path) for path in rulebook), key=lambda book: book.in_force_from))
        if check:
            self._check(books)
            return
        answer = _judged(books, options.get("stdin") or sys.stdin, as_if_in_force=as_if_in_force)
        self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))

    def _check(self, books: tuple[RuleBook, ...]) -> None:
        """Print every fault of every version; exit 1 when one of them keeps a book from being published."""
        found = []
        for previous, book in zip((None, *books), books, strict=False):
            found += faults(book, previous)
        rows = [
            {"code": fault.code, "term": fault.term, "blocking": fault.is_blocking, "says": fault.sentence()}
            for fault in found
        ]
        self.stdout.write(json.dumps({"faults": rows}, ensure_ascii=False, indent=2))
        if any(fault.is_blocking for fault in found):
            raise CommandError(_("This rule book cannot be published yet."), returncode=1)


def _read(path: Path) -> RuleBook:
    try:
        return rulebooks.load(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as problem:
        raise CommandError(
            _("The rule book cannot be read: %(problem)s") % {"problem": problem}, returncode=2
        ) from None
    except rulebooks.RuleBookNotUnderstood as problem:
        raise CommandError(f"{path}:\n{problem}", returncode=2) from None


def _judged(books: tuple[RuleBook, ...], stdin: TextIO, *, as_if_in_force: bool) -> dict[str, Any]:
    try:
        given = json.loads(stdin.read(), parse_float=Decimal)
        case = casefiles.read_case(given, books[-1] if len(books) == 1 else _version(books, given))
        book = in_force(books, case.occurred_on) or books[0]
        return casefiles.entitlement_fields(judge(book, case, as_if_in_force=as_if_in_force))
    except (UnicodeDecodeError, json.JSONDecodeError) as problem:
        raise CommandError(_("The case is not JSON: %(problem)s") % {"problem": problem}, returncode=2) from None
    except casefiles.CaseNotUnderstood as problem:
        raise CommandError(str(problem), returncode=2) from None
    except FactMissing as missing:
        raise CommandError(
            _("The rule asks for “%(fact)s”, which the case does not give.") % {"fact": missing.fact}, returncode=2
        ) from None


def _version(books: tuple[RuleBook, ...], given: object) -> RuleBook:
    """Give the version to read a case by: the newest that knows its term, since only judging needs the day."""
    code = given.get("term") if isinstance(given, dict) else None
    knowing = [book for book in books if any(term.code == code for term in book.terms)]
    return knowing[-1] if knowing else books[-1]
