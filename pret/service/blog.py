"""The blog of a programme: the pages of its posts, as a list and as a feed."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING
from urllib.parse import quote

from pret.domain.documents import DocumentKind, OutputFormat
from pret.render.blog import BlogPost, identifier, may_appear, read_post, thumbnail
from pret.vault.disk import Tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pret.service.session import Session
from pret.vault.records import IssuedFile

#: Where the blog is, in the programme's folder of the outputs.
BLOG = "blog/index.html"
FEED = "blog/feed.xml"


def blog_pages(session: Session, issued: Iterable[IssuedFile]) -> dict[str, bytes]:
    """Return the list of posts and the feed, by their path under the outputs; nothing without post.

    issued: the files issued last; the posts are read from the very pages that were issued.
    """
    posts = sorted(
        filter(may_appear, _posts(session, issued)),
        key=lambda post: (post.day, post.reference),
        reverse=True,
    )
    if not posts:
        return {}
    fill = session.printer.pages.fill
    return {
        f"{session.code}/{BLOG}": fill("blog.html.j2", **blog_names(session, posts)),
        f"{session.code}/{FEED}": fill("feed.xml.j2", **feed_names(session, posts)),
    }


def blog_names(session: Session, posts: Sequence[BlogPost]) -> dict[str, object]:
    """Return what the list of posts may name. posts: at least one, the latest first."""
    programme = session.programme.programme.value
    return {
        "title": programme.title,
        "subtitle": programme.policy,
        "language": programme.language,
        "posts": [(post, _thumbnail(session, post)) for post in posts],
    }


def feed_names(session: Session, posts: Sequence[BlogPost]) -> dict[str, object]:
    """Return what the feed may name. posts: at least one, the latest first."""
    programme = session.programme.programme.value
    return {
        "title": programme.title,
        "language": programme.language,
        "identifier": identifier(session.code),
        "updated": posts[0].moment,
        "posts": posts,
    }


def is_blogging(session: Session, issued: Iterable[IssuedFile]) -> bool:
    """Tell whether there is a post to show."""
    return any(may_appear(post) for post in _posts(session, issued))


def _posts(session: Session, issued: Iterable[IssuedFile]) -> Iterator[BlogPost]:
    for file in issued:
        kind = file.document.partition("/")[2]
        if kind.startswith(DocumentKind.BLOG_POST) and file.path.endswith(f".{OutputFormat.HTML}"):
            address = "../" + quote(file.path.partition("/")[2])
            page = session.store.intact(file.sha256) or _published(session, file)
            if page is not None:
                yield read_post(page, address)


def _published(session: Session, file: IssuedFile) -> bytes | None:
    """Return a post as it stands among the published files, while it is what was issued.

    Where the objects were lost; one that is not there either is in the blog again once made again.
    """
    content = Tree(session.settings.outputs).read(file.path)
    known = content is not None and hashlib.sha256(content).hexdigest() == file.sha256
    return content if known else None


def _thumbnail(session: Session, post: BlogPost) -> str:
    """Return a post's picture, small, as an address that holds it; made once."""
    if post.picture is None:
        return ""
    key = f"thumbnail:{hashlib.sha256(post.picture).hexdigest()}"
    small = session.store.get(key)
    if small is None:
        small = thumbnail(post.picture)
        session.store.put(key, small)
    return "data:image/jpeg;base64," + base64.b64encode(small).decode()
