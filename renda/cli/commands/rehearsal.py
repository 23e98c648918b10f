"""``renda rehearsal begin|show|end``: a space of made-up people to play a session in, and throwing it away."""

from __future__ import annotations

import argparse

from renda.cli.output import CommandError, Result
from renda.cli.town import add_town_argument, working_in

NAME = "rehearsal"
HELP = "演练大会：开始一场、看看有没有、结束并全部删掉"
NEEDS_DJANGO = True
ACTIONS = {"begin": "开始一场演练", "show": "看看有没有演练在进行", "end": "结束演练，里面的东西全部删掉"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="动作", required=True)
    for name, words in ACTIONS.items():
        add_town_argument(actions.add_parser(name, help=words))


def run(args: argparse.Namespace) -> Result:
    from renda.kernel.rehearsal import spaces

    with working_in(args.town) as (town, actor):
        try:
            if args.action == "begin":
                spaces.begin(actor)
            elif args.action == "end":
                spaces.end(actor)
        except spaces.AlreadyRehearsing:
            raise CommandError(f"{town.name}已经有一场演练在进行。要重新开始，先结束它。") from None
        except spaces.NoRehearsal:
            raise CommandError(f"{town.name}没有演练在进行，没有什么要删。") from None
        data = described(town)
    said = "演练已结束，全部删掉了。" if args.action == "end" else lines(data)
    return Result(data, [said])


def described(town) -> dict:
    """The rehearsal of the town as it stands."""
    from renda.kernel.people.models import CongressSession
    from renda.kernel.rehearsal import spaces
    from renda.kernel.units.models import TownProfile
    from renda.kernel.units.scope import acting_in

    space = spaces.of_town(town.pk)
    if space is None:
        return {"town": town.name, "under_way": False}
    with acting_in(space):
        profile = TownProfile.current()
        session = CongressSession.objects.select_related("term").order_by("-opens_on", "-id").first()
        return {
            "town": town.name,
            "under_way": True,
            "name": space.name,
            "begun_at": profile.options[spaces.BEGUN_AT],
            "day": spaces.now(profile).date().isoformat(),
            "parts": len(spaces.parts(space)),
            "session": str(session),
            "opens_on": session.opens_on.isoformat(),
        }


def lines(data: dict) -> str:
    if not data["under_way"]:
        return f"{data['town']}没有演练在进行。"
    return f"{data['name']}：演练里今天是{data['day']}，{data['session']}{data['opens_on']}开幕，可以演{data['parts']}个人。从“大会会议”进去。"
