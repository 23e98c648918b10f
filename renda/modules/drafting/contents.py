"""The text of a draft: taking in what an editor sends, its digests, and the figures written out."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, get_args

from renda.foundation.hashing import canonical_json, sha256_hex
from renda.kernel.documents.engine import model as engine_model
from renda.kernel.documents.engine.model import OfficialPaper, PaperError
from renda.kernel.figures.marks import MARK, keyed
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Refused
from renda.modules.drafting.models import Draft, DraftVersion

LONGEST = 3_000_000
UNFILLED = "〔待填："
LACKING = "〔数据缺失〕"
#: What the system itself writes on a paper; a change there is no change of the text that was signed.
OF_THE_SYSTEM = {"number": "", "printed_by": "", "printed_on": ""}

FORMS = get_args(engine_model.Form)

Content = str | bytes | Mapping[str, Any] | OfficialPaper


def taken(content: Content) -> OfficialPaper:
    """The paper an editor sent. Raises Refused, in words, when it is none."""
    if isinstance(content, OfficialPaper):
        return content
    source = content if isinstance(content, str | bytes) else json.dumps(content, ensure_ascii=False)
    if len(source) > LONGEST:
        raise Refused([Reason("文稿太长，保存不了。", "请把大表格或附件拆成另外的文稿。")])
    try:
        return engine_model.from_json(source)
    except PaperError as error:
        raise Refused([Reason(f"文稿内容读不出来：{error}", "请刷新页面再试；还是不行，把文字复制出来，用“从空白起草”重新贴上。")]) from error


def written(paper: OfficialPaper) -> str:
    """The JSON text as it is kept."""
    return engine_model.to_json(paper)


def digest(paper: OfficialPaper) -> str:
    """The digest of what stands in the paper; what is empty does not count, so a new element that nobody used
    changes no digest."""
    return sha256_hex(canonical_json(without_empty(json.loads(written(paper)))))


def without_empty(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: kept for key, value in node.items() if (kept := without_empty(value)) not in ("", [], {}, None)}
    return [without_empty(item) for item in node] if isinstance(node, list) else node


def substance(paper: OfficialPaper) -> str:
    """The digest of what is signed: all words with figures written out, without what the system adds later."""
    return digest(replace(paper, **OF_THE_SYSTEM))


def with_figures(paper: OfficialPaper, bindings: Mapping[str, Mapping[str, Any]]) -> OfficialPaper:
    """The paper with every ``{{figure:…}}`` written out as the bindings say."""

    def say(found) -> str:
        binding = bindings.get(keyed(found["key"], found["scope"] or ""))
        return binding["text"] if binding else LACKING

    return changed(paper, lambda text: MARK.sub(say, text))


def changed(paper: OfficialPaper, change: Callable[[str], str]) -> OfficialPaper:
    """The paper with ``change`` applied to every text in it."""

    def walk(node: Any) -> Any:
        if isinstance(node, str):
            return change(node)
        if isinstance(node, list):
            return [walk(item) for item in node]
        if isinstance(node, dict):
            return {key: value if key in ("type", "form", "align", "marks") else walk(value) for key, value in node.items()}
        return node

    source = written(paper)
    if "{{" not in source:
        return paper
    return engine_model.from_json(json.dumps(walk(json.loads(source)), ensure_ascii=False))


def raw(draft: Draft) -> OfficialPaper:
    """The text as it is written: figures stand as ``{{figure:key|scope}}``."""
    return engine_model.from_json(draft.content)


def resolved(draft: Draft) -> OfficialPaper:
    """The text as a reader sees it: for the preview, the print, the gates."""
    return with_figures(raw(draft), draft.bindings)


def resolved_version(version: DraftVersion) -> OfficialPaper:
    """An earlier text as a reader saw it then."""
    return with_figures(version.official(), version.bindings)


def is_empty(paper: OfficialPaper) -> bool:
    """Nothing stands in the body or an attachment."""
    from renda.kernel.documents.engine.view import blocks_text

    blocks = [*paper.blocks, *(block for attachment in paper.attachments for block in attachment.blocks)]
    return not any(line.strip() for line in blocks_text(blocks))
