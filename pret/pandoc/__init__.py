"""The bundled pandoc: one way to call it, and its reading of office files into our tree."""

from pret.pandoc.call import pandoc_version, run_pandoc
from pret.pandoc.office import Converted, OfficeFormat, office_json, office_tree, read_office

__all__ = [
    "Converted",
    "OfficeFormat",
    "office_json",
    "office_tree",
    "pandoc_version",
    "read_office",
    "run_pandoc",
]
