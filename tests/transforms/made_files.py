"""Makes workbooks part by part, so that a test says which byte is odd about one."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ODF = "urn:oasis:names:tc:opendocument:xmlns"
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
HEADER = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>Code</t></is></c><c r="B1" t="inlineStr"><is><t>Value</t></is></c></row>'
)
Part = str | bytes


def zipped(parts: Mapping[str, Part]) -> bytes:
    """A zip of the parts."""
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return sink.getvalue()


def sheet_xml(rows: Part, after: str = "") -> Part:
    """The XML of a sheet with the rows."""
    start, end = f'<worksheet xmlns="{MAIN}"><sheetData>', f"</sheetData>{after}</worksheet>"
    return start.encode() + rows + end.encode() if isinstance(rows, bytes) else start + rows + end


def xlsx_parts(rows: Part = HEADER, *, sheets: int = 1, after: str = "", book: str = "") -> dict[str, Part]:
    """The parts of an .xlsx, its first sheet with the rows, the others blank."""
    numbers = range(1, sheets + 1)
    named = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="rId{n}"/>' for n in numbers)
    related = "".join(
        f'<Relationship Id="rId{n}" Type="{RELATED}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers
    )
    return {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships><Relationship Id="r1" Type="{RELATED}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATED}">{book}<sheets>{named}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f"<Relationships>{related}</Relationships>",
        **{f"xl/worksheets/sheet{n}.xml": sheet_xml("") for n in numbers},
        "xl/worksheets/sheet1.xml": sheet_xml(rows, after),
    }


def xlsx(rows: Part = HEADER, *, sheets: int = 1, after: str = "", book: str = "") -> bytes:
    """An .xlsx, its first sheet with the rows."""
    return zipped(xlsx_parts(rows, sheets=sheets, after=after, book=book))


def ods_xml(rows: str, styles: str = "", table: str = "", before: str = "") -> str:
    """The content of an .ods with one table."""
    spaces = " ".join(f'xmlns:{name}="{ODF}:{name}:1.0"' for name in ("office", "table", "text", "style", "drawing"))
    return (
        f'<office:document-content {spaces} xmlns:calcext="{CALC}">'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f'<office:body><office:spreadsheet>{before}<table:table table:name="S1" {table}>{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )


def ods(rows: str, styles: str = "", table: str = "", before: str = "") -> bytes:
    """An .ods with one table."""
    return zipped({"mimetype": ODS_TYPE, "content.xml": ods_xml(rows, styles, table, before)})


def lying_zip(content: bytes, part: str, size: int) -> bytes:
    """The zip, saying of a part that it unpacks to another size than it does."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        info = archive.getinfo(part)
    true, false = info.file_size.to_bytes(4, "little"), size.to_bytes(4, "little")
    packed = info.compress_size.to_bytes(4, "little")
    return content.replace(packed + true, packed + false)
