"""The page in a browser: every button puts the exact bytes on the clipboard, wherever the page was opened from."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from braze_liquid_sim.export.export import Export, manifest
from braze_liquid_sim.export.targets import targets
from braze_liquid_sim.export.units import Text, Unit
from braze_liquid_sim.export.writing import write_folder
from braze_liquid_sim.model import Finding, Severity
from braze_liquid_sim.report.report import Report

pytest.importorskip("selenium", reason="selenium is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
pytestmark = [
    pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="Chromium or its driver is not installed"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]

AWKWARD = {
    "plain": "Hi {{${first_name} | default: 'you'}}",
    "CRLF": "one\r\ntwo\r\n",
    "a lone CR": "one\rtwo",
    "first line break": "\n\n{%- assign a = 1 -%}",
    "last line break": "text\n\n",
    "blanks at the ends": "  \t text \t ",
    "letters": "서울 é 🎟️ 👩‍👩‍👧 \u00a0\u2028\u2029",
    "ends of HTML": "</script></pre></textarea><!-- x --> ]]> <b>&amp;&lt;",
    "quotes": '"\'`\\ \\n \\u0041 {"a":"b\\"c"}',
    "template literals": "${x} {{ x }} {% raw %}{{ '}}' }}{% endraw %}",
    "long": "abc def\r\n서울 " * 4000,
}

SECRET = "Gh0st&'Écran\""


def exported(folder: Path) -> Path:
    """An export with every awkward text, one of them a secret."""
    texts = [Text(f"body.{name}", text, public=text) for name, text in AWKWARD.items()]
    header = Text("headers.Authorization", f"Bearer {SECRET}", True, "Bearer <TOKEN>")
    block = Unit(
        "서울_block", "content_block", (Text("body", "Hi\n", public="Hi\n"),), description="Says <b>hi</b>.",
        needs={"pk_name": "whom & why"},
    )  # fmt: skip
    hook = Unit("hook", "webhook", (header, *texts), calls=("서울_block",), parameters=("token",), secrets=("token",))
    report = Report((Finding("missing-default", "for x", None, Severity.WARNING),), renders=312)
    export = Export((block, hook), "production", report, "0123456789ab+")
    files = dict(targets()["paste"].files(export))
    write_folder(folder, {**files, "manifest.json": manifest(export, "paste", files)})
    return folder


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def origins(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The page over HTTP on this machine, over HTTP from a host that browsers do not trust, and as a file."""
    folder = exported(tmp_path_factory.mktemp("page") / "out")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        port = server.server_address[1]
        yield {
            "trusted": f"http://127.0.0.1:{port}/index.html",
            "untrusted": f"http://untrusted.test:{port}/index.html",
            "file": (folder / "index.html").as_uri(),
            "blank": f"http://127.0.0.1:{port}/manifest.json",
        }
        server.shutdown()


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    from selenium import webdriver
    from selenium.common.exceptions import WebDriverException

    options = webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for argument in (
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run",
        "--disable-dev-shm-usage", "--disable-component-update", "--window-size=1100,1400",
        "--host-resolver-rules=MAP untrusted.test 127.0.0.1",
        f"--user-data-dir={tmp_path_factory.mktemp('chromium')}",
    ):  # fmt: skip
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    try:
        driver = webdriver.Chrome(options, webdriver.ChromeService(executable_path=DRIVER))
    except WebDriverException as error:
        pytest.skip(f"Chromium does not start here: {str(error.msg)[:200]}")
    driver.set_script_timeout(10)
    yield driver
    driver.quit()


def buttons(browser: Any) -> list[Any]:
    found: list[Any] = browser.find_elements("css selector", "button[data-text]")
    return found


@pytest.fixture(scope="module")
def reader(browser: Any, origins: dict[str, str]) -> Iterator[Callable[[], str]]:
    """What is on the clipboard, read by a page of its own."""
    page = browser.current_window_handle
    browser.switch_to.new_window("tab")
    own = browser.current_window_handle
    browser.get(origins["blank"])
    browser.execute_cdp_cmd("Emulation.setFocusEmulationEnabled", {"enabled": True})
    origin = origins["blank"].rpartition("/")[0]
    browser.execute_cdp_cmd("Browser.grantPermissions", {"origin": origin, "permissions": ["clipboardReadWrite"]})
    browser.switch_to.window(page)

    def read() -> str:
        browser.switch_to.window(own)
        text = browser.execute_async_script(
            "const done = arguments[0]; navigator.clipboard.readText().then(done, (error) => done('error: ' + error));"
        )
        browser.switch_to.window(page)
        return str(text)

    yield read
    browser.switch_to.window(own)
    browser.close()
    browser.switch_to.window(page)


EXPECTED = [
    "Hi\n",
    "{%- assign pk_name = '' -%}\n{{content_blocks.${서울_block}}}",
    f"Bearer {SECRET}",
    *AWKWARD.values(),
]


@pytest.mark.parametrize("origin", ["trusted", "untrusted", "file"])
def test_every_button_copies_the_exact_text(
    origin: str, origins: dict[str, str], browser: Any, reader: Callable[[], str]
) -> None:
    browser.get(origins[origin])
    assert browser.execute_script("return window.isSecureContext") is (origin != "untrusted")
    found = buttons(browser)
    assert len(found) == len(EXPECTED)
    for button, expected in zip(found, EXPECTED, strict=True):
        button.click()
        assert wait_for(lambda button=button: button.text) == "Copied"
        assert reader() == expected
    assert [entry["message"] for entry in browser.get_log("browser") if "favicon" not in entry["message"]] == []


def wait_for(read: Any) -> str:
    """The text of a button that was clicked, once it says how it went."""
    for _ in range(200):
        if (text := str(read())) != "Copy":
            return text
        threading.Event().wait(0.01)
    return "Copy"


def test_a_browser_that_refuses_is_told(origins: dict[str, str], browser: Any) -> None:
    browser.get(origins["untrusted"])
    browser.execute_script("document.execCommand = () => false;")
    button = buttons(browser)[0]
    button.click()
    assert wait_for(lambda: button.text) == "Not copied"


def test_what_is_shown_is_what_is_copied_but_for_secrets(origins: dict[str, str], browser: Any) -> None:
    browser.get(origins["trusted"])
    shown = browser.execute_script("return [...document.querySelectorAll('pre')].map((one) => one.textContent)")
    # HTML has no CR; everything else stands as it is.
    expected = [text.replace("\r\n", "\n").replace("\r", "\n") for text in EXPECTED]
    expected[2] = "Bearer <TOKEN>"
    assert shown == expected
    assert SECRET not in browser.execute_script("return document.body.innerText")


def test_it_loads_nothing_and_is_fit_for_a_phone(origins: dict[str, str], browser: Any) -> None:
    browser.get(origins["trusted"])
    loaded = browser.execute_script("return performance.getEntriesByType('resource').map((one) => one.name)")
    assert [name for name in loaded if "favicon" not in name] == []
    browser.set_window_size(500, 800)
    assert browser.execute_script("return document.documentElement.scrollWidth <= window.innerWidth")
    browser.set_window_size(1100, 1400)
    if folder := os.environ.get("SCREENSHOTS"):
        buttons(browser)[1].click()
        browser.save_screenshot(f"{folder}/page.png")


def test_findings_and_descriptions_are_text(origins: dict[str, str], browser: Any) -> None:
    browser.get(origins["trusted"])
    text = browser.execute_script("return document.body.innerText")
    for words in ("Says <b>hi</b>.", "warning missing-default", "pk_name: whom & why", "Commit 0123456789ab+."):
        assert words in text
    assert "Checked in 312 renders: 0 errors, 1 warning, 0 notes." in text
