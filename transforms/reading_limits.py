"""How large a file may be to be read: every limit in one place, each with its reason.

The largest spreadsheet of the public sector that was at hand has 1 MB, 22 sheets, 4,000 rows and 110,000 cells.
"""

from __future__ import annotations

FILE_BYTES = 20 * 2**20
"""What mail gateways let through; a return has ten to a hundred kilobytes."""

UNZIPPED_BYTES = 100 * 2**20
"""As many bytes as the cells allowed below take as XML; what swells further is no return."""

PARTS = 5_000
"""Parts of a zipped workbook: a handful for each sheet."""

SHEETS = 200
"""A sheet for each week of three years, or for each ward and month."""

FIGURES = 10_000
"""Rows with a code in a return, which has hundreds: the largest district sends 400 indicators for 12 months."""

TABLES = 200
"""Tables on one sheet, one under another: a table for each week of three years."""

ROWS = 100_000
"""More than an old .xls can hold, and every council of the kingdom for 20 years of months."""

COLUMNS = 1_000
"""A month in each column, for 80 years."""

CELLS = 2_000_000
"""Cells of all sheets from A1 to the last one filled: what a gigabyte holds three times over while it is read."""

ELEMENTS = 10_000_000
"""Elements of a sheet's XML: a row, a cell, a value and a formula each, for all the cells allowed, and as many blanks."""

SECONDS = 20.0
"""The slowest file within the limits, two million percentages, takes half of it on a busy machine."""

MEMORY_BYTES = 2**30
"""For a reader's whole process. It is enforced on Linux; elsewhere the limits above and the time must do."""

ANSWER_BYTES = 200 * 2**20
"""What a reader may hand back: its files are not trusted, nor is it."""
