"""Tells who waits that a performance was changed, by whomever and from whichever page."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from server.core.performance_ports import PartStores
from server.core.taste.ratings import Rating, Thing
from server.core.users import User
from server.services.news import News
from server.services.performances import Rates

P = ParamSpec("P")
R = TypeVar("R")


class WatchedRates:
    """Rates performances, and tells of it."""

    def __init__(self, rates: Rates, news: News) -> None:
        self._rates, self._news = rates, news

    def rate(
        self, user: User, thing: Thing, value: int | None, version: int | None = None
    ) -> Rating:
        """Rate one, or take that back."""
        given = self._rates.rate(user, thing, value, version)
        self._news.tell()
        return given


class WatchedPerformances:
    """Keeps performances, and tells of changes that are seen, once they are kept."""

    def __init__(self, store: PartStores, news: News) -> None:
        self._news = news
        self.performance, self.performances = store.performance, store.performances
        self.with_video, self.whole, self.ids = store.with_video, store.whole, store.ids
        self.edits, self.note_search = store.edits, store.note_search
        self.held_elsewhere, self.holders = store.held_elsewhere, store.holders
        self.put_in_library = store.put_in_library
        self.take_scores, self.scored_takes = store.take_scores, store.scored_takes
        self.analyses, self.keep_analyses = store.analyses, store.keep_analyses
        self.played = store.played
        self.add_performance = self._told(store.add_performance)
        self.remove_performance = self._told(store.remove_performance)
        self.edit = self._told(store.edit)
        self.add_track = self._told(store.add_track)
        self.remove_track = self._told(store.remove_track)
        self.add_takes = self._told(store.add_takes)
        self.remove_takes = self._told(store.remove_takes)
        self.score_take = self._told(store.score_take)
        self.set_lines = self._told(store.set_lines)
        self.set_belongs = self._told(store.set_belongs)
        self.add_remark = self._told(store.add_remark)
        self.remove_remark = self._told(store.remove_remark)

    def _told(self, change: Callable[P, R]) -> Callable[P, R]:
        def told(*args: P.args, **kwargs: P.kwargs) -> R:
            given = change(*args, **kwargs)
            self._news.tell()
            return given

        return told
