"""The blocks of a report that are built of common parts, each by its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from reports.blocks.beside_others import benchmarks, costs
from reports.blocks.digest import digest
from reports.blocks.followed_up import actions
from reports.blocks.form import form
from reports.blocks.housekeeping import housekeeping
from reports.blocks.large import attention, exceptions, focus, profiles
from reports.blocks.perception import perception
from reports.blocks.quality import quality
from reports.blocks.restated import restated
from reports.blocks.year import year
from reports.blocks.years import years
from reports.document import Document
from reports.parts import Block

BUILDERS: Mapping[str, Callable[[Document], Block | None]] = {
    "actions": actions,
    "attention": attention,
    "benchmarks": benchmarks,
    "costs": costs,
    "digest": digest,
    "exceptions": exceptions,
    "focus": focus,
    "form": form,
    "housekeeping": housekeeping,
    "perception": perception,
    "profiles": profiles,
    "quality": quality,
    "restated": restated,
    "year": year,
    "years": years,
}
"""Each gives the block, or `None` where there is nothing that it could say."""


def blocks_of(document: Document) -> Mapping[str, Block]:
    """The built blocks of a report that have something to say, in the order in which they are printed."""
    made = {name: BUILDERS[name](document) for name in document.layout if name in BUILDERS}
    return {name: block for name, block in made.items() if block}
