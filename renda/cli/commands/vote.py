"""``renda vote decide FILE.json``: whether a motion passes, by which article. Runs without Django.

``{"kind": "resolution", "title": "关于预算的决议", "roll": 61, "present": 56, "for": 50, "against": 3, "abstain": 3}``;
kinds are those of rule ``motion-kinds``; votes by ballot add issued, returned, valid, invalid. The actions of the secret
vote of an appraisal (slips, open, close, verify, recount) are in ``renda.cli.secret_votes``.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from renda.cli import secret_votes
from renda.cli.commands.law import place_code
from renda.cli.output import CommandError, Result

NAME = "vote"
HELP = "表决：按票数依法算通过没有通过；评议的无记名测评：印票、开始、截止、核对、点票"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="动作", required=True)
    decide_ = actions.add_parser("decide", help="算一项表决的结果")
    decide_.add_argument("file", type=Path, metavar="文件", help="JSON 文件：事项、应到实到、票数")
    decide_.add_argument("--place", type=place_code, metavar="区划代码", help="所在地（文件里没有写时用）")
    secret_votes.add_actions(actions)


def run(args: argparse.Namespace) -> Result:
    from renda.cli import count_files
    from renda.law import votes
    from renda.law.errors import RulebookError
    from renda.law.statements import CountFault

    case = count_files.vote_case(count_files.read(args.file), args.place)
    try:
        result = votes.decide(case)
    except CountFault as error:
        lines = "\n".join(f"  {fault}" for fault in error.faults)
        raise CommandError(f"票数对不上，没有计算：\n{lines}", faults=list(error.faults)) from error
    except RulebookError as error:
        raise CommandError(f"算不出来：{error}") from error
    data = result.as_json()
    outnumbered = case.sheet is not None and case.sheet.outnumbered
    if outnumbered:
        data["error"] = f"收回的票{case.sheet.returned}张，比发出的{case.sheet.issued}张多，表决无效"
    lines = [result.sentence_zh, "依据："]
    for one in result.statements:
        mark = {True: "✓", False: "✗", None: "·"}[one.met]
        lines += [f"  {mark} {one.sentence}", f"      {'；'.join(one.articles)}"]
    return Result(data, lines, ok=not outnumbered)
