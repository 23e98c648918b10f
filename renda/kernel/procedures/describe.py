"""The page of a procedure in docs/procedures, written from its declaration (a test keeps them equal)."""

from __future__ import annotations

from renda.kernel.access import verbs
from renda.kernel.procedures.declaration import NEW, Procedure, Transition
from renda.law.book import book


def page(procedure: Procedure) -> str:
    """Markdown: states, diagram, a table of steps with who, data, deadlines, papers of law, filing plan."""
    parts = [
        f"# {procedure.label}（{procedure.key}）",
        "这一页由程序声明自动写成，请改声明，不要改这一页。",
        "## 状态",
        "\n".join(f"- {state.label}{'（了结）' if state.closed else ''}" for state in procedure.states),
        "## 流程图",
        diagram(procedure),
        "## 步骤",
        steps_table(procedure),
        "## 依据",
        rules_list(procedure),
        "## 归档材料",
        "\n".join(f"- {line.label}" for line in procedure.contents) or "（无）",
    ]
    return "\n\n".join(parts) + "\n"


def diagram(procedure: Procedure) -> str:
    """A mermaid state diagram of the steps that change the state."""
    lines = ["```mermaid", "stateDiagram-v2"]
    lines += [f'    state "{state.label}" as {state.key}' for state in procedure.states]
    for step in procedure.transitions:
        for source in step.source if step.target else ():
            lines.append(f"    {'[*]' if source == NEW else source} --> {step.target}: {step.label}")
    lines += [f"    {state.key} --> [*]" for state in procedure.states if state.closed]
    return "\n".join([*lines, "```"])


def steps_table(procedure: Procedure) -> str:
    """Every step: from where, who, what it takes, what it starts."""
    rows = ["| 步骤 | 从 | 到 | 谁 | 要填 | 起算期限 |", "| --- | --- | --- | --- | --- | --- |"]
    for step in procedure.transitions:
        sources = "、".join("（开始）" if key == NEW else procedure.state(key).label for key in step.source)
        target = procedure.state(step.target).label if step.target else "不变"
        needs = "、".join(need.label for need in step.needs if need.required) or "—"
        starts = "、".join(starting.label for starting in step.starts) or "—"
        rows.append(f"| {step.label} | {sources} | {target} | {holders(step)} | {needs} | {starts} |")
    return "\n".join(rows)


def holders(step: Transition) -> str:
    """The roles that may take a step, or the system."""
    found = [role.label for role in verbs.roles().values() if role.allows(step.who)]
    return "、".join(found) if step.by_hand or found else "系统自动"


def rules_list(procedure: Procedure) -> str:
    """Every rule a step names, with its articles."""
    keys = {key for step in procedure.transitions for key in step.law}
    keys |= {starting.rule for step in procedure.transitions for starting in step.starts}
    lines = []
    for key in sorted(keys):
        rule = book().rule(key)
        articles = "、".join(rule.articles)
        lines.append(f"- {rule.title}（{rule.layer_name}）：{articles}")
    return "\n".join(lines) or "（无）"
