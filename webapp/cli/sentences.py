"""What goes wrong becomes one sentence on standard error and an exit code.

0: all was taken. 1: some was not. 2: a wrong call. 3: nothing could be done.
"""

import errno
import functools
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Final, NoReturn

import click
from sqlalchemy.exc import OperationalError

from converters import NotMarc
from converters.bibframe.local import LocalRulesError
from converters.holdings.toml_table import ProfileFault
from converters.scheduler import ClusterError
from store import StoreError
from webapp.settings import FILE, Settings, SettingsError, load_settings

SOME_REFUSED: Final = 1
NOTHING_DONE: Final = 3
#: What is raised with a sentence fit for the person at the screen.
FORESEEN: Final = (
    StoreError,
    SettingsError,
    NotMarc,
    LocalRulesError,
    ProfileFault,
    ClusterError,
)


def settings() -> Settings:
    """The settings in force for this command."""
    return load_settings(os.environ, Path(FILE))


def plainly[**P, R](command: Callable[P, R]) -> Callable[P, R]:
    """A command whose foreseeable failures end in a sentence, not in a traceback."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        signal.signal(signal.SIGTERM, _interrupted)
        try:
            try:
                return command(*args, **kwargs)
            finally:
                if sys.stdout:
                    sys.stdout.flush()
        except FORESEEN as error:
            stop(str(error))
        except OperationalError as error:
            stop(_database(error))
        except BrokenPipeError:
            # The reader of our output had enough (`catena query … | head`).
            _drop_output()
            sys.exit(0)
        except OSError as error:
            _drop_output()
            stop(_system(error))
        except KeyboardInterrupt:
            stop("Stopped. Nothing is half written; the same command takes up what is left.")

    return run


def _drop_output() -> None:
    """Python would try once more to write what is left, complain, and end with 120."""
    if sys.stdout:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _interrupted(_number: int, _frame: FrameType | None) -> NoReturn:
    """SIGTERM ends a command as Ctrl-C does: files closed, workers ended, a sentence said."""
    raise KeyboardInterrupt


def stop(sentence: str) -> NoReturn:
    """Says why nothing could be done, and ends."""
    click.echo(f"catena: {sentence}", err=True)
    sys.exit(NOTHING_DONE)


def _database(error: OperationalError) -> str:
    said = str(error.orig)
    if "full" in said:
        return _FULL
    if "locked" in said:
        return "The record log is locked by another program. Close it and try again."
    return f"The record log cannot be used: {said}."


def _system(error: OSError) -> str:
    if error.errno == errno.ENOSPC or "No space left" in str(error):
        return _FULL
    where = f"{error.filename}: " if error.filename else ""
    return f"{where}{error.strerror or error}."


_FULL: Final = "The disk is full. What is committed is safe; make room and try again."
