"""Just enough of the compound file (the container of .xls, and of encrypted .xlsx) to judge it safely.

The values themselves are read by calamine. What is needed before that: the names of the streams,
whether the workbook is encrypted, which calendar it counts in and how far its cells reach.
Source: [MS-CFB] sections 2.2-2.6 (container), [MS-XLS] 2.1.4, 2.4 (records).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

MAGIC = bytes.fromhex("D0CF11E0A1B11AE1")
_END_OF_CHAIN = 0xFFFFFFFE
_LAST_REGULAR_SECTOR = 0xFFFFFFFA
_ENTRY_BYTES = 128
_MINI_SECTOR_BYTES = 64

_FILEPASS = 0x002F
_DATE_MODE = 0x0022
_SHEET_START, _SHEET_END = 0x0809, 0x000A
_STRINGS, _DIMENSIONS = 0x00FC, 0x0200
_ANNOUNCEMENTS = {_STRINGS, _DIMENSIONS}
_MOST_ROWS, _MOST_COLUMNS = 65_536, 256
_ERROR_OR_BOOL = 0x0205
# Records with a value in one cell: formula, number, label, boolean or error, packed number, shared string, rich label.
_ONE_CELL = {0x0006, 0x0203, 0x0204, _ERROR_OR_BOOL, 0x027E, 0x00FD, 0x00D6}
_MANY_NUMBERS = 0x00BD
_FORMULA = 0x0006
_ERROR_NAMES = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}


class DamagedContainer(Exception):
    """The container's own tables do not hold together."""


@dataclass
class Container:
    """Stream names of a compound file and a way to read one of them."""

    data: bytes
    sector_bytes: int
    fat: list[int]
    mini_fat: list[int]
    mini_cutoff: int
    entries: dict[str, tuple[int, int]]
    root: tuple[int, int]

    def stream(self, name: str) -> bytes:
        """The bytes of the stream called ``name``. Raises DamagedContainer if its chain is broken."""
        start, size = self.entries[name]
        if size >= self.mini_cutoff:
            return _follow(self.data, start, self.fat, self.sector_bytes, offset=self.sector_bytes)[:size]
        mini = _follow(self.data, self.root[0], self.fat, self.sector_bytes, offset=self.sector_bytes)
        return _follow(mini, start, self.mini_fat, _MINI_SECTOR_BYTES, offset=0)[:size]


def _chain(start: int, fat: list[int]) -> list[int]:
    sectors, seen = [], set()
    while start < _LAST_REGULAR_SECTOR:
        if start in seen or start >= len(fat):
            raise DamagedContainer
        seen.add(start)
        sectors.append(start)
        start = fat[start]
    return sectors


def _follow(data: bytes, start: int, fat: list[int], size: int, *, offset: int) -> bytes:
    return b"".join(data[offset + s * size : offset + (s + 1) * size] for s in _chain(start, fat))


def _fat_sector_numbers(data: bytes, sector_bytes: int) -> list[int]:
    numbers = list(struct.unpack_from("<109I", data, 76))
    following, extra = struct.unpack_from("<II", data, 68)
    for _ in range(min(extra, len(data) // sector_bytes)):
        if following >= _LAST_REGULAR_SECTOR:
            break
        table = struct.unpack_from(f"<{sector_bytes // 4}I", data, (following + 1) * sector_bytes)
        numbers.extend(table[:-1])
        following = table[-1]
    return [n for n in numbers if n < _LAST_REGULAR_SECTOR]


def open_container(data: bytes) -> Container:
    """Read the directory of a compound file. Raises DamagedContainer."""
    try:
        sector_bytes = 1 << struct.unpack_from("<H", data, 30)[0]
        if sector_bytes not in (512, 4096):
            raise DamagedContainer
        directory_start, mini_cutoff, mini_start = struct.unpack_from("<I4xII", data, 48)
        fat: list[int] = []
        for number in _fat_sector_numbers(data, sector_bytes):
            fat.extend(struct.unpack_from(f"<{sector_bytes // 4}I", data, (number + 1) * sector_bytes))
        directory = _follow(data, directory_start, fat, sector_bytes, offset=sector_bytes)
        packed = b""
        if mini_start < _LAST_REGULAR_SECTOR:
            packed = _follow(data, mini_start, fat, sector_bytes, offset=sector_bytes)
        mini_fat = list(struct.unpack(f"<{len(packed) // 4}I", packed))
        entries, root = _entries(directory)
    except (struct.error, UnicodeDecodeError) as error:
        raise DamagedContainer from error
    return Container(data, sector_bytes, fat, mini_fat, mini_cutoff, entries, root)


def _entries(directory: bytes) -> tuple[dict[str, tuple[int, int]], tuple[int, int]]:
    entries: dict[str, tuple[int, int]] = {}
    root = (_END_OF_CHAIN, 0)
    for at in range(0, len(directory) - _ENTRY_BYTES + 1, _ENTRY_BYTES):
        name_bytes = struct.unpack_from("<H", directory, at + 64)[0]
        kind = directory[at + 66]
        if not kind or not 2 <= name_bytes <= 64:
            continue
        name = directory[at : at + name_bytes - 2].decode("utf-16-le")
        place = struct.unpack_from("<II", directory, at + 116)
        if kind == 5:
            root = place
        else:
            entries.setdefault(name, place)
    return entries, root


@dataclass
class WorkbookScan:
    """What the records of an old workbook say before its cells are read."""

    encrypted: bool = False
    uses_1904: bool = False
    last_row: int = 0
    last_column: int = 0
    errors: dict[int, dict[tuple[int, int], str]] = field(default_factory=dict)


def scan_workbook(stream: bytes) -> WorkbookScan:
    """Walk over the records of a BIFF8 stream: encryption, calendar, farthest cell, error values per sheet.

    Raises:
        DamagedContainer: the records cannot be true.
    """
    scan, at, sheet, end = WorkbookScan(), 0, -1, len(stream) - 4
    depth = 0
    while at <= end:
        record, size = struct.unpack_from("<HH", stream, at)
        body = at + 4
        at = body + size
        if record == _SHEET_START:
            depth += 1
            sheet += depth == 1
        elif record == _SHEET_END:
            depth -= 1
        elif record == _FILEPASS:
            scan.encrypted = True
            return scan
        elif record in _ANNOUNCEMENTS and not _is_plausible(record, stream[body:at], len(stream)):
            raise DamagedContainer
        elif record == _DATE_MODE and size >= 2:
            scan.uses_1904 = stream[body] == 1
        elif (record in _ONE_CELL or record == _MANY_NUMBERS) and size >= 6:
            row, column = struct.unpack_from("<HH", stream, body)
            last = struct.unpack_from("<H", stream, at - 2)[0] if record == _MANY_NUMBERS else column
            scan.last_row, scan.last_column = max(scan.last_row, row + 1), max(scan.last_column, last + 1)
            name = _error_name(stream[body:at], record)
            if name:
                # The first substream is the workbook itself, so the first sheet counts as 0.
                scan.errors.setdefault(sheet - 1, {})[row, column] = name
    return scan


def _is_plausible(record: int, body: bytes, stream_bytes: int) -> bool:
    """Whether a record that announces sizes can be true: memory is taken for what it announces."""
    if record == _STRINGS:
        return len(body) >= 8 and struct.unpack_from("<I", body, 4)[0] <= stream_bytes
    if len(body) < 12:
        return False
    first_row, rows, first_column, columns = struct.unpack_from("<IIHH", body)
    return first_row <= rows <= _MOST_ROWS and first_column <= columns <= _MOST_COLUMNS


def _error_name(body: bytes, record: int) -> str:
    if record == _ERROR_OR_BOOL and len(body) >= 8 and body[7] == 1:
        return _ERROR_NAMES.get(body[6], "#ERR")
    if record == _FORMULA and len(body) >= 14 and body[12:14] == b"\xff\xff" and body[6] == 2:
        return _ERROR_NAMES.get(body[8], "#ERR")
    return ""
