"""A word across every sheet, for papers that are not in earnest. The engine asks; whoever knows answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from docx.document import Document
from docx.oxml import parse_xml
from docx.shared import Pt

_asked: list[Callable[[], str]] = []

#: The text shape of word processors and one of it: grey, turned, in the middle of the sheet, behind the text.
SHAPE = """
<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"
     xmlns:o="urn:schemas-microsoft-com:office:office"><w:pict>
  <v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e">
    <v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>
      <v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/>
      <v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>
    <v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>
    <v:textpath on="t" fitshape="t"/></v:shapetype>
  <v:shape id="overprint{number}" o:spid="_x0000_s{spid}" type="#_x0000_t136" o:allowincell="f" fillcolor="#c0c0c0" stroked="f"
    style="position:absolute;margin-left:0;margin-top:0;width:340pt;height:150pt;rotation:330;z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:page;mso-position-vertical:center;mso-position-vertical-relative:page">
    <v:fill opacity=".45"/><v:textpath style="font-family:&quot;SimHei&quot;;font-size:1pt" string="{word}"/></v:shape>
</w:pict></w:r>"""


def ask(teller: Callable[[], str]) -> None:
    """Register who tells the word to be printed across, or nothing."""
    _asked[:] = [teller]


def word() -> str:
    """The word for a paper printed now; mostly none."""
    return _asked[0]() if _asked else ""


def stamp(document: Document) -> None:
    """Put the word behind the text of every page of a docx; nothing else on the page moves."""
    text = word()
    if not text:
        return
    for number, header in enumerate(headers(document), 1):
        header.is_linked_to_previous = False
        paragraph = header.paragraphs[0]
        paragraph.paragraph_format.line_spacing = Pt(1)
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(0)
        paragraph._p.append(parse_xml(SHAPE.format(number=number, spid=2048 + number, word=text)))


def headers(document: Document) -> Iterator[Any]:
    """The headers in use, of all sections."""
    for section in document.sections:
        yield section.header
        if document.settings.odd_and_even_pages_header_footer:
            yield section.even_page_header
        if section.different_first_page_header_footer:
            yield section.first_page_header
