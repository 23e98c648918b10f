"""The quality gate: doubts about a suggestion, each with its reason. It advises; a person decides.

What the words are stands in ``gate_words.yaml``; which topics are unsuitable stands in the rulebook.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml
from django.db.models import Count

from renda.kernel.deadlines import timing
from renda.kernel.units.models import Unit
from renda.modules.suggestions.models import Assignment, Category

ONE_MATTER = "suggestion-one-matter-each"
UNSUITABLE = "suggestion-inadmissible-topics"
RIGHT = "suggestion-right"

_WORDS = Path(__file__).with_name("gate_words.yaml")
_NUMBERED = re.compile(
    r"(?:^|[\n。；;：:])\s*(?:[（(]?[一二三四五六七八九十]{1,2}[）)、.．]|[（(]?\d{1,2}[）)、．.](?!\d)|[①-⑳]|[一二三四五]是|第[一二三四五][，、])"
)
_FIGURE = re.compile(r"[0-9０-９]+|[一二两三四五六七八九十百千万几数]+(?:余|多)?(?:户|人|个|米|公里|亩|年|次|处|盏|座|名|里|月|天|所|口|吨)")
_LISTED = re.compile(r"[、，,；;和及与]")
_STRETCH = re.compile(r"至|到|—|－|-|~|沿线")
_CLAUSE_END = re.compile(r"[。；;！\n]")
_ASKED_BODY = re.compile(r"(?:由|请|建议)([一-龥]{2,8}?(?:办公室|管理站|服务中心|派出所|站|所|局|办|公司))")


@dataclass(frozen=True)
class Advice:
    """One line of the gate: a question, whether there is a doubt, why, and what can be done about it.

    ``rule``: id of the rule behind the question.
    """

    key: str
    question: str
    doubt: bool
    why: str
    mend: str
    rule: str


@dataclass(frozen=True)
class Text:
    """The words of a suggestion, whether it is saved or not."""

    title: str
    facts: str
    place: str
    ask: str

    @classmethod
    def of(cls, suggestion) -> Text:
        return cls(*((getattr(suggestion, key, "") or "").strip() for key in ("title", "facts", "place", "ask")))

    @property
    def all(self) -> str:
        return "\n".join((self.title, self.facts, self.place, self.ask))


@lru_cache(maxsize=1)
def words() -> dict:
    """The word lists beside this file."""
    return yaml.safe_load(_WORDS.read_text("utf-8"))


def advise(suggestion) -> list[Advice]:
    """Every question of the gate for a suggestion or an unsaved draft; those with ``doubt`` need a decision.

    Reads the rulebook of the active town for the unsuitable topics; asks nothing of the suggestion's rows.
    """
    text = Text.of(suggestion)
    empty = is_empty(text)
    found = [one_matter(text), concrete(text, empty), beyond_powers(text)]
    for topic in timing.practice(UNSUITABLE):
        if topic == "no_content":
            found.append(content(empty))
        elif topic in words()["topics"]:
            found.append(unsuitable(topic, text))
    return found


def is_empty(text: Text) -> bool:
    """Hardly a word; or no figure, no place and nothing asked for but attention."""
    if len(plain(text.facts + text.ask)) < words()["lengths"]["nothing"]:
        return True
    return not (_FIGURE.search(text.all) or names_place(text)) and is_vague(text.ask)


def plain(text: str) -> str:
    """Without punctuation and the numbers of items."""
    return re.sub(r"\W", "", _NUMBERED.sub("", text))


def is_vague(ask: str) -> bool:
    """Does nothing remain of an ask when the empty phrases are taken away?"""
    return len(plain(without(ask, words()["vague"]))) < words()["lengths"]["substance"]


def names_place(text: Text) -> bool:
    return bool(text.place) or any(ending in text.title + text.facts for ending in words()["place_endings"])


def content(empty: bool) -> Advice:
    return Advice(
        "no_content", "有没有内容？", empty, "情况和建议几乎没有写。" if empty else "", "请写清楚什么事、希望怎么办。", UNSUITABLE
    )


def objects_in(text: str) -> set[str]:
    """The groups of objects a text speaks of."""
    text = without(text, words()["not_objects"])
    return {group for group, names in words()["objects"].items() if any(name in text for name in names)}


def one_matter(text: Text) -> Advice:
    """Does it ask for one thing? Doubts: another object in a numbered ask or after a turn, several places."""
    whys = [*foreign_items(text), *two_in_title(text.title), *after_turn(text), *several_places(text.place)]
    return Advice(
        "one_matter",
        "是不是一件事？",
        bool(whys),
        "；".join(whys) + "。" if whys else "",
        "一件建议只说一件事；是几件事的，请分开提。",
        ONE_MATTER,
    )


def asks_of(text: str) -> list[str]:
    """The numbered items of an ask; [] when it is not numbered."""
    parts = [part.strip() for part in _NUMBERED.split(text)]
    return [part for part in parts[1:] if part] if len(parts) > 2 else []


def foreign_items(text: Text) -> list[str]:
    """At least half of the numbered asks are about something the title does not speak of.

    A single one among several is mostly a detail of the same matter (a lamp on the new bridge).
    """
    items = asks_of(text.ask)
    about = objects_in(text.title) or (objects_in(items[0]) if items else set())
    strange = [groups for groups in map(objects_in, items) if groups and not groups & about]
    if not about or not strange or len(strange) * 2 < len(items):
        return []
    other = set().union(*strange)
    bodies = {body for item in items for body in _ASKED_BODY.findall(item)}
    given = f"，并且分别要{'、'.join(sorted(bodies))}办" if len(bodies) > 1 else ""
    return [f"题目说的是{'、'.join(sorted(about))}，分条的建议里还有{'、'.join(sorted(other))}{given}"]


def two_in_title(title: str) -> list[str]:
    """A title that joins two objects."""
    parts = [objects_in(part) for part in re.split(r"[、和及与暨]|以及|并", title)]
    parts = [groups for groups in parts if groups]
    if len(parts) > 1 and not set.intersection(*parts):
        return [f"题目里有几件事：{'、'.join(sorted(set().union(*parts)))}"]
    return []


def after_turn(text: Text) -> list[str]:
    """A new object after "besides" and the like."""
    body = f"{text.facts}\n{text.ask}"
    for turn in words()["turns"]:
        at = body.find(turn)
        if at < 0:
            continue
        about = objects_in(text.title) or objects_in(body[:at])
        other = objects_in(_CLAUSE_END.split(body[at + len(turn) :])[0])
        if about and other and not other & about:
            return [f"“{turn}”后面又说了{'、'.join(sorted(other))}"]
    return []


def several_places(place: str) -> list[str]:
    """A list of places; a stretch from one to another is one place."""
    if _STRETCH.search(place):
        return []
    endings = tuple(words()["place_endings"])
    places = [part.strip() for part in _LISTED.split(place)]
    places = [part for part in places if part.endswith(endings)]
    return [f"地点写了{len(places)}处：{'、'.join(places)}"] if len(set(places)) > 1 else []


def concrete(text: Text, empty: bool) -> Advice:
    """Are facts, place and ask there, and do they say something?"""
    lacking = [] if empty else lacks(text)
    return Advice(
        "concrete",
        "写得具体吗？",
        bool(lacking),
        "；".join(lacking) + "。" if lacking else "",
        "请补上什么事、在哪里、多少人多少量、希望怎么办。",
        RIGHT,
    )


def lacks(text: Text) -> list[str]:
    """What is not said."""
    known = words()
    found = []
    if len(text.facts) < known["lengths"]["facts"]:
        found.append("情况写得太少")
    elif not _FIGURE.search(text.facts + text.title):
        found.append("情况里没有数量或时间")
    if not names_place(text):
        found.append("没有写在哪里")
    if len(text.ask) < known["lengths"]["ask"]:
        found.append("没有写希望怎么办")
    elif is_vague(text.ask):
        found.append("只说要重视，没有说具体做什么")
    return found


def without(text: str, phrases: list[str]) -> str:
    for phrase in phrases:
        text = text.replace(phrase, "")
    return text


def beyond_powers(text: Text) -> Advice:
    """Is it for a higher body? A road named only to say where something is does not count."""
    known = words()
    near = "|".join(known["location_endings"])
    hits = []
    for row in known["higher_bodies"]:
        rest = without(f"{text.title}\n{text.ask}", row.get("unless", []))
        hit = next((word for word in row["words"] if re.search(rf"{word}(?!.{{0,2}}(?:{near}))", rest)), None)
        if hit:
            hits.append((hit, row["body"]))
    why = "；".join(f"说到“{hit}”，可能归{body}管" for hit, body in hits)
    return Advice(
        "beyond_powers",
        "是镇里能办的吗？",
        bool(hits),
        why + "。" if why else "",
        "镇里办不了的，登记时勾选“超出镇级权限”，办理时向上反映。",
        RIGHT,
    )


def unsuitable(topic: str, text: Text) -> Advice:
    """One of the topics that do not belong into a suggestion."""
    row = words()["topics"][topic]
    rest = without(text.all, row.get("unless", []))
    hits = [word for word in row["words"] if word in rest]
    why = "写到" + "、".join(f"“{hit}”" for hit in hits[:3]) + "。" if hits else ""
    return Advice(topic, row["question"], bool(hits), why, row["mend"], UNSUITABLE)


def keywords_of(category: Category) -> list[str]:
    return [word for word in re.split(r"[、，,；;\s]+", f"{category.keywords} {category.name}") if len(word) > 1]


def suggest_category(text: str) -> list[tuple[Category, float]]:
    """The two likeliest categories with their share of all key words found (0–1); one query."""
    weights: Counter = Counter()
    categories = {category.pk: category for category in Category.objects.all()}
    for category in categories.values():
        for word in set(keywords_of(category)):
            weights[category.pk] += min(text.count(word), len(word)) * len(word)
    total = sum(weights.values())
    likeliest = sorted((key for key in weights if weights[key]), key=lambda key: (-weights[key], categories[key].position))
    return [(categories[key], round(weights[key] / total, 3)) for key in likeliest[:2]]


def suggest_units(text: str) -> list[Unit]:
    """The units that led suggestions of the likeliest categories before, most often first; two queries at most."""
    shares = dict(suggest_category(text))
    if not shares:
        return []
    by_category = {category.pk: share for category, share in shares.items()}
    led = (
        Assignment.objects.filter(part="lead", returned_on__isnull=True, suggestion__category_id__in=by_category)
        .values("unit_id", "suggestion__category_id")
        .annotate(times=Count("id"))
    )
    score: Counter = Counter()
    for row in led:
        score[row["unit_id"]] += row["times"] * by_category[row["suggestion__category_id"]]
    units = Unit.objects.filter(is_active=True, handles_suggestions=True).in_bulk(list(score))
    return [units[key] for key, _ in score.most_common() if key in units][:3]


