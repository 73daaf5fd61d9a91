"""What an answer of a model took, as one line of the log: never its text, never the question."""

from server.core.chat.models import End, Piece
from server.core.ports import Clock, Log


class AnswerMeter:
    """Watches one answer go by."""

    def __init__(self, model: str, clock: Clock) -> None:
        self._model, self._clock = model, clock
        self._began = clock()
        self._first: int | None = None
        self._pieces = 0
        self._end: End | None = None
        self.failed = False

    def came(self, piece: Piece | End) -> None:
        """Note a piece, or the end."""
        if isinstance(piece, End):
            self._end = piece
            return
        self._pieces += 1
        if self._first is None:
            self._first = self._clock()

    def tell(self, log: Log) -> None:
        """Write the line.

        It stopped by `stop`, `length`, `left` (who asked went) or `failed`.
        """
        now, end = self._clock(), self._end or End()
        first = None if self._first is None else self._first - self._began
        log.info(
            "model.answered",
            model=self._model,
            load_ms=end.load_ms,
            first_ms=first,
            ms=now - self._began,
            tokens_in=end.prompt_tokens,
            tokens_out=end.answer_tokens or self._pieces,
            per_second=self._pace(end, now),
            stopped=self._stopped(),
        )

    def _pace(self, end: End, now: int) -> float | None:
        """Give tokens a second: as the model timed itself, or from its first piece to now."""
        tokens = end.answer_tokens or self._pieces
        took = end.writing_ms or (now - self._first if self._first is not None else 0)
        return round(1000 * tokens / took, 1) if took else None

    def _stopped(self) -> str:
        if self._end is not None:
            return self._end.reason
        return "failed" if self.failed else "left"
