"""Papers from templates: YAML files with ``{{field}}`` places, ``if``/``unless`` and ``each``, filled strictly.

A template declares its fields with a Chinese label, an example and whether it is required. A place that names no
declared field stops the program when the template is loaded, a required field without a value stops filling.
Fields that many papers share are described once, in ``known_fields.yaml``: a template names them (``town``, or
``cc?`` when it may be left empty). The folder of a template says which group of papers it belongs to.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from renda.foundation.chinese.dates import date_zh

from .model import (
    Attachment,
    Attendance,
    Block,
    Column,
    Heading,
    KeyValue,
    ListBlock,
    OfficialPaper,
    PageBreak,
    Pair,
    Paragraph,
    Run,
    Table,
)

DIRECTORY = Path(__file__).parent.parent / "templates_data"
KNOWN_FIELDS = DIRECTORY.parent / "known_fields.yaml"
ORDER = DIRECTORY.parent / "templates_order.yaml"
GROUPS = {
    "session": "会议", "county": "县级会议", "election": "选举", "suggestion": "建议", "supervision": "监督", "deputy": "代表",
    "letters": "信访", "archive": "档案", "daily": "日常",
}
PLACE = re.compile(r"\{\{\s*([a-z_]+)\s*\}\}")
KAITI = re.compile(r"\*\*(.+?)\*\*")
TEXTS = ("title", "organ_mark", "number", "urgency", "pass_note", "date", "note", "printed_by", "printed_on")
LISTS = ("signers", "addressees", "signature", "cc")
KEYS = {"id", "name", "purpose", "series", "kind", "form", "sealed", "fields", "blocks", "attachments", "attendance", *TEXTS, *LISTS}
#: The place of a row in its list, counted from 1; a row that has a number of its own brings it in a field of this name.
POSITION = "n"


class TemplateError(ValueError):
    """A template file is wrong; the message names file and place."""


class MissingField(ValueError):
    """A required field has no value; ``label`` is its Chinese name."""

    def __init__(self, template: str, name: str, label: str, example: str) -> None:
        hint = f"，例如：{example}" if example else ""
        super().__init__(f"《{template}》还缺“{label}”，请先填写{hint}")
        self.template, self.name, self.label, self.example = template, name, label, example


@dataclass(frozen=True)
class Field:
    """A field of a template; ``fields`` are the parts of each item when the field is a list."""

    name: str
    label: str
    example: Any
    required: bool = True
    fields: tuple[Field, ...] = ()

    @property
    def is_list(self) -> bool:
        """Whether several values go in."""
        return isinstance(self.example, list)


@dataclass(frozen=True)
class Template:
    """A kind of paper. ``group``: the line of work (会议, 选举 …); ``purpose``: what it is for, one sentence;
    ``series``: key of the register its number comes from (empty: it carries none)."""

    id: str
    name: str
    kind: str
    form: str
    fields: tuple[Field, ...]
    source: Mapping[str, Any]
    group: str = ""
    purpose: str = ""
    series: str = ""


@dataclass(frozen=True)
class KnownField:
    """A field that many papers share; ``aliases`` are other words for it in the office's own templates."""

    field: Field
    aliases: tuple[str, ...] = ()


@cache
def _paths() -> dict[str, Path]:
    return {path.stem: path for path in sorted(DIRECTORY.rglob("*.yaml"))}


def template_ids() -> list[str]:
    """Ids of all templates, sorted."""
    return sorted(_paths())


def catalogue() -> dict[str, list[Template]]:
    """All templates by group, in the order of the groups; within a group as the work goes, new ones last by name."""
    found = [load(template_id) for template_id in template_ids()]
    places = _places()

    def rank(item: Template) -> tuple[int, str]:
        return places.get(item.id, len(places)), item.name

    return {group: sorted((item for item in found if item.group == group), key=rank) for group in GROUPS.values()}


@cache
def _places() -> dict[str, int]:
    """Each template's place in ``templates_order.yaml``."""
    rows = yaml.safe_load(ORDER.read_text(encoding="utf-8"))
    return {template_id: place for ids in rows.values() for place, template_id in enumerate(ids)}


@cache
def known_fields() -> dict[str, KnownField]:
    """The fields described in ``known_fields.yaml``, by name."""
    rows = yaml.safe_load(KNOWN_FIELDS.read_text(encoding="utf-8"))
    return {
        name: KnownField(Field(name, row["label"], row["example"]), tuple(row.get("aliases", ())))
        for name, row in rows.items()
    }


@cache
def load(template_id: str) -> Template:
    """The template with this id. Raises :class:`TemplateError` when there is none or it is wrong."""
    path = _paths().get(template_id)
    if path is None:
        raise TemplateError(f"没有名为“{template_id}”的公文模板")
    group = GROUPS.get(path.parent.name, "")
    return parse(yaml.safe_load(path.read_text(encoding="utf-8")), template_id, group)


def parse(source: Any, template_id: str, group: str = "") -> Template:
    """A template out of its data; every place and condition must name a declared field."""
    if not isinstance(source, dict) or source.get("id") != template_id:
        raise TemplateError(f"模板“{template_id}”的 id 与文件名不一致")
    if unknown := sorted(set(source) - KEYS):
        raise TemplateError(f"模板“{template_id}”有不认识的内容：{'、'.join(unknown)}")
    fields = tuple(_field(item, template_id) for item in source.get("fields", ()))
    template = Template(
        template_id, source["name"], source["kind"], source["form"], fields, source,
        group, source.get("purpose", ""), source.get("series", ""),
    )
    rest = {key: value for key, value in source.items() if key != "fields"}
    _check_names(rest, {field.name: field for field in fields}, template_id)
    return template


def fill(template_id: str, data: Mapping[str, Any]) -> OfficialPaper:
    """The paper of ``template_id`` with ``data`` in its places.

    Values are texts, numbers, dates (written out as 2026年1月8日) and, for list fields, sequences of mappings or of
    single values. Values that no field asks for are ignored. Raises :class:`MissingField` or :class:`TemplateError`.
    """
    template = load(template_id)
    return _Filler(template, _values(template, template.fields, data)).paper()


def table_columns(table: Mapping[str, Any], wanted: Sequence[Mapping[str, str]] = ()) -> list[tuple[dict[str, Any], str]]:
    """The columns a table shows with the cells under them. ``wanted``: keys of columns in their order, each with the
    title an office gives it; without any, every column that is not marked as extra."""
    known = {column.get("key", str(at)): (column, cell) for at, (column, cell) in enumerate(zip(table["columns"], table["row"], strict=True))}
    if not wanted:
        return [pair for pair in known.values() if not pair[0].get("extra")]
    return [({**known[one["key"]][0], "title": one["title"]}, known[one["key"]][1]) for one in wanted if one["key"] in known]


def example(template_id: str) -> dict[str, Any]:
    """The example values of every field: a filled specimen for the template list and for tests."""
    return {field.name: field.example for field in load(template_id).fields}


def _field(item: Any, template_id: str) -> Field:
    if isinstance(item, str):
        name = item.rstrip("?")
        if name not in known_fields():
            raise TemplateError(f"模板“{template_id}”的字段“{name}”不在常用字段表里，要写明名称和示例")
        return replace(known_fields()[name].field, required=not item.endswith("?"))
    if unknown := set(item) - {"name", "label", "example", "required", "fields"}:
        raise TemplateError(f"模板“{template_id}”的字段有不认识的内容：{'、'.join(sorted(unknown))}")
    parts = tuple(_field(part, template_id) for part in item.get("fields", ()))
    return Field(item["name"], item["label"], item.get("example", ""), item.get("required", True), parts)


def _check_names(node: Any, fields: Mapping[str, Field], template_id: str) -> None:
    if isinstance(node, str):
        for name in PLACE.findall(node):
            if name not in fields and name != POSITION:
                raise TemplateError(f"模板“{template_id}”里的“{name}”没有在字段表中说明")
    elif isinstance(node, list):
        for item in node:
            _check_names(item, fields, template_id)
    elif isinstance(node, dict):
        for key in ("if", "unless", "each", "names", "chosen"):
            if key in node and node[key] not in fields:
                raise TemplateError(f"模板“{template_id}”里的“{node[key]}”没有在字段表中说明")
        inner = dict(fields)
        if "each" in node:
            inner |= {part.name: part for part in fields[node["each"]].fields} | {"item": fields[node["each"]]}
        for key, value in node.items():
            if key not in ("if", "unless", "each", "names", "chosen"):
                _check_names(value, inner, template_id)


def _values(template: Template, fields: Iterable[Field], data: Mapping[str, Any], place: str = "") -> dict[str, Any]:
    values: dict[str, Any] = {}
    for field in fields:
        value = data.get(field.name)
        if isinstance(value, str):
            value = value.strip()
        if value in (None, "", [], ()):
            # the number is given by the register only when the paper is issued
            if field.required and field.name != "number":
                raise MissingField(template.name, field.name, place + field.label, _plain(field.example))
            values[field.name] = [] if isinstance(field.example, list) else ""
        elif isinstance(field.example, list):
            values[field.name] = _items(template, field, value)
        else:
            values[field.name] = _plain(value)
    return values


def _items(template: Template, field: Field, value: Any) -> list[dict[str, Any]]:
    items = [value] if isinstance(value, (str, Mapping)) else list(value)
    if not field.fields:
        return [{"item": _plain(item)} for item in items]
    return [_values(template, field.fields, item, f"{field.label}第 {n} 项的") for n, item in enumerate(items, 1)]


def _plain(value: Any) -> str:
    if isinstance(value, datetime.datetime):
        value = value.date()
    if isinstance(value, datetime.date):
        return date_zh(value)
    if isinstance(value, (list, Mapping)):
        return ""
    return str(value)


class _Filler:
    """Fills one template; blocks of the YAML become blocks of the model."""

    def __init__(self, template: Template, values: Mapping[str, Any]) -> None:
        self.template, self.values = template, values
        self.makers: dict[str, Callable[[Any, Mapping[str, Any]], Iterable[Block]]] = {
            **{f"h{level}": self._heading(level) for level in (1, 2, 3, 4)},
            "p": self._paragraph, "line": self._line, "list": self._list, "table": self._table, "form": self._form,
            "break": lambda _node, _values: [PageBreak()],
        }

    def paper(self) -> OfficialPaper:
        source, values = self.template.source, self.values
        texts: dict[str, Any] = {key: self.say(source[key], values) for key in TEXTS if key in source}
        lists = {key: tuple(self._strings(source[key], values)) for key in LISTS if key in source}
        attachments = tuple(
            Attachment(self.say(node["title"], values), tuple(self.blocks(node["blocks"], values)))
            for node in source.get("attachments", ()) if self._holds(node, values)
        )
        attendance = tuple(
            Attendance(node["label"], tuple(item["item"] for item in values[node["names"]]))
            for node in source.get("attendance", ()) if values[node["names"]]
        )
        return OfficialPaper(
            kind=self.template.kind, form=self.template.form, **texts, **lists,  # type: ignore[arg-type]
            blocks=tuple(self.blocks(source.get("blocks", ()), values)), attachments=attachments,
            attendance=attendance, sealed=source.get("sealed", True),
        )

    def say(self, text: Any, values: Mapping[str, Any]) -> str:
        """``text`` with its places filled; list fields are joined by a Chinese comma."""

        def value(found: re.Match[str]) -> str:
            result = values[found[1]]
            return "、".join(item["item"] for item in result) if isinstance(result, list) else str(result)

        return PLACE.sub(value, str(text))

    def blocks(self, nodes: Iterable[Mapping[str, Any]], values: Mapping[str, Any]) -> Iterator[Block]:
        for node in nodes:
            if not self._holds(node, values):
                continue
            if "each" in node and "blocks" in node:
                for inner in self._each(node["each"], values):
                    yield from self.blocks(node["blocks"], inner)
            elif "blocks" in node:
                yield from self.blocks(node["blocks"], values)
            else:
                name = next((key for key in node if key in self.makers), None)
                if name is None:
                    raise TemplateError(f"模板“{self.template.id}”有不认识的内容块：{'、'.join(node)}")
                yield from self.makers[name](node[name], values)

    @staticmethod
    def _holds(node: Mapping[str, Any], values: Mapping[str, Any]) -> bool:
        return not ("if" in node and not values[node["if"]]) and not ("unless" in node and values[node["unless"]])

    @staticmethod
    def _each(name: str, values: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        for position, item in enumerate(values[name], 1):
            yield {**values, **item, POSITION: item.get(POSITION) or str(position)}

    def _strings(self, nodes: Any, values: Mapping[str, Any]) -> Iterator[str]:
        for node in [nodes] if isinstance(nodes, (str, dict)) else nodes:
            if isinstance(node, dict):
                yield from (self.say(node["item"], inner) for inner in self._each(node["each"], values))
            elif said := self.say(node, values):
                yield said

    def _runs(self, text: str, values: Mapping[str, Any]) -> tuple[Run, ...]:
        """``**words**`` of the template are set in Kai; stars in a value stay stars."""
        parts = KAITI.split(str(text))
        return tuple(Run(self.say(part, values), kaiti=index % 2 == 1) for index, part in enumerate(parts) if part)

    def _heading(self, level: int) -> Callable[[Any, Mapping[str, Any]], Iterable[Block]]:
        return lambda node, values: [Heading(level, self.say(node, values))]

    def _paragraph(self, node: Any, values: Mapping[str, Any]) -> Iterable[Block]:
        return [Paragraph(self._runs(node, values))]

    def _line(self, node: Any, values: Mapping[str, Any]) -> Iterable[Block]:
        """A line that starts at the edge of the text or stands in the middle or at the right."""
        return [Paragraph(self._runs(node["text"], values), indent=False, align=node.get("align", "left"))]

    def _list(self, node: Any, values: Mapping[str, Any]) -> Iterable[Block]:
        return [ListBlock(tuple(self._strings([node], values)), node.get("marks", "decimal"))]

    def _table(self, node: Any, values: Mapping[str, Any]) -> Iterable[Block]:
        shown = table_columns(node, values[node["chosen"]] if "chosen" in node else ())
        columns = tuple(
            Column(self.say(one["title"], values), **{key: one[key] for key in ("width", "align", "group") if key in one})
            for one, _ in shown
        )
        rows = tuple(
            tuple(self.say(cell, inner) for _, cell in shown) for inner in self._each(node["each"], values)
        )
        blank = tuple(("",) * len(columns) for _ in range(node.get("blank_rows", 0)))
        return [Table(columns, rows + blank, self.say(node.get("caption", ""), values), node.get("landscape", False))]

    def _form(self, node: Any, values: Mapping[str, Any]) -> Iterable[Block]:
        rows = tuple(
            tuple(Pair(self.say(box["label"], values), self.say(box.get("value", ""), values), box.get("lines", 1)) for box in row)
            for row in node
        )
        return [KeyValue(rows)]
