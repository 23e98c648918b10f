"""Making the language statistics on the office's own computer.

Each source is counted into its own part, which stays: an interrupted run goes on with the next part, and a later run
counts only what changed. About half a minute for the national laws; the file takes some 25 MB.
"""

from __future__ import annotations

import lzma
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise
from pathlib import Path

from renda.foundation import clock
from renda.kernel.proofreading.characters import shapes, sounds, sources, store
from renda.kernel.proofreading.characters.counting import Counts, count_texts, entries, joined
from renda.kernel.proofreading.characters.normal import is_han

FILE, PARTS = "characters.stat", "parts"
USUAL_WORD = 3  # occurrences in the dictionary's corpus below which a word is left out
USUAL_PAIR = 20  # the same for two-character words offered for what sounds alike
USUAL_CHARACTER = 300
LONGEST_WORD = 5
ALPHABET = 8000  # characters that any text may hold; unseen ones share a little probability
LEVEL_SIGN = 0x100  # a count is kept as the sign of this code point plus its level

Progress = Callable[[str, int, int], None]


class Interrupted(RuntimeError):
    """The work was told to stop; what was finished is kept."""


class NothingToCount(RuntimeError):
    """No dictionary is installed, so nothing useful can be counted. The message is for people."""


@dataclass
class Report:
    """What was made: the file, its size in bytes, sources with their amounts in characters, and which were kept."""

    path: str
    size: int = 0
    sources: list[dict] = field(default_factory=list)
    words: int = 0
    reused: list[str] = field(default_factory=list)


def folder() -> Path:
    """Where the statistics of this installation stand."""
    from django.conf import settings

    return Path(settings.DATA_DIR) / "language"


def state_of(found: Sequence[sources.Source]) -> dict[str, str]:
    """What a finished file was made from; equal states need no new counting."""
    return {source.key: source.state for source in found}


def build(
    target: Path | None = None,
    progress: Progress | None = None,
    stop: Callable[[], bool] = lambda: False,
    found: Sequence[sources.Source] | None = None,
) -> Report:
    """Count what is not yet counted and write the statistics.

    ``target``: the folder (default: that of this installation). ``progress(what, done, all)`` is called with Chinese
    words and steps. ``stop()`` is asked often; when true, Interrupted is raised and finished parts stay.
    Raises NothingToCount without a dictionary.
    """
    tell = progress or (lambda what, done, all_: None)
    target = target or folder()
    words = sources.dictionary()
    if words is None:
        raise NothingToCount("没有装词典软件包，错别字检查只核对固定用语。请用完整的安装包重新安装。")
    found = sources.available() if found is None else found
    (target / PARTS).mkdir(parents=True, exist_ok=True)
    report = Report(str(target / FILE))
    parts = []
    steps = len(found) + 2
    for number, source in enumerate(found):
        tell(f"统计{source.name}", number, steps)
        parts.append(_part(target / PARTS, source, report, stop))
    tell("比较字音字形", len(found), steps)
    texts, about = _word_sections(words, parts, stop)
    tell("汇总", len(found) + 1, steps)
    tables = {o: store.packed(joined([entries(part.tables[o]) for part in parts])) for o in store.ORDERS}
    texts["beside"] = _beside(tables[2][0], words[1])
    about |= {"made_at": clock.now().isoformat(), "state": state_of(found), "sources": report.sources}
    store.write(target / FILE, tables, texts, about)
    _clear(target / PARTS, found)
    report.words, report.size = about["words"], (target / FILE).stat().st_size
    tell("完成", steps, steps)
    return report


def _part_path(parts: Path, source: sources.Source) -> Path:
    return parts / f"{source.key}-{source.state}.part"


def _part(parts: Path, source: sources.Source, report: Report, stop: Callable[[], bool]) -> store.Statistics:
    """The counts of one source: those of an earlier run when it has not changed."""
    path = _part_path(parts, source)
    try:
        part = store.Statistics(path)
        report.reused.append(source.key)
    except (FileNotFoundError, store.StatisticsUnreadable):
        _count(path, source, stop)
        part = store.Statistics(path)
    amount = part.about["characters"]
    report.sources.append(
        {"key": source.key, "name": source.name, "licence": source.licence, "characters": amount}
    )
    return part


def _count(path: Path, source: sources.Source, stop: Callable[[], bool]) -> None:
    if source.counted is not None:
        unfinished = path.with_suffix(".unfinished")
        unfinished.write_bytes(lzma.decompress(source.counted.read_bytes()))
        unfinished.replace(path)
        return

    def go_on(_characters: int) -> None:
        if stop():
            raise Interrupted(source.name)

    counts = Counts(source.weight, source.in_several)
    count_texts(source.texts(), counts, go_on)
    tables = {order: store.packed(counts.finished(order)) for order in store.ORDERS}
    singles = "\n".join(f"{character}\t{count}" for character, count in sorted(counts.single.items()))
    store.write(path, tables, {"singles": singles}, {"characters": counts.characters})


def _clear(parts: Path, found: Iterable[sources.Source]) -> None:
    """Take away the parts of sources as they were before."""
    wanted = {_part_path(parts, source) for source in found}
    for path in parts.glob("*.part"):
        if path not in wanted:
            path.unlink(missing_ok=True)


def _word_sections(
    words: tuple[str, Mapping[str, int]], parts: Sequence[store.Statistics], stop: Callable[[], bool]
) -> tuple[dict[str, str], dict]:
    name, frequency = words
    in_words: Counter[str] = Counter()
    for word, count in frequency.items():
        for character in word:
            in_words[character] += count
    in_texts = _singles(parts)
    characters = sorted(c for c in {*in_words, *in_texts} if in_texts[c] or in_words[c] >= USUAL_CHARACTER)
    read = sounds.readings(characters)
    if stop():
        raise Interrupted(name)
    alike = shapes.lookalikes(characters)
    usual = {w: n for w, n in frequency.items() if len(w) <= LONGEST_WORD and n >= USUAL_WORD}
    texts = {
        "singles": _probabilities(in_words, in_texts),
        "words": "\n".join(
            f"{word}{chr(LEVEL_SIGN + store.level_of(count))}" for word, count in sorted(usual.items())
        ),
        "readings": "\n".join(
            f"{character}\t{' '.join(read[character])}" for character in characters if character in read
        ),
        "alike": _candidates(characters, read, alike),
        "pairs": _pairs(usual, read),
    }
    return texts, {"words": len(usual), "dictionary": name, "word_total": sum(usual.values())}


def _singles(parts: Sequence[store.Statistics]) -> Counter[str]:
    total: Counter[str] = Counter()
    for part in parts:
        for line in filter(None, part.lines("singles")):
            character, count = line.split("\t")
            total[character] += int(count)
    return total


def _probabilities(in_words: Counter[str], in_texts: Counter[str]) -> str:
    """Each character with the logarithm of its probability: half from words, half from texts."""
    all_words, all_texts = in_words.total(), max(1, in_texts.total())
    lines = []
    for character in sorted({*in_words, *in_texts}):
        share = (in_words[character] + 0.5) / (all_words + ALPHABET / 2)
        lines.append(f"{character}\t{math.log((share + in_texts[character] / all_texts) / 2 + 1e-8):.3f}")
    return "\n".join(lines)


def _candidates(
    characters: Sequence[str], read: Mapping[str, Sequence[str]], alike: Mapping[str, str]
) -> str:
    """One line per character: those of the same sound, near sound, and similar shape."""
    by_sound: dict[str, list[str]] = defaultdict(list)
    for character in characters:
        if is_han(character):
            for syllable in read.get(character, ()):
                by_sound[syllable].append(character)
    lines = []
    for character in characters:
        taken = {character}
        fields = [character]
        syllables = read.get(character, ())
        groups = (
            [other for one in syllables for other in by_sound[one]],
            [
                other
                for one in syllables
                for near in sorted(sounds.near_sounds(one))
                for other in by_sound.get(near, ())
            ],
            list(alike.get(character, "")),
        )
        for group in groups:
            fields.append("".join(dict.fromkeys(other for other in group if other not in taken)))
            taken.update(group)
        lines.append("\t".join(fields))
    return "\n".join(lines)


def _beside(pairs: Iterable[int], frequency: Mapping[str, int]) -> str:
    """One line per character: what has been seen after it, and what before it, in texts and inside usual words."""
    after: dict[str, set[str]] = defaultdict(set)
    before: dict[str, set[str]] = defaultdict(set)
    seen = ((chr(key >> 16), chr(key & 0xFFFF)) for key in pairs)
    inside = (pair for word, count in frequency.items() if count >= USUAL_WORD for pair in pairwise(word))
    for first, second in chain(seen, inside):
        after[first].add(second)
        before[second].add(first)
    signs = sorted({*after, *before})
    return "\n".join(
        f"{sign}\t{''.join(sorted(after[sign]))}\t{''.join(sorted(before[sign]))}" for sign in signs
    )


def _pairs(usual: Mapping[str, int], read: Mapping[str, Sequence[str]]) -> str:
    """Two-character words by sound."""
    groups: dict[str, list[str]] = defaultdict(list)
    for word, count in usual.items():
        if len(word) == 2 and count >= USUAL_PAIR:
            groups[sounds.word_reading(word, read)].append(word)
    return "\n".join(
        f"{sound}\t{''.join(sorted(group))}" for sound, group in sorted(groups.items()) if "?" not in sound
    )
