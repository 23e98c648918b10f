"""What is read out to the congress: opening and closing words and the report of the presidium, with bound figures."""

from __future__ import annotations

from renda.demo.papers.facts import PROJECTS, SessionFacts
from renda.foundation.chinese.numbers import to_chinese


def people_words(people: int) -> str:
    """36,412 → 三万六千."""
    ten_thousands, thousands = divmod(people // 1000, 10)
    return f"{to_chinese(ten_thousands)}万" + (f"{to_chinese(thousands)}千" if thousands else "")


def opening(f: SessionFacts) -> dict:
    village = f.project_villages
    return {
        "people": people_words(f.plan.people),
        "tasks": f"听取和审议镇人民政府、镇人大主席团工作报告，审查和批准计划和预算，票决{f.this_year}民生实事项目",
        "past": [
            f"{f.past_year}，镇人民代表大会和主席团围绕修路、通水、看病、上学这些群众天天碰到的事依法履职，代表提出的{f.figure('accepted')}件建议已经答复{f.figure('replied')}件。",
            f"也要看到，{village[4].name}、{village[5].name}的渠道维修比计划晚，集镇停车难还没有缓解，代表对此有意见。",
        ],
        "matters": [
            f"镇人民政府工作报告提出了{f.this_year}的安排，请代表着重看目标能不能完成、钱从哪里来、谁来负责。",
            "预算报告请代表着重看民生支出是不是到位、项目支出有没有依据。",
            f"民生实事候选项目{PROJECTS + 4}个，请代表按照群众需要的先后投票。",
        ],
    }


def closing(f: SessionFacts) -> dict:
    return {
        "resolution_count": "四",
        "elected": f"会议票决产生了{f.this_year}的{PROJECTS}个民生实事项目。",
        "bills": 1,
        "suggestions": 20 + f.session.number,
        "points": [
            "一是村道。代表反映修好的路没有人养，要求把养护的人和钱落实到村。",
            "二是水利。代表反映渠道漏水，抗旱时田里进不了水，要求汛期以前修好。",
            "三是办理建议。代表要求答复里写明日期，到期逐件核对。",
        ],
    }


def report(f: SessionFacts) -> dict:
    """The presidium's report: what the deputies' suggestions came to stands in figures bound to the rows."""
    n = f.figure
    work = [
        ("听取报告，监督重点工作", "听取镇人民政府关于预算执行、民生实事项目和汛期安全的专项报告，提出审议意见14条，会后逐条催问，已落实12条，2条列入今年计划。"),
        ("督办代表建议", f"全年收到代表建议{n('received')}件，登记受理{n('accepted')}件，列为重点督办{n('key')}件；已答复{n('replied')}件，其中按期答复{n('on_time')}件。代表测评满意{n('satisfied')}件，基本满意{n('mostly')}件，不满意{n('dissatisfied')}件，不满意的退回重办{n('reopened')}件。"),
        ("开展视察和执法检查", "根据《中华人民共和国安全生产法》的规定检查了集镇商铺和加工点，发现隐患11处，已改正10处；组织代表视察水库和渠道两次。"),
        ("服务代表履职", f"{len(f.plan.groups)}个代表小组每季度活动一次，代表联络站每月固定一天接待群众，全年组织培训两批，18名代表向选民述职。"),
    ]  # fmt: skip
    plans = [
        (
            "监督",
            f"听取预算执行、村道养护、民生实事项目三个专项报告，{f.this_year}6月组织一次安全生产执法检查。",
        ),
        (
            "建议办理",
            "会后十五日内把代表建议全部交办，每两个月听取一次进展，每季度看一次现场，没有兑现的承诺逐件列出时间表。",
        ),
        ("代表工作", "全体代表参加一次以上培训，20名代表向选民述职，联络站接待情况每季度公布。"),
    ]
    return {
        "reporter": f"镇人大主席{f.chair}",
        "past_year": f.past_year,
        "year": f.this_year,
        "overview": "一年来，主席团召开会议6次，听取专项工作报告3个，组织执法检查1次、视察2次，依法召开人民代表大会会议两次，作出决议、决定共9项。",
        "work": [{"heading": heading, "text": text} for heading, text in work],
        "problems": [
            "对决议执行情况的跟踪还不够，有的审议意见交办以后没有再听取结果。",
            "代表小组活动不平衡，离集镇远的小组活动少。",
            "有的建议答复了但没有办成，承诺的时间到了没有主动报告。",
        ],
        "plans": [{"heading": heading, "text": text} for heading, text in plans],
    }


def mended_report(f: SessionFacts) -> dict:
    """The shortcomings once more, the broken promises by themselves."""
    first, second, _ = report(f)["problems"]
    return {
        "problems": [
            first,
            second,
            "承诺兑现不够好，有的建议答复时写明了日期，到期没有办成，也没有主动向代表说明。",
        ]
    }
