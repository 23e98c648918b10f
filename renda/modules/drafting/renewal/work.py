"""A renewal step by step: begun with last year's papers, ruled place by place, ended with drafts."""

from __future__ import annotations

import re
from collections import Counter, OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from renda.foundation import clock
from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import require, require_verb
from renda.kernel.audit.models import AuditHead
from renda.kernel.documents.engine.model import to_json
from renda.kernel.documents.models import Paper
from renda.kernel.documents.papers import official
from renda.kernel.documents.reading import Scanned, read_paper
from renda.kernel.figures.marks import mark
from renda.kernel.people.models import Person
from renda.modules.drafting import texts
from renda.modules.drafting.models import Draft
from renda.modules.drafting.renewal import gather, scans
from renda.modules.drafting.renewal.context import session_of
from renda.modules.drafting.renewal.facts import SessionFact, TownFacts
from renda.modules.drafting.renewal.model import REPLACED, Place, Renewal, Ruling
from renda.modules.drafting.renewal.models import RenewalItem, RenewalSet
from renda.modules.drafting.renewal.renew import apply, open_places, renew, ruling_for

MOST_PAPERS, MOST_SETS = 40, 8
#: The sets looked at last. Going from place to place would else work through every paper of the set again each time.
_looked_at: OrderedDict[tuple, tuple[Renewal, ...]] = OrderedDict()
LONGEST_TEXT = 500
SETTINGS = ("届次", "开幕", "闭幕", "成文日期")


class NotYet(ValueError):
    """Something can't be done; the message (Chinese) says what to do."""


@dataclass(frozen=True)
class Source:
    """A paper to renew: a file, or a paper of our own."""

    filename: str
    data: bytes = b""
    paper: Paper | None = None


@dataclass(frozen=True)
class Worked:
    """One paper of a set with its renewal and the rulings that hold for it."""

    item: RenewalItem
    renewal: Renewal
    rulings: Mapping[str, Ruling]

    @property
    def open(self) -> list[Place]:
        """What somebody must still rule on."""
        return open_places(self.renewal, self.rulings)


# ------------------------------------------------------------------ beginning


@transaction.atomic
def begin(actor: Actor, sources: Sequence[Source], *, title: str = "") -> RenewalSet:
    """Begin with one or several papers of last year.

    Raises:
        NotYet: nothing was given, or too much.
        Unreadable: a file gives no paper (the message names what to do).
    """
    require_verb(actor, "draft.write")
    if not sources:
        raise NotYet("请先选去年的文件：上传，或者从公文里勾选。")
    if len(sources) > MOST_PAPERS:
        raise NotYet(f"一次最多放{MOST_PAPERS}份，请分两次做。")
    person = Person.objects.filter(pk=actor.person_id).first() if actor.person_id else None
    made = RenewalSet.objects.create(title=title[:240], started_by=person, starter=actor.label[:40])
    for position, source in enumerate(sources, 1):
        _add(actor, made, position, source)
    first = made.items.order_by("position").first()
    made.title = title[:240] or (str(first) if len(sources) == 1 else f"{first}等{len(sources)}份")[:240]
    made.save(update_fields=["title"])
    return made


def _add(actor: Actor, made: RenewalSet, position: int, source: Source) -> None:
    if source.paper is not None:
        require(actor, "paper.view", source.paper)
        paper, notes = official(source.paper), ()
    else:
        try:
            read = read_paper(source.data, source.filename)
        except Scanned as scan:
            scans.take(actor, made, position, source.filename, source.data, scan.kind)
            return
        paper, notes = read.paper, read.notes
    title = paper.title.replace("\n", "") or re.sub(r"\.\w+$", "", source.filename)
    RenewalItem.objects.create(
        renewal=made, position=position, filename=source.filename[:240], title=title[:240], content=to_json(paper),
        notes=list(notes), base_paper=source.paper,
    )


# ------------------------------------------------------------------ looking


def worked(made: RenewalSet, facts: TownFacts | None = None) -> list[Worked]:
    """Every paper of the set whose text is known, renewed against the data as they are now, or against ``facts``."""
    rows = made.items.exclude(content="").defer("recognised")
    items = list(rows.select_related("draft", "base_paper").order_by("position"))
    renewals = all_renewed(made, items, facts) if facts else looked_at(made, items)
    return [Worked(item, renewal, rulings_of(made, item)) for item, renewal in zip(items, renewals, strict=True)]


def looked_at(made: RenewalSet, items: Sequence[RenewalItem]) -> tuple[Renewal, ...]:
    """The renewals of the set as they were a moment ago, as long as no data have changed."""
    stamp = (made.pk, made.town_id, clock.today(), last_entry(made), to_key(made.settings), tuple(item.pk for item in items))
    if stamp not in _looked_at:
        _looked_at[stamp] = all_renewed(made, items, gather.town_facts())
        while len(_looked_at) > MOST_SETS:
            _looked_at.popitem(last=False)
    return _looked_at[stamp]


def all_renewed(made: RenewalSet, items: Sequence[RenewalItem], facts: TownFacts) -> tuple[Renewal, ...]:
    usual = usual_session(items, facts)
    return tuple(renewed(made, item, facts, usual) for item in items)


def last_entry(made: RenewalSet) -> int:
    """The number of the town's last log entry: as long as it is the same, nobody has changed any data."""
    return AuditHead.objects.filter(town_id=made.town_id).values_list("number", flat=True).first() or 0


def to_key(settings: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(settings.items()))


def usual_session(items: Sequence[RenewalItem], facts: TownFacts) -> SessionFact | None:
    """The session that most papers of a set name: the others belong to it too."""
    named = [session for item in items if (session := session_of(item.official(), facts))]
    return Counter(named).most_common(1)[0][0] if named else None


def renewed(made: RenewalSet, item: RenewalItem, facts: TownFacts, usual: SessionFact | None) -> Renewal:
    """One paper of the set. ``usual``: the session of the set."""
    given = {key: value for key, value in made.settings.items() if value}
    bound = gather.bound_places(item.base_paper)
    return renew(item.official(), facts, settings=given, of=usual, bound=bound, dated_by_signing=True,
                 unclear_rows=item.unclear_rows)  # fmt: skip


def rulings_of(made: RenewalSet, item: RenewalItem) -> dict[str, Ruling]:
    """The rulings as one paper's places know them: its own by place, the shared ones by group."""
    own = f"{item.position}/"
    found = {}
    for key, value in made.rulings.items():
        if key.startswith("group/"):
            found[key.removeprefix("group/")] = Ruling(value["text"])
        elif key.startswith(own):
            found[key.removeprefix(own)] = Ruling(value["text"])
    return found


# ------------------------------------------------------------------ ruling


def rule(actor: Actor, made: RenewalSet, item: RenewalItem, place: Place, text: str | None, *, everywhere: bool) -> str:
    """Settle a place: ``text`` stands there (None: last year's words stay). ``everywhere``: all places with the same
    fact, in every paper of the set; a place that stands alone is settled alone. Gives the key by which it can be taken back.

    Raises NotYet when the text is too long or breaks the line.
    """
    if text is not None and len(text) > LONGEST_TEXT:
        raise NotYet(f"这里最多写{LONGEST_TEXT}个字。")
    words = None if text is None else re.sub(r"\s*\n\s*", "", text)
    shared = everywhere and bool(place.group)
    key = f"group/{place.group}" if shared else f"{item.position}/{place.id}"
    with transaction.atomic():
        kept = _locked(actor, made)
        rulings = {k: v for k, v in kept.rulings.items() if not (shared and k == f"{item.position}/{place.id}")}
        _save(made, {**rulings, key: {"text": words, "by": actor.label, "at": clock.now().isoformat(timespec="minutes")}})
    return key


def take_back(actor: Actor, made: RenewalSet, key: str) -> None:
    """Undo a ruling: the place is open again, as if nobody had ruled."""
    with transaction.atomic():
        kept = _locked(actor, made)
        _save(made, {k: v for k, v in kept.rulings.items() if k != key})


def key_of(worked_: Worked, place: Place) -> str | None:
    """The key of the ruling that holds for a place; None when there is none."""
    if place.id in worked_.rulings:
        return f"{worked_.item.position}/{place.id}"
    return f"group/{place.group}" if ruling_for(place, worked_.rulings) else None


def settle(actor: Actor, made: RenewalSet, settings: Mapping[str, str]) -> None:
    """Say which session and which days the new papers are for; empty words leave it to the data."""
    with transaction.atomic():
        _locked(actor, made)
        made.settings = {key: settings.get(key, "").strip() for key in SETTINGS if settings.get(key, "").strip()}
        made.save(update_fields=["settings"])


def throw_away(actor: Actor, made: RenewalSet) -> None:
    """Give the renewal up; drafts made from it stay."""
    with transaction.atomic():
        _locked(actor, made)
        made.delete()


def _locked(actor: Actor, made: RenewalSet) -> RenewalSet:
    require(actor, "draft.write", made)
    kept = RenewalSet.objects.select_for_update().get(pk=made.pk)
    if kept.finished_at is not None:
        raise NotYet("这一套已经做完了，要改请在文稿里改。")
    return kept


def _save(made: RenewalSet, rulings: dict) -> None:
    made.rulings = rulings
    made.save(update_fields=["rulings"])


# ------------------------------------------------------------------ drafts


def make_draft(actor: Actor, made: RenewalSet, item: RenewalItem, found: Sequence[Worked] | None = None) -> Draft:
    """The draft of one paper; what is still open stands in it as 【待核：…】. Made once: later calls give the same.

    Raises Refused when the draft can't be begun, NotYet when the renewal is finished.
    """
    with transaction.atomic():
        _locked(actor, made)
        kept = RenewalItem.objects.select_for_update(of=("self",)).select_related("draft").get(pk=item.pk)
        if kept.draft_id:
            return kept.draft
        if not kept.is_read:
            raise NotYet("这份扫描件还没有认完，认完再生成文稿。")
        one = next(one for one in found or worked(made) if one.item.pk == kept.pk)
        paper = apply(with_marks(one), rulings_of(made, kept), mark_open=True)
        kept.draft = texts.start_with(actor, paper, base_paper=kept.base_paper, **texts.ways_of(kept.base_paper))
        kept.save(update_fields=["draft"])
        if not made.items.filter(draft__isnull=True).exists():
            made.finished_at = clock.now()
            made.save(update_fields=["finished_at"])
    return kept.draft


def with_marks(one: Worked) -> Renewal:
    """The renewal with its replaced figures as marks, so that the draft goes on watching their rows."""
    places = tuple(_with_mark(place) for place in one.renewal.places)
    return Renewal(one.renewal.paper, places, one.renewal.notes, one.renewal.summary)


def _with_mark(place: Place) -> Place:
    if place.decision != REPLACED or not place.bound or place.new is None:
        return place
    number = re.search(r"\d+(?:\.\d+)?%?", place.new)
    if number is None or re.search(r"\d[,，]\d", place.new):
        return place  # a figure in words or with separators is written out: a mark always prints plain digits
    key, _, scope = place.bound.partition("|")
    text = place.new[: number.start()] + mark(key, scope) + place.new[number.end() :]
    return Place(**{**vars(place), "new": text})
