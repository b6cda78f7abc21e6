"""Reads a page as strictly as a validator would: what is open is closed, and what is labelled has its label."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
# SVG elements that the pages close by themselves
SELF_CLOSED = {"line", "rect", "circle", "path"}


class Page(HTMLParser):
    """`faults` lists what is wrong; `links` the addresses, `ids` the elements' ids, `text` what is read."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.labels: list[str] = []
        self.fields: list[tuple[str, dict[str, str | None]]] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(html)
        self.close()
        self.faults += [f"<{name}> never closed" for name in self._open]
        self._check()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if len(found) < len(attrs):
            self.faults.append(f"<{tag}> has an attribute twice")
        self.elements.append((tag, found))
        if identity := found.get("id"):
            self.ids.append(identity)
        if tag == "a" and found.get("href"):
            self.links.append(found["href"] or "")
        if tag == "label" and found.get("for"):
            self.labels.append(found["for"] or "")
        if tag in ("input", "select", "textarea"):
            self.fields.append((tag, found))
            if "label" in self._open:
                self.labels.append(found.get("id") or "")
        if tag == "a" and "a" in self._open:
            self.faults.append("a link within a link")
        if tag not in VOID and tag not in SELF_CLOSED:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1] != tag:
            self.faults.append(f"</{tag}> closes {self._open[-1] if self._open else 'nothing'}")
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not self._open or self._open[-1] not in ("style", "script"):
            self.text += data

    def _check(self) -> None:
        self.faults += [f"id {i!r} twice" for i in {i for i in self.ids if self.ids.count(i) > 1}]
        for tag, found in self.fields:
            if found.get("type") != "hidden" and found.get("id") not in self.labels:
                self.faults.append(f"<{tag} name={found.get('name')}> has no label")
        names = [tag for tag, _ in self.elements]
        if names.count("h1") != 1:
            self.faults.append(f"{names.count('h1')} h1")
        if names.count("table") != names.count("caption"):
            self.faults.append("a table without a caption")
        for tag, found in self.elements:
            if tag == "th" and found.get("scope") not in ("row", "col"):
                self.faults.append("a th without scope")
            if tag == "img" and "alt" not in found:
                self.faults.append("an img without alt")
            if tag == "script" or "style" in found or any(name.startswith("on") for name in found):
                self.faults.append(f"<{tag}> with script or style: {found}")
            for name in ("aria-labelledby", "aria-describedby", "list", "for"):
                if (target := found.get(name)) and target not in self.ids:
                    self.faults.append(f"{name}={target!r} leads nowhere")
            if (href := found.get("href")) and href.startswith("#") and href[1:] not in self.ids:
                self.faults.append(f"link {href!r} leads nowhere")
