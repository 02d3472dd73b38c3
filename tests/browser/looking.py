"""How browser tests look at a page."""

from importlib import resources

LAPTOP, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}


def settled(page):
    """Waits until the screen is drawn, the model is ready (until then its state is looked at again and again) and nothing runs."""
    page.get_by_text("Model siap").or_(page.get_by_text("Model ready")).first.wait_for(state="attached")
    page.wait_for_function("window.__frame && document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'")
    page.wait_for_function("!document.querySelector('main [data-act]') || document.documentElement.dataset.links === 'ready'")


def choose(page, name, shows):
    """Chooses a step or view by its name and waits for what it shows (a text, or a CSS selector that begins with a dot or a tag)."""
    page.get_by_role("radio", name=name).click()
    page.locator(shows).first.wait_for()
    settled(page)


def violations(page):
    """One line a node that breaks a rule, whatever its impact; no rule and no element is left out."""
    page.evaluate(resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [f"{rule['id']} ({rule['impact']}): {node['html'][:160]}" for rule in found for node in rule["nodes"]]
