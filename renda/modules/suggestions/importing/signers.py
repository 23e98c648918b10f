"""Which deputies and units the words of a cell mean."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from renda.foundation.chinese.dates import date_zh
from renda.foundation.chinese.names import normalize_name
from renda.kernel.exchange.near import nearest_zh
from renda.kernel.people.models import Mandate
from renda.kernel.people.register import MandateLevel
from renda.kernel.units.models import Unit
from renda.kernel.units.scope import active_town_id

_SEPARATORS = re.compile(r"[、，,;；/\n|]+")
_AND_OTHERS = re.compile(r"等\s*([0-9一二三四五六七八九十]+)\s*(?:人|名|位)?(?:代表)?$|等(?:人|代表)?$")
_BRACKETED = re.compile(r"[（(]([^）)]*)[）)]")


@dataclass
class Answer:
    """What was found, and the reasons why the rest was not."""

    found: list = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


class Deputies:
    """Seats of the town's congress by name."""

    def __init__(self) -> None:
        self.by_name: dict[str, list[Mandate]] = defaultdict(list)
        seats = Mandate.objects.filter(level=MandateLevel.TOWN)
        for mandate in seats.select_related("person__village", "constituency", "group", "term"):
            self.by_name[mandate.person.name].append(mandate)

    def named(self, text: str) -> tuple[list[str], str]:
        """The single names of a cell, and how the cell says that there are more."""
        others = _AND_OTHERS.search(text.strip())
        text = _AND_OTHERS.sub("", text.strip())
        names: list[str] = []
        for part in filter(None, map(str.strip, _SEPARATORS.split(text))):
            names += self._split_spaces(part)
        return names, others[0] if others else ""

    def _split_spaces(self, part: str) -> list[str]:
        """张 三 is one name, 张三 李四 are two."""
        if " " not in part or normalize_name(part) in self.by_name:
            return [part]
        words = part.split()
        return [part] if all(len(word) == 1 for word in words) or "·" in part else words

    def on(self, text: str, day: date) -> Answer:
        """The seats of everybody named in a cell, as they were held on ``day``."""
        answer = Answer()
        names, others = self.named(text)
        if others:
            answer.remarks.append(f"写着“{others}”，只导入写出姓名的代表；其余联名代表请在导入后补录")
        for written in names:
            mandate, problem = self._one(written, day)
            if problem:
                answer.problems.append(problem)
            elif mandate not in answer.found:
                answer.found.append(mandate)
        return answer

    def _one(self, written: str, day: date) -> tuple[Mandate | None, str]:
        hints = _BRACKETED.findall(written)
        name = normalize_name(_BRACKETED.sub("", written))
        seats = self.by_name.get(name) or []
        if not seats:
            guess = nearest_zh(name, self.by_name, "请先在代表名册里登记这位代表，")
            return None, f"代表名册里没有“{name}”。{guess}改好后再导入"
        held = [s for s in seats if s.from_on <= day and (s.until_on is None or s.until_on >= day)]
        if not held:
            return None, f"“{name}”在{date_zh(day)}不是在任代表。请核对提交日期和姓名"
        if len({seat.person_id for seat in held}) > 1:
            held = [seat for seat in held if any(hint and hint in _about(seat) for hint in hints)]
            if len(held) != 1:
                return None, f"有几位代表都叫“{name}”。请在姓名后面的括号里写上选区，例如“{name}（第一选区）”"
        return held[-1], ""


def _about(seat: Mandate) -> str:
    return " ".join(str(part or "") for part in (seat.constituency, seat.group, seat.person.village))


class Bodies:
    """Units by every name they go by."""

    def __init__(self) -> None:
        self.by_name: dict[str, Unit] = {}
        self.shown: list[str] = []
        for unit in Unit.objects.filter(is_active=True).exclude(pk=active_town_id()):
            self.shown.append(unit.name)
            for name in (unit.short_name, unit.name):
                if name:
                    self.by_name[self._plain(name)] = unit

    @staticmethod
    def _plain(name: str) -> str:
        return re.sub(r"\s", "", name)

    def named(self, text: str) -> Answer:
        """The units of a cell, with the nearest names for an unknown one."""
        answer = Answer()
        whole = self.by_name.get(self._plain(text))
        parts = [text] if whole else [part for part in re.split(r"[、，,;；/\n| ]+", text) if part.strip()]
        for part in parts:
            unit = self.by_name.get(self._plain(part))
            if unit is None:
                guess = nearest_zh(part.strip(), self.shown, "请先登记这个单位，")
                answer.problems.append(f"没有“{part.strip()}”这个单位。{guess}改好后再导入")
            elif unit not in answer.found:
                answer.found.append(unit)
        return answer
