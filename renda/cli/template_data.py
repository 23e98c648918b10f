"""The values of a template's fields as a JSON file gives them, judged before a paper is made of them."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from renda.cli.output import CommandError


def parsed(raw: bytes, path: Path) -> dict[str, Any]:
    """The data file's content.

    Raises:
        CommandError: it is no JSON, or no object of names and values.
    """
    try:
        data = json.loads(raw.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError) as error:
        raise CommandError(f"数据文件 {path} 不是完整的 JSON（UTF-8）。请核对逗号、引号和括号") from error
    if not isinstance(data, dict):
        raise CommandError(f"数据文件 {path} 要写成“名称: 内容”的一组，最外层用大括号")
    return data


def judge(template: Any, data: Mapping[str, Any]) -> list[str]:
    """Notes about names in ``data`` that the template does not ask for; they go nowhere.

    Raises:
        CommandError: what is required is missing, or a value has another shape than its field; all of it is told.
    """
    wrong = list(_wrong(template.fields, data, ""))
    if wrong:
        raise CommandError(f"《{template.name}》的数据要改 {len(wrong)} 处：\n  " + "\n  ".join(wrong))
    return list(_unasked(template.fields, data, ""))


def _wrong(fields: Iterable[Any], data: Mapping[str, Any], place: str) -> Iterator[str]:
    for field in fields:
        value = data.get(field.name)
        where = f"{place}“{field.label}”（{field.name}）"
        if value in (None, "", [], {}):
            # the number comes from the register, not from the data
            if field.required and field.name != "number":
                yield f"还缺{where}，例如：{as_written(field.example)}"
        elif not field.is_list:
            if isinstance(value, (list, Mapping)):
                yield f"{where}要写成一段文字，例如：{as_written(field.example)}"
        else:
            yield from _wrong_items(field, value, where)


def _wrong_items(field: Any, value: Any, where: str) -> Iterator[str]:
    items = value if isinstance(value, list) else [value]
    if not field.fields:
        if any(isinstance(item, (list, Mapping)) for item in items):
            yield f"{where}的每一项要写成一段文字，例如：{as_written(field.example)}"
        return
    for number, item in enumerate(items, 1):
        if isinstance(item, Mapping):
            yield from _wrong(field.fields, item, f"{where}第 {number} 项的")
        else:
            yield f"{where}第 {number} 项要写成“名称: 内容”的一组，例如：{as_written(field.example[0])}"


def _unasked(fields: Iterable[Any], data: Mapping[str, Any], place: str) -> Iterator[str]:
    known = {field.name: field for field in fields}
    for name, value in data.items():
        field = known.get(name)
        if field is None:
            near = difflib.get_close_matches(name, known, n=1)
            hint = f"是不是 {near[0]}（{known[near[0]].label}）？" if near else "请核对名称。"
            yield f"数据里的{place}“{name}”范本用不上，没有写进公文。{hint}"
        elif field.fields and isinstance(value, list):
            for item in value:
                yield from _unasked(field.fields, item, f"“{field.label}”的")


def as_written(example: Any) -> str:
    """An example as it stands in a data file."""
    return json.dumps(example, ensure_ascii=False, default=str)
