"""The desk as a person meets it: in a browser, with the mouse, with the keyboard, on a phone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from selenium.webdriver import Chrome, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

from config.loader import Config
from tests.desk.browsing import CHROMIUM, DRIVER, chromium, served
from tests.desk.newsroom import HOSTILE, articles, desk_over, filled, pressed

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.xdist_group("browser"),
    pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="chromium and chromedriver are not installed"),
]
IDS = {article.title: article.id for article in articles()}
PAGES = ("/", "/?q=loket&regency=Tabanan", '/?q="', "/?q=zebra", f"/artikel/{IDS[HOSTILE]}", "/bimtek", "/bimtek?by=month",
         "/bimtek/Tabanan/2023", "/zona", "/siaran-pers", "/status", "/none")  # fmt: skip


@pytest.fixture(scope="module")
def home(config: Config, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    index = filled(tmp_path_factory.mktemp("browser"), pressed())
    with served(desk_over(index, config)) as address:
        yield address
    index.close()


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    with chromium(tmp_path_factory.mktemp("chromium")) as driver:
        yield driver


def width(browser: Chrome, pixels: int) -> None:
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": pixels, "height": 800, "deviceScaleFactor": 1, "mobile": pixels < 500},
    )


def wait_for_title(browser: Chrome, words: str) -> None:
    WebDriverWait(browser, 15).until(lambda b: words in b.title)


def test_from_a_search_to_an_article_and_its_marks(browser: Chrome, home: str) -> None:
    width(browser, 1280)
    browser.get(home)
    box = browser.find_element(By.ID, "q")
    box.send_keys("bimtek tabanan", Keys.ENTER)
    wait_for_title(browser, "bimtek tabanan")
    stories = browser.find_elements(By.CSS_SELECTOR, ".stories > li")
    assert len(stories) == 1, "three outlets, one story"
    assert [m.text.lower() for m in stories[0].find_elements(By.CSS_SELECTOR, "h3 mark")] == ["tabanan"]
    stories[0].find_element(By.LINK_TEXT, "Bisnis Bali").click()
    wait_for_title(browser, "Petugas Loket Tabanan")
    marks = browser.find_elements(By.CSS_SELECTOR, ".text mark.tag")
    told = {(m.get_attribute("class"), m.text) for m in marks}
    assert ("tag tag-official", "Wayan Contoh Pradana") in told
    assert ("tag tag-agency", "Pemerintah Kabupaten Tabanan") in told
    assert ("tag tag-place", "Tabanan") in told
    nested = browser.find_element(By.CSS_SELECTOR, ".tag-agency .tag-place")
    assert nested.text == "Tabanan", "a place within an agency's name is marked within it"
    event = browser.find_element(By.CSS_SELECTOR, ".text .tag-event")
    assert event.value_of_css_property("background-color") != "rgba(0, 0, 0, 0)", "the style sheet is allowed and there"


def test_a_tag_beside_the_text_leads_to_its_place(browser: Chrome, home: str) -> None:
    browser.get(f"{home}/artikel/{IDS['Petugas Loket Tabanan Ikuti Bimtek Pelayanan Publik']}")
    browser.find_element(By.CSS_SELECTOR, "aside").find_element(
        By.LINK_TEXT, "Ombudsman RI Perwakilan Provinsi Bali"
    ).click()
    target = browser.find_element(By.CSS_SELECTOR, "mark:target")
    assert target.text == "Ombudsman RI Perwakilan Provinsi Bali"


def test_marks_of_a_kind_can_be_put_out(browser: Chrome, home: str) -> None:
    browser.get(f"{home}/artikel/{IDS['Petugas Loket Tabanan Ikuti Bimtek Pelayanan Publik']}")
    mark = browser.find_element(By.CSS_SELECTOR, ".text .tag-official")
    lit = mark.value_of_css_property("background-color")
    browser.find_element(By.ID, "show-official").click()
    assert mark.value_of_css_property("background-color") != lit


def test_a_cell_of_the_coverage_table_leads_to_its_evidence(browser: Chrome, home: str) -> None:
    browser.get(f"{home}/bimtek")
    browser.find_element(By.CSS_SELECTOR, 'a[aria-label^="Tabanan, 2023: 1 acara"]').click()
    wait_for_title(browser, "Tabanan, 2023")
    (event,) = browser.find_elements(By.CSS_SELECTOR, ".evidence tbody tr")
    assert event.find_element(By.TAG_NAME, "th").text == "9 Mei 2023"
    assert "Ombudsman RI Perwakilan Provinsi Bali" in event.text
    event.find_element(By.LINK_TEXT, "Tabanan Latih Petugas Loket").click()
    wait_for_title(browser, "Tabanan Latih Petugas Loket")


def test_all_by_keyboard(browser: Chrome, home: str) -> None:
    """The skip link comes first and shows; the whole way from a search to an article without a mouse."""
    width(browser, 1280)
    browser.get(home)
    browser.find_element(By.TAG_NAME, "body").send_keys(Keys.TAB)
    skip = browser.switch_to.active_element
    assert skip.get_attribute("class") == "skip"
    assert skip.location["x"] >= 0, "it shows while it has the focus"
    skip.send_keys(Keys.ENTER)
    browser.switch_to.active_element.send_keys(Keys.TAB)
    box = browser.switch_to.active_element
    assert box.get_attribute("id") == "q", "the search box is the first thing in the content"
    box.send_keys("gianyar hijau", Keys.ENTER)
    wait_for_title(browser, "gianyar hijau")
    for _ in range(30):
        browser.switch_to.active_element.send_keys(Keys.TAB)
        if browser.switch_to.active_element.text == "Gianyar Masuk Zona Hijau":
            break
    browser.switch_to.active_element.send_keys(Keys.ENTER)
    wait_for_title(browser, "Gianyar Masuk Zona Hijau")


@pytest.mark.parametrize("pixels", [360, 1280])
def test_no_page_is_wider_than_the_screen(browser: Chrome, home: str, pixels: int) -> None:
    width(browser, pixels)
    for address in PAGES:
        browser.get(home + address)
        wide = browser.execute_script("return document.documentElement.scrollWidth")
        assert wide <= pixels, address


# Text and ground of every element that shows text of its own; grounds are taken from the nearest element that has one.
CONTRAST = """
const lum = c => { const [r, g, b] = c.match(/[\\d.]+/g).slice(0, 3).map(v => { v /= 255; return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4 });
  return .2126 * r + .7152 * g + .0722 * b };
const ground = e => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor; if (!c.endsWith(', 0)')) return c } return 'rgb(255, 255, 255)' };
const out = [];
for (const e of document.querySelectorAll('body *')) {
  if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) || !e.getClientRects().length || e.closest('svg, .sr, .skip, option')) continue;
  const a = lum(getComputedStyle(e).color), b = lum(ground(e)), ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
  if (ratio < 4.5) out.push(e.tagName + '.' + e.className + ' ' + ratio.toFixed(2) + ' ' + e.textContent.trim().slice(0, 30));
}
return out;
"""


@pytest.mark.parametrize("address", [*PAGES, f"/artikel/{IDS['Petugas Loket Tabanan Ikuti Bimtek Pelayanan Publik']}"])
def test_text_stands_out_from_its_ground(browser: Chrome, home: str, address: str) -> None:
    """WCAG AA: 4.5 to 1, measured in the browser on what it really draws."""
    width(browser, 1280)
    browser.get(home + address)
    assert browser.execute_script(CONTRAST) == []


def test_nothing_hostile_runs_and_nothing_is_blocked(browser: Chrome, home: str) -> None:
    """No script of an article runs; our own style breaks no rule of our own policy."""
    browser.get_log("browser")
    for address in PAGES[:1] + PAGES[4:10]:
        browser.get(home + address)
    said = [entry["message"] for entry in browser.get_log("browser")]
    assert said == []
    assert browser.execute_script("return document.scripts.length") == 0
