// The page around the screens: its language and Streamlit's own words in Indonesian.
// `LANGUAGE` and `WORDS` stand in front of this file when it is sent; nothing of a document ever does.
(() => {
  const html = document.documentElement;
  html.lang = LANGUAGE;
  const said = (text) => WORDS[text.trim()];
  function aria(element) {
    for (const name of ["aria-label", "title", "placeholder"]) {
      const text = element.getAttribute(name);
      if (text && said(text)) element.setAttribute(name, said(text));
    }
  }
  function words(root) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (said(node.data) && !node.parentElement?.closest("[data-testid=stHtml], [data-testid=stMarkdown], code")) node.data = said(node.data);
      else if (LANGUAGE === "id" && / ?MB per file/.test(node.data)) node.data = node.data.replace(/ ?MB per file/, " MB per berkas");
    }
    root.querySelectorAll("[aria-label], [title], [placeholder]").forEach(aria);
  }
  function mend(root) {
    // a region that may not be named, says ARIA: the button inside has the name
    document.querySelectorAll("[data-testid=stFileUploaderDropzone][role=presentation]").forEach((zone) => {
      zone.setAttribute("role", "group");
    });
    // a picture that may be wider than a phone: the keyboard must be able to scroll it
    document.querySelectorAll(".stGraphVizChart").forEach((chart) => {
      chart.tabIndex = 0;
    });
    // the window of a page opens where its quote begins
    const spot = document.querySelector("[role=dialog] .spot:not(.seen)");
    if (spot) {
      spot.classList.add("seen");
      requestAnimationFrame(() => spot.scrollIntoView({ block: "center" }));
    }
    words(root);
  }
  window.__frame?.disconnect();
  window.__frame = new MutationObserver((changes) => {
    const roots = new Set(changes.map((change) => change.target.nodeType === 1 ? change.target : change.target.parentElement));
    roots.forEach((root) => root && mend(root));
  });
  mend(document.body);
  window.__frame.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["aria-label", "placeholder"] });
})();
