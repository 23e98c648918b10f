"""Names with posts: everybody the data know, and whatever looks like a name where names stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from renda.foundation.chinese.dates import date_zh
from renda.foundation.chinese.names import COMPOUND_SURNAMES, SURNAMES, looks_like_name
from renda.modules.drafting.renewal.context import Context
from renda.modules.drafting.renewal.facts import PostFact, TownFacts
from renda.modules.drafting.renewal.model import FLAGGED, KEPT, REPLACED, UNMATCHED, Choice, Place
from renda.modules.drafting.renewal.slots import Slot
from renda.modules.drafting.renewal.words import HAN, either, words

GAP = r"[ \u3000]*"
NAME = rf"{HAN}+·{HAN}+|{HAN}[ \u3000]+{HAN}(?!{HAN})|{HAN}{{2,4}}(?!{HAN})"
BOUNDARY = re.compile(r"^(?:[，。；、：！？（）()\s\u3000“”《》]|$)")
PHONE = re.compile(r"(?<![\d—-])(?:1[3-9]\d{9}|0\d{2,3}[-－—]?\d{7,8}(?:[-－转]\d{1,5})?)(?!\d)")
NEAR = 14
# before a post these are words: 党委书记, 支部书记, 常务委员, 由主席
NO_SURNAMES = "全党支常由和向时应盖第"
NOBODY = PostFact("", "", "", date.min)


def find(slot: Slot, context: Context) -> Iterator[Place]:
    """Every name in one text."""
    text = slot.text
    claimed: list[tuple[int, int]] = []
    for start, end, name in _known(text, context.facts):
        if not any(start < stop and end > begin for begin, stop in claimed):
            claimed.append((start, end))
            yield _person(slot, start, end, name, context)
    for start, end, name in _strangers(slot, context.facts):
        if not any(start < stop and end > begin for begin, stop in claimed):
            claimed.append((start, end))
            post = _post_at(text, start, end, context.facts)
            given = context.given.get(post, "")
            yield Place("person", slot.path, start, end, text[start:end], given or None, REPLACED if given else UNMATCHED,
                        "按您给的换" if given else "人员名册里没有这个人，请核对", source=f"指定：{post}" if given else "",
                        choices=() if given else (*_holders(post, "", context), Choice(text[start:end], "照旧，今年还是他")),
                        group=f"person:{name}")
    for found in re.finditer(rf"(?<!{HAN})(?:由|请|和|与|经|按)?(?P<s>{HAN})(?P<p>{_posts(context.facts)})(?!{HAN}{{0,1}}团)", text):
        if found["s"] in SURNAMES and found["s"] not in NO_SURNAMES and not any(found.start("s") < stop and found.end() > begin for begin, stop in claimed):
            yield _by_surname(slot, found, context)
    for found in PHONE.finditer(text):
        yield _phone(slot, found, context)


def _by_surname(slot: Slot, found: re.Match[str], context: Context) -> Place:
    """赵镇长: only the surname tells who is meant."""
    old = found["s"] + found["p"]
    given = {"kind": "person", "path": slot.path, "start": found.start("s"), "end": found.end(), "old": old, "group": f"person:{old}"}
    held = [fact for fact in context.facts.posts if fact.holds(context.new_day) and same_post(fact.post, found["p"])]
    if any(fact.person.startswith(found["s"]) for fact in held):
        return Place(**given, new=None, decision=KEPT, reason="现任的也姓这个姓", source="任职记录")
    choices = tuple(Choice(fact.person[0] + found["p"], f"现任{fact.unit}{fact.post}{fact.person}") for fact in held[:4])
    return Place(**given, new=choices[0].text if choices else None, decision=FLAGGED if choices else UNMATCHED,
                 reason="只写了姓和职务，和现任的对不上", source="任职记录" if choices else "", choices=(*choices, Choice(old, "照旧")))


def bare(name: str) -> str:
    """Without the spaces that stretch a two-character name."""
    return re.sub(r"[ \u3000]", "", name)


# ------------------------------------------------------------------ known people


@lru_cache(maxsize=8)
def _pattern(people: tuple[str, ...]) -> re.Pattern[str]:
    names = sorted({name for name in people if len(name) >= 2}, key=len, reverse=True)
    spelled = [GAP.join(map(re.escape, name)) if len(name) == 2 else re.escape(name) for name in names]
    return re.compile("|".join(spelled) or r"(?!)")


def _known(text: str, facts: TownFacts) -> Iterator[tuple[int, int, str]]:
    for found in _pattern(facts.people).finditer(text):
        name = bare(found[0])
        if len(name) > 2 or _stands_alone(text, found.start(), found.end(), facts):
            yield found.start(), found.end(), name


def _stands_alone(text: str, start: int, end: int, facts: TownFacts) -> bool:
    """A two-character name is also part of many words: it counts where words end on both sides."""
    before, after = text[:start], text[end:]
    opens = not before or bool(re.search(r"[，。；、：！？（）()\s\u3000“”《》]$", before)) or before.endswith(words("before_name"))
    opens = opens or bool(re.search(rf"(?:{_posts(facts)}|同志|代表)$", before))
    closes = bool(BOUNDARY.match(after)) or after.startswith(words("after_name")) or bool(re.match(rf"(?:{_posts(facts)})", after))
    return opens and closes


@lru_cache(maxsize=8)
def _post_pattern(posts: tuple[str, ...]) -> str:
    every = sorted({*words("posts"), *posts}, key=len, reverse=True)
    return "|".join(map(re.escape, every))


def _posts(facts: TownFacts) -> str:
    return _post_pattern(tuple(sorted({fact.post for fact in facts.posts})))


def _post_at(text: str, start: int, end: int, facts: TownFacts) -> str:
    """The post that stands right before or right after a name; "" without one."""
    posts = _posts(facts)
    before = text[max(0, start - NEAR) : start].rstrip(" \u3000")
    if found := re.search(rf"((?:副)?(?:{posts}))(?:同志)?[：:]?\s*$", before):
        return found[1]
    after = text[end : end + NEAR].lstrip(" \u3000")
    if (found := re.match(rf"(?:同志)?(?:[（(]?{HAN}{{0,6}}?)((?:副)?(?:{posts}))", after)) and not re.match(r"[，。；、]", after):
        return found[1]
    return ""


def same_post(one: str, other: str) -> bool:
    """人大主席 and 镇人大主席 are one post, 镇长 and 副镇长 are not."""
    if ("副" in one) != ("副" in other):
        return False
    return one.endswith(other) or other.endswith(one)


def _person(slot: Slot, start: int, end: int, name: str, context: Context) -> Place:
    facts, day = context.facts, context.new_day
    old = slot.text[start:end]
    post = _post_at(slot.text, start, end, facts)
    post = "" if post in words("name_labels") and post not in words("posts") else post  # 联系人：… only says what he does here
    meant = post or max((fact for fact in facts.posts if fact.person == name), key=lambda fact: fact.from_on, default=NOBODY).post
    given = {"kind": "person", "path": slot.path, "start": start, "end": end, "old": old, "group": f"person:{name}@{meant}"}
    if post in context.given or name in context.given:
        new = context.given.get(post) or context.given[name]
        return Place(**given, new=new, decision=REPLACED, reason="按您给的换", source=f"指定：{post or name}")
    own = [fact for fact in facts.posts if fact.person == name]
    named = [fact for fact in own if post and same_post(fact.post, post)]
    now = [fact for fact in own if fact.holds(day)]
    keep = Choice(old, "照旧，今年还是他")
    if held := [fact for fact in named if fact.holds(day)]:
        return Place(**given, new=None, decision=KEPT, reason=f"现任{held[0].unit}{held[0].post}", source=_since(held[0]))
    seat = next((seat for seat in facts.seats if seat.person == name and seat.holds(day)), None)
    if not post and now:
        return Place(**given, new=None, decision=KEPT, reason=f"现任{now[0].unit}{now[0].post}", source=_since(now[0]))
    if seat is not None and (not post or not named):
        return Place(**given, new=None, decision=KEPT, reason="现任代表", source="代表名册")
    return _left(given, name, post, named or own, context, keep)


def _left(given: dict, name: str, post: str, before: list[PostFact], context: Context, keep: Choice) -> Place:
    """A person the data know but who is not what the paper says any more."""
    facts, day = context.facts, context.new_day
    last = max((fact for fact in before if fact.until_on), key=lambda fact: fact.until_on, default=None)
    choices = _holders(post or (last.post if last else ""), last.unit if last else "", context)
    now = next((fact for fact in facts.posts if fact.person == name and fact.holds(day)), None)
    if last is not None:
        ended = date_zh(last.until_on)
        reason = f"{name}的{last.post}任职到{ended}为止" + (f"，现在是{now.unit}{now.post}" if now else "")
        return Place(**given, new=choices[0].text if choices else None, decision=FLAGGED, reason=reason,
                     source="任职记录", choices=(*choices, keep))
    ended_seat = max((seat for seat in facts.seats if seat.person == name and seat.until_on), key=lambda s: s.until_on, default=None)
    if ended_seat is not None:
        ended = f"{ended_seat.until_on.year}年{ended_seat.until_on.month}月"
        return Place(**given, new=None, decision=FLAGGED, reason=f"{name}的代表资格{ended}终止（{ended_seat.cause or '未写原因'}）",
                     source="代表名册", choices=(keep,))
    if now is not None:
        return Place(**given, new=None, decision=FLAGGED, reason=f"{name}现在是{now.unit}{now.post}，文件里写的是{post}", source="任职记录",
                     choices=(*choices, keep))
    return Place(**given, new=None, decision=UNMATCHED, reason=f"名册里有{name}，但没有现在的职务或代表资格", choices=(*choices, keep))


def _holders(post: str, unit: str, context: Context) -> tuple[Choice, ...]:
    """Who holds a post on the new paper's day, those of the same unit first."""
    if not post:
        return ()
    held = [fact for fact in context.facts.posts if fact.holds(context.new_day) and same_post(fact.post, post)]
    held = [fact for fact in held if fact.unit == unit] or held
    return tuple(dict.fromkeys(Choice(fact.person, f"现任{fact.unit}{fact.post}，{_since(fact)}") for fact in held[:6]))


def _since(fact: PostFact) -> str:
    return f"任职记录：自{fact.from_on.year}年{fact.from_on.month}月起"


# ------------------------------------------------------------------ names nobody knows


def _strangers(slot: Slot, facts: TownFacts) -> Iterator[tuple[int, int, str]]:
    """Stretches that look like names and stand where names stand; names joined to one of them by 、 are names too."""
    text = slot.text
    queue = [found for found in _triggered(slot, facts) if not facts.town.startswith(found[2])]
    seen: set[int] = set()
    for start, end, name in queue:
        if start in seen:
            continue
        seen.add(start)
        yield start, end, name
        if (joined := re.match(rf"[、和与及]({HAN}{{2,4}})", text[end:])) and (longest := _longest(joined[1], text[end + 1 + len(joined[1]) :])):
            queue.append((end + 1, end + 1 + len(longest), longest))


def _longest(letters: str, after: str) -> str:
    """The longest beginning of ``letters`` that is a name and ends where words end; "" without one."""
    for size in (4, 3, 2):
        name, rest = letters[:size], letters[size:] + after
        if len(name) == size and is_name(name) and (size != 4 or name[:2] in COMPOUND_SURNAMES) and (
            BOUNDARY.match(rest) or rest.startswith(words("after_name"))
        ):
            return name
    return ""


def is_name(text: str, *, among_names: bool = False) -> bool:
    """Whether it can be a name, with words left out that only begin like one. ``among_names``: it stands where
    nothing but names stands, so a surname that is mostly another word counts too."""
    if text.startswith(words("word_surnames")) and not among_names:
        return False
    return looks_like_name(text) and not text.startswith(words("not_names")) and not text.endswith(("镇", "乡", "村", "县", "们"))


def _triggered(slot: Slot, facts: TownFacts) -> Iterator[tuple[int, int, str]]:
    text = slot.text
    if slot.role in ("signers",) or (slot.role == "cell" and any(word in slot.head for word in words("name_columns"))):
        yield from _listed(text, 0, len(text), strict=False)
    for found in re.finditer(rf"(?:{either('name_labels')}|{HAN}{{1,6}}[人员长席记任])(?:{GAP})[：:]", text):
        stop = re.search(r"[。；\n\t]|，(?=.{0,6}[：:])", text[found.end():])
        yield from _listed(text, found.end(), found.end() + stop.start() if stop else len(text), strict=True)
    for found in re.finditer(rf"(?:{_posts(facts)})|代表", text):
        yield from _next_name(text, found.end())
    for found in re.finditer(rf"(?:{either('electing')}|{either('before_person')})(?={HAN}{{2,4}})", text):
        if name := _longest(text[found.end() : found.end() + 4], text[found.end() + 4 :]):
            yield found.end(), found.end() + len(name), name
    for found in re.finditer(rf"同志|代表(?!大会|团|小组|资格|建议|委员|联络|们|法)|(?:{_posts(facts)})|任(?=组长|副组长|主任|书记|镇长|主席)", text):
        yield from _ending_name(text, found.start())
    for found in re.finditer(rf"{HAN}{{1,6}}·{HAN}{{1,8}}?(?=代表|同志|[，。、；\s]|$)", text):
        yield found.start(), found.end(), found[0]


def _listed(text: str, start: int, end: int, *, strict: bool) -> Iterator[tuple[int, int, str]]:
    for found in re.finditer(rf"{NAME}", text[start:end]):
        name = bare(found[0])
        begin, stop = start + found.start(), start + found.end()
        before = text[begin - 1 : begin] if begin > start else ""
        if is_name(name, among_names=not strict) and (not before or not re.match(HAN, before)) and not re.match(HAN, text[stop : stop + 1] if stop < end else ""):
            yield begin, stop, name


def _next_name(text: str, at: int) -> Iterator[tuple[int, int, str]]:
    """The name right after a post: the longest that looks like one and ends where words end."""
    rest = text[at:]
    for size in (4, 3, 2):
        found = re.match(rf"{HAN}{{{size}}}", rest)
        if not found or not is_name(found[0]) or (size == 4 and found[0][:2] not in COMPOUND_SURNAMES):
            continue
        if BOUNDARY.match(rest[size:]) or rest[size:].startswith(words("after_name")):
            yield at, at + size, found[0]
            return


def _ending_name(text: str, end: int) -> Iterator[tuple[int, int, str]]:
    """The name right before 同志, 代表 or a post: the longest that begins where words begin."""
    for size in (4, 3, 2):
        begin = end - size
        if begin < 0 or (size == 4 and text[begin : begin + 2] not in COMPOUND_SURNAMES):
            continue
        name, before = text[begin:end], text[:begin]
        opens = not before or not re.match(HAN, before[-1]) or before.endswith((*words("before_name"), *words("posts"), *words("before_person")))
        if is_name(name) and opens:
            yield begin, end, name
            return


def _phone(slot: Slot, found: re.Match[str], context: Context) -> Place:
    given = {"kind": "phone", "path": slot.path, "start": found.start(), "end": found.end(), "old": found[0], "group": f"phone:{found[0]}"}
    office = context.facts.office_phone
    if office and re.sub(r"\D", "", found[0]) == re.sub(r"\D", "", office):
        return Place(**given, new=None, decision=KEPT, reason="和人大办现在的电话一样", source="乡镇设置")
    choices = (Choice(office, "人大办现在的电话"),) if office else ()
    return Place(**given, new=None, decision=UNMATCHED, reason="电话和人大办登记的不一样，请核对", choices=(*choices, Choice(found[0], "照旧")))
