"""Every error that Dateline raises, with its cause and its cure.

An error says three things in one line: what went wrong, where, and how to mend it. The command
line prints that line and exits with `exit_code`: 2 for misuse, 1 for input that failed.
"""

from __future__ import annotations


class DatelineError(Exception):
    """Base of all errors. `what` happened `where`, and the `cure`; `code` never changes."""

    code = "D000"
    exit_code = 1

    def __init__(self, what: str, *, where: str | None = None, cure: str | None = None) -> None:
        self.what = what
        self.where = where
        self.cure = cure
        place = f"{where}: " if where else ""
        mend = f" ({cure})" if cure else ""
        super().__init__(f"{place}{what}{mend}")


class UsageError(DatelineError):
    """The call itself is wrong: an option's value, a date that cannot be read."""

    code = "D001"
    exit_code = 2


class SourceNotFound(DatelineError):
    """A file, folder or pattern that does not exist or matches nothing."""

    code = "D101"
    exit_code = 2


class UnreadableSource(DatelineError):
    """A source that cannot be opened: no permission, or a broken file system."""

    code = "D102"


class EmptyPage(DatelineError):
    """A page without a single character."""

    code = "D103"


class BinaryPage(DatelineError):
    """Bytes that are no text: an image, a PDF, an archive."""

    code = "D104"


class PageTooLarge(DatelineError):
    """A page over the size limit of `dateline.limits`."""

    code = "D105"


class PageTooDeep(DatelineError):
    """HTML nested deeper than any real page."""

    code = "D106"


class NoArticle(DatelineError):
    """A page that holds no article: a front page, a form, a list of links."""

    code = "D107"


class UnreadLanguage(DatelineError):
    """A page in a language that Dateline does not read."""

    code = "D108"


class PageTooSlow(DatelineError):
    """A page that a worker could not read within the time limit of `dateline.limits`."""

    code = "D121"


class WorkerDied(DatelineError):
    """A page on which two workers died: killed, or without memory."""

    code = "D122"


class NotFetched(DatelineError):
    """An address that was asked for in vain: no such host, no answer, an error of the server.

    `passing` says that it may go better another time, `status` what the server answered.
    """

    code = "D109"

    def __init__(
        self,
        what: str,
        *,
        where: str | None = None,
        cure: str | None = None,
        passing: bool = True,
        status: int | None = None,
    ) -> None:
        super().__init__(what, where=where, cure=cure)
        self.passing = passing
        self.status = status


class FetchRefused(DatelineError):
    """An address that Dateline does not ask for: robots.txt forbids it, or it leads to a private
    address or in a circle."""

    code = "D110"


class TableError(DatelineError):
    """A row of a lexicon or knowledge table that cannot be used: file, row, cause and cure."""

    code = "D201"
    exit_code = 2


class ModelFileError(DatelineError):
    """A model of the user's own that cannot be used: no model at all, or made for other types."""

    code = "D202"
    exit_code = 2

    def __init__(self, what: str, *, where: str | None = None, cure: str | None = None) -> None:
        make = "make it with dateline train, or take the file away to read with Dateline's model"
        super().__init__(what, where=where, cure=cure or make)


class DeskError(DatelineError):
    """A desk that cannot be opened or written: no such file, no permission, a full disk."""

    code = "D401"
    exit_code = 2


class DeskBusy(DeskError):
    """Another program has the desk open; one at a time may write, and none may read meanwhile."""

    code = "D402"


class DeskTooNew(DeskError):
    """The desk was written by a newer version of Dateline."""

    code = "D403"


class NotADesk(DeskError):
    """A file that is no desk: other data, another database, or a damaged file."""

    code = "D404"


class ExportError(DatelineError):
    """An export that cannot be made: a folder that is not empty, two rows with one number."""

    code = "D501"


class NothingToShow(DatelineError):
    """A series, a network or a chart of no event: the filters let none through."""

    code = "D502"


class NotServed(DatelineError):
    """The desk cannot be served so: an address that others could reach, a port that is taken."""

    code = "D601"
    exit_code = 2


class TookTooLong(DatelineError):
    """A question to the desk that was stopped because it took longer than its limit."""

    code = "D602"


class PeopleError(DatelineError):
    """The file with what people wrote cannot be opened or written."""

    code = "D603"


class InternalFault(DatelineError):
    """A fault of Dateline's own, met while reading one page; the other pages are still read."""

    code = "D901"


class MissingModel(DatelineError):
    """No English pipeline is installed."""

    code = "D301"
    exit_code = 2


class WorkersFailed(DatelineError):
    """The processes that are to read cannot start, or read with other tables."""

    code = "D311"
    exit_code = 2


class MissingExtra(DatelineError):
    """A command whose further packages are not installed: `pip install 'dateline[…]'`."""

    code = "D302"
    exit_code = 2
