"""docs/cli.md, made from the commands themselves: `python -m cli.reference` prints it, a test holds the file to it."""

from __future__ import annotations

import sys
from typing import Any

import typer

HEAD = """# The command

`pantau [--config DIR] [--data DIR] COMMAND`; every command has `--help`. Results go to stdout, progress and remarks to
stderr. Exit status: 0 done; 1 it could not be done (one line says what failed, on what, what to do); 2 wrong usage or
configuration (every mistake listed). This page is made by `python -m cli.reference > docs/cli.md`.
"""


def reference() -> str:
    """The page as Markdown."""
    from cli.main import app

    group: Any = typer.main.get_command(app)
    return "\n".join([HEAD, *_section(group, "pantau")])


def _section(group: Any, path: str) -> list[str]:
    lines: list[str] = []
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            lines += [f"## `{path} {name} …`\n", f"{_sentence(command.help)}\n", *_section(command, f"{path} {name}")]
            continue
        arguments = [p for p in command.params if p.param_type_name == "argument"]
        options = [p for p in command.params if p.param_type_name == "option" and p.name != "help"]
        shown = " ".join(f"[{_metavar(a)}]" if not a.required else _metavar(a) for a in arguments)
        lines.append(f"## `{path} {name}{' ' + shown if shown else ''}`\n")
        lines.append(f"{_sentence(command.help)}\n")
        told = [f"- `{_metavar(a)}`: {_sentence(a.help)}" for a in arguments if getattr(a, "help", None)]
        told += [
            f"- `{', '.join(o.opts)}{'' if o.is_flag else ' ' + _metavar(o)}`: {_sentence(o.help)}" for o in options
        ]
        lines += ["\n".join(told) + "\n"] if told else []
    return lines


def _metavar(parameter: Any) -> str:
    return str(parameter.metavar or parameter.name).upper() + (
        "…" if parameter.nargs == -1 or getattr(parameter, "multiple", False) else ""
    )


def _sentence(text: str | None) -> str:
    return " ".join((text or "").split())


if __name__ == "__main__":
    sys.stdout.write(reference())
