#!/usr/bin/env python3
"""From saving a change to seeing it: `paraphe watch` in a real browser.

    watch.py [--paraphe PATH] [--chapters 40] [--page 100] [--edits 20] [--shot DIR]

Writes the guide of the document benchmark (`../shared/bench`, 40 chapters: 172 pages), shows it in Chromium at one page, saves a
change of a paragraph on that page over and over, and measures from the moment of the save until two animation frames after the
new page stands in the document: until it is on the screen. Median and greatest of all edits in milliseconds.
Needs: chromium and PyPI playwright; without them it says so and ends with 0.
"""
import argparse, os, pathlib, re, shutil, statistics, subprocess, sys, tempfile, time

HERE = pathlib.Path(__file__).resolve().parent
CHROMIUM = next((p for p in ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome") if os.path.exists(p)), None)

SEEN = """async ([page, mark]) => {
    const figure = document.querySelectorAll('figure')[page];
    const has = () => (figure.textContent + [...figure.querySelectorAll('[aria-label]')].map(e => e.getAttribute('aria-label')).join(' ')).includes(mark);
    await new Promise(done => {
        if (has()) return done();
        const observer = new MutationObserver(() => { if (has()) { observer.disconnect(); done(); } });
        observer.observe(figure, { childList: true, subtree: true });
    });
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    return performance.timeOrigin + performance.now();
}"""


def main():
    o = argparse.ArgumentParser()
    o.add_argument("--paraphe", default=str(HERE.parent / ".build/release/paraphe"))
    o.add_argument("--bench", default=os.environ.get("PARAPHE_BENCH", str(HERE.parent.parent / "shared/bench")))
    o.add_argument("--chapters", type=int, default=40); o.add_argument("--page", type=int, default=100)
    o.add_argument("--edits", type=int, default=20); o.add_argument("--shot")
    a = o.parse_args()
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return print("watch: skipped, PyPI playwright is not installed")
    if not CHROMIUM:
        return print("watch: skipped, there is no chromium")
    sys.path.insert(0, a.bench)
    import content, xhtml
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "guide.xhtml")
        text = xhtml.guide(content.guide(a.chapters))
        path.write_text(text)
        server = subprocess.Popen([a.paraphe, "watch", str(path), "--no-open", "--lang", "en-CA"], stdout=subprocess.PIPE, text=True)
        try:
            address = re.search(r"http://\S+", server.stdout.readline()).group(0)
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
                window = browser.new_page(viewport={"width": 1400, "height": 1000})
                window.goto(address)
                window.wait_for_function("document.querySelectorAll('figure').length > %d" % (a.page - 1))
                # A word of a paragraph on that page, found by asking where the page was written.
                starts = [0]
                for row in text.split("\n"):
                    starts.append(starts[-1] + len(row) + 1)
                line, page = None, a.page - 1
                while line is None and page < a.page + 20:
                    page += 1
                    for part in range(10, 92):
                        place = window.evaluate("""async ([p, x, y]) => (await (await fetch('place', { method: 'POST', body: `${p} ${x} ${y}` })).json()).place""",
                            [page, 200, 792 * part / 100])
                        if place:
                            at = starts[place["line"] - 1] + place["column"] - 1
                            if text.rfind("<p>", 0, at) > text.rfind("</", 0, at) and text.find("</p>", at) - at > 60:
                                line = at
                                break
                if line is None:
                    sys.exit("watch: no paragraph found from that page on")
                a.page = page
                window.fill("#page", str(a.page)); window.press("#page", "Enter")
                figure = window.locator("figure").nth(a.page - 1)
                figure.locator("svg").wait_for()
                box = figure.bounding_box()
                time.sleep(1)
                end = text.find("</p>", line)
                spot = text.rfind(" ", 0, end - 20)
                if a.shot:
                    pathlib.Path(a.shot).mkdir(parents=True, exist_ok=True)
                    window.screenshot(path=f"{a.shot}/watch.png")
                samples = []
                for edit in range(a.edits + 2):
                    mark = f"modif{edit}x"
                    changed = text[:spot] + " " + mark + text[spot:]
                    temporary = path.with_suffix(".new")
                    temporary.write_text(changed)
                    handle = window.evaluate_handle(f"args => {{ window.seen = ({SEEN})(args) }}", [a.page - 1, mark])
                    start = time.time() * 1e3
                    # As most editors save: a new file takes the old one's place; every other time, the file itself is written.
                    if edit % 2:
                        os.replace(temporary, path)
                    else:
                        path.write_text(changed)
                    samples.append(window.evaluate("() => window.seen") - start)
                    time.sleep(0.25)
                samples = samples[2:]
                state = window.text_content("#state")
                print(f"| save to screen, page {a.page} of {window.locator('figure').count()}, ms | median {statistics.median(samples):.0f} | greatest {max(samples):.0f} | {len(samples)} edits; in the tool: {state} |")
                if a.shot:
                    window.screenshot(path=f"{a.shot}/watch-after.png")
                    path.write_text(text.replace("</p>", "<p>", 1).replace("<h1", "<h1 styl=", 1))
                    time.sleep(1)
                    window.screenshot(path=f"{a.shot}/watch-error.png")
                    figure.click(position={"x": box["width"] * 0.4, "y": box["height"] * 0.4})
                    time.sleep(0.5)
                    window.screenshot(path=f"{a.shot}/watch-click.png")
                browser.close()
        finally:
            server.send_signal(2)
            server.wait(timeout=10)


if __name__ == "__main__":
    main()
