#!/usr/bin/env python3
"""Attacks on signed PDFs, several files of each published class, and lawful files beside them: what `paraphe verify` must say of each.

attacks.py PARAPHE [--keep FOLDER] [--only CLASS] [--list]
No attack may be called valid, end the tool by a trap, or take longer than ten seconds; each lawful file must be valid.
Classes and where they are published: https://pdf-insecurity.org (USF, ISA, SWA 2018; shadow 2020; EAA, SSA 2021), RFC 5652 and CVEs for CMS.
"""
import os, sys
import packages

if __name__ == '__main__':
    packages.ensure('pyHanko==0.38.0', 'freezegun==1.5.5')

import hashlib, io, json, re, subprocess, tempfile, time
from asn1crypto import cms, core, keys, tsp
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, utils
from cryptography.x509.oid import ExtendedKeyUsageOID
import forge
from forge import CONTENT, EVIL, HEAD, MDP, NOW, WIDGET, append, attribute, document, gap_of, issue, make_cms, objects, raw_signature, sign, start_of, stream

makers = []


def attack(kind):
    def register(function):
        makers.append((kind, function, False))
        return function
    return register


def lawful(function):
    makers.append(('lawful', function, True))
    return function


root = issue('Root', ca=True)
own = issue('Alice', issuer=root)
own_rsa = issue('Alice RSA', 'rsa2048', root)
other = issue('Bob', issuer=root)
stranger_root = issue('Root', ca=True)
stranger = issue('Alice', issuer=stranger_root, serial=own.certificate.serial_number)
stamper = issue('Stamps', issuer=root, purposes=[ExtendedKeyUsageOID.TIME_STAMPING], extra=())
TABLES, STREAMS = document(), document(streams=True, packed=(1, 2, 3, 5, 6, 7, 8, 9, 11, 13))
ONE = sign(TABLES, own)
ONE_STREAMS = sign(STREAMS, own, streams=True)
CERTIFIED = {level: sign(TABLES, own, level=level) for level in (1, 2, 3)}
A, B, C = gap_of(ONE)
CMS = bytes.fromhex(ONE[A + 1:B - 1].decode())
VALUE = ONE[ONE.index(b'20 0 obj') + 9:ONE.index(b'endobj', B)]
RANGE = ONE[ONE.index(b'/ByteRange'):ONE.index(b']', ONE.index(b'/ByteRange')) + 1]
PAGE = objects()[3]


def swap(data, old, new, start=0):
    """Other bytes in their place; what follows stays where it was unless they are longer."""
    assert data.index(old, start) >= 0
    return data[:start] + data[start:].replace(old, new.ljust(len(old)), 1)


EVIL_PAGE = {4: stream(EVIL)}

def second(data, who=None, name=b'(two)', rectangle=b'[0 0 0 0]', **options):
    """A second signature in a new invisible field."""
    form = objects()[6].replace(b'11 0 R]', b'11 0 R 21 0 R]')
    return sign(data, who or other, field=21, value=22, widget=WIDGET.replace(b'(sig)', name).replace(b'[72 100 272 150]', rectangle),
                more={6: form, 3: PAGE.replace(b'11 0 R]', b'11 0 R 21 0 R]')}, **options)


# ------------------------------------------------------------------ lawful


@lawful
def plain():
    yield 'tables', ONE
    yield 'streams', ONE_STREAMS
    yield 'RSA', sign(TABLES, own_rsa)
    yield 'RSA-PSS', sign(TABLES, own_rsa, mechanism='pss')
    for level, data in CERTIFIED.items():
        yield f'certified {level}', data
    yield 'pkcs7.detached', sign(TABLES, own, sub=b'adbe.pkcs7.detached')
    yield 'sha512', sign(TABLES, own, md='sha512')
    yield 'two signatures', sign(ONE, other, field=21, value=22, widget=WIDGET.replace(b'(sig)', b'(two)').replace(b'[72 100 272 150]', b'[0 0 0 0]'),
                                 more={6: objects()[6].replace(b'11 0 R]', b'11 0 R 21 0 R]'), 3: PAGE.replace(b'11 0 R]', b'11 0 R 21 0 R]')})
    yield 'CR alone as end of line in the dictionary', sign(TABLES.replace(b'endobj\n', b'endobj\r'), own)
    yield 'unsigned attribute of padding', sign(TABLES, own, unsigned=lambda s: [attribute('1.2.3.4.5', core.OctetString(b'x'))])
    yield 'SHA-256 without parameters', sign(TABLES, own)


def fill(data, value=b'(Hello)', look=b'/Tx BMC q BT /F1 12 Tf 0 g 2 5 Td (Hello) Tj ET Q EMC', keep=objects()[7], resources=b'/Resources<</Font<</F1 5 0 R>>>>', more=None):
    return append(data, {7: keep[:-2] + (b'/V ' + value if value else b'') + b'/AP<</N 30 0 R>>>>',
                         30: stream(look, b'/Type/XObject/Subtype/Form/BBox[0 0 300 20]' + resources), **(more or {})})


def check(data, keep=objects()[11], value=b'/Yes', state=b'/Yes'):
    return append(data, {11: keep.replace(b'/V/Off/AS/Off', b'/V' + value + b'/AS' + state)})


@lawful
def fills():
    for level, data in [(None, ONE), (2, CERTIFIED[2]), (3, CERTIFIED[3])]:
        yield f'text field filled, {level}', fill(data)
        yield f'filled twice, {level}', append(fill(data), {7: objects()[7][:-2] + b'/V(World)>>'})
        yield f'box checked, {level}', check(data)
        yield f'filled, then signed, {level}', second(fill(data))
    yield 'filled in several pieces of text', fill(ONE, b'(Hello you)', b'/Tx BMC q 1 1 298 18 re W n BT /F1 12 Tf 0 g 2 5 Td [(Hel) -20 (lo)] TJ ( you) Tj ET Q EMC')
    yield 'several lines', fill(ONE, b'(Hello\\ryou)', b'/Tx BMC q BT /F1 12 Tf 0 g 2 5 Td (Hello) Tj 0 -14 Td (you) Tj ET Q EMC')
    yield 'accents', fill(ONE, b'(\\351t\\351)', b'/Tx BMC q BT /F1 12 Tf 0 g 2 5 Td (\\351t\\351) Tj ET Q EMC')
    yield 'UTF-16', fill(ONE, b'<FEFF00E900740074>', b'/Tx BMC q BT /F1 12 Tf 0 g 2 5 Td (\xe9tt) Tj ET Q EMC')


# ------------------------------------------------------------------ universal signature forgery


@attack('usf')
def universal():
    """The signature's own entries missing, empty, null, of another type, in any number; with another page under them."""
    contents = ONE[A:B]
    for where, put in [('in place', lambda old, new: swap(ONE, old, new)),
                       ('in an update with another page', lambda old, new: append(ONE, {20: VALUE.replace(old, new), **EVIL_PAGE})),
                       ('in an update alone', lambda old, new: append(ONE, {20: VALUE.replace(old, new)}))]:
        for new in [b'', b'null', b'<>', b'()', b'<00>', b'(0)', b'0', b'[]', b'<<>>', b'/x', b'true', b'5 0 R', b'<3000>', b'<3080>', b'-1', b'[<00>]']:
            yield f'Contents is {new.decode() or "absent"}, {where}', put(b'/Contents ' + contents, b'/Contents ' + new if new else b'')
        yield f'Contents of zeros, {where}', put(contents, b'<' + b'0' * (B - A - 2) + b'>')
        yield f'Contents twice, {where}', put(b'/Contents ' + contents, b'/Contents<00>/Contents ' + contents[:-40] + b'>')
        for new in [b'', b'/ByteRange null', b'/ByteRange []', b'/ByteRange [0]', b'/ByteRange [0 0]', b'/ByteRange [0 0 0]', b'/ByteRange [0 0 0 0]',
                    b'/ByteRange [0 -1 -1 -1]', b'/ByteRange [0 1 2]', b'/ByteRange 0', b'/ByteRange (0 1)', b'/ByteRange /a', b'/ByteRange <<>>',
                    b'/ByteRange [0 %d 0 %d]' % (A, B), b'/ByteRange [%d 0 %d 0]' % (A, B), b'/ByteRange [0 10 5 20]', b'/ByteRange [0 -1 99 99]',
                    b'/ByteRange [-1 %d %d 9]' % (A, B), b'/ByteRange [0 99999999 0 999999]', b'/ByteRange [0 %d %d 0]' % (A, B),
                    b'/ByteRange [0 9223372036854775807 9223372036854775807 9]', b'/ByteRange [0 %d.5 %d %d]' % (A, B, C - B),
                    b'/ByteRange [null null null null]', b'/ByteRange [0 %d %d %d 0 0]' % (A, B, C - B), b'/ByteRange [(0) (1) (2) (3)]', b'/ByteRange 5 0 R',
                    b'/ByteRange [0 %d %d %d]/ByteRange [0 1 1 1]' % (A, B, C - B), b'/ByteRange[0 4 4 4]', b'/ByteRange [0 %d %d %d]' % (A, A, C - A)]:
            if len(new) > len(RANGE) and where == 'in place':
                continue
            yield f'{new.decode() or "ByteRange absent"}, {where}', put(RANGE, new)
        for new in [b'', b'/SubFilter null', b'/SubFilter/x', b'/SubFilter/adbe.x509.rsa_sha1', b'/SubFilter/adbe.pkcs7.sha1', b'/SubFilter()', b'/SubFilter[]',
                    b'/SubFilter/ETSI.RFC3161', b'/SubFilter/ETSI.CAdES']:
            yield f'{new.decode() or "SubFilter absent"}, {where}', put(b'/SubFilter/ETSI.CAdES.detached', new)
        for new in [b'/V null', b'/V 77 0 R', b'/V 20 1 R', b'/V[20 0 R]', b'/V()', b'']:
            if where == 'in place':
                yield f'field with {new.decode() or "no V"}', swap(ONE, b'/V 20 0 R', new)
    yield 'value taken away, page changed', append(ONE, {8: objects()[8], **EVIL_PAGE})
    yield 'field taken out of the form', append(ONE, {6: objects()[6].replace(b' 8 0 R', b'')})
    yield 'form taken away', append(ONE, {1: b'<</Type/Catalog/Pages 2 0 R/Lang(en)>>'})
    yield 'signature object freed', append(ONE, {}, free=(20,))
    yield 'signature object in an object stream', append(ONE, {20: VALUE}, packed=(20,))


@attack('usf')
def contents_in_object_stream():
    """The whole signature dictionary, right CMS and all, lies compressed: nothing of the file is where /ByteRange says."""
    whole = append(ONE, {20: VALUE.replace(b'/M', b'/L')}, packed=(20,))
    yield 'dictionary repeated in an object stream', whole
    text = b'<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/ByteRange [0 %d %d %d]/Contents %s>>'
    base = TABLES
    made = make_cms(base + base, own).hex().encode()
    yield 'only ever in an object stream', append(base, {20: text % (len(base), 0, len(base), b'<' + made + b'>'), 8: WIDGET % 20}, packed=(20,))
    made = make_cms(base, own).hex().encode()
    yield 'ByteRange of the file before', append(base, {20: text % (len(base) - 10, len(base) - 10, 10, b'<' + made + b'>'), 8: WIDGET % 20})


# ------------------------------------------------------------------ incremental saving


@attack('isa')
def incremental():
    for label, base in [('tables', ONE), ('streams', ONE_STREAMS), *((f'certified {n}', d) for n, d in CERTIFIED.items())]:
        yield f'another page, {label}', append(base, EVIL_PAGE)
        yield f'another page by streams, {label}', append(base, EVIL_PAGE, streams=True)
        yield f'page packed, {label}', append(base, {3: PAGE.replace(b'4 0 R', b'40 0 R'), 40: stream(EVIL)}, packed=(3,))
        yield f'without table and trailer, {label}', base + b'4 0 obj\n' + stream(EVIL) + b'\nendobj\n'
        yield f'without table, {label}', base + b'4 0 obj\n' + stream(EVIL) + b'\nendobj\ntrailer\n<</Root 1 0 R/Size 100/Prev %d>>\nstartxref\n%d\n%%%%EOF\n' % (
            start_of(base), len(base))
        yield f'without trailer, {label}', base + b'4 0 obj\n' + stream(EVIL) + b'\nendobj\n' + forge.table({4: (len(base), 0)}) + b'startxref\n%d\n%%%%EOF\n' % (
            len(base) + 100)
        yield f'without startxref, {label}', append(base, EVIL_PAGE).rsplit(b'startxref', 1)[0]
        yield f'without end of file, {label}', append(base, EVIL_PAGE, end=b'')
        copy = {20: VALUE}
        yield f'with the signature copied, {label}', append(base, {**EVIL_PAGE, **copy})
        yield f'with the signature copied, no table, {label}', base + b'4 0 obj\n' + stream(EVIL) + b'\nendobj\n20 0 obj\n' + VALUE + b'endobj\n'
        yield f'startxref of the signed revision again, {label}', base + b'4 0 obj\n' + stream(EVIL) + b'\nendobj\nstartxref\n%d\n%%%%EOF\n' % start_of(base)
        yield f'in a comment, {label}', base + b'%4 0 obj\n'
        yield f'objects between two ends, {label}', base + b'4 0 obj\n' + stream(EVIL) + b'\nendobj\n%%EOF\n'
        yield f'Prev left out, {label}', append(base, objects(_4=stream(EVIL)), prev=-1).replace(b'/Prev -1', b'')
        yield f'Prev to before the signature, {label}', append(base, EVIL_PAGE, prev=start_of(TABLES))
        yield f'page hidden by a free row, {label}', append(base, {}, free=(4,))
        yield f'other generation, {label}', append(base, EVIL_PAGE, generations={4: 1})
        yield f'other generation, rightly named, {label}', append(base, {3: PAGE.replace(b'4 0 R', b'4 1 R'), **EVIL_PAGE}, generations={4: 1})
        yield f'new catalog, {label}', append(base, {50: b'<</Type/Catalog/Pages 51 0 R/AcroForm 6 0 R>>', 51: b'<</Type/Pages/Kids[52 0 R]/Count 1>>',
                                                    52: PAGE.replace(b'2 0 R', b'51 0 R').replace(b'4 0 R', b'53 0 R'), 53: stream(EVIL)}, root=b'50 0 R')
        yield f'pages added, {label}', append(base, {2: b'<</Type/Pages/Kids[3 0 R 13 0 R 52 0 R]/Count 3>>', 52: PAGE.replace(b'4 0 R', b'53 0 R'), 53: stream(EVIL)})
        yield f'pages removed, {label}', append(base, {2: b'<</Type/Pages/Kids[3 0 R]/Count 1>>'})
        yield f'pages in another order, {label}', append(base, {2: b'<</Type/Pages/Kids[13 0 R 3 0 R]/Count 2>>'})
        yield f'two updates, the second restores, {label}', append(append(base, EVIL_PAGE), {4: stream(EVIL + b' ')})
        yield f'another page, then signed by another whom we trust, {label}', second(append(base, EVIL_PAGE))
        yield f'another page, then stamped, {label}', stamped(lambda c: forge.time_stamp(c, stamper), append(base, EVIL_PAGE))
        yield f'title, {label}', append(base, {9: b'<</Title(Another contract)/Producer(forge)>>'})
        yield f'information taken by another, {label}', append(base, {60: b'<</Title(Another)>>'}, info=b'60 0 R')
        yield f'language, {label}', append(base, {1: objects()[1].replace(b'(en)', b'(fr)')})
        yield f'rotation, {label}', append(base, {3: PAGE[:-2] + b'/Rotate 180>>'})
        yield f'user unit, {label}', append(base, {3: PAGE[:-2] + b'/UserUnit 9>>'})
        yield f'crop box, {label}', append(base, {3: PAGE[:-2] + b'/CropBox[0 0 9 9]>>'})
        yield f'attachment, {label}', append(base, {1: objects()[1][:-2] + b'/Names<</EmbeddedFiles<</Names[(a)<</Type/Filespec/F(a)/EF<</F 70 0 R>>>>]>>>>>>',
                                                   70: stream(b'x', b'/Type/EmbeddedFile')})
        yield f'script, {label}', append(base, {1: objects()[1][:-2] + b'/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>'})
        yield f'optional content, {label}', append(base, {1: objects()[1][:-2] + b'/OCProperties<</OCGs[]/D<<>>>>>>'})
    shown = fill(ONE, b'(Hello)', b'BT /F1 24 Tf 0 0 Td (Pay 9999 to Mallory) Tj ET')
    yield 'another appearance, then signed by another whom we trust', second(shown)
    yield 'hybrid update with another page', hybrid(ONE)
    yield 'hybrid update that hides it in the stream', hybrid(ONE, True)
    yield 'update with lines ended by CR alone', append(ONE, EVIL_PAGE).replace(b'\n', b'\r')
    update = append(ONE, EVIL_PAGE)
    yield 'only the update with CR', ONE + update[len(ONE):].replace(b'\r\n', b'\n').replace(b'\n', b'\r')
    yield 'xref in a comment', ONE + b'%xref\n0 0\ntrailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n'
    yield 'startxref 0', append(ONE, EVIL_PAGE)[:-30] + b'\nstartxref\n0\n%%EOF\n'
    yield 'negative startxref', ONE + b'startxref\n-1\n%%EOF\n'
    yield 'huge startxref', ONE + b'startxref\n99999999999999999999\n%%EOF\n'
    yield 'startxref into a stream', ONE + b'startxref\n%d\n%%%%EOF\n' % ONE.index(b'BT')
    yield 'xref loop', append(ONE, {}, prev=len(ONE))
    yield 'end of file written twice', ONE + b'%%EOF\n'
    yield 'one byte more', ONE + b' x'
    yield 'two MB of zeros', ONE + bytes(2 << 20)
    yield 'a whole other file', ONE + document(_4=stream(EVIL))
    yield 'a whole other file before', document(_4=stream(EVIL)) + ONE
    yield 'bytes before the header', b'garbage\n' + ONE
    yield 'a line before the header', b'\n' + ONE
    yield 'another header before', b'%PDF-1.4\n' + ONE
    yield 'second header after', ONE + HEAD


def hybrid(data, hide=False):
    """A table that names the page's content rightly and a stream (/XRefStm) that names another."""
    out = data
    good = len(out)
    out += b'4 0 obj\n' + (stream(CONTENT + b' ') if hide else stream(EVIL)) + b'\nendobj\n'
    evil = len(out)
    out += b'4 0 obj\n' + stream(EVIL) + b'\nendobj\n'
    place = len(out)
    rows = (1).to_bytes(1, 'big') + evil.to_bytes(4, 'big') + b'\0\0'
    out += b'97 0 obj\n' + stream(rows, b'/Type/XRef/W[1 4 2]/Index[4 1]/Size 100/Root 1 0 R') + b'\nendobj\n'
    start = len(out)
    rows = {} if hide else {4: (good, 0)}
    return out + forge.table(rows) + b'trailer\n<</Size 100/Root 1 0 R/Info 9 0 R/XRefStm %d/Prev %d>>\nstartxref\n%d\n%%%%EOF\n' % (place, start_of(data), start)


# ------------------------------------------------------------------ wrapping


@attack('swa')
def wrapping():
    for label, extra in [('an object', b'\n4 0 obj\n' + stream(EVIL) + b'\nendobj\n'), ('a space', b' '), ('zeros', b'0' * 64)]:
        # The second part slides to the end; the first range stays right.
        gap = ONE[:B] + extra + ONE[B:]
        yield f'{label} in the gap, range moved', gap.replace(RANGE, b'/ByteRange [0 %010d %010d %010d]' % (A, B + len(extra), C - B))
        yield f'{label} in the gap, range kept', gap
        yield f'{label} in the gap, before the string ends', swap(ONE[:B - 1] + extra + ONE[B - 1:], RANGE, b'/ByteRange [0 %010d %010d %010d]' % (A, B + len(extra), C - B))
    # The signed parts are moved aside whole, a new signature dictionary with a wider gap is found first.
    tail = ONE[B:]
    for spare in (b'>', b'/Contents <' + CMS.hex().encode() + b'>'):
        body = b'4 0 obj\n' + stream(EVIL) + b'\nendobj\n'
        wide = ONE[:B] + spare + b'>>\nendobj\n' + body
        moved = len(wide) + 2000
        file = wide + b' ' * (moved - len(wide)) + tail
        file = file.replace(RANGE, b'/ByteRange [0 %010d %010d %010d]' % (A, moved, C - B), 1)
        yield 'second part moved behind another page', file
        start = len(file)
        yield 'the same with a table', file + forge.table({4: (len(wide) - len(body), 0)}) + (
            b'trailer\n<</Size 100/Root 1 0 R/Info 9 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n' % (start_of(TABLES), start))
    # A second /ByteRange in a copy: the one signed, and the one read.
    yield 'a copy of the dictionary with a wider gap', append(ONE, {20: VALUE.replace(RANGE, b'/ByteRange [0 %d %d %d]' % (A, B + 500, C - B - 500)), **EVIL_PAGE})
    yield 'a gap over the first object', swap(ONE, RANGE, b'/ByteRange [0 %010d %010d %010d]' % (17, B, C - B))
    yield 'a gap to the end', swap(ONE, RANGE, b'/ByteRange [0 %010d %010d %010d]' % (A, C, 0))
    yield 'gap of another string', swap(ONE, RANGE, b'/ByteRange [0 %010d %010d %010d]' % (A, B - 1, C - B + 1))
    yield 'first part from one', swap(ONE, RANGE, b'/ByteRange [1 %010d %010d %010d]' % (A, B, C - B))
    # Bytes in the gap after the CMS, signed by nobody.
    made = ONE[A + 1:A + 1 + 2 * len(CMS.rstrip(b'\0'))]
    yield 'bytes behind the CMS in Contents', ONE[:B - 101] + b'AB' * 50 + ONE[B - 1:]
    yield 'white space in Contents', ONE[:B - 3] + b'\n\n' + ONE[B - 1:]
    yield 'comment in Contents', ONE[:B - 9] + b'%4 0 obj' + ONE[B - 1:]
    yield 'an object within Contents', ONE[:B - 101] + b'> 4 0 obj <</Length 0>> endobj <'.ljust(100, b'0') + ONE[B - 1:]
    yield 'signed part cut and another put', ONE[:A] + ONE[A:B].replace(b'0' * 200, b'>>endobj 4 0 obj <<>> stream endstream endobj<'.ljust(200, b'0'), 1) + ONE[B:]
    # Of a file with two signatures, the first alone is kept whole.
    two = second(ONE)
    yield 'second signature broken, first whole', swap(two, two[gap_of(two)[0] + 1:gap_of(two)[0] + 41], b'30' * 20)
    yield 'second signature with the first one\'s values', append(two, {22: VALUE})
    yield 'ends before the file does', swap(ONE, RANGE, b'/ByteRange [0 %010d %010d %010d]' % (A, B, C - B - 7))
    def early(covered):
        return make_cms(covered[:-7], own)
    short = sign(TABLES, own, cms_of=early)
    a, b, c = gap_of(short)
    text = b'/ByteRange [0 %010d %010d %010d]' % (a, b, c - b - 7)
    def ending(data):
        signed = data.replace(b'/ByteRange [0 %010d %010d %010d]' % (a, b, c - b), text)
        made = make_cms(signed[:a] + signed[b:c - 7], own).hex().encode()
        return signed[:a + 1] + made.ljust(b - a - 2, b'0') + signed[b - 1:]
    yield 'covers all but the last line', ending(short)
    def part(limit):
        # Signed soundly, but over a part: the dictionary claims less than the file.
        signed = ONE.replace(RANGE, b'/ByteRange [0 %010d %010d %010d]' % (A, B, limit))
        return signed[:A + 1] + make_cms(signed[:A] + signed[B:B + limit], own).hex().encode().ljust(B - A - 2, b'0') + signed[B - 1:]
    for limit in (0, 1, 9, C - B - 1, C - B - 30, (C - B) // 2):
        yield f'soundly signed, {limit} bytes behind the gap', part(limit)
    skip = 30
    signed = ONE.replace(RANGE, b'/ByteRange [0 %010d %010d %010d]' % (A, B + skip, C - B - skip))
    yield 'soundly signed with a gap too wide', signed[:A + 1] + make_cms(signed[:A] + signed[B + skip:], own).hex().encode().ljust(B - A - 2, b'0') + signed[B - 1:]
    signed = ONE.replace(RANGE, b'/ByteRange [0 %010d %010d %010d]' % (A - 100, B, C - B))
    yield 'soundly signed with a gap before it', signed[:A + 1] + make_cms(signed[:A - 100] + signed[B:], own).hex().encode().ljust(B - A - 2, b'0') + signed[B - 1:]


# ------------------------------------------------------------------ shadow attacks


@attack('shadow-hide')
def hide():
    """The signed page shows an overlay; an update takes the overlay away, and what it hid is seen."""
    overlay = stream(b'1 g 0 0 612 792 re f BT /F1 24 Tf 72 700 Td (Pay 100) Tj ET')
    array = document(_3=PAGE.replace(b'4 0 R', b'[4 0 R 40 0 R]'), _40=overlay, _4=stream(EVIL))
    image = document(_3=PAGE.replace(b'<</F1 5 0 R>>', b'<</F1 5 0 R>>/XObject<</X 40 0 R>>'), _4=stream(EVIL + b' /X Do'),
                     _40=stream(b'1 g 0 0 612 792 re f', b'/Type/XObject/Subtype/Form/BBox[0 0 612 792]'))
    note = document(_3=PAGE.replace(b'11 0 R]', b'11 0 R 40 0 R]'), _4=stream(EVIL), _41=stream(b'1 g 0 0 612 792 re f', b'/Type/XObject/Subtype/Form/BBox[0 0 612 792]'),
                    _40=b'<</Type/Annot/Subtype/Stamp/Rect[0 0 612 792]/F 4/AP<</N 41 0 R>>>>')
    group = document(_1=objects()[1][:-2] + b'/OCProperties<</OCGs[42 0 R]/D<</ON[42 0 R]>>>>>>', _42=b'<</Type/OCG/Name(x)>>',
                     _3=PAGE.replace(b'<</F1 5 0 R>>', b'<</F1 5 0 R>>/Properties<</O 42 0 R>>'), _4=stream(EVIL + b' /OC /O BDC 1 g 0 0 612 792 re f EMC'))
    for label, base in [('content array', array), ('form', image), ('annotation', note)]:
        done = sign(base, own)
        yield f'overlay freed, {label}', append(done, {}, free=(40,))
        yield f'overlay null, {label}', append(done, {40: b'null'})
        yield f'overlay empty, {label}', append(done, {40: stream(b'', b'/Type/XObject/Subtype/Form/BBox[0 0 0 0]')})
        yield f'overlay an annotation that is hidden, {label}', append(done, {40: b'<</Type/Annot/Subtype/Stamp/Rect[0 0 0 0]/F 2>>'})
        yield f'overlay taken off the page, {label}', append(done, {3: PAGE})
        yield f'overlay freed by streams, {label}', append(done, {}, free=(40,), streams=True)
        yield f'overlay freed by a table row alone, {label}', done + b'xref\n40 1\n0000000000 00001 f\r\ntrailer\n<</Size 100/Root 1 0 R/Info 9 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n' % (
            start_of(done), len(done))
    done = sign(group, own)
    yield 'group freed', append(done, {}, free=(42,))
    yield 'group off', append(done, {1: objects()[1][:-2] + b'/OCProperties<</OCGs[42 0 R]/D<</OFF[42 0 R]>>>>>>'})
    yield 'group renamed', append(done, {42: b'<</Type/OCG/Name(x)/Usage<</View<</ViewState/OFF>>>>>>'})


@attack('shadow-replace')
def replace():
    """What is drawn changes by objects that seem harmless: fonts, fields' appearances, styles."""
    font = b'<</Type/Font/Subtype/Type1/BaseFont/Symbol/FirstChar 65/LastChar 66/Widths[600 600]/Encoding<</Type/Encoding/Differences[49/nine/nine]>>>>'
    yield 'font', append(ONE, {5: font})
    yield 'font brought by a field\'s appearance', fill(ONE, more={5: font})
    with_map = document(_5=objects()[5][:-2] + b'/ToUnicode 44 0 R/FontDescriptor 45 0 R>>', _44=stream(b'beginbfchar'), _45=b'<</Type/FontDescriptor/FontFile 46 0 R>>',
                        _46=stream(b'font'))
    done = sign(with_map, own)
    for number, body in [(44, stream(b'endbfchar')), (45, b'<</Type/FontDescriptor/FontFile 47 0 R>>'), (46, stream(b'another'))]:
        yield f'part {number} of a font', append(done, {number: body, **({47: stream(b'another')} if number == 45 else {})})
    missing = sign(document(_5=objects()[5][:-2] + b'/FontDescriptor 45 0 R>>'), own)
    yield 'font descriptor that was missing', append(missing, {45: b'<</Type/FontDescriptor/FontFile 47 0 R>>', 47: stream(b'another')})
    yield 'font descriptor that was missing, through the security store', append(missing, {1: objects()[1][:-2] + b'/DSS 48 0 R>>', 48: b'<</Certs[45 0 R]>>', 45: stream(b'x')})
    yield 'font descriptor that was missing, as a field\'s value', append(missing, {7: objects()[7][:-2] + b'/V 45 0 R>>', 45: b'(x)'})
    for level, base in [(None, ONE), (2, CERTIFIED[2]), (3, CERTIFIED[3])]:
        yield f'appearance without value, {level}', fill(base, None)
        yield f'appearance of another value, {level}', fill(base, b'(Hello)', b'BT /F1 24 Tf 0 0 Td (Pay 9999 to Mallory) Tj ET')
        yield f'appearance that says more, {level}', fill(base, b'(Hello)', b'BT /F1 12 Tf 0 0 Td (Hello and pay 9999 to Mallory) Tj ET')
        yield f'appearance in hexadecimal, {level}', fill(base, b'(Hello)', b'BT /F1 12 Tf 0 0 Td <5061792039393939> Tj ET')
        yield f'appearance by quote, {level}', fill(base, b'(Hello)', b'BT /F1 12 Tf 0 0 Td (Hello) Tj (Pay 9999) \' ET')
        yield f'appearance by double quote, {level}', fill(base, b'(Hello)', b'BT /F1 12 Tf 0 0 Td (Hello) Tj 0 0 (Pay 9999) " ET')
        yield f'appearance that paints, {level}', fill(base, b'(Hello)', b'1 g 0 0 300 20 re f BT /F1 12 Tf 0 0 Td (Hello) Tj ET')
        yield f'appearance that draws lines, {level}', fill(base, b'(Hello)', b'0 0 m 300 20 l 9 w S BT /F1 12 Tf 0 0 Td (Hello) Tj ET')
        yield f'appearance with an image, {level}', fill(base, b'(Hello)', b'/I Do', resources=b'/Resources<</XObject<</I 31 0 R>>>>', more={31: stream(b'', b'/Subtype/Image')})
        yield f'appearance with an inline image, {level}', fill(base, b'(Hello)', b'BI/W 1/H 1/BPC 8/CS/G ID x EI BT /F1 12 Tf (Hello) Tj ET')
        yield f'appearance with an inline image without spaces, {level}', fill(base, b'(Hello)', b'BI/W 1/H 1/BPC 8/CS/G\nID x\nEI')
        yield f'appearance with a pattern, {level}', fill(base, b'(Hello)', b'/Pattern cs /P scn 0 0 300 20 re f', resources=b'/Resources<</Pattern<</P 31 0 R>>>>',
                                                          more={31: stream(b'', b'/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep 9/YStep 9/Resources<<>>')})
        yield f'appearance with a font of its own, {level}', fill(base, b'(Hello)', resources=b'/Resources<</Font<</F1 31 0 R>>>>', more={31: font})
        yield f'appearance with a font written inside, {level}', fill(base, b'(Hello)', resources=b'/Resources<</Font<</F1 ' + font + b'>>>>')
        yield f'appearance with a group, {level}', append(base, {7: objects()[7][:-2] + b'/V(Hello)/AP<</N 30 0 R>>>>', 30: stream(
            b'BT /F1 12 Tf (Hello) Tj ET', b'/Type/XObject/Subtype/Form/BBox[0 0 300 20]/Matrix[9 0 0 9 0 0]/Group<</S/Transparency>>/Resources<</Font<</F1 5 0 R>>>>')})
        yield f'rollover appearance, {level}', append(base, {7: objects()[7][:-2] + b'/V(Hello)/AP<</N 30 0 R/R 30 0 R/D 30 0 R>>>>', 30: stream(
            b'BT /F1 12 Tf (Hello) Tj ET', b'/Type/XObject/Subtype/Form/BBox[0 0 300 20]/Resources<</Font<</F1 5 0 R>>>>')})
        yield f'field moved, {level}', append(base, {7: objects()[7].replace(b'[72 500 372 520]', b'[72 690 500 740]')[:-2] + b'/V(x)>>'})
        yield f'field with another style, {level}', append(base, {7: objects()[7].replace(b'12 Tf', b'99 Tf')[:-2] + b'/V(x)>>'})
        yield f'field with a background, {level}', append(base, {7: objects()[7][:-2] + b'/V(x)/MK<</BG[1]>>>>'})
        yield f'field with a script, {level}', append(base, {7: objects()[7][:-2] + b'/V(x)/AA<</F<</S/JavaScript/JS(1)>>>>>>'})
        yield f'field renamed, {level}', append(base, {7: objects()[7].replace(b'(note)', b'(sum)')})
        yield f'default style of the form, {level}', append(base, {6: objects()[6].replace(b'12 Tf', b'99 Tf')})
        yield f'fonts of the form, {level}', append(base, {6: objects()[6].replace(b'/F1 5 0 R', b'/F1 61 0 R'), 61: font})
        yield f'appearances asked for anew, {level}', append(base, {6: objects()[6][:-2] + b'/NeedAppearances true>>'})
        yield f'XFA, {level}', append(base, {6: objects()[6][:-2] + b'/XFA 61 0 R>>', 61: stream(b'<xdp/>')})
        yield f'box with another picture, {level}', append(base, {12: stream(EVIL, b'/Type/XObject/Subtype/Form/BBox[0 0 612 792]')})
        yield f'box with another state, {level}', append(base, {11: objects()[11].replace(b'/V/Off/AS/Off', b'/V/X/AS/X').replace(b'/Yes 12 0 R', b'/X 62 0 R'), 62: stream(EVIL)})
        yield f'box shown checked that is not, {level}', check(base, value=b'/Off', state=b'/Yes')
        yield f'text field added, {level}', append(base, {6: objects()[6].replace(b'11 0 R]', b'11 0 R 63 0 R]'), 3: PAGE.replace(b'11 0 R]', b'11 0 R 63 0 R]'),
                                                         63: objects()[7].replace(b'(note)', b'(new)')})
        yield f'field taken out, {level}', append(base, {6: objects()[6].replace(b'7 0 R 8', b'8')})
        yield f'widget taken off the page, {level}', append(base, {3: PAGE.replace(b'7 0 R 8', b'8')})
        yield f'widget twice on the page, {level}', append(base, {3: PAGE.replace(b'11 0 R]', b'11 0 R 7 0 R]')})
        yield f'widgets in another order, {level}', append(base, {3: PAGE.replace(b'7 0 R 8 0 R', b'8 0 R 7 0 R')})
    push = document(_11=objects()[11].replace(b'/FT/Btn', b'/FT/Btn/Ff 65536').replace(b'/V/Off', b''))
    yield 'push button that shows another picture', append(sign(push, own), {11: objects()[11].replace(b'/FT/Btn', b'/FT/Btn/Ff 65536').replace(b'/V/Off/AS/Off', b'/AS/Yes')})
    yield 'signature field with another appearance', append(ONE, {8: (WIDGET % 20)[:-2] + b'/AP<</N 64 0 R>>>>', 64: stream(EVIL, b'/Subtype/Form/BBox[0 0 9 9]')})
    yield 'signature field moved', append(ONE, {8: (WIDGET % 20).replace(b'[72 100 272 150]', b'[0 0 0 0]')})
    locked = sign(TABLES, own, entries=b'/Reference[<</Type/SigRef/TransformMethod/FieldMDP/TransformParams<</Type/TransformParams/V/1.2/Action/All>>>>]')
    yield 'a locked field filled', fill(locked)
    named = sign(TABLES, own, entries=b'/Reference[<</Type/SigRef/TransformMethod/FieldMDP/TransformParams<</Type/TransformParams/V/1.2/Action/Include/Fields[(note)]>>>>]')
    yield 'a field locked by name filled', fill(named)
    yield 'form filled on certification level 1', fill(CERTIFIED[1])
    yield 'box checked on certification level 1', check(CERTIFIED[1])
    yield 'signed on certification level 1', second(CERTIFIED[1])


@attack('shadow-hide-and-replace')
def hide_and_replace():
    """Two documents in one signed file; an update brings the other forward by references alone."""
    def row(number, offset):
        return b'xref\n%d 1\n%010d 00000 n\r\n' % (number, offset)
    def update(data, body, extra=b''):
        return data + body + b'trailer\n<</Size 100/Root 1 0 R/Info 9 0 R/Prev %d%s>>\nstartxref\n%d\n%%%%EOF\n' % (start_of(data), extra, len(data))
    # A second object of a number that no table names.
    hidden = b'4 0 obj\n' + stream(EVIL) + b'\nendobj\n'
    base = append_hidden(hidden)
    done = sign(base, own)
    yield 'a table row brings the hidden content', update(done, row(4, done.index(hidden)))
    # An earlier definition of the same object, replaced before signing.
    base = append(document(_4=stream(EVIL)), {4: stream(CONTENT)})
    done = sign(base, own)
    yield 'the older content is brought back', update(done, row(4, done.index(stream(EVIL)) - 8))
    yield 'the older revision is the newest again', update(done, b'xref\n0 0\n').replace(b'/Prev %d' % start_of(done), b'/Prev %d' % start_of(document(_4=stream(EVIL))))
    # A second page tree in the signed file.
    base = document(_50=b'<</Type/Catalog/Pages 51 0 R/AcroForm 6 0 R/Lang(en)>>', _51=b'<</Type/Pages/Kids[52 0 R]/Count 1>>',
                    _52=PAGE.replace(b'2 0 R', b'51 0 R').replace(b'4 0 R', b'53 0 R'), _53=stream(EVIL))
    done = sign(base, own)
    yield 'another root', update(done, b'xref\n0 0\n').replace(b'/Root 1 0 R/Info 9 0 R/Prev %d' % start_of(done), b'/Root 50 0 R/Info 9 0 R/Prev %d' % start_of(done))
    yield 'catalog that names the other pages', append(done, {1: b'<</Type/Catalog/Pages 51 0 R/AcroForm 6 0 R/Lang(en)>>'})
    yield 'pages that name the other page', append(done, {2: b'<</Type/Pages/Kids[52 0 R 13 0 R]/Count 2>>'})
    yield 'page that names the other content', append(done, {3: PAGE.replace(b'4 0 R', b'53 0 R')})
    body = b'1 0 obj\n<</Type/Catalog/Pages 51 0 R/AcroForm 6 0 R/Lang(en)>>\nendobj\n'
    yield 'page number given to the hidden page by a row', update(done, row(3, done.index(b'52 0 obj')))
    yield 'content row on the hidden content of another number', update(done, row(4, done.index(b'53 0 obj')))
    # The hidden object lies in a stream, with a header in its text.
    base = document(_40=stream(hidden))
    done = sign(base, own)
    yield 'content row into a stream', update(done, row(4, done.index(hidden)))
    # Hidden in a string, in a comment, in the metadata.
    base = document(_9=b'<</Title(Contract)/Producer(forge)/Note(' + hidden.replace(b'(', b'\\(').replace(b')', b'\\)') + b')>>')
    done = sign(base, own)
    yield 'content row into a string', update(done, row(4, done.index(b'4 0 obj', done.index(b'/Note'))))
    # Object streams: a stream that nobody uses holds another page.
    content = b'3 0 ' + PAGE.replace(b'4 0 R', b'53 0 R')
    base = document(_40=stream(content, b'/Type/ObjStm/N 1/First 4'), _53=stream(EVIL))
    done = sign(base, own)
    index = b'2\0\0\0\x28\0\0'
    rows = (2).to_bytes(1, 'big') + (40).to_bytes(4, 'big') + b'\0\0'
    place = len(done)
    rows += b'\1' + place.to_bytes(4, 'big') + b'\0\0'
    yield 'page row into an object stream that was signed', done + b'99 0 obj\n' + stream(
        rows, b'/Type/XRef/W[1 4 2]/Index[3 1 99 1]/Size 100/Root 1 0 R/Info 9 0 R/Prev %d' % start_of(done)) + b'\nendobj\nstartxref\n%d\n%%%%EOF\n' % place
    done = ONE_STREAMS
    pages = b'3 0 ' + PAGE.replace(b'4 0 R', b'53 0 R')
    yield 'object stream written anew with another page', append(done, {98: stream(pages, b'/Type/ObjStm/N 1/First 4'), 53: stream(EVIL)})
    yield 'another object stream that overrides', append(done, {3: PAGE.replace(b'4 0 R', b'53 0 R'), 53: stream(EVIL)}, packed=(3,), pack_number=97)
    yield 'object stream that extends one', append(done, {53: stream(EVIL), 97: stream(pages, b'/Type/ObjStm/N 1/First 4/Extends 98 0 R')})
    # Length of a stream that is an object of its own.
    base = document(_4=b'<</Length 40 0 R>>\nstream\n' + CONTENT + b'\nendstream\n% ' + EVIL + b'\nendstream', _40=b'%d' % len(CONTENT))
    done = sign(base, own)
    yield 'length of a stream changed', append(done, {40: b'%d' % (len(CONTENT) + 9)})
    base = document(_4=b'<</Length 40 0 R/Filter 41 0 R>>\nstream\n' + CONTENT + b'\nendstream', _40=b'%d' % len(CONTENT), _41=b'[]')
    done = sign(base, own)
    yield 'filter of a stream changed', append(done, {41: b'/ASCIIHexDecode'})
    # Hybrid files: readers that know cross-reference streams see another page than those that do not.
    done = sign(hybrid_base(), own)
    yield 'hybrid, then the stream alone', update(done, b'xref\n0 0\n', b'/XRefStm %d' % done.index(b'97 0 obj'))


def append_hidden(hidden):
    """A document with an object between the others that no table names."""
    first = document()
    place = first.index(b'5 0 obj')
    cut = first[:first.rindex(b'xref\n0')]
    body = cut[:place] + hidden + cut[place:]
    rows = {0: None}
    for found in re.finditer(rb'(?:^|(?<=endobj\n)|(?<=\xd3\n))(\d+) 0 obj', body):
        rows.setdefault(int(found[1]), (found.start(), 0))
    return body + forge.table(rows) + b'trailer\n<</Size 100/Root 1 0 R/Info 9 0 R>>\nstartxref\n%d\n%%%%EOF\n' % len(body)


def hybrid_base():
    first = document()
    place = len(first)
    out = first + b'53 0 obj\n' + stream(EVIL) + b'\nendobj\n'
    at = len(out)
    out += b'97 0 obj\n' + stream(b'\1' + place.to_bytes(4, 'big') + b'\0\0', b'/Type/XRef/W[1 4 2]/Index[53 1]/Size 100/Root 1 0 R') + b'\nendobj\n'
    start = len(out)
    return out + b'xref\n0 0\ntrailer\n<</Size 100/Root 1 0 R/Info 9 0 R/XRefStm %d/Prev %d>>\nstartxref\n%d\n%%%%EOF\n' % (at, start_of(first), start)


# ------------------------------------------------------------------ certification attacks


@attack('eaa')
def evil_annotations():
    for level, base in [(None, ONE), *CERTIFIED.items()]:
        for kind in ('FreeText', 'Redact', 'Stamp', 'Highlight', 'Ink', 'Square', 'Line', 'Text', 'Popup', 'FileAttachment', 'Link', 'Watermark', 'Widget', 'Screen', '3D', 'Movie'):
            yield f'{kind} on level {level}', append(base, {3: PAGE.replace(b'11 0 R]', b'11 0 R 65 0 R]'), 66: stream(EVIL, b'/Subtype/Form/BBox[0 0 612 792]'),
                                                            65: b'<</Type/Annot/Subtype/' + kind.encode() + b'/Rect[0 0 612 792]/F 4/P 3 0 R/Contents(x)/AP<</N 66 0 R>>>>'})
        yield f'annotations by a new array, {level}', append(base, {3: PAGE.replace(b'[7 0 R 8 0 R 11 0 R]', b'67 0 R'), 67: b'[7 0 R 8 0 R 11 0 R 65 0 R]',
                                                                    65: b'<</Type/Annot/Subtype/FreeText/Rect[0 0 612 792]>>'})
        yield f'annotation inside the array, {level}', append(base, {3: PAGE.replace(b'11 0 R]', b'11 0 R<</Type/Annot/Subtype/FreeText/Rect[0 0 612 792]>>]')})
    listed = sign(document(_3=PAGE.replace(b'[7 0 R 8 0 R 11 0 R]', b'67 0 R'), _67=b'[7 0 R 8 0 R 11 0 R]'), own, level=3)
    yield 'annotation in the array by itself', append(listed, {67: b'[7 0 R 8 0 R 11 0 R 65 0 R]', 65: b'<</Type/Annot/Subtype/FreeText/Rect[0 0 612 792]>>'})
    noted = sign(document(_3=PAGE.replace(b'11 0 R]', b'11 0 R 65 0 R]'), _65=b'<</Type/Annot/Subtype/FreeText/Rect[0 0 9 9]/Contents(x)>>'), own, level=3)
    yield 'annotation changed', append(noted, {65: b'<</Type/Annot/Subtype/FreeText/Rect[0 0 612 792]/Contents(y)>>'})
    yield 'annotation removed', append(noted, {3: PAGE})


@attack('ssa')
def sneaky_signatures():
    for level, base in CERTIFIED.items():
        look = {66: stream(EVIL, b'/Type/XObject/Subtype/Form/BBox[0 0 612 792]')}
        form = {6: objects()[6].replace(b'11 0 R]', b'11 0 R 21 0 R]'), 3: PAGE.replace(b'11 0 R]', b'11 0 R 21 0 R]')}
        for rectangle in (b'[0 0 612 792]', b'[72 690 500 740]', b'[0 0 1 1]', b'[612 792 0 0]', b'[0 0 612]', b'null', b'[0 0 612 792 9]'):
            widget = WIDGET.replace(b'(sig)', b'(two)').replace(b'[72 100 272 150]', rectangle).replace(b'>>', b'/AP<</N 66 0 R>>>>')
            yield f'{rectangle.decode()} on level {level}', sign(base, other, field=21, value=22, widget=widget, more={**look, **form})
            yield f'{rectangle.decode()} by a stranger, level {level}', sign(base, stranger, field=21, value=22, widget=widget, more={**look, **form})
            yield f'{rectangle.decode()} with an empty signature, level {level}', append(base, {**look, **form, 21: widget % 22, 22: b'<</Type/Sig>>'})
            yield f'{rectangle.decode()} without a value, level {level}', append(base, {**look, **form, 21: widget.replace(b'/V %d 0 R', b'')})
        yield f'kid that is visible, level {level}', append(base, {**look, 6: form[6], 3: PAGE.replace(b'11 0 R]', b'11 0 R 68 0 R]'), 21: b'<</FT/Sig/T(two)/Kids[68 0 R]/V 22 0 R>>',
            22: VALUE, 68: b'<</Type/Annot/Subtype/Widget/Parent 21 0 R/Rect[0 0 612 792]/AP<</N 66 0 R>>>>'})
        yield f'second certification, level {level}', second(base, level=None, entries=MDP % 3)
        yield f'certification raised, level {level}', append(base, {20: VALUE.replace(b'/M', MDP % 3 + b'/M')})
        yield f'permissions taken away, level {level}', append(base, {1: objects()[1]})
        yield f'permissions to another signature, level {level}', append(base, {1: objects()[1][:-2] + b'/Perms<</DocMDP 69 0 R>>>>', 69: b'<</Type/Sig' + MDP % 3 + b'>>'})
    yield 'certification added after an approval', append(ONE, {1: objects()[1][:-2] + b'/Perms<</DocMDP 20 0 R>>>>'})
    yield 'certification that is no signature field', sign(TABLES, own, catalog=objects()[1][:-2] + b'/Perms<</DocMDP 69 0 R>>>>', more={69: b'<</Type/Sig' + MDP % 3 + b'>>'})


# ------------------------------------------------------------------ keys, certificates and CMS


def signer_of(info):
    """A certificate of the root about a public key of our choice."""
    return forge.with_public_key(own_rsa, root, info)


@attack('keys')
def weak_keys():
    modulus = own_rsa.key.public_key().public_numbers().n
    def public(n, e):
        return keys.PublicKeyInfo({'algorithm': {'algorithm': 'rsa', 'parameters': core.Null()}, 'public_key': keys.RSAPublicKey({'modulus': n, 'public_exponent': e})})
    def emsa(covered, size=256):
        block = bytes.fromhex('3031300d060960864801650304020105000420') + hashlib.sha256(covered).digest()
        return b'\0\1' + b'\xff' * (size - 3 - len(block)) + b'\0' + block
    one = signer_of(public(modulus, 1))
    yield 'RSA, e = 1', sign(TABLES, one, sign=emsa)
    two = signer_of(public(modulus, 2))
    yield 'RSA, e = 2', sign(TABLES, two, sign=emsa)
    zero = signer_of(public(modulus, 0))
    yield 'RSA, e = 0', sign(TABLES, zero, sign=lambda c: b'\0' * 255 + b'\1')
    def cube(covered, size=256, pad=8, tail=True):
        """Bleichenbacher 2006: the padded digest stands at the top of a perfect cube's bytes."""
        block = b'\0\1' + b'\xff' * pad + b'\0' + bytes.fromhex('3031300d060960864801650304020105000420') + hashlib.sha256(covered).digest()
        low = int.from_bytes(block.ljust(size, b'\0'), 'big')
        high = int.from_bytes(block.ljust(size, b'\xff'), 'big')
        a, b = 0, 1 << (8 * size // 3 + 2)
        while a < b:
            m = (a + b) // 2
            a, b = (m + 1, b) if m ** 3 < low else (a, m)
        assert low <= a ** 3 <= high
        return a.to_bytes(size, 'big')
    big = issue('Big', 'rsa3072', root).key.public_key().public_numbers().n
    three = signer_of(public(big, 3))
    yield 'Bleichenbacher 2006, e = 3', sign(TABLES, three, sign=lambda c: cube(c, 384))
    yield 'Bleichenbacher 2006, no padding at all', sign(TABLES, three, sign=lambda c: cube(c, 384, 0))
    yield 'honest, e = 3', sign(TABLES, issue('Three', 'rsa2048-e3', root))
    yield 'RSA of 1024 bits', sign(TABLES, issue('Short', 'rsa1024', root))
    yield 'modulus 1', sign(TABLES, signer_of(public(1, 65537)), sign=lambda c: b'\0')
    yield 'modulus that is even', sign(TABLES, signer_of(public(modulus - 1, 65537)), sign=lambda c: raw_signature(own_rsa.key, c))
    yield 'modulus of 200,000 bits', sign(TABLES, signer_of(public((1 << 200_000) + 1, 65537)), sign=lambda c: b'\1' * 25_001, room=140_000)
    yield 'exponent of 100,000 bits', sign(TABLES, signer_of(public(modulus, (1 << 100_000) + 1)), sign=lambda c: emsa(c), room=140_000)
    def ecdsa(r, s):
        return lambda covered: utils.encode_dss_signature(r, s)
    order = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
    for r, s in [(0, 0), (0, 1), (1, 0), (order, order), (0, order), (order, 0), (1, order), (order + 1, 1), (1 << 300, 1 << 300)]:
        yield f'ECDSA, r and s of {min(r, 9)}, {min(s, 9)} and more', sign(TABLES, own, sign=ecdsa(r, s))
    def negative(covered):
        r, s = utils.decode_dss_signature(raw_signature(own.key, covered))
        return core.SequenceOf([r, -s], spec=core.Integer).dump()
    yield 'ECDSA, negative s', sign(TABLES, own, sign=negative)
    yield 'ECDSA, empty', sign(TABLES, own, sign=lambda c: b'')
    yield 'ECDSA, bytes after it', sign(TABLES, own, sign=lambda c: raw_signature(own.key, c) + b'\0')
    yield 'RSA, bytes after it', sign(TABLES, own_rsa, sign=lambda c: raw_signature(own_rsa.key, c) + b'\0')
    yield 'RSA, zeros', sign(TABLES, own_rsa, sign=lambda c: bytes(256))
    yield 'RSA, the modulus', sign(TABLES, own_rsa, sign=lambda c: modulus.to_bytes(256, 'big'))
    yield 'RSA, one less than the modulus', sign(TABLES, own_rsa, sign=lambda c: (modulus - 1).to_bytes(256, 'big'))
    def no_info(covered):
        private = own_rsa.key.private_numbers()
        block = (b'\0\1' + b'\xff' * (256 - 3 - 32) + b'\0' + hashlib.sha256(covered).digest())
        return pow(int.from_bytes(block, 'big'), private.d, modulus).to_bytes(256, 'big')
    yield 'RSA, digest without its identifier', sign(TABLES, own_rsa, sign=no_info)
    def padded(change):
        def make(covered):
            block = change(bytearray(emsa(covered)))
            return pow(int.from_bytes(block, 'big'), own_rsa.key.private_numbers().d, modulus).to_bytes(256, 'big')
        return make
    def set_at(place, value):
        def change(block):
            block[place] = value
            return block
        return change
    for label, change in [('block type 2', set_at(1, 2)), ('block type 0', set_at(1, 0)), ('padding with another byte', set_at(50, 0xFE)), ('zero in the padding', set_at(20, 0))]:
        yield f'RSA, {label}', sign(TABLES, own_rsa, sign=padded(change))
    point = keys.PublicKeyInfo({'algorithm': {'algorithm': 'ec', 'parameters': keys.ECDomainParameters('named', 'secp256r1')}, 'public_key': b'\0'})
    for label, value in [('at infinity', b'\0'), ('not on the curve', b'\4' + b'\1' * 64), ('of zeros', b'\4' + bytes(64)), ('empty', b'')]:
        point['public_key'] = keys.ECPointBitString(value)
        yield f'point {label}', sign(TABLES, forge.with_public_key(own, root, point.copy()))
    yield 'curve secp256k1', sign(TABLES, issue('K', 'k256', root))
    yield 'curve P-192', sign(TABLES, issue('P', 'p192', root))
    # CVE-2020-0601: a root of the same name and key, with a generator of its own.
    explicit = keys.PublicKeyInfo.load(root.asn1.public_key.dump())
    yield 'curve with a generator of its own', sign(TABLES, forge.with_public_key(own, root, curve_with_generator()))


def curve_with_generator():
    body = bytes.fromhex('020101302c06072a8648ce3d0101022100ffffffff00000001000000000000000000000000ffffffffffffffffffffffff3044')
    numbers = own.key.public_key().public_numbers()
    here = b'\4' + numbers.x.to_bytes(32, 'big') + numbers.y.to_bytes(32, 'big')
    a = bytes.fromhex('ffffffff00000001000000000000000000000000fffffffffffffffffffffffc')
    b = bytes.fromhex('5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b')
    parameters = core.Sequence()
    parts = bytes.fromhex('020101302c06072a8648ce3d0101022100ffffffff00000001000000000000000000000000ffffffffffffffffffffffff')
    parts += b'\x30\x44\x04\x20' + a + b'\x04\x20' + b + b'\x04\x41' + here
    parts += bytes.fromhex('022100ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551') + b'\2\1\1'
    body = b'\x30\x81' + bytes([len(parts)]) + parts if len(parts) < 256 else b'\x30\x82' + len(parts).to_bytes(2, 'big') + parts
    algorithm = bytes.fromhex('06072a8648ce3d0201') + body
    algorithm = b'\x30\x82' + len(algorithm).to_bytes(2, 'big') + algorithm
    bits = b'\x03\x42\x00' + here
    whole = algorithm + bits
    return keys.PublicKeyInfo.load(b'\x30\x82' + len(whole).to_bytes(2, 'big') + whole)


@attack('certificates')
def certificates():
    yield 'stranger of the same names and number', sign(TABLES, stranger)
    yield 'stranger, with our certificate beside', sign(TABLES, stranger, certificates=[own, stranger])
    yield 'stranger, named by our certificate alone', sign(TABLES, stranger, certificates=[own])
    yield 'stranger with his root sent along', sign(TABLES, stranger, certificates=[stranger, stranger_root])
    yield 'signed by Bob, named as Alice', sign(TABLES, other, named=own, certificates=[own, other])
    yield 'signed by Bob, bound to Alice', sign(TABLES, other, bound=own, certificates=[own, other])
    yield 'named as Bob, signed by Alice', sign(TABLES, own, named=other, certificates=[own, other])
    twin = forge.with_public_key(own, root, own.asn1.public_key)
    yield 'attribute of another certificate of the same key', sign(TABLES, own, bound=issue('Alice', issuer=root))
    yield 'no certificate at all', sign(TABLES, own, certificates=[])
    yield 'only the root', sign(TABLES, own, certificates=[root])
    yield 'attribute with a digest of nothing', sign(TABLES, own, attributes=lambda a: a[:2] + [attribute('signing_certificate_v2', {'certs': []})])
    yield 'attribute missing', sign(TABLES, own, attributes=lambda a: a[:2])
    yield 'attribute twice', sign(TABLES, own, attributes=lambda a: a + [attribute('signing_certificate_v2', forge.signing_certificate(other.der))])
    yield 'attribute of SHA-1 alone, of another', sign(TABLES, own, attributes=lambda a: a[:2] + [attribute('signing_certificate', {'certs': [
        {'cert_hash': hashlib.sha1(other.der).digest()}]})])
    leaf = issue('Leaf', issuer=own)
    yield 'issued by a signer\'s certificate', sign(TABLES, leaf, certificates=[leaf, own])
    authority = issue('No signing of certificates', issuer=root, ca=None)
    yield 'issued by a certificate without constraints', sign(TABLES, (lambda l: l)(leaf2 := issue('Leaf', issuer=authority)), certificates=[leaf2, authority])
    yield 'expired', sign(TABLES, issue('Old', issuer=root, start=-300, end=-10))
    yield 'not yet valid', sign(TABLES, issue('New', issuer=root, start=10))
    yield 'expired authority', sign(TABLES, (l3 := issue('Leaf', issuer=(old := issue('Old CA', issuer=root, ca=True, start=-300, end=-10)))), certificates=[l3, old])
    yield 'authority\'s own key', sign(TABLES, root)
    yield 'for TLS servers only', sign(TABLES, issue('Server', issuer=root, purposes=[ExtendedKeyUsageOID.SERVER_AUTH]))
    yield 'for time stamps only', sign(TABLES, stamper)
    yield 'for OCSP only', sign(TABLES, issue('Responder', issuer=root, purposes=[ExtendedKeyUsageOID.OCSP_SIGNING]))
    unknown = x509.UnrecognizedExtension(x509.ObjectIdentifier('1.2.3.4.5.6'), b'\5\0')
    yield 'unknown critical extension', sign(TABLES, issue('X', issuer=root, extra=[(unknown, True)]))
    yield 'for agreement of keys only', sign(TABLES, issue('K', issuer=root, usage=False, extra=[(x509.KeyUsage(False, False, False, False, True, False, False, False, False), True)]))
    yield 'self-signed with the root\'s name', sign(TABLES, stranger_root, certificates=[stranger_root])
    limited = issue('Limited', issuer=root, ca=True, extra=[(x509.NameConstraints([x509.DirectoryName(forge.name('nobody'))], None), True)])
    yield 'outside the authority\'s names', sign(TABLES, (l4 := issue('Leaf', issuer=limited)), certificates=[l4, limited])
    short = forge.Identity((k := forge.new_key('p256')), (x509.CertificateBuilder().subject_name(forge.name('Short path')).issuer_name(root.certificate.subject)
        .public_key(k.public_key()).serial_number(77).not_valid_before(NOW - forge.DAY).not_valid_after(NOW + 99 * forge.DAY)
        .add_extension(x509.BasicConstraints(True, 0), True).sign(root.key, hashes.SHA256())))
    between = issue('Between', issuer=short, ca=True)
    yield 'path too long', sign(TABLES, (l5 := issue('Leaf', issuer=between)), certificates=[l5, between, short])
    # Forty authorities of one name that sign each other: paths without end.
    ring = [issue('Ring', issuer=None, ca=True) for _ in range(12)]
    cross = []
    for a in ring:
        for b in ring:
            c = forge.Identity(a.key, x509.CertificateBuilder().subject_name(forge.name('Ring')).issuer_name(forge.name('Ring')).public_key(a.key.public_key())
                .serial_number(x509.random_serial_number()).not_valid_before(NOW - forge.DAY).not_valid_after(NOW + 9 * forge.DAY)
                .add_extension(x509.BasicConstraints(True, None), True).sign(b.key, hashes.SHA256()))
            cross.append(c)
    leaf6 = issue('Leaf', issuer=ring[0])
    yield 'a ring of authorities', sign(TABLES, leaf6, certificates=[leaf6, *cross], room=140_000)


@attack('cms')
def messages():
    other_digest = hashlib.sha256(b'another').digest()
    yield 'digest of another text', sign(TABLES, own, digest=other_digest)
    yield 'digest too short', sign(TABLES, own, cms_of=lambda c: make_cms(c, own, digest=hashlib.sha256(c).digest()[:16]))
    yield 'digest empty', sign(TABLES, own, digest=b'')
    yield 'digest attribute missing', sign(TABLES, own, attributes=lambda a: [a[0], a[2]])
    yield 'digest attribute twice', sign(TABLES, own, attributes=lambda a: [a[0], a[1], attribute('message_digest', other_digest), a[2]])
    yield 'digest attribute twice, the right one last', sign(TABLES, own, attributes=lambda a: [attribute('message_digest', other_digest), *a], sort=False)
    yield 'digest attribute with two values', sign(TABLES, own, cms_of=lambda c: make_cms(c, own, attributes=lambda a: [
        a[0], attribute('message_digest', other_digest, hashlib.sha256(c).digest()), a[2]]))
    yield 'digest attribute with no value', sign(TABLES, own, attributes=lambda a: [a[0], cms.CMSAttribute({'type': 'message_digest', 'values': []}), a[2]])
    yield 'content type missing', sign(TABLES, own, attributes=lambda a: a[1:])
    yield 'content type of a time stamp', sign(TABLES, own, attributes=lambda a: [attribute('content_type', 'tst_info'), *a[1:]])
    yield 'SHA-1', sign(TABLES, own_rsa, md='sha1')
    yield 'MD5', sign(TABLES, own_rsa, cms_of=lambda c: make_cms(c, own_rsa, digest=hashlib.md5(c).digest(), digest_name='md5', mechanism='md5_rsa'))
    yield 'SHA-1 digest, SHA-256 signature', sign(TABLES, own_rsa, cms_of=lambda c: make_cms(c, own_rsa, digest=hashlib.sha1(c).digest(), digest_name='sha1'))
    yield 'SHA-512 claimed, SHA-256 used', sign(TABLES, own, digest_name='sha512')
    yield 'SHA-256 claimed, SHA-512 used', sign(TABLES, own, cms_of=lambda c: make_cms(c, own, md='sha512', digest_name='sha256'))
    yield 'ECDSA with a name of RSA', sign(TABLES, own, mechanism='sha256_rsa')
    yield 'RSA with a name of ECDSA', sign(TABLES, own_rsa, mechanism='sha256_ecdsa')
    yield 'PSS claimed, PKCS#1 used', sign(TABLES, own_rsa, sign=lambda c: raw_signature(own_rsa.key, c), mechanism='pss')
    yield 'PKCS#1 claimed, PSS used', sign(TABLES, own_rsa, sign=lambda c: raw_signature(own_rsa.key, c, pss=True))
    yield 'Ed25519 claimed', sign(TABLES, own, mechanism='ed25519', sign=lambda c: bytes(64))
    yield 'no signed attributes, signed over the content of another', sign(TABLES, own, attributes=lambda a: None, sign=lambda c: raw_signature(own.key, b'another'))
    yield 'no signed attributes and no signature', sign(TABLES, own, attributes=lambda a: None, sign=lambda c: b'')
    yield 'empty signed attributes', sign(TABLES, own, attributes=lambda a: [])
    yield 'attributes changed after signing', sign(TABLES, own, cms_of=lambda c: make_cms(c, own).replace(hashlib.sha256(c).digest(), other_digest))
    def moved(c):
        return make_cms(c, own, change=move_signed)
    yield 'attributes unsigned instead of signed', sign(TABLES, own, cms_of=moved)
    yield 'content inside as well', sign(TABLES, own, content=b'inside')
    yield 'content inside that is right, file that is not', sign(TABLES, own, cms_of=lambda c: make_cms(b'inside', own, content=b'inside'))
    yield 'content inside that is the file', sign(TABLES, own, room=40_000, cms_of=lambda c: make_cms(c, own, content=c))
    yield 'a time stamp as signature', sign(TABLES, own, cms_of=lambda c: forge.time_stamp(c, stamper))
    yield 'a time stamp in the clothes of a signature', sign(TABLES, own, kind=b'DocTimeStamp', cms_of=lambda c: forge.time_stamp(c, stamper))
    yield 'a signature in the clothes of a time stamp', sign(TABLES, own, kind=b'DocTimeStamp', sub=b'ETSI.RFC3161')
    yield 'only a time stamp', sign(TABLES, own, kind=b'DocTimeStamp', sub=b'ETSI.RFC3161', cms_of=lambda c: forge.time_stamp(c, stamper))
    yield 'time stamp of other data', sign(ONE, own, kind=b'DocTimeStamp', sub=b'ETSI.RFC3161', field=21, value=22, widget=WIDGET.replace(b'(sig)', b'(t)').replace(
        b'[72 100 272 150]', b'[0 0 0 0]'), more={6: objects()[6].replace(b'11 0 R]', b'11 0 R 21 0 R]'), 3: PAGE.replace(b'11 0 R]', b'11 0 R 21 0 R]')},
        cms_of=lambda c: forge.time_stamp(b'other', stamper))
    yield 'document time stamp by a signer', stamped(lambda c: forge.time_stamp(c, own))
    yield 'document time stamp by a stranger', stamped(lambda c: forge.time_stamp(c, issue('S', purposes=[ExtendedKeyUsageOID.TIME_STAMPING])))
    yield 'document time stamp from the future', stamped(lambda c: forge.time_stamp(c, stamper, at=NOW + 30 * forge.DAY))
    yield 'document time stamp with SHA-1', stamped(lambda c: forge.time_stamp(c, stamper, md='sha1'))
    yield 'two signers', sign(TABLES, own, change=lambda w: two_signers(w))
    yield 'no signer', sign(TABLES, own, change=no_signer)
    yield 'signer information of version 9', sign(TABLES, own, change=version_nine)
    yield 'digest algorithms empty', sign(TABLES, own, change=no_digests)
    def cut(n):
        return lambda c: make_cms(c, own)[:-n]
    for n in (1, 10, 100):
        yield f'{n} bytes cut off', sign(TABLES, own, cms_of=cut(n))
    for label, bytes_ in [('nested sequences', b'\x30\x80' * 1_900), ('a length of 4 GB', b'\x30\x84\xff\xff\xff\xff'), ('a long length', b'\x30\xff' + b'\x01' * 127),
                          ('an OID of a thousand bytes', b'\x30\x82\x03\xec\x06\x82\x03\xe8' + b'\x81' * 1000), ('a sequence of nothing', b'\x30\0'), ('text', b'hello' * 20),
                          ('a certificate', own.der), ('a PKCS#7 data object', b'\x30\x0d\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01\xa0\0')]:
        yield f'Contents is {label}', sign(TABLES, own, cms_of=lambda c, b=bytes_: b)
    yield 'bytes before the CMS', sign(TABLES, own, cms_of=lambda c: b'\0' + make_cms(c, own))
    yield 'bytes behind the CMS', sign(TABLES, own, cms_of=lambda c: make_cms(c, own) + b'evil')
    yield 'a second CMS behind the first', sign(TABLES, own, cms_of=lambda c: make_cms(c, own) + make_cms(c, stranger))
    yield 'old signature under a new file', sign(document(_4=stream(EVIL)), own, cms_of=lambda c: CMS.rstrip(b'\0'))
    for sub in (b'adbe.x509.rsa_sha1', b'adbe.pkcs7.sha1', b'Adobe.PPKLite', b'ETSI.RFC3161'):
        yield f'SubFilter says {sub.decode()}', sign(TABLES, own, sub=sub)
    yield 'algorithm protection of another algorithm', sign(TABLES, own, attributes=lambda a: a + [attribute('cms_algorithm_protection', cms.CMSAlgorithmProtection(
        {'digest_algorithm': {'algorithm': 'sha512'}, 'signature_algorithm': {'algorithm': 'sha512_ecdsa'}}))])
    # RFC 5652's two ways to sign: the bytes of the attributes, taken for content.
    bytes_ = cms.ContentInfo.load(CMS.rstrip(b'\0'))['content']['signer_infos'][0]['signed_attrs'].dump()
    yield 'attributes\' bytes taken for content', sign(TABLES, own, cms_of=lambda c: make_cms(c, own, attributes=lambda a: None, sign=lambda x: raw_signature(own.key, b'\x31' + bytes_[1:])))


def stamped(cms_of, base=None):
    return sign(base or ONE, own, kind=b'DocTimeStamp', sub=b'ETSI.RFC3161', field=21, value=22, widget=WIDGET.replace(b'(sig)', b'(t)').replace(b'[72 100 272 150]', b'[0 0 0 0]'),
                more={6: objects()[6].replace(b'11 0 R]', b'11 0 R 21 0 R]'), 3: PAGE.replace(b'11 0 R]', b'11 0 R 21 0 R]')}, cms_of=cms_of)


def move_signed(whole):
    info = whole['signer_infos'][0]
    parts = {k: info[k] for k in ('version', 'sid', 'digest_algorithm', 'signature_algorithm', 'signature')}
    parts['unsigned_attrs'] = cms.CMSAttributes(list(info['signed_attrs']))
    whole['signer_infos'] = [cms.SignerInfo(parts)]


def two_signers(whole):
    whole['signer_infos'] = [whole['signer_infos'][0], whole['signer_infos'][0].copy()]


def no_signer(whole):
    whole['signer_infos'] = []


def version_nine(whole):
    raw = whole.dump(force=True)
    whole['signer_infos'][0]['version'] = 'v5'


def no_digests(whole):
    whole['digest_algorithms'] = []


@lawful
def time_stamps():
    yield 'document time stamp', stamped(lambda c: forge.time_stamp(c, stamper))
    yield 'signature time stamp', sign(TABLES, own, unsigned=lambda s: [attribute('signature_time_stamp_token', cms.ContentInfo.load(forge.time_stamp(s, stamper)))])
    # Nobody signs it with the document: a bad one is a remark, and gives no level.
    yield 'indefinite lengths', sign(TABLES, own, cms_of=lambda c: indefinite(make_cms(c, own)))


def indefinite(der):
    """The outer values in BER's indefinite form, as some libraries write them."""
    info = cms.ContentInfo.load(der)
    return b'\x30\x80' + info['content_type'].dump() + b'\xa0\x80\x30\x80' + info['content'].contents + b'\0\0' * 3


# ------------------------------------------------------------------ fields, stores, files


@attack('fields')
def fields():
    two = second(ONE)
    yield 'second signature by a stranger', second(ONE, stranger)
    yield 'second signature by a stranger, on a certified file', second(CERTIFIED[2], stranger)
    yield 'second field of the same name', second(ONE, name=b'(sig)')
    twins = document(_6=objects()[6].replace(b'8 0 R', b'8 0 R 16 0 R'), _16=objects()[8])
    yield 'two fields of one name, signed', sign(twins, own)
    yield 'field listed twice', append(ONE, {6: objects()[6].replace(b'8 0 R', b'8 0 R 8 0 R')})
    yield 'second field with the value of the first', append(ONE, {6: objects()[6].replace(b'11 0 R]', b'11 0 R 21 0 R]'), 21: (WIDGET % 20).replace(b'(sig)', b'(two)').replace(
        b'[72 100 272 150]', b'[0 0 0 0]')})
    yield 'field whose value is inherited', append(ONE, {6: objects()[6].replace(b'11 0 R]', b'11 0 R 21 0 R]'), 21: b'<</FT/Sig/T(p)/V 20 0 R/Kids[23 0 R]>>', 23: b'<</T(k)/Parent 21 0 R>>'})
    yield 'no signature', TABLES
    yield 'empty field only', STREAMS
    yield 'signature that no field names', append(TABLES, {20: VALUE})
    yield 'encrypted', ONE.replace(b'/Size 100', b'/Size 100/Encrypt<</Filter/Standard/V 1/R 2/O()/U()/P -1>>')
    yield 'encrypted by the update', append(ONE, {}, trailer=b'/Encrypt<</Filter/Standard/V 1/R 2/O()/U()/P -1>>')
    for body in [b'<</Type/Certs>>', b'<</Certs 3 0 R>>', b'<</Certs[3 0 R]>>', b'<</Certs[]/JavaScript 90 0 R>>', b'null', b'[]', b'<</VRI<</X<</JS 90 0 R>>>>>>', b'<</VRI[]>>']:
        yield f'DSS {body.decode()} with another page', append(ONE, {1: objects()[1][:-2] + b'/DSS 80 0 R>>', 80: body, 90: b'(x)', **EVIL_PAGE})
    yield 'DSS that holds scripts', append(ONE, {1: objects()[1][:-2] + b'/DSS<</Certs[]/JavaScript(app)>>>>'})
    yield 'DSS that is the page', append(ONE, {1: objects()[1][:-2] + b'/DSS 3 0 R>>', 3: PAGE[:-2] + b'/Rotate 90>>'})
    stored = append(ONE, {1: objects()[1][:-2] + b'/DSS 80 0 R>>', 80: b'<</Certs[81 0 R]>>', 81: stream(root.der)})
    yield 'DSS taken away', append(stored, {1: objects()[1]})
    yield 'DSS emptied', append(stored, {80: b'<</Certs[]>>'})
    yield 'DSS certificate swapped under a second signature', append(second(stored), {81: stream(stranger_root.der)})
    yield 'DSS emptied under a second signature', append(second(stored), {80: b'<</Certs[]>>'})
    yield 'DSS that trusts a stranger', append(second(ONE, stranger), {1: objects()[1][:-2] + b'/DSS 80 0 R>>', 80: b'<</Certs[81 0 R]>>', 81: stream(stranger_root.der)})
    yield 'metadata with a script', append(ONE, {1: objects()[1][:-2] + b'/Metadata 82 0 R>>', 82: stream(b'<x:xmpmeta><dc:title>Another</dc:title></x:xmpmeta>', b'/Type/Metadata')})
    yield 'spare object', append(ONE, {90: b'(x)'})
    yield 'spare object in an object stream', append(ONE, {90: b'(x)'}, packed=(90,))
    yield 'object 0', append(ONE, {0: b'(x)'})
    yield 'comment between revisions', append(ONE + b'% 4 0 obj\n', {1: objects()[1][:-2] + b'/DSS<</Certs[]>>>>'})
    yield 'bytes between revisions', append(ONE + b'4 0 obj <<>> endobj\n', {1: objects()[1][:-2] + b'/DSS<</Certs[]>>>>'})
    yield 'comment inside an object of the update', append(ONE, {7: objects()[7][:-2] + b'/V(x)%4 0 obj\n>>', 90: b'(y)'})
    yield 'end of file in a comment within the update', append(ONE, {4: stream(EVIL)}).replace(b'4 0 obj', b'%%EOF\n4 0 obj')
    yield 'object written twice in the update', append(ONE + b'', {7: objects()[7][:-2] + b'/V(x)>>'}).replace(b'xref\n7 1', b'4 0 obj\n<<>>\nendobj\nxref\n7 1')
    for key in (b'/Type/Catalog', b'/OpenAction[3 0 R/Fit]', b'/PageMode/FullScreen', b'/ViewerPreferences<</Direction/R2L>>', b'/Collection<<>>', b'/Version/2.9', b'/Dests<<>>'):
        if key not in (b'/Type/Catalog', b'/Version/2.9'):
            yield f'catalog with {key.decode()}', append(ONE, {1: objects()[1][:-2] + key + b'>>'})
    for key in (b'/AA<</O<</S/JavaScript/JS(1)>>>>', b'/Tabs/S', b'/Trans<<>>', b'/Dur 1', b'/Thumb 90 0 R', b'/Metadata 90 0 R', b'/Group<<>>', b'/B[]', b'/VP[]', b'/PieceInfo<<>>'):
        yield f'page with {key.decode()}', append(ONE, {3: PAGE[:-2] + key + b'>>', 90: stream(b'')})


@attack('broken')
def broken():
    """Files that no reader should fall over."""
    yield 'empty', b''
    yield 'header alone', HEAD
    yield 'half', ONE[:len(ONE) // 2]
    yield 'without the last byte but three', ONE[:-4]
    for label, trailer in [('no root', b'/Size 9'), ('root a number', b'/Size 9/Root 4'), ('root itself', b'/Size 9/Root 99 0 R'), ('size of minus one', b'/Size -1/Root 1 0 R')]:
        data = document()
        yield label, data[:data.rindex(b'trailer')] + b'trailer\n<<' + trailer + b'>>\nstartxref\n%d\n%%%%EOF\n' % start_of(data)
    yield 'pages in a loop', sign(document(_2=b'<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2>>'), stranger)
    yield 'fields in a loop', sign(document(_6=b'<</Fields[8 0 R 6 0 R 16 0 R]>>', _16=b'<</T(x)/Kids[16 0 R 17 0 R]>>', _17=b'<</T(y)/Kids[16 0 R]>>'), stranger)
    deep = b'<<' * 0 + b'[' * 5_000 + b']' * 5_000
    yield 'deep arrays', append(ONE, {90: deep})
    yield 'deep dictionaries', append(ONE, {90: b'<</A' * 5_000 + b' 1' + b'>>' * 5_000})
    yield 'five thousand signature fields', append(ONE, {6: b'<</Fields[7 0 R 8 0 R 11 0 R ' + b' '.join(b'%d 0 R' % n for n in range(200, 5200)) + b']/DA(/F1 12 Tf 0 g)/SigFlags 3>>',
                                                        **{n: b'<</FT/Sig/T(%d)/V 20 0 R>>' % n for n in range(200, 5200)}}, size=6000)
    data = ONE
    for _ in range(300):
        data = append(data, {})
    yield 'three hundred updates', data + b'x'
    bomb = __import__('zlib').compress(b'\0' * (200 << 20), 9)
    yield 'object stream of 200 MB', append(ONE, {97: stream(bomb, b'/Type/ObjStm/N 1/First 4/Filter/FlateDecode'), 1: b'97 0 R'})
    yield 'cross-reference stream of 200 MB', ONE + b'96 0 obj\n' + stream(bomb, b'/Type/XRef/W[1 4 2]/Size 99999999/Root 1 0 R/Filter/FlateDecode') + b'\nendobj\nstartxref\n%d\n%%%%EOF\n' % len(ONE)
    yield 'table of a billion rows', ONE + b'xref\n0 1000000000\ntrailer\n<</Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n' % len(ONE)
    yield 'filters a thousand times', append(ONE, {4: stream(b'x', b'/Filter[' + b'/FlateDecode ' * 1000 + b']')})


# ------------------------------------------------------------------ the judge


def main():
    tool = os.path.abspath(sys.argv[1])
    keep = sys.argv[sys.argv.index('--keep') + 1] if '--keep' in sys.argv else None
    only = sys.argv[sys.argv.index('--only') + 1] if '--only' in sys.argv else None
    chosen = [(kind, label, data, expected) for kind, make, expected in makers if only in (None, kind) for label, data in make()]
    wrong, counts, slowest = 0, {}, 0
    with tempfile.TemporaryDirectory() as folder:
        folder = keep or folder
        os.makedirs(folder, exist_ok=True)
        trust = os.path.join(folder, 'root.pem')
        open(trust, 'wb').write(root.pem)
        names = []
        for index, (kind, label, data, expected) in enumerate(chosen):
            path = os.path.join(folder, f'{kind}-{index:04}.pdf')
            open(path, 'wb').write(data)
            names.append(path)
        if keep:
            open(os.path.join(folder, 'index.json'), 'w').write(json.dumps(
                [{'file': os.path.basename(p), 'class': c[0], 'label': c[1], 'valid': c[3]} for p, c in zip(names, chosen)], indent=1))
        size = 40
        for first in range(0, len(chosen), size):
            batch, paths = chosen[first:first + size], names[first:first + size]
            answers = verify(tool, paths, trust)
            for (kind, label, data, expected), path, answer in zip(batch, paths, answers, strict=True):
                counts[kind] = counts.get(kind, 0) + 1
                if answer is None or answer['valid'] is not expected:
                    wrong += 1
                    print(f'WRONG {kind}: {label} ({os.path.basename(path)}): {answer and answer["valid"]} instead of {expected}')
                    if '--verbose' in sys.argv and answer:
                        print(json.dumps(answer, indent=1)[:3000])
                elif '--list' in sys.argv:
                    codes = [p['code'] for s in answer['signatures'] for p in s['problems']] + [p['code'] for p in answer['problems']]
                    print(f'{kind}: {label}: {", ".join(dict.fromkeys(codes)) or "valid"}')
    print(', '.join(f'{kind} {count}' for kind, count in counts.items()))
    print(f'{len(chosen)} files: {"as expected" if not wrong else f"{wrong} NOT as expected"}')
    return 1 if wrong else 0


def verify(tool, paths, trust):
    """The answers of one run; one by one where the run fails."""
    started = time.monotonic()
    try:
        out = subprocess.run([tool, 'verify', *paths, '--trust', trust, '--format', 'json', '--lang', 'en'], capture_output=True, timeout=10 + 2 * len(paths))
        if out.returncode in (0, 1):
            answer = json.loads(out.stdout)
            return answer.get('files', [answer])
        reason = f'ended with {out.returncode}: {out.stderr.decode(errors="replace")[-300:]}'
    except subprocess.TimeoutExpired:
        reason = 'took too long'
    if len(paths) == 1:
        print(f'{paths[0]}: {reason}')
        return [None]
    return [answer for path in paths for answer in verify(tool, [path], trust)]


if __name__ == '__main__':
    sys.exit(main())
