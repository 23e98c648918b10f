"""Papers that are on the office's desk on the last day: one in each state, so that every page has something to show."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from renda.demo.acting import CHAIR, CLERK, OFFICE
from renda.demo.papers.facts import SMALL_ROOM, VENUE, SessionFacts
from renda.demo.papers.way import PaperPlayer, Planned
from renda.foundation.chinese.dates import date_zh, day_zh
from renda.kernel.figures.marks import mark
from renda.kernel.people.models import DeputyGroup
from renda.kernel.procedures.execute import execute
from renda.modules.drafting import texts

OFFICE_HEAD, VICE_CHAIR = "p-npc-director", "d001"


class CurrentPapers:
    """``f``: the next session (or the last known one), whose year the plans are for."""

    def __init__(self, player: PaperPlayer, f: SessionFacts, today: date) -> None:
        self.player, self.f, self.today = player, f, today

    def plan(self) -> None:
        """Put every one on the agenda."""
        ways: tuple[tuple[int, Callable[[], None]], ...] = (
            (16, self.sent), (9, self.numbered), (7, self.sent_back), (5, self.unsigned), (3, self.in_review), (2, self.being_written),
            (1, self.report),
        )  # fmt: skip
        for days, act in ways:
            self.player.later(self.player.workday(self.today - timedelta(days=days)), act)

    def day(self, days: int) -> date:
        """A working day so many days from today."""
        return self.player.workday(self.today + timedelta(days=days), 1)

    def begin(self, template: str, values: dict):
        shared = {"chair": self.f.chair, "contact": self.f.clerk}
        return self.player.begun(Planned(self.today, template, values, extra=shared))

    def reviewed(self, draft, *reviewers: str, remark: str = "") -> None:
        """Asked and answered on one day."""
        people = [self.player.rows.people[key] for key in reviewers]
        execute(
            self.player.actors.staff(CLERK),
            draft,
            "ask_review",
            {"reviewers": people, "note": "请看时间和分工是否合适。"},
        )
        for n, key in enumerate(reviewers):
            wants = remark if n == 0 else ""
            stance = {"stance": "amend" if wants else "agree", "text": wants}
            execute(self.player.actors.staff(key), self.player.fresh(draft.pk), "give_opinion", stance)

    def signed(self, draft) -> None:
        execute(
            self.player.actors.staff(CHAIR), self.player.fresh(draft.pk), "sign", {"sign_note": "同意印发。"}
        )

    def numbered_now(self, draft) -> None:
        execute(
            self.player.actors.staff(OFFICE), self.player.fresh(draft.pk), "number", {"series": draft.series}
        )

    # one paper in each state

    def sent(self) -> None:
        """Out, most have signed for it."""
        held = self.day(12)
        draft = self.begin("training_notice", {
            "year": f"{self.today.year}年", "batch": "三", "held_at": f"{date_zh(held)}上午9时", "venue": VENUE,
            "lessons": [
                {"at": "9:00—10:20", "lesson": "怎样写好一件建议：一事一议、有地点、有数字", "teacher": f"镇人大副主席{self.f.vice_chair}"},
                {"at": "10:30—11:40", "lesson": "怎样看预算报告", "teacher": f"镇财政所所长{self.f.treasurer}"},
            ],
            "people": "今年前两批没有参加培训的代表，名单由各组组长通知", "bring": "代表证、笔记本",
        })  # fmt: skip
        self.reviewed(draft, VICE_CHAIR)
        self.signed(draft)
        self.numbered_now(draft)
        groups = {"groups": list(DeputyGroup.objects.all()[:3]), "copies": 30}
        execute(self.player.actors.staff(CLERK), self.player.fresh(draft.pk), "send", groups)
        self.player.later(
            self.player.workday(self.today - timedelta(days=11), 1),
            lambda: self.player.sign_for(draft.pk, left=4),
        )

    def numbered(self) -> None:
        """Numbered, waits to be sent."""
        held = self.day(6)
        draft = self.begin("presidium_meeting_notice", {
            "meeting": f"{self.f.presidium}{self.today.year}年第六次会议", "held_at": f"{date_zh(held)}上午9时", "venue": SMALL_ROOM,
            "topics": ["听取重点督办建议的办理情况", "研究明年监督工作的选题", "研究下一次人民代表大会会议的筹备工作"],
            "reply_by": f"{day_zh(self.day(5))}17时",
        })  # fmt: skip
        self.reviewed(draft, OFFICE_HEAD)
        self.signed(draft)
        self.numbered_now(draft)

    def sent_back(self) -> None:
        """A reviewer wants changes; the drafter has it again."""
        draft = self.begin("inspection_plan", {
            "law": "中华人民共和国安全生产法", "units": "镇人民政府", "basis": f"主席团{self.today.year}年工作安排",
            "report_unit": "平安法治办公室", "report_by": date_zh(self.day(14)),
            "contents": ["烟花爆竹经营点的许可和存放", "加工点的用电和消防通道", "隐患台账和整改情况"],
            "leader": f"镇人大副主席{self.f.vice_chair}", "members": self.f.member_names[3:6], "experts": "",
            "sites": [
                {"at": f"{day_zh(self.day(21))}上午", "site": "集镇商铺5家", "items": "用电、灭火器材、疏散通道", "lead": self.f.member_names[3]},
                {"at": f"{day_zh(self.day(21))}下午", "site": "竹器加工点3处", "items": "粉尘、线路、操作规程", "lead": self.f.member_names[4]},
            ],
            "draft_by": date_zh(self.day(35)),
        })  # fmt: skip
        self.reviewed(
            draft, VICE_CHAIR, remark="检查点少了，渡口集市的烟花爆竹店要列进去，再请县应急局派一名懂行的人。"
        )

    def unsigned(self) -> None:
        """Reviewed, waits for the signature."""
        rows = [
            {
                "deputy": one.person.name, "area": one.mandate_on(self.f.opens_on).district if one.mandate_on(self.f.opens_on) else one.mandates[-1].district,
                "at": f"{date_zh(self.day(15 + n))}上午9时", "place": f"{self.f.plan.village(one.person.village_key).name}党群服务中心",
                "host": self.f.plan.deputies[self.f.plan.groups[n].leader_index].person.name,
            }
            for n, one in enumerate(self.f.plan.deputies[11:15])
        ]  # fmt: skip
        draft = self.begin("duty_report_notice", {
            "year": f"{self.today.year}年", "addressed": "各代表小组", "count": len(rows), "reports": rows,
            "contents": ["出席会议、参加闭会期间活动的情况", "提出议案、建议的情况和办理结果", "联系选民、反映意见的情况", "不足和打算"],
            "length": "一千字左右", "text_by": date_zh(self.day(10)),
        })  # fmt: skip
        self.reviewed(draft, OFFICE_HEAD, VICE_CHAIR)

    def in_review(self) -> None:
        """One reviewer has answered, the other is waited for."""
        draft = self.begin("information", information(self.f, self.today))
        people = [self.player.rows.people[key] for key in (OFFICE_HEAD, VICE_CHAIR)]
        execute(
            self.player.actors.staff(CLERK),
            draft,
            "ask_review",
            {"reviewers": people, "note": "数字请再核一遍。"},
        )
        execute(
            self.player.actors.staff(OFFICE_HEAD),
            self.player.fresh(draft.pk),
            "give_opinion",
            {"stance": "agree", "text": ""},
        )

    def being_written(self) -> None:
        """Begun, with places still to be filled in."""
        clerk = self.player.actors.staff(CLERK)
        texts.start_draft(clerk, "annual_plan", {
            "presidium": self.f.presidium, "year": f"{self.today.year + 1}年", "addressed": "镇人民政府，各代表小组",
            "contact": self.f.clerk, "phone": "0799-6601208",
        }, unfinished=True)  # fmt: skip

    def report(self) -> None:
        """A report whose figures are bound to their rows."""
        year = f"year:{self.today.year}"
        figure = lambda key: mark(f"suggestions.{key}", year)  # noqa: E731
        self.begin("annual_summary", {
            "signer": self.f.chair, "year": f"{self.today.year}年", "next_year": f"{self.today.year + 1}年",
            "addressed": f"{self.f.plan.county}人民代表大会常务委员会",
            "overview": "一年来，主席团在镇党委领导下、在县人大常委会指导下，按照年度计划开展工作，计划的事项已经完成大半。",
            "work": [
                {"heading": "依法召开会议", "text": "召开人民代表大会会议两次、主席团会议五次，作出决议、决定九项。"},
                {"heading": "督办代表建议", "text": f"收到代表建议{figure('received')}件，登记受理{figure('accepted')}件，已答复{figure('replied')}件，其中按期答复{figure('on_time')}件；代表测评满意{figure('satisfied')}件，不满意{figure('dissatisfied')}件。"},
                {"heading": "联系代表和群众", "text": "代表联络站每月固定一天接待群众，代表小组每季度活动一次。"},
            ],
            "figures": [
                {"item_name": "主席团会议", "planned": "6次", "done": "5次", "remark": "还有一次在12月"},
                {"item_name": "代表培训", "planned": "3批", "done": "2批", "remark": "第三批已经通知"},
                {"item_name": "代表述职", "planned": "20人", "done": "16人", "remark": "还有4人已经安排"},
            ],
            "problems": ["有的建议答复后没有按承诺的时间办成。", "代表小组活动不平衡。"],
            "plans": ["对没有兑现的承诺列单跟踪，每季度报告一次。", "把代表小组活动情况列入年底通报。"],
        })  # fmt: skip


def information(f: SessionFacts, today: date) -> dict:
    """The words of a short piece of news."""
    village = f.project_villages[0]
    return {
        "headline": f"代表盯着一条渠 {village.name}的田等来了水",
        "lead": f"{today.month}月上旬，{village.name}{village.places['渠']}清淤完工，渠尾的田第一次在秋冬灌上了水。",
        "paragraphs": [
            f"今年大会上，{f.member_names[3]}代表提出了这件建议。主席团把它列为重点督办件，由人大主席{f.chair}领衔督办。",
            "承办单位和代表一起走了全程，当场定下先清淤、后防渗的办法，分两段施工，代表每周到现场看一次。",
            "完工那天，代表请来渠尾的五户人家，一户一户问水到了没有，问完才在测评表上签字。",
        ],
        "channels": "县人大网站", "author": f.clerk, "reviewer": f.vice_chair, "photos": "2张",
    }  # fmt: skip
