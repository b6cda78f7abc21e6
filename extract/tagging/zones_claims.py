"""Who has which rating: the subjects and ratings of a sentence paired, clause by clause.

Officialese tells them in two orders: the subjects and then their rating ("Badung, Gianyar dan Tabanan masuk zona hijau,
sedangkan Bangli kuning"), or the rating and then its subjects ("Zona kuning dihuni Bangli dan Jembrana"). A clause that
begins with a subject is of the first order, else of the second; a group that is left over joins its neighbour.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extract.tagging.zones_compared import clinging, companions, held_by
from extract.tagging.zones_scores import SCORE
from extract.tagging.zones_subjects import Subject
from extract.tagging.zones_terms import Term

_CUT = re.compile(
    r"(?:,\s*)?\b(?:sedangkan|sementara(?:\s+itu)?|tetapi|tapi|namun|padahal|mengingat|meski(?:pun)?|walau(?:pun)?|karena|lantaran|sebab|disusul|diikuti|begitu\s+(?:pula|juga)|demikian\s+(?:pula|juga)|adapun|sehingga|setelah|kecuali|malah(?:an)?)\b|;(?![^()]*\))",
    re.IGNORECASE,
)
_LIKEWISE = re.compile(r"\W*(?:begitu|demikian)\s+(?:pula|juga)", re.IGNORECASE)
_LIST = re.compile(
    r"(?:\b(?:yaitu|yakni|ialah|adalah|antara\s+lain|di\s?antaranya|diantaranya|termasuk|salah\s+satunya|meliputi|terdiri|seperti|masing-masing)\b|:|\()\s*",
    re.IGNORECASE,
)
# "sisanya, yaitu X dan Y", "sisanya, X dan Y"
_NAMELY = re.compile(
    r"\s*(?:,|di\s+Bali)?\s*(?:(?:yaitu|yakni|ialah|adalah|:|\(|seperti|terdiri\s+dari|meliputi)\s*)?(?:,\s*)?(?:masing-masing\s+)?",
    re.IGNORECASE,
)
_JOINS = re.compile(
    r"^\W*(?:disusul|diikuti)\b|\b(?:begitu\s+(?:pula|juga)|demikian\s+(?:pula|juga)|hal\s+serupa|juga\s+(?:diraih|diterima|dialami))\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"(?<![\d.,/])(?:\d{1,3}|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas)\s+(?!kali\b|tahun\b)(?:[\w/]+\s+){0,2}?$",
    re.IGNORECASE,
)
# "jumlah zona merah tinggal belasan"
_NUMBERED = re.compile(
    r"\b(?:jumlah|sebanyak|banyaknya|persentase|penghuni|proporsi|porsi)(?:nya)?\s+(?:\w+\s+){0,3}$", re.IGNORECASE
)
_SO_MANY = re.compile(
    r"\s+(?:(?:kini|pun|masih|sudah|ada|tinggal|hanya|cuma|sebanyak|berjumlah|mencapai|tercatat|sekitar)\s+){1,3}(?:belasan|puluhan|ratusan|beberapa|\d{1,3}(?![\d.,])|(?:satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh)\s+(?:unit|OPD|SKPD|instansi|pemda|entitas|kantor))",
    re.IGNORECASE,
)
# "separuhnya harus sudah hijau"
_SHARED = re.compile(
    r"\b(?:separuh|setengah|sebagian(?:\s+besar)?|mayoritas|kebanyakan)(?:nya)?\b[^,;.]{0,30}$|\b(?:lebih|paling)\s+(?:banyak|sedikit)\s+(?:yang\s+)?$|\b(?:masih|cukup|sangat)\s+banyak\s+yang\s+[^,;.]{0,30}$",
    re.IGNORECASE,
)
_YANG = re.compile(r"\s*yang\s+(?:\w+\s+){0,3}", re.IGNORECASE)
# "kecuali X", "di luar X", and "selain X" before a group ("selain X, semua kabupaten …"), not before another name.
_EXCEPT = re.compile(
    r"\b(?:(?P<but>kecuali|minus|di\s+luar|terkecuali)|selain|di\s+samping)\s+(?:\w+\s+)?$", re.IGNORECASE
)
_OF_THEM = re.compile(
    r"\b(?:\d{1,3}|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas|\w+\s+belas|beberapa|sebagian)\s+(?:\w+\s+)?(?:milik|kepunyaan|punya)\s+$",
    re.IGNORECASE,
)
_OFFICES = re.compile(r"\b(?:OPD|SKPD|unit|lokus|kantor|puskesmas|perangkat\s+daerah|dinas)\b", re.IGNORECASE)
_EACH = re.compile(r"\b(?:masing-masing|berturut-turut|secara berurutan)\b", re.IGNORECASE)
_TELLS = re.compile(
    r"(?:\s+(?-i:[A-Z])[\w.']*,?){0,6}?\s+(?:(?:juga|sendiri|pun|turut|ikut)\s+)?(?:(?:hadir|datang)\s+(?:langsung\s+)?(?:saat|ketika|tatkala|menyaksikan|melihat)|menyaksikan|mencatat|menyebut|mengumumkan|menilai|menempatkan|melaporkan|merinci|membeberkan|mengungkap|memastikan|menyatakan|mendampingi|membantu|membina|membimbing|mendorong|mengajak|menantang|mendesak)(?:kan)?\b",
    re.IGNORECASE,
)
_JOINT = re.compile(r"\s*(?:\([^)]{0,30}\)\s*)?(?:,|dan|serta|,\s*dan|,\s*serta|&|maupun)\s*", re.IGNORECASE)
_ATTRIBUTED = re.compile(
    r",\s*(?:kata|ujar|menurut|sebut|lanjut|ungkap|tutur|jelas|imbuh|tambah|terang|papar)\w*\s[^,]*,", re.IGNORECASE
)
_ELSEWHERE = re.compile(
    r",\s*(?:dan|lalu|kemudian|kalah|mengalahkan|mengungguli|melampaui|di\s+bawah|di\s+atas|menyusul|berbeda|jauh|sehingga)\b",
    re.IGNORECASE,
)
# Between a rating and whom it is told of.
_POINTING = re.compile(
    r"\b(?:di(?:huni|tempati|raih|isi|sandang|peroleh|dapat|terima|kantongi|duduki|beri|berikan|sematkan|serahkan|tujukan|miliki|pegang)\w*|milik|kepada|bagi|untuk|oleh|hanya|cuma|tinggal|ada|juga|bersama|beserta|termasuk)\b",
    re.IGNORECASE,
)
_FRONTED = re.compile(r"\b(?:dengan|lewat|berkat|setelah|sejak|usai)\b[^,;]*$", re.IGNORECASE)
_ENTERING = re.compile(r"\b(?:masuk|bergabung|naik|lolos|menyusul|hijau)nya\s+(?:[A-Z]\w+\s+)?$", re.IGNORECASE)
# "Dari sepuluh pemda yang hijau, X …"
_PAUSED = re.compile(r"(?:\s+(?:Ombudsman|pada|dalam|versi|tahun)\s[^,;.]{1,60})?,\s*")
_OUT_OF = re.compile(r"(?:^|\s[-–—]\s|[“\"])\W*(?:dari|di\s?antara)\s[^,;]*$", re.IGNORECASE)
# "Setelah menjadi kabupaten berzona hijau pada 2021, X …"
_AFTER = re.compile(r"(?:^|\s[-–—]\s|[“\"])\W*(?:setelah|usai|sesudah|sejak|sebagai)\s[^,;]*$", re.IGNORECASE)
_ONE_AFTER = re.compile(
    r"^(?:.{0,30}\s[-–—]\s)?\W*(?:setelah|usai|sesudah|sejak|sebagai)\s[^,;]*\bsatu\s[^,;]*$", re.IGNORECASE
)
_BORDER = re.compile(r"\b(?:sampai|hingga|di\s+atas|di\s+bawah|mulai)\s+\d{1,3}(?:[.,]\d+)?\s+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of the sentence with its elements; offsets into the sentence."""

    start: int
    end: int
    terms: tuple[Term, ...]
    subjects: tuple[Subject, ...]
    joins: bool  # its subjects share the rating of the clause before


def clauses(text: str, terms: Sequence[Term], subjects: Sequence[Subject]) -> list[Clause]:
    """The sentence cut at its conjunctions."""
    cuts = [0, *(m.start() for m in _CUT.finditer(text) if not _aside(text, m, terms, subjects)), len(text)]
    found = []
    for start, end in pairwise(cuts):
        if start == end:
            continue
        found.append(Clause(
            start, end,
            tuple(t for t in terms if start <= t.at < end),
            tuple(s for s in subjects if start <= s.start < end),
            bool(_JOINS.search(text[start : min(end, start + 60)])),
        ))  # fmt: skip
    return found


def _aside(text: str, cut: re.Match[str], terms: Sequence[Term], subjects: Sequence[Subject]) -> bool:
    """ "X, begitu pula Y, masuk zona hijau": one list, where nothing was told of X yet."""
    if not _LIKEWISE.fullmatch(cut[0]) or any(t.start < cut.start() for t in terms):
        return False
    return any(s.end <= cut.start() for s in subjects) and any(
        cut.end() <= s.start <= cut.end() + 20 and text[s.end : s.end + 1] == "," for s in subjects
    )


def pairs(text: str, clause: Clause) -> list[tuple[Term, list[Subject]]]:
    """Each rating of the clause with its subjects (none where the clause names nobody)."""
    strong = max((s.weight for s in clause.subjects), default=0)
    subjects = [
        s
        for s in clause.subjects
        if s.weight == strong or (strong == 2 and s.weight == 1 and _listed(text, s, clause.subjects))
    ]
    subjects = [_share(text, s, clause.terms) for s in _without_excepted(text, clause, subjects)]
    subjects = _opened(text, _told_by(text, clause, _widened(text, _unfolded(text, subjects, clause.terms))))
    if ordered := _in_order(text, clause, subjects):
        return ordered
    elements: list[tuple[int, Term | Subject]] = sorted(
        [*((t.start, t) for t in clause.terms), *((s.start, s) for s in subjects)], key=lambda e: e[0]
    )
    groups: list[list[Term | Subject]] = []
    for _, element in elements:
        if groups and type(groups[-1][0]) is type(element):
            groups[-1].append(element)
        else:
            groups.append([element])
    found: dict[int, tuple[Term, list[Subject]]] = {t.start: (t, []) for t in clause.terms}
    named = [i for i, g in enumerate(groups) if isinstance(g[0], Subject)]
    rated = [i for i, g in enumerate(groups) if isinstance(g[0], Term)]
    for index in rated:
        if not named:
            break
        first_named = named[0] < rated[0]
        wanted = index - 1 if first_named else index + 1
        if wanted not in named:
            wanted = max((i for i in named if i < index), default=named[0])
        for term in groups[index]:
            assert isinstance(term, Term)
            found[term.start][1].extend(s for s in groups[wanted] if isinstance(s, Subject))
    if named and rated and named[0] < rated[0] and named[-1] > rated[-1]:
        # subjects behind the last rating: only those of a list or told to share it
        tail = [s for s in groups[named[-1]] if isinstance(s, Subject)]
        between = text[_end(groups[rated[-1]]) : tail[0].start]
        if re.search(
            r"\b(?:bersama|ialah|adalah|termasuk|di\s?antaranya|begitu|demikian|juga|serta|seperti|yaitu|yakni|antara\s+lain|kepada|milik)\b",
            between,
        ) or between.rstrip().endswith(":"):
            named_ = _LIST.search(between) is not None
            last = [t for t in groups[rated[-1]] if isinstance(t, Term)]
            for term in last:
                if term.kind == last[-1].kind and term.rating != last[-1].rating:
                    continue  # "dari kuning ke hijau, sama seperti X": the last
                own = found[term.start][1]
                # "empat lainnya kuning, yakni A, B, C dan D"
                own[:] = [*(s for s in own if not (named_ and s.kind in ("count", "rest", "all"))), *tail]
    pool = [s for s in clause.subjects if s in subjects or s.kind in ("regency", "agency")]
    for term, own in found.values():
        if own and own[0].start > subjects[0].start and len(companions(text, own)) == len(own):
            own[:0] = trailing(text, [s for s in subjects if s.end <= own[0].start and s.kind != "count"])
        if several := held_by(text, term, pool) or clinging(text, term, pool):
            own[:] = several
        if all(s.kind == "count" for s in own) and (one := one_of_those(text, term, subjects)):
            own[:] = one
    return [found[key] for key in sorted(found)]


def one_of_those(text: str, term: Term, subjects: Sequence[Subject]) -> list[Subject]:
    """ "Dari sepuluh pemda yang hijau, X berada di urutan keempat": X is one of them."""
    behind = [s for s in subjects if s.start >= term.end]
    if not behind or behind[0].weight < 2 or behind[0].kind not in ("regency", "agency"):
        return []
    if not _PAUSED.fullmatch(text[term.end : behind[0].start]) or not (
        _OUT_OF.search(text[: term.start]) or _ONE_AFTER.search(text[: term.start])
    ):
        return []
    return leading(text, behind)


def fronted(text: str, term: Term, own: Sequence[Subject]) -> bool:
    """ "Setelah menjadi salah satu kabupaten berzona hijau pada 2021, X …": told of X."""
    return (
        _AFTER.search(text[: term.start]) is not None and _PAUSED.fullmatch(text[term.end : own[0].start]) is not None
    )


def apart(text: str, term: Term, own: Sequence[Subject]) -> bool:
    """ "… warna kuning, dan Bupati meminta seluruh OPD …": only told behind it, of something else."""
    if any(s.start < term.end for s in own):
        return False
    between = _ATTRIBUTED.sub(" ", text[term.end : own[0].start])
    return _ELSEWHERE.search(between) is not None and not _LIST.search(between) and not _POINTING.search(between)


def _without_excepted(text: str, clause: Clause, subjects: Sequence[Subject]) -> list[Subject]:
    """ "Sisanya, kecuali X, menyusul hijau", "selain X dan Y, semua kabupaten hijau": what is told behind is not theirs."""
    kept = list(subjects)
    for number, subject in enumerate(subjects):
        match = _EXCEPT.search(text[clause.start : subject.start])
        if not match:
            continue
        barred = leading(text, [s for s in subjects[number:] if s.kind in ("regency", "agency")])
        if not barred:
            continue
        behind = text[barred[-1].end : clause.end]
        following = next((s for s in subjects if s.start >= barred[-1].end), None)
        group = following is not None and following.kind not in ("regency", "agency")
        if _YANG.match(behind) or not any(t.start > barred[-1].end for t in clause.terms):
            continue
        if (match["but"] and behind.startswith(",")) or (group and not re.search(r"\bjuga\b", behind)):
            kept = [s for s in kept if s not in barred]
    return kept


def _told_by(text: str, clause: Clause, subjects: list[Subject]) -> list[Subject]:
    """ "Polda mencatat enam polres berzona hijau": who tells it is not the rated, where others follow."""
    first = min(t.start for t in clause.terms)
    return [
        s for s in subjects if not (_TELLS.match(text, s.end) and any(s.end < o.start < first for o in clause.subjects))
    ]


def _share(text: str, subject: Subject, terms: Sequence[Term]) -> Subject:
    """ "sebelas milik Pemkab X hijau": so many of its offices."""
    if (
        subject.kind == "regency"
        and _OF_THEM.search(text[: subject.start])
        and any(t.start > subject.end for t in terms)
    ):
        return replace(subject, kind="count")
    return subject


def of_crowd(text: str, term: Term, own: Sequence[Subject]) -> bool:
    """ "Dari 26 SKPD Pemkab X, 19 merah": so many offices, not the regency."""
    if not own or any(s.kind not in ("regency", "count") for s in own) or not counted(text, term):
        return False
    return _OFFICES.search(text[: term.start]) is not None


def _opened(text: str, subjects: list[Subject]) -> list[Subject]:
    """ "Perolehan unit Pemkab X: A 96 (hijau), B …": whose list it is, is not in it."""
    offices = [s for s in subjects if s.kind == "agency"]
    if not offices:
        return subjects
    owners = [s for s in subjects if s.kind == "regency" and s.end <= offices[0].start]
    if owners and text[owners[-1].end : offices[0].start].rstrip().endswith(":"):
        return [s for s in subjects if s not in owners]
    return subjects


def _widened(text: str, subjects: list[Subject]) -> list[Subject]:
    """ "Berkat X, semua kabupaten hijau": told of all, not of X."""
    wide = next((s for s in subjects if s.kind in ("all", "rest")), None)
    before = [s for s in subjects if wide and s.end <= wide.start and s.kind == "regency"]
    if not wide or not before or not text[before[-1].end : wide.start].startswith(","):
        return subjects
    if _ENTERING.search(text[: before[0].start]) and "pernah" not in text[wide.end :]:
        return subjects  # "dengan masuknya X, semua …": X and all
    if _JOINT.fullmatch(text[before[-1].end : wide.start]) and not _FRONTED.search(text[: before[0].start]):
        return subjects
    return [s for s in subjects if s not in before]


def listing(between: str) -> bool:
    """ "…, seperti X dan Y": what follows is told of."""
    return _LIST.search(between) is not None


def _in_order(text: str, clause: Clause, subjects: Sequence[Subject]) -> list[tuple[Term, list[Subject]]]:
    """ "A, B dan C masing-masing hijau, kuning dan merah": as many ratings as subjects, told in the same order."""
    if len(subjects) < 2 or len(subjects) != len(clause.terms):
        return []
    if any(not _JOINT.fullmatch(text[a.end : b.start]) for a, b in pairwise(clause.terms)) or not _EACH.search(
        text[clause.start : clause.end]
    ):
        return []
    return [(term, [subject]) for term, subject in zip(clause.terms, subjects, strict=True)]


def trailing(text: str, subjects: Sequence[Subject]) -> list[Subject]:
    """The last list among them: whom the next clause goes on about."""
    kept: list[Subject] = []
    for subject in reversed(subjects):
        if kept and subject.start != kept[-1].start and not _JOINT.fullmatch(text[subject.end : kept[-1].start]):
            break
        kept.append(subject)
    return kept[::-1]


def leading(text: str, subjects: Sequence[Subject]) -> list[Subject]:
    """The first list among them."""
    kept = list(subjects[:1])
    for subject in subjects[1:]:
        if subject.start != kept[-1].start and not _JOINT.fullmatch(text[kept[-1].end : subject.start]):
            break
        kept.append(subject)
    return kept


def _end(group: Sequence[Term | Subject]) -> int:
    return max(e.end for e in group)


def _listed(text: str, subject: Subject, others: Sequence[Subject]) -> bool:
    """It stands in a list with one that is named in full: "Pemkab Badung, Bupati Gianyar" is none, "dan" and commas are."""
    return any(
        o is not subject
        and o.weight == 2
        and re.fullmatch(
            r"\s*(?:,|dan|serta|,\s*dan|,\s*serta|&)\s*", text[min(o.end, subject.end) : max(o.start, subject.start)]
        )
        for o in others
    )


def _unfolded(text: str, subjects: list[Subject], terms: Sequence[Term]) -> list[Subject]:
    """ "tiga kabupaten, yaitu Bangli, Jembrana dan Buleleng": the named ones, not the number."""
    kept = []
    for number, subject in enumerate(subjects):
        following = next((s for s in subjects[number + 1 :] if s.kind in ("regency", "agency")), None)
        if subject.kind == "count" and following and _LIST.search(text[subject.end : following.start]):
            continue
        if (
            subject.kind in ("all", "rest", "units")
            and following
            and _NAMELY.fullmatch(text[subject.end : following.start])
        ):
            continue
        if (
            subject.kind == "count"
            and any(s.kind in ("regency", "agency") for s in subjects[:number])
            and _owned(text, subject, terms)
        ):
            continue
        kept.append(subject)
    return kept


def _owned(text: str, subject: Subject, terms: Sequence[Term]) -> bool:
    """ "Pemkab Bangli beserta lima OPD memperoleh …", "di Pemkab Tabanan ada 18 OPD, pada 2018 …": the rating is the regency's."""
    between_terms = [t for t in terms if t.start > subject.end]
    before = text[max(0, subject.start - 24) : subject.start]
    if not between_terms:
        return True
    return bool(
        re.search(r"\b(?:beserta|bersama|dengan|ada|dari|memiliki|punya|serta|dan)\s+$", before)
    ) and not re.search(r"\bdari\s+$", before)


def counted(text: str, term: Term) -> bool:
    """ "18 zona merah", "2 kuning": so many of them, nobody's."""
    before = text[max(0, term.start - 40) : term.start]
    if _NUMBERED.search(before) or _SO_MANY.match(text, term.end):
        return True
    if _BORDER.search(before) or SCORE.search(before[-24:]):
        return False
    return bool(_COUNTED.search(before) or _SHARED.search(before))
