"""docs/reliability.md, written from a run."""

from datetime import date
from typing import Any

from chaos import PAUSE

HEAD = """# What was done to the portal, and what it lost

Written by `make chaos WRITE=--write`; every figure is of that run, or of runs put together (`--with`). {when},
{machine}; {minutes} minutes in all.

**Lost: {lost}.**

People work through the real pages (forms as they stand there, their keys, their tokens) while something breaks. After
each breakdown all forms are sent once more: one that was acknowledged must add nothing, any other must then be there
exactly once, and never by half; `check_books` and `check_trail` recompute every total and every seal; a page that
refuses must be a 503 that says what to do, shows its request number, and holds what was typed. A 500 counts as lost.

| what | database | how often | what was found | lost |
| --- | --- | --- | --- | --- |
"""

WORDS = {
    "workers": "`kill -9` of every web worker at a random moment of a write, through all kinds of writing",
    "copies": "`kill -9` of `manage.py backup` at a random moment",
    "database": "`kill -9` of PostgreSQL with all its processes, under load, and a start",
    "network": "the line between web and database cut (a network namespace, its link down) under load, and healed",
    "replica": "a replica killed under load and started again; then the primary killed and the replica promoted",
    "nodes": "the same form to two nodes at the same moment; two schedulers at once",
    "clock": "a node whose clock is an hour ahead, then behind, beside one whose clock is right; the scheduler too",
    "disk": "the disk of the database filled to the last byte (a small file system in memory) under writes, and freed",
    "locked": "the SQLite file held by another program, for moments and for longer than anybody waits",
    "cut": "the SQLite file cut, under the portal and before a start; the copy that the refusal names put back",
    "load": f"180 people of 18 funds at work at once, each pausing {PAUSE:g} s on average; a quarter is writing",
}

FOOT = """
## How to read it

- *The line broke off*: the browser got no answer. It may send the same page again (a reload, or the button of the page
  that comes instead): the key in the form lets it count once.
- *Told to wait and send again*: the 503 page in Thai, with a button that sends what was typed once more.
- The short form (`.ci/run`) does a few of each in some minutes; the long one takes a quarter of an hour on two quiet
  cores. `MINUTES=10` lets people work for ten minutes more on each database; `make load` is that alone.
- Somebody at work does one thing, reads or types for {pause:g} seconds on average (exponentially), does the next: three
  in four are pages, one in four is a form with its page and its check. Their browsers run on the same two cores.
- Wrong clocks come from a small library under the node's process, cut lines from the machine's own network namespaces,
  full disks from a small file system in memory; the last two need root, and without it are named as left out.
"""


def page(results: list[dict[str, Any]], machine: str, *, minutes: int) -> str:
    """Write the page."""
    lost = [words for result in results for words in result["lost"]]
    text = HEAD.format(when=f"{date.today():%-d %B %Y}", machine=machine, minutes=minutes,  # noqa: DTZ011
                       lost="nothing" if not lost else f"{len(lost)} things, named below")  # fmt: skip
    kinds, load = "", ""
    for result in results:
        done = {what: count for what, count in result["done"].items() if not what.startswith("kind: ")}
        named = [
            f"{what.removeprefix('kind: ')} {count}" for what, count in result["done"].items() if what[:6] == "kind: "
        ]
        if named:
            kinds += f"- {result['database']}: {', '.join(named)}\n"
        often = "; ".join(f"{count:,} {what}" for what, count in done.items())
        plain = {what: figure for what, figure in result["figures"].items() if not isinstance(figure, dict)}
        figures = "; ".join(f"{what}: {figure}" for what, figure in plain.items())
        cells = (WORDS[result["name"]], result["database"], often, figures, str(len(result["lost"]) or "nothing"))
        text += f"| {' | '.join(cells)} |\n"
        for what, table in result["figures"].items():
            if isinstance(table, dict):
                load += f"\n{result['database']}, {what}:\n\n| page | idle p50 | p50 | p95 |\n"
                load += "| --- | ---: | ---: | ---: |\n"
                load += "".join(f"| {name} | " + " | ".join(map(str, row)) + " |\n" for name, row in table.items())
    if kinds:
        text += f"\n## Kinds of writing in which a worker was killed\n\n{kinds}"
    if load:
        text += f"\n## Load by page\n{load}"
    if lost:
        text += "\n## What was lost or wrong\n\n" + "".join(f"- {words.splitlines()[-1][:300]}\n" for words in lost)
    return text + FOOT.format(pause=PAUSE)
