"""The sentences of the yearly report that follow from the data: a first draft for a person to go on with."""

from __future__ import annotations

from datetime import date

from renda.kernel.people.models import CongressSession
from renda.kernel.units.models import TownProfile
from renda.modules.suggestions.models import Consultation, RhythmEvent, Suggestion, Urging
from renda.modules.suggestions.models.handling import Rung
from renda.modules.suggestions.models.rhythm import RhythmKind


def session_name_after(day: date) -> str:
    """The full name of the first session after a day; plain words when none has a date yet."""
    return named(CongressSession.objects.filter(opens_on__gt=day).order_by("opens_on"), "本次会议")


def session_name_before(day: date) -> str:
    """The full name of the last session closed by a day; plain words when there was none."""
    return named(CongressSession.objects.filter(closes_on__lte=day).order_by("-closes_on"), "上次会议")


def named(sessions, otherwise: str) -> str:
    session = sessions.select_related("term").first()
    town = TownProfile.current().town.name
    if session is None:
        return f"{town}人民代表大会{otherwise}"
    return f"{town}{session.term}人民代表大会{str(session).removeprefix(str(session.term))}"


def practices_in_words(start: date, end: date) -> list[str]:
    """What the office did in the period, in sentences with figures; at least one."""
    held = RhythmEvent.objects.filter(held_on__range=(start, end))
    hearings = held.filter(kind=RhythmKind.HEARING).count()
    visits = held.filter(kind=RhythmKind.SITE_VISIT).count()
    talks = Consultation.objects.filter(held_on__range=(start, end)).count()
    urged = Urging.objects.filter(made_on__range=(start, end))
    reminders = urged.filter(rung=Rung.REMINDER).count()
    letters = urged.filter(rung=Rung.LETTER).count()
    shown = Suggestion.objects.filter(published_on__range=(start, end)).count()
    sentences = [
        (talks, f"坚持当面听取代表意见，各承办单位与代表面商{talks}次。"),
        (hearings, f"定期听取办理进展，召开进展听取会{hearings}次。"),
        (visits, f"组织代表到现场查看办理效果，开展视察{visits}次。"),
        (reminders + letters, f"对进展慢的盯住不放，催办{reminders}次，发督办函{letters}件。"),
        (shown, f"办理情况向群众公开，公开{shown}件。"),
    ]
    return [text for count, text in sentences if count] or ["逐件登记、逐件交办、逐件答复，办理过程全部留有记录。"]


def problems_in_words(counts: dict[str, int]) -> list[str]:
    """What the figures of ``statistics.summary`` show to be weak; one honest sentence when they show nothing."""
    answered_late = counts["replied"] - counts["on_time"]
    sentences = [
        (counts["late_now"], f"有{counts['late_now']}件超过期限还没有答复。"),
        (answered_late, f"有{answered_late}件没有按期答复。"),
        (counts["dissatisfied"], f"有{counts['dissatisfied']}件代表不满意，答复与代表的期望还有差距。"),
        (counts["not_judged"], f"有{counts['not_judged']}件没有收到代表的测评，还需要主动请代表评价。"),
        (counts["limited"], f"有{counts['limited']}件受条件限制暂时不能解决，需要继续想办法。"),
        (counts["passed_up"], f"有{counts['passed_up']}件超出镇级权限，需要向上反映并跟踪结果。"),
    ]
    return [text for count, text in sentences if count] or ["从数据看没有明显问题，办理质量还需要在现场查看中检验。"]


def plans_in_words(counts: dict[str, int], open_promises: int) -> list[str]:
    """What follows for the next period."""
    sentences = [
        (open_promises, f"对{open_promises}件未兑现的承诺逐件列出完成时间，继续跟踪督办。"),
        (counts["late_now"], "对超过期限的逐件催办，必要时提请主席团审议。"),
        (counts["planned"] + counts["solving"], "对正在解决和列入计划的，定期到现场核实进展。"),
        (counts["dissatisfied"], "对代表不满意的，由主席团听取承办单位说明。"),
        (counts["passed_up"], "对向上反映的事项，及时向代表通报上级的答复。"),
    ]
    return [text for count, text in sentences if count] or ["继续坚持面商、答复、测评、公开，把每一件建议办到底。"]
