#!/usr/bin/env python3
"""make judge: faxes as their receivers meet them.

  fax.py PARAPHE REPOSITORY FOLDER

Makes the faxes of examples/ with `paraphe fax` (cover page, order, an attached form), in both languages, at both resolutions, in both
codings, and asks
  libtiff     (tiffinfo, tiffcp, tiff2ps) whether the file is TIFF-F and decodes, to the same pixels in both codings and, of the cover page
              that `paraphe render` makes alone, as the netpbm file
  tesseract   to read every identifier, phone number, name and date of each page: clean, and with one pixel of a thousand flipped
and whether a fax that breaks the rules is refused with all reasons in both languages, and leaves nothing. Exits 1 when libtiff finds a fault or the rates fall below those asked for (`LEAST`).
"""
import json
import os
import random
import re
import subprocess
import sys
import unicodedata

# Of all facts, at least these shares are read: clean, and with one pixel of a thousand flipped (the mean of as many pages as
# the variable SEEDS says).
LEAST = {'fine': (1.0, 1.0), 'standard': (1.0, 0.98)}
SEEDS = range(1, 1 + int(os.environ.get('SEEDS', '1')))
TAGS = ['Image Width: 1728', 'Photometric Interpretation: min-is-white', 'FillOrder: lsb-to-msb', 'Subfile Type: multi-page']
AT = '2026-11-20T14:05:00-05:00'


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f'fax: {" ".join(command)}\n{done.stdout}{done.stderr}')
    return done.stdout + done.stderr


def pixels(path, folder):
    """Of each page of a fax, width, height and packed rows, 1 for black, as libtiff decodes them."""
    plain = folder + '/plain.tiff'
    said = run('tiffcp', '-c', 'none', '-f', 'msb2lsb', path, plain)
    if said.strip():
        sys.exit(f'fax: tiffcp {path}: {said}')
    data = open(plain, 'rb').read()
    start, pages = int.from_bytes(data[4:8], 'little'), []
    while start:
        tags, count = {}, int.from_bytes(data[start:start + 2], 'little')
        for k in range(count):
            at = start + 2 + 12 * k
            tag, kind, number = (int.from_bytes(data[at + a:at + b], 'little') for a, b in ((0, 2), (2, 4), (4, 8)))
            size = {3: 2, 4: 4}.get(kind, 0)
            if not size:
                continue
            where = at + 8 if size * number <= 4 else int.from_bytes(data[at + 8:at + 12], 'little')
            tags[tag] = [int.from_bytes(data[where + size * i:where + size * (i + 1)], 'little') for i in range(number)]
        pages.append((tags[256][0], tags[257][0], b''.join(data[o:o + n] for o, n in zip(tags[273], tags[279]))))
        start = int.from_bytes(data[start + 2 + 12 * count:start + 6 + 12 * count], 'little')
    return pages


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


def read(width, height, rows, times, folder):
    """What tesseract reads, with French data and with those of both languages: names are French on any page, dates are not. Lines are repeated
    so that pixels are square."""
    line = (width + 7) // 8
    body = b''.join(rows[k:k + line] * times for k in range(0, len(rows), line))
    with open(folder + '/page.pbm', 'wb') as out:
        out.write(b'P4\n%d %d\n' % (width, height * times) + body)
    return '\n'.join(
        run('tesseract', folder + '/page.pbm', '-', '-l', language, '--psm', '6', '--dpi', '204') for language in ('fra', 'eng+fra'))


def plain(text):
    return re.sub(r'[^0-9a-zà-ÿ]', '', text.lower().replace('’', "'"))


def is_read(fact, text):
    """Whether a fact stands in what was read; by its base letters where it has some that neither French nor English data know (ễ)."""
    if re.fullmatch(r"[ -~à-ÿÀ-ßœŒ’«»\xa0\u202f]*", fact):
        return plain(fact) in plain(text)

    def bare(words):
        return plain(''.join(c for c in unicodedata.normalize('NFD', words) if not unicodedata.combining(c)))
    return bare(fact) in bare(text)


def facts(data, language, page):
    """What must be read on a page: as the page says it."""
    def date(iso):
        year, month, day = (int(part) for part in iso[:10].split('-'))
        french = ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre']
        english = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']
        return f'{day} {french[month - 1]} {year}' if language == 'fra' else f'{english[month - 1]} {day}, {year}'
    patient = data['patient']
    known = [patient['familyName'], patient['givenName'], date(patient['birthDate']), data['senderPhone'], '14184256508',
             data['senderFamilyName'], data['senderGivenName'], '21-210-184W', *(patient[k] for k in ('nam', 'address', 'phone') if k in patient)]
    if page == 'cover':
        return known + [data['recipientFax'], data['recipientOrganization'], date(data['sentAt'])]
    return known + [data['senderLicence'], data['examination']]


def orders(repository):
    """Several persons and numbers, so that no lucky letter decides; each is an order in the body of the email."""
    first = json.load(open(repository + '/examples/fax-orders/fax.json'))
    second = {**first, 'senderGivenName': 'Jennifer', 'senderFamilyName': 'White', 'senderPhone': '819 555-0117', 'senderLicence': '2018653',
              'recipientKind': 'imaging-laboratory', 'recipientOrganization': 'Laboratoire d’imagerie de la Côte-Nord',
              'recipientFax': '514 555-0163', 'sentAt': '2026-02-11T09:30:00-05:00',
              'patient': {'familyName': 'Bérubé-Côté', 'givenName': 'Zoé', 'birthDate': '1986-10-31', 'nam': 'BERZ86603189',
                          'address': '1268, chemin du Lac-Saint-Charles, Québec'},
              'examination': 'Tomodensitométrie thoracique C+ 3 mm', 'text': 'Tomodensitométrie thoracique avec contraste.'}
    return [first, second]


def refusals(paraphe, repository, folder):
    """All reasons at once, in both languages, and nothing written."""
    faults = 0
    for pack in ('fax-orders', 'teleconsultation'):
        for tag in ('fr', 'en'):
            target = folder + '/refused.tiff'
            done = subprocess.run(
                [paraphe, 'fax', repository + '/examples/fax-orders/fax-refused.json', '--pack', f'{repository}/examples/{pack}', '--lang', tag,
                 '--at', AT, '-o', target, '--format', 'json'], capture_output=True, text=True)
            answer = json.loads(done.stdout) if done.returncode == 1 else {}
            rules = {reason['rule'] for reason in answer.get('reasons', [])}
            wanted = {'prescriber-reachable', 'patient-identifier', 'imaging-recipient', 'single-recipient', 'no-handwriting'}
            if not wanted <= rules or os.path.exists(target) or not all(r['reason']['fr-CA'] and r['reason']['en-CA'] for r in answer['reasons']):
                print(f'{pack} {tag}: refused for {sorted(rules)}: {done.stderr}')
                faults += 1
    return faults


def main(paraphe, repository, folder):
    os.makedirs(folder, exist_ok=True)
    faults, rates = refusals(paraphe, repository, folder), {}
    pack = repository + '/examples/fax-orders'
    path = folder + '/fax.json'
    form = folder + '/form.pdf'
    run(paraphe, 'fax', pack + '/fax.json', '--pack', pack, '--lang', 'fr', '--at', AT, '-o', form)
    for number, data in enumerate(orders(repository)):
        json.dump(data, open(path, 'w'), ensure_ascii=False)
        for tag, language in (('fr-CA', 'fra'), ('en-CA', 'eng')):
            common = ['--pack', pack, '--lang', tag, '--at', AT]
            for resolution, lines, times in (('standard', 98, 2), ('fine', 196, 1)):
                read_pages = {}
                for coding in ('mh', 't6'):
                    file = f'{folder}/fax-{number}-{language}-{resolution}-{coding}.tiff'
                    run(paraphe, 'fax', path, *common, '--attach', form, '--fax', resolution, '--coding', coding, '-o', file)
                    said = run('tiffinfo', '-D', file)
                    run('tiff2ps', '-a', '-O', folder + '/fax.ps', file)
                    scheme = 'CCITT Group 3' if coding == 'mh' else 'CCITT Group 4'
                    wanted = [*TAGS, f'Resolution: 204, {lines} pixels/inch', f'Compression Scheme: {scheme}']
                    read_pages[coding] = pixels(file, folder)
                    count = len(read_pages[coding])
                    for page in range(count):
                        wanted.append(f'Page Number: {page}-{count}')
                    for words in wanted:
                        if words not in said:
                            print(f'{file}: tiffinfo does not say “{words}”:\n{said}')
                            faults += 1
                if read_pages['mh'] != read_pages['t6']:
                    print(f'{language} {resolution}: the codings decode to different pixels')
                    faults += 1
                # The form is a fax of two pages itself.
                if len(read_pages['mh']) != 4:
                    print(f'{language} {resolution}: {len(read_pages["mh"])} pages')
                    faults += 1
                for page, (width, height, rows) in zip(('cover', 'order'), read_pages['mh']):
                    wanted = facts(data, language, page)
                    for state, least in zip(('clean', 'noisy'), LEAST[resolution]):
                        seeds = [None] if state == 'clean' else SEEDS
                        missed = []
                        for seed in seeds:
                            text = read(width, height, rows if seed is None else noisy(rows, seed), times, folder)
                            missed += [fact for fact in wanted if not is_read(fact, text)]
                        key = (language, resolution, page, state)
                        total = rates.setdefault(key, [0, 0, least])
                        total[0] += len(wanted) * len(seeds) - len(missed)
                        total[1] += len(wanted) * len(seeds)
                        if missed:
                            print(f'{language} {resolution} {page} {state}: not read: {missed}')
    # The cover page alone, as `paraphe render` makes it: the pixels that were painted.
    demo = json.load(open(repository + '/examples/teleconsultation/demo.json'))
    document = next(d for d in demo['documents'] if d['document'] == 'fax-cover')
    json.dump({'data': document['data']}, open(path, 'w'), ensure_ascii=False)
    for resolution, lines in (('standard', 98), ('fine', 196)):
        def render(output, *options):
            run(paraphe, 'render', 'fax-cover', '--pack', repository + '/examples/teleconsultation', '--data', path, '--lang', 'fr-CA',
                '--at', document['at'], '-o', output, *options)
        render(f'{folder}/cover.tiff', '--fax', resolution)
        render(f'{folder}/page-1.pbm', '--dpi', f'204x{lines}', '--pages', '1')
        (width, height, rows), own = pixels(f'{folder}/cover.tiff', folder)[0], netpbm(f'{folder}/page-1.pbm')
        if own[1] != height or cut(own[0], own[2], width) != rows:
            print(f'{resolution}: libtiff decodes other pixels than were painted')
            faults += 1
    print('| language | resolution | page | pixels | facts read |\n|---|---|---|---|---|')
    for (language, resolution, page, state), (found, total, least) in rates.items():
        print(f'| {language} | {resolution} | {page} | {state} | {found} of {total} ({found / total:.1%}) |')
        faults += found / total < least
    print(f'{sum(total for _, total, _ in rates.values())} facts asked for, {faults} faults')
    sys.exit(1 if faults else 0)


if __name__ == '__main__':
    main(*sys.argv[1:])
