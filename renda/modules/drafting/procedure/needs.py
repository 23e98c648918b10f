"""The data the steps take, named once so that the same question reads the same everywhere."""

from __future__ import annotations

from renda.kernel.documents.registers import paper_series
from renda.kernel.procedures.declaration import Need
from renda.modules.drafting import selectors
from renda.modules.drafting.models import FilingClass, Stance


def series_choices(draft=None) -> list[tuple[str, str]]:
    """The registers a paper may be numbered in."""
    return [(series.key, series.label) for series in paper_series()]


def reserved_choices(draft) -> list[tuple[str, str]]:
    """Numbers kept for later that this draft may take."""
    return [(str(number.pk), f"{number.text}（{number.reason}）") for number in selectors.reserved_numbers(draft)]


def open_request_choices(draft) -> list[tuple[str, str]]:
    """The reviewers who have not answered."""
    return [(str(request.pk), request.reviewer.name) for request in selectors.open_requests(draft)]


REASON = Need("reason", "理由", "long", max_length=300)
TITLE = Need("title", "标题", max_length=240, example="关于召开第五次会议的通知")
KIND = Need("kind", "文种", max_length=40, example="通知")
SERIES = Need("series", "用哪本登记簿编号", "choice", choices=series_choices)
LATER_SERIES = Need("series", "用哪本登记簿编号", "choice", required=False, choices=series_choices, help="不用文号的不选。")
SIGNER = Need("signer", "请谁签发", "person", required=False, help="不选的，按本单位的规定由有权签发的人签发。")
REVIEWERS = Need("reviewers", "请谁审核", "people", help="可以选几个人，都给了意见才往下走。")
REVIEW_NOTE = Need("note", "请审核什么", "long", required=False, max_length=300)
REQUEST = Need("request", "哪位审核人", "choice", choices=open_request_choices)
FILES = Need("files", "照片或扫描件", "files", required=False)
STANCE = Need("stance", "意见", "choice", choices=Stance.choices)
OPINION_TEXT = Need("text", "具体意见", "long", required=False, help="有修改意见或不同意的，请写清楚改哪里、为什么。", max_length=4000)
OPINION = (STANCE, OPINION_TEXT, Need("marks", "逐处意见", "marks", required=False))
KEYED_OPINION = (REQUEST, STANCE, OPINION_TEXT, Need("given_on", "给意见的日期", "date"), FILES)
SIGN = (Need("sign_note", "签发意见", required=False, example="同意印发", max_length=300),)
KEYED_SIGN = (
    Need("signer", "签发人", "person"),
    Need("signed_on", "签发日期", "date"),
    Need("files", "手签页的照片或扫描件", "files"),
    *SIGN,
)
NUMBER = (
    SERIES,
    Need("reserved", "用预留的号", "choice", required=False, choices=reserved_choices, help="不选就用下一个号。"),
)
ADDRESSEES = (
    Need("people", "发给哪些人", "people", required=False),
    Need("units", "发给哪些单位", "units", required=False),
    Need("groups", "发给哪些代表小组", "groups", required=False),
    Need("others", "其他收文单位", "long", required=False, help="系统里没有的，一行写一个。", max_length=2000),
    Need("copies", "印制份数", "number", required=False),
    Need("note", "说明", required=False, max_length=200),
)
BELONGS_TO = Need("belongs_to", "归入哪一类", "choice", choices=FilingClass.choices, help="决定保管多少年。")
