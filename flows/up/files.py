"""What the server hands out beside Prefect's UI: reports as they stand in `reports/`, and returns as they were sent."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from infra.wiring import House
from infra.workspace import ON_REQUEST
from transforms.errors import LakeDamaged
from transforms.figure_address import FIGURES

SHA256 = re.compile(r"[0-9a-f]{64}")
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; sandbox allow-popups"
    ),
    "Cache-Control": "no-store",
}
"""Nothing in a report or a return runs in the name of the UI, whose address it shares."""

SHOWN = {name: HEADERS[name] for name in ("X-Content-Type-Options", "Cache-Control")}
"""A browser's own viewer of PDF does not start in a sandbox; a PDF of ours holds no scripts."""


def files_of(house: House) -> list[Route]:
    """The addresses of a workspace's files."""
    reports = (house.workspace / "reports").resolve()

    def report(request: Request) -> Response:
        return _handed_out(_inside(reports, request.path_params["name"]))

    def on_request(request: Request) -> Response:
        return _handed_out(_inside(reports / ON_REQUEST, request.path_params["name"]))

    def figure(request: Request) -> Response:
        return _handed_out(_inside(_folder_inside(reports / FIGURES, request), request.path_params["name"]))

    def figure_on_request(request: Request) -> Response:
        folder = _folder_inside(reports / ON_REQUEST / FIGURES, request)
        return _handed_out(_inside(folder, request.path_params["name"]))

    def as_sent(request: Request) -> Response:
        sha256, name = request.path_params["sha256"], request.path_params["name"]
        if not SHA256.fullmatch(sha256):
            raise HTTPException(404)
        try:
            content = house.lake.raw(sha256)
        except LakeDamaged:
            raise HTTPException(404) from None
        attached = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
        return Response(content, 200, {**HEADERS, "Content-Disposition": attached}, "application/octet-stream")

    return [
        Route("/reports/{name}", report),
        Route(f"/reports/{FIGURES}/{{folder}}/{{name}}", figure),
        Route(f"/reports/{ON_REQUEST}/{FIGURES}/{{folder}}/{{name}}", figure_on_request),
        Route(f"/reports/{ON_REQUEST}/{{name}}", on_request),
        Route("/returns/{sha256}/{name}", as_sent),
    ]


def _handed_out(path: Path) -> Response:
    """A report as a browser shows it; what no browser shows is saved."""
    if path.suffix == ".pdf":
        return FileResponse(path, headers=SHOWN, media_type="application/pdf")
    if path.suffix != ".html":
        return FileResponse(path, headers=HEADERS, filename=path.name)
    return FileResponse(path, headers=HEADERS)


def _folder_inside(folder: Path, request: Request) -> Path:
    """The folder within of the name that was asked for, which is never made a path."""
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.name == request.path_params["folder"] and path.is_dir():
            return path
    raise HTTPException(404)


def _inside(folder: Path, name: str) -> Path:
    """The file of that name among those that lie there: a name that was asked for is never made a path."""
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.name == name and path.is_file() and not name.startswith("."):
            return path
    raise HTTPException(404)
