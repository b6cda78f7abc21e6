"""Which outlets the week can't vouch for: not crawled, silent, or with an alarm of the crawler's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from desk.digest.form import OutletItem
from desk.digest.week import Week
from desk.digest.wording import Wording
from desk.plain import one_line
from index.health import OutletHealth

_ORDER = {"uncrawled": 0, "silent": 1, "alarm": 2}


def outlet_items(
    health: Sequence[OutletHealth], read: Mapping[str, int], week: Week, moment: datetime, words: Wording
) -> tuple[OutletItem, ...]:
    """`read` counts the week's articles by outlet. An outlet last crawled before the week was over is not fully read."""
    over = datetime.combine(week.sunday + timedelta(days=1), datetime.min.time(), moment.tzinfo)
    items = []
    for record in health:
        name = one_line(record.name, 80) or record.outlet
        if record.last_crawl is None:
            items.append(OutletItem(name, "uncrawled", words.say("never_crawled")))
        elif record.last_crawl < min(over, moment - timedelta(days=1)):
            when = words.moment(record.last_crawl.astimezone(moment.tzinfo))
            items.append(OutletItem(name, "uncrawled", words.say("not_crawled_since", moment=when)))
        elif read.get(record.outlet, 0) == 0:
            items.append(OutletItem(name, "silent", words.say("silent")))
        elif record.alarms:
            items.append(OutletItem(name, "alarm", one_line("; ".join(record.alarms), 240)))
    return tuple(sorted(items, key=lambda i: (_ORDER[i.state], i.name.casefold())))
