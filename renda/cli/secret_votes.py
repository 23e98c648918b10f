"""``renda vote slips|open|close|verify|recount``: what an operator may do for a secret vote. Nothing here reveals a choice.

Codes of monitors are asked for, or read line by line from standard input; on the command line they would stay in its
history.
"""

from __future__ import annotations

import argparse
import csv
import getpass
import io
import sys
from pathlib import Path
from typing import Any

from renda.cli.arguments import positive
from renda.cli.output import CommandError, Result
from renda.cli.town import add_town_argument, working_in, write_file

NEEDS_DJANGO = True


def add_actions(actions: Any) -> None:
    """The actions; they say themselves that this module runs them, because they need the database."""
    slips = add(actions, "slips", "印票：票号写进一个新文件，只写这一次")
    slips.add_argument("--count", type=positive, metavar="张数", help="印几张（默认：名册人数加备用票）")
    slips.add_argument(
        "--out", type=Path, required=True, metavar="文件", help="写到哪个文件（表格，不覆盖已有的）"
    )
    opening = add(actions, "open", "开始投票：两名监票人输封口码")
    opening.add_argument("--present", type=positive, required=True, metavar="人数", help="签到人数")
    opening.add_argument("--drawn", type=positive, required=True, metavar="张数", help="抽走的票")
    add(actions, "close", "截止投票：两名监票人输封口码")
    add(actions, "verify", "核对：数字一环扣一环，清单重数与结果一致，该销毁的都销毁了")
    add(actions, "recount", "点票清单：每张票一个词，顺序打乱，没有编号和时间")


def add(actions: Any, name: str, words: str) -> argparse.ArgumentParser:
    parser = actions.add_parser(name, help=words, description=words)
    parser.add_argument("vote", nargs="?", metavar="投票", help="投票的名称（只有一次合适的可以不写）")
    add_town_argument(parser)
    parser.set_defaults(command_module=sys.modules[__name__])
    return parser


#: The states in which each action makes sense, so that the vote need not be named.
FITTING = {
    "slips": ("prepared", "printed"), "open": ("printed",), "close": ("open",),
    "verify": ("open", "counted", "declared", "sealed"), "recount": ("counted", "declared", "sealed"),
}  # fmt: skip


def run(args: argparse.Namespace) -> Result:
    from renda.kernel.procedures.execute import Refused

    with working_in(args.town) as (_, actor):
        vote = chosen(args)
        try:
            return {"slips": slips, "open": open_, "close": close, "verify": verify, "recount": recount}[
                args.action
            ](args, actor, vote)
        except Refused as refused:
            told = [f"{reason.text}{reason.mend}" for reason in refused.reasons]
            articles = [article for reason in refused.reasons for article in reason.articles]
            raise CommandError(
                "没有办成：\n" + "\n".join(f"  {one}" for one in [*told, *articles]), reasons=told
            ) from refused


def chosen(args: argparse.Namespace) -> Any:
    """The vote of that name, or the only one in a fitting state."""
    from renda.kernel.secret_votes.models import SecretVote

    votes = (
        SecretVote.objects.filter(title=args.vote)
        if args.vote
        else SecretVote.objects.filter(state__in=FITTING[args.action])
    )
    found = list(votes.order_by("-held_on", "-id"))
    if not found:
        raise CommandError(
            f"没有叫“{args.vote}”的无记名测评。" if args.vote else "没有可以办这一步的无记名测评。"
        )
    if len(found) > 1:
        titles = list(SecretVote.objects.order_by("-held_on", "-id").values_list("title", flat=True))
        raise CommandError(
            f"有 {len(found)} 次，请写明是哪一次，名称相同的请在网页上办：{'、'.join(titles)}", votes=titles
        )
    return found[0]


def slips(args: argparse.Namespace, actor: Any, vote: Any) -> Result:
    """Make slips and write them to a new file: the only place where they ever stand."""
    from renda.kernel.secret_votes import codes, rules, steps

    if args.out.exists():
        raise CommandError(f"“{args.out}”已经有了，没有覆盖，也没有印票。请换一个文件名。")
    made = steps.print_slips(actor, vote, args.count or len(vote.roll) + rules.spares())
    text = io.StringIO()
    csv.writer(text).writerows(
        [
            ("票号", "扫图打开的地址（前面加本系统的网址）"),
            *((codes.shown(code), f"/v/{secret}/") for secret, code in made),
        ]
    )
    write_file(args.out, text.getvalue().encode("utf-8-sig"))
    vote.refresh_from_db()
    data = {"vote": vote.title, "count": len(made), "file": str(args.out), "digest": vote.slip_digest}
    return Result(
        data,
        [
            f"印了{len(made)}张票，写在“{args.out}”，印完请删掉这个文件。",
            f"票号指纹：{codes.shown(vote.slip_digest[:16].upper())}",
        ],
    )


def typed() -> list[str]:
    """The codes of two monitors, from the keyboard without showing them, or from standard input line by line."""
    if sys.stdin.isatty():
        return [getpass.getpass(f"第{word}名监票人的封口码：") for word in ("一", "二")]
    return [sys.stdin.readline().strip() for _ in range(2)]


def open_(args: argparse.Namespace, actor: Any, vote: Any) -> Result:
    from renda.kernel.secret_votes import steps

    vote = steps.open_vote(actor, vote, typed(), present=args.present, drawn=args.drawn)
    return Result(
        {"vote": vote.title, "state": vote.state, "figures": vote.figures},
        [f"投票开始：{vote}，抽走{args.drawn}张票。"],
    )


def close(args: argparse.Namespace, actor: Any, vote: Any) -> Result:
    from renda.kernel.secret_votes import steps

    vote = steps.close_vote(actor, vote, typed())
    waiting = (
        f"换成纸票{vote.figures['exchanged']}张，请两个人在网页上各录一遍。"
        if vote.state == "closed"
        else "可以宣布了。"
    )
    return Result(
        {"vote": vote.title, "state": vote.state, "used": vote.figures["used"]},
        [f"投票截止：{vote}，手机投出{vote.figures['used']}张。{waiting}"],
    )


def verify(args: argparse.Namespace, actor: Any, vote: Any) -> Result:
    """Every check that can be made in the vote's state; the journal of the database is emptied if a reader held it up."""
    from renda.kernel.secret_votes import proof, storage

    checks = proof.checks(vote)
    if not checks:
        raise CommandError(f"现在的状态是“{vote.state_label()}”，还没有可以核对的。")
    emptied = vote.state == "open" or storage.scrub()
    rows = [{"key": one.key, "words": one.words, "holds": one.holds} for one in checks]
    rows += (
        []
        if vote.state == "open"
        else [{"key": "journal", "words": "数据库日志里没有留下投票时的内容", "holds": emptied}]
    )
    lines = [f"  {'✓' if row['holds'] else '✗'} {row['words']}" for row in rows]
    good = all(row["holds"] for row in rows)
    return Result(
        {"vote": vote.title, "ok": good, "checks": rows},
        [str(vote), *lines, "全部相符。" if good else "有不符的，请监票人处理。"],
        ok=good,
    )


def recount(args: argparse.Namespace, actor: Any, vote: Any) -> Result:
    """The list, counted: what anybody who counts it by hand finds."""
    from collections import Counter

    from renda.kernel.secret_votes import selectors

    result = selectors.result_of(vote)
    if result is None:
        raise CommandError(f"现在的状态是“{vote.state_label()}”，没有点票清单。")
    if result.hidden:
        raise CommandError(f"投票不满{result.least}张，各项票数不公布，点票清单已经销毁。")
    data, lines = [], [f"{vote}：投出{result.cast}张"]
    for label, groups in selectors.recount_list(vote):
        ballots = [word for group in groups for word in group]
        counted = Counter(ballots)
        data.append({"object": label, "ballots": ballots, "counted": dict(counted)})
        lines += [label, *(f"  {place}. {'　'.join(group)}" for place, group in enumerate(groups, 1))]
        lines.append("  合计：" + "，".join(f"{word}{number}票" for word, number in counted.most_common()))
    return Result({"vote": vote.title, "cast": result.cast, "lists": data}, lines)
