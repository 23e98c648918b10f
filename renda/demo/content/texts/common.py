"""Helpers shared by the text makers."""

from __future__ import annotations

from random import Random

from .. import scene
from ..model import Story, Town

_ORDER = "一二三四五六七八九"


def rng_for(town: Town, story: Story, purpose: str) -> Random:
    """A source of chance of its own for one text of one story."""
    return Random(f"{town.seed}|{story.number}|{purpose}")


def filler(town: Town, story: Story):
    """A function that fills the slots of a sentence for this story, in the story's season."""
    slots = scene.values(town, story)
    early = story.submitted_on.month <= 2

    def fill(sentence: str) -> str:
        if early:
            sentence = sentence.replace("今年", "去年")
        return sentence.format(**slots)

    return fill


def pick(bank: tuple[str, ...], count: int, variant: int, salt: str) -> list[int]:
    """``count`` positions of ``bank``; variants 0 and 1, 2 and 3 … share as few as possible."""
    order = list(range(len(bank)))
    Random(f"{salt}|{variant // 2}").shuffle(order)
    chosen = order[:count] if variant % 2 == 0 else order[-count:]
    return sorted(chosen)


def sentence(text: str) -> str:
    """The text with one full stop at its end."""
    return text if text[-1] in "。！？：；" else text + "。"


def numbered(items: list[str]) -> str:
    """``一、…。二、…。`` in one paragraph per item."""
    return "\n".join(f"{_ORDER[n]}、{sentence(item)}" for n, item in enumerate(items))


def ordinal(items: list[str]) -> str:
    """``一是…；二是…。`` in one sentence."""
    return "；".join(f"{_ORDER[n]}是{item}" for n, item in enumerate(items)) + "。"


