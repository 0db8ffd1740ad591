#!/usr/bin/env python3
"""A guide of 300 pages with 200 screenshots, contents, cross references and an index: Paraphe beside Typst on the same content.

    guide.py SHARED_BENCH PARAPHE PACK [--chapters 60] [--shots 200] [--runs 3]

Draws the screenshots (PNG, 900 by 560 pixels, all different) and writes the guide once as XHTML with the elements of templates and once for Typst, with the
same words, figures, references and terms of the index. Each engine makes PDF/A-2a + PDF/UA-1. Prints seconds of CPU and of wall time, peak memory, pages and
bytes of both, and their ratios; ends with 1 when Paraphe makes no file, takes over ten seconds of CPU or over 512 MB.
"""
import argparse, json, os, pathlib, random, resource, struct, subprocess, sys, tempfile, time, zlib
from xml.sax.saxutils import escape

TERMS = ['demande', 'répartiteur', 'fournisseur', 'liste de travail', 'rapport final', 'signature électronique', 'urgence', 'notification', 'permission',
         'dossier', 'ordonnance', 'consentement', 'téléconsultation', 'site demandeur', 'état', 'délai', 'raison de retour', 'pièce jointe']


def png(path, seed, width=900, height=560):
    """A screen as applications look: a bar, a menu, rows, a button. Its shapes differ with the seed."""
    rng = random.Random(seed)
    white, bar, rule, ink = (255, 255, 255), (11, 85, 104), (215, 222, 225), (60, 70, 78)
    accent = (rng.randrange(30, 200), rng.randrange(90, 180), rng.randrange(90, 200))
    lines = [rng.randrange(180, 640) for _ in range(40)]
    rows = []
    for y in range(height):
        row = bytearray()
        if y < 48:
            row += bytes(bar) * width
        else:
            n, inside = divmod(y - 48, 26)
            line = bytes(rule if inside == 25 else white) * 180
            text = lines[n % 40] if 8 <= inside <= 15 else 0
            for x in range(0, width - 180, 6):
                dark = text and x < text and rng.random() < 0.7
                line += bytes(accent if 8 <= inside <= 15 and 660 <= x < 714 else ink if dark else rule if inside == 25 else white) * 6
            row += line[:width * 3]
        rows.append(b'\0' + bytes(row))
    def chunk(kind, data):
        return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))
    data = b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', width, height, 8, 2, 0, 0, 0))
    pathlib.Path(path).write_bytes(data + chunk(b'IDAT', zlib.compress(b''.join(rows), 6)) + chunk(b'IEND', b''))


def guide(content, chapters, shots):
    """The content of both: chapters of sections, each with paragraphs, a reference, terms, steps, a figure or a table."""
    rng = random.Random(7)
    made = content.guide(chapters)
    count, figure = sum(len(c['sections']) for c in made['chapters']), 0
    for i, chapter in enumerate(made['chapters']):
        for j, section in enumerate(chapter['sections']):
            section['id'] = f'c{i}s{j}'
            section['to'] = f'c{rng.randrange(i + 1)}s0'
            section['terms'] = rng.sample(TERMS, 2)
            place = sum(len(c['sections']) for c in made['chapters'][:i]) + j
            section['figures'] = list(range(place * shots // count, (place + 1) * shots // count))
    return made


def xhtml(d):
    body = ''
    for i, c in enumerate(d['chapters']):
        body += f'<section class="c"><h1 id="c{i}">{escape(c["title"])}</h1>'
        for s in c['sections']:
            body += f'<h2 id="{s["id"]}">{escape(s["title"])}</h2>'
            for k, p in enumerate(s['paragraphs']):
                end = ''
                if k == 0:
                    end = f' Voir <g:ref to="{s["to"]}" show="both"/>.'
                    end += ''.join(f' <g:term>{escape(t)}</g:term>' for t in s['terms'])
                body += f'<p>{escape(p)}{end}</p>'
            body += '<ol>' + ''.join(f'<li>{escape(t)}</li>' for t in s['steps']) + '</ol>'
            for n in s['figures']:
                body += f'<figure><img src="shot{n}.png" alt="Écran {n + 1}"/><figcaption>Écran {n + 1} de la demande</figcaption></figure>'
            rows = ''.join('<tr>' + ''.join(f'<td>{escape(x)}</td>' for x in r) + '</tr>' for r in s['table'])
            body += f'<table><thead><tr><th>Nom</th><th>Dose</th><th>Actif</th><th>Délai</th></tr></thead><tbody>{rows}</tbody></table>'
        body += '</section>'
    css = '''@page { size: letter; margin: 2cm; @bottom-center { content: counter(page) " / " counter(pages) } }
body { font: 10pt/1.3 "Noto Sans"; text-align: justify; hyphens: auto } h1 { text-align: center; font-size: 16pt } h2 { font-size: 12pt; break-after: avoid }
table { width: 100%; border-collapse: collapse } td, th { border: 0.5pt solid #444; padding: 3pt; text-align: left }
figure { break-inside: avoid; margin: 8pt 0 } figure img { width: 8cm; display: block } figcaption { font-size: 9pt }
nav a::after { content: leader(".") target-counter(attr(href), page) } nav li { list-style: none } section.c { break-before: page }
a.ref-both::after { content: ", p. " target-counter(attr(href), page) } .index { columns: 2 } .index ul { list-style: none; padding: 0 }
.index li { -paraphe-page-references: merged } .index a::before { content: ", " } .index a::after { content: target-counter(attr(href), page) }'''
    return ('<?xml version="1.0" encoding="UTF-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml" xmlns:g="https://paraphe.dev/ns/template"><head>'
            f'<title>{escape(d["title"])}</title><style>{css}</style></head><body><g:contents levels="1-2"/>'
            f'{body}<section class="c"><h1>Index</h1><g:index/></section></body></html>')


TYPST = '''#let d = json(sys.inputs.data)
#let terms = state("terms", (:))
#set document(title: d.title)
#set page("us-letter", margin: 2cm, footer: context align(center)[#counter(page).display("1 / 1", both: true)])
#set text(font: "Noto Sans", size: 10pt, lang: d.lang, region: "ca", hyphenate: true)
#set par(justify: true)
#outline(depth: 2)
#let term(t) = [#t#metadata(t)<term>]
#let see(id) = context { let h = query(label(id)).first(); link(label(id))[#h.body, p.~#h.location().page()] }
#for (i, c) in d.chapters.enumerate() {
  pagebreak()
  heading(level: 1, c.title)
  for s in c.sections {
    [#heading(level: 2, s.title) #label(s.id)]
    for (k, p) in s.paragraphs.enumerate() { par[#p#if k == 0 [ Voir #see(s.to). #s.terms.map(term).join(" ")]] }
    enum(..s.steps)
    for n in s.figures { figure(image("shot" + str(n) + ".png", width: 8cm, alt: "Écran " + str(n + 1)), caption: [Écran #(n + 1) de la demande], numbering: none) }
    table(columns: (2fr, 1fr, 1fr, 1fr), table.header([Nom], [Dose], [Actif], [Délai]), ..s.table.flatten())
  }
}
#pagebreak()
= Index
#context columns(2, {
  let found = (:)
  for m in query(<term>) { let p = m.location().page(); let old = found.at(m.value, default: ()); if p not in old { found.insert(m.value, old + (p,)) } }
  for t in found.keys().sorted() [#t, #found.at(t).map(str).join(", ") \\ ]
})
'''
CHILD = '''import sys, typst
c = typst.Compiler(sys.argv[1], root="/")
try: pdf = c.compile(sys_inputs={"data": sys.argv[2]}, pdf_standards=["a-2a", "ua-1"])
except Exception as e:
    print("without its standards:", str(e)[:200], file=sys.stderr); pdf = c.compile(sys_inputs={"data": sys.argv[2]})
open(sys.argv[3], "wb").write(pdf)'''


def run(command, output, runs):
    """CPU, wall and peak MB of a process: the median, the median, the greatest."""
    found = []
    for _ in range(runs):
        start = time.monotonic()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        if status: sys.exit(f'{command[0]}: exit {status}')
        found.append((usage.ru_utime + usage.ru_stime, time.monotonic() - start, usage.ru_maxrss / 1024))
    pages = subprocess.run(['pdfinfo', output], capture_output=True, text=True).stdout.split('Pages:')[1].split()[0]
    cpu, wall, memory = (sorted(f[k] for f in found) for k in range(3))
    return cpu[runs // 2], wall[runs // 2], memory[-1], int(pages), os.path.getsize(output) / 1e6


def main():
    o = argparse.ArgumentParser()
    o.add_argument('shared'); o.add_argument('paraphe'); o.add_argument('pack')
    o.add_argument('--chapters', type=int, default=50); o.add_argument('--shots', type=int, default=200); o.add_argument('--runs', type=int, default=3)
    o.add_argument('--keep'); o.add_argument('--no-typst', action='store_true')
    a = o.parse_args()
    sys.path.insert(0, a.shared)
    import content
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(a.keep or folder); folder.mkdir(exist_ok=True, parents=True)
        for n in range(a.shots): png(folder / f'shot{n}.png', n)
        d = guide(content, a.chapters, a.shots)
        (folder / 'guide.xhtml').write_text(xhtml(d)); (folder / 'guide.json').write_text(json.dumps(d, ensure_ascii=False))
        (folder / 'guide.typ').write_text(TYPST); (folder / 'child.py').write_text(CHILD)
        print('| engine | pages | s CPU | s wall | MB | MB of file |\n|---|---|---|---|---|---|')
        def show(name, row): print(f'| {name} | {row[3]} | {row[0]:.2f} | {row[1]:.2f} | {row[2]:.0f} | {row[4]:.1f} |', flush=True)
        ours = run([a.paraphe, 'render', str(folder / 'guide.xhtml'), '--pack', a.pack, '--lang', 'fr-CA', '-o', str(folder / 'p.pdf')], folder / 'p.pdf', a.runs)
        show('paraphe', ours)
        if not a.no_typst:
            theirs = run([sys.executable, str(folder / 'child.py'), str(folder / 'guide.typ'), str(folder / 'guide.json'), str(folder / 't.pdf')],
                         folder / 't.pdf', a.runs)
            show('typst', theirs)
            print(f'| paraphe / typst | {ours[3] / theirs[3]:.2f} | {ours[0] / theirs[0]:.2f} | {ours[1] / theirs[1]:.2f} | {ours[2] / theirs[2]:.2f} | {ours[4] / theirs[4]:.2f} |')
        if ours[0] > 10 or ours[2] > 512: sys.exit(1)


if __name__ == '__main__':
    main()
