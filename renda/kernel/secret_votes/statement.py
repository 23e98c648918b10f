"""What the system guarantees and what it can't: said on every result sheet, in the same words everywhere."""

from __future__ import annotations

GUARANTEES = (
    "票从箱里抽取，系统不知道谁抽了哪一张；签到和票没有任何联系。",
    "一张票只能投一次，断网、断电、重复点击都不会多投或者丢票；显示“已投”的票都在结果里。",
    "投票期间票是封着的，没有两名监票人的封口码谁也打不开；截止以后票号和封口全部销毁，留下的票没有顺序、时间和编号。",
    "各项票数可以照点票清单当众重数。",
)
LIMITS = (
    "不能防止会场里有人偷看、拍照、装摄像头，或者投票人自己说出去。",
    "不能防止有人改动程序，或者在投票时从机器里直接偷看；机器要由可信的人看管。",
    "投票期间如果有人拷走整个硬盘，又拿到两名监票人的封口码，就能打开这些票：封口码纸条用完要当场销毁。",
    "全体投一样的票，或者人数很少时，结果本身就会让人猜出谁投了什么。",
)


def paragraphs() -> list[str]:
    """The statement as lines of a paper."""
    return [
        "本系统保证：",
        *(f"{n}．{words}" for n, words in enumerate(GUARANTEES, 1)),
        "本系统不能保证：",
        *(f"{n}．{words}" for n, words in enumerate(LIMITS, 1)),
    ]
