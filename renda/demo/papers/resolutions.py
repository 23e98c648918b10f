"""What the congress passes: four resolutions and the decision on the projects."""

from __future__ import annotations

from datetime import date

from renda.demo.papers.facts import PROJECTS, SessionFacts
from renda.foundation.chinese.dates import date_zh


def passed(f: SessionFacts) -> dict:
    return {"passed_on": f.closing(), "past_year": f.past_year, "year": f.this_year}


def government_report(f: SessionFacts) -> dict:
    village = f.project_villages
    return {
        **passed(f),
        "reporter": f"镇长{f.mayor}",
        "assessment": f"完成了村道硬化、山塘加固、卫生室改造等任务，农村居民收入继续增长，但{village[4].name}渠道维修没有按期完成，集镇停车难等问题还没有解决。",
        "tasks": [f"修好{village[0].places['渠']}和{village[1].places['渠']}", "建立村道养护制度，养护的人和钱落实到村", "建成集镇停车场", f"办好{PROJECTS}件民生实事"],
    }  # fmt: skip


def plan(f: SessionFacts) -> dict:
    return {
        **passed(f),
        "report_by": date_zh(date(f.year, 8, 31)),
        "targets": ["农村居民人均可支配收入增长6%", f"粮食播种面积稳定在{sum(v.farmland_mu for v in f.plan.villages) // 1000 / 10:.1f}万亩", "完成村道养护86公里", "新增自来水入户520户"],
    }  # fmt: skip


def budget(f: SessionFacts) -> dict:
    return {**passed(f), "reviewer": "大会预算审查组", "income": f.budget, "spending": f.budget}


def presidium_report(f: SessionFacts) -> dict:
    return {
        **passed(f),
        "reporter": f"镇人大主席{f.chair}",
        "topics": ["预算执行", "村道养护", "民生实事项目", "安全生产"],
    }


def projects(f: SessionFacts) -> dict:
    """Six projects with money, day and who is answerable."""
    village = f.project_villages
    short = {unit.key: unit.short for unit in f.plan.units}
    rows = [
        (f"{village[0].places['渠']}防渗加固", "衬砌渠道2.4公里，改造闸口3处", 86, 5, short["water"]),
        (
            f"{village[1].places['路']}路肩培土和排水沟",
            "培土3.8公里，新建边沟1.6公里",
            64,
            9,
            short["planning"],
        ),
        ("集镇停车场", "利用粮站旧院，新建停车位70个", 95, 8, short["planning"]),
        (f"{village[2].name}自来水入户", "更换主管4公里，入户210户", 118, 10, short["water"]),
        (f"{village[3].places['医']}改造", "改造诊室和药房，添置康复器材", 32, 7, short["hospital"]),
        (f"{village[4].places['场']}", "平整场地600平方米，安装路灯和健身器材", 28, 9, short["culture"]),
    ]
    return {
        "year": f.this_year, "passed_on": f.closing(), "publish_by": date_zh(f.after(28)), "rhythm": "每季度",
        "candidate_count": PROJECTS + 4, "project_count": PROJECTS,
        "projects": [
            {"project": a, "content": b, "money": c, "finish": f"{f.year}年{d}月", "responsible": e} for a, b, c, d, e in rows
        ],
    }  # fmt: skip
