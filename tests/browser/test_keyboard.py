"""The keyboard alone is enough for Tanya: type, send, reach a citation, open its picture."""

from tests.browser.looking import settled

STEPS = 60  # presses of Tab within which everything must be reached


def tab_to(page, reached):
    """Presses Tab until the focused element satisfies a JavaScript condition on `e`; fails if that takes too long."""
    for _ in range(STEPS):
        page.keyboard.press("Tab")
        if page.evaluate(f"(() => {{ const e = document.activeElement; return Boolean({reached}); }})()"):
            return
    raise AssertionError(f"not reached by the keyboard: {reached}")


def visible_focus(page):
    return page.evaluate(
        "(() => { const e = document.activeElement, s = getComputedStyle(e), p = e.parentElement && getComputedStyle(e.parentElement);"
        " const seen = (x) => x && x.outlineStyle !== 'none' && parseFloat(x.outlineWidth) >= 2; return seen(s) || seen(p); })()"
    )


def test_a_question_is_asked_and_its_page_opened_without_a_mouse(visit):
    page = visit("/")
    settled(page)
    tab_to(page, "e.tagName === 'INPUT' && e.type === 'text'")
    page.keyboard.type("Apa itu Masterplan Smart City?")
    page.keyboard.press("Enter")
    page.locator("[id^=sumber]").nth(1).wait_for()
    settled(page)
    tab_to(page, "e.matches('button.marker') && e.textContent.includes('[2]')")
    assert visible_focus(page)
    before = page.locator(".paper img").first.get_attribute("src")
    page.keyboard.press("Enter")
    page.wait_for_function(f"document.querySelector('.paper img')?.getAttribute('src') !== {before!r}")
    settled(page)
    assert "[2]" in page.locator(".caption").first.inner_text()


def test_the_first_press_of_tab_leads_past_the_navigation(visit):
    page = visit("/terms")
    settled(page)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Langsung ke isi"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("Boolean(document.activeElement.closest('main'))")


def test_focus_is_seen_on_what_can_be_reached(visit):
    page = visit("/documents")
    settled(page)
    unseen = []
    for _ in range(14):
        page.keyboard.press("Tab")
        if not visible_focus(page) and not page.evaluate("document.activeElement.matches('main, body')"):
            unseen.append(page.evaluate("document.activeElement.outerHTML.slice(0, 120)"))
    assert unseen == []
