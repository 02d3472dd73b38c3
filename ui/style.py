"""The look of all screens, in one sheet: light and dark, narrow and wide, and on paper."""

from __future__ import annotations

import streamlit as st

SHEET = """<style>
.stMainBlockContainer{padding-top:4.1rem;padding-bottom:3rem}
@media (min-width:641px){.stMainBlockContainer{padding-left:2.4rem!important;padding-right:2.4rem!important}}
h1{padding-top:0!important}
.stMainBlockContainer h2.role{font-weight:700;font-size:1.05rem;margin:0;padding:.3rem 0 0}
[class*="st-key-head"] h1{font-size:1.55rem;padding-bottom:.1rem}
.plain{white-space:pre-wrap;overflow-wrap:anywhere;line-height:1.55}
.notice{border-left:5px solid #b27300;background:color-mix(in srgb,#e6a100 14%,transparent);border-radius:.35rem;padding:.5rem .8rem;white-space:pre-wrap;overflow-wrap:anywhere}
.notice summary{cursor:pointer}
.notice.stop{border-color:#a11d1d;background:color-mix(in srgb,#d33 11%,transparent)}
.notice.calm{border-color:#0b5a8a;background:color-mix(in srgb,#2b78ab 13%,transparent)}
.quote{white-space:pre-wrap;overflow-wrap:anywhere;border-left:4px solid #2b78ab;padding:.3rem .8rem;margin:.15rem 0 .5rem;line-height:1.55}
.quote mark{background:#ffe45c;color:#111;padding:0 .1em}
.say{margin:.1rem 0 .4rem;white-space:pre-wrap;overflow-wrap:anywhere}
.badge{color:#fff;border-radius:.6rem;padding:.1rem .5rem;font-size:.8rem;white-space:nowrap}
.source{border:1px solid color-mix(in srgb,currentColor 28%,transparent);border-radius:.5rem;padding:.5rem .8rem;overflow-wrap:anywhere;scroll-margin-top:4rem}
.source.chosen{border-color:#2b78ab;box-shadow:inset 4px 0 0 #2b78ab}
.source:focus,.paper:focus{outline:3px solid #2b78ab;outline-offset:1px}
.source .where{font-size:.94rem}
.acts{display:flex;flex-wrap:wrap;gap:.4rem;margin-top:.4rem;align-items:center}
.acts button,.acts a,button.act{font:inherit;font-size:.88rem;color:inherit;background:transparent;border:1px solid color-mix(in srgb,currentColor 45%,transparent);border-radius:.4rem;padding:.2rem .6rem;min-height:2rem;cursor:pointer;text-decoration:none;display:inline-flex;align-items:center}
.acts button:hover,.acts a:hover,button.act:hover,button.marker:hover{background:color-mix(in srgb,#2b78ab 22%,transparent)}
button.marker{font:inherit;font-weight:700;color:inherit;background:color-mix(in srgb,#2b78ab 16%,transparent);border:0;border-radius:.3rem;padding:.05rem .35rem;min-width:1.6rem;min-height:1.5rem;cursor:pointer;text-decoration:underline}
button.act:focus-visible,.acts button:focus-visible,.acts a:focus-visible,button.marker:focus-visible,summary:focus-visible{outline:3px solid #2b78ab;outline-offset:1px}
.paper{overflow:auto;max-height:calc(100vh - 14rem);border:1px solid color-mix(in srgb,currentColor 28%,transparent);background:#fff}
.paper img{display:block;height:auto;max-width:none;background:#fff}
.caption{font-size:.9rem;overflow-wrap:anywhere}
.cells-frame{overflow-x:auto}
.cells{width:100%;border-collapse:collapse;min-width:30rem;table-layout:fixed}.cells th:first-child{width:7.2rem}
.cells th,.cells td{border:1px solid color-mix(in srgb,currentColor 35%,transparent);padding:.45rem .55rem;vertical-align:top;text-align:left;overflow-wrap:break-word}
.state{font-weight:400;font-style:italic}
.cells td{white-space:pre-wrap}
.cells .none{font-style:italic;opacity:.85}
.cells ins{background:color-mix(in srgb,#1c9b55 25%,transparent);text-decoration:underline;text-decoration-thickness:2px}
.cells del{background:color-mix(in srgb,#d33 20%,transparent);text-decoration:line-through}
.tree details{margin-left:.5rem}.tree>details{margin-left:0}
.tree summary{cursor:pointer;padding:.2rem 0;font-size:.84rem;overflow-wrap:anywhere}
.tree button{display:block;width:100%;text-align:left;font:inherit;font-size:.9rem;color:inherit;background:none;border:0;border-radius:.3rem;padding:.25rem .5rem .25rem 1rem;min-height:1.75rem;cursor:pointer;overflow-wrap:anywhere}
.tree button:hover{background:color-mix(in srgb,#2b78ab 18%,transparent)}
.tree button[aria-current]{font-weight:700;box-shadow:inset 4px 0 0 #2b78ab;background:color-mix(in srgb,#2b78ab 14%,transparent)}
.crumbs{font-size:.88rem;overflow-wrap:anywhere}
.links{margin:.4rem 0}.links .acts{margin-top:.2rem}
#klausa{margin:0;padding:.1rem 0;font-size:1.4rem;scroll-margin-top:4rem;outline-offset:3px}
@media (min-width:1000px){
.st-key-answer{display:grid!important;grid-template-columns:minmax(0,11fr) minmax(0,9fr);grid-template-rows:repeat(90,min-content) 1fr;column-gap:1.2rem;row-gap:0}
.st-key-answer>*{grid-column:1;margin-bottom:.7rem;min-width:0}
.st-key-answer>:has(.st-key-viewer){grid-column:2;grid-row:1/-1;position:sticky;top:4.1rem;align-self:start}
}
@media (max-width:640px){.cells{min-width:26rem;font-size:.92rem}.cells th:first-child{width:5.2rem}.st-key-outline{height:14rem!important;max-height:14rem!important}.stMainBlockContainer{padding-left:.8rem;padding-right:.8rem}.paper{max-height:75vh}}
.sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap;padding:0!important}
[data-testid="stLayoutWrapper"]:has(>[class*="st-key-quiet"]),[data-testid="stElementContainer"]:has(.sr),[data-testid="stElementContainer"]:has(>.stHtml>.printonly:only-child){position:absolute;width:1px;height:1px;overflow:hidden}
.printonly{display:none}
@media print{
[data-testid="stElementContainer"]:has(.printonly){position:static!important;width:auto!important;height:auto!important}
.printonly{display:block!important}
header,[data-testid=stHeader],[data-testid=stSidebar],[data-testid=stForm],[data-testid=stToolbar],.stButton,.stDownloadButton,.stFeedback,.st-key-head,.st-key-tools,.acts,.noprint,button.act,[data-testid=stStatusWidget],[data-testid=stTextInput],[data-testid=stExpander]{display:none!important}
html,body,#root,.stApp,.stApp>div,[data-testid=stAppViewContainer],.stMain,.stMainBlockContainer{position:static!important;overflow:visible!important;height:auto!important;max-height:none!important;background:#fff!important;color:#000!important}
.stMainBlockContainer{padding:0!important}
.st-key-answer{display:block!important}
.paper{max-height:none;overflow:visible;border:0}.paper img{width:100%!important}
.source{break-inside:avoid}
*{color:#000!important}
.badge{border:1px solid #000;background:#fff!important}
button.marker{background:none;text-decoration:none}
}
</style>"""


def style() -> None:
    st.html(SHEET)
