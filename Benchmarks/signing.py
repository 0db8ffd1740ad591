#!/usr/bin/env python3
"""CPU that a signature costs in a batch, beside pyHanko: python3 signing.py PARAPHE

Each file of a batch is read, signed (PAdES B-B) and written; the CPU of a run of one file is taken off that of a run of many, so what is left
is a signature with its file. pyHanko signs the same bytes in memory, its key loaded once.
"""
import asyncio, io, os, resource, subprocess, sys, tempfile, time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
COUNT, ROUNDS = 200, 5


def cpu(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    binary = os.path.abspath(sys.argv[1])
    os.environ.setdefault('PARAPHE_HOME', ROOT)
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        open('page.xhtml', 'w').write(
            '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:g="https://paraphe.dev/ns/template" lang="fr-CA"><head><title>Rapport</title></head>'
            '<body><h1>Rapport</h1><p>Impression : naevus.</p><g:signature field="final" label="Signature"><p>Signé</p></g:signature></body></html>')
        subprocess.run([binary, 'typeset', 'page.xhtml', '-o', 'page.pdf'], check=True)
        page = open('page.pdf', 'rb').read()
        os.makedirs('out')
        names = [f'{index:03}.pdf' for index in range(COUNT)]
        for name in names:
            open(name, 'wb').write(page)
        print(f'{COUNT} files of {len(page) // 1024} KB, B-B, ms of CPU each (best of {ROUNDS})')
        for kind, algorithm, option, limit in [('P-256', 'EC', 'ec_paramgen_curve:P-256', 1), ('RSA-2048', 'RSA', 'rsa_keygen_bits:2048', 3)]:
            subprocess.run(['openssl', 'genpkey', '-algorithm', algorithm, '-pkeyopt', option, '-out', 'key.pem'], check=True, stderr=subprocess.DEVNULL)
            subprocess.run(['openssl', 'req', '-new', '-x509', '-key', 'key.pem', '-subj', '/CN=Signer', '-days', '30', '-addext',
                            'keyUsage=critical,digitalSignature,nonRepudiation', '-out', 'cert.pem'], check=True)
            sign = lambda files: cpu([binary, 'sign', *files, '--key', 'key.pem', '--cert', 'cert.pem', '--field', 'final', '-o', 'out/'])
            one = min(sign(names[:1]) for _ in range(ROUNDS))
            many = min(sign(names) for _ in range(ROUNDS))
            print(f'  {kind:9} paraphe  {(many - one) / (COUNT - 1) * 1000:6.3f}   (at most {limit})')
            try:
                from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
                from pyhanko.sign import signers
            except ImportError:
                continue
            signer = signers.SimpleSigner.load('key.pem', 'cert.pem')

            def sign_one():
                writer = IncrementalPdfFileWriter(io.BytesIO(page))
                metadata = signers.PdfSignatureMetadata(field_name='final', subfilter=signers.pdf_signer.SigSeedSubFilter.PADES, md_algorithm='sha256')
                signers.sign_pdf(writer, metadata, signer=signer)
            sign_one()
            best = min((lambda start: ([sign_one() for _ in range(20)], time.process_time() - start)[1])(time.process_time()) for _ in range(ROUNDS))
            print(f'  {kind:9} pyHanko  {best / 20 * 1000:6.3f}')


if __name__ == '__main__':
    main()
