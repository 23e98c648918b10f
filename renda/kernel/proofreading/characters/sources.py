"""The texts and word lists that language statistics may be counted from, each with its licence.

Nothing of them is kept: only counts of sequences of up to four characters, on the computer of the office. Papers of
the office count only what stands in at least two of them, so that no sentence of one paper can be read back.
"""

from __future__ import annotations

import lzma
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import util
from pathlib import Path

import yaml

from renda.foundation.hashing import sha256_hex

TEMPLATES = Path(__file__).resolve().parents[2] / "documents" / "templates_data"
COUNTS = Path(__file__).parent / "counts.xz"
PACKING = [{"id": lzma.FILTER_DELTA, "dist": 8}, {"id": lzma.FILTER_LZMA2, "preset": 9}]
WORDS_PACKAGE = "jieba"
SEVERAL = 2


@dataclass(frozen=True)
class Source:
    """One kind of text.

    ``state`` changes when its content does; ``texts`` gives it piece by piece; ``weight`` is what one occurrence
    counts; a sequence counts only when at least ``in_several`` pieces hold it. ``counted``: a packed file of counts
    that were made before, in place of texts.
    """

    key: str
    name: str
    licence: str
    state: str
    texts: Callable[[], Iterable[str]]
    weight: float = 1.0
    in_several: int = 1
    counted: Path | None = None


def available() -> list[Source]:
    """The sources this computer has, in the order in which they are counted."""
    found = (own_words(), own_templates(), shipped(), imported_laws(), reference_papers(), own_papers())
    return [source for source in found if source is not None]


def own_words() -> Source:
    """The fixed terms and turns of phrase of the congress, written for this project."""
    from renda.kernel.proofreading.characters.terms import phrases

    texts = phrases()
    state = sha256_hex("\n".join(texts))[:16]
    return Source("words", "人大常用词语", "本系统自有", state, lambda: texts, weight=4.0)


def own_templates() -> Source:
    """The wording of the paper templates that come with the system."""
    texts = [
        text
        for path in sorted(TEMPLATES.rglob("*.yaml"))
        for text in strings(yaml.safe_load(path.read_text("utf-8")))
    ]
    return Source(
        "templates",
        "系统自带范本",
        "本系统自有",
        sha256_hex("\n".join(texts))[:16],
        lambda: texts,
        weight=2.0,
    )


def strings(value: object) -> Iterator[str]:
    """Every text inside plain data, keys left out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


def package_file(package: str, *inside: str) -> Path | None:
    """A data file of an installed package, found without running any of its code; None when it is not there."""
    spec = util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        return None
    path = Path(next(iter(spec.submodule_search_locations))).joinpath(*inside)
    return path if path.is_file() else None


def shipped() -> Source:
    """Counts that come with the system: of national laws and of the system's own words (see docs/decisions)."""
    state = sha256_hex(COUNTS.read_bytes())[:16]
    return Source(
        "shipped", "随系统带的字词频次", "法律文本无著作权，其余本系统自有", state, tuple, counted=COUNTS
    )


def _rows(key: str, name: str, licence: str, rows, field: str, in_several: int) -> Source | None:
    count = rows.count()
    if not count:
        return None
    newest = rows.order_by("-id").values_list("id", flat=True).first()
    texts = lambda: rows.order_by("id").values_list(field, flat=True).iterator(chunk_size=500)  # noqa: E731
    return Source(key, name, licence, sha256_hex(f"{count}-{newest}")[:16], texts, in_several=in_several)


def _earnest(model):
    """The rows of all towns, without what is only rehearsed."""
    from renda.kernel.units.models import UnitKind

    return model.everywhere.exclude(town__kind=UnitKind.REHEARSAL)


def imported_laws() -> Source | None:
    """Laws and regulations the office put into its library."""
    from renda.kernel.library.models import LawArticle

    rows = _earnest(LawArticle).filter(edition__withdrawn_at__isnull=True)
    return _rows("library", "资料库中的法律法规", "法律文本无著作权", rows, "text", 1)


def reference_papers() -> Source | None:
    """Papers kept to learn from."""
    from renda.kernel.library.models import ReferencePaper

    rows = _earnest(ReferencePaper).filter(withdrawn_at__isnull=True)
    return _rows("references", "资料库中的参考文稿", "本单位资料，只计字词出现次数", rows, "text", SEVERAL)


def own_papers() -> Source | None:
    """Papers the office has issued."""
    from renda.kernel.documents.models import Paper, PaperState

    rows = _earnest(Paper).filter(state=PaperState.ISSUED).exclude(text="")
    return _rows("papers", "本单位制发的公文", "本单位资料，只计字词出现次数", rows, "text", SEVERAL)


def dictionary() -> tuple[str, dict[str, int]] | None:
    """Name with licence, and the words of the installed dictionary with how often they are used; None when missing."""
    from renda.kernel.proofreading.characters.normal import is_han

    path = package_file(WORDS_PACKAGE, "dict.txt")
    if path is None:
        return None
    words: dict[str, int] = {}
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            word, count, *_rest = line.split(" ")
            if all(map(is_han, word)):
                words[word] = max(1, int(count))
    return "词典 jieba（MIT）", words
