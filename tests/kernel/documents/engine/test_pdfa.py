"""PDF/A-2b (ISO 19005-2): what the standard asks of a file and can be read out of it, looked for in the file itself.

The compiler refuses to write a file that breaks the rules it knows; these tests look again with another reader.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pypdf
import pytest
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, StreamObject

from renda.kernel.documents.engine.model import OfficialPaper, text
from renda.kernel.documents.engine.pdf import render_pdf
from tests.kernel.documents.engine import samples

RARE = replace(samples.GENERAL, blocks=(text("代表喆堃、旻珺、玥昇、赟翀、犇出席。"),))
PAPERS = [samples.GENERAL, samples.FORM, RARE, OfficialPaper(kind="讲话", form="plain", title="讲话", blocks=(text("完。\U000f0001"),))]
#: Actions and filters that the standard forbids (6.5, 6.1.7.2).
FORBIDDEN = {"/JavaScript", "/JS", "/Launch", "/Sound", "/Movie", "/ResetForm", "/ImportData", "/Hide", "/LZWDecode", "/Crypt", "/XFA"}


def read(paper: OfficialPaper, *, pdfa: bool = True) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(render_pdf(paper, pdfa=pdfa).bytes), strict=True)


def objects(reader: pypdf.PdfReader) -> Iterator[Any]:
    """Every object of the file, once."""
    seen: set[int] = set()
    waiting: list[Any] = [reader.trailer["/Root"]]
    while waiting:
        node = waiting.pop()
        if isinstance(node, IndirectObject):
            if node.idnum in seen:
                continue
            seen.add(node.idnum)
            node = node.get_object()
        yield node
        if isinstance(node, DictionaryObject):
            waiting += node.values()
        elif isinstance(node, ArrayObject):
            waiting += node


def fonts(reader: pypdf.PdfReader) -> list[DictionaryObject]:
    return [one for one in objects(reader) if isinstance(one, DictionaryObject) and one.get("/Type") == "/Font" and "/DescendantFonts" in one]


@pytest.fixture(scope="module", params=PAPERS, ids=lambda paper: paper.kind + paper.title[:6])
def archived(request) -> pypdf.PdfReader:
    return read(request.param)


def test_it_says_so_in_its_metadata(archived):
    metadata = archived.trailer["/Root"]["/Metadata"]
    words = metadata.get_data().decode()
    assert re.search(r"pdfaid:part>2<", words) and re.search(r"pdfaid:conformance>B<", words)
    assert metadata["/Subtype"] == "/XML" and "/Filter" not in metadata


def test_colours_have_an_output_intent_with_its_profile(archived):
    intents = [one.get_object() for one in archived.trailer["/Root"]["/OutputIntents"]]
    profile = intents[0]["/DestOutputProfile"].get_object()
    assert intents[0]["/S"] == "/GTS_PDFA1" and profile["/N"] == 3
    assert profile.get_data()[36:40] == b"acsp"


def test_every_font_is_inside_and_maps_to_text(archived):
    found = fonts(archived)
    assert found
    for font in found:
        inner = font["/DescendantFonts"][0].get_object()
        descriptor = inner["/FontDescriptor"].get_object()
        assert {"/FontFile2", "/FontFile3"} & set(descriptor), font["/BaseFont"]
        assert "/ToUnicode" in font


def test_nothing_forbidden_is_inside(archived):
    named = {str(one) for one in objects(archived) if isinstance(one, NameObject)}
    keys = {str(key) for one in objects(archived) if isinstance(one, DictionaryObject) for key in one}
    assert not (named | keys) & FORBIDDEN
    assert "/Encrypt" not in archived.trailer and len(archived.trailer["/ID"]) == 2
    streams = [one for one in objects(archived) if isinstance(one, StreamObject)]
    assert streams and not any("/F" in one for one in streams)


def test_the_plain_pdf_claims_nothing():
    assert "pdfaid" not in read(samples.GENERAL, pdfa=False).trailer["/Root"].get("/Metadata", StreamObject()).get_data().decode()


def test_the_archived_file_looks_the_same():
    plain, archived = read(samples.GENERAL, pdfa=False), read(samples.GENERAL)
    assert [page.extract_text() for page in plain.pages] == [page.extract_text() for page in archived.pages]
    assert render_pdf(samples.GENERAL, pdfa=True).bytes[:8] == b"%PDF-1.7"
