"""Puts the commands together and turns every error into one line and an exit status."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer
from typer.exceptions import TyperException

from cli import crawling, deskwork, events, pickups, reading, searching, stories, upkeep
from cli.state import State
from config.errors import ConfigError, PantauError, StoppedError

app = typer.Typer(
    name="pantau",
    help="A press monitor for public service in Bali: crawls regional news, cleans and tags it, makes it searchable.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _default_config() -> Path:
    """The project's config/: beside the installed packages, or below the working folder."""
    from config.loader import SHIPPED

    return SHIPPED


@app.callback()
def common(
    context: typer.Context,
    config: Annotated[
        Path | None, typer.Option(envvar="PANTAU_CONFIG", help="Folder of the TOML files.", show_default="config/")
    ] = None,
    data: Annotated[
        Path, typer.Option(envvar="PANTAU_DATA", help="Folder of ledger, snapshots and embedded index.")
    ] = Path("data"),
) -> None:
    state = State(config_dir=config or _default_config(), data_dir=data)
    context.obj = state
    context.call_on_close(state.close)


for group in (crawling, reading, searching, pickups, stories, events, deskwork, upkeep):
    group.register(app)


def run(arguments: list[str] | None = None) -> None:
    """The entry point: exit 0 done, 1 could not be done, 2 wrong usage or configuration."""
    sys.exit(_exit_status(arguments))


def _exit_status(arguments: list[str] | None) -> int:
    try:
        outcome = app(args=arguments, standalone_mode=False)
        sys.stdout.flush()
        if outcome == StoppedError.exit_code:  # what typer makes of Ctrl-C
            raise KeyboardInterrupt
    except ConfigError as error:
        sys.stderr.write("".join(f"pantau: {line}\n" for line in error.mistakes))
        return error.exit_code
    except PantauError as error:
        sys.stderr.write(f"pantau: {' '.join(str(error).split())}\n")
        return error.exit_code
    except typer.Exit as error:
        return error.exit_code
    except (typer.Abort, KeyboardInterrupt):
        sys.stderr.write("pantau: interrupted; nothing is lost, the next run goes on\n")
        return StoppedError.exit_code
    except TyperException as error:
        return _usage(error)
    except BrokenPipeError:
        # The reader (head, less) has gone: that is its right.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if os.environ.get("PANTAU_DEBUG"):
            raise
        sys.stderr.write(
            f"pantau: a fault of ours, not of yours: {type(error).__name__}: {error}; PANTAU_DEBUG=1 shows where\n"
        )
        return 1
    return outcome if isinstance(outcome, int) else 0


def _usage(error: TyperException) -> int:
    """Wrong usage in one line; called without arguments, the help."""
    context = getattr(error, "ctx", None)
    message = str(getattr(error, "message", error))
    if type(error).__name__ == "NoArgsIsHelpError":
        sys.stderr.write(message + "\n")
        return 2
    format_message = getattr(error, "format_message", None)
    told = " ".join((format_message() if format_message else message).split())
    sys.stderr.write(f"pantau: {told}; see `{context.command_path if context else 'pantau'} --help`\n")
    return int(getattr(error, "exit_code", 2))


if __name__ == "__main__":
    run()
