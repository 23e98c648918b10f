"""Reading official law texts: from a file's bytes to a law with articles. Plain Python, no database."""

from renda.kernel.library.reading.law import ReadArticle, ReadLaw, read_law
from renda.kernel.library.reading.lines import Unreadable

__all__ = ["ReadArticle", "ReadLaw", "Unreadable", "read_law"]
