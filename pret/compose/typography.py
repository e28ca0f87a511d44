"""French typography, once, over the whole tree.

Rules of the Imprimerie nationale as the programme's conventions state them: U+202F before ; ! ? and
inside « », U+00A0 before : and units, digits grouped by U+202F, real apostrophes, quotation marks
and ellipses, ordinals raised. Code, addresses, hours, emoticons and passages in another language
are left as they were typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from pret.compose.over_tree import Content, over_blocks
from pret.domain.tree import (
    Block,
    Code,
    Footnote,
    Foreign,
    Inline,
    LineBreak,
    Link,
    Style,
    Styled,
    Text,
)
from pret.domain.tree_walk import plain

_NARROW, _NO_BREAK = "\u202f", "\u00a0"

# Every rule keeps each character at its place, so that the runs of a paragraph can be cut again
# where they were. What takes more or less room than it did is one of Unicode's noncharacters
# until then: _DROP is nothing, _WALL is what no rule may touch.
_DROP, _WALL = "\ufdd0", "\ufdd1"
_WIDER = {
    **{chr(0xFDD2 + place): _NARROW + sign for place, sign in enumerate(";!?»0123456789")},
    **{chr(0xFDE0 + place): _NO_BREAK + sign for place, sign in enumerate(":€%")},
    "\ufde3": "«" + _NARROW,
}
_RAISED = {chr(0xFDE4 + place): sign for place, sign in enumerate("ersndmè")}
_AS_WIDER = {wide[-1]: mark for mark, wide in _WIDER.items() if wide[0] != "«"}
_AS_RAISED = str.maketrans({sign: mark for mark, sign in _RAISED.items()})
_OPENED, _CLOSING = "\ufde3", "»" + _AS_WIDER["»"]
_WIDEN = str.maketrans(_WIDER)
_LOWER = str.maketrans(_RAISED)
_RAISED_RUN = re.compile(f"[{''.join(_RAISED)}]+")
_RESERVED = re.compile("[\ufdd0-\ufdef]")

_SPACE = "[ \u00a0\u202f]"
_LETTER = r"[^\W\d_]"
#: Addresses, hours and ratios, emoticons, entities and short codes between colons.
_PROTECTED = re.compile(
    r"(?:https?://|www\.|mailto:)[^\s«»\"<>]+"
    r"|(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]*\w"
    r"|\d+:\d+"
    r"|(?<![^\s(])[:;=][-~^o]?[()\[\]DPp|/\\*](?!\w)"
    r"|&#?\w+;|(?<![\w:]):\w+:(?!\w)"
)
_MAY_KEEP = re.compile("[:;@&]|www|=").search
_UNITS = (
    "€|%|‰|°C|°|h|min|s|km|m|cm|mm|m²|m³|km²|ha|kg|g|t|l|L|k€|M€|Md€|ko|Ko|Mo|Go|To|W|kW|kWh|MWh|px"
)
_SEVERAL = re.compile(rf"{_SPACE}{{2,}}|(?<!\.)\.{{3}}(?!\.)")
_PAIR = re.compile(r'(?<![^\s(\[«“’/–—])"(?=[^\s"])([^"«»\n]*)(?<=\S)"(?![\w"])')
_QUOTED = re.compile(rf"«[^«»\n]*»|{_PAIR.pattern}")
_ROMAN = r"(?=[XVILC]{2})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
_ORDINAL = re.compile(
    rf"(?<![\w.,/+-])(?:1(?P<first>ers?|[eè]?res?)|I(?P<premier>er)"
    rf"|2(?P<second>nde?s?|des?)"
    rf"|(?:\d+|\d{{1,3}}(?:{_SPACE}\d{{3}})+|{_ROMAN})(?P<nth>è?mes?|es?)"
    rf"|[VX](?P<age>e)(?={_SPACE}(?:siècle|République|arrondissement|millénaire)))"
    r"(?![’'\w]|[-+]\d)"
)


def _one_sign(match: re.Match[str]) -> str:
    """Return one space for several, the one that does not break if any, or one « … » for dots."""
    found = match[0]
    sign = "…" if found == "..." else next((each for each in found if each != " "), " ")
    return sign + _DROP * (len(found) - 1)


def _quoted(match: re.Match[str]) -> str:
    """Return « words » for "words", “words” inside a passage that is between « » already."""
    whole = match[0]
    if whole.startswith("«"):
        return _PAIR.sub(lambda inner: f"“{inner[1]}”", whole)
    if not re.search(_LETTER, match[1]):
        return whole
    return _OPENED + match[1] + _AS_WIDER["»"]


def _elided(match: re.Match[str]) -> str:
    """Return the apostrophe of « ’tit », unless another sign may make it a quotation mark."""
    return "’" if match.string.count("'") == 1 else "'"


def _grouped(match: re.Match[str]) -> str:
    """Return a number with a narrow space before each group of three digits."""
    digits = match[0]
    return "".join(
        _AS_WIDER[digit] if place and (len(digits) - place) % 3 == 0 else digit
        for place, digit in enumerate(digits)
    )


def _raised(match: re.Match[str]) -> str:
    letters = match[match.lastgroup or 0]
    return match[0].removesuffix(letters) + letters.translate(_AS_RAISED)


_DIGITS = "0123456789"
_Replacement = Callable[[re.Match[str]], str]
#: The signs one of which a text must hold, what is sought, and what is put in its place.
_RULES: tuple[tuple[frozenset[str], re.Pattern[str], _Replacement], ...] = tuple(
    (frozenset(signs), re.compile(pattern), replacement)
    for signs, pattern, replacement in (
        ("'", rf"(?<={_LETTER})'(?=[\w«“\"{_WALL}])", lambda _: "’"),
        ('"', _QUOTED.pattern, _quoted),
        ("'", rf"(?<![^\s(«“{_OPENED}])'(?={_LETTER})", _elided),
        (";!?»", rf"(?<=[^\s«]){_SPACE}(?=[;!?](?![\w/])|»)", lambda _: _NARROW),
        ("«", rf"(?<=«){_SPACE}", lambda _: _NARROW),
        ("«", r"«(?=[^\s»])", lambda _: _OPENED),
        ("»", rf"(?<=[^\s«{_OPENED}])»", lambda _: _AS_WIDER["»"]),
        (
            ";!?",
            rf"(?<=[^\W_]|[)\]”’…%€°{_CLOSING}])[;!?](?=[\s)\]”’…;!?{_CLOSING}]|$)",
            lambda match: _AS_WIDER[match[0]],
        ),
        (
            ":",
            rf"(?<=[^\s«{_OPENED}]){_SPACE}(?=:(?:[\s«{_OPENED}{_CLOSING}{_WALL}]|$))",
            lambda _: _NO_BREAK,
        ),
        (
            ":",
            rf"(?:(?<={_LETTER})|(?<=[)\]”{_CLOSING}])):(?=[\s{_CLOSING}]|$)",
            lambda _: _AS_WIDER[":"],
        ),
        (
            _DIGITS,
            rf"(?<![\d.,/+-])(?<!\d{_SPACE})[1-9]\d{{0,2}}(?:{_SPACE}\d{{3}})+(?!\d|{_SPACE}\d)",
            lambda match: re.sub(_SPACE, _NARROW, match[0]),
        ),
        ("€%", rf"(?<![\w.,/+-])(?<!\d{_SPACE})[1-9]\d{{3,8}}(?=(?:,\d+)?{_SPACE}?[€%])", _grouped),
        ("€%", r"(?<=\d)[€%](?!\w)", lambda match: _AS_WIDER[match[0]]),
        (_DIGITS, rf"(?<=\d){_SPACE}(?=(?:{_UNITS})(?![\w’']))", lambda _: _NO_BREAK),
        # A postcode stays with its town, a number with its street.
        (
            _DIGITS,
            r"(?<![\d.,/+-])(?<!\d[ \u00a0\u202f])\d{5} (?=[A-ZÀ-Þ])",
            lambda match: match[0][:5] + _NO_BREAK,
        ),
        ("h", rf"(?<=\d{_NO_BREAK}h){_SPACE}(?=\d\d(?!\d))", lambda _: _NO_BREAK),
        ("°.", r"\b(n°|p\.) (?=\d)", lambda match: match[1] + _NO_BREAK),
        (_DIGITS + "IVX", _ORDINAL.pattern, _raised),
    )
)
_NAMES = re.compile(r"\b(MM?\.|Mmes?|Mlle|Dr|Me) (?=[A-ZÀ-Þ])")
#: A cell that holds more than this has a column where no name is cut.
_WIDE_CELL_SIGNS = 60
#: Nothing is done to a text without one of these: most cells of most tables.
_CONCERNED = re.compile(
    r"[;!?:«»\"'\d]|\.\.\.|[ \u00a0\u202f]{2}|[IVXLC][ervXIVLC]|\bM[.Mmel]|\bDr"
)


def french_blocks(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return blocks in French typography."""
    return over_blocks(blocks, set_in_french, set_in_cell)


def set_in_french(content: Content) -> Content:
    """Return a paragraph's content with French typography; each text keeps its origin."""
    return _set(content, names=True)


def set_in_cell(content: Content) -> Content:
    """As `set_in_french`; « M. Martin » may part: a narrow column would cut the name itself.

    A list of names has a wide one.
    """
    return _set(content, names=False)


def _set(content: Content, *, names: bool) -> Content:
    runs: list[str] = []
    _collect(content, runs)
    whole = "".join(runs)
    names = names or len(whole) > _WIDE_CELL_SIGNS
    if _CONCERNED.search(whole):
        runs = _cut(_guarded(whole, lambda text: _SEVERAL.sub(_one_sign, text)), runs)
        whole = _guarded("".join(runs), lambda text: _ruled(text, names=names))
    return _rebuilt(content, iter(_cut(whole, runs)), plainly=False)


def _cut(whole: str, runs: list[str]) -> list[str]:
    """Return a paragraph's text cut where its runs were."""
    cuts: list[str] = []
    start = 0
    for run in runs:
        cuts.append(whole[start : start + len(run)].replace(_DROP, ""))
        start += len(run)
    return cuts


def _guarded(whole: str, change: Callable[[str], str]) -> str:
    """Return a paragraph's text after a change, what no rule may touch left as it was."""
    kept = [match.span() for match in _PROTECTED.finditer(whole)] if _MAY_KEEP(whole) else []
    changed = change(_PROTECTED.sub(lambda found: _WALL * len(found[0]), whole) if kept else whole)
    for start, end in kept:
        changed = changed[:start] + whole[start:end] + changed[end:]
    return changed


def _ruled(text: str, *, names: bool) -> str:
    signs = frozenset(text)
    for concerned, pattern, replacement in _RULES:
        if not signs.isdisjoint(concerned):
            text = pattern.sub(replacement, text)
    return _NAMES.sub(rf"\1{_NO_BREAK}", text) if names else text


def _collect(content: Content, runs: list[str]) -> None:
    for inline in content:
        match inline:
            case Text(value):
                runs.append(_RESERVED.sub("\ufffd", value))
            case Link() if _is_address(inline):
                runs.append(_WALL)
            case Styled(_, inner) | Link(_, inner):
                _collect(inner, runs)
            case LineBreak():
                runs.append("\n")
            case Code() | Foreign() | Footnote():
                runs.append(_WALL)


def _is_address(link: Link) -> bool:
    """Tell whether a link shows its own address, which no typography may change."""
    shown = plain(link.content).strip()
    return shown in link.target or "://" in shown


def _rebuilt(content: Content, cuts: Iterator[str], *, plainly: bool) -> Content:
    """Return the content with its texts replaced. plainly: it is raised or lowered already."""
    pieces: list[Inline] = []
    for inline in content:
        match inline:
            case Text():
                pieces += _pieces(next(cuts), inline, plainly=plainly)
            case Link() if _is_address(inline):
                next(cuts)
                pieces.append(inline)
            case Styled(style, inner):
                shifted = plainly or style in (Style.SUPERSCRIPT, Style.SUBSCRIPT)
                pieces.append(Styled(style, _rebuilt(inner, cuts, plainly=shifted)))
            case Link(_, inner):
                pieces.append(replace(inline, content=_rebuilt(inner, cuts, plainly=plainly)))
            case Footnote(blocks):
                next(cuts)
                pieces.append(Footnote(french_blocks(blocks)))
            case _:
                next(cuts)
                pieces.append(inline)
    return tuple(pieces)


def _pieces(cut: str, text: Text, *, plainly: bool) -> Iterator[Inline]:
    """Yield what a run of text became: text and raised letters, nothing for nothing."""
    cut = cut.translate(_WIDEN)
    start = 0
    for match in () if plainly else _RAISED_RUN.finditer(cut):
        yield from _texts(cut[start : match.start()], text)
        raised = Text(match[0].translate(_LOWER), text.origin)
        yield Styled(Style.SUPERSCRIPT, (raised,))
        start = match.end()
    yield from _texts(cut[start:].translate(_LOWER), text)


def _texts(value: str, text: Text) -> Iterator[Text]:
    if value:
        yield text if value == text.value else Text(value, text.origin)
