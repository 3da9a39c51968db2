"""The parts of an xlsx package: those that are edited as trees, all others as the bytes they were."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from reports.packed import packed, unpacked

RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CONTENT_TYPES = "[Content_Types].xml"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


@dataclass
class Parts:
    """The parts by their name in the archive, in its order."""

    contents: dict[str, bytes]
    trees: dict[str, etree._Element] = field(default_factory=dict)

    @classmethod
    def of(cls, package: bytes) -> Parts:
        """The parts of a package. Raises `zipfile.BadZipFile`."""
        return cls(dict(unpacked(package)))

    def read(self, name: str) -> etree._Element:
        """A part as a tree, to look at. Raises `KeyError`, or `etree.LxmlError`."""
        edited = self.trees.get(name)
        return etree.fromstring(self.contents[name], PARSER) if edited is None else edited

    def tree(self, name: str) -> etree._Element:
        """A part as a tree, to be changed: what is changed in it is packed."""
        return self.trees.setdefault(name, self.read(name))

    def add(self, name: str, root: etree._Element) -> None:
        """A new part, or another one for the name."""
        self.contents[name] = b""
        self.trees[name] = root

    def relations(self, name: str) -> Mapping[str, str]:
        """What a part is related to: the names of other parts by the relation's id."""
        path = _relations_of(name)
        if path not in self.contents:
            return {}
        return {
            each.get("Id", ""): posixpath.normpath(
                posixpath.join("/", posixpath.dirname(name), each.get("Target", ""))
            )[1:]
            for each in self.read(path)
            if each.get("TargetMode") != "External"
        }

    def related(self, name: str, kind: str) -> str | None:
        """The name of the part to which a part has a relation of a kind, such as `comments`."""
        path = _relations_of(name)
        targets = self.relations(name)
        kinds = {each.get("Id", ""): each.get("Type", "") for each in self.read(path)} if targets else {}
        return next((target for key, target in targets.items() if kinds[key] == f"{OFFICE}/{kind}"), None)

    def relate(self, name: str, kind: str, target: str) -> str:
        """Add a relation from a part to another; returns its id."""
        path = _relations_of(name)
        if path not in self.contents:
            self.add(path, etree.Element(f"{{{RELATIONS}}}Relationships", nsmap={None: RELATIONS}))
        taken = {each.get("Id") for each in self.tree(path)}
        identity = next(f"rId{number}" for number in range(1, len(taken) + 2) if f"rId{number}" not in taken)
        etree.SubElement(
            self.tree(path), f"{{{RELATIONS}}}Relationship", Id=identity, Type=f"{OFFICE}/{kind}", Target=f"/{target}"
        )
        return identity

    def declare(self, element: str, key: str, value: str, content_type: str) -> None:
        """Say the content type of a part (`Override`, `PartName`) or of an extension (`Default`, `Extension`)."""
        if not any(each.get(key, "").casefold() == value.casefold() for each in self.read(CONTENT_TYPES)):
            etree.SubElement(
                self.tree(CONTENT_TYPES), f"{{{TYPES}}}{element}", {key: value, "ContentType": content_type}
            )

    def free_name(self, pattern: str) -> str:
        """The first name of a pattern with a number that no part has."""
        return next(name for number in range(1, 9999) if (name := pattern.format(number)) not in self.contents)

    def packed(self) -> bytes:
        """The package with what was changed."""
        edited = {name: _written(tree) for name, tree in self.trees.items()}
        return packed({name: edited.get(name, content) for name, content in self.contents.items()})


def _relations_of(name: str) -> str:
    return f"{posixpath.dirname(name)}/_rels/{posixpath.basename(name)}.rels"


def _written(root: etree._Element) -> bytes:
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written
