#!/usr/bin/env python3
"""make judge: what translate-toolkit (PyPI) and lxml say of the translation work that we write, and what comes back from a translator's hands.

  xliff.py PARAPHE REPOSITORY FOLDER

For each guide in two languages of examples/: exports all of it, reads it with translate-toolkit's XLIFF 2 reader, checks that each unit has a source and the
codes of its target, that ids are unique and that each `dataRef` is there; has the toolkit write it again and imports that, which must change nothing. Then a paragraph is taken out of one language: `paraphe
parity` must fail at the other's line, the export must hold that paragraph, a translation made here must come back into the file, and parity must pass again.
Work that was damaged must be refused with words and exit code 1. Exits 1 on a fault. Sets up its packages in an environment of its own at the first run.
"""
import glob
import os
import re
import shutil
import subprocess
import sys

import packages

if __name__ == '__main__':
    packages.ensure('translate-toolkit==3.20.4', 'lxml')

from lxml import etree
from translate.storage import xliff2

X = '{urn:oasis:names:tc:xliff:document:2.0}'
faults = []


def fault(*words):
    faults.append(' '.join(map(str, words)))
    print('FAULT', *words)


def paraphe(tool, *arguments):
    done = subprocess.run([tool, *arguments], capture_output=True, text=True, env={**os.environ, 'LANG': 'en_CA.UTF-8'})
    return done.returncode, done.stdout + done.stderr


def well_made(path):
    """What the schema of XLIFF 2.0 asks of the parts that we use, and what clauses 4.7.2 and 4.7.3 say of ids and data."""
    tree = etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True))
    root = tree.getroot()
    if root.tag != X + 'xliff' or root.get('version') not in ('2.0', '2.1'): fault(path, 'root')
    order = {X + 'notes': 0, X + 'originalData': 1, X + 'segment': 2, X + 'ignorable': 2}
    ids = [u.get('id') for u in root.iter(X + 'unit')]
    if len(set(ids)) != len(ids): fault(path, 'ids of units')
    for unit in root.iter(X + 'unit'):
        places = [order.get(child.tag, -1) for child in unit]
        if -1 in places or places != sorted(places): fault(path, unit.get('id'), 'order of parts')
        data = {d.get('id') for d in unit.iter(X + 'data')}
        for code in unit.iter(X + 'ph', X + 'pc'):
            for name in ('dataRef', 'dataRefStart', 'dataRefEnd'):
                if code.get(name) and code.get(name) not in data: fault(path, unit.get('id'), name, code.get(name))
        for segment in unit.iter(X + 'segment'):
            if [c.tag for c in segment] not in ([X + 'source'], [X + 'source', X + 'target']): fault(path, unit.get('id'), 'segment')
            if segment.get('state') not in ('initial', 'translated', 'reviewed', 'final'): fault(path, unit.get('id'), 'state')
            source, target = segment.find(X + 'source'), segment.find(X + 'target')
            if target is not None:
                codes = [sorted(c.get('id') for c in part.iter(X + 'ph', X + 'pc')) for part in (source, target)]
                if codes[0] != codes[1]: fault(path, unit.get('id'), 'codes of source and target')
    return len(ids)


def judge(tool, french, folder):
    base = french[:-len('.fr.xhtml')]
    english, name = base + '.en.xhtml', os.path.basename(base)
    work = f'{folder}/{name}.xlf'
    status, words = paraphe(tool, 'translate', 'export', french, '--to', 'en-CA', '--all', '-o', work)
    if status: return fault(name, words)
    count = well_made(work)
    store = xliff2.Xliff2File.parsefile(work)
    units = [u for u in store.units if u.source]
    if len(units) != count: fault(name, f'the toolkit reads {len(units)} of {count} units')
    if store.getsourcelanguage() != 'fr-CA' or store.gettargetlanguage() != 'en-CA': fault(name, 'languages')
    store.savefile(f'{folder}/{name}.toolkit.xlf')
    before = open(english, 'rb').read()
    status, words = paraphe(tool, 'translate', 'import', f'{folder}/{name}.toolkit.xlf', french)
    if status or open(english, 'rb').read() != before: fault(name, 'what the toolkit wrote again does not come back as it was:', words[:300])

    # A paragraph of one language is lost, told, translated and back.
    text = before.decode()
    lost = next(iter(re.findall(r'\n *<p(?: class="intro")?>[^<]{60,}</p>', text)), None)
    if lost is None: return print(f'{name}: {count} units')
    open(english, 'w').write(text.replace(lost, '', 1))
    status, words = paraphe(tool, 'parity', french)
    if status != 1 or f'{os.path.basename(french)}:' not in words or words.count('error[') != 1: fault(name, 'parity of a lost paragraph:', words[:600])
    status, words = paraphe(tool, 'translate', 'export', french, '--to', 'en-CA', '-o', work)
    well_made(work)
    tree = etree.parse(work)
    segments = list(tree.iter(X + 'segment'))
    if len(segments) != 1: fault(name, len(segments), 'texts to translate')
    for segment in segments:
        target = etree.SubElement(segment, X + 'target')
        target.text = re.sub(r'^\s*<[^>]*>|</p>$', '', lost).replace('&amp;', '&').replace('&lt;', '<').replace('&gt;', '>')
    tree.write(work, encoding='utf-8', xml_declaration=True)
    status, words = paraphe(tool, 'translate', 'import', work, french)
    if status: fault(name, words)
    status, words = paraphe(tool, 'parity', french)
    if status: fault(name, 'after the import:', words[:600])
    for label, change in {
            'a code of nobody': lambda s: s.replace('</target>', '<ph id="99"/></target>'), 'version 1.2': lambda s: s.replace('version="2.0"', 'version="1.2"'),
            'a document type': lambda s: s.replace('<xliff', '<!DOCTYPE xliff [<!ENTITY x SYSTEM "file:///etc/passwd">]><xliff', 1),
            'cut off': lambda s: s[:len(s) // 2], 'nothing': lambda s: '', 'another source': lambda s: re.sub(r'<source>', '<source>Z', s)}.items():
        open(f'{folder}/bad.xlf', 'w').write(change(open(work).read()))
        kept = open(english, 'rb').read()
        status, words = paraphe(tool, 'translate', 'import', f'{folder}/bad.xlf', french)
        if status != 1 or 'error[' not in words or open(english, 'rb').read() != kept: fault(name, label, status, words[:200])
    print(f'{name}: {count} units')


def main():
    tool, repository, folder = os.path.abspath(sys.argv[1]), sys.argv[2], os.path.abspath(sys.argv[3])
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    os.environ.setdefault('PARAPHE_HOME', os.path.abspath(repository))
    for french in sorted(glob.glob(f'{repository}/examples/*/guides/*.fr.xhtml')):
        if not os.path.exists(french.replace('.fr.xhtml', '.en.xhtml')): continue
        for path in (french, french.replace('.fr.xhtml', '.en.xhtml')): shutil.copy(path, folder)
        judge(tool, f'{folder}/{os.path.basename(french)}', folder)
    sys.exit(1 if faults else 0)


if __name__ == '__main__':
    main()
