"""Reads a site as somebody at a keyboard does, in headless Chromium, from file://.

    python3 code.py FOLDER      # needs: pip install playwright; a chromium in PATH

Says what does not hold, a line each, and exits with 1 then. Of each page: one tab stop a code block,
arrow keys between names, notes that Escape closes; terms explained beside their links; search by key, in Chinese too; hints one by one; copying;
no request beyond the page's files, no console error, nothing wider than a phone.
"""

import pathlib
import shutil
import sys

from playwright.sync_api import sync_playwright

faults = []


def check(holds, what):
    if not holds:
        faults.append(what)


def focused(page, expression):
    return page.evaluate(f"(() => {{ const e = document.activeElement; return {expression}; }})()")


def notes(page, name):
    blocks = page.locator("div > pre:has([data-n])")
    block = blocks.first
    block.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_selector(".note:not([hidden])")
    first = focused(page, "e.dataset.n")
    check(first is not None, f"{name}: the first arrow key leads to no name")
    check(focused(page, "e.getAttribute('aria-describedby') === 'page.note'"), f"{name}: a name is not described by its note")
    page.keyboard.press("End")
    last = focused(page, "[...e.closest('pre').querySelectorAll('a[href], [data-n]')].at(-1) === e")
    check(last, f"{name}: End does not lead to the last name")
    page.keyboard.press("Escape")
    check(page.locator(".note").is_hidden(), f"{name}: Escape does not close the note")
    page.keyboard.press("Escape")
    check(focused(page, "e.tagName") == "PRE", f"{name}: a second Escape does not lead back to the block")
    page.keyboard.press("Tab")
    check(focused(page, "e.matches('.copy')"), f"{name}: Tab does not leave the block for its copy button")
    stops = page.locator("pre :is(a, [data-n])").evaluate_all("all => all.filter(e => e.tabIndex >= 0).length")
    check(stops == 0, f"{name}: {stops} names are tab stops of their own")
    block.locator("[data-n]").first.hover()
    page.wait_for_selector(".note:not([hidden])")
    page.locator(".note").hover()
    page.wait_for_timeout(400)
    check(page.locator(".note").is_visible(), f"{name}: the pointer cannot move onto the note")
    page.mouse.move(1, 1)


def terms(page, name, requests):
    check(not any("terms/" in url for url in requests), f"{name}: the terms are loaded before anybody asks")
    link = page.locator("article a.term").first
    link.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    try:
        page.wait_for_selector(".preview:not([hidden])", timeout=5000)
    except Exception:
        return check(False, f"{name}: a term is not explained at the keyboard")
    check(page.locator(".preview").inner_text() == "Term A word. See term.", f"{name}: a term is explained otherwise")
    check(page.locator(".preview a").count() == 0, f"{name}: a term's explanation holds a link")
    check(focused(page, "e.getAttribute('aria-describedby')") == "page.preview", f"{name}: a link is not described by its term")
    page.keyboard.press("Escape")
    check(page.locator(".preview").is_hidden(), f"{name}: Escape does not close a term's explanation")
    check(focused(page, "e.matches('.term')"), f"{name}: Escape takes the focus away from the term")
    link.hover()
    page.wait_for_selector(".preview:not([hidden])")
    page.mouse.move(1, 1)
    page.wait_for_selector(".preview", state="hidden")
    page.keyboard.press("Tab")


def search(page, name, query, expected):
    page.keyboard.press("/")
    page.wait_for_selector("dialog[open]")
    page.keyboard.type(query)
    try:
        page.wait_for_function("document.querySelectorAll('.search li').length > 0", timeout=5000)
    except Exception:
        check(False, f"{name}: {query} is not found")
        page.keyboard.press("Escape")
        return
    check(expected in page.locator(".search ol").inner_text(), f"{name}: {query} finds something else")
    page.keyboard.press("ArrowDown")
    check(focused(page, "e.matches('.search li a')"), f"{name}: the arrow key does not lead to the results")
    page.keyboard.press("Escape")
    check(not page.locator("dialog").evaluate("d => d.open"), f"{name}: Escape does not close the search")


def hints(page, name):
    all_hints = page.locator("details.hint")
    for index in range(all_hints.count()):
        check(all_hints.nth(index).is_visible(), f"{name}: hint {index + 1} does not come when the one before is open")
        if index + 1 < all_hints.count():
            check(not all_hints.nth(index + 1).is_visible(), f"{name}: hint {index + 2} comes too early")
        all_hints.nth(index).locator("summary").press("Enter")


def main(folder):
    root = pathlib.Path(folder).resolve()
    with sync_playwright() as driver:
        program = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for file in sorted(root.glob("*.html")):
            context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
            page = context.new_page()
            requests = []
            page.on("request", lambda request: requests.append(request.url))
            page.on("console", lambda message: check(message.type != "error", f"{file.name}: console: {message.text}"))
            page.on("pageerror", lambda error: check(False, f"{file.name}: {error}"))
            page.goto(file.as_uri())
            check(len(requests) <= 8, f"{file.name}: {len(requests)} requests at load")
            if page.locator("div > pre:has([data-n])").count():
                notes(page, file.name)
            if page.locator("article a.term").count():
                terms(page, file.name, requests)
            if page.locator("details.hint").count():
                hints(page, file.name)
            search(page, file.name, "知识蒸馏", "知识蒸馏")
            search(page, file.name, "softmax", "softmax")
            outside = [url for url in requests if not url.startswith((root.as_uri(), "data:"))]
            check(not outside, f"{file.name}: requests {outside}")
            page.set_viewport_size({"width": 320, "height": 700})
            width = page.evaluate("document.documentElement.scrollWidth")
            check(width <= 320, f"{file.name}: {width} pixels wide on a phone of 320")
            context.close()
        browser.close()
    for fault in faults:
        print(fault)
    sys.exit(1 if faults else 0)


main(sys.argv[1])
