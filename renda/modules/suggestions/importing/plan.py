"""What one row of a register means: the data of its steps, and how far it can honestly be taken."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from renda.foundation import clock
from renda.foundation.chinese import numbers
from renda.foundation.chinese.dates import date_zh
from renda.foundation.chinese.text import one_line
from renda.kernel.exchange.near import nearest_zh
from renda.kernel.people.models import CongressSession
from renda.modules.suggestions.importing.signers import Bodies, Deputies
from renda.modules.suggestions.models import Category, Suggestion
from renda.modules.suggestions.models.suggestion import Channel, Intake, Kind, Urgency

# Words of registers, by how far the suggestion had come; the first that fits counts.
FINISHED = re.compile(r"办结|办毕|办理完毕|已办$|已答复|已回复|答复|结案|归档|已解决|满意|列入计划|暂不能|留作参考|完成")
ENDED = re.compile(r"撤回|撤案|不予受理|不受理|并案|作废")
NOT_YET_REGISTERED = re.compile(r"待登记|未登记|待审查|新收|待受理")
NOT_YET_ASSIGNED = re.compile(r"待交办|未交办|待办|待分办|已登记")
OPEN_AGAIN = re.compile(r"未办结|未答复|未办|正在办|待答复|办理中")
_ASK = re.compile(r"(?:^|[\n。；;！])\s*(?:[一二三四五六七八九十]+[、.．])?(?:具体|对策|几点|我们?)?(?:的)?建议(?:如下|措施)?\s*[:：]")
_OF_TITLE = re.compile(r"^关于(?:加强|加快)?(.+?)的(?:建议|议案|意见|提案)$")
_NUMBER = r"([0-9一二三四五六七八九十]+)"
_SESSION = re.compile(rf"(?:第?{_NUMBER}届)?.*?第?{_NUMBER}次(?:会议|会)?")
SKETCH = "（登记簿上只有标题，内容见纸质原件。）"


@dataclass(frozen=True)
class Plan:
    """``enter`` and the later steps of one row; ``problems`` and ``remarks`` are (field, sentence)."""

    enter: dict[str, Any] = field(default_factory=dict)
    register: dict[str, Any] | None = None
    assign: dict[str, Any] | None = None
    old_number: str = ""
    existing: Suggestion | None = None
    problems: tuple[tuple[str, str], ...] = ()
    remarks: tuple[tuple[str, str], ...] = ()

    def with_problem(self, key: str, text: str) -> Plan:
        return replace(self, problems=(*self.problems, (key, text)))

    def with_remark(self, key: str, text: str) -> Plan:
        return replace(self, remarks=(*self.remarks, (key, text)))

    @property
    def steps(self) -> str:
        """The steps in office words."""
        lead = f"、交办{self.assign['lead_unit'].name}" if self.assign else ""
        return "代录" + ("、登记" if self.register is not None else "，待登记") + lead


class Planner:
    """What the rows are compared with, read once for a whole file."""

    def __init__(self) -> None:
        self.deputies, self.bodies = Deputies(), Bodies()
        self.sessions = list(CongressSession.objects.select_related("term"))
        self.categories = {category.name: category for category in Category.objects.all()}
        self.known = {
            (one.author_id, one.title, one.submitted_on): one
            for one in Suggestion.objects.exclude(submitted_on=None).defer("public_text", "presidium_review")
        }

    def plan(self, values: dict[str, Any]) -> Plan:
        """The steps a row asks for."""
        plan = self._signers(values)
        plan = self._content(plan, values)
        plan = self._when(plan, values)
        plan = self._register(plan, values)
        plan = self._units(plan, values)
        if plan.problems:
            return plan
        key = (plan.enter["author"].pk, plan.enter["title"], plan.enter["submitted_on"])
        return replace(plan, existing=self.known.get(key))

    def _signers(self, values: dict[str, Any]) -> Plan:
        day: date = values["submitted_on"]
        lead = self.deputies.on(values["author"], day)
        more = self.deputies.on(values.get("cosigners") or "", day)
        plan = Plan(old_number=values.get("number") or "")
        for answer, key in ((lead, "author"), (more, "cosigners")):
            for problem in answer.problems:
                plan = plan.with_problem(key, problem)
            for remark in answer.remarks:
                plan = plan.with_remark(key, remark)
        if not lead.found:
            return plan if plan.problems else plan.with_problem("author", "没有写领衔代表的姓名。请补上")
        signers = list(dict.fromkeys([*lead.found, *more.found]))
        data = {"author": signers[0], "cosigners": signers[1:], "submitted_on": day, "intake": Intake.REGISTER}
        if day > clock.today():
            plan = plan.with_problem("submitted_on", "代表提交日期不能晚于今天。请看看日期是不是写错了")
        return replace(plan, enter=data)

    def _content(self, plan: Plan, values: dict[str, Any]) -> Plan:
        title = one_line(values["title"])
        facts, ask = values.get("facts") or "", values.get("ask") or ""
        if values.get("content"):
            told, asked = split_content(values["content"])
            facts, ask = facts or told, ask or asked
        if not facts:
            facts = SKETCH
            if not ask:
                plan = plan.with_remark("content", "没有内容，先只录标题。请在导入后照原件补上内容")
        given = _OF_TITLE.match(title)
        data = {
            "kind": values.get("kind") or Kind.SUGGESTION,
            "title": title,
            "facts": facts,
            "ask": ask or (given[1] if given else title),
            "place": values.get("place") or "",
            "confidential": values.get("confidential") == "yes",
        }
        return replace(plan, enter={**plan.enter, **data})

    def _when(self, plan: Plan, values: dict[str, Any]) -> Plan:
        """In session or in recess, and which session."""
        day = values["submitted_on"]
        during = next((s for s in self.sessions if s.opens_on <= day <= s.closes_on), None)
        named = self._session_named(values.get("session") or "")
        channel = values.get("channel") or (Channel.IN_SESSION if named or during else Channel.IN_RECESS)
        session = (named or during) if channel == Channel.IN_SESSION else None
        if channel == Channel.IN_SESSION and session is None:
            said = values.get("session")
            why = f"没有找到“{said}”这次会议" if said else f"写着大会期间提出，但{date_zh(day)}没有会议"
            return plan.with_problem("session", f"{why}。请先在“设置”里登记会次，或者改正会议和提交日期")
        return replace(plan, enter={**plan.enter, "channel": channel, "session": session})

    def _session_named(self, text: str) -> CongressSession | None:
        found = _SESSION.search(text)
        if not found:
            return None
        term, number = (_whole(part) if part else None for part in found.groups())
        fitting = [s for s in self.sessions if s.number == number and term in (None, s.term.number)]
        return fitting[0] if fitting else None

    def _register(self, plan: Plan, values: dict[str, Any]) -> Plan:
        """Registering needs a category; a bill waits for the presidium."""
        state = values.get("state") or ""
        if (FINISHED.search(state) and not OPEN_AGAIN.search(state)) or ENDED.search(state):
            return plan.with_problem(
                "state",
                f"写着“{state[:20]}”，是已经了结的旧建议，没有当时的办理材料，不能当作在办的导入。"
                "请把这些行另存一个表，从“群众意见”导入，来源写“往年建议”，以后查重、检索都能找到",
            )
        if NOT_YET_REGISTERED.search(state):
            return plan
        if values.get("kind") == Kind.BILL:
            return plan.with_remark("kind", "议案先代录，是否列入会议议程由主席团决定后再登记")
        name = values.get("category") or ""
        category = self.categories.get(name)
        if category is None:
            guess = nearest_zh(name, self.categories) if name else ""
            told = f"没有“{name}”这个类别，{guess}" if name else "没有写类别，"
            return plan.with_remark("category", f"{told}先录到“待登记”，登记时再选类别")
        gate = {"paper_number": plan.old_number} if plan.old_number else {}
        urgency = values.get("urgency") or Urgency.NORMAL
        return replace(plan, register={"category": category, "urgency": urgency, "gate": gate})

    def _units(self, plan: Plan, values: dict[str, Any]) -> Plan:
        lead = self.bodies.named(values.get("lead_unit") or "")
        support = self.bodies.named(values.get("support_units") or "")
        for answer, key in ((lead, "lead_unit"), (support, "support_units")):
            for problem in answer.problems:
                plan = plan.with_problem(key, problem)
        if not lead.found:
            return plan.with_remark("support_units", "只有协办单位，没有主办单位，不交办") if support.found else plan
        units = list(dict.fromkeys([*lead.found, *support.found]))
        if plan.register is None or NOT_YET_ASSIGNED.search(values.get("state") or ""):
            return plan.with_remark("lead_unit", "还没有到交办这一步，主办单位这次不登记，交办时再选")
        return replace(plan, assign={"lead_unit": units[0], "support_units": units[1:]})


def split_content(text: str) -> tuple[str, str]:
    """Facts and ask of a text in one piece, at its last heading like 建议： ; the ask is "" without one."""
    marks = list(_ASK.finditer(text))
    if not marks or not text[marks[-1].end() :].strip():
        return text, ""
    start = marks[-1].start() + (1 if text[marks[-1].start()] in "。；;！" else 0)
    return text[:start].strip(), text[marks[-1].end() :].strip()


def _whole(text: str) -> int:
    return int(text) if text.isdigit() else numbers.from_chinese(text)
