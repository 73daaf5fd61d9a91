"""Composes what keeps recordings: their files, what is said in them, takes and topics."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from server.api.context import DictionaryServices, LibraryServices, Recorded
from server.core.library_ports import Videos
from server.core.performance_ports import PerformanceStores
from server.core.ports import Clock, Entropy
from server.core.taste_ports import RatingStore
from server.services.inquiry_marks import InquiryMarks
from server.services.inquiry_marks import World as MarksWorld
from server.services.news import News
from server.services.performance_analyses import Analyst, PerformanceAnalyses
from server.services.performance_analyses import World as AnalysesWorld
from server.services.performance_news import WatchedPerformances, WatchedRates
from server.services.performance_remarks import PerformanceRemarks
from server.services.performance_said import PerformanceSaid
from server.services.performance_said import World as SaidWorld
from server.services.performance_takes import PerformanceTakes
from server.services.performance_texts import Library, PerformanceTexts
from server.services.performance_tracks import PerformanceTracks
from server.services.performances import Performances, Rates, World
from server.services.played_words import PlayedWords
from server.services.recordings import Recordings
from server.services.transcription_queue import TranscriptionQueue
from server.services.vocabularies import Vocabularies


def recorded_of(  # noqa: PLR0917  (what it composes)
    store: PerformanceStores,
    recordings: Recordings,
    library: LibraryServices,
    scores: RatingStore,
    rates: Rates,
    hearing: tuple[TranscriptionQueue, Callable[[], Videos], bool],
    reading: tuple[DictionaryServices, int, Analyst],
    clock: Clock,
    entropy: Entropy,
    lock: AbstractContextManager[object] | None = None,
    news: News | None = None,
) -> Recorded:
    """Compose them.

    `hearing`: what writes down, what knows videos, and whether YouTube is used; `reading`: what
    knows words, the MIDI note of the lowest key, and who looks through what was played; `lock`: of
    all processes, where there are several; `news`: told of each change.
    """
    news = news or News()
    watched = WatchedPerformances(store, news)
    shelves = Library(library.documents, library.topics, library.suggesting, lock)
    texts = PerformanceTexts(watched, shelves)
    performances = Performances(
        World(
            watched,
            recordings,
            texts,
            library.topics,
            scores,
            WatchedRates(rates, news),
            clock,
            entropy,
        )
    )
    takes = PerformanceTakes(performances, watched, recordings, clock)
    said = PerformanceSaid(performances, watched, SaidWorld(recordings, *hearing))
    tracks = PerformanceTracks(performances, watched, recordings, takes, said)
    dictionary, lowest, analyst = reading
    vocabularies = Vocabularies(dictionary.dictionary, dictionary.shipped)
    found = AnalysesWorld(recordings, analyst, texts, vocabularies.language, lowest, clock)
    analyses = PerformanceAnalyses(performances, watched, found)
    remarks = PerformanceRemarks(performances, watched, clock)
    marked = MarksWorld(store, library.inquiries, performances, recordings, library.news, clock)
    marks = InquiryMarks(marked)
    recordings.when_whole(marks.arrived)
    played = PlayedWords(store)
    return Recorded(
        performances, tracks, takes, said, texts, analyses, remarks, marks, played, news
    )
