"""What the reader says when a file cannot be used, and the limits behind it."""

from __future__ import annotations

MAX_FILE_BYTES = 20 * 1024 * 1024
MAX_ROWS = 50_000
MAX_COLUMNS = 300
MAX_UNPACKED_BYTES = 300 * 1024 * 1024
# An office table packs 5 to 40 times; far above that only a file made to fill the memory.
MAX_PACK_RATIO = 200
RATIO_COUNTS_FROM_BYTES = 10 * 1024 * 1024
MAX_ARCHIVE_MEMBERS = 2_000

SAVE_AS_XLSX = "请用 Excel 或 WPS 打开，选“文件—另存为”，类型选“Excel 工作簿（*.xlsx）”，再上传另存的文件。"


class UnreadableFile(Exception):
    """A file that cannot be read as a table. ``message_zh`` says why and what to do."""

    def __init__(self, message_zh: str) -> None:
        super().__init__(message_zh)
        self.message_zh = message_zh


def too_many_rows(count: int) -> UnreadableFile:
    """The refusal of a table whose last filled row is ``count``."""
    return UnreadableFile(
        f"表格里有内容的行到了第 {count} 行，一次最多 {MAX_ROWS} 行。请拆成几个文件分别上传；"
        "如果实际没有这么多，请删掉表格下方多余的行再保存。"
    )


def too_many_columns(count: int) -> UnreadableFile:
    """The refusal of a table whose last filled column is ``count``."""
    return UnreadableFile(
        f"表格里有内容的列到了第 {count} 列，一次最多 {MAX_COLUMNS} 列。请把表格右边多余的列整列删掉再保存上传。"
    )


def broken_file() -> UnreadableFile:
    """The refusal of a damaged workbook."""
    return UnreadableFile(
        "文件已损坏，打不开。请先在电脑上用 Excel 或 WPS 打开看看；能打开就另存为 .xlsx 再上传，打不开请重新索取文件。"
    )


def encrypted_file() -> UnreadableFile:
    """The refusal of a workbook that opens only with a password."""
    return UnreadableFile(
        "表格加了打开密码，读不出来。请用 Excel 或 WPS 打开，在“文件—信息—保护工作簿—用密码进行加密”里把密码清空，"
        "保存后再上传。"
    )
