"""Last year's paper → this year's: how many planted stale facts are found, how many are changed wrongly, how fast.

    python -m benchmarks.renewal [--papers 60] [--seed 7]

The papers are written here: each holds facts of last year planted in sentences (dates in every writing, sessions,
years, names, units, figures, laws, numbers of papers …) and facts that are still right. They go through the real docx
and are read back. A planted fact is found when it is replaced, flagged or listed as unmatched; it is missed when it
stays without a word. Goal: recall ≥ 0.95, nothing that is still right replaced, a report of twenty pages under 1 s.
"""

from __future__ import annotations

import argparse
import random
import time
from dataclasses import dataclass, field
from datetime import date

from renda.kernel.documents.engine.docx import render_docx
from renda.kernel.documents.engine.model import Column, Heading, ListBlock, OfficialPaper, Table, text
from renda.kernel.documents.reading import read_paper
from renda.modules.drafting.renewal import Renewal, TownFacts, renew
from renda.modules.drafting.renewal.facts import (
    FigureFact,
    FigureOffer,
    LawAnswer,
    PostFact,
    SeatFact,
    SessionFact,
    UnitFact,
)
from renda.modules.drafting.renewal.slots import slots

PAGE_CHARS = 600
GOAL_RECALL, GOAL_SECONDS = 0.95, 1.0
ON = date(2026, 1, 12)

# kind → (sentence with {} where the fact stands, the fact of last year, what it must become or None when a person decides)
STALE: dict[str, list[tuple[str, str, str | None]]] = {
    "date": [
        ("会议定于{}在镇文化站礼堂举行。", "2025年1月8日", "2026年1月20日"),
        ("各代表团请于{}到会务组报到。", "2025年1月7日", None),
        ("主席团曾于{}组织集中视察。", "2024年9月18日", None),
        ("开幕大会安排在{}举行。", "2025年1月8日（星期三）", "2026年1月20日（星期二）"),
        ("会议于{}闭幕。", "二〇二五年一月九日", "二〇二六年一月二十一日"),
        ("材料送印日期为{}。", "2025-01-03", None),
        ("名单以{}的登记为准。", "2024.12.20", None),
        ("预审会改在{}下午进行。", "1月6日", None),
        ("验收时间为{}，由村里自行组织。", "2024年11月5日（周二）", None),
        ("请在{}把签到表送来。", "十二月三日", None),
    ],
    "period": [
        ("大会会期为{}。", "2025年1月8日至9日", "2026年1月20日至21日"),
        ("集中走访安排在{}。", "3月10日至14日", None),
        ("代表活动周为{}。", "2024年10月14日—18日", None),
        ("巡查从{}进行。", "2024年12月28日至2025年1月3日", None),
    ],
    "deadline": [
        ("请于{}前报送办理情况。", "3月15日", None),
        ("所有建议在{}前答复。", "2025年4月10日", None),
        ("工程须在{}前完工。", "2025年6月底", None),
        ("报名截至{}。", "2024年12月25日", None),
        ("力争{}前见到成效。", "三月底", None),
    ],
    "month": [
        ("{}，主席团听取了专项工作汇报。", "2024年8月", None),
        ("{}，共接待群众来访。", "2024年1—10月", None),
        ("{}将开展回头看。", "2025年二季度", None),
        ("{}完成换届准备。", "2025年上半年", None),
        ("每年的培训放在{}举办。", "10月中旬", None),
    ],
    "session": [
        (
            "这是{}的重要议程。",
            "云溪镇第十九届人民代表大会第六次会议",
            "云溪镇第十九届人民代表大会第七次会议",
        ),
        ("{}期间，代表们认真履职。", "镇十九届人大六次会议", "镇十九届人大七次会议"),
        ("自{}以来，主席团依法行权。", "十九届五次会议", None),
        ("筹备组负责{}的会务。", "第19届人民代表大会第6次会议", "第19届人民代表大会第7次会议"),
        ("以上事项经主席团{}研究。", "第二十一次会议", None),
        ("深入学习{}精神。", "党的二十届三中全会", None),
        ("贯彻{}的部署。", "县第十八届人民代表大会第四次会议", None),
    ],
    "year": [
        ("{}，全镇经济平稳增长。", "2024年", "2025年"),
        ("{}的主要任务如下。", "2025年", "2026年"),
        ("{}财政预算执行情况良好。", "2024年度", "2025年度"),
        ("截至{}，全部办结。", "2024年底", "2025年底"),
        ("规划期为{}。", "2021—2025年", None),
        ("{}是收官之年。", "二〇二五年", "二〇二六年"),
        ("项目将在{}投用。", "2026年", None),
        ("{}时期成绩显著。", "“十四五”", None),
        ("今年是建镇{}。", "30周年", None),
    ],
    "person": [
        ("镇长{}作政府工作报告。", "赵德明", None),
        ("会议由人大副主席{}主持。", "孙立新", None),
        ("{}同志代表主席团讲话。", "赵德明", None),
        ("总监票人：{}。", "贺小兰", None),
        ("联系人：{}。", "万春生", None),
        ("代表{}提出的建议已经办结。", "曹玉梅", None),
        ("农业服务中心主任{}作了说明。", "康志远", None),
        ("副镇长{}到会听取意见。", "欧阳文清", None),
    ],
    "unit": [
        ("由{}牵头办理。", "农业服务中心", None),
        ("请{}配合落实。", "城建管理所", None),
        ("责任单位：{}。", "社会事务办公室", None),
        ("会议交{}研究。", "村镇建设服务中心", None),
    ],
    "figure": [
        ("全年收到代表建议{}。", "35件", "41件"),
        ("全年代表建议办结率为{}。", "88.6%", "97.6%"),
        ("组织代表视察{}。", "6次", None),
        ("安排民生资金{}。", "1,250万元", None),
        ("硬化村道{}。", "12.5公里", None),
        ("走访选民{}。", "一百二十名", None),
        ("新增路灯{}。", "八十六盏", None),
        ("群众满意率达{}。", "百分之九十六", None),
        ("出席会议的代表应到{}。", "62人", None),
        ("帮扶困难家庭{}。", "一百零三户", None),
    ],
    "law": [
        ("依据《全国人民代表大会和地方各级人民代表大会代表法》{}的规定组织活动。", "第二十条", "第二十六条"),
        ("按照代表法{}听取意见。", "第四十二条", "第五十一条"),
        ("依照{}开展工作。", "《某省乡镇人民代表大会工作条例》", None),
        ("按{}执行。", "《代表法》（2015年修正）", None),
    ],
    "number": [
        ("按照{}的安排落实。", "云镇人发〔2024〕5号", None),
        ("《{}》同时废止。", "云镇政〔2025〕12号", None),
        ("详见人大简报{}。", "第8期", None),
    ],
    "phone": [("联系电话：{}。", "0571-63205555", None), ("会务组手机{}。", "13812345678", None)],
}
# still right: replacing one of these would be a fault
RIGHT = [
    "人大主席周国强作主席团工作报告。",
    "会议由周国强同志主持。",
    "代表李秀兰发言。",
    "水利站负责巡查。",
    "我们从三个方面抓好落实。",
    "2021年换届以来，代表履职意识明显增强。",
    "2019年建成的水厂运行正常。",
    "各村都要做到一户不漏。",
    "今年以来，工作扎实推进。",
    "第十九届人民代表大会代表依法履职。",
    "上午8时30分准时开始。",
    "一要压实责任，二要抓好督促。",
    "十九届一次会议选举产生了新一届班子。",
]


@dataclass
class Outcome:
    """What one run found."""

    planted: dict[str, int] = field(default_factory=dict)
    found: dict[str, int] = field(default_factory=dict)
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    changed_right: list[str] = field(default_factory=list)
    to_rule: int = 0
    characters: int = 0
    seconds: float = 0.0

    @property
    def recall(self) -> float:
        return sum(self.found.values()) / max(sum(self.planted.values()), 1)


def offered(fact: FigureFact) -> FigureOffer:
    return FigureOffer(fact.label, fact.unit, fact.key, fact.old_text.endswith("%"), lambda: fact)


def figures(years, shift, sessions):
    """The figures of the made-up town."""
    return (
        offered(FigureFact("suggestions.received", "收到代表建议", "件", "35", "41", "2024年", "2025年", "year:2025")),
        offered(FigureFact("suggestions.rate", "建议办结率", "", "88.6%", "97.6%", "2024年", "2025年", "year:2025")),
    )


def law(title: str, article: int | None, old_on: date, new_on: date) -> LawAnswer:
    """A library that knows one law whose articles moved."""
    if not title.endswith("代表法"):
        return LawAnswer()
    moved = {20: 26, 42: 51}
    return LawAnswer(
        True, True, moved.get(article or 0, article), certain=True, note="新的文本已施行", source="资料库"
    )


def facts() -> TownFacts:
    """The data of the made-up town: people who stayed, left and followed, a unit out of use, two sessions."""
    began, left = date(2021, 12, 1), date(2025, 6, 30)
    return TownFacts(
        town="云溪镇",
        office_phone="0571-63200000",
        sessions=(
            SessionFact(19, 6, date(2025, 1, 8), date(2025, 1, 9)),
            SessionFact(19, 7, date(2026, 1, 20), date(2026, 1, 21)),
        ),
        people=("赵德明", "钱文海", "周国强", "孙立新", "李秀兰", "曹玉梅"),
        posts=(
            PostFact("赵德明", "云溪镇人民政府", "镇长", began, left),
            PostFact("钱文海", "云溪镇人民政府", "镇长", date(2025, 7, 1)),
            PostFact("周国强", "云溪镇人大", "人大主席", began),
            PostFact("孙立新", "云溪镇人大", "人大副主席", began, left),
        ),
        seats=(SeatFact("李秀兰", began), SeatFact("曹玉梅", began, left, "辞去代表职务")),
        units=(
            UnitFact("水利站"),
            UnitFact("农业农村办公室"),
            UnitFact("农业服务中心", is_active=False),
            UnitFact("云溪镇人民政府"),
        ),
        law=law,
        figures=figures,
    )


def make_paper(
    rng: random.Random, size: int = 24
) -> tuple[OfficialPaper, list[tuple[str, str, str, str | None]], list[str]]:
    """A paper of last year, what is planted in it as (kind, sentence, fact, expected), and what is still right."""
    pool = [(kind, *entry) for kind, entries in STALE.items() for entry in entries]
    chosen = rng.sample(pool, min(size, len(pool)))
    right = rng.sample(RIGHT, 6)
    planted = [(kind, sentence.format(fact), fact, new) for kind, sentence, fact, new in chosen]
    sentences = [sentence for _, sentence, _, _ in planted] + right
    rng.shuffle(sentences)
    third = len(sentences) // 3
    blocks = [text(one) for one in sentences[:third]]
    blocks += [
        Heading(1, "有关安排"),
        *(text("".join(sentences[at : at + 2])) for at in range(third, 2 * third, 2)),
    ]
    blocks += [Heading(1, "其他事项"), ListBlock(tuple(sentences[2 * third : -2]))]
    blocks.append(
        Table(
            (Column("序号"), Column("内容", 6)),
            tuple((str(n), one) for n, one in enumerate(sentences[-2:], 1)),
        )
    )
    paper = OfficialPaper(
        kind="通知",
        form="general",
        title="关于做好云溪镇第十九届人民代表大会第六次会议有关工作的通知",
        organ_mark="云溪镇人民代表大会主席团文件",
        number="云镇人发〔2025〕3号",
        addressees=("各代表小组", "镇直各单位"),
        blocks=tuple(blocks),
        signature=("云溪镇人民代表大会主席团",),
        date="2025年1月2日",
    )
    head = [
        ("number", paper.number, paper.number, ""),
        ("session", paper.title, "第十九届人民代表大会第六次会议", "第十九届人民代表大会第七次会议"),
        ("date", paper.date, paper.date, "2026年1月12日"),
    ]
    return paper, head + planted, right


def judge(renewal: Renewal, planted, right, outcome: Outcome) -> None:
    """Count what was found, missed, and changed although it was right."""
    texts = slots(renewal.paper)
    outcome.characters += sum(len(slot.text) for slot in texts)
    outcome.to_rule += sum(place.must_be_ruled for place in renewal.places)
    for kind, sentence, fact, expected in planted:
        slot = next(slot for slot in texts if sentence in slot.text)
        start = slot.text.index(sentence) + sentence.index(fact)
        hits = [
            p
            for p in renewal.places
            if p.path == slot.path and p.start < start + len(fact) and p.end > start and p.decision != "kept"
        ]
        outcome.planted[kind] = outcome.planted.get(kind, 0) + 1
        outcome.found[kind] = outcome.found.get(kind, 0) + bool(hits)
        if not hits:
            outcome.missed.append(f"{kind}：{sentence}")
        made = next((p for p in hits if p.decision == "replaced"), None)
        if made is not None and (expected is None or made.new not in expected):
            outcome.wrong.append(f"{sentence}：{made.old} → {made.new}")
    for sentence in right:
        slot = next(slot for slot in texts if sentence in slot.text)
        start = slot.text.index(sentence)
        outcome.changed_right += [
            f"{sentence}：{p.old} → {p.new}"
            for p in renewal.places
            if p.path == slot.path and start <= p.start < start + len(sentence) and p.decision == "replaced"
        ]


def measure(papers: int, seed: int) -> Outcome:
    """Make, write, read back and renew so many papers."""
    rng, outcome, known = random.Random(seed), Outcome(), facts()
    for number in range(papers):
        paper, planted, right = make_paper(rng)
        read = read_paper(render_docx(paper), f"去年{number}.docx").paper
        started = time.perf_counter()
        renewal = renew(read, known, on=ON)
        outcome.seconds += time.perf_counter() - started
        judge(renewal, planted, right, outcome)
    return outcome


def long_report(seed: int, pages: int = 20) -> OfficialPaper:
    """A report of about ``pages`` pages full of facts."""
    rng = random.Random(seed)
    blocks, length = [], 0
    while length < pages * PAGE_CHARS:
        paper, _, _ = make_paper(rng)
        blocks += paper.blocks
        length += sum(len(slot.text) for slot in slots(paper))
    return OfficialPaper(
        kind="报告", form="plain", title=paper.title, blocks=tuple(blocks), date="2025年1月8日"
    )


def seconds_for(paper: OfficialPaper) -> float:
    """How long one renewal takes, the best of three."""
    best = float("inf")
    for _ in range(3):
        started = time.perf_counter()
        renew(paper, facts(), on=ON)
        best = min(best, time.perf_counter() - started)
    return best


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--papers", type=int, default=60)
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    outcome = measure(args.papers, args.seed)
    for kind in outcome.planted:
        print(
            f"{kind:10} planted {outcome.planted[kind]:5}  found {outcome.found[kind]:5}  {outcome.found[kind] / outcome.planted[kind]:.3f}"
        )
    print(
        f"recall {outcome.recall:.4f} (goal {GOAL_RECALL}); replaced wrongly {len(outcome.wrong)}; still right but replaced {len(outcome.changed_right)}"
    )
    print(
        f"to rule on: {outcome.to_rule / args.papers:.1f} places a paper; {outcome.characters / outcome.seconds:,.0f} characters a second"
    )
    print(f"a report of 20 pages: {seconds_for(long_report(args.seed)):.3f} s (goal {GOAL_SECONDS})")
    for line in [
        *dict.fromkeys(outcome.missed),
        *dict.fromkeys(outcome.wrong),
        *dict.fromkeys(outcome.changed_right),
    ]:
        print("  ", line)


if __name__ == "__main__":
    main()
