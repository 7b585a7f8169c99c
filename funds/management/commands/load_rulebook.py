"""Record a rule book written as TOML as the law of one fund."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from funds import regulations
from funds.models import Fund
from funds.rules import rulebooks
from welfare.models import User


class Command(BaseCommand):
    help = "Adopt the rule book in FILE for the fund with the code FUND. docs/rulebooks.md says how one is written."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("fund", help="the fund's code, for example rawai")
        parser.add_argument("file", type=Path, help="the rule book, as TOML")
        parser.add_argument("--by", required=True, help="user name of who enters it")

    def handle(self, *args: Any, fund: str, file: Path, by: str, **options: Any) -> None:
        try:
            regulation = regulations.adopt(
                Fund.objects.get(code=fund),
                rulebooks.load(file.read_text(encoding="utf-8")),
                by=User.objects.get(username=by),
            )
        except Fund.DoesNotExist:
            raise CommandError(f"There is no fund with the code {fund!r}.") from None
        except User.DoesNotExist:
            raise CommandError(f"There is no user {by!r}.") from None
        except OSError as problem:
            raise CommandError(f"{file} cannot be read: {problem.strerror}.") from None
        except rulebooks.RuleBookNotUnderstood as problem:
            raise CommandError("\n".join(problem.problems)) from None
        except (regulations.AlreadyAdopted, regulations.NotPublishable) as problem:
            raise CommandError(str(problem)) from None
        count = regulation.terms.count()
        self.stdout.write(f"{regulation.title}: {count} benefits, in force from {regulation.in_force_from}.")
