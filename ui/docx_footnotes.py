"""Footnotes in a DOCX: python-docx writes none, so the part that holds them is written here (ECMA-376 part 1, 17.11)."""

from __future__ import annotations

from xml.sax.saxutils import escape

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SMALL = 18  # half points


class Footnotes:
    """Collects footnotes in the order of their references; `save` adds them to the document, once."""

    def __init__(self) -> None:
        self._texts: list[str] = []

    def refer(self, paragraph: Paragraph, text: str) -> int:
        """Puts a reference at the end of a paragraph; the number that readers will see."""
        self._texts.append(text)
        number = len(self._texts)
        run = paragraph.add_run("," if paragraph.runs and paragraph.runs[-1]._r.find(qn("w:footnoteReference")) is not None else "")
        run.font.superscript = True
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(number))
        run._r.append(reference)
        return number

    def save(self, document: Document) -> None:
        if not self._texts:
            return
        notes = "".join(footnote(number, text) for number, text in enumerate(self._texts, 1))
        xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes xmlns:w="{SPACE}">{separators()}{notes}</w:footnotes>'
        part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE, xml.encode(), document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def separators() -> str:
    """The lines above footnotes, which Word asks for."""
    kinds = ((-1, "separator"), (0, "continuationSeparator"))
    return "".join(f'<w:footnote w:type="{kind}" w:id="{n}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>' for n, kind in kinds)


def footnote(number: int, text: str) -> str:
    raised = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
    words = f'<w:r><w:rPr><w:sz w:val="{SMALL}"/></w:rPr><w:t xml:space="preserve"> {escape(text)}</w:t></w:r>'
    return f'<w:footnote w:id="{number}"><w:p><w:pPr><w:spacing w:after="0"/></w:pPr>{raised}{words}</w:p></w:footnote>'
