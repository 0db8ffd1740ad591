#!/usr/bin/env python3
"""Flips random bytes of a signed file and asks `paraphe verify`: never "valid", unless the byte is a digit between the brackets of /Contents that no
signature covers, and either its case alone changed, or it is part of a certificate sent along that the file holds a second time (in the DSS): the signer's
own is bound by a signed attribute, and the others are found there.

flip_bytes.py PARAPHE FILE.pdf ROOT.pem [COUNT=10000] [SEED=1] [AT=2026-11-21T12:00:00Z]
Prints which flips left the file valid; exit 1 when one of them may not. Files are verified in batches of 200.
"""
import json, os, random, re, subprocess, sys, tempfile

tool, path, root = sys.argv[1:4]
count = int(sys.argv[4]) if len(sys.argv) > 4 else 10_000
seed = int(sys.argv[5]) if len(sys.argv) > 5 else 1
at = ["--at", sys.argv[6]] if len(sys.argv) > 6 else []
data = open(path, "rb").read()
gaps = [(int(b) + 1, int(c) - 1) for b, c in re.findall(rb"/ByteRange ?\[ ?0 (\d+) (\d+) ", data)]


def value(bytes_, place):
    """Start and end of the content of the DER value at a place."""
    first = bytes_[place + 1]
    width = first & 0x7F if first & 0x80 else 0
    start = place + 2 + width
    return start, start + (int.from_bytes(bytes_[place + 2:start], "big") if width else first)


def spare_certificates():
    """Places in the file of the certificates in the last signature, which no other covers."""
    found = []
    a, b = gaps[-1]
    cms = bytes.fromhex(data[a:b].decode())
    place = value(cms, 0)[0]
    place = value(cms, value(cms, value(cms, place)[1])[0])[0]
    for _ in range(3):
        place = value(cms, place)[1]
    if cms[place] == 0xA0:
        one, end = value(cms, place)
        while one < end:
            after = value(cms, one)[1]
            found.append((a + 2 * one, a + 2 * after))
            one = after
    return found


spare = spare_certificates() if gaps and b"/DSS" in data else []
rng = random.Random(seed)
harmless, unread, wrong, done = 0, 0, [], 0
with tempfile.TemporaryDirectory() as folder:
    while done < count:
        batch = []
        for _ in range(min(200, count - done)):
            place, bit = rng.randrange(len(data)), 1 << rng.randrange(8)
            changed = bytearray(data)
            changed[place] ^= bit
            name = os.path.join(folder, f"{len(batch)}.pdf")
            open(name, "wb").write(changed)
            batch.append((name, place, data[place], changed[place]))
        done += len(batch)
        out = subprocess.run([tool, "verify", *[b[0] for b in batch], "--trust", root, "--format", "json", *at],
                             capture_output=True, text=True)
        if out.returncode not in (0, 1):
            sys.exit(f"verify ended with {out.returncode}: {out.stderr[:500]}")
        answers = json.loads(out.stdout)
        answers = answers.get("files", [answers])
        for (name, place, old, new), answer in zip(batch, answers, strict=True):
            if not answer["valid"]:
                continue
            is_digit = any(a <= place < b for a, b in gaps) and old | 0x20 == new | 0x20 and chr(old).lower() in "abcdef"
            is_spare = not is_digit and any(a <= place < b for a, b in spare)
            harmless += is_digit
            unread += is_spare
            if not is_digit and not is_spare:
                wrong.append((place, old, new))
print(f"{count} flips: {count - harmless - unread - len(wrong)} not valid, {harmless} valid (case of a hexadecimal digit of /Contents), {unread} valid "
      f"(certificate sent along that is in the DSS as well), {len(wrong)} wrong")
for place, old, new in wrong[:20]:
    print(f"  byte {place}: {old:#04x} became {new:#04x}, and the file is called valid")
sys.exit(1 if wrong else 0)
