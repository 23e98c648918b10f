"""What goes out before the congress meets: the decision, the announcement, notices, the plan of the preparations."""

from __future__ import annotations

from renda.demo.papers.facts import SMALL_ROOM, VENUE, SessionFacts
from renda.foundation.chinese.dates import date_zh


def decision(f: SessionFacts) -> dict:
    return {"decided_on": date_zh(f.before(33)), "meeting": f"{f.term}主席团会议", "agenda": f.agenda}


def announcement(f: SessionFacts) -> dict:
    return {"meeting": f"{f.term}主席团会议", "agenda": f.agenda}


def plan(f: SessionFacts) -> dict:
    """Who does what by when until the hall is ready."""
    clerk = f.clerk
    helper = f.named("p-npc-clerk-2")
    teams = [
        ("文件组", f.named("p-npc-director"), clerk, "报告、决议草案的起草、送审、校对、印制和装袋"),
        ("会务组", f.vice_chair, f"{helper}、综合办", "通知、报到、座次、证件、会场布置和音响"),
        ("议案组", f.member_names[3], "、".join(f.member_names[4:6]), "收集、登记、审查议案和建议"),
        ("保障组", f.holder("office", "主任"), "派出所、卫生院、供电所", "用餐、车辆、医疗、安全和用电"),
    ]
    tasks = [
        ("主席团会议决定召开大会，发公告和会议通知", f.before(32), clerk),
        ("组织代表小组会前视察，收集意见", f.before(18), "各组组长"),
        ("各项报告定稿送印", f.before(9), f.named("p-npc-director")),
        ("印制表决票和民生实事项目票，封存备用", f.before(4), helper),
        ("材料装袋，按名单核对", f.before(2), clerk),
        ("布置会场，试音响、投影和国歌", f.before(1), helper),
    ]
    return {
        "venue": VENUE,
        "observers": 46,
        "teams": [{"team": a, "leader": b, "members": c, "duty": d} for a, b, c, d in teams],
        "tasks": [{"task": task, "finish": date_zh(day), "person": person} for task, day, person in tasks],
        "money": "会议经费按批准的预算列支，共3.6万元，用于材料印制、用餐和误工补助，会后十日内报账。",
        "emergency": "停电时启用备用发电机；代表身体不适由驻会医生处理；火警时从南北两个出口疏散，各组组长清点本组人数。",
    }


def mended_plan(f: SessionFacts) -> dict:
    """The emergencies once more, with a person for each."""
    return {
        "emergency": f"停电时由{f.named('p-npc-clerk-2')}启用备用发电机；代表身体不适由驻会医生处理，{f.holder('hospital', '院长')}院长负责调车；"
        "火警时从南北两个出口疏散，各组组长清点本组人数。"
    }


def notice_units(f: SessionFacts) -> dict:
    early, final = date_zh(f.before(25)), date_zh(f.before(11))
    reports = [
        (f"{f.government}工作报告", f.mayor),
        (
            f"关于{f.past_year}国民经济和社会发展计划执行情况与{f.this_year}计划草案的报告",
            f.holder("economy", "主任"),
        ),
        (f"关于{f.past_year}预算执行情况和{f.this_year}预算草案的报告", f.treasurer),
    ]
    return {
        "venue": VENUE,
        "reports": [
            {"title": title, "reporter": who, "draft_on": early, "final_on": final} for title, who in reports
        ],
        "opinions_on": date_zh(f.before(18)),
        "services": [
            "综合办负责会场布置、音响和用餐",
            "派出所负责会场周边秩序和停车",
            "卫生院安排一名医生值守",
            "供电所保障会场用电",
        ],
        "cc": "中共" + f.town_name + "委员会",
    }


def notice_deputies(f: SessionFacts) -> dict:
    far = [village.name for village in sorted(f.plan.villages, key=lambda village: -village.distance_km)[:2]]
    return {
        "venue": VENUE,
        "agenda": f.agenda,
        "register_at": f"{f.opening()}上午8时",
        "register_place": "镇政府一楼大厅",
        "bill_deadline": f"{f.opening()}17时",
        "reply_by": date_zh(f.before(4)),
        "logistics": f"会议期间在镇政府食堂用餐。{'、'.join(far)}的代表由镇里派车接送，上午7时20分在村委会集合。",
    }


def agenda(f: SessionFacts) -> dict:
    return {"passed_on": f.opening(), "passed_by": "预备会议", "items": f.agenda}


def schedule(f: SessionFacts) -> dict:
    first, second = f.with_weekday(f.opens_on), f.with_weekday(f.closes_on)
    rows = [
        (first, "8:00—8:30", "代表报到，领取材料", "一楼大厅", ""),
        (first, "8:40", "预备会议：通过主席团和秘书长名单、会议议程", VENUE, f.chair),
        (
            first,
            "9:10",
            "主席团第一次会议：推选执行主席，通过日程、表决办法，决定议案截止时间",
            SMALL_ROOM,
            f.chair,
        ),
        (
            first,
            "9:40",
            "开幕会：听取政府工作报告、主席团工作报告、建议办理情况报告，书面印发计划和预算报告",
            VENUE,
            f.vice_chair,
        ),
        (
            first,
            "14:30",
            "分组审议各项报告，审查计划和预算，讨论民生实事候选项目",
            "各小组会议室",
            "各组组长",
        ),
        (
            first,
            "17:00",
            "主席团第二次会议：听取分组审议情况，研究议案处理，提出各项决议草案",
            SMALL_ROOM,
            f.chair,
        ),
        (second, "8:30", "分组讨论各项决议草案", "各小组会议室", "各组组长"),
        (second, "10:00", "主席团第三次会议：听取讨论情况，将决议草案提请大会表决", SMALL_ROOM, f.chair),
        (second, "14:30", "闭幕会：票决民生实事项目，表决各项决议，闭幕", VENUE, f.chair),
    ]
    return {"items": [{"day": a, "time": b, "content": c, "place": d, "host": e} for a, b, c, d, e in rows]}


def presidium_list(f: SessionFacts) -> dict:
    members = [
        {
            "name": one.person.name,
            "sex": one.person.sex,
            "post": one.employer + one.occupation,
            "group": f.group_of(one),
        }
        for one in f.members
    ]
    return {"count": len(members), "members": members, "secretary": f.vice_chair}


def groups_list(f: SessionFacts) -> dict:
    """The groups as they deliberate, each with one unit that listens."""
    listeners = [unit.short for unit in f.plan.units if unit.has_account]
    groups = []
    for n, group in enumerate(f.plan.groups):
        own = [one.person.name for one in f.deputies if one.mandate_on(f.opens_on).group_key == group.key]
        groups.append(
            {
                "name": group.name, "count": len(own), "leader": f.plan.deputies[group.leader_index].person.name,
                "place": f"镇政府办公楼{2 + n // 3}0{1 + n % 3}室", "members": "、".join(own),
                "observers": "、".join(listeners[n * 2 : n * 2 + 2]) + "负责人",
            }
        )  # fmt: skip
    return {"groups": groups}
