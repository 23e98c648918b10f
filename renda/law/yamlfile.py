"""Strict YAML: no duplicate keys, no surprise keys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from renda.law.errors import RulebookError

Base = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class StrictLoader(Base):
    """A safe loader that refuses a key given twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[Any] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"同一个键写了两次：{key}", key_node.start_mark
                )
            seen.add(key)
        return super().construct_mapping(node, deep)


def parse(text: str, where: str) -> Any:
    """The value of a YAML text; RulebookError naming ``where`` when it cannot be read."""
    try:
        return yaml.load(text, Loader=StrictLoader)  # noqa: S506  a safe loader
    except (yaml.YAMLError, ValueError) as error:
        raise RulebookError(f"文件写法有误：{error}", where=where) from error


def read(path: Path, where: str) -> Any:
    """The value of a YAML file."""
    return parse(path.read_text(encoding="utf-8"), where)


def check_keys(
    value: Any, required: Iterable[str], optional: Iterable[str], where: str, rule_id: str = ""
) -> Mapping[str, Any]:
    """``value`` if it is a mapping with all required and no unknown keys."""
    if not isinstance(value, Mapping):
        raise RulebookError("这里应当是“键: 值”的写法", where=where, rule_id=rule_id)
    required = set(required)
    missing = required - set(value)
    unknown = set(value) - required - set(optional)
    if missing:
        raise RulebookError(f"缺少：{'、'.join(sorted(missing))}", where=where, rule_id=rule_id)
    if unknown:
        raise RulebookError(
            f"不认识的键：{'、'.join(sorted(map(str, unknown)))}", where=where, rule_id=rule_id
        )
    return value
