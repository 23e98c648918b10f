"""Log verbs of the archive."""

from __future__ import annotations

from renda.kernel.audit.record import register

register("archive.fonds", "登记全宗：{object}")
register("archive.table", "保管期限表：{approval}，{lines}")
register("archive.file", "归档：{object}")
register("archive.file_old", "编档号：以前封存的案卷{dossiers}个，归档文件{items}件")
register("archive.rerate", "改保管期限：{object}，原来是{former}，{reason}")
register("archive.print", "打印：{object}，{what}")
register("archive.export", "导出：{object}，{what}")
register("archive.check", "四性检测：{object}，{outcome}")
register("archive.box", "装盒：{object}，{items}件")
register("archive.box_note", "填备考表：{object}")
register("archive.opening", "开放审核：{object}，{opinion}")
