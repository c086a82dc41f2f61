"""The query page in a real browser, as a plain form and with the editor `scripts/web` builds."""

import json
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from flask import Flask
from selenium.webdriver import ActionChains, Chrome, ChromeOptions, Keys
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait
from werkzeug.serving import make_server

import webapp
from tests.webapp.test_browser import CHROMIUM, DRIVER, FLAGS, find, follow

STATIC = Path(webapp.__file__).parent / "static"
NARROW = 390
QUERY = "SELECT ?s { ?s a <http://id.loc.gov/ontologies/bibframe/Work> } LIMIT 3"
COUNTRIES = """SELECT ?place (COUNT(*) AS ?n) {
  ?s <http://id.loc.gov/ontologies/bibframe/place> ?place
  FILTER(STRSTARTS(STR(?place), "http://id.loc.gov/vocabulary/countries/"))
} GROUP BY ?place ORDER BY DESC(?n)"""


def lacking(sentence: str) -> None:
    if os.environ.get("CI") == "true":
        pytest.fail(sentence)
    pytest.skip(sentence)


@pytest.fixture(scope="module")
def address(app: Flask) -> Iterator[str]:
    """The site of the samples, on a port of its own."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="module")
def chrome() -> Iterator[Chrome]:
    missing = [str(file) for file in (CHROMIUM, DRIVER) if not file.exists()]
    if missing:
        lacking(f"{' and '.join(missing)} is not there: apt-get install chromium chromium-driver")
    options = ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for flag in FLAGS:
        options.add_argument(flag.replace("EXCLUDE localhost", "EXCLUDE 127.0.0.1"))
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    chrome = Chrome(options=options, service=Service(str(DRIVER)))
    try:
        chrome.set_page_load_timeout(20)
        yield chrome
    finally:
        chrome.quit()


@pytest.fixture
def browser(chrome: Chrome, address: str) -> Iterator[Chrome]:
    """The browser; what it complained of and where it went is judged after each test.

    A script or a style that the site's policy forbids is a complaint.
    """
    chrome.get_log("browser")
    chrome.get_log("performance")
    yield chrome
    complaints = [each["message"] for each in chrome.get_log("browser")]
    assert [each for each in complaints if "400 (BAD REQUEST)" not in each] == []
    events = [json.loads(each["message"])["message"] for each in chrome.get_log("performance")]
    asked = [each["params"] for each in events if each["method"] == "Network.requestWillBeSent"]
    addresses = [urlsplit(each["request"]["url"]) for each in asked]
    hosts = {each.netloc for each in addresses if each.scheme != "data"}  # the calendar's icon
    assert hosts <= {urlsplit(address).netloc}, addresses


@pytest.fixture
def plain(app: Flask, tmp_path: Path) -> Iterator[None]:
    """The site as it is where `scripts/web` did not run."""
    before = app.static_folder
    shutil.copytree(STATIC, tmp_path / "static", ignore=shutil.ignore_patterns("built"))
    app.static_folder = str(tmp_path / "static")
    yield
    app.static_folder = before


@pytest.fixture
def built() -> None:
    if not (STATIC / "built" / "editor.js").exists():
        lacking("webapp/static/built is not there: run `make web`, which needs npm.")


def wait(browser: Chrome) -> WebDriverWait[Chrome]:
    return WebDriverWait(browser, 10, 0.05)


def editor(browser: Chrome) -> WebElement:
    host = wait(browser).until(lambda browser: find(browser, ".editor"))
    return host.shadow_root.find_element(By.CSS_SELECTOR, ".cm-content")


def written(browser: Chrome) -> str:
    return find(browser, "#query").get_property("value") or ""  # type: ignore[return-value]


def pressed(browser: Chrome, key: str) -> None:
    ActionChains(browser).key_down(Keys.CONTROL).send_keys(key).key_up(Keys.CONTROL).perform()


def write(browser: Chrome, text: str) -> None:
    """Over all that was written."""
    editor(browser).click()
    pressed(browser, "a")
    ActionChains(browser).send_keys(Keys.DELETE, text).perform()


@pytest.mark.usefixtures("plain")
def test_without_a_script_a_query_is_written_run_and_seen_in_every_way(
    browser: Chrome, address: str
) -> None:
    browser.get(f"{address}/sparql")
    area = find(browser, "#query")
    area.clear()
    area.send_keys(COUNTRIES)
    follow(browser, find(browser, ".query button"))
    assert "rows" in find(browser, "#result").text
    assert find(browser, ".results").is_displayed()
    for view in ("chart", "map", "raw"):
        find(browser, f"label[for=view-{view}]").click()
        assert find(browser, f".{view}-view").is_displayed()
        assert not find(browser, ".table-view").is_displayed()
    find(browser, "label[for=view-map]").click()
    assert "China" in find(browser, ".map-view").text
    follow(browser, find(browser, ".query button"))
    assert find(browser, ".map-view").is_displayed(), "the view stays when the query runs again"


@pytest.mark.usefixtures("built")
def test_the_editor_completes_declares_complains_and_runs(browser: Chrome, address: str) -> None:
    browser.get(f"{address}/sparql")
    assert not find(browser, "#query").is_displayed()
    write(browser, "SELECT * { ?s a bf:")
    assert written(browser) == (
        "PREFIX bf: <http://id.loc.gov/ontologies/bibframe/>\nSELECT * { ?s a bf:}"
    )
    ActionChains(browser).send_keys("Work").perform()
    root = find(browser, ".editor").shadow_root
    offered = wait(browser).until(
        lambda _: root.find_elements(By.CSS_SELECTOR, ".cm-tooltip-autocomplete li")
    )
    assert offered[0].text.split("\n")[0].startswith("bf:Work")
    assert any(character.isdigit() for character in offered[0].text), "how many there are"
    ActionChains(browser).send_keys(Keys.ESCAPE, " . . ").perform()
    told = find(browser, "#told")
    wait(browser).until(lambda _: told.is_displayed())
    assert "Line 2" in told.text
    write(browser, QUERY)
    before = find(browser, "html")
    pressed(browser, Keys.ENTER)
    wait(browser).until(lambda browser: find(browser, "html") != before)
    assert find(browser, "#result").text == "3 rows"
    assert written(browser) == QUERY


@pytest.mark.usefixtures("built")
def test_the_tab_key_leaves_the_editor(browser: Chrome, address: str) -> None:
    browser.get(f"{address}/sparql")
    editor(browser).click()
    ActionChains(browser).send_keys(Keys.TAB).perform()
    assert browser.switch_to.active_element.text == "Run"
    assert "\t" not in written(browser)


@pytest.mark.parametrize("state", ["plain", "built"])
def test_the_page_fits_a_telephone_whatever_the_result(
    request: pytest.FixtureRequest, browser: Chrome, address: str, state: str
) -> None:
    request.getfixturevalue(state)
    size = {"width": NARROW, "height": 740, "deviceScaleFactor": 1, "mobile": True}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    request.addfinalizer(
        lambda: browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    )
    for query in ("", COUNTRIES, "SELECT * {"):
        for view in ("table", "chart", "map", "raw"):
            browser.get(f"{address}/sparql?format=html&view={view}&query={quote(query)}")
            widths = browser.execute_script(
                "return [document.documentElement.scrollWidth, innerWidth]"
            )
            assert widths == [NARROW, NARROW], (query, view)


@pytest.mark.parametrize("npm", ["", "#!/bin/sh\nexit 1\n"])
def test_where_npm_is_not_there_or_fails_the_build_says_so_and_goes_on(
    tmp_path: Path, npm: str
) -> None:
    """In a tree of its own: `.venv` may bring a Node, and what is built must stay."""
    root = Path(webapp.__file__).parents[1]
    (tmp_path / "scripts").mkdir()
    shutil.copy(root / "scripts" / "web", tmp_path / "scripts")
    (tmp_path / "web").mkdir()
    programs = tmp_path / "programs"
    programs.mkdir()
    for name in ("sh", "dirname", "mktemp", "rm", "tail"):
        (programs / name).symlink_to(shutil.which(name) or name)
    if npm:
        for name, text in (("node", "#!/bin/sh\necho v20\n"), ("npm", npm)):
            (programs / name).write_text(text)
            (programs / name).chmod(0o755)
    done = subprocess.run(
        [tmp_path / "scripts" / "web"],
        env={"PATH": str(programs), "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.startswith("The query page stays a plain form: ")
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "webapp").exists()
