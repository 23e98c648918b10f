"""A vote is put on the list: what is asked, how it is voted, what can be chosen."""

from __future__ import annotations

from renda.kernel.ballots.fields import MOTION_ANSWERS, USUAL_ANSWERS
from renda.kernel.ballots.models import Ballot, Kind, Method, Option
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step

FACTS = (
    "congress_session", "subject_model", "subject_id", "title", "question", "method", "kind", "seats", "write_ins", "law_kind",
    "rule", "base_rule", "case", "paper_template", "held_on", "previous", "round",
)  # fmt: skip
#: An election can't be by show of hands: the law wants it secret.
SECRET_RULE = "officials-secret-ballot"


def guard(step: Step) -> list[Reason]:
    data, reasons = step.data, []
    labels = [label for label, *_ in data["options"]]
    if not data["title"].strip():
        reasons.append(
            Reason("还没有写表决事项。", "写清楚表决的是什么，例如：关于镇人民政府工作报告的决议。")
        )
    if not labels:
        reasons.append(Reason("还没有列出选项。", "至少列出一项。"))
    if len(set(labels)) != len(labels):
        double = next(label for label in labels if labels.count(label) > 1)
        reasons.append(Reason(f"“{double}”列了两次。", "同名的请在姓名后面用括号注明，例如性别或者单位。"))
    if data["method"] == Method.NAMED and len(labels) > 1:
        reasons.append(Reason("记名表决一次只能表决一项。", "几项分开表决，或者用“一揽子表决”。"))
    if data["seats"] < 1:
        reasons.append(Reason("应选名额至少是1。"))
    if data["kind"] == Kind.ELECTION and data["method"] != Method.SECRET_PAPER:
        from renda.kernel.ballots.words import refusal

        reasons.append(refusal(SECRET_RULE, "选举要用无记名投票。", "请把方式改为“无记名投票”。"))
    return reasons


def prepare(step: Step) -> None:
    for key in FACTS:
        setattr(step.matter, key, step.data[key])
    given = step.data["answers"] or USUAL_ANSWERS.get(step.data["kind"], MOTION_ANSWERS)
    step.matter.answers = [list(pair) for pair in given]
    earlier = Ballot.objects.filter(congress_session=step.data["congress_session"])
    previous = step.data["previous"]
    step.matter.position = previous.position if previous else earlier.count() + 1


def effect(step: Step) -> None:
    Option.objects.bulk_create(
        [
            Option(
                ballot=step.matter,
                position=position,
                label=label,
                note=note,
                person=person,
                subject_id=subject,
            )
            for position, (label, note, person, subject) in enumerate(step.data["options"], 1)
        ]
    )
