"""The rules of the house, as tests: what a newcomer may rely on without reading everything."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import distributions
from pathlib import Path
from statistics import median

import pytest

from flows.cli import parser

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("flows", "expectations", "transforms", "reports", "infra")
FILES = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
FORBIDDEN_NAMES = {"utils", "helpers", "common", "core", "base", "misc"}
OWN_INDEX_WORDS = re.compile(r"--(?:extra-)?index-url|--find-links|https?://\S*(?:simple|packages)")

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions() -> Iterator[tuple[Path, Function]]:
    """Every function of the house with its file."""
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, Function):
                yield path, node


def length(function: Function) -> int:
    """The lines of a function, from `def` to its end."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def commands() -> list[str]:
    """The names of all commands."""
    [actions] = [action for action in parser()._actions if action.dest == "==SUPPRESS==" and action.choices]
    return list(actions.choices or ())


def test_imports_go_down_only() -> None:
    ran = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.returncode == 0, ran.stdout


def test_no_file_has_more_than_300_lines_and_none_a_name_that_says_nothing() -> None:
    assert [path for path in FILES if len(path.read_text("utf-8").splitlines()) > 300] == []
    assert [path for path in FILES if FORBIDDEN_NAMES & set(path.with_suffix("").parts)] == []


def test_functions_are_short() -> None:
    lengths = sorted(length(function) for _, function in functions())

    assert median(lengths) < 10
    assert lengths[int(len(lengths) * 0.9)] <= 25
    assert lengths[-1] <= 50


def test_everything_public_says_what_it_is_for() -> None:
    silent = [
        f"{path.relative_to(ROOT)}: {node.name}"
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_") and not ast.get_docstring(node)
        and not _is_inner(path, node)
    ]  # fmt: skip

    assert silent == []
    assert [path for path in FILES if not ast.get_docstring(ast.parse(path.read_text("utf-8")))] == []


def _is_inner(path: Path, node: ast.AST) -> bool:
    """Whether a function stands in another, or in a class that is nobody else's business."""
    tree = ast.parse(path.read_text("utf-8"))
    owners = [
        owner
        for owner in ast.walk(tree)
        if isinstance(owner, Function) or (isinstance(owner, ast.ClassDef) and owner.name.startswith("_"))
    ]
    line = getattr(node, "lineno", 0)
    return any(owner.lineno < line <= (owner.end_lineno or 0) for owner in owners)


def test_nothing_heavy_is_imported_for_help() -> None:
    program = "import sys, flows.cli; flows.cli.parser(); print(sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout

    for heavy in ("prefect", "great_expectations", "pandas", "pyarrow", "sqlalchemy", "pydantic", "jinja2", "rich"):
        assert f"'{heavy}'" not in loaded


def test_what_checks_no_return_imports_no_pandas() -> None:
    asking = ("decide", "due", "holds", "quality", "report", "template", "timeliness", "trace")
    program = f"import sys, {', '.join(f'flows.commands.{name}' for name in asking)}; print(sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout

    assert "'flows.commands.holds'" in loaded
    assert "'pandas'" not in loaded


def test_no_other_package_has_the_name_of_one_of_our_folders() -> None:
    others = {
        (file.parts[0], distribution.name)
        for distribution in distributions()
        if distribution.name != "mortar"
        for file in distribution.files or ()
        if file.parts and file.parts[0] in PACKAGES
    }

    assert others == set()


@pytest.mark.parametrize("command", commands())
def test_every_command_is_in_the_documentation_and_has_help(command: str) -> None:
    assert f"mortar {command}" in (ROOT / "docs" / "commands.md").read_text("utf-8")
    assert command in parser().format_help()


def test_what_is_installed_is_locked_by_hash_and_names_no_index() -> None:
    for name in ("runtime", "dask", "dev"):
        locked = (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")
        assert not OWN_INDEX_WORDS.search(locked)
        for requirement in re.split(r"\n(?=\S)", locked.strip()):
            assert requirement.startswith("#") or "--hash=sha256:" in requirement, requirement.splitlines()[0]


def test_every_package_we_import_is_one_we_declare() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = [requirement for extra in project["optional-dependencies"].values() for requirement in extra]
    declared = {re.split(r"[\[<>=]", requirement)[0].casefold() for requirement in [*project["dependencies"], *extras]}
    names = {"pydantic": "pydantic-settings", "docx": "python-docx", "odf": "odfpy", "python_calamine": "python-calamine", "uvicorn": "prefect", "starlette": "fastapi",
             "great_expectations": "great-expectations", "markupsafe": "jinja2", "prefect_dask": "prefect-dask", "pydantic_settings": "pydantic-settings"}  # fmt: skip
    imported = {
        (node.module if isinstance(node, ast.ImportFrom) else alias.name).split(".")[0]
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
        if not isinstance(node, ast.ImportFrom) or node.module
    }
    outside = {name for name in imported if name not in sys.stdlib_module_names and name not in PACKAGES}

    assert {names.get(name, name) for name in outside} - declared == set()


def test_the_version_of_the_project_is_in_the_changelog() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]

    assert f"## {version}" in (ROOT / "CHANGELOG.md").read_text("utf-8")
