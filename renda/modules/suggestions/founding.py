"""What a new town needs for suggestions: registers and the usual categories."""

from __future__ import annotations

from renda.kernel.documents.founding import add_series
from renda.modules.suggestions.models import Category

SERIES = (
    ("suggestion", "代表建议登记簿", "{year}年第{n}号"),
    ("bill", "代表议案登记簿", "议案{year}年第{n}号"),
    ("transmittal", "建议交办通知", "{word}人建交〔{year}〕{n}号"),
    ("reply", "建议答复函", "{word}建复〔{year}〕{n}号"),
)
CATEGORIES = (
    ("交通道路", "路 桥 道路 公路 硬化 路灯 公交 停车 村道"),
    ("农田水利", "渠 水渠 灌溉 塘 水库 堤 泵站 抗旱 防汛 排涝"),
    ("饮水安全", "自来水 饮水 水质 水管 停水"),
    ("环境卫生", "垃圾 污水 厕所 保洁 臭 河道 污染"),
    ("教育", "学校 幼儿园 教师 学生 校车"),
    ("医疗卫生", "卫生院 卫生室 医保 看病 药"),
    ("养老助残", "养老 老人 残疾 敬老院 居家"),
    ("就业社保", "社保 就业 低保 务工 培训"),
    ("农业产业", "种植 养殖 农机 农药 合作社 大棚 农产品"),
    ("电力通信", "电 变压器 线路 信号 网络 宽带 基站"),
    ("村镇规划", "规划 宅基地 建房 集镇 街道 农贸市场"),
    ("治安和交通安全", "治安 监控 减速带 事故 红绿灯 护栏"),
    ("文化体育", "文化 广场 健身 图书 篮球"),
    ("生态林业", "林 山火 树 绿化 野猪"),
    ("政务服务", "办事 窗口 证明 服务中心"),
    ("其他", ""),
)


def share() -> None:
    add_series(SERIES)
    for position, (name, keywords) in enumerate(CATEGORIES):
        Category.objects.get_or_create(name=name, defaults={"keywords": keywords, "position": position})


def catch_up() -> None:
    """Registers that came with a later version; the categories are the office's own by now."""
    add_series(SERIES)
