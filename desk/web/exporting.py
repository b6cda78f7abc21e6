"""Search results as tables for spreadsheets: all articles that match, a row each."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import BinaryIO, TextIO

from index.base import ArticleIndex, SearchRequest

COLUMNS = ("id", "url", "outlet", "title", "published", "score", "snippet", "story")
BATCH = 500


def result_rows(index: ArticleIndex, request: SearchRequest) -> Iterator[list[str]]:
    """Every match from the request's offset on, in its order, whatever its limit."""
    offset = request.offset
    while True:
        result = index.search(replace(request, limit=BATCH, offset=offset, facets=False, collapse=False))
        for hit in result.hits:
            snippet = re.sub(r"[\x02\x03]", "", hit.snippet)
            published = hit.published.isoformat() if hit.published else ""
            yield [hit.id, hit.url, hit.outlet, hit.title, published, f"{hit.score:.3f}", snippet, hit.story or ""]
        offset += len(result.hits)
        if not result.hits or offset >= result.total:
            return


def write_csv(file: TextIO, rows: Iterable[list[str]]) -> int:
    """Comma-separated with a heading row; returns the number of rows after it. Open the file as utf-8-sig with
    newline="": the mark at the start makes spreadsheet programs read it as UTF-8."""
    writer, count = csv.writer(file), 0
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([harmless(cell) for cell in row])
        count += 1
    return count


def harmless(cell: str) -> str:
    """A cell that a spreadsheet would run as a formula gets a quote before it."""
    return f"'{cell}" if cell[:1] in tuple("=+-@\t\r") else cell


def write_xlsx(file: BinaryIO, rows: Iterable[list[str]]) -> int:
    """A workbook with one sheet, filters on its heading row; returns the number of rows below that."""
    import xlsxwriter

    count = 0
    with xlsxwriter.Workbook(file, {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}) as book:
        sheet = book.add_worksheet("pantau")
        sheet.write_row(0, 0, COLUMNS, book.add_format({"bold": True}))
        for count, row in enumerate(rows, 1):
            sheet.write_row(count, 0, row)
        sheet.freeze_panes(1, 0)
        sheet.set_column(1, 1, 40)
        sheet.set_column(3, 3, 60)
        sheet.set_column(6, 6, 80)
        sheet.autofilter(0, 0, max(count, 1), len(COLUMNS) - 1)
    return count


def csv_bytes(index: ArticleIndex, request: SearchRequest) -> bytes:
    """The whole file, for a download."""
    text = io.StringIO(newline="")
    write_csv(text, result_rows(index, request))
    return text.getvalue().encode("utf-8-sig")


def xlsx_bytes(index: ArticleIndex, request: SearchRequest) -> bytes:
    """The whole workbook, for a download."""
    made = io.BytesIO()
    write_xlsx(made, result_rows(index, request))
    return made.getvalue()
