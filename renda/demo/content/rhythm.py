"""Hearings, site visits, publications and reports: what the office does besides single suggestions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from .model import Deputy, Event, Session, Story
from .paths import add_months


def make_events(rng: Random, sessions: tuple[Session, ...], stories: tuple[Story, ...], deputies: tuple[Deputy, ...],
                start: date, today: date, is_workday: Callable[[date], bool]) -> tuple[Event, ...]:
    """All events from ``start`` to ``today`` in order of date."""
    made: list[Event] = []
    spans = [(_span(story), story) for story in stories]
    published = _published(stories)

    def roll(day: date) -> date:
        while not is_workday(day):
            day += timedelta(days=1)
        return day

    def add(kind: str, day: date, title: str, chosen: list[Story], people: int) -> None:
        if not chosen or day > today:
            return
        seated = [d.index for d in deputies if d.mandate_on(day)]
        units = tuple(dict.fromkeys(s.lead for s in chosen))[:8]
        made.append(Event(f"e{len(made) + 1:04d}", kind, day, title, tuple(s.number for s in chosen),
                          tuple(sorted(rng.sample(seated, min(people, len(seated))))), units))

    def in_hand(day: date) -> list[Story]:
        return [story for span, story in spans if span and span[0] <= day <= span[1]]

    _monthly_events(rng, add, roll, in_hand, published, start, today)
    _session_events(add, sessions, stories, start, today)
    return tuple(sorted(made, key=lambda event: (event.on, event.key)))


def _monthly_events(rng: Random, add: Callable, roll: Callable, in_hand: Callable, published: dict, start: date,
                    today: date) -> None:
    """Hearings every second month, visits every third, publications twice a year."""
    month = date(start.year, start.month, 1)
    while (month := add_months(month, 1)) <= today:
        if month.month % 2 == 0:
            day = roll(month.replace(day=18))
            add("hearing", day, f"{day.year}年{day.month}月建议办理进度听取", in_hand(day), 9)
        if month.month % 3 == 0:
            day = roll(month.replace(day=12))
            chosen = in_hand(day)
            add("site_visit", day, f"{day.year}年第{(day.month + 2) // 3}季度建议办理视察",
                rng.sample(chosen, min(4, len(chosen))), 11)
        if month.month in (6, 12):
            day = roll(month.replace(day=25))
            add("publication", day, f"{day.year}年{'上' if day.month == 6 else '下'}半年建议办理情况公开",
                published.get(day, []), 0)


def _published(stories: tuple[Story, ...]) -> dict[date, list[Story]]:
    """What was published, by day."""
    found: dict[date, list[Story]] = {}
    for story in stories:
        if step := story.last("published"):
            found.setdefault(step.on, []).append(story)
    return found


def _session_events(add: Callable, sessions: tuple[Session, ...], stories: tuple[Story, ...], start: date,
                    today: date) -> None:
    """Hand-over meeting and report of each session."""
    for session in sessions:
        own = [s for s in stories if s.session_key == session.key and s.last("assigned")]
        if own:
            add("handover_meeting", own[0].last("assigned").on, f"{session.name}代表建议交办会", own, 9)
        if start <= session.opens_on <= today:
            year_before = session.opens_on - timedelta(days=365)
            add("congress_report", session.opens_on, f"向{session.name}报告代表建议办理情况",
                [s for s in stories if year_before <= s.submitted_on < session.opens_on and s.last("assigned")], 0)


def _span(story: Story) -> tuple[date, date] | None:
    """From hand-over to the (last) reply, or None when it was never handed over."""
    given = next((step.on for step in story.steps if step.kind == "assigned"), None)
    if given is None:
        return None
    replied = story.last("replied")
    return given, replied.on if replied else date.max
