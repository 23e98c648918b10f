"""The way of a secret vote: prepared, slips printed, open with two monitors, closed with two monitors, declared, sealed.

Casting is no step: it moves nothing, leaves no line in the log and no version (see ``casting``).
"""

from __future__ import annotations

from renda.kernel.dossiers.filing import Required
from renda.kernel.procedures.declaration import NEW, STAY, Check, Need, Procedure, State, Transition
from renda.kernel.procedures.registry import register
from renda.kernel.secret_votes import conditions as on

PREPARED, PRINTED, OPEN, CLOSED, COUNTED = "prepared", "printed", "open", "closed", "counted"
DECLARED, SEALED, VOIDED = "declared", "sealed", "void"

STATES = (
    State(PREPARED, "已准备", "later"),
    State(PRINTED, "票已印好", "later"),
    State(OPEN, "正在投票", "doing"),
    State(CLOSED, "已截止，待录纸票", "doing"),
    State(COUNTED, "待宣布", "waiting"),
    State(DECLARED, "已宣布", "done"),
    State(SEALED, "已封存", "done", closed=True),
    State(VOIDED, "已作废", "withheld", closed=True, main=False),
)

TITLE = Need("title", "投票名称", max_length=120, example="2026年基层站所评议满意度测评")
PURPOSE = Need(
    "purpose",
    "这次投票作什么用",
    "choice",
    choices=on.PURPOSES,
    help="手机投票只用于评议测评；依法的选举、表决一律用纸票。",
)
OBJECTS = Need("objects", "测评对象", "long", max_length=2000, help="每行写一个。", example="水利站")
GRADES = Need("grades", "分几等", "choice", choices=on.GRADES, help="“弃权”自动加在最后。")
DAY = Need("held_on", "投票日期", "date")
VOTERS = Need("voters", "哪些代表投票", "deputies", required=False, help="一个都不勾，就是全体在任代表。")
OTHERS = Need(
    "others",
    "代表以外的投票人",
    "long",
    required=False,
    max_length=4000,
    help="每行写一个姓名，例如受邀参加评议的群众代表；没有就不填。",
)
MONITORS = Need(
    "monitors",
    "监票人",
    "long",
    max_length=200,
    help="每行写一个姓名，至少两人。建议三人：有一人临时离开，另外两人照样能截止。",
)
REASON = Need("reason", "作废原因", "long", max_length=300, example="会场断网，改用纸票重新投票。")

TRANSITIONS = (
    Transition(
        "prepare", "准备无记名测评", (NEW,), PREPARED, "secret_vote.prepare", needs=(TITLE, PURPOSE, OBJECTS, GRADES, DAY, VOTERS, OTHERS, MONITORS),
        law=("appraisal-grades", "satisfaction-line"), sentence="准备无记名测评：{object}",
    ),
    Transition(
        "print_slips", "印票", (PREPARED, PRINTED), PRINTED, "secret_vote.prepare", needs=(Need("count", "张数", "number"),), by_hand=False,
        sentence="印票{count}张：{object}",
    ),
    Transition(
        "hand_code", "监票人领封口码", (PREPARED, PRINTED), STAY, "secret_vote.open", needs=(Need("monitor", "监票人"),), by_hand=False,
        sentence="监票人{monitor}领取封口码：{object}",
    ),
    Transition(
        "void_left", "作废剩下的票", (PRINTED,), STAY, "secret_vote.open", needs=(Need("count", "张数", "number"),), by_hand=False,
        sentence="作废剩下的票{count}张：{object}",
    ),
    Transition(
        "open", "开始投票", (PRINTED,), OPEN, "secret_vote.open",
        needs=(Need("present", "签到人数", "number"), Need("drawn", "抽走的票", "number")), by_hand=False, law=("secret-vote-limits",),
        sentence="开始投票：{object}，签到{present}人，抽走{drawn}张票",
    ),
    Transition(
        "exchange", "换成纸票", (OPEN,), STAY, "secret_vote.open", needs=(Need("count", "张数", "number"),), by_hand=False,
        sentence="换成纸票{count}张：{object}",
    ),
    Transition(
        "close", "截止投票", (OPEN,), CLOSED, "secret_vote.open", then=("count",), by_hand=False, sentence="截止投票：{object}",
    ),
    Transition(
        "key_paper", "录入纸票", (CLOSED,), STAY, "secret_vote.key", then=("count",), by_hand=False, law=("count-keyed-twice",),
        sentence="录完一份纸票计票单：{object}",
    ),
    Transition(
        "count", "合计", (CLOSED,), COUNTED, "secret_vote.auto_count", when=on.is_complete, by_hand=False, sentence="合计完毕：{object}",
    ),
    Transition(
        "declare", "宣布结果", (COUNTED,), DECLARED, "secret_vote.declare", law=("satisfaction-line",),
        confirm="宣布以后不能再改；生成结果报告单，放入案卷。", sentence="宣布测评结果：{object}",
    ),
    Transition(
        "seal", "封存", (DECLARED,), SEALED, "secret_vote.seal", seals=True, law=("archive-retention-supervision",),
        confirm="案卷封存，以后只能查看，不能再改。",
    ),
    Transition(
        "void", "作废，改用纸票", (PREPARED, PRINTED, OPEN, CLOSED, COUNTED), VOIDED, "secret_vote.void", needs=(REASON,),
        confirm="已经投出的电子票全部销毁，不能恢复；要重新投的，另开一次，或者用纸票。", sentence="作废无记名测评：{object}，{reason}",
    ),
)  # fmt: skip

CONTENTS = (Required("count", "测评结果报告单"),)
CHECKLIST = (
    Check("printed", "印票", done=lambda vote: vote.state != PREPARED, rule="ballot-printing"),
    Check(
        "codes",
        "监票人领封口码",
        done=lambda vote: bool(vote.opened_with) or sum(one.has_code for one in vote.monitors.all()) > 1,
    ),
    Check("opened", "两名监票人确认开始", done=lambda vote: bool(vote.opened_with)),
    Check("closed", "两名监票人确认截止", done=lambda vote: bool(vote.closed_with)),
    Check("declared", "宣布结果", done=lambda vote: bool(vote.declared_by), rule="satisfaction-line"),
)

SECRET_VOTE = register(
    Procedure(
        key="secret_vote",
        label="无记名测评",
        model="secret_votes.SecretVote",
        states=STATES,
        transitions=TRANSITIONS,
        contents=CONTENTS,
        checklist=CHECKLIST,
        retention=lambda vote: "archive-retention-supervision",
        actions="renda.kernel.secret_votes.actions",
    )
)
