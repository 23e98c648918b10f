"""Geometry of the small SVG charts. All lengths are SVG user units; no style attributes are needed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import cycle

BAR_AREA_HEIGHT = 120
BAR_TOP = 22
SLOT_WIDTH = 44
BAR_WIDTH = 17
SHARE_WIDTH = 600
SPARK_WIDTH, SPARK_HEIGHT, SPARK_EDGE = 160, 40, 4
SHARE_TONES = ("tone-1", "tone-2", "tone-3", "tone-4", "tone-5", "tone-6")


def _bar(count: int, highest: int, x: float) -> dict[str, float | int]:
    height = round(count / highest * BAR_AREA_HEIGHT, 1)
    y = BAR_TOP + BAR_AREA_HEIGHT - height
    return {"count": count, "x": x, "y": y, "height": height, "text_x": x + BAR_WIDTH / 2, "text_y": y - 5}


def months(rows: Sequence[Sequence]) -> dict:
    """Two bars per row.

    rows: (label, first count, second count), counts ≥ 0.
    Returns the drawing's width and height, the base line and one slot per row.
    """
    highest = max((max(row[1], row[2]) for row in rows), default=0) or 1
    slots = []
    for number, (label, first, second) in enumerate(rows):
        left = number * SLOT_WIDTH
        slots.append(
            {
                "label": label,
                "middle": left + SLOT_WIDTH / 2,
                "first": _bar(first, highest, left + SLOT_WIDTH / 2 - BAR_WIDTH - 1),
                "second": _bar(second, highest, left + SLOT_WIDTH / 2 + 1),
            }
        )
    base = BAR_TOP + BAR_AREA_HEIGHT
    return {
        "slots": slots,
        "bar_width": BAR_WIDTH,
        "width": max(len(slots), 1) * SLOT_WIDTH,
        "height": base + 26,
        "base": base,
        "label_y": base + 20,
    }


def share(parts: Sequence[Sequence]) -> dict:
    """One bar cut into parts.

    parts: (label, count) or (label, count, kind of light). Returns the total and the parts with x, width and share.
    """
    total = sum(part[1] for part in parts)
    tones = cycle(SHARE_TONES)
    drawn, x = [], 0.0
    for label, count, *kind in parts:
        width = count / total * SHARE_WIDTH if total else 0
        tone = f"is-{kind[0]}" if kind else next(tones)
        drawn.append(
            {
                "label": label,
                "count": count,
                "tone": tone,
                "x": round(x, 1),
                "width": round(width, 1),
                "share": count / total if total else None,
            }
        )
        x += width
    return {"parts": drawn, "total": total, "width": SHARE_WIDTH}


def spark(points: Sequence[Sequence]) -> dict:
    """A small line.

    points: (label, number), in order. Returns the polyline's points and the place of the last one.
    """
    numbers = [point[1] for point in points]
    low, high = min(numbers, default=0), max(numbers, default=0)
    step = (SPARK_WIDTH - 2 * SPARK_EDGE) / max(len(numbers) - 1, 1)
    room = SPARK_HEIGHT - 2 * SPARK_EDGE
    places = [
        (
            round(SPARK_EDGE + index * step, 1),
            round(SPARK_EDGE + room - (number - low) / ((high - low) or 1) * room, 1),
        )
        for index, number in enumerate(numbers)
    ]
    return {
        "line": " ".join(f"{x},{y}" for x, y in places),
        "last": places[-1] if places else None,
        "last_number": numbers[-1] if numbers else None,
        "width": SPARK_WIDTH,
        "height": SPARK_HEIGHT,
    }
