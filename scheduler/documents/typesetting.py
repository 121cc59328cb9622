"""Typst turned loose on plain data: one template a paper, the same bytes again."""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from scheduler.documents.paper_text import Paper
from scheduler.documents.stamp import PageSize
from scheduler.errors import CycleDeskError

if TYPE_CHECKING:
    import typst

STANDARDS: list["typst.PDFStandard"] = ["a-2a"]


class TypesettingError(CycleDeskError):
    """A paper could not be made."""

    def __init__(self, *, template: str, problem: str) -> None:
        self.template, self.problem = template, problem
        super().__init__(
            f"The paper could not be made ({template}: {problem}). Nothing was "
            "printed or saved. Try again, and write the sheet by hand meanwhile."
        )


class Typesetter:
    """Makes PDFs from templates; keep one and use it again, the second is quick.

    Args:
        templates: the folder with the ``.typ`` files.
        fonts: the folder with the fonts; those of the computer are never used, so
            that every desk prints the same sheet.
    """

    def __init__(self, templates: Path, fonts: Path) -> None:
        self._templates, self._folder = templates, fonts
        self._compilers: dict[str, typst.Compiler] = {}

    def pdf(
        self,
        template_name: str,
        data: Mapping[str, Paper],
        *,
        page: PageSize,
        created: datetime,
    ) -> bytes:
        """Return one paper as PDF/A-2a, the same bytes for the same input.

        Args:
            template_name: of the file, such as ``dosing_sheet.typ``.
            data: handed over as JSON, so that no text can become markup. Several
                papers of one kind come as ``{"sheets": [...]}``.
            page: the size of the paper.
            created: aware; the date inside the file.

        Raises:
            TypesettingError: the template and the data do not fit together.
        """
        # Imported late: the library is large, and the window does not wait for it.
        import typst  # noqa: PLC0415

        inputs = {"data": json.dumps(data, ensure_ascii=False), "page": page}
        try:
            made = self._compiler(template_name).compile(
                format="pdf",
                sys_inputs=inputs,
                pdf_standards=STANDARDS,
                timestamp=created,
            )
        except typst.TypstError as error:
            raise TypesettingError(
                template=template_name, problem=error.message
            ) from error
        if not isinstance(made, bytes):
            raise TypesettingError(template=template_name, problem="no pages came out")
        return made

    def _compiler(self, template_name: str) -> "typst.Compiler":
        import typst  # noqa: PLC0415  as above

        if template_name not in self._compilers:
            path = self._templates / template_name
            if not path.is_file():
                raise TypesettingError(template=template_name, problem="not found")
            self._compilers[template_name] = typst.Compiler(
                path, root=self._templates, font_paths=self._fonts
            )
        return self._compilers[template_name]

    @cached_property
    def _fonts(self) -> "typst.Fonts":
        import typst  # noqa: PLC0415  as above

        return typst.Fonts(include_system_fonts=False, font_paths=[self._folder])
