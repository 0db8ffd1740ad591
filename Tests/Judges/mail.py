#!/usr/bin/env python3
"""Notifications of the example, handed to aiosmtpd over STARTTLS and TLS, with authentication, greylisting and answers that are lost: every
message arrives under one name, in the receiver's language, readable by Python's own reader of mail, with nothing of the patient.

mail.py PARAPHE [REPOSITORY]
"""
import datetime, email, email.policy, json, os, socket, ssl, subprocess, sys, tempfile
import packages
import logging, warnings

packages.ensure('aiosmtpd==1.4.6', 'cryptography==45.0.7')

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

# What it warns of is what this judge tries.
warnings.simplefilter('ignore')
logging.disable()
tool = os.path.abspath(sys.argv[1])
repository = os.path.abspath(sys.argv[2] if len(sys.argv) > 2 else os.path.dirname(__file__) + '/../..')
pack = repository + '/examples/teleconsultation'
folder = tempfile.TemporaryDirectory()
password = 'mot de passe é'
failures = []


def check(truth, what):
    if not truth:
        failures.append(what)
        print('judge: mail:', what, file=sys.stderr)


def path(name):
    return os.path.join(folder.name, name)


def write(name, text):
    with open(path(name), 'w') as file:
        file.write(text)


now = datetime.datetime.now(datetime.timezone.utc)
key = ec.generate_private_key(ec.SECP256R1())
name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, 'localhost')])
certificate = (x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
               .serial_number(x509.random_serial_number()).not_valid_before(now - datetime.timedelta(days=1))
               .not_valid_after(now + datetime.timedelta(days=9)).add_extension(x509.BasicConstraints(True, None), True)
               .add_extension(x509.SubjectAlternativeName([x509.DNSName('localhost')]), False).sign(key, hashes.SHA256()))
write('ca.pem', certificate.public_bytes(serialization.Encoding.PEM).decode())
write('key.pem', key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
                                   serialization.NoEncryption()).decode())
write('password', password + '\n')
context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
context.load_cert_chain(path('ca.pem'), path('key.pem'))


class Handler:
    def __init__(self):
        self.messages, self.recipients, self.greylisted, self.lost = [], [], set(), False

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address not in self.greylisted:
            self.greylisted.add(address)
            return '451 4.7.1 greylisted'
        envelope.rcpt_tos.append(address)
        return '250 ok'

    async def handle_DATA(self, server, session, envelope):
        self.messages.append(envelope.content)
        self.recipients.append(envelope.rcpt_tos)
        if not self.lost:
            self.lost = True
            server.transport.abort()
        return '250 2.0.0 queued'


def authenticate(server, session, envelope, mechanism, data):
    return AuthResult(success=data.login == b'paraphe' and data.password == password.encode())


def run(*arguments, expect=0):
    outcome = subprocess.run([tool, *arguments, '--store', 'r.sqlite', '--pack', pack], cwd=folder.name, capture_output=True, text=True,
                             env={**os.environ, 'PARAPHE_HOME': repository, 'LANG': 'C.UTF-8'})
    check(expect is None or outcome.returncode == expect, f'{arguments}: {outcome.returncode}: {outcome.stderr}')
    check(password not in outcome.stdout + outcome.stderr, 'the password is shown')
    return outcome


def request(action, person, *more):
    run('request', action, 'D-1', '--as', person, '--at', '2026-11-20T08:00:00-05:00', *more)


request('create', 'gcote', '--data', pack + '/request.json')
request('submit', 'gcote')
request('assign', 'rtremblay', '--set', 'provider="akhan"')
handler = Handler()
for implicit in [False, True]:
    with socket.socket() as free:
        free.bind(('127.0.0.1', 0))
        port = free.getsockname()[1]
    options = dict(hostname='127.0.0.1', port=port, ready_timeout=30, auth_required=True, auth_require_tls=not implicit, authenticator=authenticate)
    if implicit:
        controller = Controller(handler, ssl_context=context, **options)
    else:
        controller = Controller(handler, tls_context=context, require_starttls=True, **options)
    controller.start()
    write('mail.yaml', f'''mail:
  server: localhost:{port}
  security: {'tls' if implicit else 'starttls'}
  authorities: ca.pem
  account: paraphe
  password-file: password
  from: {{ name: Soins virtuels — Québec, address: avis@exemple.qc.ca }}
''')
    moment = datetime.datetime(2026, 11, 20, 14, 0, tzinfo=datetime.timezone.utc)
    for _ in range(12):
        at = moment.isoformat()
        run('deliver', '--mail', 'mail.yaml', '--format', 'json', '--at', at, expect=None)
        moment += datetime.timedelta(minutes=10)
    left = run('deliver', '--list', '--at', moment.isoformat()).stdout
    check(not left, 'left: ' + left)
    if not implicit:
        # One more, for the server with TLS from the first byte.
        request('accept', 'akhan')
    controller.stop()

read = [email.message_from_bytes(content, policy=email.policy.default) for content in handler.messages]
names = [message['Message-ID'] for message in read]
check(len(names) == len(set(names)) + 1, f'one answer was lost, so one message came twice: {names}')
subjects = {message['Subject'] for message in read}
check('Request D-1: assigned to you' in subjects, f'subjects: {subjects}')
check(any('à répartir' in subject for subject in subjects), f'subjects: {subjects}')
data = json.load(open(pack + '/request.json'))
secrets = [data['patient'][field] for field in ('familyName', 'givenName', 'nam')] + [data['reasonForConsultation']]
for message, recipients in zip(read, handler.recipients):
    check([address.addr_spec for address in message['To'].addresses] == recipients, f'{message["To"]}: {recipients}')
    check(message['From'].addresses[0].display_name == 'Soins virtuels — Québec', str(message['From']))
    check(message['Content-Language'] in ('fr-CA', 'en-CA') and message['Date'].datetime is not None, 'language and date')
    check(not message.defects and not any(header.defects for header in message.values()), f'defects: {message.defects}')
    text = message['Subject'] + message.get_content()
    for secret in secrets:
        check(secret not in text, 'something of the patient in ' + text)
if failures:
    sys.exit(f'judge: mail: {len(failures)} faults')
print(f'judge: mail: aiosmtpd took {len(read)} messages over STARTTLS and TLS ({len(set(names))} different), greylisted and cut off')
