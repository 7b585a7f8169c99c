"""A new key for the citizen IDs: all are encrypted anew with it, in batches that stand by themselves.

Files that wait to be taken in hold such IDs under the same keys; they go with them.
"""

from dataclasses import dataclass

from django.db import transaction

from welfare import citizen

from .models import ImportFile, Person

AT_ONCE = 500


@dataclass(slots=True)
class Rotation:
    """How many IDs were encrypted anew, had the newest key before, or were opened by no key; and of waiting files."""

    renewed: int = 0
    newest: int = 0
    lost: int = 0
    files_renewed: int = 0
    files_lost: int = 0


def rotate(*, at_once: int = AT_ONCE) -> Rotation:
    """Encrypt anew what the newest key does not open; broken off, it goes on from there when asked again.

    Nothing is lost by an ID that no key opens: it stays as it is, and is counted.
    """
    done, last = Rotation(), 0
    while batch := _batch(last, at_once, done):
        last = batch
    for pk in ImportFile.objects.order_by("pk").values_list("pk", flat=True):
        _file(pk, done)
    return done


@transaction.atomic
def _file(pk: int, done: Rotation) -> None:
    """Encrypt one waiting file anew; one that no key opens stays, and goes with its week."""
    waiting = ImportFile.objects.select_for_update().filter(pk=pk).first()
    if waiting is None or citizen.is_newest(sealed := bytes(waiting.content)):
        return
    try:
        waiting.content = citizen.seal_file(citizen.open_file(sealed))
    except citizen.KeyIsMissing:
        done.files_lost += 1
        return
    waiting.save(update_fields=["content"])
    done.files_renewed += 1


@transaction.atomic
def _batch(after: int, at_once: int, done: Rotation) -> int:
    """Do the next people whose primary key comes `after`; give the last of them, 0 at the end."""
    rows = Person.objects.select_for_update(of=("self",)).filter(pk__gt=after).exclude(citizen_id="").order_by("pk")
    people, renewed = list(rows.only("citizen_id")[:at_once]), []
    for person in people:
        if citizen.is_newest(person.citizen_id):
            done.newest += 1
            continue
        try:
            person.citizen_id = citizen.rotate(person.citizen_id)
        except citizen.KeyIsMissing:
            done.lost += 1
            continue
        renewed.append(person)
    Person.objects.bulk_update(renewed, ["citizen_id"])
    done.renewed += len(renewed)
    return people[-1].pk if people else 0
