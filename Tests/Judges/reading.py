"""The reading test: a PDF file read aloud says what its template says, in order, and announces headings, lists and tables as such.

compare(pdf, xhtml) -> list of faults. The file is read by poppler (`pdfinfo -struct-text`: the structure tree and the text of its elements);
what it must say is the document after its logic (`paraphe render … -o X.xhtml`), before any style or layout.

Style sheets add a few words of their own, which are known by the element they stand in: labels of list items and notes, numbers of
headings, tables and pages, and quotation marks. They are taken off before comparing; nothing else may differ but white space.
"""
import re
import subprocess
import xml.etree.ElementTree as ET

X = '{http://www.w3.org/1999/xhtml}'
T = '{https://paraphe.dev/ns/template}'
# What style sheets of the examples take out of the text: running heads, and what is read in a margin.
RUNNING = re.compile(r'(^|\s)(running(-|\s|$)|pad(\s|$))')
QUOTES = '«»“”‘’"'
# In place of words that a style sheet makes.
MADE = '\ufffc'
# A mark of ours on what is in a table of contents.
IN_CONTENTS = 'in-contents'
# Of an item of a list, or of a note; the term of a definition is a label too, and is written.
LABEL = re.compile(r'\s*([^\w\s]|\(?([0-9]+|[A-Za-zα-ω]{1,5})[.)])?\s*')
# What a reference adds: the page that it leads to.
PAGE = re.compile(r',\s*(page|p\.)[\s\u00a0]*[0-9]+$')
NUMBER = re.compile(r'^\s*(([Ff]igure|[Tt]ableau|[Tt]able)[\s\u00a0]+)?([0-9]+(\.[0-9]+)*|[A-Z](?=\.))[.:]?[\s\u00a0\u202f]*[.:–—]?\s+(?=\S)')


def squeeze(text):
    """Text without white space of any kind, soft hyphens and marks of direction, which are not read."""
    # Small capitals and capitals by style are read as they are shown.
    return re.sub(r'[\s\u00a0\u00ad\u200b-\u200f\u202a-\u202f\u2060-\u2069\ufeff]', '', text).casefold()


# ---- the file ---------------------------------------------------------------------------------------------------------------------------

class Element:
    def __init__(self, role):
        self.role, self.kids = role, []

    def text(self):
        return ''.join(k if isinstance(k, str) else k.text() for k in self.kids)

    def walk(self):
        yield self
        for k in self.kids:
            if isinstance(k, Element):
                yield from k.walk()


def tree(pdf):
    """The structure tree as poppler tells it."""
    out = subprocess.run(['pdfinfo', '-struct-text', pdf], capture_output=True, check=True).stdout.decode('utf8', 'replace')
    root = Element('')
    stack = [(-1, root)]
    for line in out.splitlines():
        depth = len(line) - len(line.lstrip(' '))
        body = line.strip()
        while len(stack) > 1 and stack[-1][0] >= depth:
            stack.pop()
        if body.startswith('"') and body.endswith('"') and len(body) > 1:
            stack[-1][1].kids.append(body[1:-1])
        elif m := re.match(r'([A-Z][A-Za-z0-9]*)(?: <[^>]*>)?( \((?:inline|block)\))?:?$', body):
            e = Element(m[1])
            stack[-1][1].kids.append(e)
            stack.append((depth, e))
    return root


def said(element, inside=()):
    """The words of an element without those that style sheets add."""
    role = element.role
    if role == 'Lbl' and LABEL.fullmatch(element.text()):
        return ''
    parts = []
    for k in element.kids:
        if isinstance(k, Element):
            parts.append(said(k, inside + (role,)))
        elif 'TOC' in inside and role in ('Link', 'Reference') and re.fullmatch(r'[\s.…]*[0-9]+\s*', k):
            continue
        else:
            parts.append(k)
    text = ''.join(parts)
    if role == 'Link':
        text = PAGE.sub('', text)
    if role == 'Quote':
        text = text.strip().strip(QUOTES + ' \u00a0\u202f')
    if role in ('H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'Caption') or (role in ('Link', 'Reference') and 'TOC' in inside):
        text = NUMBER.sub('', text, count=1) if NUMBER.match(text) else text
    # A call of a note: its number.
    if role == 'Reference' and re.fullmatch(r'\s*[0-9*†‡]+\s*', text):
        return ''
    return text


# ---- the template -----------------------------------------------------------------------------------------------------------------------

def local(e):
    return e.tag.split('}')[1] if isinstance(e.tag, str) else ''


def hidden(e):
    return bool(RUNNING.search(e.get('class', ''))) or e.get('hidden') is not None or local(e) in ('script', 'style', 'head') or (
        e.tag == T + 'signature') or 'display: none' in e.get('style', '')


def words(e):
    """The words of an XHTML element, in order; a picture says its alternative text nowhere in the text."""
    if hidden(e):
        return ''
    text = e.text or ''
    for k in e:
        text += words(k) + (' ' if local(k) == 'br' else '') + (k.tail or '')
    if local(e) == 'a' and not text.strip() and e.get('title'):
        # Its words are the style sheet's.
        return MADE
    if local(e) == 'q':
        text = text.strip()
    if re.fullmatch('h[1-6]', local(e)) or local(e) in ('caption', 'figcaption'):
        text = text.strip()
        text = NUMBER.sub('', text, count=1) if NUMBER.match(text) else text
    if local(e) == 'a' and IN_CONTENTS in e.attrib:
        text = NUMBER.sub('', text, count=1) if NUMBER.match(text) else text
    return text


def visible(e):
    """Elements that are read, in order."""
    if hidden(e):
        return
    yield e
    for k in e:
        yield from visible(k)


def compare(pdf, xhtml):
    faults = []
    body = ET.parse(xhtml).getroot().find(X + 'body')
    for contents in body.iter():
        if contents.get('role') == 'doc-toc':
            for e in contents.iter():
                e.set(IN_CONTENTS, '')
    root = tree(pdf)
    elements = list(root.walk())

    def same(what, got, want):
        if isinstance(got, int) and got != want:
            faults.append(f'{what}: {got} announced, {want} written')
        elif isinstance(want, str) and MADE in want and re.fullmatch('.{1,60}?'.join(map(re.escape, want.split(MADE))), got):
            return
        elif got != want:
            n = next((i for i, (a, b) in enumerate(zip(got, want)) if a != b), min(len(got), len(want)))
            cut = (lambda s: s[max(0, n - 30):n + 40]) if isinstance(got, str) else (lambda s: s[n:n + 2])
            faults.append(f'{what}: {cut(got)!r} is read, {cut(want)!r} is written')

    same('text', squeeze(said(root)), squeeze(words(body)))
    all_words = list(visible(body))
    heads = lambda e: [(int(local(x)[1]), squeeze(words(x))) for x in e if re.fullmatch('h[1-6]', local(x))]
    same('headings', [(int(e.role[1]), squeeze(said(e))) for e in elements if re.fullmatch('H[1-6]', e.role)], heads(all_words))
    items = lambda e: definitions(e) if local(e) == 'dl' else sum(local(k) == 'li' for k in e)
    same('lists', [sum(isinstance(k, Element) and k.role in ('LI', 'TOCI') for k in e.kids) for e in elements if e.role in ('L', 'TOC')],
         [items(e) for e in all_words if local(e) in ('ul', 'ol', 'dl')])
    tables = [e for e in all_words if local(e) == 'table' and e.get('role') not in ('presentation', 'none')]

    def cells(e, cell, row, names):
        return [[(names(c), squeeze(cell(c))) for c in r] for r in row(e)]

    def tagged_rows(e):
        return [[c for c in r.walk() if c.role in ('TH', 'TD')] for r in e.walk() if r.role == 'TR']

    def written_rows(e):
        return [[c for c in r if local(c) in ('th', 'td')] for r in visible(e) if local(r) == 'tr']

    same('tables', [cells(e, said, tagged_rows, lambda c: c.role) for e in elements if e.role == 'Table'],
         [cells(e, words, written_rows, lambda c: local(c).upper()) for e in tables])
    same('quotations', sum(e.role == 'BlockQuote' for e in elements), sum(local(e) == 'blockquote' for e in all_words))
    # An index names a page once, however often its word is on it.
    index = lambda e: e.get('role') == 'doc-index'
    in_index = {id(x) for e in elements if e.role == 'Index' for x in e.walk()}
    indexed = {x for e in all_words if index(e) for x in e.iter()}
    same('links', sum(e.role == 'Link' and id(e) not in in_index for e in elements) - sum(e.role == 'Note' for e in elements),
         sum(local(e) == 'a' and e.get('href') is not None and e not in indexed for e in all_words))
    same('pictures', sum(e.role == 'Figure' for e in elements),
         sum((local(e) in ('img', 'svg') or e.get('role') == 'img') and bool(e.get('alt') or e.get('aria-label')) for e in all_words))
    return faults


def definitions(e):
    """Items of a definition list: a run of terms and a run of what they mean."""
    count, before = 0, 'dd'
    for k in e.iter():
        if local(k) == 'dt' and before == 'dd':
            count += 1
        if local(k) in ('dt', 'dd'):
            before = local(k)
    return count
