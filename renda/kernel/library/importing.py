"""Looking through law files before anything is saved: what each one is, what is doubtful, what is there already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from renda.foundation.hashing import sha256_hex
from renda.kernel.library.collecting import SourceFile, opened
from renda.kernel.library.models import LawEdition, Level
from renda.kernel.library.reading import ReadLaw, Unreadable, read_law
from renda.kernel.library.reading.facts import Facts, facts_of
from renda.kernel.library.reading.problems import Judgement, judge
from renda.kernel.library.shelves import owner
from renda.kernel.library.titles import key_of

NEW, EDITION, SAME, DOUBT, REFUSED = "new", "edition", "same", "doubt", "refused"
STANDINGS = {
    NEW: "新的法规",
    EDITION: "已有法规的另一个版本",
    SAME: "库里已经有了",
    DOUBT: "要先核对",
    REFUSED: "不能导入",
}


@dataclass(frozen=True)
class Item:
    """One law of an import. ``number`` is its place in the list; ``names`` the files it was read from.

    ``standing``: new, edition (of a law that is there), same (nothing to do), doubt (only when chosen), refused.
    """

    number: int
    names: tuple[str, ...]
    standing: str
    reasons: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    law: ReadLaw | None = None
    facts: Facts | None = None
    beside: tuple[str, ...] = ()
    files: tuple[SourceFile, ...] = field(default=(), repr=False)

    @property
    def name(self) -> str:
        """The first file's name without folders."""
        return self.names[0].replace("\\", "/").rpartition("/")[2]

    @property
    def title(self) -> str:
        return self.law.title if self.law else ""

    @property
    def standing_label(self) -> str:
        return STANDINGS[self.standing]

    @property
    def level_label(self) -> str:
        return str(Level(self.facts.level).label) if self.facts else ""

    @property
    def takable(self) -> bool:
        """Whether it may be saved at all."""
        return self.standing in (NEW, EDITION, DOUBT)

    @property
    def chosen_at_first(self) -> bool:
        """Whether it is saved unless somebody says no."""
        return self.standing in (NEW, EDITION)


@dataclass(frozen=True)
class Preview:
    """What an import would do. ``digest`` names these very files: what is confirmed is what was shown."""

    items: tuple[Item, ...]
    digest: str

    @property
    def counts(self) -> dict[str, int]:
        """How many of each standing, all of them named."""
        found = dict.fromkeys(STANDINGS, 0)
        for item in self.items:
            found[item.standing] += 1
        return found

    @property
    def chosen_at_first(self) -> tuple[int, ...]:
        return tuple(item.number for item in self.items if item.chosen_at_first)


def preview(files: Iterable[tuple[str, bytes]], *, dates: Mapping[int, date] | None = None) -> Preview:
    """Read and judge every file; nothing is written.

    Args:
        files: (name, bytes); archives are opened.
        dates: the day in force said by a person, by item number.
    """
    sources = list(opened(files))
    read = _merged([_read(source) for source in sources])
    shelf = _Shelf()
    items = []
    for number, one in enumerate(read):
        if one.facts and dates and number in dates:
            one = replace(one, facts=_with_day(one.facts, dates[number]))
        items.append(shelf.placed(replace(one, number=number)))
    return Preview(
        tuple(items), sha256_hex("".join(sha256_hex(source.data or source.name) for source in sources))
    )


def _with_day(facts: Facts, day: date) -> Facts:
    label = facts.label if facts.adopted_on else f"{day.year}年"
    return replace(facts, in_force_on=day, in_force_is_read=True, label=label, told=())


def _read(source: SourceFile) -> Item:
    """The file as read, before it is compared with the library."""
    if source.refused:
        return Item(0, (source.name,), REFUSED, (source.refused,), files=(source,))
    try:
        law = read_law(source.data, source.name)
    except Unreadable as error:
        return Item(0, (source.name,), REFUSED, (str(error),), files=(source,))
    found = judge(law)
    if found.stops:
        return Item(0, (source.name,), REFUSED, found.stops, tuple(law.remarks), law, files=(source,))
    return _understood(law, found, (source,))


def _understood(law: ReadLaw, found: Judgement, files: tuple[SourceFile, ...]) -> Item:
    facts = facts_of(law)
    names = tuple(one.name for one in files)
    remarks = (*law.remarks, *facts.told)
    if law.numbering == "item":
        remarks = ("没有“第几条”，按“一、二、三”分段读取。", *remarks)
    return Item(0, names, DOUBT if found.doubts else NEW, found.doubts, remarks, law, facts, files=files)


def _merged(items: list[Item]) -> list[Item]:
    """Parts of one law that came in several files (总则, 物权编 …) become one item at the place of the first."""
    groups: dict[tuple, list[Item]] = defaultdict(list)
    for item in items:
        if item.law and item.facts and item.law.part:
            groups[key_of(item.law.full_title), item.facts.adopted_on].append(item)
    instead: dict[int, Item | None] = {}
    for group in groups.values():
        if whole := _joined(group):
            ordered = sorted(group, key=items.index)
            instead |= {id(item): None for item in ordered} | {id(ordered[0]): whole}
    return [instead.get(id(item), item) for item in items if instead.get(id(item), item) is not None]  # type: ignore[misc]


def _joined(group: list[Item]) -> Item | None:
    """The parts as one law when their article numbers do not overlap; None otherwise."""
    parts = sorted(group, key=lambda item: item.law.articles[0].key)
    keys = [one.key for item in parts for one in item.law.articles]
    if len(parts) < 2 or keys != sorted(set(keys)):
        return None
    first = parts[0].law
    law = replace(
        first,
        part="",
        articles=[one for item in parts for one in item.law.articles],
        appendix="\n".join(item.law.appendix for item in parts if item.law.appendix),
        remarks=[f"由 {len(parts)} 个文件合成一部。"],
    )
    files = tuple(file for item in parts for file in item.files)
    return _understood(law, judge(law), files)


class _Shelf:
    """What the library holds, and what came earlier in the same import."""

    def __init__(self) -> None:
        rows = LawEdition.shelved.filter(withdrawn_at__isnull=True).select_related("work")
        self.texts = {row.content_hash: _named(row) for row in rows}
        self.editions: dict[str, list[tuple[date | None, str]]] = defaultdict(list)
        for row in rows:
            self.editions[row.work.key].append((row.adopted_on, row.label))

    def placed(self, item: Item) -> Item:
        """The item with its standing towards what is there."""
        if item.law is None or item.facts is None:
            return item
        digest, key = item.law.content_hash, key_of(item.law.full_title)
        if digest in self.texts:
            return replace(item, standing=SAME, reasons=(f"和{self.texts[digest]}一字不差。",))
        beside = self.editions[key]
        twin = next(
            (label for day, label in beside if day is not None and day == item.facts.adopted_on), None
        )
        if twin is not None:
            said = f"已有《{item.title}》（{twin}），日期相同，文字不同，请核对哪一份对。"
            item = replace(item, standing=DOUBT, reasons=(*item.reasons, said))
        elif item.facts.in_force_on is None:
            item = replace(
                item, standing=DOUBT, reasons=(*item.reasons, "不知道从哪天起施行，请查清后填上日期。")
            )
        elif beside and item.standing == NEW:
            item = replace(item, standing=EDITION)
        item = replace(item, beside=tuple(label for _, label in beside))
        self.texts[digest] = f"《{item.name}》"
        if item.standing != DOUBT:
            beside.append((item.facts.adopted_on, item.facts.label))
        return item


def _named(row: LawEdition) -> str:
    """The text in words, with whose it is when it is not the own one."""
    whose = owner(row.town_id)
    return f"{whose}的《{row}》" if whose else f"《{row}》"
