"""Small language statistics of our own words, built as a user's computer builds them."""

from __future__ import annotations

import pytest

from renda.kernel.proofreading.characters import build, sources
from renda.kernel.proofreading.characters.language import Language, language

WORDS = (
    "机制 机智 完善 发展 建立 健全 工作 作风 报告 会议 代表 建议 办理 群众 意见 资金 落实 项目 工程 竣工 验收 道路 硬化 安全 "
    "生产 及时 几时 原则 愿意 记者 货物 议程 政府 人民 镇长 主席 审议 听取 表决 通过 决定 选举 监督 检查 视察 调研 整改 情况 问题 解决 长效 "
    "负责 责任 质量 制度 规范 运行 管理 服务 组织 村民 委员会 乡村 振兴 农业 产业 反映 强烈 公开 认真 研究 答复 满意 基本"
).split()
TEXTS = (
    "要完善发展机制，建立健全长效机制，落实工作责任。",
    "群众反映强烈的问题要及时解决，资金要及时落实，工程质量要严格检查。",
    "会议听取和审议了工作报告，各位代表提出了意见，有关单位要及时答复代表。",
    "村里的贷款用于道路硬化，还要申请银行贷款，贷款手续由村民委员会办理。",
) * 4


@pytest.fixture(scope="session")
def folder(tmp_path_factory) -> object:
    """A folder with small statistics."""
    place = tmp_path_factory.mktemp("language")
    patch = pytest.MonkeyPatch()
    patch.setattr(sources, "dictionary", lambda: ("词典", {**dict.fromkeys(WORDS, 2000), "的": 2_000_000}))
    written = sources.Source("written", "测试文字", "自有", "1", lambda: TEXTS)
    try:
        build.build(place, found=[sources.own_words(), written])
    finally:
        patch.undo()
    return place


@pytest.fixture(scope="session")
def statistics(folder) -> Language:
    found = language(folder)
    assert found is not None
    return found
