"""Links of our own HTML that act: bring a citation into view, show its page, copy a text, print. One small script listens for all of them."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from ui.viewer import View

# Only HTML that we wrote has these attributes: what comes from documents and visitors is escaped before it is drawn.
SCRIPT = """
export default function({ setTriggerValue, data }) {
  const bring = (tries) => {
    const paper = data && data.key && document.querySelector(`[data-view="${data.key}"]`);
    if (paper) paper.scrollTop = data.top * paper.scrollHeight;
    else if (data && data.key && tries) requestAnimationFrame(() => bring(tries - 1));
  };
  bring(120);
  const unroll = (tries) => {  // the outline to its chosen entry, without moving the page
    const entry = document.querySelector('.tree [aria-current]');
    let box = entry && entry.parentElement;
    while (box && box.scrollHeight <= box.clientHeight + 1) box = box.parentElement;
    if (box && box.closest('.st-key-outline')) {
      const off = entry.getBoundingClientRect().top - box.getBoundingClientRect().top;
      if (off < 0 || off > box.clientHeight - 40) box.scrollTop += off - box.clientHeight / 3;
    } else if (tries) setTimeout(() => unroll(tries - 1), 100);
  };
  unroll(8);
  const say = (link, words) => {
    const before = link.textContent;
    link.textContent = words;
    setTimeout(() => { link.textContent = before; }, 1600);
  };
  const keep = (id, tries) => {  // what is drawn anew loses the focus: it is given back
    const target = id && document.getElementById(id);
    const at = document.activeElement;
    if (target && (tries === 25 || !at || at === document.body)) target.focus({ preventScroll: true });
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
      keep(link.dataset.to, 25);
      setTriggerValue('act', act);
    }
  };
  document.addEventListener('click', onClick, true);
  return () => document.removeEventListener('click', onClick, true);
}
"""


def listen(on_act: Callable[[str, str], None], view: View | None = None, at: str = "") -> None:
    """Calls `on_act(verb, what)` for a click on a link whose `data-act` is "verb:what"; scrolls the picture to `view`.

    Once a screen. `at`: what the screen shows now; a change of it brings the outline along.
    """
    mount = st.components.v2.component("rujukan_links", js=SCRIPT)

    def act() -> None:
        verb, _, what = (st.session_state["links"]["act"] or "").partition(":")
        on_act(verb, what)

    mount(key="links", data={"key": view.key, "top": view.top, "at": at} if view else {"at": at}, on_act_change=act, height=0)
