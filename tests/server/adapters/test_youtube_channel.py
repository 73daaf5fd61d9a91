"""The channel through Google's client, against a fake that keeps to the discovery document."""

from collections.abc import Callable, Iterator

import pytest

from server.adapters.youtube_channel import YouTubeChannel
from server.core.comments.failures import (
    GoneError,
    QuotaSpentError,
    RefusedError,
    SignedOutError,
    SlowDownError,
    UnclearError,
)
from server.core.comments.quota import COSTS
from server.core.errors import InvalidError, RubatoError
from tests.fixtures.tube.answers import ANSWERS
from tests.fixtures.tube.service import Fault, TubeService, tube_service
from tests.fixtures.tube.world import DAY, OURS, UPLOADS, TubeComment, TubeVideo
from tests.server.fakes import MORNING


class Tokens:
    """Gives one token, and another when asked to renew it."""

    def __init__(self, token: str = "ya29.first", renewed: str = "ya29.first") -> None:
        self._tokens = {False: token, True: renewed}

    def access(self, *, renewed: bool = False) -> str:
        """Give it."""
        return self._tokens[renewed]


@pytest.fixture
def service() -> Iterator[TubeService]:
    """Serve a channel with one video; afterwards, nothing asked was against the document."""
    with tube_service(lambda: MORNING) as made:
        made.tube.add_video(TubeVideo("v1", published=MORNING - 9 * DAY, tags=("bach",)))
        yield made
        assert made.tube.ledger.wrong == []


@pytest.fixture
def channel(service: TubeService) -> YouTubeChannel:
    """Ask it."""
    return YouTubeChannel(Tokens(), service.address, 0.3)


def test_the_channel_and_what_was_uploaded(service: TubeService, channel: YouTubeChannel) -> None:
    """All pages, the newest first, with what is known of each video."""
    for number in range(70):
        service.tube.add_video(TubeVideo(f"w{number}", published=MORNING - number))

    held = channel.channel()
    first = channel.uploads(held.uploads)
    second = channel.uploads(held.uploads, first.next)
    known = channel.videos(["v1", "none"])

    assert (held.id, held.uploads) == (OURS, UPLOADS)
    assert [len(first.items), len(second.items), second.next] == [50, 21, None]
    assert (first.items[0], second.items[-1]) == ("w0", "v1")
    assert [(one.id, one.duration, one.privacy, one.tags) for one in known] == [
        ("v1", 253_000, "public", ("bach",))
    ]


def test_every_page_of_threads_and_replies(service: TubeService, channel: YouTubeChannel) -> None:
    """None is left out and none comes twice; the replies that come along are some."""
    threads = [service.tube.say(f"q{at}", "v1", published=MORNING - at) for at in range(230)]
    for at in range(130):
        service.tube.say(f"r{at}", thread=threads[0].id, published=MORNING + at)

    pages = [channel.threads(OURS)]
    while pages[-1].next:
        pages.append(channel.threads(OURS, pages[-1].next))
    replies = channel.replies(threads[0].id)
    rest = channel.replies(threads[0].id, replies.next)

    found = [thread for page in pages for thread in page.items]
    assert [one.first.id for one in found] == [one.id for one in threads]
    assert (found[0].reply_count, len(found[0].replies)) == (130, 5)
    assert len({one.id for one in [*replies.items, *rest.items]}) == 130
    assert {one.thread for one in rest.items} == {threads[0].id}


def test_held_deleted_and_bare_comments(service: TubeService, channel: YouTubeChannel) -> None:
    """What is held for review is not listed; one without an author, or any field, is."""
    tube = service.tube
    tube.keep(TubeComment("Held", "Held", "v1", "spam", MORNING, moderation="heldForReview"))
    tube.keep(TubeComment("Nobody", "Nobody", "v1", "Why?", MORNING, author="", name=""))
    tube.keep(TubeComment("Bare", "Bare", "v1", "", MORNING, bare=True))

    found = {one.first.id: one.first for one in channel.threads(OURS).items}

    assert set(found) == {"Nobody", "Bare"}
    assert (found["Nobody"].author.channel, found["Bare"].text) == ("", "")


def test_what_waits_for_review_is_listed_apart(
    service: TubeService, channel: YouTubeChannel
) -> None:
    """The channel's owner sees threads of which a part is held back, with that part."""
    thread = service.tube.say("Why?", "v1").id
    service.tube.say("Shown", thread=thread)
    service.tube.say("Held", thread=thread).moderation = "heldForReview"

    waiting = channel.threads(OURS, moderation="heldForReview").items

    assert [one.text for thread in waiting for one in thread.replies] == ["Held"]
    assert [one.reply_count for one in channel.threads(OURS).items] == [1]


def test_threads_by_id_leave_out_what_is_gone(
    service: TubeService, channel: YouTubeChannel
) -> None:
    """Fifty go into one request, and no more."""
    threads = [service.tube.say("q", "v1").id for _ in range(50)]
    service.tube.delete(threads[0])

    assert [one.first.id for one in channel.threads_by_id(threads)] == threads[1:]
    assert [channel.threads_by_id([]), channel.videos([])] == [(), ()]
    assert service.tube.ledger.calls.total() == 1
    with pytest.raises(InvalidError, match="at most 50"):
        channel.threads_by_id([*threads, "one"])


def test_a_reply_is_given_as_stored(service: TubeService, channel: YouTubeChannel) -> None:
    """With YouTube's id, as ours."""
    thread = service.tube.say("Why?", "v1").id

    stored = channel.reply(thread, "Because 🎹 <b>")

    assert (stored.author.channel, stored.thread, stored.text) == (OURS, thread, "Because 🎹 <b>")
    assert service.tube.comments[stored.id].text == "Because 🎹 <b>"


@pytest.mark.parametrize(
    ("fault", "kind", "stored"),
    [
        ("503", UnclearError, 0),
        ("quota", QuotaSpentError, 0),
        ("rate", SlowDownError, 0),
        ("429", SlowDownError, 0),
        ("400", RefusedError, 0),
        ("processing", UnclearError, 0),
        ("drop before", UnclearError, 0),
        ("drop after", UnclearError, 1),
        ("slow after", UnclearError, 1),
        ("500 after", UnclearError, 1),
        ("cut after", UnclearError, 1),
        ("strange after", UnclearError, 1),
    ],
)
def test_a_reply_is_asked_for_once_whatever_happens(
    service: TubeService,
    channel: YouTubeChannel,
    fault: Fault,
    kind: type[RubatoError],
    stored: int,
) -> None:
    """One request leaves for each call, also where the connection ends without an answer."""
    thread = service.tube.say("Why?", "v1").id
    service.fault = lambda _asked: fault

    with pytest.raises(kind) as raised:
        channel.reply(thread, "Because")

    assert type(raised.value) is kind
    assert [service.tube.ledger.calls["comments.insert"], len(service.tube.answers())] == [
        1,
        stored,
    ]


@pytest.mark.parametrize("fault", ["cut after", "strange after", "drop after"])
def test_an_answer_that_is_broken_is_no_empty_list(
    service: TubeService, channel: YouTubeChannel, fault: Fault
) -> None:
    """Else every video would be taken for gone."""
    thread = service.tube.say("Why?", "v1").id
    service.tube.playlists["PL1"] = []
    service.fault = lambda _asked: fault
    calls: list[Callable[[], object]] = [
        channel.channel,
        lambda: channel.uploads(UPLOADS),
        lambda: channel.videos(["v1"]),
        lambda: channel.threads(OURS),
        lambda: channel.threads_by_id([thread]),
        lambda: channel.replies(thread),
        lambda: channel.entries("PL1"),
    ]

    for call in calls:
        with pytest.raises(UnclearError):
            call()


def test_what_the_client_would_do_by_itself(service: TubeService) -> None:
    """Without retries asked for, it sends again where a connection ends, and replies twice."""
    from googleapiclient.discovery import build
    from httplib2 import Http

    thread = service.tube.say("Why?", "v1").id
    service.fault = lambda _asked: "drop after"
    service.accounts.access.add("")
    place = {"api_endpoint": service.address}
    body = {"snippet": {"parentId": thread, "textOriginal": "Because"}}
    with (
        build("youtube", "v3", http=Http(timeout=1), client_options=place) as client,
        pytest.raises(ConnectionError),
    ):
        client.comments().insert(part="snippet", body=body).execute(num_retries=0)

    assert service.tube.ledger.calls["comments.insert"] == 2


def test_what_is_gone_or_closed_is_refused(service: TubeService, channel: YouTubeChannel) -> None:
    """A deleted thread, a video that went private, a thread that may not be answered."""
    gone, hidden, closed = (service.tube.say("Why?", "v1").id for _ in range(3))
    service.tube.delete(gone)
    service.tube.comments[closed].can_reply = False

    with pytest.raises(GoneError):
        channel.reply(gone, "a")
    with pytest.raises(GoneError):
        channel.replies(gone)
    with pytest.raises(RefusedError, match="cannot be answered"):
        channel.reply(closed, "a")
    service.tube.videos["v1"].privacy = "private"
    with pytest.raises(RefusedError):
        channel.reply(hidden, "a")
    with pytest.raises(RefusedError, match="too long"):
        channel.reply(hidden, "a" * 10_001)


def test_a_token_that_ran_out_is_renewed_once(service: TubeService) -> None:
    """What was refused for it was not done; then the call is one."""
    thread = service.tube.say("Why?", "v1").id

    YouTubeChannel(Tokens("ya29.old"), service.address).reply(thread, "Because")

    assert service.tube.answers().total() == 1
    with pytest.raises(SignedOutError, match="rubato youtube login"):
        YouTubeChannel(Tokens("ya29.old", "ya29.old"), service.address).channel()


def test_without_a_network_nothing_was_sent() -> None:
    """It says so; a step may try again later."""
    with pytest.raises(SlowDownError, match="network"):
        YouTubeChannel(Tokens(), "http://127.0.0.1:9", 0.3).reply("t", "a")


def test_a_token_goes_to_no_strange_place() -> None:
    """In the clear only to this machine."""
    with pytest.raises(InvalidError, match="https"):
        YouTubeChannel(Tokens(), "http://example.org")


def test_playlists(service: TubeService, channel: YouTubeChannel) -> None:
    """A video is put in and taken out; what is in one is listed."""
    service.tube.playlists["PL1"] = []

    channel.put("PL1", "v1")
    entry = channel.entries("PL1").items[0]
    assert entry.video == "v1"
    channel.take_out(entry.id)
    assert channel.entries("PL1").items == ()
    with pytest.raises(GoneError):
        channel.put("PL2", "v1")


def test_every_call_costs_what_the_table_says() -> None:
    """What can be asked of the fake has its price."""
    assert set(ANSWERS) <= set(COSTS)
