extension PreviewPage {
    static let css = #"""
        :root {
            color-scheme: light dark;
            --ground: #e7e9ec; --card: #ffffff; --ink: #1b2430; --soft: #5a6675; --line: #d3d8de;
            --accent: #1f5fbf; --error: #b3261e; --warning: #8a5a00; --good: #2c7a4b; --code: #f3f5f7;
            font: 15px/1.5 system-ui, "Segoe UI", "Noto Sans", sans-serif;
        }
        @media (prefers-color-scheme: dark) {
            :root {
                --ground: #1d2229; --card: #262c35; --ink: #e8ecf1; --soft: #a3afbd; --line: #39424e;
                --accent: #8ab4ff; --error: #ff9d95; --warning: #f0c069; --good: #7fd3a0; --code: #1f252d;
            }
        }
        * { box-sizing: border-box; }
        html, body { height: 100%; margin: 0; }
        body {
            display: grid; grid-template: auto minmax(0, 1fr) / minmax(0, 1fr) 23rem; color: var(--ink); background: var(--ground);
        }
        header {
            grid-column: 1 / -1; display: flex; align-items: center; gap: 1.5rem; padding: .45rem 1rem; background: var(--card);
            border-bottom: 1px solid var(--line);
        }
        header p { margin: 0; }
        .name { flex: 1; min-width: 0; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
        .name span:last-child { color: var(--soft); margin-left: .6rem; }
        .mark { display: inline-block; width: .65rem; height: .65rem; margin-right: .55rem; border-radius: 50%; background: var(--good); }
        .mark.error { background: var(--error); } .mark.warning { background: var(--warning); } .mark.gone { background: var(--soft); }
        form { display: flex; align-items: baseline; gap: .4rem; margin: 0; color: var(--soft); }
        input { width: 3.6rem; text-align: right; font: inherit; font-variant-numeric: tabular-nums; }
        #count { font-variant-numeric: tabular-nums; }
        input, button {
            color: inherit; background: var(--ground); border: 1px solid var(--line); border-radius: .35rem; padding: .15rem .5rem; font: inherit;
        }
        button { cursor: pointer; } button:hover { border-color: var(--accent); }
        button[aria-pressed="true"] { border-color: var(--accent); color: var(--accent); }
        :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
        .zoom { display: flex; gap: .3rem; }
        main { overflow: auto; padding: 1.5rem; outline: none; overflow-anchor: none; }
        figure {
            position: relative; width: calc(var(--w) * var(--scale, 1) * 1px); aspect-ratio: var(--w) / var(--h); margin: 0 auto 1.5rem;
            background: #fff; color: #000; box-shadow: 0 1px 2px #0003, 0 4px 14px #0002; cursor: pointer; contain: strict;
        }
        figure text { white-space: pre; text-rendering: geometricPrecision; font-kerning: none; font-variant-ligatures: none; }
        figure svg { position: absolute; inset: 0; width: 100%; height: 100%; display: block; }
        figure.fresh::after {
            content: ""; position: absolute; inset: 0; pointer-events: none; outline: 3px solid var(--accent); outline-offset: -3px;
            animation: fade .9s ease-out .15s forwards;
        }
        @keyframes fade { to { opacity: 0; } }
        @media (prefers-reduced-motion: reduce) { figure.fresh::after { display: none; } }
        aside { overflow: auto; padding: 1rem 1.1rem; background: var(--card); border-left: 1px solid var(--line); }
        aside h2 { margin: 0 0 .5rem; font-size: .8rem; letter-spacing: .06em; text-transform: uppercase; color: var(--soft); }
        aside section + section { margin-top: 1.6rem; padding-top: 1.2rem; border-top: 1px solid var(--line); }
        .quiet { margin: 0; color: var(--soft); }
        .stale { margin: 0 0 .8rem; padding: .45rem .6rem; border-radius: .35rem; background: var(--code); color: var(--error); }
        ol { list-style: none; margin: 0; padding: 0; }
        li + li { margin-top: 1.1rem; }
        .message { margin: 0; overflow-wrap: anywhere; }
        .level { font-weight: 600; } .error .level { color: var(--error); } .warning .level { color: var(--warning); }
        .code { color: var(--soft); font-size: .82rem; }
        .place {
            display: block; max-width: 100%; margin: .15rem 0; padding: 0; border: 0; background: none; color: var(--accent); text-align: left;
            overflow-wrap: anywhere; font: .85rem/1.4 ui-monospace, "Noto Sans Mono", monospace;
        }
        button.place { text-decoration: underline; text-underline-offset: .15em; }
        pre {
            margin: .35rem 0; padding: .5rem .6rem; overflow-x: auto; border-radius: .35rem; background: var(--code);
            font: .8rem/1.45 ui-monospace, "Noto Sans Mono", monospace;
        }
        .hint { margin: .2rem 0 0; color: var(--soft); }
        #jump {
            position: fixed; bottom: 1.2rem; left: calc((100% - 23rem) / 2); transform: translateX(-50%); padding: .45rem 1rem;
            border-radius: 2rem; background: var(--accent); color: var(--card); border-color: transparent; box-shadow: 0 3px 12px #0004;
        }
        .skip { position: absolute; left: -99rem; } .skip:focus { left: 1rem; top: .4rem; z-index: 2; background: var(--card); padding: .3rem; }
        .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
        @media (max-width: 60rem) {
            body { grid-template: auto minmax(0, 1fr) minmax(7rem, 30%) / minmax(0, 1fr); }
            aside { border-left: 0; border-top: 1px solid var(--line); }
            #jump { left: 50%; bottom: 32%; }
        }
        @media print { header, aside, #jump { display: none; } body { display: block; } main { overflow: visible; padding: 0; } }
        """#
}
