"""What kind of text it is and from when it holds, put together from note, closing articles, rulebook and file name.
Plain Python."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from renda.foundation.chinese.dates import date_zh
from renda.kernel.library.reading.headnote import dates_of, organ_of
from renda.kernel.library.reading.law import ReadLaw, closing_day
from renda.kernel.library.titles import expanded, key_of
from renda.law import book

PLACE = re.compile(
    r"^(?:北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|"
    r"陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|[一-鿿]{2,6}(?:省|市|县|自治区|自治州|自治县|经济特区))"
)
#: Organs below those that make local regulations (provinces, cities with districts; 立法法 80, 81).
BELOW = re.compile(r"(?:(?<!自治)[县区旗]|[镇乡])(?:人民代表大会(?:常务委员会)?|人大常委会|人大|人民政府)$")
STATE_CONGRESS = "全国人民代表大会"
NEAR_DAYS = 3
PAPERS = ("决定", "决议", "规定", "解释", "办法")
LAW_NAME = re.compile(r"(?<![办方])法(?:典)?(?:（试行）)?$")
REPEALS = re.compile(r"《([^《》]+(?:《[^》]*》[^》]*)*)》(?!第)")


@dataclass(frozen=True)
class Facts:
    """What was understood about an edition; ``told`` are remarks for the preview."""

    level: str
    organ: str
    label: str
    adopted_on: date | None
    published_on: date | None
    in_force_on: date | None
    in_force_is_read: bool
    repeals: tuple[str, ...]
    told: tuple[str, ...]


def facts_of(law: ReadLaw) -> Facts:
    """Everything the edition's row holds beside the text."""
    told: list[str] = []
    dates = dates_of(law.events)
    adopted, change = dates.adopted_on, dates.change
    known = [event.on for event in law.events]
    if law.file_day and (
        adopted is None or (law.file_day > adopted and not _told_already(law.file_day, known))
    ):
        told.append(f"题注里没有 {date_zh(law.file_day)} 这个日期，取自文件名，请核对。")
        change = "文本" if adopted else ""
        adopted = law.file_day
        dates = type(dates)(
            adopted, None, dates.in_force_on if later(dates.in_force_on, adopted) else None, change
        )
    in_force, is_read = _in_force(law, adopted, dates.published_on, dates.in_force_on, bool(change))
    if in_force is None and adopted is not None:
        in_force = adopted
        told.append(f"文中没有写这一版从哪天起施行，先按 {date_zh(adopted)} 算，请核对。")
    if adopted is None:
        told.append("看不出哪天通过、哪天修改的。" if in_force is None else "题注里没有通过日期。")
    organ = organ_of(law.events)
    level = level_of(law, organ)
    return Facts(
        level=level,
        organ=organ,
        label=label_of(adopted or in_force, change),
        adopted_on=adopted,
        published_on=dates.published_on,
        in_force_on=in_force,
        in_force_is_read=is_read,
        repeals=repealed(law, bool(change)),
        told=tuple(told),
    )


def _told_already(day: date, known: list[date]) -> bool:
    """File names are sometimes a few days off the note."""
    return any(abs((day - one).days) <= NEAR_DAYS for one in known)


def later(day: date | None, than: date) -> bool:
    """Whether there is a day and it is not before ``than``."""
    return day is not None and day >= than


def _in_force(
    law: ReadLaw, adopted: date | None, published: date | None, noted: date | None, changed: bool
) -> tuple[date | None, bool]:
    """(first day, whether it is told somewhere): the note, the rulebook, the closing articles, in this order."""
    if noted is not None and (adopted is None or noted >= adopted):
        return noted, True
    if ours := _rulebook_day(law, adopted):
        return ours, True
    told, at_once = closing_day(law)
    if told and (not changed or (adopted is not None and told >= adopted)):
        return told, True
    if at_once and not changed and (day := published or adopted):
        return day, True
    return None, False


def _rulebook_day(law: ReadLaw, adopted: date | None) -> date | None:
    """The day in force of the edition of that year, when the rulebook cites it."""
    key = key_of(expanded(law.full_title))
    for source in book().sources.values():
        same = source.kind != "practice" and key_of(expanded(source.title)) == key
        if same and adopted and source.in_force_from and source.issue.startswith(f"{adopted.year}年"):
            return source.in_force_from if source.in_force_from >= adopted else None
    return None


def label_of(day: date | None, change: str) -> str:
    """2025年修正, 2006年, 日期不明."""
    return f"{day.year}年{change}" if day else "日期不明"


def level_of(law: ReadLaw, organ: str) -> str:
    """The kind of law, by its name and its maker (a value of ``models.Level``)."""
    title = law.title
    if title in ("宪法", "宪法修正案") or title.startswith("宪法修正案"):
        return "constitution"
    if organ.startswith("中共中央") or title.startswith(("中国共产党", "中共中央")):
        return "party"
    if organ.startswith("最高人民") or title.startswith("最高人民"):
        return "judicial"
    if title.startswith(STATE_CONGRESS) and title.endswith(PAPERS) and "议事规则" not in title:
        return "decision"
    if organ.startswith(STATE_CONGRESS):
        return "law"
    if "国务院" in organ:
        return "administrative"
    if BELOW.search(organ):
        return "other"
    if PLACE.match(title) or (organ.endswith(("人民代表大会", "人民代表大会常务委员会")) and organ):
        return "local"
    if LAW_NAME.search(title) or title.startswith("刑法修正案"):
        return "law"
    if "国务院令" in law.note or title.startswith("国务院"):
        return "administrative"
    if organ.endswith(("部", "总局", "委员会", "署")):
        return "department"
    return "administrative" if title.endswith("条例") else "other"


def repealed(law: ReadLaw, changed: bool) -> tuple[str, ...]:
    """Titles that the closing articles of a new law put out of force (an amended text repeats what is long done)."""
    if changed:
        return ()
    own = key_of(law.full_title)
    found: list[str] = []
    for one in law.articles[-3:]:
        for sentence in re.split(r"[。；;]", one.text):
            if "废止" in sentence:
                found += [title for title in REPEALS.findall(sentence) if key_of(title) != own]
    return tuple(dict.fromkeys(found))
