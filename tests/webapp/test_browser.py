"""The way a reader goes, in a real browser against a running `catena demo`; screenshots are kept.

They are written to `tests/artefacts/`, to be looked at.
"""

import json
import os
import re
import signal
import subprocess
import sys
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from selenium.common.exceptions import WebDriverException
from selenium.webdriver import Chrome, ChromeOptions, Keys
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.expected_conditions import staleness_of
from selenium.webdriver.support.wait import WebDriverWait

CHROMIUM, DRIVER = Path("/usr/bin/chromium"), Path("/usr/bin/chromedriver")
ARTEFACTS = Path(__file__).parent.parent / "artefacts"
NARROW = 360
TALLEST = 3000
#: Alone with the site: any other host is unknown, and nothing is fetched behind the page's back.
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost",
    "--window-size=1280,900",
)


@pytest.fixture(scope="module", autouse=True)
def _browser_is_installed() -> None:
    missing = [str(file) for file in (CHROMIUM, DRIVER) if not file.exists()]
    if missing:
        sentence = f"{' and '.join(missing)} is not there: apt-get install chromium chromium-driver"
        if os.environ.get("CI") == "true":
            pytest.fail(sentence)
        pytest.skip(sentence)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[subprocess.Popen[str]]:
    """A `catena demo` of its own; it stops when it is told to."""
    folder = tmp_path_factory.mktemp("demo")
    environment = {name: value for name, value in os.environ.items() if "CATENA" not in name}
    environment["CATENA_HOME"] = str(folder)
    command = [sys.executable, "-m", "webapp.cli", "demo", "--host", "127.0.0.1", "--port", "0"]
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    with subprocess.Popen(command, cwd=folder, env=environment, text=True, **streams) as demo:
        try:
            yield demo
        finally:
            demo.send_signal(signal.SIGTERM)
            code = demo.wait(20)
    assert code == 0


@pytest.fixture(scope="module")
def site(demo: subprocess.Popen[str]) -> str:
    """The address it prints when its samples are loaded."""
    assert demo.stdout is not None
    said = []
    for line in demo.stdout:
        said.append(line)
        if address := re.search(r"http://localhost:\d+", line):
            return address[0]
    pytest.fail("catena demo ended: " + "".join(said))


@pytest.fixture(scope="module")
def chrome(demo: subprocess.Popen[str]) -> Iterator[Chrome]:
    """The browser, which starts while the samples are loaded."""
    options = ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for flag in FLAGS:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    chrome = Chrome(options=options, service=Service(str(DRIVER)))
    try:
        chrome.set_page_load_timeout(20)
        yield chrome
    finally:
        chrome.quit()


@pytest.fixture
def browser(chrome: Chrome, site: str) -> Iterator[Chrome]:
    """The browser on the home page; what it logged and fetched is judged after each test."""
    chrome.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    chrome.get(f"{site}/")
    yield chrome
    assert chrome.get_log("browser") == []
    requests = [
        event for event in _events(chrome) if event["method"] == "Network.requestWillBeSent"
    ]
    asked = [urlsplit(event["params"]["request"]["url"]) for event in requests]
    # The editor's style sheet has its pictures in itself.
    assert {url.netloc for url in asked if url.scheme != "data"} == {urlsplit(site).netloc}


def _events(chrome: Chrome) -> list[dict[str, Any]]:
    return [json.loads(entry["message"])["message"] for entry in chrome.get_log("performance")]


def find(browser: Chrome, selector: str) -> WebElement:
    return browser.find_element(By.CSS_SELECTOR, selector)


def follow(browser: Chrome, link: WebElement) -> None:
    """Clicks, and waits until the page is another one."""
    before = find(browser, "html")
    link.click()
    until_gone(browser, before)


def until_gone(browser: Chrome, page: WebElement) -> None:
    """Asked in the moment it is replaced, the driver may answer with an error of its own."""
    waiting = WebDriverWait(browser, 10, 0.02, ignored_exceptions=[WebDriverException])
    waiting.until(staleness_of(page))


def photograph(browser: Chrome, name: str) -> None:
    """The page from the top, beyond what fits the window."""
    ARTEFACTS.mkdir(exist_ok=True)
    size = browser.execute_cdp_cmd("Page.getLayoutMetrics", {})["cssContentSize"]
    clip = {
        "x": 0,
        "y": 0,
        "width": size["width"],
        "height": min(size["height"], TALLEST),
        "scale": 1,
    }
    shot = browser.execute_cdp_cmd(
        "Page.captureScreenshot", {"captureBeyondViewport": True, "clip": clip}
    )
    (ARTEFACTS / f"{name}.png").write_bytes(b64decode(shot["data"]))


def narrow(browser: Chrome) -> None:
    """A telephone's screen: the window itself cannot be made so narrow."""
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": NARROW, "height": 740, "deviceScaleFactor": 1, "mobile": True},
    )


def test_a_reader_goes_from_the_home_page_to_a_record_and_to_an_answer(browser: Chrome) -> None:
    photograph(browser, "1-home")
    find(browser, "#q").send_keys("红楼梦")
    follow(browser, find(browser, ".lookup button"))
    photograph(browser, "2-look-up")
    # Two editions and a volume: what was sent of one in MARC 21 and in CNMARC is one record.
    assert find(browser, ".count").text == "3 records."

    follow(browser, browser.find_element(By.LINK_TEXT, "红楼梦 Hong lou meng"))
    assert find(browser, "h1").text == "红楼梦"
    assert find(browser, ".romanised").text == "Hong lou meng"
    assert "曹雪芹" in find(browser, ".fields").text
    holdings = find(browser, "#holdings").text
    assert "清华大学图书馆" in holdings
    assert "I242.4" in holdings
    marc = find(browser, "#marc").text
    assert "245 10" in marc
    assert "紅樓夢" not in marc
    photograph(browser, "3-record")
    assert "THUCN002053" in find(browser, "#sources").text
    follow(browser, find(browser, "#editions .all a"))
    assert "The story of the stone" in find(browser, "#editions").text
    photograph(browser, "3-work")
    follow(browser, browser.find_element(By.LINK_TEXT, "红楼梦 Hong lou meng"))
    statements = find(browser, "#statements")
    assert "bf:mainTitle" not in statements.text
    find(browser, "#statements summary").click()
    assert "bf:mainTitle" in statements.text
    assert "zh-hani" in statements.text

    follow(browser, browser.find_element(By.LINK_TEXT, "SPARQL"))
    follow(browser, browser.find_element(By.LINK_TEXT, "Titles in two scripts"))
    assert "?romanised" in (find(browser, "#query").get_attribute("value") or "")
    photograph(browser, "4-sparql")
    follow(browser, find(browser, ".query button"))
    rows = browser.find_elements(By.CSS_SELECTOR, ".results tbody tr")
    assert len(rows) > 50
    assert find(browser, "#result").text == f"{len(rows)} rows"
    row = next(row for row in rows if "红楼梦" in row.text and "Hong lou meng" in row.text)
    photograph(browser, "5-result")
    follow(browser, row.find_element(By.CSS_SELECTOR, "a"))
    assert find(browser, "h1").text.startswith("红楼梦")


def test_a_cataloguer_goes_from_another_name_to_the_person_and_to_the_books(
    browser: Chrome,
) -> None:
    find(browser, "#q").send_keys("太史公")
    follow(browser, find(browser, ".lookup button"))
    photograph(browser, "7-names")
    follow(browser, find(browser, ".headings a.title"))
    assert find(browser, "h1").text.startswith("司马迁")
    assert "太史公" in find(browser, ".fields").text
    photograph(browser, "8-authority")
    follow(browser, browser.find_element(By.LINK_TEXT, "Look up what is by this name"))
    titles = [title.text for title in browser.find_elements(By.CSS_SELECTOR, ".records a.title")]
    assert any(title.startswith("史记") for title in titles)
    follow(browser, find(browser, ".records a.title"))
    find(browser, ".charsets summary").click()
    assert find(browser, ".charsets dd a").is_displayed()
    photograph(browser, "9-character-sets")


def test_a_reader_without_a_mouse_gets_there_too(browser: Chrome) -> None:
    """The first key leads past the header; the look-up is sent by Enter."""
    find(browser, "body").send_keys(Keys.TAB)
    skip = browser.switch_to.active_element
    assert skip.text == "Skip to the content"
    assert skip.rect["y"] >= 0
    skip.send_keys(Keys.ENTER)
    assert browser.switch_to.active_element.get_attribute("id") == "main"
    browser.switch_to.active_element.send_keys(Keys.TAB)
    field = browser.switch_to.active_element
    assert field.get_attribute("name") == "q"
    before = find(browser, "html")
    field.send_keys("hong lou meng", Keys.ENTER)
    until_gone(browser, before)
    titles = [title.text for title in browser.find_elements(By.CSS_SELECTOR, ".records a.title")]
    assert {"红楼梦 Hong lou meng", "紅樓夢 Hong lou meng"} <= set(titles)


NARROW_PAGES = {
    "home": "/",
    "look-up": "/lookup",
    "found": "/lookup?q=history",
    "nothing": f"/lookup?q={'z' * 200}",
    "sparql": "/sparql",
    "member": "/member/PKU",
    "record": f"/lookup?q={quote('红楼梦')}",
    "work": "/hub/w1",
    "names": f"/lookup?q={quote('太史公')}",
    "authority": "/auth/a15",
    "holdings": "/holding/h1",
    "arabic": f"/lookup?q={quote('لسان العرب')}",
}


def test_every_page_fits_a_telephone(browser: Chrome, site: str) -> None:
    narrow(browser)
    for name, address in NARROW_PAGES.items():
        browser.get(f"{site}{address}")
        if name in ("record", "arabic"):
            follow(browser, find(browser, ".records a.title"))
            find(browser, "#statements summary").click()
        # A page that is too wide makes the window itself wider, as a telephone zooms out.
        widths = browser.execute_script("return [document.documentElement.scrollWidth, innerWidth]")
        assert widths == [NARROW, NARROW], name
        photograph(browser, f"narrow-{name}")


def test_an_arabic_title_begins_at_its_right(browser: Chrome, site: str) -> None:
    browser.get(f"{site}/lookup?q={quote('لسان العرب')}")
    follow(browser, find(browser, ".records a.title"))
    title = find(browser, "h1 [dir=rtl]")
    assert title.text == "لسان العرب"
    assert title.value_of_css_property("direction") == "rtl"
    linked = find(browser, "#marc td[dir=rtl]")
    assert linked.value_of_css_property("text-align") == "right"
    photograph(browser, "6-arabic")
