#!/usr/bin/env python3
"""Signatures of each level with each kind of key, judged by pyHanko and OpenSSL: python3 signatures.py BINARY [--keep FOLDER] [--quick]

A public key infrastructure is made with openssl (root, intermediate, OCSP responder, time-stamping authority); its services answer on
127.0.0.1: `openssl ocsp -port`, `openssl ts -reply` and `openssl ca -gencrl` behind a small HTTP server. Each signed file must satisfy
  - pyHanko: intact, trusted, nothing forbidden added after; the level it claims; for B-LT and B-LTA validation from the file alone (AdES,
    EN 319 102-1); B-LTA again with the clock ten years later, when the signer's certificate has expired;
  - `openssl cms -verify -cades` on the CMS taken out of the file;
  - `paraphe verify`, ten years later too for B-LTA.
A last row renews the archive time stamp by another authority after eight years, and is judged after twenty, when the first one has expired. The time-stamping
certificates name OCSP responders, which answer at the clock that is set: for the past of a certificate that an intermediate authority issued, pyHanko
takes OCSP answers alone (its path to a CRL's issuer starts above it).
Needs: openssl, python3-venv (pyHanko is installed in ~/.cache/paraphe-judges), softhsm2 for the row of the token. Exit 1 when a file fails.
"""
import hashlib, os, subprocess, sys
import packages

if __name__ == '__main__':
    packages.ensure('pyHanko==0.38.0', 'freezegun==1.5.5')

import asyncio, datetime, http.server, io, logging, re, shutil, socket, ssl, tempfile, threading, time
import contextlib
from asn1crypto import pem, tsp, x509
from asn1crypto import keys as asn1keys
from cryptography import x509 as cx509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.x509 import ocsp
from freezegun import freeze_time
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko.sign.validation import async_validate_pdf_signature, async_validate_pdf_timestamp
from pyhanko.sign.validation.ades import ades_lta_validation
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.policy_decl import (PdfSignatureValidationSpec, RevinfoOnlineFetchingRule, RevocationInfoGatheringSpec,
                                                 SignatureValidationSpec)
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.authority import CertTrustAnchor
from pyhanko_certvalidator.context import CertValidationPolicySpec
from pyhanko_certvalidator.ltv.types import ValidationTimingInfo
from pyhanko_certvalidator.policy_decl import REQUIRE_REVINFO, CertRevTrustPolicy
from pyhanko_certvalidator.registry import SimpleTrustManager

logging.disable(logging.CRITICAL)
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
KINDS = [('rsa2048', 'rsa:2048', []), ('rsa3072', 'rsa:3072', ['--hash', 'sha384']), ('rsa4096', 'rsa:4096', ['--hash', 'sha512']),
         ('pss2048', 'rsa:2048', ['--padding', 'pss']), ('pss4096', 'rsa:4096', ['--padding', 'pss', '--hash', 'sha512']),
         ('p256', 'P-256', []), ('p384', 'P-384', [])]
# The root, then who issues for signers, for the time-stamping authority, and for the one that follows it.
AUTHORITIES = ['root', 'inter', 'stampers', 'successors']
LEVELS = ['b-b', 'b-t', 'b-lt', 'b-lta']


def run(*command, data=None, check=True, **options):
    result = subprocess.run(command, input=data, capture_output=True, timeout=120, **options)
    if check and result.returncode != 0:
        sys.exit(f'{" ".join(command)}\n{result.stdout.decode()}{result.stderr.decode()}')
    return result


def free_port():
    with socket.socket() as s:
        s.bind(('127.0.0.1', 0))
        return s.getsockname()[1]


class Authority:
    """Keys, certificates and services on loopback."""

    def __init__(self, folder):
        self.folder, self.port, self.ocsp_port = folder, free_port(), free_port()
        base = f'http://127.0.0.1:{self.port}'
        extensions = '\n'.join(f"""[by_{name}]
basicConstraints=critical,CA:FALSE
keyUsage=critical,digitalSignature
extendedKeyUsage=critical,timeStamping
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid
crlDistributionPoints=URI:{base}/{name}.crl
authorityInfoAccess=OCSP;URI:{base}/ocsp/{name},caIssuers;URI:{base}/{name}.cer""" for name in ['stampers', 'successors'])
        open(f'{folder}/ca.cnf', 'w').write(f"""
{''.join(self.section(name) for name in AUTHORITIES)}[any]
CN=supplied
O=optional
[root]
basicConstraints=critical,CA:TRUE
keyUsage=critical,keyCertSign,cRLSign
subjectKeyIdentifier=hash
[inter]
basicConstraints=critical,CA:TRUE,pathlen:0
keyUsage=critical,keyCertSign,cRLSign
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid
crlDistributionPoints=URI:{base}/root.crl
[signer]
basicConstraints=critical,CA:FALSE
keyUsage=critical,digitalSignature,nonRepudiation
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid
authorityInfoAccess=OCSP;URI:http://127.0.0.1:{self.ocsp_port},caIssuers;URI:{base}/inter.cer
{extensions}
[responder]
basicConstraints=critical,CA:FALSE
keyUsage=critical,digitalSignature
extendedKeyUsage=OCSPSigning
noCheck=ignored
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid
[tls]
basicConstraints=critical,CA:FALSE
keyUsage=critical,digitalSignature
extendedKeyUsage=serverAuth
subjectAltName=DNS:localhost
[req]
distinguished_name=dn
[dn]
[tsa]
default_tsa=tsa1
[tsa1]
serial={folder}/tsa.srl
signer_digest=sha256
default_policy=1.2.3.4.1
digests=sha256,sha384,sha512
accuracy=secs:1
ess_cert_id_chain=no
ess_cert_id_alg=sha256
""")
        for name in AUTHORITIES:
            open(f'{folder}/{name}.idx', 'w').close()
            open(f'{folder}/{name}.idx.attr', 'w').write('unique_subject = no\n')
            open(f'{folder}/{name}.num', 'w').write('01\n')
            open(f'{folder}/{name}.srl', 'w').write('10\n')
        open(f'{folder}/tsa.srl', 'w').write('01\n')
        self.key('root', 'P-256')
        run('openssl', 'req', '-new', '-x509', '-key', f'{folder}/root.key', '-out', f'{folder}/root.pem', '-days', '14600', '-subj',
            '/CN=Racine', '-config', f'{folder}/ca.cnf', '-extensions', 'root')
        for name in AUTHORITIES[1:]:
            self.key(name, 'P-384')
            self.issue(name, 'ca_root', 'inter', 14000, name)
            run('openssl', 'x509', '-in', f'{folder}/{name}.pem', '-outform', 'DER', '-out', f'{folder}/{name}.cer')
        for name, ca, section, kind, days in [('stamps', 'stampers', 'by_stampers', 'P-256', 4500), ('later', 'successors', 'by_successors', 'rsa:2048', 9000),
                                              ('responder', 'inter', 'responder', 'P-256', 730), ('answers-stampers', 'stampers', 'responder', 'P-256', 9000), ('tls', 'root', 'tls', 'P-256', 730),
                                              ('answers-successors', 'successors', 'responder', 'P-256', 9000)]:
            self.key(name, kind)
            self.issue(name, 'ca_' + ca, section, days, name)
        self.serve()

    def section(self, name):
        """An authority of `openssl ca`. Its lists stay good for twelve years, so that nobody need be asked for a younger one in a test."""
        f = self.folder
        return f"""[ca_{name}]
database={f}/{name}.idx
crlnumber={f}/{name}.num
certificate={f}/{name}.pem
private_key={f}/{name}.key
new_certs_dir={f}
serial={f}/{name}.srl
default_md=sha384
policy=any
default_crl_days=4400
"""

    def key(self, name, kind):
        options = ['-algorithm', 'RSA', '-pkeyopt', f'rsa_keygen_bits:{kind[4:]}'] if kind.startswith('rsa:') else \
                  ['-algorithm', 'EC', '-pkeyopt', f'ec_paramgen_curve:{kind}']
        run('openssl', 'genpkey', *options, '-out', f'{self.folder}/{name}.key')

    def issue(self, name, ca, section, days, common):
        f = self.folder
        run('openssl', 'req', '-new', '-key', f'{f}/{name}.key', '-subj', f'/CN={common}', '-utf8', '-config', f'{f}/ca.cnf', '-out', f'{f}/{name}.csr')
        run('openssl', 'ca', '-batch', '-notext', '-config', f'{f}/ca.cnf', '-name', ca, '-extensions', section, '-days', str(days), '-in',
            f'{f}/{name}.csr', '-out', f'{f}/{name}.pem')

    def list(self, name, at=None):
        """A revocation list made now, or at a moment to come."""
        options = []
        if at:
            options = ['-crl_lastupdate', at.strftime('%Y%m%d%H%M%SZ'), '-crl_nextupdate', (at + datetime.timedelta(days=30 if name == 'stampers' else 4900)).strftime('%Y%m%d%H%M%SZ')]
        f = self.folder
        text = run('openssl', 'ca', '-gencrl', '-config', f'{f}/ca.cnf', '-name', 'ca_' + name, *options).stdout
        return run('openssl', 'crl', '-outform', 'DER', data=text).stdout

    def stamp(self, query):
        f = self.folder
        open(f'{f}/query', 'wb').write(query)
        return run('openssl', 'ts', '-reply', '-config', f'{f}/ca.cnf', '-section', 'tsa1', '-queryfile', f'{f}/query', '-inkey', f'{f}/stamps.key',
                   '-signer', f'{f}/stamps.pem', '-chain', f'{f}/stampers.pem').stdout

    def stamp_later(self, query):
        """pyHanko's own time stamper, with a clock that we set."""
        f = self.folder
        load = lambda name: x509.Certificate.load(pem.unarmor(open(f'{f}/{name}.pem', 'rb').read())[2])
        key = asn1keys.PrivateKeyInfo.load(pem.unarmor(open(f'{f}/later.key', 'rb').read())[2])
        from pyhanko_certvalidator.registry import SimpleCertificateStore
        store = SimpleCertificateStore()
        store.register(load('successors'))
        stamper = DummyTimeStamper(load('later'), key, certs_to_embed=store, fixed_dt=self.later)
        return stamper.request_tsa_response(tsp.TimeStampReq.load(query)).dump()

    def status(self, name, query):
        """An OCSP answer about a certificate that this authority issued, at the clock that is set; good for as long as a list.

        The last one about a certificate must end before it does: pyHanko slides the clock back to the end of the freshest answer, never to the certificate's.
        """
        load = lambda file: cx509.load_pem_x509_certificate(open(f'{self.folder}/{file}.pem', 'rb').read())
        question = ocsp.load_der_ocsp_request(query)
        about = next(c for c in (load('stamps'), load('later')) if c.serial_number == question.serial_number)
        at = self.later or datetime.datetime.now(datetime.timezone.utc)
        responder = load('answers-' + name)
        end = at + datetime.timedelta(days=30 if self.later and name == 'stampers' else 4400)
        key = serialization.load_pem_private_key(open(f'{self.folder}/answers-{name}.key', 'rb').read(), None)
        return (ocsp.OCSPResponseBuilder().add_response(about, load(name), question.hash_algorithm, ocsp.OCSPCertStatus.GOOD, at, end, None, None)
                .responder_id(ocsp.OCSPResponderEncoding.HASH, responder).certificates([responder]).sign(key, hashes.SHA256())
                .public_bytes(serialization.Encoding.DER))

    later = None

    def serve(self):
        authority, lock = self, threading.Lock()

        class Handler(http.server.BaseHTTPRequestHandler):
            def log_message(self, *_):
                pass

            def answer(self, body, kind):
                self.send_response(200)
                self.send_header('Content-Type', kind)
                self.send_header('Content-Length', str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def do_GET(self):
                with lock:
                    name = self.path.strip('/')
                    if name.endswith('.crl'):
                        self.answer(authority.list(name[:-4], authority.later), 'application/pkix-crl')
                    elif name.removesuffix('.cer') in AUTHORITIES:
                        self.answer(open(f'{authority.folder}/{name}', 'rb').read(), 'application/pkix-cert')
                    else:
                        self.send_error(404)

            def do_POST(self):
                query = self.rfile.read(int(self.headers['Content-Length']))
                with lock:
                    if self.path.startswith('/ocsp/'):
                        return self.answer(authority.status(self.path[6:], query), 'application/ocsp-response')
                    self.answer(authority.stamp_later(query) if self.path == '/later' else authority.stamp(query), 'application/timestamp-reply')

        self.server = http.server.ThreadingHTTPServer(('127.0.0.1', self.port), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.encrypted = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(f'{self.folder}/tls.pem', f'{self.folder}/tls.key')
        self.encrypted.socket = context.wrap_socket(self.encrypted.socket, server_side=True)
        threading.Thread(target=self.encrypted.serve_forever, daemon=True).start()
        self.responder = None

    def start_responder(self):
        """After all signers are issued: the index is read once."""
        f = self.folder
        self.responder = subprocess.Popen(
            ['openssl', 'ocsp', '-port', str(self.ocsp_port), '-index', f'{f}/inter.idx', '-CA', f'{f}/inter.pem', '-rsigner', f'{f}/responder.pem',
             '-rkey', f'{f}/responder.key', '-ndays', '1'], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        # A connection without a question, to see whether it listens, would block it for good.
        time.sleep(1)

    def stop(self):
        if self.responder:
            self.responder.terminate()
        self.server.shutdown()
        self.encrypted.shutdown()


def judged(path, root, level, at=None):
    """What speaks against a file; empty when nothing does."""
    faults = []
    reader = PdfFileReader(io.BytesIO(open(path, 'rb').read()), strict=True)
    trust = [x509.Certificate.load(pem.unarmor(open(root, 'rb').read())[2])]
    signatures = list(reader.embedded_signatures)
    if at is None:
        for signature in signatures:
            context = ValidationContext(trust_roots=trust, allow_fetching=False, revocation_mode='soft-fail')
            stamp = signature.sig_object.get('/Type') == '/DocTimeStamp'
            status = asyncio.run((async_validate_pdf_timestamp if stamp else async_validate_pdf_signature)(signature, context))
            good = status.intact and status.valid and status.trusted and status.docmdp_ok is not False if stamp else status.bottom_line
            if not good:
                faults.append(f'pyHanko {signature.field_name}: {status.summary()}')
    own = [s for s in signatures if s.sig_object.get('/Type') != '/DocTimeStamp']
    stamps = [s for s in signatures if s.sig_object.get('/Type') == '/DocTimeStamp']
    for signature in own:
        unsigned = signature.signer_info['unsigned_attrs']
        has_stamp = any(a['type'].native == 'signature_time_stamp_token' for a in (unsigned or []))
        signed = {a['type'].native for a in signature.signer_info['signed_attrs']}
        if level != 'b-b' and not has_stamp and not stamps:
            faults.append('no time stamp')
        if level in ('b-lt', 'b-lta') and not DocumentSecurityStore.read_dss(reader).certs:
            faults.append('no DSS')
        if level == 'b-lta' and not stamps:
            faults.append('no document time stamp')
        if 'signing_time' in signed or not signed & {'signing_certificate_v2'} or signature.sig_object['/SubFilter'] != '/ETSI.CAdES.detached':
            faults.append('not PAdES baseline')
        if level == 'b-lt':
            # From what the file holds alone, every certificate's revocation shown.
            store = DocumentSecurityStore.read_dss(reader)
            context = lambda: store.as_validation_context({'trust_roots': trust, 'allow_fetching': False, 'revocation_mode': 'require'})
            try:
                status = asyncio.run(async_validate_pdf_signature(signature, context(), ts_validation_context=context()))
                if not status.bottom_line or not status.timestamp_validity.trusted:
                    faults.append('from the file alone: ' + status.summary())
            except Exception as error:
                faults.append(f'from the file alone: {error}')
        if level == 'b-lta':
            spec = PdfSignatureValidationSpec(SignatureValidationSpec(
                cert_validation_policy=CertValidationPolicySpec(
                    SimpleTrustManager.build([CertTrustAnchor(c) for c in trust]), CertRevTrustPolicy(REQUIRE_REVINFO)),
                revinfo_gathering_policy=RevocationInfoGatheringSpec(RevinfoOnlineFetchingRule.LOCAL_ONLY)))
            # pyHanko reads the clock in places: it is frozen as well.
            with freeze_time(at) if at else contextlib.nullcontext():
                result = asyncio.run(ades_lta_validation(signature, spec, timing_info=ValidationTimingInfo(at, at, True) if at else None))
            if not str(result.ades_subindic).endswith('OK'):
                faults.append(f'AdES: {result.ades_subindic} {result.failure_msg or ""}')
    return faults


def openssl_faults(path, folder):
    """Every signature of the file by `openssl cms -verify -cades`."""
    data, faults = open(path, 'rb').read(), []
    for found in re.finditer(rb'/ByteRange ?\[ ?(\d+) (\d+) (\d+) (\d+) *\]', data):
        a, b, c, d = map(int, found.groups())
        cms = bytes.fromhex(data[b + 1:c - 1].decode())
        if b'ETSI.RFC3161' in data[data.rfind(b' obj', 0, found.start()):found.start()]:
            continue
        open(f'{folder}/cms.der', 'wb').write(cms[:4 + int.from_bytes(cms[2:4], 'big')])
        open(f'{folder}/cms.data', 'wb').write(data[a:a + b] + data[c:c + d])
        result = run('openssl', 'cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-in', f'{folder}/cms.der', '-content', f'{folder}/cms.data',
                     '-CAfile', f'{folder}/root.pem', '-purpose', 'any', '-out', '/dev/null', check=False)
        if result.returncode != 0:
            faults.append('openssl: ' + result.stderr.decode().strip().splitlines()[-1])
    return faults


def main():
    binary = os.path.abspath(sys.argv[1])
    kinds = KINDS[-2:] if '--quick' in sys.argv else KINDS
    keep = sys.argv[sys.argv.index('--keep') + 1] if '--keep' in sys.argv else None
    folder = keep or tempfile.mkdtemp()
    os.makedirs(folder, exist_ok=True)
    os.environ['PARAPHE_HOME'] = os.environ.get('PARAPHE_HOME', ROOT)
    authority, failed = Authority(folder), 0
    try:
        open(f'{folder}/page.xhtml', 'w').write(
            '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:g="https://paraphe.dev/ns/template" lang="fr-CA"><head><title>Rapport</title></head>'
            '<body><h1>Rapport</h1><p>Impression : naevus.</p><g:signature field="final" label="Signature"><p>Signé</p></g:signature></body></html>')
        run(binary, 'typeset', f'{folder}/page.xhtml', '-o', f'{folder}/page.pdf')
        for name, kind, _ in kinds:
            authority.key(name, kind)
            authority.issue(name, 'ca_inter', 'signer', 730, f'Dre Élise Nguyễn ({name})')
            open(f'{folder}/{name}.chain.pem', 'w').write(open(f'{folder}/{name}.pem').read() + open(f'{folder}/inter.pem').read())
        authority.start_responder()
        tsa = f'http://127.0.0.1:{authority.port}/tsa'
        now = datetime.datetime.now(datetime.timezone.utc)
        decade = now + datetime.timedelta(days=3650)

        def judge(row, path, level, at=None, by_all=True):
            nonlocal failed
            faults = judged(path, f'{folder}/root.pem', level, at) if by_all else []
            if at is None:
                faults += openssl_faults(path, folder)
            clock = ['--at', at.strftime('%Y-%m-%dT%H:%M:%SZ')] if at else []
            verdict = run(binary, 'verify', path, '--trust', f'{folder}/root.pem', *clock, check=False)
            if verdict.returncode != 0:
                faults.append('paraphe verify: ' + verdict.stdout.decode())
            failed += bool(faults)
            print(f'{row:26} {level:6} {f"+{(at - now).days // 365} y" if at else "now":6} {os.path.getsize(path):8} bytes  {"ok" if not faults else "FAILED"}', flush=True)
            for fault in faults:
                print('    ' + fault)

        for name, _, options in kinds:
            for level in LEVELS:
                out = f'{folder}/{name}-{level}.pdf'
                services = [] if level == 'b-b' else ['--tsa', tsa, '--chain', f'{folder}/root.pem']
                result = run(binary, 'sign', f'{folder}/page.pdf', '--key', f'{folder}/{name}.key', '--cert', f'{folder}/{name}.chain.pem', '--field',
                             'final', '--level', level, *services, *options, '-o', out)
                if result.stderr:
                    failed += 1
                    print(result.stderr.decode())
                judge(name, out, level)
                if level == 'b-lta':
                    judge(name, out, level, decade)
        # The same by steps: signed without a network, raised later.
        run(binary, 'sign', f'{folder}/page.pdf', '--key', f'{folder}/p256.key', '--cert', f'{folder}/p256.chain.pem', '--field', 'final', '--reserve',
            '16384', '-o', f'{folder}/roomy.pdf')
        run(binary, 'extend', f'{folder}/roomy.pdf', '--level', 'b-lta', '--tsa', tsa, '--chain', f'{folder}/root.pem', '-o', f'{folder}/raised.pdf')
        judge('p256, raised from b-b', f'{folder}/raised.pdf', 'b-lta')
        judge('p256, raised from b-b', f'{folder}/raised.pdf', 'b-lta', decade)
        # Time stamps over TLS: under the authority that is named, and never under those of the system.
        secure = ['sign', f'{folder}/page.pdf', '--key', f'{folder}/p256.key', '--cert', f'{folder}/p256.chain.pem', '--field', 'final', '--level', 'b-t', '--tsa',
                  f'https://localhost:{authority.encrypted.server_port}/tsa', '-o', f'{folder}/secure.pdf']
        refused = run(binary, *secure, check=False)
        if refused.returncode == 0 or b'authority/tls' not in refused.stderr or os.path.exists(f'{folder}/secure.pdf'):
            failed += 1
            print(f'a stranger\'s TLS certificate is taken: {refused.stderr.decode()}')
        run(binary, *secure, '--tls-roots', f'{folder}/root.pem')
        judge('p256, stamped over https', f'{folder}/secure.pdf', 'b-t')
        # Two signers, then an archive time stamp over both.
        run(binary, 'sign', f'{folder}/p256-b-lt.pdf', '--key', f'{folder}/p384.key', '--cert', f'{folder}/p384.chain.pem', '--level', 'b-lta', '--tsa', tsa,
            '--chain', f'{folder}/root.pem', '-o', f'{folder}/two.pdf')
        judge('p256, then p384', f'{folder}/two.pdf', 'b-lta')
        judge('p256, then p384', f'{folder}/two.pdf', 'b-lta', decade)
        # Signed elsewhere: openssl makes the signature over the attributes, or the whole CMS.
        import base64, json
        run(binary, 'prepare', f'{folder}/page.pdf', '--cert', f'{folder}/p256.chain.pem', '--field', 'final', '--request', f'{folder}/ticket.json', '-o',
            f'{folder}/prepared.pdf')
        open(f'{folder}/attributes', 'wb').write(base64.b64decode(json.load(open(f'{folder}/ticket.json'))['signed']['attributes']))
        run('openssl', 'dgst', '-sha256', '-sign', f'{folder}/p256.key', '-out', f'{folder}/raw', f'{folder}/attributes')
        run(binary, 'embed', f'{folder}/prepared.pdf', '--request', f'{folder}/ticket.json', '--signature', f'{folder}/raw', '--level', 'b-lta', '--tsa', tsa,
            '--chain', f'{folder}/root.pem', '-o', f'{folder}/elsewhere.pdf')
        judge('p256, signed elsewhere', f'{folder}/elsewhere.pdf', 'b-lta')
        # Renewed after eight years by another authority; judged after twenty, when the first one's certificate has expired.
        authority.later = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=8 * 365)
        run(binary, 'extend', f'{folder}/p256-b-lta.pdf', '--tsa', f'http://127.0.0.1:{authority.port}/later', '--chain', f'{folder}/root.pem', '--at',
            authority.later.strftime('%Y-%m-%dT%H:%M:%SZ'), '-o', f'{folder}/renewed.pdf')
        judge('p256, renewed at +8 y', f'{folder}/renewed.pdf', 'b-lta', authority.later + datetime.timedelta(days=12 * 365))
    finally:
        authority.stop()
        if not keep:
            shutil.rmtree(folder, ignore_errors=True)
    print('all rows hold' if not failed else f'{failed} rows failed')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
