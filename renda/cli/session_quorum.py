"""``renda session quorum``: are enough deputies there? With numbers by the law alone, without them from the town's sign-in.

Both ways give the same data; nothing is written.
"""

from __future__ import annotations

import argparse
import sys
from typing import Any

from renda.cli.arguments import day
from renda.cli.commands.law import place_code
from renda.cli.output import CommandError, Result
from renda.cli.town import add_town_argument, working_in

NEEDS_DJANGO = True


def whole(text: str) -> int:
    """A number of people: a whole number, not negative."""
    if not text.isascii() or not text.isdecimal() or len(text) > 6:
        raise argparse.ArgumentTypeError(f"人数“{text}”看不懂，请写 0 或者正整数，例如 41")
    return int(text)


def add_actions(actions: Any) -> None:
    """The action; it says itself that this module runs it, because it needs the database."""
    quorum = actions.add_parser("quorum", help="到会人数够不够开会：写人数按规则算，不写就看现在的签到")
    quorum.add_argument("--total", type=whole, metavar="人数", help="全体代表人数（应到）")
    quorum.add_argument("--present", type=whole, metavar="人数", help="到会代表人数（实到）")
    quorum.add_argument("--on", type=day, metavar="日期", help="按哪一天有效的规定（默认：今天）")
    quorum.add_argument("--place", type=place_code, metavar="区划代码", help="所在地，用来查本地规定")
    add_town_argument(quorum)
    quorum.set_defaults(command_module=sys.modules[__name__])


def run(args: argparse.Namespace) -> Result:
    given = (args.total is not None, args.present is not None)
    if any(given) and not all(given):
        raise CommandError("--total 和 --present 要一起写，例如 --total 60 --present 41。")
    return by_numbers(args) if all(given) else by_sign_in(args)


def by_numbers(args: argparse.Namespace) -> Result:
    """The law alone."""
    from renda.foundation import clock
    from renda.law.errors import RulebookError
    from renda.modules.sessions.sittings.quorum import judge

    if args.total == 0:
        raise CommandError("全体代表人数是 0，算不出来，请核对。")
    if args.present > args.total:
        raise CommandError(f"实到 {args.present} 人多于应到 {args.total} 人，请核对：列席人员不算在内。")
    try:
        found = judge(
            "session-quorum",
            args.present,
            args.total,
            args.on or clock.today(),
            name="quorum",
            place=args.place,
        )
    except RulebookError as error:
        raise CommandError(f"算不出来：{error}") from error
    return told(found, "")


def by_sign_in(args: argparse.Namespace) -> Result:
    """The sign-in of the session's sitting that matters now."""
    if args.on or args.place:
        raise CommandError("--on 和 --place 只用于直接写人数的算法，请同时写 --total 和 --present。")
    from renda.kernel.people.models import CongressSession
    from renda.modules.sessions.sittings.models import Sitting
    from renda.modules.sessions.sittings.quorum import full_sitting_now, quorum_of

    with working_in(args.town):
        held = Sitting.objects.filter(cancelled_at__isnull=True).values("session")
        session = CongressSession.objects.filter(pk__in=held).order_by("-opens_on", "-id").first()
        if session is None:
            raise CommandError(
                "还没有安排会议。请先在“大会会议”的“会上”安排，或者直接写 --total 和 --present。"
            )
        sitting = full_sitting_now(session)
        if sitting is None:
            raise CommandError(f"{session}还没有安排全体会议。")
        return told(quorum_of(sitting), f"{session}{sitting}")


def told(found: Any, sitting: str) -> Result:
    """The answer for people and for programs."""
    from renda.law import book

    rule = book().rule(found.rule, found.on)
    data = {
        "met": found.met, "total": found.base, "present": found.present, "needed": found.needed, "lacking": found.gap,
        "sentence": found.sentence, "rule": found.rule, "articles": list(rule.articles),
        "on": found.on.isoformat(), "sitting": sitting,
    }  # fmt: skip
    lines = [
        *([sitting] if sitting else []), found.sentence,
        "可以开会。" if found.met else "不能开会。", *(f"依据：{article}" for article in data["articles"]),
    ]  # fmt: skip
    return Result(data, lines)
