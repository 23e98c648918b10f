"""The papers of elections and motions: which template, filled from which facts, filed in which role."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from typing import Any

from renda.foundation.chinese.dates import date_zh
from renda.foundation.chinese.numbers import to_chinese
from renda.kernel.deadlines import timing
from renda.kernel.documents.current_values import current_values, share_words
from renda.kernel.people.models import CongressSession
from renda.kernel.people.register import Gender
from renda.kernel.procedures.execute import Step
from renda.kernel.units.models import TownProfile
from renda.law.model import Share
from renda.modules.elections import nominating, offices, posts, selectors
from renda.modules.elections.common import method_of
from renda.modules.elections.models import ElectionMethod, NominatedBy, Standing, WriteInAbstain

UNKNOWN = "（未登记）"
BLANK = "（　　　）"


def session_name(session: CongressSession) -> str:
    """云溪镇第十九届人民代表大会第七次会议"""
    return f"{TownProfile.current().town.name}{session.term}人民代表大会第{to_chinese(session.number)}次会议"


def known() -> dict[str, Any]:
    """The fields many papers share, as they stand today."""
    return current_values()


def share_zh(rule_id: str, name: str | None = None) -> str:
    """A share of a rule in words."""
    share: Share = timing.rule(rule_id).share(name)
    return share_words(Fraction(share.num, share.den), more=share.compare == ">")


def at_least(rule_id: str) -> str:
    """十名以上"""
    return f"{to_chinese(timing.rule(rule_id).value('min_signers'))}名以上"


def write_in_words(method: ElectionMethod | None) -> str:
    """Who may write in another name, as the method says."""
    if method is not None and method.write_in_abstain == WriteInAbstain.ALLOWED:
        return "投反对票或者弃权票的，可以另选他人，在另选人姓名栏写明；投赞成票的，不得再另选他人。"
    return "投反对票的，可以另选他人，在另选人姓名栏写明；投赞成票、弃权票的，不得另选他人。"


def deadline_words(moment) -> str:
    return nominating.moment_words(moment) if moment else "（待定）"


def method_paper(step: Step, *, role: str, passed_on):
    """The election method with its parameters; as a draft before it is adopted."""
    method = step.matter
    session = method.congress_session
    elections = selectors.elections_of(session).exclude(state="closed")
    listed = "、".join(f"{one.post_title}{one.seats}名" for one in elections)
    fields = {
        **known(),
        "session": session_name(session),
        "passed_on": date_zh(passed_on) if passed_on else f"{BLANK}年{BLANK}月{BLANK}日",
        "posts": listed or "本次会议议程列明的职务",
        "nominators": at_least(nominating.SIGNERS),
        "margin": margin_words(method),
        "nominate_by": deadline_words(method.nominate_by),
        "write_in": f"{write_in_words(method)}选票印好以后候选人退出的，{method.get_after_printing_display()}。",
        "scrutineer_count": to_chinese(method.scrutineers),
        "booth": method.booth,
    }
    return step.paper("election_method", fields, role=role)


def margin_words(method: ElectionMethod) -> str:
    """副镇长候选人数比应选人数多1名，进行差额选举；"""
    parts = [
        f"{post.label}候选人数比应选人数多{method.margins[post.key]}名，进行差额选举；" for post in posts.posts() if method.margins.get(post.key)
    ]
    first = "主席、乡镇长只提出一名候选人的，可以等额选举；" if any(post.is_principal for post in posts.posts()) else ""
    return first + "".join(parts)


def nomination_paper(step: Step, nomination):
    """The form by which deputies propose somebody."""
    fields = {
        **known(),
        "session": session_name(step.matter.congress_session),
        "post": step.matter.post_title,
        "nominee": nomination.person.name,
        **registered(nomination.person),
        "career": nomination.career,
        "present_post": nomination.present_post,
        "reason": nomination.reason,
        "nominators": at_least(nominating.SIGNERS),
        "nominate_by": deadline_words(selectors.nominate_by(step.matter)),
    }
    return step.paper("nomination_form", fields, role="nomination", responsible="联名代表")


def candidates_paper(step: Step, candidates):
    """Who stands, in the order of the printed list, introduced as whoever proposed them wrote."""
    nominations = {one.person_id: one for one in step.matter.nominations.filter(standing=Standing.ACCEPTED)}
    rows = [introduced(candidate, nominations.get(candidate.person_id), step.matter) for candidate in candidates]
    fields = {"session": session_name(step.matter.congress_session), "candidates": rows}
    return step.paper("candidates", fields, role="candidates")


def registered(person) -> dict[str, str]:
    """What the register knows of a person; empty where it knows nothing, nothing is guessed."""
    return {
        "sex": Gender(person.gender).label if person.gender else "",
        "nation": person.ethnicity,
        "born": f"{person.birth_on.year}年{person.birth_on.month}月" if person.birth_on else "",
        "education": person.education,
        "party": person.party,
    }


def introduced(candidate, nomination, election) -> dict[str, str]:
    known_facts = {key: words or UNKNOWN for key, words in registered(candidate.person).items()}
    return {
        "name": candidate.name,
        "post": election.post_title,
        **known_facts,
        "present_post": (nomination.present_post if nomination else "") or offices.held_by(candidate.person) or UNKNOWN,
        "nominated_by": proposer(nomination),
        "career": (nomination.career if nomination else "") or UNKNOWN,
        "work": (nomination.reason if nomination else "") or UNKNOWN,
    }


def proposer(nomination) -> str:
    if nomination is None:
        return "大会主席团"
    return "大会主席团" if nomination.proposed_by == NominatedBy.PRESIDIUM else "代表联名"


def ballot_paper(step: Step):
    """The sample of the ballot, the names in the order of the list."""
    election = step.matter
    fields = {
        "session": session_name(election.congress_session),
        "post": election.post_title,
        "candidates": [one.name for one in selectors.formal_candidates(election)],
        "seats": election.open_seats,
        "write_in": write_in_words(method_of(election.congress_session)),
    }
    return step.paper("ballot", fields, role="ballot")


def script_paper(step: Step):
    """What the chair reads at the election, filled from the list; who is there is filled in at the sitting."""
    election = step.matter
    values = known()
    names = "、".join(one.name for one in selectors.formal_candidates(election))
    fields = {
        **values,
        "session": session_name(election.congress_session),
        "held_on": date_zh(election.congress_session.opens_on),
        "host": values.get("chair") or BLANK,
        "present": BLANK,
        "chief_scrutineer": BLANK,
        "scrutineers": [BLANK],
        "candidates": f"{election.post_title}候选人：{names}",
        "ballot_kinds": f"{election.post_title}选票一张",
        "majority": share_zh("officials-elected-threshold", "majority"),
        "oath": "请当选人员到主席台前列队，由领誓人领誓，进行宪法宣誓。" if election.post.by_law else "",
    }
    return step.paper("host_election", fields, role="script")


def announcement_paper(step: Step):
    """Everybody elected, numbered in the register of announcements."""
    election = step.matter
    by_day = defaultdict(list)
    for elected in election.elected.select_related("person", "round"):
        by_day[elected.round.held_on].append(elected.person.name)
    fields = {
        **known(),
        "session": session_name(election.congress_session),
        "elected_on": "、".join(date_zh(day) for day in sorted(by_day)),
        "elected": [{"post": election.post_title, "name": "、".join(name for day in sorted(by_day) for name in by_day[day])}],
    }
    return step.paper("announcement_election", fields, role="announcement", series="announcement")


def elected_paper(step: Step, elected):
    """The letter to one who was elected."""
    election = step.matter
    oath = "请按大会主席团的安排进行宪法宣誓，依法履行职责。"
    fields = {
        **known(),
        "organ": f"{session_name(election.congress_session)}主席团",
        "name": elected.person.name,
        "elected_at": f"{date_zh(elected.round.held_on)}{session_name(election.congress_session)}",
        "post": election.post_title,
        "next_step": oath if election.post.by_law else "请按大会主席团的安排依法履行职责。",
    }
    return step.paper("elected_notice", fields, role="elected_notice")


def removal_paper(step: Step):
    """The motion with its grounds and movers."""
    removal = step.matter
    fields = {
        "session": session_name(removal.congress_session),
        "person": removal.appointment.person.name,
        "post": removal.post_title,
        "reasons": removal.grounds,
        "movers": movers_words(removal),
        "needed": share_zh("removal-of-officials-proposal", "by_deputies"),
    }
    return step.paper("removal_motion", fields, role="motion", responsible=movers_words(removal)[:80])


def removal_announcement_paper(step: Step):
    """That the congress removed the person, numbered in the register of announcements."""
    removal = step.matter
    fields = {
        **known(),
        "session": session_name(removal.congress_session),
        "decided_on": date_zh(removal.decided_on),
        "person": removal.appointment.person.name,
        "post": removal.post_title,
    }
    return step.paper("announcement_removal", fields, role="announcement", series="announcement")


def movers_words(removal) -> str:
    """大会主席团, or 吴德明等13名代表"""
    if removal.movers == NominatedBy.PRESIDIUM:
        return "大会主席团"
    rows = list(removal.signatures.filter(taken_back_on__isnull=True).select_related("mandate__person"))
    first = removal.author.person.name if removal.author_id else rows[0].mandate.person.name
    return f"{first}等{len(rows)}名代表"


def resignation_paper(step: Step):
    """The letter as it is filed; the signed original is filed beside it."""
    resignation = step.matter
    profile = TownProfile.current()
    to = profile.congress_name if resignation.addressed_to == "congress" else profile.presidium_name
    fields = {
        "post": resignation.post_title, "to": to, "reason": resignation.reason, "person": resignation.appointment.person.name,
    }  # fmt: skip
    return step.paper("resignation_letter", fields, role="letter", responsible=resignation.appointment.person.name)


def resignation_decision_paper(step: Step):
    """The decision of the congress to accept."""
    resignation = step.matter
    fields = {
        **known(),
        "session": session_name(resignation.congress_session),
        "passed_on": date_zh(resignation.decided_on),
        "person": resignation.appointment.person.name,
        "post": resignation.post_title,
        "reason": resignation.reason,
        "requested_on": date_zh(resignation.requested_on),
    }
    return step.paper("decision_resignation", fields, role="decision", series="resolution")


def interpellation_paper(step: Step):
    """The motion with its object, issue and content."""
    motion = step.matter
    rows = selectors.movers_of(motion)
    first = motion.author or rows[0].mandate
    fields = {
        "session": session_name(motion.congress_session),
        "target": TownProfile.current().government_name,
        "issue": motion.issue,
        "content": motion.content,
        "author": first.person.name,
        "cosigners": len(rows),
        "needed": at_least("questioning-threshold"),
    }
    return step.paper("interpellation", fields, role="motion", responsible=f"{first.person.name}等{len(rows)}名代表"[:80])


def answer_paper(step: Step, answer):
    """How and by whom the motion was answered."""
    motion = step.matter
    fields = {
        "session": session_name(motion.congress_session),
        "issue": motion.issue,
        "target": TownProfile.current().government_name,
        "way": answer.get_form_display(),
        "answered_on": date_zh(answer.answered_on),
        "times": f"第{to_chinese(answer.number)}次",
        "answered_by": answer.answered_by,
        "content": answer.content,
    }
    return step.paper("interpellation_answer", fields, role="answer", responsible=TownProfile.current().government_name)
