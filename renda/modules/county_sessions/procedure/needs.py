"""What the steps ask for."""

from __future__ import annotations

from dataclasses import replace

from renda.kernel.procedures.declaration import Need
from renda.modules.county_sessions.procedure import conditions as on

REASON = Need("reason", "原因", "long", max_length=300)
FILES = Need("files", "扫描件、照片", "files", required=False)
SESSION = (
    Need("county", "哪个县（市、区）", max_length=30, example="云峰县"),
    Need("county_term", "县人大第几届", "number", example="18"),
    Need("number", "第几次会议", "number", example="5"),
    Need("opens_on", "哪天开幕", "date"),
    Need("closes_on", "哪天闭幕", "date"),
    Need("venue", "在哪里开", required=False, max_length=80, example="县会议中心"),
    Need("receiver", "议案和建议报送给谁", max_length=80, example="县人大常委会选举任免联络工作委员会"),
    Need("hand_in_on", "哪天以前报送", "date", help="县里的通知上写的日子。到了这天还没有报送，系统会提醒。"),
    Need("hand_in_why", "这个日子的依据", max_length=120, example="县人大常委会办公室2026年2月3日通知"),
)
GOING = (
    Need("going", "去开会的代表", "county_deputies", help="请了假的不勾。"),
    Need(
        "note",
        "没有勾的，写明原因",
        "long",
        required=False,
        max_length=120,
        example="陈国平：住院，已向县里请假",
    ),
)
SUBMIT = (
    Need("done_on", "哪天报送的", "date"),
    Need("submitted_how", "怎样报送的", "choice", choices=on.HOW_SUBMITTED),
    Need(
        "late_reason", "晚报的原因", "long", required=False, max_length=300, help="过了县里定的日子才要写。"
    ),
)
RECEIPT = (
    Need("received_on", "县里哪天签收", "date"),
    Need("received_by", "谁签收的", max_length=60, example="选任联工委李明"),
    FILES,
)
SUPPLEMENT = (
    Need("done_on", "哪天补报的", "date"),
    Need("note", "补报说明", "long", max_length=300, example="会议期间又收到1件建议，现补报。"),
)
KEEP = (
    Need("title", "材料名称", max_length=120, example="县人大会议通知"),
    Need("files", "材料文件", "files"),
)
WORDS = (
    Need("kind", "是建议还是议案", "choice", choices=on.KINDS),
    Need("title", "题目（案由）", max_length=120, example="关于拓宽县道龙口至云溪段的建议"),
    Need("facts", "情况和理由（案据）", "long", max_length=4000, help="什么事，在哪里，多少人多少量。"),
    Need("place", "地点", required=False, max_length=120, example="县道X312线龙口至云溪段"),
    Need("ask", "具体建议（方案）", "long", max_length=4000, help="希望县里怎么办。"),
)
COSIGNERS = Need(
    "cosigners",
    "请本镇哪些县代表联名",
    "county_deputies",
    required=False,
    help="建议一个人就可以提；议案要联名。",
)
OTHERS = Need("others", "其他乡镇的联名代表", "long", required=False, max_length=1000, help="已经在纸上签了名的才写，一行写一位，后面写是哪个乡镇的。",
              example="李建华（石坪镇）")  # fmt: skip
UNFINISHED = tuple(replace(need, required=need.key in ("kind", "title")) for need in WORDS)
EDIT = (*UNFINISHED, COSIGNERS, OTHERS)
DRAFT = (Need("session", "提交到哪次会议", "county_session"), *EDIT)
ENTER = (
    Need("session", "提交到哪次会议", "county_session"),
    Need("author", "哪位代表提的", "county_deputy"),
    *WORDS,
    Need("cosigners", "本镇哪些县代表签了名", "county_deputies", required=False, help="纸上签了名的打勾。"),
    OTHERS,
    FILES,
)
CORRECT = (*WORDS, OTHERS, Need("reason", "为什么改", max_length=200, example="代表同意把地点写清楚"))
CHECK = (
    Need(
        "note",
        "把关意见",
        "long",
        required=False,
        max_length=500,
        help="上面有提示的，要写明怎么看：代表补充了什么，或者为什么可以报送。",
    ),
)
REGISTER = (
    Need("county_number", "县里的编号", max_length=40, example="第86号"),
    Need("handling", "县里怎样处理", "choice", choices=on.ways_of_handling),
    Need("county_unit", "承办单位", max_length=120, example="县交通运输局"),
    Need("assigned_on", "县里哪天交办", "date", help="答复期限从这天算。"),
    Need("is_complex", "涉及面广、办理难度大", "boolean", required=False),
)
TRANSFER = (Need("county_unit", "改由哪个单位承办", max_length=120), REASON)
ASK = (
    Need(
        "note", "问了谁，怎么说", "long", max_length=500, example="县交通局办公室小王：方案在做，月底前答复"
    ),
)
REPLY = (
    Need("done_on", "哪天答复的", "date"),
    Need("result", "办理结果", "choice", choices=on.RESULTS),
    Need("reply", "答复的主要内容", "long", max_length=4000),
    Need(
        "promise",
        "答应办的事",
        required=False,
        max_length=300,
        help="答复里写了以后哪天办成的，才填。",
        example="拓宽工程列入明年计划",
    ),
    Need("promise_due_on", "答应哪天办成", "date", required=False),
    FILES,
)
JUDGE = (
    Need("verdict", "代表满意不满意", "choice", choices=on.VERDICTS),
    Need("verdict_note", "说明", "long", required=False, max_length=300, help="不满意的请写原因。"),
)
AGAIN = (
    Need("assigned_on", "哪天请县里再办的", "date", help="再答复的期限从这天算。"),
    Need("note", "怎样请的", "long", max_length=300, example="把代表的意见书面转给县人大选任联工委"),
)
PROMISE = (
    Need("end", "办成了没有", "choice", choices=on.PROMISE_ENDS),
    Need("done_on", "哪天", "date"),
    Need("words", "什么情况", "long", max_length=280, example="4月20日完工，代表到现场看过"),
)
CLOSE = (
    Need(
        "ending",
        "怎样了结的",
        "long",
        required=False,
        max_length=300,
        help="代表不满意、不再请县里办的，要写明原因。",
    ),
)
CONFIRM = (
    Need("right", "是不是您提的，写得对不对", "choice", choices=on.RIGHT_OR_NOT),
    Need("note", "要改的地方", "long", required=False, max_length=300, example="路宽是4.5米，不是5米"),
)
ANSWER = (Need("agrees", "愿不愿意联名", "choice", choices=(("yes", "同意联名"), ("no", "不联名"))),)
