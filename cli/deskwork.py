"""`digest`, `serve`, `run`, `demo`: what people read, and the service that keeps it fresh."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.output import note, print_json, print_table, print_text
from cli.state import State, now, state_of
from config.errors import MailError, UsageError

if TYPE_CHECKING:
    from datetime import datetime

    from desk.digest.form import Digest
    from desk.digest.mailing import SendResult
    from index.health import OutletHealth

Option = typer.Option


def register(app: typer.Typer) -> None:
    for command in (digest, serve, run, demo):
        app.command()(command)


def _health(state: State) -> list[OutletHealth]:
    from crawler.health import outlet_health

    return outlet_health(state.ledger, state.config.outlets, now())


def digest(
    context: typer.Context,
    week: Annotated[str | None, Option(help="ISO week such as 2026-W47; the last whole one by default.")] = None,
    to: Annotated[list[str] | None, Option(help="Address (repeatable); those of settings.toml by default.")] = None,
    out: Annotated[Path, Option(help="Folder for the .html, .txt and .eml.")] = Path("digest"),
    send: Annotated[bool, Option("--send", help="Send by SMTP (PANTAU_SMTP, PANTAU_MAIL_FROM).")] = False,
    dry_run: Annotated[bool, Option("--dry-run", help="Only say who would get a mail and who not, and why.")] = False,
    again: Annotated[
        bool, Option("--again", help="Also to addresses that refused it, or whose mail may or may not have gone out.")
    ] = False,
    outlets: Annotated[Path | None, Option(help="An outlet file in place of the folder's.")] = None,
    json: Annotated[bool, Option("--json", help="What was written or sent, as JSON.")] = False,
) -> None:
    """The weekly digest; the same week never goes to the same address twice."""
    from desk.digest.building import build_digest
    from desk.digest.mailing import foresee, write_digest
    from desk.digest.week import begun, last_whole_week, over, parse_week

    state = state_of(context)
    state.outlets_file = outlets
    moment = now().astimezone(state.zone)
    chosen = parse_week(week) if week else last_whole_week(moment)
    begun(chosen, moment)
    addresses = tuple(to or state.config.settings.digest.to)
    sender = state.secrets.mail_from or f"pantau <{state.config.settings.crawl.contact}>"
    if send or dry_run:
        over(chosen, moment)
        if not addresses:
            raise UsageError(
                "nobody to send to", on="digest --send", todo="name --to ADDRESS or [digest] to in settings.toml"
            )
    if send and not dry_run and not state.secrets.smtp:
        raise UsageError(
            "no mail server", on="digest --send", allowed="PANTAU_SMTP=smtp://user:password@host:587 or smtps://…"
        )
    state.make_data_dir()
    if dry_run:
        _tell(foresee(chosen, addresses, state.data_dir, again=again), f"Digest {chosen}, dry run", json=json)
        return
    made = build_digest(state.index, state.config, _health(state), chosen, moment)
    if send:
        _send(state, made, addresses, sender, moment, again=again, json=json)
        return
    paths = write_digest(made, out, to=addresses, sender=sender)
    if json:
        print_json({"week": str(chosen), "files": [str(p) for p in paths]})
    else:
        for path in paths:
            print_text(str(path))


def _send(
    state: State, made: Digest, addresses: tuple[str, ...], sender: str, moment: datetime, *, again: bool, json: bool
) -> None:
    from desk.digest.deliveries import Deliveries
    from desk.digest.mailing import asked_to_stop, send_digest

    with Deliveries(state.data_dir) as deliveries, asked_to_stop() as stop:
        results = send_digest(
            made, addresses, smtp_url=state.secrets.smtp or "", sender=sender, deliveries=deliveries, now=moment,
            again=again, stop=stop,
        )  # fmt: skip
    _tell(results, f"Digest {made.week}", json=json)
    failed = [r.address for r in results if r.fate == "failed"]
    undecided = [r.address for r in results if r.fate in ("refused", "unknown")]
    if failed:
        raise MailError("not every mail went out", on=", ".join(failed), todo="the same command tries these again")
    if undecided:
        raise MailError(
            "not every mail went out for certain", on=", ".join(undecided), todo="--again tries these once more"
        )


def _tell(results: list[SendResult], title: str, *, json: bool) -> None:
    if json:
        for result in results:
            print_json(result)
    else:
        print_table(("address", "fate", "detail"), [(r.address, r.fate, r.detail) for r in results], title=title)


def serve(
    context: typer.Context,
    host: Annotated[str, Option(help="Loopback only: the pages have no accounts yet.")] = "127.0.0.1",
    port: Annotated[int, Option(min=1, max=65535)] = 8000,
) -> None:
    """The web pages and the JSON API."""
    from desk.web.app import create_app
    from desk.web.serving import check_address
    from desk.web.serving import serve as serve_app

    state = state_of(context)
    check_address(host)
    app = create_app(state.index, state.config, health=lambda: _health(state), now=now)
    note(f"pantau: http://{host}:{port}/  (Ctrl-C ends it)")
    serve_app(app, host, port)


def run(
    context: typer.Context,
    outlets: Annotated[Path | None, Option(help="An outlet file in place of the folder's.")] = None,
) -> None:
    """The long-running service: crawls and digests on their schedule, until SIGTERM."""
    from desk.service.running import run_service

    state = state_of(context)
    state.outlets_file = outlets
    state.make_data_dir()
    raise typer.Exit(
        run_service(
            state.config, state.data_dir, config_dir=state.config_dir, outlets_file=outlets,
            sends=bool(state.secrets.smtp), interval_of=lambda key: state.ledger.interval(key),
        )
    )  # fmt: skip


def demo(
    context: typer.Context,
    port: Annotated[int | None, Option(help="First port of the made-up outlets; free ones by default.")] = None,
    keep: Annotated[bool, Option("--keep", help="Go on with the data of an earlier demo.")] = False,
) -> None:
    """The whole thing on made-up outlets that the project ships, served on loopback; needs no network."""
    from demo.run import run_demo

    parent = context.find_root().get_parameter_source("data")
    state = state_of(context)
    data = state.data_dir if parent is not None and parent.name != "DEFAULT" else Path("demo-data")
    raise typer.Exit(run_demo(port=port, data_dir=data, keep=keep))
