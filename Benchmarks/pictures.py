#!/usr/bin/env python3
"""Sets the same French text with Typst, WeasyPrint and Paraphe, measures the lines and pages, and makes docs/pictures.

    Benchmarks/pictures.py [--paraphe .build/release/paraphe] [--shared ../shared] [--chromium /usr/bin/chromium]

Needs: pip install typst weasyprint pillow; poppler-utils; fonts-noto-core. The words come from SHARED/bench/content.py. What is measured is
described in docs/typesetting.md. Chromium is optional: it prints the expanded report, for one picture.
"""
import argparse, json, os, pathlib, re, subprocess, sys, tempfile
import xml.etree.ElementTree as ET

ROOT = pathlib.Path(__file__).resolve().parent.parent
MEASURE, SIZE, PITCH = 340, 10, 14
BLACK = ("typst", "weasyprint", "paraphe")


def column_texts(content):
    """Forty paragraphs of the benchmark's sentences, in both languages."""
    import random
    rng = random.Random(11)
    return [("fr", content.paragraph(rng, "fr", 2 + i % 4)) for i in range(20)] + [("en", content.paragraph(rng, "en", 2 + i % 4)) for i in range(20)]


def column_xhtml(texts):
    from xml.sax.saxutils import escape
    css = f"""@page {{ size: 612pt 792pt; margin: 72pt {(612 - MEASURE) / 2}pt }} body {{ margin: 0; font: {SIZE}pt/{PITCH}pt "Noto Sans" }}
    p {{ margin: 0 0 7pt; text-align: justify; hyphens: auto; orphans: 2; widows: 2 }}"""
    body = "".join(f'<p lang="{l}" xml:lang="{l}">{escape(t)}</p>' for l, t in texts)
    return f'<html xmlns="http://www.w3.org/1999/xhtml" lang="fr" xml:lang="fr"><head><title>Colonne</title><style>{css}</style></head><body><h1 style="font-size: 12pt; line-height: 14pt; margin: 0 0 7pt">Colonne</h1>{body}</body></html>'


def column_typst(texts):
    head = f"""#set document(title: "Colonne")
#set page(width: 612pt, height: 792pt, margin: (x: {(612 - MEASURE) / 2}pt, y: 72pt))
#set text(font: "Noto Sans", size: {SIZE}pt, hyphenate: true, top-edge: 0.8em, bottom-edge: -0.2em, region: "ca")
#set par(justify: true, leading: {PITCH - SIZE}pt, spacing: {PITCH - SIZE + 7}pt)
#show heading: set text(size: 12pt)
= Colonne
"""
    return head + "\n".join(f"#par[#text(lang: {json.dumps(l)}, {json.dumps(t, ensure_ascii=False)})]" for l, t in texts)


def run(*command, **options):
    return subprocess.run([str(c) for c in command], capture_output=True, text=True, errors="replace", check=True, **options).stdout


def lines(pdf):
    """By page, lines of words with their places, as poppler sees them: words on one baseline, left to right."""
    out = run("pdftotext", "-bbox", pdf, "-")
    pages = []
    for page in ET.fromstring(re.sub(r'<!DOCTYPE[^>]*>|xmlns="[^"]*"', "", out)).iter("page"):
        rows = {}
        for word in page.iter("word"):
            top, bottom = float(word.get("yMin")), float(word.get("yMax"))
            rows.setdefault(round((top + bottom) / 2), []).append((float(word.get("xMin")), float(word.get("xMax")), word.text or ""))
        merged = []
        for y in sorted(rows):
            if merged and y - merged[-1][0] <= 3:
                merged[-1][1].extend(rows[y])
            else:
                merged.append([y, list(rows[y])])
        pages.append([(y, sorted(words)) for y, words in merged])
    return pages


def divided_lines(dump):
    """Places (page, baseline) of lines that end in a divided word: the dump tells the word that its first part is read as."""
    found, page = set(), -1
    for line in dump.splitlines():
        page += line.startswith("page ")
        part = re.match(r"text [\d.]+,([\d.]+) .* → “(.*)”", line)
        if part and part[2] != " ":
            found.add((page, float(part[1])))
    return found


def column_figures(pdf, texts, divided=None):
    left = (612 - MEASURE) / 2
    rows = [(page, y, words) for page, content in enumerate(lines(pdf)) for y, words in content]
    rows = rows[1:]
    figures = {"lines": len(rows), "pages": len(lines(pdf))}
    justified, hyphens, gaps, runts, doubles, before = 0, 0, [], 0, 0, False
    for index, (page, y, words) in enumerate(rows):
        text = " ".join(w[2] for w in words)
        isFull = words[-1][1] > left + MEASURE - 3
        isHyphen = text.endswith(("-", "\u2010", "\xad"))
        if divided is not None:
            isHyphen = any(p == page and abs(baseline - y) < PITCH / 2 for p, baseline in divided)
        hyphens += isHyphen
        doubles += isHyphen and before
        before = isHyphen
        following = rows[index + 1] if index + 1 < len(rows) else None
        # The last line of a paragraph: the next stands further below, or on another page.
        isLast = following is None or following[0] == page and following[1] - y > PITCH + 4 or (following[0] != page and not isFull)
        if not isLast and isFull:
            justified += 1
            gaps.append((max((b[0] - a[1] for a, b in zip(words, words[1:])), default=0) / SIZE, text))
        if isLast and (len(words) == 1 or words[-1][1] - words[0][0] < 0.1 * MEASURE):
            runts += 1
    worst = max(gaps)
    average = sum(g for g, _ in gaps) / len(gaps)
    spread = (sum((g - average) ** 2 for g, _ in gaps) / len(gaps)) ** 0.5
    figures |= {"lines that end in a hyphen": hyphens, "hyphens in a row": doubles, "widest space of a line, em, mean": round(average, 3),
                "its deviation": round(spread, 3), "the worst": round(worst[0], 2), "last lines of one word or a tenth": runts}
    return figures


def document_figures(pdf):
    info = run("pdfinfo", pdf)
    structure = subprocess.run(["pdfinfo", "-struct", str(pdf)], capture_output=True, text=True, errors="replace").stdout
    field = lambda name: next((l.split(":", 1)[1].strip() for l in info.splitlines() if l.startswith(name)), "")
    pages = lines(pdf)
    # A head row repeated: pages that begin, under their head, with the table's head words.
    tables = sum(1 for p in pages[1:] for y, words in p[:3] if [w[2] for w in words][:2] in (["Nom", "Dose"],))
    raw = run("pdftotext", "-raw", pdf, "-")
    return {
        "pages": int(field("Pages") or 0), "bytes": os.path.getsize(pdf), "tagged": field("Tagged"),
        "table heads (TH) tagged": len(re.findall(r"^\s*TH\b", structure, re.M)), "table heads repeated at a page's top": tables,
        "no-break space before `:` (of all)": f"{len(re.findall(chr(0xA0) + ':', raw))} of {len(re.findall(r'[  ]:', raw))}",
    }


def crop(pdf, page, box, dpi=110):
    """A piece of a page, in points, as a small picture."""
    from PIL import Image
    with tempfile.TemporaryDirectory() as t:
        run("pdftoppm", "-r", dpi, "-f", page, "-l", page, "-png", "-singlefile", pdf, f"{t}/p")
        image = Image.open(f"{t}/p.png").convert("RGB")
    scale = dpi / 72
    if box:
        image = image.crop(tuple(int(v * scale) for v in box))
    return image


def side_by_side(images, labels, path, colours=24):
    from PIL import Image, ImageDraw, ImageFont
    font = ImageFont.truetype("/usr/share/fonts/truetype/noto/NotoSans-Bold.ttf", 15)
    gap, head = 16, 26
    width = sum(i.width for i in images) + gap * (len(images) - 1)
    out = Image.new("RGB", (width, max(i.height for i in images) + head), "white")
    draw, x = ImageDraw.Draw(out), 0
    for image, label in zip(images, labels):
        draw.text((x + 2, 2), label, fill="#0b5568", font=font)
        out.paste(image, (x, head))
        draw.rectangle((x, head, x + image.width - 1, head + image.height - 1), outline="#b9c8cd")
        x += image.width + gap
    out = out.quantize(colours)
    out.save(path, optimize=True)
    size = os.path.getsize(path)
    assert size <= 120 * 1024, f"{path}: {size} bytes"
    print(path, size)


def main():
    o = argparse.ArgumentParser()
    o.add_argument("--paraphe", default=str(ROOT / ".build/release/paraphe"))
    o.add_argument("--shared", default=str(ROOT.parent / "shared"))
    o.add_argument("--chromium", default="/usr/bin/chromium")
    o.add_argument("--keep", help="folder for the PDF files")
    a = o.parse_args()
    sys.path.insert(0, a.shared + "/bench")
    import content, typst, weasyprint, xhtml
    work = pathlib.Path(a.keep or tempfile.mkdtemp())
    work.mkdir(parents=True, exist_ok=True)
    texts = column_texts(content)
    report, guide = content.report(1), content.guide(10)
    sources = {"column": column_xhtml(texts), "report": xhtml.report(report), "guide": xhtml.guide(guide)}
    (work / "column.typ").write_text(column_typst(texts))
    for name, source in sources.items():
        (work / f"{name}.xhtml").write_text(source)
        lenient = [] if name == "column" else ["--lenient"]
        run(a.paraphe, "typeset", *lenient, work / f"{name}.xhtml", "-o", work / f"{name}-paraphe.pdf", env={**os.environ, "PARAPHE_HOME": str(ROOT)})
        weasyprint.HTML(string=source).write_pdf(work / f"{name}-weasyprint.pdf", pdf_variant="pdf/ua-1")
    for name, data in (("column", None), ("report", report), ("guide", guide)):
        path = str(work / "column.typ") if data is None else f"{a.shared}/bench/{name}.typ"
        compiler = typst.Compiler(path, root="/")
        inputs = {} if data is None else {"sys_inputs": {"data": json.dumps(data, ensure_ascii=False)}}
        try:
            pdf = compiler.compile(**inputs, pdf_standards=["a-2a", "ua-1"])
        except Exception as error:
            print("typst without standards:", name, str(error)[:120])
            pdf = compiler.compile(**inputs)
        (work / f"{name}-typst.pdf").write_bytes(pdf)

    def table(title, figures):
        print(f"\n{title}\n\n| | " + " | ".join(BLACK) + " |\n|---|" + "---|" * len(BLACK))
        for key in figures[BLACK[0]]:
            print(f"| {key} | " + " | ".join(str(figures[e][key]) for e in BLACK) + " |")

    run(a.paraphe, "typeset", work / "column.xhtml", "-o", work / "column.txt", env={**os.environ, "PARAPHE_HOME": str(ROOT)})
    divided = {"paraphe": divided_lines((work / "column.txt").read_text())}
    table("Column", {e: column_figures(work / f"column-{e}.pdf", texts, divided.get(e)) for e in BLACK})
    for name in ("report", "guide"):
        table(name, {e: document_figures(work / f"{name}-{e}.pdf") for e in BLACK})
    pictures = ROOT / "docs/pictures"
    pictures.mkdir(exist_ok=True)
    left = (612 - MEASURE) / 2
    labels = ["Typst", "WeasyPrint", "Paraphe"]
    side_by_side([crop(work / f"column-{e}.pdf", 1, (left - 6, y, left + MEASURE + 6, y + 240), 88) for e, y in zip(BLACK, (83, 90, 90))], labels, pictures / "column.png", 12)
    side_by_side([crop(work / f"report-{e}.pdf", 1, None, 58) for e in BLACK], labels, pictures / "report.png", 12)
    side_by_side([crop(work / f"guide-{e}.pdf", 3, None, 58) for e in BLACK], labels, pictures / "guide.png", 12)
    if pathlib.Path(a.chromium).exists():
        specimen = ROOT / "examples/specimen/specimen.fr.xhtml"
        run(a.paraphe, "typeset", specimen, "-o", work / "specimen.pdf", env={**os.environ, "PARAPHE_HOME": str(ROOT)})
        run(a.chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={work}/chromium.pdf", specimen.as_uri())
        side_by_side([crop(work / "specimen.pdf", 2, None, 62), crop(work / "chromium.pdf", 2, None, 62)], ["Paraphe", "Chromium"], pictures / "chromium.png", 16)


if __name__ == "__main__":
    main()
