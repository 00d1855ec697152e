"""What the rest of an intake tells about one answer: who is who, the meetings to come, the year it speaks of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from generator.council import Synonyms
from generator.normalise.names import Names

_EXCEL = date(1899, 12, 30)
_MACINTOSH = date(1904, 1, 1)
_FIRST, _LAST = date(1930, 1, 1), date(2100, 1, 1)
"""Days on a plan lie between these; a number that stands for another day is no day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What may be spoken of in an answer."""

    names: Names
    synonyms: Synonyms
    counts_from_1904: bool = False
    about: date | None = None
    """A day the record surely speaks of, for days that are written without their year."""
    meetings: Mapping[str, date] | None = None
    """The day of the next meeting of each kind that is planned."""

    def day(self, number: float) -> date | None:
        """Return the day that Excel counts as this number; None when it can hardly be one."""
        zero = _MACINTOSH if self.counts_from_1904 else _EXCEL
        if not (_FIRST - zero).days <= number <= (_LAST - zero).days:
            return None
        return date.fromordinal(zero.toordinal() + int(number))
