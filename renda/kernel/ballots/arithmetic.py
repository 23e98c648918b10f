"""What does not add up in a count sheet, in words. Nothing is corrected: people look at the slips again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from renda.kernel.ballots.fields import AGAINST, FOR, Layout, Line, Typed
from renda.kernel.ballots.models import Kind


@dataclass(frozen=True)
class Finding:
    """``keys``: the fields concerned. ``blocks``: the sheet can't be finished like that; the others are facts to know
    (more slips came back than went out: the round is void by law, but the sheet must be able to say so)."""

    text: str
    keys: tuple[str, ...] = ()
    blocks: bool = True
    rule: str = ""


def findings(plan: Layout, typed: Typed, *, finishing: bool = False) -> list[Finding]:
    """Everything that does not add up. ``finishing``: empty fields count too."""
    found = [
        Finding(f"“{plan.labels[key]}”写的是“{raw[:12]}”，请写整数，例如 56。", (key,))
        for key, raw in typed.unread.items()
    ]
    if finishing:
        found += lacking(plan, typed)
    if plan.ballot.is_named:
        return [*found, *of_named(plan, typed)]
    if plan.ballot.on_paper:
        found += of_box(plan, typed)
    for line in plan.lines:
        found += of_line(plan, typed, line)
    found += of_whole(plan, typed)
    if plan.ballot.write_ins:
        found += of_write_ins(plan, typed)
    return found


def lacking(plan: Layout, typed: Typed) -> Iterator[Finding]:
    """Fields nobody has filled. In a named vote who did not answer is left empty on purpose: absent."""
    if plan.ballot.is_named:
        if not typed.choices:
            yield Finding("一名代表的表决都还没有记。")
        return
    for one in plan.fields:
        if one.key not in typed.numbers and one.key not in typed.unread:
            yield Finding(f"“{plan.labels[one.key]}”还没有填；没有的写 0。", (one.key,))


def of_named(plan: Layout, typed: Typed) -> Iterator[Finding]:
    """The choices recorded against the deputies there."""
    present, recorded = plan.ballot.roll.voting, len(typed.choices)
    if present is None or not recorded:
        return
    if recorded > present:
        yield Finding(f"记了{recorded}名代表的表决，多于到会的{present}人，请看缺席的是不是也记了。")
    elif recorded < present:
        yield Finding(
            f"记了{recorded}名代表的表决，到会{present}人，还有{present - recorded}人没有记。", blocks=False
        )


def of_box(plan: Layout, typed: Typed) -> Iterator[Finding]:
    """Slips given out, come back, valid and invalid."""
    got, roll = typed.numbers, getattr(plan.ballot, "roll", None)
    issued, returned = got.get("issued"), got.get("returned")
    valid, invalid = got.get("valid"), got.get("invalid")
    if issued is not None and roll is not None and issued > roll.entitled:
        yield Finding(
            f"发出{issued}张，多于应到的{roll.entitled}人，多{issued - roll.entitled}张。", ("issued",)
        )
    elif issued is not None and roll is not None and roll.voting is not None and issued > roll.voting:
        yield Finding(
            f"发出{issued}张，多于到会的{roll.voting}人，请核对到会人数。", ("issued",), blocks=False
        )
    if None not in (issued, returned) and returned > issued:
        text = f"收回{returned}张，多于发出的{issued}张，多{returned - issued}张。数字没有写错的，这次投票无效，要重新投票。"
        yield Finding(text, ("issued", "returned"), blocks=False, rule="officials-ballot-validity")
    elif None not in (issued, returned) and returned < issued:
        yield Finding(
            f"发出{issued}张，收回{returned}张，有{issued - returned}张没有收回。",
            ("returned",),
            blocks=False,
        )
    if None not in (returned, valid, invalid) and valid + invalid != returned:
        text = f"有效{valid}张加无效{invalid}张是{valid + invalid}张，和收回的{returned}张差{abs(valid + invalid - returned)}张。"
        yield Finding(text, ("returned", "valid", "invalid"))
    elif None not in (returned, valid) and valid > returned:
        yield Finding(f"有效{valid}张，多于收回的{returned}张。", ("returned", "valid"))


def of_line(plan: Layout, typed: Typed, line: Line) -> Iterator[Finding]:
    """The answers for one option against the slips (or the people) there are."""
    keys = tuple(one.key for one in plan.of_line(line))
    given = [typed.numbers[key] for key in keys if key in typed.numbers]
    total, full = sum(given), len(given) == len(keys)
    words = "、".join(word for _, word in plan.answers)
    most, name = whole(plan, typed)
    if most is None or not given:
        return
    exact = plan.ballot.on_paper and len(keys) > 1
    if total > most:
        yield Finding(f"{line.label}：{words}合计{total}票，多于{name}{most}，多{total - most}票。", keys)
    elif full and total < most and exact:
        yield Finding(f"{line.label}：{words}合计{total}票，比{name}{most}少{most - total}票。", keys)
    elif full and total < most and len(keys) > 1:
        yield Finding(
            f"{line.label}：{words}合计{total}人，{name}{most}，有{most - total}人没有表示。",
            keys,
            blocks=False,
        )


def whole(plan: Layout, typed: Typed) -> tuple[int | None, str]:
    """How many votes there can be for one option, and how that number is called."""
    if plan.ballot.on_paper:
        return typed.numbers.get("valid"), "有效票"
    roll = getattr(plan.ballot, "roll", None)
    if roll is None:
        return None, ""
    return (roll.entitled, "应到人数") if roll.voting is None else (roll.voting, "到会人数")


def of_whole(plan: Layout, typed: Typed) -> Iterator[Finding]:
    """All choices together: no more than the valid slips times the seats."""
    if plan.ballot.kind not in (Kind.ELECTION, Kind.CHOICE) or not plan.ballot.on_paper:
        return
    valid, seats = typed.numbers.get("valid"), plan.ballot.seats
    keys = tuple(f"{line.key}.{FOR}" for line in plan.lines)
    written = sum(votes or 0 for _, _, votes in typed.write_ins)
    chosen = sum(typed.numbers.get(key, 0) for key in keys) + written
    if valid is not None and chosen > valid * seats:
        text = f"赞成票和另选他人合计{chosen}票，多于有效票{valid}张乘应选{seats}名（{valid * seats}票），请查无效票。"
        yield Finding(text, ("valid", *keys))


def of_write_ins(plan: Layout, typed: Typed) -> Iterator[Finding]:
    """Names written in: a name and a number each, no candidate among them, none twice, no more than opposed."""
    candidates = {line.label for line in plan.lines}
    valid = typed.numbers.get("valid")
    for name, raw, votes in typed.write_ins:
        if not name:
            yield Finding(f"另选他人有一行只写了票数“{raw[:12]}”，没有写姓名。", ("write_ins",))
        elif votes is None:
            yield Finding(f"另选他人“{name}”的票数没有写，或者写得不对，请写整数。", ("write_ins",))
        elif valid is not None and votes > valid:
            yield Finding(f"另选他人“{name}”{votes}票，多于有效票{valid}张。", ("write_ins",))
        if name in candidates:
            yield Finding(f"“{name}”是候选人，不算另选他人，请看这些选票应当怎么计。", ("write_ins",))
    for name, times in Counter(row[0] for row in typed.write_ins if row[0]).items():
        if times > 1:
            yield Finding(
                f"另选他人“{name}”写了{times}行；是同一个人的合成一行，同名的在姓名后面注明。", ("write_ins",)
            )
    written = sum(votes or 0 for _, _, votes in typed.write_ins)
    opposing = [f"{line.key}.{AGAINST}" for line in plan.lines]
    if all(key in typed.numbers for key in opposing) and opposing:
        against = sum(typed.numbers[key] for key in opposing)
        if written > against:
            text = f"另选他人合计{written}票，多于反对票{against}票：投反对票的才可以另选他人。"
            yield Finding(text, ("write_ins",), blocks=False, rule="officials-secret-ballot")
