"""A list as a file: what a page shows and filters, sent as CSV or Excel."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from tempfile import TemporaryFile
from typing import IO, Any

from django.http import FileResponse, HttpRequest, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import get_language, override

from .writing import Shown, csv_lines, write_xlsx


class Format(StrEnum):
    """A kind of file that a list is sent as."""

    CSV = "csv"
    XLSX = "xlsx"


CONTENT_TYPES = {
    Format.CSV: "text/csv; charset=utf-8",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def asked(request: HttpRequest) -> Format | None:
    """Give the kind of file that `?format=` asks for, or None when the page itself is asked for."""
    wanted = request.GET.get("format", "")
    return Format(wanted) if wanted in Format.__members__.values() else None


def export(
    request: HttpRequest, name: str, columns: Sequence[Shown], rows: Iterable[Sequence[Any]]
) -> StreamingHttpResponse:
    """Send `rows` as the file that `?format=` asks for (CSV when it asks for none), called `name` and its ending.

    `rows` are taken one by one while the file is written; each has one value for each of `columns`.
    """
    wanted = asked(request) or Format.CSV
    if wanted == Format.XLSX:
        return workbook(name, lambda file: write_xlsx(file, columns, rows, title=name))
    pieces = _in_language(csv_lines(columns, rows))
    return _attached(StreamingHttpResponse(pieces, content_type=CONTENT_TYPES[wanted]), name, wanted)


def workbook(name: str, write: Callable[[IO[bytes]], object]) -> StreamingHttpResponse:
    """Send the Excel file that `write` writes, called `name` and its ending: from the disk, in pieces."""
    file = TemporaryFile()  # noqa: SIM115 the answer closes it when it is sent
    write(file)
    file.seek(0)
    return _attached(FileResponse(file, content_type=CONTENT_TYPES[Format.XLSX]), name, Format.XLSX)


def _attached(answer: StreamingHttpResponse, name: str, kind: Format) -> StreamingHttpResponse:
    answer["Content-Disposition"] = content_disposition_header(True, f"{name}.{kind.value}") or "attachment"
    answer["Cache-Control"] = "private, no-store"
    return answer


def _in_language(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Write in the reader's language: the pieces are taken when the request has left it already."""
    language = get_language()
    while True:
        with override(language):
            piece = next(pieces, None)
        if piece is None:
            return
        yield piece
