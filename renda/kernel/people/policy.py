"""Who may see and keep the register of people, units and accounts."""

from __future__ import annotations

from renda.kernel.access import verbs
from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import Policy, policy
from renda.kernel.people.models import Account, Mandate, Person
from renda.kernel.units.models import Unit
from renda.kernel.units.scope import active_town_id

verbs.register(
    **{
        "person.view": "查看代表和人员名册",
        "person.save": "登记、修改人员资料",
        "person.unmask": "查看完整手机号、身份证号",
        "person.import": "导入代表名册",
        "person.export": "导出代表名册",
        "unit.view": "查看单位",
        "unit.save": "登记、修改单位",
        "unit.import": "导入单位",
        "unit.export": "导出单位",
        "account.view": "查看账号",
        "account.save": "开通、停用账号",
        "account.reset": "重发初始密码",
        "settings.save": "修改本单位设置",
        "settings.channels": "设置发送渠道",
        "calendar.load": "载入放假安排",
        "audit.view": "查看日志",
        "backup.make": "备份和恢复",
        "dossier.view": "查看案卷",
        "dossier.export": "导出案卷",
        "paper.view": "查看公文",
        "link.make": "发一次性链接",
    }
)


@policy
class PersonPolicy(Policy):
    model = Person
    view_verb = "person.view"

    def visible(self, actor: Actor):
        if actor.kind == "system" or actor.has("person.view"):
            return Person.objects.all()
        return Person.objects.filter(pk=actor.person_id)


@policy
class MandatePolicy(Policy):
    model = Mandate
    view_verb = "person.view"

    def visible(self, actor: Actor):
        if actor.kind == "system" or actor.has("person.view"):
            return Mandate.objects.all()
        return Mandate.objects.filter(person_id=actor.person_id)


@policy
class UnitPolicy(Policy):
    model = Unit
    view_verb = "unit.view"

    def visible(self, actor: Actor):
        if actor.kind == "system" or actor.has("unit.view"):
            return Unit.objects.all()
        return Unit.objects.none()


@policy
class AccountPolicy(Policy):
    model = Account
    view_verb = "account.view"

    def visible(self, actor: Actor):
        if actor.kind == "system" or actor.has("account.view"):
            return Account.objects.filter(town_id=active_town_id())
        return Account.objects.filter(pk=actor.account_id)
