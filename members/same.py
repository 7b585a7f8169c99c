"""Which entries are one human being: who was merged into whom, as of now."""

from .models import Merge, Person


def entries_of(person: Person) -> list[int]:
    """Give the primary keys of `person` and of every entry that was merged into it, however far back."""
    found = last = [person.pk]
    while last := list(Merge.objects.standing().filter(kept__in=last).order_by("pk").values_list("gone", flat=True)):
        found = [*found, *last]
    return found


def merged_into(person: Person) -> list[Person]:
    """Give the entries that were merged into `person`, without itself."""
    return list(Person.objects.filter(pk__in=entries_of(person)[1:]).order_by("pk"))
