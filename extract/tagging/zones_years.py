"""The year that a rating is of: the assessment's, never the article's and never a law's."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from config.ratings import RatingWords
from extract.tagging.records import Source
from extract.tagging.zones_told import YearTold, years_told

_ASSESSED = re.compile(
    r"\b(?:survei|survey|disurvei|dinilai|penilaian|kepatuhan|predikat|hasil|rapor|raport|opini|nilai|pelayanan publik|layanan publik|sertifikat|zona|observasi|penganugerahan)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_ASSESSED_CLOSE = re.compile(
    r"\b(?:survei|survey|penilaian|kepatuhan|predikat|hasil|rapor|raport|opini|sertifikat|observasi)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"(?<![\d/])20[0-3]\d(?:\s*,\s*20[0-3]\d)*\s*(?:,\s*)?(?:dan|serta|maupun|lalu|&)\s+(?:tahun\s+)?20[0-3]\d(?![\d/])"
    r"|(?<![\d/])20[0-3]\d(?:\)\s*(?:,|dan|serta)\s*\d{2}[.,]\d+\s*\(20[0-3]\d)+"
    r"|(?P<range>(?<![\d/])20[0-3]\d\s*(?:sampai|hingga|–)\s*(?:tahun\s+)?20[0-3]\d(?![\d/]))"
)
# What came of it: a year told of the rating before is not this one's.
_NOW = re.compile(
    r"\b(?:kini|sekarang|lalu|kemudian|akhirnya|naik|turun|melompat|melonjak|meloncat|melorot|merosot|berubah|berbalik|berganti|beranjak|menjadi|langsung|resmi)\b",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\w+(?:\s+tua)?\s*[,;]\s*\d{4}\)")
_OF = re.compile(
    r"\w+(?:\s+tua)?[\s\"'”’)]{0,3}\s*(?:pada|untuk|di|dalam|tahun)\s+(?:penilaian\s+)?(?:tahun\s+)?", re.IGNORECASE
)
# "zona kuning yang disandang setahun sebelumnya": of that rating alone
_ATTACHED = re.compile(
    r"\w+(?:\s+tua)?[\s\"'”’)]{0,3}\s*yang\s+(?:\w+\s+){1,3}?(?:(?:pada|untuk|di|selama)\s+)?(?:tahun\s+|penilaian\s+)*",
    re.IGNORECASE,
)
# "tahun lalu, saat X tertinggal dengan warna kuning": the year right before its clause
_WHILE = re.compile(
    r"\W{0,3}(?:saat|ketika|sewaktu|tatkala|kala|di\s+mana|waktu)\b(?:(?!,\s)[^;]){0,80}", re.IGNORECASE
)
# "dari kuning pada 2021 ke hijau"
_ONWARD = re.compile(r"\W*(?:ke|menjadi|menuju)\s+(?:zona\s+|warna\s+)?", re.IGNORECASE)
_RISEN = re.compile(
    r"\b(?:dari\s+sebelumnya|dari\s+semula|melanjutkan|meneruskan|menyambung|naik|turun|meningkat|menanjak|menurun|bertambah|melonjak|melompat|merosot|beranjak|dibanding(?:kan)?|ketimbang)\b",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"\b(?:naik|turun|meningkat|menanjak|melonjak|bertambah|dibanding(?:kan)?|ketimbang|daripada|dari)\b[^,;.]{0,20}\d{2}[.,]\d{1,2}[^,;.]{0,20}$"
    r"|\b(?:dibanding(?:kan)?|ketimbang|daripada)\s+(?:(?:hasil|tahun|penilaian|survei|capaian|nilai|perolehan)\s+)*$",
    re.IGNORECASE,
)
# "Klungkung yang dua tahun lalu belum apa-apa, kini …"
_BY_NOW = re.compile(r",\s+(?:kini|sekarang|saat\s+ini|akhirnya)\b", re.IGNORECASE)
_GOING_ON = re.compile(
    r"\b(?:disurvei|menyurvei|menilai|dinilai|jelang|menjelang|mengh?adapi|hadapi|sedang|berlangsung|mulai|dimulai|turun\s+ke)\b",
    re.IGNORECASE,
)
_INTERIM = re.compile(
    r"\b(?:hasil|gambaran|versi|data|penilaian|rapor|nilai|skor|catatan|peta|temuan)\s+sementara(?:nya)?\b",
    re.IGNORECASE,
)
FRESH = 30  # days in which any report on ratings is of the release
LEAD = 500  # characters of an article's beginning
UNKNOWN = 90  # days before a release in which nobody has its results
RELEASE_WINDOW = 183  # days in which a release is still reported


class Years:
    """The years that one article tells."""

    def __init__(self, source: Source, words: RatingWords, aimed: re.Pattern[str]) -> None:
        """`aimed`: words of wishing; a year behind one is aimed at, not assessed."""
        full = source.full
        self.published = source.published
        self.full = full
        self._releases, self._aimed = words.releases, aimed
        self._unassessed = frozenset(words.unassessed)
        self._assessed = {release.year for release in words.releases}
        weights: dict[int, float] = defaultdict(float)
        self.told: list[YearTold] = []
        for told, match in years_told(full, self.published):
            if told.year in self._unassessed and self.published and told.year < self.published.year:
                continue  # "setelah absen pada 2020"
            self.told.append(told)
            if told.year is not None and (match["year"] or match["word"] or match["later"]) and not told.since:
                self._weigh(weights, source, aimed, match, told.year)
        self._starts = [t.at for t in self.told]
        best = max(weights, key=lambda y: (weights[y], y)) if weights else None
        released = self._released(full, words)
        self.released = released
        fresh = released is not None and self.published is not None and released == self._released("", words)
        about = released is not None and (weights.get(released, 0) >= 1 or max(weights.values(), default=0) < 1)
        if best is None or about or (released is not None and released > best and (weights[best] < 3 or fresh)):
            self.default = released
        else:
            self.default = best
        if _INTERIM.search(full) and self.published and self.unknown(self.published.year):
            self.default = self.published.year
        elif self.default is not None and weights[self.default] < 0.5 and self.unknown(self.default):
            # nobody has results yet of what is only being assessed
            self.default = max((y for y in self._assessed if y < self.default), default=None)
        self.told = [self._settled(told) for told in self.told]

    def wished(self, start: int, end: int) -> bool:
        """Something is wished there."""
        return self._aimed.search(self.full, start, end) is not None

    def unknown(self, year: int) -> bool:
        """The year's results were made known long after the article."""
        if self.published is None:
            return False
        return any(r.year == year and (r.day - self.published).days > UNKNOWN for r in self._releases)

    def _settled(self, told: YearTold) -> YearTold:
        """ "Saat itu" keeps the year of what it takes up; "empat tahun silam" counts from the results told of, not from the
        article's day, where the text tells that year beside it."""
        if told.then and told.before:
            return replace(told, year=self.value(told, None), before=False)
        if not told.relative or told.year is None or self.published is None or self.published.month > 6:
            return told
        if self.published.year - told.year < 2:
            return told
        near = {t.year for t in self.between(told.at - 300, told.at + 300) if not t.relative}
        return replace(told, year=told.year - 1) if told.year - 1 in near and told.year not in near else told

    def _weigh(
        self,
        weights: dict[int, float],
        source: Source,
        aimed: re.Pattern[str],
        match: re.Match[str],
        year: int,
    ) -> None:
        """What the telling adds to the year's claim to be the article's assessment."""
        if self.published is not None and year > self.published.year:
            return
        full = self.full
        low = max(0, match.start() - 80)
        low = max(full.rfind(". ", low, match.start()), full.rfind("\n", low, match.start()), low)
        before = full[low : match.start()]
        after = re.split(r"[.\n]", full[match.end() : match.end() + 40], maxsplit=1)[0]
        if aimed.search(full, low, match.start()) or aimed.search(after):
            weights[year] += 0.2
            return
        if self._going_on(year, match.start(), match.end()):
            weights[year] += 0.2
            return
        # the year's results are known in its second half at the earliest
        early = self.published is not None and year == self.published.year and self.published.month <= 6
        if early:
            weights[year] += 0.3
            return
        # "dua tahun silam", and in the second half of a year "tahun lalu": looked back
        past = self.published.year - year if self.published and match["word"] else 0
        close = _ASSESSED_CLOSE.search(before) is not None
        if self.published and past > (0 if self.published.month > 6 and not close else 1):
            weights[year] += 0.2
            return
        # what the article is of stands in its headline or its first paragraphs
        weight = 3.0 if match.end() <= len(source.title) else 1.5 if match.end() <= len(source.title) + LEAD else 1.0
        weights[year] += weight + (2.0 if _ASSESSED.search(before) else 0.0)

    def _released(self, full: str, words: RatingWords) -> int | None:
        """The year whose results were made known just before the article, where it names the instrument itself."""
        if self.published is None:
            return None
        low = full.lower()
        named = any(t in low for i in words.instruments for t in i.told if " " in t)
        for release in reversed(words.releases):
            if 0 <= (self.published - release.day).days <= (RELEASE_WINDOW if named else FRESH):
                return release.year
        return None

    @property
    def coming(self) -> int | None:
        """The next assessment whose results are not known yet: what is wished for without a year is wished of it."""
        if self.published is None:
            return None
        year = self.published.year
        return year + 1 if any(r.year == year and r.day <= self.published for r in self._releases) else year

    @property
    def latest(self) -> int:
        """The year of the article, or else the last that it tells; a target lies in it or behind it."""
        return self.published.year if self.published else max((t.year or 0 for t in self.told), default=0)

    def listed(self, start: int, end: int, year: int) -> list[int]:
        """ "2017 dan 2018": the years told in one list with `year`, or it alone."""
        for match in _LIST.finditer(self.full, start, end):
            several = [int(y) for y in re.findall(r"\b20[0-3]\d\b", match[0])]
            if match["range"] and 0 < several[1] - several[0] < 8:
                several = list(range(several[0], several[1] + 1))
            if year in several:
                return several
        return [year]

    def between(self, start: int, end: int) -> list[YearTold]:
        at = bisect_left(self._starts, start)
        found = []
        while at < len(self.told) and self.told[at].at < end:
            found.append(self.told[at])
            at += 1
        return found

    def value(self, told: YearTold, anchor: int | None) -> int | None:
        """`anchor`: the assessment that "setahun sebelumnya" counts from."""
        if told.before:
            base = anchor if anchor is not None else self.default
            return base - told.back if base is not None and base - told.back not in self._unassessed else None
        return told.year

    def vague(self, start: int, end: int, at: int) -> bool:
        """ "… yang pada 2021 kuning meski tahun-tahun sebelumnya hijau": of no certain year."""
        told = self.between(start, end)
        vague = [t for t in told if t.year is None and not (t.before or t.ahead)]
        return bool(vague) and not any(t.at > vague[-1].at for t in told) and (vague[-1].at < at or len(told) == 1)

    def nearest(self, start: int, end: int, at: int, anchor: int | None, others: Sequence[int] = ()) -> int | None:
        """The year told in that stretch that is nearest to `at`, those before it first; `others`: where other ratings
        stand, which keep a year behind them for themselves."""
        told = self.between(start, end)
        if not told:
            return None
        full = self.full
        behind = any(t.at > at and not t.relative for t in told)
        for t in told:
            if (t.at > at and _ATTACHED.fullmatch(full[at : t.at])) or (
                t.at < at and not behind and _WHILE.fullmatch(full[t.end : at])
            ):
                earlier = [self.value(o, anchor) for o in told if o.at < t.at and not o.before]
                return self.value(t, earlier[-1] if earlier else anchor)
        told = [t for t in told if not any(o < t.at and _ATTACHED.fullmatch(full[o : t.at]) for o in others)]
        if self.vague(start, end, at):
            return None
        owned = [t for t in told if self._owned(t, at, others)]
        if owned:
            left = [t for t in told if t not in owned]
            if not left and any(_NOW.search(full[t.end : at]) or _ONWARD.fullmatch(full[t.end : at]) for t in owned):
                return self.after(max(t.year or 0 for t in owned))
            told = left or told
        # "X, yang setahun sebelumnya kuning, kini hijau": it is that other rating's
        told = [t for t in told if not (t.before and any(t.at < o < at for o in others))]
        # "94,18, naik dari 92,06 pada 2022, dan warnanya hijau": neither has the year that it rose from
        told = [t for t in told if not (t.at < at and ", " in self.full[t.end : at] and self.compared(t, start))]
        # "X yang dua tahun lalu belum apa-apa, kini hijau"
        past = [t for t in told if t.at < at and t.year is not None and _BY_NOW.search(full[t.end : at])]
        if past and len(past) == len(told):
            return self.after(max(t.year or 0 for t in past)) or self.value(past[-1], anchor)
        # "X, yang pada 2016 nomor tiga, harus puas dengan kuning": said of X alone
        told = [t for t in told if not (t.at < at and self._aside(t, start, at))]
        # "hijau, naik dari 96,62 (2023)": what it rose from has that year
        told = [t for t in told if t.at < at or not _RISEN.search(self.full[at : t.at])]
        if not told:
            return None
        close = [t for t in told if t.before and t.at < at and "," not in self.full[t.end : at] and at - t.end < 40]
        if close and not any(close[-1].at < t.at < at for t in told):
            others_told = [self.value(t, None) for t in told if not t.before and t.at < close[-1].at]
            return self.value(close[-1], others_told[-1] if others_told else anchor)
        explicit = [t for t in told if not t.before] or told
        # "setahun sebelumnya, tahun 2017": the number is the surer
        numbers = [t for t in explicit if not t.relative and t.year is not None] or explicit

        def cost(told: YearTold) -> int:
            low, high = sorted((told.at, at))
            between = sum(low < other < high for other in others)
            pause = 40 if ", " in self.full[low:high] else 0
            if told.at > at and _OF.fullmatch(self.full[at : told.at]):
                return 0  # "zona hijau pada 2024"
            if told.at > at and _BRACKETED.fullmatch(self.full[at : told.end + 1]):
                return 0  # "(zona hijau, 2023)"
            return (high - low) + (0 if told.at <= at else 40) + pause + 80 * between

        return self.value(min(numbers, key=cost), anchor)

    def _aside(self, told: YearTold, start: int, at: int) -> bool:
        opened = self.full.rfind(", yang ", start, told.at)
        return opened >= 0 and "," not in self.full[opened + 1 : told.at] and ", " in self.full[told.end : at]

    def compared(self, told: YearTold, start: int) -> bool:
        """A score with that year was only compared with."""
        return _COMPARED.search(self.full[max(start, told.at - 60) : told.at]) is not None

    def early(self, told: YearTold) -> bool:
        """ "Tahun ini" before there are results: of a wish, for nothing was assessed yet."""
        if self.published is None or told.year is None:
            return False
        return told.year >= self.published.year and (
            self.published.month <= 6 or self._going_on(told.year, told.at, told.end)
        )

    def _going_on(self, year: int, at: int, end: int) -> bool:
        """ "Tahun ini Ombudsman hanya menyurvei X": the assessment is spoken of and has no results yet."""
        low = max(self.full.rfind(". ", 0, at), self.full.rfind("\n", 0, at)) + 1
        behind = re.split(r"[.\n]", self.full[end : end + 60], maxsplit=1)[0]
        return self.unknown(year) and _GOING_ON.search(self.full[max(low, at - 80) : end] + behind) is not None

    def _owned(self, told: YearTold, at: int, others: Sequence[int]) -> bool:
        """The year stands with another rating before this one: "merah pada 2017", "pada 2017 masih merah"."""
        if told.at > at or told.year is None:
            return False
        for other in others:
            if other > at:
                continue
            low, high = sorted((told.at, other))
            if high - low > 40 or re.search(r"[,;:]", self.full[low:high]):
                continue
            if told.at > other or _NOW.search(self.full[other:at]):
                return True
        return False

    def assessed_before(self, year: int) -> int | None:
        """The assessment before that one, if it was the year before: there was none of 2015 and of 2020."""
        return year - 1 if year - 1 in self._assessed else None

    def after(self, year: int) -> int | None:
        """The article's assessment, where it is later than that year; else that of its own year, once it may be known."""
        late = self.published.year if self.published and self.published.month > 6 else None
        return next((y for y in (self.default, self.released, late) if y is not None and y > year), None)
