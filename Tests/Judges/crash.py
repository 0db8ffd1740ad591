#!/usr/bin/env python3
"""Kills `paraphe` at random moments: crash.py BINARY [--runs 200] [--seed 1]

For each of `render`, `sign` and `demo`: SIGKILL at a random time from the start to somewhat after the usual end. Afterwards each file
must be what it was before, or whole and new: never a part, never missing once it was there. Exit 1 when one is not. Run from the
project's folder. Judges by others: qpdf (`--check`) for PDF files, sqlite3's integrity check for the store.
"""
import argparse, os, random, shutil, signal, sqlite3, subprocess, sys, tempfile, time


def run(command, after=None):
    """The command's duration; killed after a time when one is given. Says whether it ended by itself, well."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True)
    if after is None:
        error = process.communicate()[1]
        if process.returncode != 0:
            sys.exit(f"{' '.join(command)}: {error.decode()}")
        return time.monotonic() - start, True
    time.sleep(after)
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    process.communicate()
    return time.monotonic() - start, process.returncode == 0


def bytes_of(path):
    with open(path, 'rb') as file:
        return file.read()


def whole_pdf(path):
    return subprocess.run(['qpdf', '--check', path], capture_output=True).returncode == 0


def one_file(name, command, target, runs, rng, expected=None):
    """A command that writes one file: old bytes or whole new ones."""
    usual = sorted(run(command)[0] for _ in range(3))[1]
    faults, finished, kept = [], 0, 0
    old = b'%PDF-1.7 the old file\n'
    for number in range(runs):
        with open(target, 'wb') as file:
            file.write(old)
        run(command, after=rng.uniform(0, usual * 1.6))
        now = bytes_of(target) if os.path.exists(target) else None
        if now == old:
            kept += 1
        elif now is not None and (now == expected or expected is None and whole_pdf(target)):
            finished += 1
        else:
            faults.append(f'{name}, run {number}: {"missing" if now is None else f"{len(now)} bytes"}')
    left = [f for f in os.listdir(os.path.dirname(target)) if '.tmp' in f]
    print(f'{name}: {runs} kills, {kept} times the old file, {finished} times the new one, {len(faults)} faults, {len(left)} remains')
    return faults


def demo(binary, folder, runs, rng):
    command = [binary, 'demo', '-o', folder]
    usual = max(run(command)[0] for _ in range(2))
    names = sorted(f for f in os.listdir(folder) if f.endswith(('.pdf', '.pem', '.sqlite')))
    faults = []
    changed = 0
    before = {n: bytes_of(f'{folder}/{n}') for n in names}
    for number in range(runs):
        run(command, after=rng.uniform(0, usual * 1.6))
        for name in names:
            path = f'{folder}/{name}'
            if not os.path.exists(path):
                faults.append(f'demo, run {number}: {name} is missing')
                continue
            now = bytes_of(path)
            if now == before[name]:
                continue
            changed += 1
            before[name] = now
            if name.endswith('.pdf') and not whole_pdf(path):
                faults.append(f'demo, run {number}: {name} is broken')
            if name.endswith('.sqlite'):
                with sqlite3.connect(f'file:{path}?mode=ro', uri=True) as store:
                    if store.execute('pragma integrity_check').fetchone() != ('ok',):
                        faults.append(f'demo, run {number}: the store is broken')
    run(command)
    print(f'demo: {runs} kills, {changed} files anew, {len(faults)} faults')
    return faults


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('binary')
    parser.add_argument('--runs', type=int, default=200)
    parser.add_argument('--seed', type=int, default=1)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    binary = os.path.abspath(options.binary)
    with tempfile.TemporaryDirectory() as work:
        run([binary, 'demo', '-o', f'{work}/out'])
        source = f'{work}/out/guide-processing.fr.pdf'
        openssl = ['openssl', 'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '30', '-subj',
                   '/CN=Crash', '-addext', 'keyUsage=critical,digitalSignature,nonRepudiation']
        subprocess.run(openssl + ['-keyout', f'{work}/key.pem', '-out', f'{work}/cert.pem'], check=True, capture_output=True)
        os.makedirs(f'{work}/render')
        os.makedirs(f'{work}/sign')
        render = [binary, 'typeset', 'examples/specimen/specimen.fr.xhtml', '-o', f'{work}/render/a.pdf']
        run(render)
        whole = bytes_of(f'{work}/render/a.pdf')
        faults = one_file('render', render, f'{work}/render/a.pdf', options.runs, rng, expected=whole)
        sign = [binary, 'sign', source, '--key', f'{work}/key.pem', '--cert', f'{work}/cert.pem', '-o', f'{work}/sign/a.pdf']
        faults += one_file('sign', sign, f'{work}/sign/a.pdf', options.runs, rng)
        faults += demo(binary, f'{work}/out', options.runs, rng)
    for fault in faults:
        print(fault)
    sys.exit(1 if faults else 0)


if __name__ == '__main__':
    main()
