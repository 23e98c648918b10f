"""The way of a transfer, of an appraisal with destruction, and of a loan."""

from __future__ import annotations

from renda.kernel.dossiers.filing import Required
from renda.kernel.procedures.declaration import NEW, STAY, Need, Procedure, StartsDeadline, State, Transition
from renda.kernel.procedures.registry import register
from renda.modules.archive_work import conditions as on
from renda.modules.archive_work.models import Loan

LISTED, HANDED, DROPPED = "listed", "handed", "dropped"
APPRAISED, APPROVED, DESTROYED = "appraised", "approved", "destroyed"
LENT, RETURNED = "lent", "returned"
KEEP, APPROVE, LEND = "archive.file", "archive_destruction.approve", "archive_loan.lend"
OWN_LISTS = "archive-retention-own-lists"
REASON = Need("reason", "为什么", "long", max_length=300)

TRANSFERS = register(
    Procedure(
        key="archive_transfer",
        label="档案移交",
        model="archive_work.Transfer",
        states=(State(LISTED, "清单已列", "doing"), State(HANDED, "已移交", "done", closed=True), State(DROPPED, "不办了", "withheld", closed=True, main=False)),
        transitions=(
            Transition("list", "列移交清单", (NEW,), LISTED, KEEP, needs=(Need("repository", "移交给谁", max_length=80, example="某县档案馆"),),
                law=("archive-transfer-ten-years",), sentence="列移交清单：{object}"),
            Transition("hand_over", "移交，双方签字", (LISTED,), HANDED, KEEP, needs=(
                Need("handed_on", "移交日期", "date"), Need("handed_by", "移交人", max_length=40), Need("received_by", "接收人", max_length=40),
                Need("supervised_by", "监交人", max_length=40), Need("files", "签了字的清单", "files", help="打印清单，双方签字以后拍照或者扫描。")),
                law=("archive-transfer-ten-years",), seals=True, confirm="移交以后这些档案由对方保管，这里只留目录和电子的一份。", sentence="移交档案：{object}"),
            Transition("drop", "不办了", (LISTED,), DROPPED, KEEP, needs=(REASON,), sentence="不移交了：{object}，{reason}"),
        ),
        contents=(Required("list", "移交清单"), Required("signed", "签了字的清单")),
        retention=lambda transfer: OWN_LISTS,
        actions="renda.modules.archive_work.actions.transfer",
    )
)  # fmt: skip

DESTRUCTIONS = register(
    Procedure(
        key="archive_destruction",
        label="档案鉴定销毁",
        model="archive_work.Destruction",
        states=(
            State(LISTED, "正在鉴定", "doing"), State(APPRAISED, "已鉴定，等批准", "waiting"),
            State(APPROVED, "已批准，等销毁", "waiting"), State(DESTROYED, "已销毁", "done", closed=True), State(DROPPED, "不办了", "withheld", closed=True, main=False),
        ),
        transitions=(
            Transition("list", "列到期清单", (NEW,), LISTED, KEEP, law=("archive-appraisal-and-destruction",), sentence="列到期档案清单：{object}"),
            Transition("keep", "这一件继续保存", (LISTED,), STAY, KEEP, when=on.something_left, needs=(
                Need("line", "哪一件", "choice", choices=on.lines_of), Need("retention", "改为", "choice", choices=on.longer), REASON),
                sentence="到期继续保存：{object}，{reason}"),
            Transition("appraise", "鉴定完，签字", (LISTED,), APPRAISED, KEEP, when=on.something_left, needs=(
                Need("appraisers", "鉴定人", max_length=200, help="两个人以上，用顿号隔开。", example="陈淑芬、吴建民"), Need("appraised_on", "鉴定日期", "date"),
                Need("opinion", "鉴定意见", "long", max_length=1000, example="逐件看过，没有继续保存的价值。"),
                Need("files", "签了字的鉴定清单", "files")), law=("archive-appraisal-and-destruction",), sentence="鉴定到期档案：{object}"),
            Transition("approve", "批准销毁", (APPRAISED,), APPROVED, APPROVE, law=("archive-appraisal-and-destruction",),
                confirm="批准以后由两个人监督销毁。", sentence="批准销毁：{object}"),
            Transition("return", "退回重新鉴定", (APPRAISED,), LISTED, APPROVE, needs=(REASON,), sentence="退回重新鉴定：{object}，{reason}"),
            Transition("destroy", "销毁，两人监销", (APPROVED,), DESTROYED, KEEP, needs=(
                Need("first_witness", "监销人", max_length=40), Need("second_witness", "另一位监销人", max_length=40), Need("destroyed_on", "销毁日期", "date"),
                Need("files", "签了字的销毁清册", "files")), law=("archive-appraisal-and-destruction",), seals=True,
                confirm="销毁以后不能恢复。清册永久保存。", sentence="销毁档案：{object}"),
            Transition("drop", "不办了", (LISTED, APPRAISED), DROPPED, KEEP, needs=(REASON,), sentence="不销毁了：{object}，{reason}"),
        ),
        contents=(Required("list", "档案销毁清册"), Required("appraisal", "签了字的鉴定清单"), Required("signed", "签了字的销毁清册")),
        retention=lambda destruction: OWN_LISTS,
        actions="renda.modules.archive_work.actions.destruction",
    )
)  # fmt: skip

LOANS = register(
    Procedure(
        key="archive_loan",
        label="档案借阅",
        model="archive_work.Loan",
        states=(State(LENT, "没有归还", "waiting"), State(RETURNED, "已归还", "done", closed=True)),
        transitions=(
            Transition("lend", "登记借阅", (NEW,), LENT, LEND, needs=(
                Need("item", "档号", max_length=60, example="Z109-WS·2026-Y-HY-0001"), Need("borrower", "借阅人", max_length=40), Need("organ", "借阅单位", max_length=80),
                Need("purpose", "用途", max_length=200), Need("way", "方式", "choice", choices=tuple(Loan.Way.choices)), Need("approved_by", "批准人", max_length=40)),
                starts=(StartsDeadline("return", "archive-loan", "归还借出的档案", LEND, internal=True),), sentence="登记借阅：{object}"),
            Transition("give_back", "归还", (LENT,), RETURNED, LEND, needs=(
                Need("done_on", "归还日期", "date"), Need("condition", "归还时的情况", max_length=200, example="完好，页数对")), meets=("return",), sentence="归还档案：{object}"),
        ),
        actions="renda.modules.archive_work.actions.loan",
    )
)  # fmt: skip
