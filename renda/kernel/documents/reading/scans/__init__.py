"""Papers that are only pictures: scanned PDF files and photos, read by character recognition on this computer.

    read_scan(data, "工作报告.pdf").paper

Nothing is sent anywhere and nothing is fetched: the models lie in the installed package.
"""

from __future__ import annotations

from .process import Page, Row, is_installed, page_count, picture_of, recognise
from .reading import paper_of, read_scan

__all__ = ["Page", "Row", "is_installed", "page_count", "paper_of", "picture_of", "read_scan", "recognise"]
