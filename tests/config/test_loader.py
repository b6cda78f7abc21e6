"""The configuration: what ships is right, and what an editor gets wrong is told, all of it."""

from __future__ import annotations

import pickle
import shutil
from datetime import date
from pathlib import Path

import pytest

from config.errors import ConfigError
from config.loader import FILES, SHIPPED, load_config, load_outlets
from config.outlets import Outlet


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in FILES:
        shutil.copy(SHIPPED / name, tmp_path / name)
    return tmp_path


def mistakes(folder: Path) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        load_config(folder)
    assert caught.value.exit_code == 2
    return caught.value.mistakes


def test_what_ships_loads_and_pickles() -> None:
    config = load_config()
    assert {"bisnisbali", "nusabali", "baliportalnews"} <= set(config.outlets)
    assert [r.kind for r in config.gazetteer.regencies].count("kabupaten") == 8
    assert [r.kind for r in config.gazetteer.regencies].count("kota") == 1
    assert sum(len(r.kecamatan) for r in config.gazetteer.regencies) == 57
    assert pickle.loads(pickle.dumps(config)) == config


def test_every_regency_has_a_head_at_any_day_since_2016() -> None:
    """Terms leave no unexplained hole: on these days each of the nine has a Bupati or Wali Kota, acting ones included."""
    gazetteer = load_config().gazetteer
    for day in (date(2017, 6, 1), date(2019, 6, 1), date(2022, 6, 1), date(2025, 6, 1)):
        for regency in gazetteer.regencies:
            if regency.kind == "provinsi":
                continue
            heads = [
                p.id
                for p in gazetteer.persons
                for t in p.terms
                if t.regency == regency.name and t.role in ("Bupati", "Wali Kota") and t.held_on(day)
            ]
            assert len(set(heads)) == 1, f"{regency.name} on {day}: {heads}"


def test_a_missing_folder_and_a_missing_file(tmp_path: Path, folder: Path) -> None:
    assert mistakes(tmp_path / "nowhere")[0].startswith(str(tmp_path / "nowhere"))
    (folder / "places.toml").unlink()
    (folder / "events.toml").unlink()
    found = mistakes(folder)
    assert len(found) == 2
    assert all("no such file" in line for line in found)


def test_five_mistakes_give_five_lines(folder: Path) -> None:
    (folder / "outlets.toml").write_text(
        """
[[outlet]]
key = "satu"
name = "Satu"
home = "satu.example"
[[outlet]]
key = "Dua Outlet"
name = "Dua"
home = "https://dua.example/"
[[outlet]]
key = "tiga"
name = "Tiga"
home = "https://tiga.example/"
feed = ["https://tiga.example/feed/"]
[[outlet]]
key = "empat"
home = "https://empat.example/"
[[outlet]]
key = "tiga"
name = "Tiga lagi"
home = "https://tiga.example/"
"""
    )
    found = mistakes(folder)
    assert len(found) == 5
    assert any("outlet[satu].home" in m and "'satu.example'" in m for m in found)
    assert any("did you mean 'feeds'" in m and "allowed:" in m for m in found)
    assert any("outlet[empat].name" in m and "required" in m for m in found)
    assert any("'tiga' occurs twice" in m for m in found)


def test_mistakes_of_several_files_come_together(folder: Path) -> None:
    (folder / "settings.toml").write_text("[crawl]\nworkers = -1\n")
    (folder / "events.toml").write_text("[[event]\n")
    (folder / "officials.toml").write_text(
        '[[person]]\nid = "x"\nname = "X"\n[[person.term]]\nrole = "Bupati"\nregency = "Banyuwangi"\nagency = "A"\n'
        "since = 2020-01-01\nuntil = 2019-01-01\n"
    )
    found = mistakes(folder)
    assert any(line.startswith("settings.toml: crawl.workers: -1") for line in found)
    assert any("events.toml" in line for line in found)
    assert any("is after until" in line for line in found)


def test_an_outlet_file_with_three_lines_is_enough(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text('[[outlet]]\nkey = "a"\nname = "A"\nhome = "https://a.example/"\n')
    assert load_outlets(file)["a"] == Outlet(key="a", name="A", home="https://a.example/")


def test_layouts_are_chosen_by_day() -> None:
    outlet = Outlet.model_validate(
        {
            "key": "a",
            "name": "A",
            "home": "https://a.example/",
            "layout": [{"body": "#old"}, {"since": date(2024, 1, 1), "body": "#new"}],
        }
    )
    old, new = outlet.layout_on(date(2023, 12, 31)), outlet.layout_on(date(2024, 1, 1))
    assert old is not None
    assert new is not None
    assert (old.body, new.body) == ("#old", "#new")
