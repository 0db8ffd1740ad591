#!/usr/bin/env python3
"""make judge: what programs by others say of every document of examples/, in both languages, before and after signing.

  judge.py PARAPHE REPOSITORY FOLDER [SHARED]

Makes the documents with PARAPHE into FOLDER, then asks of each:
  qpdf        its syntax
  page        PDF/A-2a (3a with attachments) and PDF/UA-1, every rule of veraPDF's profiles (PyPI `page-validation`, tried on veraPDF's corpus)
  outloud     PDF/UA-1 and what a screen reader would say (PyPI), errors only
  pdfjudge    SHARED/tools/pdfjudge.py where it is: pyHanko for signatures, pikepdf and fontTools for files; veraPDF where it is set up
  reading     the text in structure order, read by poppler, against the template's (reading.py beside this file)
  size        under 60 KB for two pages, unsigned
Exits 1 when one of them finds a fault. Sets up its packages in a virtual environment of its own at the first run.
"""
import os
import subprocess
import sys

import packages

# What outloud takes for a fault and is none: cells that reach from one row of a table's head into the next (TBL-004), and words of running
# heads that it takes for prose (TAG-002), and tables where each row has a head (TBL-010).
OUTLOUD_IGNORED = {'TBL-004', 'TBL-010', 'TAG-002'}
# The range of a signature is that of its own revision; `page` holds every one against the whole file, so that no second signature could be.
PAGE_LATER = '-SIGNATURE-BYTERANGE-001'
REQUIRED = 'qpdf,fonts,tagged,headings,alt,th-scope,lang,title,text'
MOST_BYTES = 60_000
# A document is rendered twice, as PDF and after its logic: a clock would have gone on between them.
MOMENT = '2026-11-20T14:30:00-05:00'


if __name__ == '__main__':
    packages.ensure('page-validation==0.11.0', 'outloud==0.2.1', 'pikepdf==10.17.0')

import json
from concurrent.futures import ThreadPoolExecutor

import page

import reading

LANGUAGES = ['fr', 'en']
GUIDES = [('access', 'guide-access'), ('access', 'guide-help'), ('teleconsultation', 'guide-processing'), ('online-services', 'guide-services'),
          ('fax-orders', 'guide-bulletin')]


class Document:
    def __init__(self, path, xhtml=None, signed=False, plain=False):
        self.path, self.xhtml, self.signed, self.plain = path, xhtml, signed, plain
        self.name = os.path.basename(path)[:-4]


def reports(repository):
    """The demonstration's reports with their data, to be rendered without a dossier."""
    steps = json.load(open(repository + '/examples/teleconsultation/demo.json'))['steps']
    dossier = {'id': 'TC-2026-000123', 'submittedAt': steps[1]['at'], 'providerClinic': 'Clinique du Fleuve', 'requestingSite': 'Centre de santé',
               'requester': {'title': 'Dre', 'givenName': 'Geneviève', 'familyName': 'Côté'}, **steps[0]['edits']}
    signer = {'title': 'Dre', 'givenName': 'Minh Châu', 'familyName': 'Nguyễn', 'licenceNumber': '12345'}
    for step in steps:
        if step['action'].startswith('sign-') and not step.get('refused'):
            kind = step['action'][5:]
            yield kind + '-report', {'dossier': dossier, 'form': step['form'], 'signer': signer}


def make(paraphe, repository, folder):
    """Every document of examples/, and what it is made of: the demonstration's are signed as they come, and are judged unsigned too."""
    def run(*arguments):
        done = subprocess.run([paraphe, *arguments], capture_output=True, text=True, cwd=repository)
        if done.returncode:
            sys.exit(f'judge: paraphe {" ".join(arguments)}\n{done.stdout}{done.stderr}')
    os.makedirs(folder, exist_ok=True)
    jobs, documents = [], []

    def both(name, *arguments):
        documents.append(Document(f'{folder}/{name}.pdf', f'{folder}/{name}.xhtml'))
        jobs.extend([*arguments, '-o', f'{folder}/{name}.{kind}'] for kind in ('pdf', 'xhtml'))
    for language in LANGUAGES:
        tag = ['--lang', language + '-CA']
        both('specimen.' + language, 'typeset', f'examples/specimen/specimen.{language}.xhtml')
        for pack, guide in GUIDES:
            both(f'{guide}.{language}', 'render', guide, '--pack', 'examples/' + pack, '--at', MOMENT, *tag)
        jobs.append(['who', 'examples/access', '--format', 'pdf', '-o', f'{folder}/access-matrix.{language}.pdf', *tag])
        documents.append(Document(f'{folder}/access-matrix.{language}.pdf'))
        for name, data in reports(repository):
            path = f'{folder}/{name}.json'
            json.dump(data, open(path, 'w'))
            both(f'{name}.{language}', 'render', name, '--pack', 'examples/teleconsultation', '--data', path, '--at', MOMENT, *tag)
    jobs.append(['demo', '-o', folder + '/demo'])
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda job: run(*job), jobs))
    for name in sorted(os.listdir(folder + '/demo')):
        if not name.endswith('.pdf') or name.startswith('guide-'):
            continue
        data = open(f'{folder}/demo/{name}', 'rb').read()
        end = data.find(b'%%EOF\n') + 6
        if end < len(data):
            documents.append(Document(f'{folder}/demo/{name}', signed=True))
            open(f'{folder}/unsigned-{name}', 'wb').write(data[:end])
            documents.append(Document(f'{folder}/unsigned-{name}'))
        else:
            documents.append(Document(f'{folder}/demo/{name}'))
    documents += with_addenda(run, folder)
    for language in LANGUAGES:
        for standard in ('pdf-1.7', 'pdf-2.0'):
            path = f'{folder}/specimen.{language}.{standard}.pdf'
            run('typeset', f'examples/specimen/specimen.{language}.xhtml', '--standard', standard, '-o', path, '--lang', language + '-CA')
            documents.append(Document(path, plain=True))
    return documents


def with_addenda(run, folder):
    """The final reports with a signed addendum each; `trust.pem` holds the authority of the demonstration and the one who adds."""
    key, certificate, note = folder + '/adder.key', folder + '/adder.pem', folder + '/note.txt'
    subprocess.run(['openssl', 'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', key, '-out',
                    certificate, '-subj', '/CN=Minh Châu Nguyễn', '-utf8', '-days', '3650', '-addext', 'keyUsage=digitalSignature'],
                   check=True, capture_output=True)
    open(note, 'w').write('La culture reçue ensuite est négative : ᐊᓪᓚᑎ peut cesser le traitement.')
    with open(folder + '/trust.pem', 'w') as trust:
        trust.write(open(folder + '/demo/authority.pem').read() + open(certificate).read())
    added = []
    for language in LANGUAGES:
        path = f'{folder}/addendum.{language}.pdf'
        run('addend', f'{folder}/demo/final-report.{language}.pdf', '--text', note, '--key', key, '--cert', certificate, '--lang', language + '-CA',
            '-o', path)
        added.append(Document(path, signed=True))
    return added


def by_qpdf(document):
    done = subprocess.run(['qpdf', '--check', document.path], capture_output=True, text=True)
    return [] if done.returncode == 0 else [line for line in (done.stdout + done.stderr).splitlines() if 'WARN' in line or 'rror' in line]


def by_page(document):
    data = open(document.path, 'rb').read()
    part = '3a' if b'<pdfaid:part>3<' in data else '2a'
    later = data.count(b'/ByteRange') > 1
    return [f'{f.rule_id}: {f.message}' for profile in (part, 'ua1') for f in page.validate_pdf(document.path, profile=profile).failures
            if not (later and f.rule_id.endswith(PAGE_LATER))]


def by_outloud(document):
    done = subprocess.run([os.path.dirname(sys.executable) + '/outloud', '--json', '-', document.path], capture_output=True, text=True)
    try:
        findings = json.loads(done.stdout)['results'][0]['findings']
    except (ValueError, LookupError):
        return ['outloud says nothing: ' + (done.stderr or done.stdout)[-200:]]
    return [f'{f["rule"]}: {f["message"]} ({f.get("evidence") or ""})' for f in findings
            if f['severity'] == 'error' and f['rule'] not in OUTLOUD_IGNORED]


def by_reading(document):
    return reading.compare(document.path, document.xhtml) if document.xhtml else []


def by_size(document):
    size, pages = os.path.getsize(document.path), int(subprocess.run(
        ['pdfinfo', document.path], capture_output=True, text=True).stdout.split('Pages:')[1].split()[0])
    return [f'{size} bytes for {pages} pages'] if pages <= 2 and not document.signed and size > MOST_BYTES else []


def by_pdfjudge(documents, shared, root):
    """One run for all unsigned files, one for the signed."""
    faults = {d: [] for d in documents}
    for signed in (False, True):
        some = [d for d in documents if d.signed == signed and not d.plain]
        words = REQUIRED + (',signed,whole-file,pades-b-b' if signed else '')
        if os.environ.get('PDFJUDGE_VERAPDF'):
            words += ',pdfa-2a,pdfua-1'
        done = subprocess.run(
            [sys.executable, shared + '/tools/pdfjudge.py', '--trust', root, '--require', words, *[d.path for d in some]],
            capture_output=True, text=True)
        lines = [json.loads(line) for line in done.stdout.splitlines()]
        if len(lines) != len(some):
            sys.exit('judge: pdfjudge.py failed:\n' + done.stderr[-2000:])
        for document, said in zip(some, lines):
            faults[document] += [word for word, met in said['require'].items() if met is False]
            faults[document] += [f'{x["rule"]}: {x["says"]}' for x in said.get('subset') or []] + said['errors']
    return faults


def main():
    paraphe, repository, folder = map(os.path.abspath, sys.argv[1:4])
    shared = sys.argv[4] if len(sys.argv) > 4 else ''
    documents = make(paraphe, repository, folder)
    judges = {'qpdf': by_qpdf, 'page': by_page, 'outloud': by_outloud, 'reading': by_reading, 'size': by_size}
    with ThreadPoolExecutor(2) as pool:
        # What is plain claims neither archive nor accessibility: its syntax is judged.
        found = {name: dict(zip(documents, pool.map(lambda d: judge(d) if name == 'qpdf' or not d.plain else [], documents)))
                 for name, judge in judges.items()}
    if os.path.exists(shared + '/tools/pdfjudge.py'):
        found['pdfjudge'] = by_pdfjudge(documents, shared, folder + '/trust.pem')
    else:
        print('judge: no pdfjudge.py: signatures are judged by the tests alone')
    faulty = 0
    print(f'{"document":32} {"KB":>5}  ' + '  '.join(f'{name:8}' for name in found))
    for document in documents:
        verdicts = [('–' if name == 'reading' and not document.xhtml or document.plain and name != 'qpdf' else 'fault' if f[document] else 'good') for name, f in found.items()]
        label = document.name + (' (signed)' if document.signed else '')
        print(f'{label:32} {os.path.getsize(document.path) / 1000:5.1f}  ' + '  '.join(f'{v:8}' for v in verdicts))
        for name, f in found.items():
            for fault in f[document]:
                faulty += 1
                print(f'    {name}: {fault}')
    print(f'{len(documents)} documents, {faulty} faults')
    return 1 if faulty else 0


if __name__ == '__main__':
    sys.exit(main())
