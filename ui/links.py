"""Links of our own HTML that act: bring a citation into view, show its page, copy a text, print. One small script listens for all of them."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from ui.viewer import View

# Only HTML that we wrote has these attributes: what comes from documents and visitors is escaped before it is drawn.
LISTEN = """
export default function({ setTriggerValue }) {
  const say = (link, words) => {
    if (link.dataset.before) return;
    link.dataset.before = link.textContent;
    link.textContent = words;
    setTimeout(() => { link.textContent = link.dataset.before; delete link.dataset.before; }, 1600);
  };
  const keep = (id, tries) => {  // what is drawn anew loses the focus: it is given back
    const target = id && document.getElementById(id);
    const at = document.activeElement;
    if (target && (tries === 80 || !at || at === document.body)) target.focus({ preventScroll: true });
    if (id && tries) setTimeout(() => keep(id, tries - 1), 100);
  };
  const onClick = (event) => {
    const link = event.target.closest && event.target.closest('[data-act]');
    if (!link) return;
    event.preventDefault();
    event.stopPropagation();
    const act = link.dataset.act;
    if (act === 'copy') {
      navigator.clipboard.writeText(link.dataset.text).then(() => say(link, link.dataset.done));
    } else if (act === 'print') {
      window.print();
    } else {
      const target = link.dataset.to && document.getElementById(link.dataset.to);
      if (target) target.scrollIntoView({ block: 'nearest' });
      keep(link.dataset.to, 80);
      setTriggerValue('act', act);
    }
  };
  document.addEventListener('click', onClick, true);
  document.documentElement.dataset.links = 'ready';
  return () => document.removeEventListener('click', onClick, true);
}
"""
BRING = """
export default function({ data }) {
  const paper = (tries) => {  // the picture to its mark
    const found = data.key && document.querySelector(`[data-view="${data.key}"]`);
    if (found) found.scrollTop = data.top * found.scrollHeight;
    else if (data.key && tries) requestAnimationFrame(() => paper(tries - 1));
  };
  const outline = (tries) => {  // the outline to its chosen entry, without moving the page
    const entry = document.querySelector('.tree [aria-current]');
    let box = entry && entry.parentElement;
    while (box && box.scrollHeight <= box.clientHeight + 1) box = box.parentElement;
    if (box && box.closest('.st-key-outline')) {
      const off = entry.getBoundingClientRect().top - box.getBoundingClientRect().top;
      if (off < 0 || off > box.clientHeight - 40) box.scrollTop += off - box.clientHeight / 3;
    } else if (tries) setTimeout(() => outline(tries - 1), 100);
  };
  paper(120);
  outline(8);
}
"""


def listen(on_act: Callable[[str, str], None]) -> None:
    """Calls `on_act(verb, what)` for a click on a link whose `data-act` is "verb:what". Once a screen, before its links are drawn."""
    mount = st.components.v2.component("rujukan_links", js=LISTEN)

    def act() -> None:
        verb, _, what = (st.session_state["links"]["act"] or "").partition(":")
        on_act(verb, what)

    with st.container(key="quiet-links"):
        mount(key="links", on_act_change=act, height=0)


def bring(view: View | None, at: str) -> None:
    """Scrolls the picture to `view` and the outline to its chosen entry, when `at` (what the screen shows) or the view has changed."""
    mount = st.components.v2.component("rujukan_bring", js=BRING)
    with st.container(key="quiet-bring"):
        mount(key="bring", data={"key": view.key if view else "", "top": view.top if view else 0, "at": at}, height=0)
