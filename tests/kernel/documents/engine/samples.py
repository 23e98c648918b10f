"""Papers of a fictional town that the tests of the engine render."""

from __future__ import annotations

from dataclasses import replace

from renda.kernel.documents.engine.model import (
    Attachment,
    Attendance,
    Column,
    Heading,
    KeyValue,
    ListBlock,
    OfficialPaper,
    Pair,
    Table,
    text,
)

LINE = "为做好代表建议办理工作，现将有关事项通知如下，请各单位结合实际认真贯彻执行。"
TABLE = Table(
    (Column("序号", 1, "center"), Column("题目", 6), Column("主办", 3, "center", "单位"), Column("协办", 3, "center", "单位")),
    tuple((str(n), f"关于修复第{n}村民小组道路的建议", "农业农村办公室", "财政所") for n in range(1, 4)), caption="建议清单",
)
GENERAL = OfficialPaper(
    kind="通知", form="general", title="云溪镇人民代表大会主席团关于做好代表建议办理工作的通知",
    organ_mark="云溪镇人民代表大会主席团文件", number="云镇人主发〔2026〕3号", addressees=("镇人民政府", "镇直各单位"),
    blocks=(
        text(LINE), Heading(1, "总体要求"), text("件件有着落。", "楷体强调", "，事事有回音。"), Heading(2, "明确责任"),
        Heading(3, "面商"), Heading(4, "记录"), ListBlock(("及时签收", "按期答复")), Heading(1, "附表"), TABLE,
    ),
    signature=("云溪镇人民代表大会主席团",), date="2026年3月9日", note="联系人：陈淑芬，电话：0571-63200000",
    cc=("县人大常委会",), printed_by="云溪镇人民代表大会办公室", printed_on="2026年3月10日",
    attachments=(Attachment("建议交办清单", (replace(TABLE, landscape=True),)), Attachment("联系人名单", (text("略。"),))),
)
UPWARD = replace(GENERAL, form="upward", kind="报告", title="云溪镇人民代表大会主席团关于代表建议办理情况的报告",
                 signers=("周国强", "吴建民", "郑秀英"), urgency="特急", addressees=("县人大常委会",), cc=(), attachments=())
LETTER = OfficialPaper(
    kind="函", form="letter", title="云溪镇人民代表大会办公室关于商请提供道路养护资料的函", organ_mark="云溪镇人民代表大会办公室",
    number="云镇人函〔2026〕8号", addressees=("县交通运输局",), blocks=(text(LINE),) * 12,
    signature=("云溪镇人民代表大会办公室",), date="2026年5月12日", cc=("镇人民政府",), printed_by="不应出现",
)
MINUTES = OfficialPaper(
    kind="纪要", form="minutes", title="云溪镇第十九届人民代表大会主席团第五次会议纪要", organ_mark="主席团会议纪要", number="第5期",
    blocks=(text(LINE),), signature=("云溪镇人民代表大会办公室",), date="2026年6月3日",
    attendance=(Attendance("出席", ("周国强", "吴建民") * 9), Attendance("请假", ("李堃",)), Attendance("列席", ("张伟",))),
)
RESOLUTION = OfficialPaper(
    kind="决议", form="resolution", title="云溪镇第十九届人民代表大会第七次会议关于云溪镇人民政府工作报告的决议",
    pass_note="（2026年1月8日云溪镇第十九届人民代表大会第七次会议通过）", blocks=(text(LINE),),
)
FORM = OfficialPaper(
    kind="测评表", form="plain", title="代表建议办理情况测评表",
    blocks=(KeyValue(((Pair("编号", "第12号"), Pair("代表", "李堃")), (Pair("意见", "", 6),))),),
)
ALL = {"general": GENERAL, "upward": UPWARD, "letter": LETTER, "minutes": MINUTES, "resolution": RESOLUTION, "form": FORM}
