"""The theme for pages read in a browser: its colours, fonts and sizes as CSS custom properties."""

from __future__ import annotations

from pret.render.theme import Theme

#: What a browser that lacks the theme's own families falls back on.
_GENERIC = {"text": "system-ui, sans-serif", "quote": "Georgia, serif", "code": "monospace"}


def css_variables(theme: Theme) -> str:
    """Return a `:root` rule: `--colour-accent`, `--font-text`, `--size-heading-1` and the like.

    Sizes are in rem, the theme's running text being 1 rem.
    """
    declared = [f"--colour-{_dashed(role)}: #{hexa}" for role, hexa in theme.colours]
    fonts = {
        "text": (theme.fonts.pdf_text, theme.fonts.word_text),
        "display": (theme.fonts.pdf_display, theme.fonts.word_display),
        "quote": (theme.fonts.pdf_quote,),
        "code": (theme.fonts.pdf_code,),
    }
    for use, families in fonts.items():
        named = ", ".join(f'"{family}"' for family in dict.fromkeys(families))
        declared.append(f"--font-{use}: {named}, {_GENERIC.get(use, _GENERIC['text'])}")
    text_pt = theme.sizes_pt.text
    declared += [
        f"--size-{_dashed(name)}: {size_pt / text_pt:.3f}rem"
        for name, size_pt in theme.sizes_pt
        if not name.startswith("word_")
    ]
    return ":root {\n" + "".join(f"  {each};\n" for each in declared) + "}\n"


def _dashed(name: str) -> str:
    return name.replace("_", "-")
