#!/usr/bin/env python3
"""CPU time of verifying B-B signatures in a batch, beside pyHanko's own in one process.

verifying.py PARAPHE FILE.pdf ROOT.pem [COPIES=200] [AT=2026-11-21T12:00:00Z]
"""
import datetime, os, resource, shutil, subprocess, sys, tempfile, time

tool, path, root = sys.argv[1:4]
copies = int(sys.argv[4]) if len(sys.argv) > 4 else 200
at = sys.argv[5] if len(sys.argv) > 5 else "2026-11-21T12:00:00Z"


def batch(count):
    with tempfile.TemporaryDirectory() as folder:
        names = [shutil.copy(path, os.path.join(folder, f"{i}.pdf")) for i in range(count)]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([tool, "verify", *names, "--trust", root, "--at", at], check=True, stdout=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


first = min(batch(1) for _ in range(3))
each = min((batch(copies + 1) - first) / copies for _ in range(3))
print(f"paraphe verify: {1000 * first:.1f} ms CPU for the first file, {1000 * each:.2f} ms for each further one")
try:
    from pyhanko.keys import load_cert_from_pemder
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext
except ImportError:
    sys.exit("pyHanko is not there")
moment = datetime.datetime.fromisoformat(at.replace("Z", "+00:00"))
anchors = [load_cert_from_pemder(root)]
data, times = open(path, "rb").read(), []
import io, logging
logging.disable(logging.CRITICAL)
for _ in range(min(copies, 40)):
    start = time.process_time()
    reader = PdfFileReader(io.BytesIO(data))
    context = ValidationContext(trust_roots=anchors, moment=moment)
    for signature in reader.embedded_signatures:
        assert validate_pdf_signature(signature, context).bottom_line
    times.append(time.process_time() - start)
print(f"pyHanko:        {1000 * sorted(times)[len(times) // 2]:.2f} ms CPU for each file in one process (median)")
