"""The columns of a register of suggestions and of a list of opinions."""

from __future__ import annotations

from renda.kernel.exchange.fields import Choice, Field
from renda.modules.suggestions.models.suggestion import Channel, Kind, Urgency

KINDS = (
    Choice(Kind.SUGGESTION, "建议、批评和意见", ("建议", "代表建议", "意见", "批评", "批评意见", "建议意见")),
    Choice(Kind.BILL, "议案", ("代表议案",)),
)
CHANNELS = (
    Choice(Channel.IN_SESSION, "大会期间", ("会议期间", "会中", "大会", "会上", "会期", "人代会期间")),
    Choice(Channel.IN_RECESS, "闭会期间", ("闭会", "平时", "会后", "平时建议")),
)
URGENCIES = (Choice(Urgency.NORMAL, "一般", ("普通", "不急")), Choice(Urgency.URGENT, "紧急", ("急", "急件", "加急")))
YES_NO = (Choice("yes", "是", ("保密", "不公开", "不宜公开")), Choice("no", "否", ("公开", "可以公开")))

REGISTER = (
    Field("number", "原编号", ("编号", "建议编号", "建议号", "议案号", "登记号", "原登记号"), max_length=40, example="12", help="原来登记簿上的编号。系统另给新编号，原编号一并记下"),
    Field("title", "标题", ("案由", "标题（案由）", "建议标题", "建议名称", "建议题目", "题目", "名称", "议案名称"), required=True, max_length=200, example="关于硬化李家湾至学校道路的建议"),
    Field("author", "领衔代表", ("代表姓名", "领衔人", "提出人", "提出代表", "建议人", "提建议人", "第一提出人", "代表", "姓名", "提案人"), required=True, max_length=400, example="李春生", help="几个人联名的，领衔代表写在最前面；同名的在括号里写选区"),
    Field("cosigners", "联名代表", ("附议人", "附议代表", "联名人", "联名", "附议", "共同提出人"), max_length=600, example="王秋菊、赵大山", help="用顿号隔开"),
    Field("kind", "类型", ("建议类型", "性质", "种类"), kind="choice", choices=KINDS, help="不填就是建议"),
    Field("channel", "会议期间或闭会期间", ("提出时段", "提出时期", "会内会外", "时段"), kind="choice", choices=CHANNELS, help="不填就按提交日期判断"),
    Field("session", "会议", ("会次", "届次", "所属会议", "哪次会议"), max_length=60, example="第十九届第五次会议"),
    Field("submitted_on", "提交日期", ("提出日期", "提出时间", "提交时间", "收到日期", "收件日期", "建议日期", "日期", "登记日期", "登记时间"), required=True, kind="date", example="2026-01-20"),
    Field("content", "内容", ("建议内容", "主要内容", "内容摘要", "建议全文", "正文", "具体内容"), max_length=10_000, help="情况和建议写在一起的，填这一列"),
    Field("facts", "情况和理由", ("情况", "理由", "案据", "反映的问题", "存在问题", "问题"), max_length=6000),
    Field("ask", "具体建议", ("建议", "方案", "建议措施", "意见建议"), max_length=4000),
    Field("place", "地点", ("涉及地点", "位置"), max_length=120),
    Field("category", "类别", ("分类", "建议类别", "建议分类", "所属类别"), max_length=30, example="交通道路"),
    Field("urgency", "缓急", ("紧急程度", "缓急程度"), kind="choice", choices=URGENCIES),
    Field("confidential", "内容不宜公开", ("是否保密", "保密"), kind="choice", choices=YES_NO),
    Field("lead_unit", "主办单位", ("承办单位", "主办", "交办单位", "办理单位", "责任单位"), max_length=120, example="镇公路站", help="写了就在导入时交办；几个单位的，第一个是主办"),
    Field("support_units", "协办单位", ("协办", "会办单位", "分办单位"), max_length=200),
    Field("state", "办理状态", ("状态", "办理情况", "办理进度", "办理结果", "进度"), max_length=2000, example="待交办", help="已经办完的不在这里导入"),
)  # fmt: skip

OPINIONS = (
    Field("title", "标题", ("留言主题", "主题", "题目", "title", "案由", "建议标题", "提案名称", "提案标题"), example="村道路灯不亮"),
    Field("body", "内容", ("留言详情", "详情", "正文", "留言内容", "text", "content", "反映内容", "建议内容", "提案内容", "来信内容"), help="至少填标题或内容"),
    Field("received_on", "收到日期", ("留言时间", "时间", "日期", "提出时间", "收件日期", "来信日期", "time", "publish_time", "提交日期", "发布时间"), kind="date", example="2026-03-05"),
    Field("origin", "来源", ("渠道", "来源渠道", "提案人", "提案者", "proposer", "领衔代表", "反映渠道"), example="来信"),
    Field("place", "地点", ("位置", "涉及地点", "地址"), max_length=120, example="李家湾村三组"),
    Field("category", "类别", ("一级标签", "标签", "分类", "label", "type", "提案类别", "建议类别"), max_length=30),
    Field("reference", "原编号", ("留言编号", "编号", "msg_id", "proposal_number", "提案号", "提案编号", "案号"), max_length=40),
    Field("answer", "已有答复", ("答复意见", "答复", "回复", "答复内容", "reply", "办理结果", "回复内容")),
    Field("answered_on", "答复日期", ("答复时间", "回复时间", "reply_time", "回复日期"), kind="date"),
)  # fmt: skip
