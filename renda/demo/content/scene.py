"""The places and figures that fill the slots of a topic's sentences.

What belongs to the matter (places, households, lengths, the year it was built) follows the line of
the story, so that the same road keeps its length over the years; what happened lately follows the
single story.
"""

from __future__ import annotations

from random import Random

from .geography import RIVER
from .model import Story, Town
from .topics import BY_KEY

_OF_THE_MATTER = {"户": (26, 180), "公里": (6, 42), "米": (90, 860), "亩": (60, 720), "处": (3, 9), "万": (8, 64),
                  "老": (24, 130), "孩": (24, 160)}
_OF_THE_STORY = {"次": (2, 6), "个": (4, 26), "时": (1, 3)}


def values(town: Town, story: Story) -> dict[str, str]:
    """Every slot with its text for this story."""
    return fill(town, story.topic, story.village_key, story.group, story.line_key, str(story.number),
                story.submitted_on.month)


def fill(town: Town, topic_key: str, village_key: str, group: str, line_key: str, own: str,
         month: int) -> dict[str, str]:
    """Slots for a matter in a place; ``line_key`` ends in the year the matter first came up."""
    village = town.village(village_key)
    ranges = BY_KEY[topic_key].numbers
    of_line = Random(f"{town.seed}|{line_key}")
    of_story = Random(f"{town.seed}|{line_key}|{own}")
    numbers = {slot: of_line.randint(*ranges.get(slot, span)) for slot, span in _OF_THE_MATTER.items()}
    numbers |= {slot: of_story.randint(*ranges.get(slot, span)) for slot, span in _OF_THE_STORY.items()}
    first_year = int(line_key.rsplit("/", 1)[1])
    others = [g for g in village.groups if g != group]
    near = [v for v in town.villages if v.key != village_key and not v.is_community]
    at = next(n for n, v in enumerate(town.villages) if v.key == village_key)
    slots = dict(village.places)
    slots |= {slot: str(number) for slot, number in numbers.items()}
    slots |= {
        "村": village.name,
        "邻村": near[at % len(near)].name,
        "组": group,
        "邻组": of_line.choice(others),
        "河": RIVER,
        "公里": f"{numbers['公里'] / 10:.1f}",
        "人": str(of_line.randint(*ranges["人"]) if "人" in ranges else round(numbers["户"] * of_line.uniform(3.2, 3.9))),
        "年": str(first_year - of_line.randint(5, 17)),
        "月": str(of_story.randint(5, 11) if month <= 2 else of_story.randint(max(1, month - 7), month - 1)),
    }
    return slots
