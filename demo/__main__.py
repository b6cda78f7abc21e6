"""`python -m demo [PORT]`: serves the made-up outlets until Ctrl-C, to look at them or to point a crawl at them."""

from __future__ import annotations

import sys
import threading
from collections.abc import Sequence

from config.errors import PantauError
from demo.articles import load
from demo.serving import Serving


def main(arguments: Sequence[str]) -> int:
    if len(arguments) > 1 or not all(a.isdigit() for a in arguments):
        sys.stderr.write("usage: python -m demo [PORT]   the first of four ports; free ones by default\n")
        return 2
    press = load()
    ports = [int(arguments[0]) + n for n in range(len(press.outlets))] if arguments else None
    try:
        with Serving(press, ports) as serving:
            for site in serving.sites.values():
                sys.stdout.write(
                    f'[[outlet]]\nkey = "{site.outlet.key}"\nname = "{site.outlet.name}"\n'
                    f'home = "{site.home}/"\nallow_private = true\n'
                    + ("releases = true\n\n" if site.outlet.releases else "\n")
                )
            sys.stdout.flush()
            sys.stderr.write("the lines above are an outlet file; Ctrl-C ends the outlets\n")
            threading.Event().wait()
    except KeyboardInterrupt:
        return 130
    except PantauError as error:
        sys.stderr.write(f"pantau: {error}\n")
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
