"""What a session's dossier must hold, and where each paper belongs."""

from __future__ import annotations

from renda.kernel.dossiers.filing import Required, missing, put
from renda.law.session_plan import EXTRAORDINARY
from renda.modules.sessions import facts, selectors

ROLES = (
    ("notice", "会议通知和公告"),
    ("agenda", "议程和日程"),
    ("lists", "名单"),
    ("reports", "各项报告"),
    ("attendance", "签到册、请假和出席情况"),
    ("minutes", "会议记录、纪要"),
    ("votes", "选票样张、计票单和表决结果"),
    ("resolutions", "决议、决定"),
    ("speeches", "主持词、讲话"),
    ("preparation", "筹备和过程材料"),
    ("after", "会后材料"),
    ("other", "其他"),
)
#: Templates by the part of the dossier they belong to; what is not named here is preparation.
TEMPLATES = {
    "notice": ("decision_convene", "announcement_opening", "announcement_postponed", "notice_deputies", "notice_observers",
               "notice_units", "invitation", "announcement_deputy"),
    "agenda": ("agenda", "schedule"),
    "lists": ("presidium_list", "groups_list", "scrutineers", "candidates"),
    "reports": ("presidium_report", "yearly_report", "credentials_report", "budget_review_report", "bill_review_report"),
    "attendance": ("sign_in_book",),
    "minutes": ("meeting_record", "minutes_presidium", "group_record"),
    "votes": ("vote_record", "count_report", "ballot", "voting_method", "election_method", "deputies_result_report"),
    "resolutions": ("resolution_budget", "resolution_government_report", "resolution_plan", "resolution_presidium_report",
                    "decision_projects", "decision_resignation", "announcement_election"),
    "speeches": ("host_opening", "host_closing", "host_election", "host_preparatory", "opening_speech", "closing_speech"),
    "after": ("bulletin", "government_report_opinion", "assignment_meeting"),
}  # fmt: skip
ROLE_OF = {template: role for role, templates in TEMPLATES.items() for template in templates}


def hears_reports(work) -> bool:
    return work.kind != EXTRAORDINARY


CONTENTS = (
    Required("notice", "会议通知和公告"),
    Required("agenda", "议程和日程"),
    Required("reports", "各项报告", when=hears_reports),
    Required("attendance", "签到册、请假和出席情况"),
    Required("minutes", "会议记录、纪要"),
    Required("resolutions", "决议、决定"),
    Required("contents", "卷内文件目录"),
)


def lacking(work, dossier, *roles: str) -> list[str]:
    """What the dossier still lacks, in words; only of these roles where some are named."""
    wanted = [line for line in CONTENTS if line.role != "contents" and (not roles or line.role in roles)]
    return [line.label for line in missing(dossier, tuple(wanted), work)]


def gather(work, dossier) -> list:
    """Put every paper of the session that went out since the last one closed into the dossier, each once."""
    present = set(dossier.items.filter(paper__isnull=False).values_list("paper_id", flat=True))
    templates = {*ROLE_OF, *work.steps.exclude(template="").values_list("template", flat=True)}
    taken = []
    for sent in facts.papers(templates, selectors.since(work.session), selectors.until(work.session)):
        if sent.paper.pk in present:
            continue
        present.add(sent.paper.pk)
        role = ROLE_OF.get(sent.template, "preparation")
        taken.append(
            put(
                dossier,
                role,
                sent.paper.title,
                paper=sent.paper,
                dated_on=sent.on,
                responsible=sent.paper.organ,
            )
        )
    return taken
