"""What the issued pages of a programme's posts tell, for its blog and its feed."""

from __future__ import annotations

import base64
import io
import uuid
from dataclasses import dataclass
from datetime import date

from lxml import html
from PIL import Image

from pret.domain.tree_document import Status

#: What identifiers are derived from: a name of our own, the same for ever.
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_OID, "pret blog post")
#: Widest and highest, in pixels: about twice its size on the page, for fine screens.
_THUMBNAIL_PX = (560, 560)
_THUMBNAIL_QUALITY = 78
_WORDS_A_MINUTE = 220


@dataclass(frozen=True, slots=True)
class BlogPost:
    """A post, as its page tells it.

    address: of its page, relative to the blog's folder. reference: as printed on the page.
    entry: what tells it from the others; pages issued by older versions give their reference.
    not_before: it is under embargo until that day. picture: its first one, JPEG or PNG, as it is
    in the page. minutes: what reading it takes.
    """

    address: str
    reference: str
    entry: str
    title: str
    day: date
    day_label: str
    author: str
    summary: str
    status: Status
    not_before: date | None
    picture: bytes | None
    minutes: int

    @property
    def identifier(self) -> str:
        """Return what tells the post from all others, whatever becomes of its words or rank."""
        return identifier(self.entry)

    @property
    def moment(self) -> str:
        """Return its day at noon, as feeds write it."""
        return f"{self.day}T12:00:00Z"


def identifier(name: str) -> str:
    """Return the identifier, a URN, of what bears this name."""
    return uuid.uuid5(_NAMESPACE, name).urn


def may_appear(post: BlogPost) -> bool:
    """Tell whether a post goes into the blog: it is no draft, not withdrawn, under no embargo.

    There is no clock here: an embargo stands as long as the post's entry names one.
    """
    return post.status not in (Status.DRAFT, Status.WITHDRAWN) and post.not_before is None


def read_post(page: bytes, address: str) -> BlogPost:
    """Return what the page of a post tells. page: made by `HtmlWriter.write`."""
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    tree = html.document_fromstring(page, parser=parser)
    (article,) = tree.iter("article")
    told = {str(each.get("name")): str(each.get("content")) for each in tree.iter("meta")}
    reference = str(article.get("data-reference"))
    embargo = article.get("data-not-before")
    words = _said(article, "//div[@class='body']").split()
    return BlogPost(
        address=address,
        reference=reference,
        entry=str(article.get("data-entry", reference)),
        title=_said(article, "//h1"),
        day=date.fromisoformat(str(article.xpath("string(//time/@datetime)"))),
        day_label=_said(article, "//time"),
        author=told["author"],
        summary=told.get("description", ""),
        status=Status(str(article.get("data-status"))),
        not_before=date.fromisoformat(str(embargo)) if embargo else None,
        picture=_first_photo([str(each.get("src")) for each in article.iter("img")]),
        minutes=max(1, round(len(words) / _WORDS_A_MINUTE)),
    )


def thumbnail(picture: bytes) -> bytes:
    """Return a picture as a small JPEG without metadata."""
    with Image.open(io.BytesIO(picture)) as opened:
        opened.draft("RGB", _THUMBNAIL_PX)
        small = opened.convert("RGB")
    small.thumbnail(_THUMBNAIL_PX)
    written = io.BytesIO()
    small.save(written, "JPEG", quality=_THUMBNAIL_QUALITY, optimize=True)
    return written.getvalue()


def _said(element: html.HtmlElement, path: str) -> str:
    """Return the words of the first element at an XPath."""
    return str(element.xpath(f"string({path})"))


def _first_photo(sources: list[str]) -> bytes | None:
    for source in sources:
        kind, _, content = source.partition(";base64,")
        if kind in ("data:image/jpeg", "data:image/png"):
            return base64.b64decode(content)
    return None
