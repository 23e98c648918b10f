"""The file itself: tracked changes, macros, comments, pictures instead of text, boxes, outside references."""

from __future__ import annotations

from ..sight import Sight
from ..source import is_chinese

FEW_WORDS = 20


def look_at(sight: Sight) -> None:
    """Checks FILE-01 to FILE-06."""
    source = sight.source
    written = sum(is_chinese(char) for char in source.text)
    if source.tracked:
        sight.say("FILE-01", "文件", None, f"还有 {source.tracked} 处修订没有处理", "逐处看过以后“接受”或“拒绝”修订，再来检查")
    if source.comments:
        sight.say("FILE-02", "文件", None, f"还有 {source.comments} 条批注", "处理完批注后删去")
    if source.macros:
        sight.say("FILE-03", "文件", None, "文件带有宏（本系统没有运行它）", "另存为不带宏的 docx")
    if source.pictures and written < FEW_WORDS:
        sight.say("FILE-04", "文件", None, f"只有 {source.pictures} 张图片，几乎没有文字", "找到原来的文字文件；只有扫描件的，先把文字录入")
    boxed = [para for para in source.paragraphs if para.container == "box" and not para.blank and para not in sight.elements.mark]
    if boxed and sight.elements.form != "letter":
        sight.say("FILE-05", "文件", boxed, "有文字放在文本框里", "把文本框里的字移到正文里")
    if source.outside:
        sight.say("FILE-06", "文件", None, f"引用了 {len(source.outside)} 处文件以外的内容", "把图片等内容粘贴到文件里，断开链接")
