extension PreviewPage {
    static let script = #"""
        'use strict';
        const words = JSON.parse(document.body.dataset.words);
        const hasEditor = document.body.dataset.editor === 'true';
        const at = id => document.getElementById(id);
        const view = at('pages');
        // What is kept of pages out of sight: as many as a person goes back to.
        const mostShown = 40;

        let version = 0;
        // One for each page: its figure, size in points, the version it must show and the one it shows.
        let pages = [];
        let near = new Set();
        let zoom = null;

        function make(tag, name, text) {
            const element = document.createElement(tag);
            if (name) element.className = name;
            if (text !== undefined) element.textContent = text;
            return element;
        }

        // ---- Pages

        const observer = new IntersectionObserver(entries => {
            for (const entry of entries) {
                const page = entry.target.page;
                if (entry.isIntersecting) { near.add(page); show(page); } else near.delete(page);
            }
            if (shown() > mostShown) forget();
        }, { root: view, rootMargin: '60% 0px' });

        function shown() { return pages.reduce((count, page) => count + (page.has ? 1 : 0), 0); }

        function forget() {
            for (const page of pages) if (page.has && !near.has(page)) { page.figure.replaceChildren(); page.has = 0; page.tag = null; }
        }

        // Each font is loaded once and stays for as long as the page is open.
        const fonts = new Map();
        function font(name) {
            if (!fonts.has(name)) {
                const face = new FontFace(name, 'url("font/' + name + '.ttf")');
                document.fonts.add(face);
                fonts.set(name, face.load().catch(() => fonts.delete(name)));
            }
            return fonts.get(name);
        }

        async function show(page) {
            if (page.has >= page.wants || page.loading >= page.wants) return;
            const wanted = page.loading = page.wants;
            try {
                const reply = await fetch('page/' + (page.index + 1) + '.svg', { headers: page.tag ? { 'If-None-Match': page.tag } : {}, cache: 'no-store' });
                if (page.loading !== wanted || page !== pages[page.index]) return;
                if (reply.status === 200) {
                    const text = await reply.text();
                    if (page.loading !== wanted) return;
                    const svg = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
                    if (svg.localName === 'svg') {
                        for (const style of svg.querySelectorAll('style')) style.remove();
                        await Promise.all([...new Set([...svg.querySelectorAll('text')].map((text) => text.getAttribute('font-family')))].map(font));
                        if (page.loading !== wanted) return;
                        svg.setAttribute('aria-hidden', 'false');
                        page.figure.replaceChildren(document.importNode(svg, true));
                        page.tag = reply.headers.get('ETag');
                        if (page.has && page.isNew) flash(page.figure);
                    }
                }
                page.has = wanted;
                page.isNew = false;
                page.figure.dataset.version = wanted;
            } catch { page.loading = 0; }
        }

        function flash(figure) {
            figure.classList.remove('fresh');
            requestAnimationFrame(() => figure.classList.add('fresh'));
        }

        function visible() {
            const box = view.getBoundingClientRect();
            return pages.filter(page => { const r = page.figure.getBoundingClientRect(); return r.bottom > box.top && r.top < box.bottom; });
        }

        // The page at the top of the view, and how far it is scrolled.
        function anchor() {
            const top = view.getBoundingClientRect().top;
            const page = pages.find(page => page.figure.getBoundingClientRect().bottom > top + 1);
            return page ? { index: page.index, part: (top - page.figure.getBoundingClientRect().top) / page.figure.offsetHeight } : null;
        }

        function restore(place) {
            const page = place && pages[Math.min(place.index, pages.length - 1)];
            if (!page) return;
            const top = view.getBoundingClientRect().top;
            view.scrollTop += page.figure.getBoundingClientRect().top + place.part * page.figure.offsetHeight - top;
        }

        function arrange(runs) {
            const sizes = runs.flatMap(([w, h, count]) => Array.from({ length: count }, () => [w, h]));
            const isSame = sizes.length === pages.length && sizes.every(([w, h], i) => pages[i].w === w && pages[i].h === h);
            if (isSame) return;
            const place = anchor();
            while (pages.length > sizes.length) {
                const page = pages.pop();
                near.delete(page);
                observer.unobserve(page.figure);
                page.figure.remove();
            }
            sizes.forEach(([w, h], index) => {
                let page = pages[index];
                if (!page) {
                    const figure = make('figure');
                    page = { figure, index, wants: version, has: 0, loading: 0, tag: null, isNew: false };
                    figure.page = page;
                    figure.setAttribute('role', 'group');
                    pages.push(page);
                    view.append(figure);
                    observer.observe(figure);
                }
                page.w = w;
                page.h = h;
                page.figure.style.setProperty('--w', w);
                page.figure.style.setProperty('--h', h);
                page.figure.setAttribute('aria-label', words.page + ' ' + (index + 1) + ' ' + words.of + ' ' + sizes.length);
            });
            at('count').textContent = words.of + ' ' + pages.length;
            scale(true);
            restore(place);
        }

        function scale(keeps) {
            const widest = Math.max(1, ...pages.map(page => page.w));
            const fit = Math.min((view.clientWidth - 48) / widest, 2);
            const place = keeps ? null : anchor();
            view.style.setProperty('--scale', zoom === null ? fit : zoom * 4 / 3);
            at('fit').setAttribute('aria-pressed', String(zoom === null));
            restore(place);
        }

        function current() { return zoom ?? (Number(view.style.getPropertyValue('--scale')) || 1) * 3 / 4; }
        at('smaller').onclick = () => { zoom = Math.max(.25, current() / 1.2); scale(); };
        at('larger').onclick = () => { zoom = Math.min(4, current() * 1.2); scale(); };
        at('fit').onclick = () => { zoom = null; scale(); };
        new ResizeObserver(() => scale()).observe(view);

        function goTo(index) {
            const page = pages[Math.max(0, Math.min(index, pages.length - 1))];
            if (page) view.scrollTop += page.figure.getBoundingClientRect().top - view.getBoundingClientRect().top - 12;
        }
        at('go').onsubmit = event => { event.preventDefault(); goTo(parseInt(at('page').value, 10) - 1); view.focus({ preventScroll: true }); };

        let isCounting = false;
        view.addEventListener('scroll', () => {
            if (isCounting) return;
            isCounting = true;
            requestAnimationFrame(() => {
                isCounting = false;
                const here = anchor();
                if (here && document.activeElement !== at('page')) at('page').value = here.index + 1 + (here.part > .6 && here.index + 1 < pages.length ? 1 : 0);
                const jump = at('jump');
                if (!jump.hidden && visible().includes(pages[jump.target])) jump.hidden = true;
            });
        }, { passive: true });

        // ---- Versions

        function take(event) {
            version = event.version;
            arrange(event.pages);
            const changed = event.changed ?? pages.map(page => page.index);
            for (const index of changed) { const page = pages[index]; if (page) { page.wants = version; page.isNew = event.changed !== null; } }
            for (const page of visible()) show(page);
            for (const page of near) show(page);
            tell(event);
            offer(event.changed ?? []);
            document.body.dataset.version = version;
        }

        // Leads to the change when it is out of sight.
        function offer(changed) {
            const jump = at('jump');
            const seen = new Set(visible().map(page => page.index));
            jump.hidden = changed.length === 0 || changed.some(index => seen.has(index));
            if (jump.hidden) return;
            jump.target = changed[0];
            jump.textContent = words.page + ' ' + (changed[0] + 1) + ' ' + words.changed;
            jump.onclick = () => { goTo(jump.target); jump.hidden = true; };
        }

        function tell(event) {
            const errors = event.findings.filter(finding => finding.severity === 'error').length;
            at('mark').className = 'mark' + (errors || !event.isCurrent ? ' error' : event.findings.length ? ' warning' : '');
            at('state').textContent = (event.isCurrent ? words.live : errors + ' ' + (errors === 1 ? words.fault : words.faulty)) + ' · ' + event.milliseconds.toLocaleString(document.documentElement.lang) + ' ms';
            at('stale').hidden = event.isCurrent || pages.length === 0;
            at('fine').hidden = event.findings.length > 0;
            const items = event.findings.map(item);
            if (event.omitted) items.push(make('li', 'quiet', event.omitted + ' ' + words.omitted));
            at('findings').replaceChildren(...items);
            const news = event.findings.length ? event.findings.length + ' ' + (event.findings.length === 1 ? words.fault : words.faulty) : words.updated;
            if (at('news').textContent !== news) at('news').textContent = news;
        }

        // Text between backquotes is what the author wrote.
        function quoted(element, text) {
            text.split('`').forEach((part, index) => { if (part) element.append(index % 2 ? make('code', '', part) : part); });
            return element;
        }

        function item(finding, index) {
            const element = make('li', finding.severity);
            const message = make('p', 'message');
            message.append(make('span', 'level', words[finding.severity]), ' ');
            quoted(message, finding.message);
            message.append(' ', make('span', 'code', finding.code));
            element.append(message);
            if (finding.place) element.append(...where(finding.place, () => ask('finding', index + ' open')));
            for (const note of finding.notes) element.append(quoted(make('p', 'hint'), note));
            if (finding.hint) element.append(quoted(make('p', 'hint', words.hint), finding.hint));
            return element;
        }

        function where(place, open) {
            const text = place.file.replace(/^.*\//, '') + ':' + place.line + ':' + place.column;
            const name = hasEditor ? make('button', 'place', text) : make('span', 'place', text);
            name.title = place.file;
            if (hasEditor) { name.type = 'button'; name.onclick = open; }
            const snippet = make('pre', '', place.snippet.replace(/\n$/, ''));
            // A long line is shown where the carets stand.
            const caret = place.snippet.split('\n')[1]?.indexOf('^') ?? 0;
            if (caret > 30) requestAnimationFrame(() => { snippet.scrollLeft = (caret - 16) * snippet.scrollWidth / Math.max(1, ...place.snippet.split('\n').map(line => line.length)); });
            return [name, snippet];
        }

        // ---- Places

        async function ask(what, body) {
            const reply = await fetch(what, { method: 'POST', body });
            return reply.ok ? reply.json() : {};
        }

        view.addEventListener('click', async event => {
            const figure = event.target.closest('figure');
            const link = event.target.closest('a');
            if (link) {
                const target = link.getAttribute('href') ?? '';
                const inside = /^#p(\d+)/.exec(target);
                if (event.ctrlKey || event.metaKey) {
                    if (inside) { event.preventDefault(); goTo(Number(inside[1]) - 1); return; }
                    if (/^https?:/.test(target)) return;
                }
                event.preventDefault();
            }
            if (!figure || !getSelection().isCollapsed) return;
            const box = figure.getBoundingClientRect();
            const page = figure.page;
            const x = (event.clientX - box.left) / box.width * page.w;
            const y = (event.clientY - box.top) / box.height * page.h;
            const body = (page.index + 1) + ' ' + x.toFixed(2) + ' ' + y.toFixed(2);
            const answer = await ask('place', hasEditor ? body + ' open' : body);
            const panel = at('place');
            if (!answer.place) { panel.replaceChildren(make('p', 'quiet', words.noPlace)); return; }
            panel.replaceChildren(...where(answer.place, () => ask('place', body + ' open')));
            if (answer.opened !== null) panel.append(make('p', 'hint', answer.opened ? words.opened : words.notOpened));
        });

        const events = new EventSource('events');
        events.onmessage = message => take(JSON.parse(message.data));
        events.onerror = () => { at('mark').className = 'mark gone'; at('state').textContent = words.gone; };
        """#
}
