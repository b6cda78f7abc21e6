"""Serves the pages on an address of this machine, until it is told to end."""

from __future__ import annotations

import ipaddress
import socket

from fastapi import FastAPI

from config.errors import UsageError


def check_address(host: str) -> None:
    """Raises UsageError for any host but loopback: the pages have no accounts, so no other machine may reach them."""
    try:
        loopback = ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        loopback = host.lower() == "localhost"
    if not loopback:
        raise UsageError(
            f"{host!r} is no loopback address, and the pages have no accounts yet", on="serve --host",
            allowed="127.0.0.1, ::1, localhost", todo="reach them from elsewhere through an SSH tunnel",
        )  # fmt: skip


def serve(app: FastAPI, host: str, port: int) -> None:
    """Blocks until SIGINT or SIGTERM. Raises UsageError where the port can't be had."""
    import uvicorn

    check_address(host)
    host = host.strip("[]")
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        raise UsageError(
            f"the address can't be served: {error.strerror}", on=f"{host}:{port}", todo="name another with --port"
        ) from error
    uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False, proxy_headers=False)
