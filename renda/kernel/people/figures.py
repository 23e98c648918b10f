"""Figures about the people of the congress."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from renda.kernel.figures.registry import Figure, FigureRow, register
from renda.kernel.figures.scopes import DAY, PERIOD, TODAY, YEAR, Scope
from renda.kernel.people.models import CongressSession, Constituency, DeputyGroup, Mandate
from renda.kernel.people.register import Gender, MandateLevel

ON_A_DAY = (TODAY, DAY)
WOMEN = Q(person__gender=Gender.FEMALE)
PARTY_MEMBERS = Q(person__party__in=("中共党员", "中国共产党", "党员", "中共预备党员"))
#: Whose ethnicity is known and not Han.
MINORITIES = ~Q(person__ethnicity__in=("", "汉", "汉族"))


def deputies(scope: Scope) -> QuerySet[Mandate]:
    """The seats of the town's congress held on the day."""
    held = Mandate.objects.on(scope.until_on).filter(level=MandateLevel.TOWN)
    return held.select_related("person", "constituency", "group").order_by(
        "constituency__number", "person__name", "id"
    )


def deputy_row(mandate: Mandate) -> FigureRow:
    place = mandate.constituency.name if mandate.constituency else ""
    return FigureRow(mandate.person.name, f"/people/deputies/{mandate.person_id}/", place)


def groups(scope: Scope) -> QuerySet[DeputyGroup]:
    return DeputyGroup.objects.all()


def constituencies(scope: Scope) -> QuerySet[Constituency]:
    return Constituency.objects.all()


def sessions(scope: Scope) -> QuerySet[CongressSession]:
    """The sessions of the congress that were over by today."""
    rows = CongressSession.objects.filter(closes_on__range=(scope.from_on, scope.day)).select_related("term")
    return rows.order_by("opens_on", "id")


def session_row(session: CongressSession) -> FigureRow:
    return FigureRow(str(session), f"/sessions/{session.pk}/", session.opens_on.isoformat())


def everything(actor):
    """Names of groups and constituencies are known to everybody who works here."""
    return Q()


def named(row) -> FigureRow:
    return FigureRow(row.name)


BASIS = "代表资格在这一天有效的本级人大代表"
register(
    Figure("people.deputies", "在任代表", "代表", deputies, deputy_row, BASIS, "名", ON_A_DAY),
    Figure(
        "people.women",
        "女代表",
        "代表",
        deputies,
        deputy_row,
        f"{BASIS}，性别登记为女",
        "名",
        ON_A_DAY,
        where=WOMEN,
    ),
    Figure(
        "people.women_share",
        "女代表占比",
        "代表",
        deputies,
        deputy_row,
        "女代表除以在任代表",
        "",
        ON_A_DAY,
        where=WOMEN,
        whole=Q(),
    ),
    Figure(
        "people.party_members",
        "党员代表",
        "代表",
        deputies,
        deputy_row,
        f"{BASIS}，党派登记为中共党员",
        "名",
        ON_A_DAY,
        where=PARTY_MEMBERS,
    ),
    Figure(
        "people.minorities",
        "少数民族代表",
        "代表",
        deputies,
        deputy_row,
        f"{BASIS}，民族登记为汉族以外的",
        "名",
        ON_A_DAY,
        where=MINORITIES,
    ),
    Figure(
        "people.groups", "代表小组", "代表", groups, named, "登记的代表小组", "个", (TODAY,), seen=everything
    ),
    Figure(
        "people.constituencies",
        "选区",
        "代表",
        constituencies,
        named,
        "登记的选区",
        "个",
        (TODAY,),
        seen=everything,
    ),
    Figure(
        "people.sessions",
        "召开人民代表大会会议",
        "会议",
        sessions,
        session_row,
        "这段时间里开完了的人民代表大会会议",
        "次",
        (YEAR, PERIOD),
        seen=everything,
        words=("人民代表大会会议", "人代会", "召开人民代表大会"),
    ),
)
