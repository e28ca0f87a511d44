"""The blog: a list and a feed of the posts that were issued, and of no other."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest
from lxml import etree, html

from pret.domain.milestones import phases
from pret.render.blog import identifier
from pret.service.making import is_done

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Place

    from pret.service.making import Outcome

    RunThrough = Callable[..., list[Outcome]]

LIST, FEED = "gare/blog/index.html", "gare/blog/feed.xml"
PAGE = "gare/02-immersion-1/billet-1-debout.html"
WEEK = "02-immersion-1/milestone.yaml"
ATOM = "{http://www.w3.org/2005/Atom}"
#: Second post, older than the first one; its title is as awkward as titles get.
SECOND = """\
  - title: "Un banc & <b>deux</b>"
    lead: Un banc.
    day: 2027-04-13
    authors: [P-001]
    note: billet.md
    photos: [banc.jpg]
"""


def run(place: Place, run_through: RunThrough) -> dict[str, bytes]:
    with place.session() as session:
        run_through(session, "immersion-1")
    return place.outputs()


def add_a_post(place: Place) -> None:
    path = place.folder / WEEK
    path.write_text(path.read_text("utf-8") + SECOND, "utf-8")


def feed_of(files: dict[str, bytes]) -> etree._Element:
    return etree.fromstring(files[FEED])


def texts(parent: etree._Element, *path: str) -> list[str | None]:
    return [each.text for each in parent.iterfind("/".join(f"{ATOM}{name}" for name in path))]


def test_the_posts_are_listed_the_latest_first_with_links_that_lead_to_them(
    place: Place, run_through: RunThrough
) -> None:
    add_a_post(place)
    files = run(place, run_through)
    listed = html.document_fromstring(files[LIST])
    assert [each.text_content() for each in listed.iter("h2")] == [
        "Debout",
        "Un banc & <b>deux</b>",
    ]
    assert [each.get("datetime") for each in listed.iter("time")] == ["2027-04-16", "2027-04-13"]
    links = [each.get("href") for each in listed.iter("a") if each.get("href") != "#contenu"]
    for link in links:
        assert (place.settings.outputs / "gare/blog" / link).is_file(), link
    (picture,) = listed.iter("img")
    assert picture.get("src", "").startswith("data:image/jpeg;base64,")
    assert "blog/index.html" in files["gare/index.html"].decode()
    assert "Page web" in files["gare/index.html"].decode()


def test_the_feed_is_what_atom_asks_for(place: Place, run_through: RunThrough) -> None:
    add_a_post(place)
    files = run(place, run_through)
    feed = feed_of(files)
    assert feed.tag == f"{ATOM}feed"
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 2
    for each in (feed, *entries):  # RFC 4287, 4.1.1 and 4.1.2: exactly one of each
        for name in ("id", "title", "updated"):
            assert len(texts(each, name)) == 1, name
        (alternate,) = (
            link for link in each.iterfind(f"{ATOM}link") if link.get("rel") == "alternate"
        )
        assert (place.settings.outputs / "gare/blog" / alternate.attrib["href"]).is_file()
        (moment,) = texts(each, "updated")
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT12:00:00Z", moment or "")
    ids = [feed.findtext(f"{ATOM}id"), *texts(feed, "entry", "id")]
    assert len(set(ids)) == 3
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", each or "") for each in ids)
    assert texts(feed, "entry", "author", "name") == ["Le Laboratoire"] * 2
    assert texts(feed, "updated") == ["2027-04-16T12:00:00Z"]
    assert texts(feed, "entry", "title") == ["Debout", "Un banc & <b>deux</b>"]
    assert texts(feed, "entry", "summary") == ["On attend debout.", "Un banc."]


def test_a_post_keeps_its_identifier_when_its_words_change(
    place: Place, run_through: RunThrough
) -> None:
    before = texts(feed_of(run(place, run_through)), "entry", "id")
    place.change(WEEK, "title: Debout", "title: Assis")
    after = feed_of(run(place, run_through))
    assert texts(after, "entry", "title") == ["Assis"]
    assert texts(after, "entry", "id") == before == [identifier("gare/immersion-1/billet.md")]


def test_a_post_keeps_its_identifier_when_another_one_is_inserted_before_it(
    place: Place, run_through: RunThrough
) -> None:
    (first,) = texts(feed_of(run(place, run_through)), "entry", "id")
    inserted = SECOND.replace("billet.md", "lundi.md")
    place.change(WEEK, "posts:\n", f"posts:\n{inserted}")
    feed = feed_of(run(place, run_through))
    told = dict(zip(texts(feed, "entry", "title"), texts(feed, "entry", "id"), strict=True))
    assert told["Debout"] == first
    assert len(set(told.values())) == 2


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("lead: On attend debout., day", "day"),
        ("day: 2027-04-16,", "day: 2027-04-16, not_before: 2027-05-02,"),
    ],
    ids=["draft", "embargo"],
)
def test_a_post_that_may_not_appear_leaves_the_blog(
    place: Place, run_through: RunThrough, old: str, new: str
) -> None:
    add_a_post(place)
    run(place, run_through)
    place.change(WEEK, old, new)
    files = run(place, run_through)
    assert texts(feed_of(files), "entry", "title") == ["Un banc & <b>deux</b>"]
    assert "Debout" not in files[LIST].decode()
    assert PAGE in files


def test_there_is_no_blog_without_a_post_to_show(place: Place, run_through: RunThrough) -> None:
    assert {LIST, FEED} <= set(run(place, run_through))
    place.change(WEEK, "day: 2027-04-16,", "day: 2027-04-16, not_before: 2027-05-02,")
    files = run(place, run_through)
    assert not {LIST, FEED} & set(files)
    assert "blog/index.html" not in files["gare/index.html"].decode()


def test_a_feed_that_was_deleted_is_made_again(place: Place, run_through: RunThrough) -> None:
    before = run(place, run_through)
    (place.settings.outputs / FEED).unlink()
    with place.session() as session:
        week = session.milestone("immersion-1")
        assert not is_done(session, week, phases(week.kind)[-1])
    with place.session() as session:
        run_through(session, "lab-day-1")
    assert place.outputs()[FEED] == before[FEED]


def test_objects_that_were_lost_are_made_again_and_the_blog_stays(
    place: Place, run_through: RunThrough
) -> None:
    before = run(place, run_through)
    shutil.rmtree(place.settings.state / "objects")
    with place.session() as session:
        run_through(session, "lab-day-1")
    assert place.outputs()[FEED] == before[FEED]
    assert place.outputs()[LIST] == before[LIST]
    assert run(place, run_through)[PAGE] == before[PAGE]


def test_a_post_that_is_lost_everywhere_comes_back_when_it_is_made_again(
    place: Place, run_through: RunThrough
) -> None:
    before = run(place, run_through)
    shutil.rmtree(place.settings.state / "objects")
    (place.settings.outputs / PAGE).unlink()
    with place.session() as session:
        run_through(session, "lab-day-1")
    assert LIST not in place.outputs()
    after = run(place, run_through)
    assert (after[PAGE], after[FEED]) == (before[PAGE], before[FEED])
