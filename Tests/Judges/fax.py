#!/usr/bin/env python3
"""make judge: faxes as their receivers meet them.

  fax.py PARAPHE REPOSITORY FOLDER

Makes the fax cover page of examples/ in both languages, at both resolutions, in both codings, and asks
  libtiff     (tiffinfo, tiffcp) whether the file is TIFF-F and decodes, to the same pixels in both codings and as the netpbm file
  tesseract   to read every identifier, phone number, name and date: on the clean page, and with one pixel of a thousand flipped
Exits 1 when libtiff finds a fault or the rates fall below those asked for (`LEAST`).
"""
import json
import os
import random
import re
import subprocess
import sys
import unicodedata

# Of all facts, at least these shares are read: clean, and with one pixel of a thousand flipped.
LEAST = {'fine': (1.0, 1.0), 'standard': (1.0, 0.9)}
TAGS = ['Image Width: 1728', 'Photometric Interpretation: min-is-white', 'FillOrder: lsb-to-msb', 'Page Number: 0-1', 'Subfile Type: multi-page']


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f'fax: {" ".join(command)}\n{done.stdout}{done.stderr}')
    return done.stdout + done.stderr


def pixels(path, folder):
    """Width, height and packed rows of a fax, 1 for black, as libtiff decodes them."""
    plain = folder + '/plain.tiff'
    said = run('tiffcp', '-c', 'none', '-f', 'msb2lsb', path, plain)
    if said.strip():
        sys.exit(f'fax: tiffcp {path}: {said}')
    data = open(plain, 'rb').read()
    start = int.from_bytes(data[4:8], 'little')
    tags = {}
    for k in range(int.from_bytes(data[start:start + 2], 'little')):
        at = start + 2 + 12 * k
        tag, kind, count = (int.from_bytes(data[at + a:at + b], 'little') for a, b in ((0, 2), (2, 4), (4, 8)))
        size = {3: 2, 4: 4}.get(kind, 0)
        if not size:
            continue
        where = at + 8 if size * count <= 4 else int.from_bytes(data[at + 8:at + 12], 'little')
        tags[tag] = [int.from_bytes(data[where + size * i:where + size * (i + 1)], 'little') for i in range(count)]
    rows = b''.join(data[o:o + n] for o, n in zip(tags[273], tags[279]))
    return tags[256][0], tags[257][0], rows


def netpbm(path):
    data = open(path, 'rb').read()
    head = re.match(rb'P4\s+(\d+)\s+(\d+)\s', data)
    return int(head[1]), int(head[2]), data[head.end():]


def cut(width, rows, wanted):
    """Rows of a wider page, cut to the middle."""
    own, new, left = (width + 7) // 8, (wanted + 7) // 8, (width - wanted) // 2
    out = bytearray()
    for start in range(0, len(rows), own):
        row = int.from_bytes(rows[start:start + own], 'big') >> (own * 8 - width)
        row = row >> (width - wanted - left) & (1 << wanted) - 1
        out += (row << (new * 8 - wanted)).to_bytes(new, 'big')
    return bytes(out)


def noisy(rows, seed):
    chance, out = random.Random(seed), bytearray(rows)
    for _ in range(len(rows) * 8 // 1000):
        bit = chance.randrange(len(rows) * 8)
        out[bit >> 3] ^= 0x80 >> (bit & 7)
    return bytes(out)


def read(width, height, rows, times, language, folder):
    """What tesseract reads; lines are repeated so that pixels are square."""
    line = (width + 7) // 8
    body = b''.join(rows[k:k + line] * times for k in range(0, len(rows), line))
    with open(folder + '/page.pbm', 'wb') as out:
        out.write(b'P4\n%d %d\n' % (width, height * times) + body)
    return run('tesseract', folder + '/page.pbm', '-', '-l', {'fra': 'fra', 'eng': 'eng+fra'}[language], '--psm', '6', '--dpi', '204')


def plain(text):
    return re.sub(r'[^0-9a-zà-ÿ]', '', text.lower().replace('’', "'"))


def is_read(fact, text):
    """Whether a fact stands in what was read; by its base letters where it has some that neither French nor English data know (ễ)."""
    if re.fullmatch(r"[ -~à-ÿÀ-ßœŒ’«»\xa0\u202f]*", fact):
        return plain(fact) in plain(text)

    def bare(words):
        return plain(''.join(c for c in unicodedata.normalize('NFD', words) if not unicodedata.combining(c)))
    return bare(fact) in bare(text)


def facts(data, language):
    """What must be read: as the page says it."""
    date = '20 novembre 2026' if language == 'fra' else 'November 20, 2026'
    patient = data['patient']
    return [patient['nam'], patient['familyName'], patient['givenName'], data['senderPhone'], data['recipientFax'], '14184256508', data['senderFamilyName'], data['senderGivenName'], data['recipientName'],
            data['recipientOrganization'], date]


def main(paraphe, repository, folder):
    os.makedirs(folder, exist_ok=True)
    demo = json.load(open(repository + '/examples/teleconsultation/demo.json'))
    document = next(d for d in demo['documents'] if d['document'] == 'fax-cover')
    path = folder + '/fax.json'
    json.dump({'data': document['data']}, open(path, 'w'), ensure_ascii=False)
    faults, rates = 0, []
    for tag, language in (('fr-CA', 'fra'), ('en-CA', 'eng')):
        def render(output, *options):
            run(paraphe, 'render', 'fax-cover', '--pack', repository + '/examples/teleconsultation', '--data', path, '--lang', tag,
                '--at', document['at'], '-o', output, *options)
        for resolution, lines, times in (('standard', 98, 2), ('fine', 196, 1)):
            pages = {}
            for coding in ('mh', 't6'):
                file = f'{folder}/fax-{language}-{resolution}-{coding}.tiff'
                render(file, '--fax', resolution, '--coding', coding)
                said = run('tiffinfo', '-D', file)
                scheme = 'CCITT Group 3' if coding == 'mh' else 'CCITT Group 4'
                for wanted in [*TAGS, f'Resolution: 204, {lines} pixels/inch', f'Compression Scheme: {scheme}']:
                    if wanted not in said:
                        print(f'{file}: tiffinfo does not say “{wanted}”:\n{said}')
                        faults += 1
                pages[coding] = pixels(file, folder)
            if pages['mh'] != pages['t6']:
                print(f'{language} {resolution}: the codings decode to different pixels')
                faults += 1
            width, height, rows = pages['mh']
            render(f'{folder}/page-1.pbm', '--dpi', f'204x{lines}', '--pages', '1')
            own = netpbm(f'{folder}/page-1.pbm')
            if own[1] != height or cut(own[0], own[2], width) != rows:
                print(f'{language} {resolution}: libtiff decodes other pixels than were painted')
                faults += 1
            for state, least in zip(('clean', 'noisy'), LEAST[resolution]):
                text = read(width, height, rows if state == 'clean' else noisy(rows, 7), times, language, folder)
                wanted = facts(document['data'], language)
                missing = [f for f in wanted if not is_read(f, text)]
                share = 1 - len(missing) / len(wanted)
                rates.append((language, resolution, state, share))
                if share < least:
                    print(f'{language} {resolution} {state}: not read: {missing}')
                    faults += 1
    print('| language | resolution | page | facts read |\n|---|---|---|---|')
    for language, resolution, state, share in rates:
        print(f'| {language} | {resolution} | {state} | {share:.0%} |')
    print(f'{len(rates)} pages read, {faults} faults')
    sys.exit(1 if faults else 0)


if __name__ == '__main__':
    main(*sys.argv[1:])
