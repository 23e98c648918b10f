"""Names and posts (CON-18), bodies (AGR-05) and the number of deputies (AGR-07) against the registers of the town."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from renda.foundation.chinese.names import COMPOUND_SURNAMES, SURNAMES
from renda.foundation.chinese.numbers import from_chinese
from renda.kernel.proofreading.context import Context, say
from renda.kernel.proofreading.findings import Finding
from renda.kernel.proofreading.text import SourceText
from renda.kernel.proofreading.town import TownFacts

HEAD_POSTS = re.compile(
    r"(?P<post>(?:人大)?副?主席|副?[镇乡]长|(?:党委)?副?书记|[\u4e00-\u9fff]{0,4}(?:站|所|办|中心)?(?:站长|所长|主任))$"
)
AFTER_POST = r"(?P<name>[\u4e00-\u9fff]{2,4})"
SOUNDS_LIKE_WORD = re.compile(
    r"(?:同志|作|在|主|宣|说|代表|报|讲|传|受|致|汇|签|带|指|强|表|做|对|向|和|与|的|等|为|是|任|领|率|出|参|要|把|就|分|及|担|会|应|可|必|负|由|因|给|将)"
)
DEPUTIES = re.compile(
    r"(?P<label>(?:应到(?:会)?|全体|全镇(?:共有)?|全乡(?:共有)?|本届(?:共有)?|现有|共有|应出席)(?:[镇乡]?(?:人大|人民代表大会))?代表)(?:共|总数为?|名额)?(?P<n>\d{1,3})(?:名|人)"
)
BODY = re.compile(
    r"(?P<place>[\u4e00-\u9fff]{1,4}[镇乡])(?=人民政府|人民代表大会|人大(?!代表大会)|党委|政府)"
)


def find(text: SourceText, context: Context) -> Iterator[Finding]:
    """What the registers of the town contradict."""
    if context.town is None:
        return
    yield from posts(text, context.town)
    yield from near_names(text, context.town)
    yield from bodies(text, context.town)
    yield from deputies(text, context.town)


def posts(text: SourceText, town: TownFacts) -> Iterator[Finding]:
    """镇长张三 when somebody else is 镇长."""
    holders: dict[str, set[str]] = defaultdict(set)
    for one in town.posts:
        holders[one.post].add(one.name)
    former = {(one.post, one.name) for one in town.former_posts}
    for post, names in holders.items():
        if not HEAD_POSTS.search(post):
            continue
        for found in re.finditer(rf"(?<!副){re.escape(post)}(?=[\u4e00-\u9fff]{{2}})", text.whole):
            if _of_others(text, town, found.start()):
                continue
            start = found.end()
            if text.whole.startswith(tuple(names), start):
                continue
            written = _name_at(text.whole, start, town)
            if written:
                yield _wrong_holder(text, start, written, post, sorted(names), (post, written) in former)


def _of_others(text: SourceText, town: TownFacts, position: int) -> bool:
    """Whether the post is one of another place or of a lower body: 县, 村, another town."""
    before = text.whole[max(0, position - 8) : position]
    before = re.split(r"[，。；、：\n（）]", before)[-1].replace(town.town, "")
    return bool(
        re.search(r"县|区|市|省|村|局|公司|协会|学校|社区|原|时任|前任|[\u4e00-\u9fff][镇乡]", before)
    )


def _name_at(whole: str, start: int, town: TownFacts) -> str:
    """The name that stands at ``start``: a known one, or a surname and what looks like a given name."""
    known = [name for name in town.names if whole.startswith(name, start)]
    if known:
        return max(known, key=len)
    compound = whole[start : start + 2] in COMPOUND_SURNAMES
    if not compound and whole[start] not in SURNAMES:
        return ""
    for size in (4, 3) if compound else (3, 2):
        candidate, after = whole[start : start + size], whole[start + size : start + size + 1]
        if re.fullmatch(r"[\u4e00-\u9fff]+", candidate) and (
            not after
            or re.match(r"[，。；：、（）”\s]", after)
            or SOUNDS_LIKE_WORD.match(whole[start + size : start + size + 2])
        ):
            return candidate if not SOUNDS_LIKE_WORD.match(candidate[1:]) else ""
    return ""


def _wrong_holder(
    text: SourceText, start: int, written: str, post: str, names: list[str], was: bool
) -> Finding:
    holder = "、".join(names)
    near = [
        name
        for name in names
        if len(name) == len(written) and sum(a != b for a, b in zip(name, written, strict=True)) == 1
    ]
    replacement = (near or names)[0] if len(names) == 1 or near else None
    key = "post-former" if was else "post-typo" if near else "post-holder"
    return say(
        text,
        key,
        start,
        start + len(written),
        post=post,
        holder=near[0] if near else holder,
        replacement=replacement,
    )


def near_names(text: SourceText, town: TownFacts) -> Iterator[Finding]:
    """A name that differs from one in the registers by one character, where a name must stand."""
    wild: dict[str, str] = {}
    for name in sorted(town.names):
        if len(name) == 3:
            wild[f"{name[0]}？{name[2]}"] = name
            wild[f"{name[0]}{name[1]}？"] = name
    place = re.compile(
        r"(?:代表|同志|主席团成员|成员|组长|委员|记录人|联系人：?)(?P<after>[\u4e00-\u9fff]{3})(?=[、，。；：（）\s提说领]|同志|等|代表)|(?<=[、，：（\s])(?P<list>[\u4e00-\u9fff]{3})(?=代表|同志|、)"
    )
    for found in place.finditer(text.whole):
        group = "after" if found["after"] else "list"
        written = found[group]
        if written in town.names:
            continue
        right = wild.get(f"{written[0]}？{written[2]}") or wild.get(f"{written[:2]}？")
        if right:
            yield say(text, "name-near", *found.span(group), right=right, replacement=right)


def bodies(text: SourceText, town: TownFacts) -> Iterator[Finding]:
    """云玲镇人民政府 when the town is 云岭镇; 云岭乡 when it is a 镇 by now."""
    size = len(town.town)
    for found in BODY.finditer(text.whole):
        tail = found["place"][-size:]
        if len(tail) != size:
            continue
        wrong = [index for index, pair in enumerate(zip(tail, town.town, strict=True)) if pair[0] != pair[1]]
        if len(wrong) == 1 and (size > 2 or wrong == [size - 1]):
            end = found.end("place")
            yield say(text, "town-name", end - size, end, right=town.town, replacement=town.town)


def deputies(text: SourceText, town: TownFacts) -> Iterator[Finding]:
    """应到代表60名 against the register of deputies."""
    if not town.deputies:
        return
    for found in DEPUTIES.finditer(text.whole):
        before = text.whole[max(0, found.start() - 6) : found.start()]
        if re.search(r"县|市|省|党|上届|小组|选区", before + found["label"]):
            continue
        if from_chinese(found["n"]) != len(town.deputies):
            yield say(text, "deputies", *found.span("n"), count=len(town.deputies))
