"""Processes that end in the middle of their work, as when the power fails."""

import os
import signal
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from django.db import connection, connections, transaction

from funds.models import Fund
from welfare.models import User

WRITES = ("INSERT", "UPDATE", "DELETE")


class Killer:
    """Ends its own process, without a word, when it is about to run its `last` statement, or its `last` write."""

    def __init__(self, last: int, *, writes_only: bool = False) -> None:
        self.last, self.seen, self.writes_only = last, 0, writes_only

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        self.seen += not self.writes_only or sql.lstrip().startswith(WRITES)
        if self.seen == self.last:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)


def in_a_process_of_its_own(act: Any, fund: int, by: int, *, last: int, writes_only: bool = False) -> int:
    """Run `act` in a child that is killed at its `last` statement, 0 for just before it commits; say how it ended.

    With `writes_only`, reads are not counted, and `act` must see to its transactions itself.
    """
    connections.close_all()  # a child must not speak through its parent's line
    child = os.fork()
    if child == 0:
        try:
            who, user = Fund.objects.get(pk=fund), User.objects.get(pk=by)
            together: AbstractContextManager[Any] = transaction.atomic()
            if writes_only and last:
                together = nullcontext()
            with connection.execute_wrapper(Killer(last, writes_only=writes_only)), together:
                act(who, user)
                if last == 0:
                    os.kill(os.getpid(), signal.SIGKILL)
            os._exit(0)
        finally:
            os._exit(1)
    _pid, status = os.waitpid(child, 0)
    return -os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
