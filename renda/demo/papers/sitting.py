"""What is read and written while the congress sits: words of the chair, methods, minutes, bulletins, counts."""

from __future__ import annotations

from renda.demo.papers.facts import SMALL_ROOM, SessionFacts
from renda.foundation.chinese.dates import date_zh, day_zh
from renda.foundation.chinese.numbers import to_chinese

ATTENDING = "镇党委、镇人民政府领导成员，各办、站、所和各村（社区）负责人，在本镇选出的县人大代表"


def voting_method(f: SessionFacts) -> dict:
    return {
        "passed_on": f.opening(),
        "passed_by": "主席团第一次会议",
        "voting_way": "举手表决",
        "counters": "总监票人和监票人",
    }


def host_preparatory(f: SessionFacts) -> dict:
    return {
        "host": f"镇人大主席{f.chair}", "present": f.present, "excused": f.excused, "item_count": "两",
        "presidium_members": f.member_names, "secretary": f.vice_chair,
        "next_at": "9时10分", "next_place": "二楼小会议室", "opening_at": "9时40分",
    }  # fmt: skip


def host_presidium(f: SessionFacts) -> dict:
    secretary = f"秘书长{f.vice_chair}"
    items = [
        ("推选各次全体会议的执行主席", f"第一次全体会议由{f.vice_chair}主持，第二次全体会议由{f.chair}主持"),
        ("通过会议日程和表决办法", "会议日程和表决办法按草案通过"),
        ("决定代表提出议案的截止时间", f"议案截止时间为{day_zh(f.opens_on)}17时"),
    ]
    return {
        "meeting": f"{f.name}主席团第一次会议", "held_on": f.opening(), "host": f.chair,
        "members_total": len(f.members), "members_present": len(f.members), "observers": "各代表小组组长",
        "item_count": to_chinese(len(items)), "executor": "人大办",
        "items": [{"matter": matter, "speaker": secretary, "decide": decide} for matter, decide in items],
    }  # fmt: skip


def host_opening(f: SessionFacts) -> dict:
    reports = [
        (f"听取{f.government}工作报告", f"镇长{f.mayor}"),
        (f"听取{f.past_year}预算执行情况和{f.this_year}预算草案的报告", f"镇财政所所长{f.treasurer}"),
        (f"听取{f.presidium}工作报告", f"镇人大主席{f.chair}"),
        ("听取代表建议、批评和意见办理情况的报告", f"镇人大副主席{f.vice_chair}"),
    ]
    return {
        "host": f.vice_chair, "present": f.present, "observers": ATTENDING, "item_count": to_chinese(len(reports)),
        "reports": [{"matter": matter, "reporter": who} for matter, who in reports],
        "discuss_at": "今天下午2时30分", "record_by": "今天下午4时30分",
    }  # fmt: skip


def host_closing(f: SessionFacts) -> dict:
    return {
        "host": f.chair, "meeting_number": "二", "present": f.present, "voting_way": "举手表决",
        "resolutions": [f"关于{title}的决议" for title in resolution_titles(f)],
        "projects": f"请总监票人宣读票决结果。得票多的{to_chinese(len(f.project_villages))}个项目列为{f.this_year}民生实事项目，由镇人民政府组织实施。",
        "bill_reporter": f"议案审查组组长{f.member_names[3]}", "speaker": f"镇党委书记{f.party_secretary}",
    }  # fmt: skip


def resolution_titles(f: SessionFacts) -> list[str]:
    return [
        f"{f.government}工作报告",
        f"{f.town_name}{f.past_year}国民经济和社会发展计划执行情况与{f.this_year}计划",
        f"{f.town_name}{f.past_year}预算执行情况和{f.this_year}预算",
        f"{f.presidium}工作报告",
    ]


def vote_record(f: SessionFacts) -> dict:
    """Everybody present voted; a few against or abstaining."""
    items = []
    for n, title in enumerate(resolution_titles(f)):
        against, abstained = (f.session.number + n) % 2, (f.session.number + n * 2) % 3
        items.append(
            {
                "matter": f"关于{title}的决议", "in_favour": f.present - against - abstained, "against": against,
                "abstained": abstained, "result": "通过",
            }
        )  # fmt: skip
    return {"passed_on": f.closing(), "voting_way": "举手表决", "present": f.present, "items": items}


def minutes(f: SessionFacts) -> dict:
    """Minutes of the presidium's second meeting."""
    day = date_zh(f.after(4))
    items = [
        (
            "关于分组审议情况",
            f"各代表小组组长汇报了分组审议情况。代表对各项报告总体赞成，提出意见{18 + f.session.number}条，集中在村道养护、饮水和渠道维修。",
            "请镇人民政府根据代表意见修改工作报告；能当场答复的由有关单位负责人到组答复，需要办理的转为代表建议。",
            "综合办、人大办",
        ),
        (
            "关于代表议案和建议的处理",
            "议案审查组汇报了截止时间以前收到的议案和建议。会议认为，属于镇人民政府日常工作的，作为代表建议办理更快。",
            "代表建议由人大办会后逐件登记，开会交办，办理结果答复代表。",
            "人大办",
        ),
        (
            "关于各项决议草案",
            "会议讨论了四项决议草案，对要求部分的文字作了修改。",
            "决议草案印发代表讨论，提请闭幕会表决。",
            "人大办",
        ),
    ]
    return {
        "number": "", "meeting": f"{f.name}主席团第二次会议", "held_on": f.opening(), "host": f"镇人大主席{f.chair}",
        "venue": SMALL_ROOM, "members_total": len(f.members), "members_present": len(f.members),
        "items": [
            {"matter": a, "discussion": b, "decision": c, "executor": d, "finish": day} for a, b, c, d in items
        ],
        "present_names": f.member_names, "observer_names": [f"{f.mayor}（镇长）", f"{f.treasurer}（财政所所长）"],
    }  # fmt: skip


def bulletin(f: SessionFacts) -> dict:
    speakers = [one.person.name for one in f.deputies[12:16]]
    village = f.project_villages
    voices = [
        f"{village[0].places['路']}去年修好了，路肩还没有培土，雨季容易塌，请列入今年的养护。",
        f"{village[1].places['渠']}下游漏水，秋季抗旱时田里进不了水，建议先修最漏的一段。",
        "建议办好了要有人回头看，答复里写的时间到了，请人大办逐件去问。",
        "预算报告请多用几张表，把民生支出单列出来，代表看得明白。",
    ]
    return {
        "mark": f"{f.town_name}人大简报", "number": "第1期", "headline": "代表分组审议各项报告",
        "paragraphs": [
            f"{day_zh(f.opens_on)}下午，{len(f.plan.groups)}个代表小组分组审议镇人民政府工作报告、镇人大主席团工作报告，审查计划和预算报告，{f.present - 9}名代表发言。镇领导分别到各组听取意见，当场回答询问{9 + f.session.number}个。",
            "代表认为，报告讲成绩有数字，讲问题不回避，安排的工作看得见、摸得着。意见集中在村道养护、渠道维修和饮水三个方面。",
        ],
        "voices": [{"who": f"{name}代表", "said": said} for name, said in zip(speakers, voices, strict=False)],
        "cc": "镇党委、镇人民政府，各代表小组",
    }  # fmt: skip
