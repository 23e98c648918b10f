"""Totals, shares and growth recomputed from the numbers beside them (TXT-17)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from renda.kernel.proofreading.computed.numbers import DIGITS, Quantities, Quantity, plain
from renda.kernel.proofreading.context import Context, say
from renda.kernel.proofreading.findings import Finding
from renda.kernel.proofreading.text import SourceText

AMONG = re.compile(r"其中[，：:]?|分别(?:是|为)[：:]?|包括[：:]?")
OPEN_LIST = re.compile(r"等|主要|重点|特别|包括|尤其|仅|还|新增|另")
COMPARED = re.compile(
    r"(?:比|较|由|从|增加到|同比|环比|上年|去年|上届|增加|增长|减少|下降|提高|多|少|人均|平均|每[\u4e00-\u9fff]|占|补助|奖励|投资|投入|最[高低多少大]|超|第)[^，。；、\d]{0,8}$"
)
OVERLAP = re.compile(
    r"党员|妇女|女性|女代表|少数民族|非党|连任|连选|岁以|大专|本科|学历|基层|一线|工人|农民|知识分子|干部|民主党派|无党派|重点|贫困|困难|归侨|军人|专业技术"
)
OPPOSED = ((re.compile("男"), re.compile("女")), (re.compile(r"党员"), re.compile(r"非党|群众")))
TOTAL_AFTER = re.compile(rf"(?:一共|合计|共计|总计|总共|共)(?:是|为|有)?(?P<n>{DIGITS})")
HUNDRED = re.compile(r"(?:合计|共计|总计|加起来|之和)(?:是|为)?(?P<n>100)[%％]")
PART_OF_HUNDRED = re.compile(r"占(?:比|到|了)?(?:为)?(\d+(?:\.\d+)?)[%％]")
ADJACENT = re.compile(r"[，,、；]?[^，。；\d年月]{0,4}$")
SHARE = re.compile(
    rf"[，,、]?占(?:比|到|了)?(?P<of>[^，。；\d%]{{0,14}}?)(?:(?P<all>\d+)(?:件|名|人|票|张|户|个|项)(?:建议|代表|选民)?)?(?:的|为|达到?)?(?P<p>{DIGITS})[%％]"
)
OF_ALL = re.compile(
    r"^(?:了|其中|全体|全部|总|应到|实到|到会|本[次届级]|全镇代表|代表|建议|票|收回|有效|所有|上述|这些)?[^，。；]{0,8}(?:总数|总量|总额|总人数|总件数|总户数|总票数|全部|全体|总)?[^，。；]{0,4}$"
)
FOREIGN = re.compile(r"全县|全市|全省|全国|生产总值|GDP|收入|支出|总产值|面积|全区|比重|市场|人口")
RATE = re.compile(
    rf"(?P<w>办结|答复|办复|满意|出席|到会|参会|完成|回复|见面|面商|落实|解决|采纳|参与|参选|投票|通过)率(?:为|达到?|是|均为)?(?P<p>{DIGITS})[%％]"
)
GROWTH = re.compile(
    rf"[由从](?P<when>[^，。；\d]{{0,8}}(?:\d{{4}}年)?[^，。；\d]{{0,6}}?)(?:的)?(?P<a>{DIGITS})(?P<au>[万亿]?[\u4e00-\u9fff%％]{{1,3}}?)[^，。；\d]{{0,4}}?(?P<way>增加|增长|提高|上升|扩大|减少|下降|降低|降|升)(?:到|至|为)(?:了)?[^，。；\d]{{0,10}}?(?:\d{{4}}年的?)?(?P<b>{DIGITS})(?P<bu>[万亿]?[\u4e00-\u9fff%％]{{1,3}}?)[，,][^，。；\d均每]{{0,8}}?(?P<way2>增加|增长|提高|上升|扩大|减少|下降|降低|降幅|增幅)(?:了|为|达)?(?P<c>{DIGITS})(?P<cu>%|％|个百分点|[万亿]?[\u4e00-\u9fff]{{1,2}})"
)
DOWN = ("减", "降")
RANGE = re.compile(r"[至到—～~-]$")
NO_SHARE = ("岁", "年", "天", "期")
AVERAGE = re.compile(r"平均|人均|[户每]均")
OTHER_PRICES = re.compile(r"可比|不变价|扣除|实际增长|名义|同口径")
PARTS_LEAST = 2
NEARLY_ALL = Decimal("0.7")  # a list that makes up less of the total names examples


def find(text: SourceText, context: Context) -> Iterator[Finding]:
    """Totals and shares that do not come out."""
    quantities = Quantities(text)
    yield from among(text, quantities)
    yield from totals_after(text, quantities)
    yield from hundred(text)
    yield from shares(text, quantities)
    yield from growth(text)


def clause_end(text: SourceText, position: int) -> int:
    """The end of the sentence (to 。 or the end of the paragraph; ； goes on)."""
    ends = [found for mark in "。！？\n" if (found := text.whole.find(mark, position)) >= 0]
    return min(ends, default=len(text.whole))


def before(text: SourceText, quantity: Quantity, size: int = 12) -> str:
    """The words right before a quantity, not beyond the last mark."""
    return re.split(r"[，。；、：\n（]", text.whole[max(0, quantity.start - size) : quantity.start])[-1]


def among(text: SourceText, quantities: Quantities) -> Iterator[Finding]:
    """32件，其中：农业8件、水利10件、交通15件."""
    for found in AMONG.finditer(text.whole):
        start = text.whole.rfind("\n", 0, found.start()) + 1
        earlier = [one for one in quantities.between(start, found.start()) if found.start() - one.end <= 16]
        earlier = [one for one in earlier if "。" not in text.whole[one.end : found.start()]]
        if (
            not earlier
            or earlier[-1].rough
            or earlier[-1].unit == "%"
            or RANGE.search(text.whole, max(0, earlier[-1].start - 2), earlier[-1].start)
            or COMPARED.search(before(text, earlier[-1]))
        ):
            continue
        total = earlier[-1]
        parts, open_list = _parts(text, quantities, found.end(), total)
        if (
            len(parts) < PARTS_LEAST
            or any(part.rough for part in parts)
            or _overlap(text, found.end(), parts)
        ):
            continue
        added = sum((part.value for part in parts), Decimal(0))
        whole_list = not open_list and added >= total.value * NEARLY_ALL
        if added > total.value or (added < total.value and whole_list):
            level = "必错" if added > total.value or len(parts) > PARTS_LEAST else "疑似"
            yield say(
                text,
                "sum-among",
                total.start,
                total.end,
                level=level,
                total=plain(total.value),
                added=plain(added),
                unit=total.unit,
            )


def _parts(
    text: SourceText, quantities: Quantities, start: int, total: Quantity
) -> tuple[list[Quantity], bool]:
    """The parts listed after 其中, and whether the list leaves something out."""
    end = clause_end(text, start)
    if (again := text.whole.find("其中", start, end)) >= 0:
        end = again
    parts: list[Quantity] = []
    last = start
    for one in quantities.between(start, end):
        if text.whole.count("（", start, one.start) > text.whole.count("）", start, one.start):
            continue  # an explanation in brackets is no part of the list
        gap = text.whole[last : one.start]
        if one.unit != total.unit or COMPARED.search(before(text, one)):
            if one.unit == total.unit:
                break
            continue
        if parts and re.search(r"[。]|共|合计|全年|累计|同时|目前|新增|新建", gap):
            break
        parts.append(one)
        last = one.end
    listed = text.whole[start : parts[-1].end + 2] if parts else ""
    return parts, bool(OPEN_LIST.search(listed))


def _overlap(text: SourceText, start: int, parts: list[Quantity]) -> bool:
    """Whether the groups may hold the same people (党员 and 妇女); two that exclude each other may not."""
    listed = text.whole[start : parts[-1].end]
    labels = [before(text, part) for part in parts]
    if len(parts) == PARTS_LEAST:
        for one, other in OPPOSED:
            if (one.search(labels[0]) and other.search(labels[1])) or (
                one.search(labels[1]) and other.search(labels[0])
            ):
                return False
    return bool(OVERLAP.search(listed))


def totals_after(text: SourceText, quantities: Quantities) -> Iterator[Finding]:
    """农业8件、水利10件、交通14件，共33件."""
    for found in TOTAL_AFTER.finditer(text.whole):
        total = next(iter(quantities.between(found.start("n"), found.end())), None)
        if total is None or total.rough or total.unit == "%":
            continue
        start = max(text.whole.rfind(mark, 0, found.start()) for mark in "。！？\n；：")
        parts = [one for one in quantities.between(start + 1, found.start()) if one.unit == total.unit]
        if len(parts) < PARTS_LEAST or any(one.rough or COMPARED.search(before(text, one)) for one in parts):
            continue
        if not ADJACENT.match(text.whole[parts[-1].end : found.start()]):
            continue
        listed = text.whole[parts[0].start : found.start()]
        if (
            OPEN_LIST.search(listed)
            or "其中" in listed
            or re.search(r"每|各\d|人均", text.whole[start + 1 : found.start()])
        ):
            continue
        added = sum((part.value for part in parts), Decimal(0))
        if added != total.value:
            level = "必错" if len(parts) > PARTS_LEAST else "疑似"
            yield say(
                text,
                "sum-after",
                total.start,
                total.end,
                level=level,
                total=plain(total.value),
                added=plain(added),
                unit=total.unit,
            )


def hundred(text: SourceText) -> Iterator[Finding]:
    """农业占30%、工业占45%、服务业占25%，合计100%: what is said to be the whole adds up to it, rounding aside."""
    for found in HUNDRED.finditer(text.whole):
        start = max(text.whole.rfind(mark, 0, found.start()) for mark in "。！？\n；：")
        parts = PART_OF_HUNDRED.findall(text.whole, start + 1, found.start())
        added = sum(map(Decimal, parts), Decimal(0))
        step = max((Decimal(1).scaleb(-len(part.partition(".")[2])) for part in parts), default=Decimal(1))
        if len(parts) > PARTS_LEAST and abs(added - 100) > step * len(parts) / 2:
            place = found.start("n"), found.end()
            yield say(text, "sum-after", *place, level="疑似", total="100", added=plain(added), unit="%")


def shares(text: SourceText, quantities: Quantities) -> Iterator[Finding]:
    """30件，占总数的93.8%; 办结30件，办结率93.8%."""
    for found in SHARE.finditer(text.whole):
        if FOREIGN.search(found["of"]) or not OF_ALL.match(found["of"]):
            continue
        paragraph = text.whole.rfind("\n", 0, found.start()) + 1
        near = quantities.between(max(paragraph, found.start() - 24), found.start())
        near = [
            one
            for one in near
            if not re.search("[。；]", text.whole[one.end : found.start()]) and one.unit != "%"
        ]
        if near and not near[-1].rough and found.start() - near[-1].end <= 10:
            yield from _share(text, quantities, near[-1], paragraph, found)
    for found in RATE.finditer(text.whole):
        start, _ = text.sentence(found.start())
        done = [
            one
            for one in quantities.between(start, found.start())
            if found["w"] in before(text, one) and not one.rough
        ]
        if done and done[-1].unit != "%":
            yield from _share(text, quantities, done[-1], text.whole.rfind("\n", 0, start) + 1, found)


def _share(
    text: SourceText, quantities: Quantities, part: Quantity, paragraph: int, found: re.Match[str]
) -> Iterator[Finding]:
    """Whether any total in the paragraph makes ``part`` the share that is stated."""
    if part.unit in NO_SHARE or AVERAGE.search(before(text, part)):
        return
    stated = Decimal(found["p"].replace(",", ""))
    step = Decimal(1).scaleb(-len(found["p"].partition(".")[2]))
    explicit = found.re is SHARE and found["all"]
    scope = (part.end, found.start("p")) if explicit else (paragraph, part.start)
    totals = [one for one in quantities.between(*scope) if one.unit == part.unit and one.value >= part.value]
    totals = [one for one in totals if one.value > 0]
    if not totals:
        return
    ratios = [part.value * 100 / one.value for one in totals]
    if any(abs(ratio - stated) < step for ratio in ratios):
        return
    alone = len({one.value for one in totals}) == 1 and not any(one.rough for one in totals)
    sentence = text.sentence(part.start)[0]
    level = "必错" if alone and totals[-1].start >= sentence - 30 else "疑似"
    computed = plain(ratios[-1].quantize(step))
    replacement = f"{computed}%" if level == "必错" else None
    start, end = found.start("p"), found.end("p") + 1
    yield say(
        text, "share", start, end, level=level, replacement=replacement, part=part.text(text.whole),
        total=totals[-1].text(text.whole), computed=computed,
    )  # fmt: skip


def growth(text: SourceText) -> Iterator[Finding]:
    """从60件增加到72件，增长20%."""
    for found in GROWTH.finditer(text.whole):
        if found["au"].rstrip() != found["bu"].rstrip() or OTHER_PRICES.search(found[0]):
            continue
        first, second = (Decimal(found[name].replace(",", "")) for name in "ab")
        if first != second and (second < first) != found["way"].startswith(DOWN):
            yield say(text, "growth-way", *found.span("way"), first=plain(first), second=plain(second))
            continue
        right = _change(found, first, second)
        if right is not None:
            shown = right + found["cu"]
            said = {"first": plain(first), "second": plain(second), "computed": shown}
            yield say(text, "growth", found.start("c"), found.end("cu"), replacement=shown, **said)


def _change(found: re.Match[str], first: Decimal, second: Decimal) -> str | None:
    """The right number of the change when the stated one is wrong; None when it is right or cannot be told."""
    stated = Decimal(found["c"].replace(",", ""))
    change = abs(second - first)
    if found["cu"] in ("%", "％") and found["au"] not in ("%", "％"):
        if not first:
            return None
        step = Decimal(1).scaleb(-len(found["c"].partition(".")[2]))
        share = change * 100 / first
        return plain(share.quantize(step)) if abs(share - stated) >= step else None
    if found["cu"] == found["bu"] or found["cu"] == "个百分点":
        return plain(change) if change != stated else None
    return None
