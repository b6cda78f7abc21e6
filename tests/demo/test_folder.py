"""The demo's data folder: its own is made anew or kept, anybody else's is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from config.errors import UsageError
from config.loader import load_config
from demo.articles import Press
from demo.folder import MARKER, FolderError, own_folder
from demo.serving import Serving


def test_a_new_folder_is_made_and_marked(tmp_path: Path) -> None:
    with own_folder(tmp_path / "below" / "demo", keep=False) as folder:
        assert folder.ports is None
    assert (tmp_path / "below" / "demo" / MARKER).exists()


def test_its_own_is_emptied_unless_kept(tmp_path: Path, press: Press) -> None:
    path = tmp_path / "demo"
    with own_folder(path, keep=False) as folder, Serving(press) as serving:
        folder.configure(list(serving.sites.values()))
        ports = serving.ports
    (path / "snapshots").mkdir()
    (path / "snapshots" / "one.warc.gz").write_bytes(b"x")
    with own_folder(path, keep=True) as folder:
        assert folder.ports == ports
        assert (path / "snapshots" / "one.warc.gz").exists()
    with own_folder(path, keep=False) as folder:
        assert folder.ports is None
        assert [entry.name for entry in path.iterdir()] == [MARKER]


def test_a_folder_of_anybody_else_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    for keep in (False, True):
        with pytest.raises(UsageError, match=r"this is no demo folder .*nothing in it was touched"), own_folder(tmp_path, keep=keep):  # fmt: skip
            pass
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("thesis.txt", "years of work")]


def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "thesis.txt").write_text("years of work")
    path = tmp_path / "demo"
    with own_folder(path, keep=False):
        (path / "link").symlink_to(tmp_path / "elsewhere")
    with own_folder(path, keep=False):
        assert not (path / "link").exists()
    assert (tmp_path / "elsewhere" / "thesis.txt").exists()


def test_a_folder_that_cannot_be_made_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(FolderError, match=r"can't be used: Not a directory; on .*name another with --data"), own_folder(tmp_path / "file" / "demo", keep=False):  # fmt: skip
        pass
    with pytest.raises(UsageError, match="no demo folder"), own_folder(tmp_path / "file", keep=False):
        pass


def test_two_demos_do_not_share_a_folder(tmp_path: Path) -> None:
    with own_folder(tmp_path / "demo", keep=False):
        (tmp_path / "demo" / "index").write_text("x")
        with pytest.raises(FolderError, match="another demo is at work there"), own_folder(tmp_path / "demo", keep=False):  # fmt: skip
            pass
        assert (tmp_path / "demo" / "index").exists()


def test_a_marker_cut_off_is_as_none(tmp_path: Path) -> None:
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo" / MARKER).write_text('{"made_by": "pan')
    with own_folder(tmp_path / "demo", keep=True) as folder:
        assert folder.ports is None


def test_the_configuration_names_the_demos_outlets_only(tmp_path: Path, press: Press) -> None:
    with own_folder(tmp_path / "demo", keep=False) as folder, Serving(press) as serving:
        folder.configure(list(serving.sites.values()))
        homes = {key: f"{site.home}/" for key, site in serving.sites.items()}
    config = load_config(folder.config)
    assert {key: outlet.home for key, outlet in config.outlets.items()} == homes
    # Key, name and home: all else is found by the crawler, but for whose press releases they are.
    known = {"key", "name", "home", "allow_private"}
    assert all(o.model_fields_set - {"releases"} == known for o in config.outlets.values())
    assert [o.key for o in config.outlets.values() if o.releases] == ["siaranlayanan"]
    assert config.settings.index is None
    assert len(config.gazetteer.persons) == len(load_config().gazetteer.persons)
