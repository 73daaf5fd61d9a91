"""What the routers share: the services, and who is asking."""

from dataclasses import dataclass

from starlette.requests import HTTPConnection

from server.core.chat.prompts import Prompts
from server.core.ports import MidiFeed
from server.core.tokens import Identity
from server.core.trust import own_origin
from server.services.access import Access
from server.services.answering import Answering
from server.services.catalogue import Catalogue
from server.services.checking import Checking
from server.services.chore_desk import ChoreDesk
from server.services.comment_drafting import CommentDrafting
from server.services.comment_texts import CommentTexts
from server.services.comments import Comments
from server.services.confirming import Confirming
from server.services.crawling import Crawling
from server.services.deeds import Deeds
from server.services.dictionary import Dictionary
from server.services.dictionary_files import DictionaryFiles
from server.services.dictionary_search import DictionarySearch
from server.services.dictionary_shipped import Shipped
from server.services.document_media import DocumentMedia
from server.services.documents import Documents
from server.services.embedding import Embedding
from server.services.feeds import Feeds
from server.services.folders import Folders
from server.services.google_sign_in import GoogleSignIn
from server.services.hearing import Hearing
from server.services.inquiries import Inquiries
from server.services.inquiry_marks import InquiryMarks
from server.services.inquiry_suggesting import InquirySuggesting
from server.services.languages import Languages
from server.services.library_index import LibraryIndex
from server.services.loading import Loading
from server.services.members import Members
from server.services.model_shelf import ModelShelf
from server.services.news import News
from server.services.own_languages import OwnLanguages
from server.services.pairing import Pairing
from server.services.performance_analyses import PerformanceAnalyses
from server.services.performance_remarks import PerformanceRemarks
from server.services.performance_said import PerformanceSaid
from server.services.performance_takes import PerformanceTakes
from server.services.performance_texts import PerformanceTexts
from server.services.performance_tracks import PerformanceTracks
from server.services.performances import Performances
from server.services.personas import Personas
from server.services.played_words import PlayedWords
from server.services.practice import Practice
from server.services.proposals import Proposals
from server.services.ratings import Ratings
from server.services.recordings import Recordings
from server.services.reviewing import Reviewing
from server.services.service_desk import ServiceDesk
from server.services.sources import Sources
from server.services.speaking import Speaking
from server.services.stats import Stats
from server.services.status import Status
from server.services.suggesting import Suggesting
from server.services.taste_collections import Collections
from server.services.taste_opened import OpenedTaste
from server.services.topics import Topics
from server.services.transcription_queue import TranscriptionQueue
from server.services.updates import Updates
from server.services.users import Users
from server.services.wishing import Wishing

IDENTITY = "rubato.identity"
"""Where the guard leaves the `Identity` in the ASGI scope."""

COOKIE = "rubato_session"
CSRF_HEADER = "x-rubato-csrf"


@dataclass(frozen=True, slots=True)
class LibraryServices:
    """What routers call of the library and chat; its index and models run with the server."""

    topics: Topics
    documents: Documents
    crawling: Crawling
    suggesting: Suggesting
    inquiry_suggesting: InquirySuggesting
    sources: Sources
    models: ModelShelf
    prompts: Prompts
    answering: Answering
    inquiries: Inquiries
    reviewing: Reviewing
    news: News
    index: LibraryIndex
    embedding: Embedding
    feeds: Feeds
    media: DocumentMedia
    personas: Personas
    catalogue: Catalogue
    folders: Folders


@dataclass(frozen=True, slots=True)
class Tasting:
    """What routers call of taste; what learns runs with the server."""

    ratings: Ratings
    collections: Collections
    taste: OpenedTaste
    line: float | None = None
    """The owner's: what would be rated below is left out of lists where they name no other."""


@dataclass(frozen=True, slots=True)
class DictionaryServices:
    """What routers call of the dictionary."""

    dictionary: Dictionary
    search: DictionarySearch
    files: DictionaryFiles
    proposals: Proposals
    practice: Practice
    shipped: Shipped


@dataclass(frozen=True, slots=True)
class Recorded:
    """What routers call of performances."""

    performances: Performances
    tracks: PerformanceTracks
    takes: PerformanceTakes
    said: PerformanceSaid
    texts: PerformanceTexts
    analyses: PerformanceAnalyses
    remarks: PerformanceRemarks
    marks: InquiryMarks
    played: PlayedWords
    news: News


@dataclass(frozen=True, slots=True)
class Commented:
    """What routers call of comments on the owner's videos."""

    comments: Comments
    drafting: CommentDrafting
    texts: CommentTexts


@dataclass(frozen=True, slots=True)
class Operated:
    """What routers call of how the server is run, and seen from outside."""

    checking: Checking
    desk: ServiceDesk
    chores: ChoreDesk
    updates: Updates


@dataclass(frozen=True, slots=True)
class Community:
    """What routers call of people, their wishes, and of what they did."""

    users: Users
    members: Members
    wishing: Wishing
    confirming: Confirming
    deeds: Deeds


@dataclass(frozen=True, slots=True)
class Accounts:
    """The ways in, beside the own password."""

    google: GoogleSignIn | None = None
    public_url: str = ""
    """Under which people reach the server, without a slash at the end; or nothing."""
    anonymous_read: bool = False
    """Anybody may read what `core.anonymous_rules` opens."""


@dataclass(frozen=True, slots=True)
class Services:
    """Everything that routers call."""

    access: Access
    pairing: Pairing
    languages: Languages
    status: Status
    hearing: Hearing
    speaking: Speaking
    transcriptions: TranscriptionQueue
    recordings: Recordings
    own_languages: OwnLanguages
    library: LibraryServices
    loading: Loading
    tasting: Tasting
    stats: Stats
    recorded: Recorded
    dictionary: DictionaryServices
    commented: Commented
    accounts: Accounts
    community: Community
    operated: Operated
    midi: MidiFeed | None = None


async def services(connection: HTTPConnection) -> Services:
    """Give the services of the running app; a FastAPI dependency.

    It waits for nothing, but what is not awaited would cost each request a thread's turn.
    """
    found: Services = connection.app.state.services
    return found


async def identity(connection: HTTPConnection) -> Identity:
    """Give who is asking, on a route whose rule lets nobody unknown in; a FastAPI dependency."""
    found: Identity = connection.scope[IDENTITY]
    return found


def session_cookie(connection: HTTPConnection) -> str | None:
    """Give the session's cookie, to our own pages only: another allowed origin uses a token."""
    origin = connection.headers.get("origin")
    if origin is not None and not own_origin(origin, connection.headers["host"]):
        return None
    return connection.cookies.get(COOKIE)
