"""Makes PDF files and CMS signatures byte by byte, so that each part can be wrong: what `attacks.py` builds its files from."""
import datetime, hashlib, re

from asn1crypto import algos, cms, core, keys, tsp, x509 as asn1x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

NOW = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)
DAY = datetime.timedelta(days=1)


# --- certificates

def name(text):
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


class Identity:
    """A key with its certificate."""

    def __init__(self, key, certificate):
        self.key, self.certificate = key, certificate
        self.der = certificate.public_bytes(serialization.Encoding.DER)
        self.asn1 = asn1x509.Certificate.load(self.der)

    @property
    def pem(self):
        return self.certificate.public_bytes(serialization.Encoding.PEM)


def new_key(kind):
    if kind.startswith('rsa'):
        return rsa.generate_private_key(3 if kind.endswith('e3') else 65537, int(kind[3:7]))
    return ec.generate_private_key({'p256': ec.SECP256R1(), 'p384': ec.SECP384R1(), 'k256': ec.SECP256K1(), 'p192': ec.SECP192R1()}[kind])


def issue(subject, kind='p256', issuer=None, ca=False, serial=None, start=-30, end=900, usage=True, purposes=(), critical=None, extra=(), digest=None):
    key = new_key(kind)
    builder = (x509.CertificateBuilder().subject_name(name(subject)).issuer_name(issuer.certificate.subject if issuer else name(subject))
               .public_key(key.public_key()).serial_number(serial or x509.random_serial_number())
               .not_valid_before(NOW + start * DAY).not_valid_after(NOW + end * DAY))
    if ca is not None:
        builder = builder.add_extension(x509.BasicConstraints(ca, None), True)
    if usage:
        builder = builder.add_extension(x509.KeyUsage(not ca, not ca, False, False, False, bool(ca), bool(ca), False, False), True)
    if purposes:
        builder = builder.add_extension(x509.ExtendedKeyUsage(list(purposes)), True)
    for extension, is_critical in extra:
        builder = builder.add_extension(extension, is_critical)
    return Identity(key, builder.sign(issuer.key if issuer else key, digest or hashes.SHA256()))


def with_public_key(identity, issuer, info):
    """The identity's certificate about another public key (`info`: a SubjectPublicKeyInfo), signed by the issuer all the same."""
    body = identity.asn1['tbs_certificate'].copy()
    body['subject_public_key_info'] = info
    signature = issuer.key.sign(body.dump(force=True), ec.ECDSA(hashes.SHA256()))
    whole = asn1x509.Certificate({'tbs_certificate': body, 'signature_algorithm': identity.asn1['signature_algorithm'], 'signature_value': signature})
    changed = object.__new__(Identity)
    changed.key, changed.der, changed.asn1 = identity.key, whole.dump(), whole
    return changed


# --- CMS

def raw_signature(key, data, md='sha256', pss=False):
    digest = getattr(hashes, md.upper())()
    if isinstance(key, rsa.RSAPrivateKey):
        return key.sign(data, padding.PSS(padding.MGF1(digest), digest.digest_size) if pss else padding.PKCS1v15(), digest)
    return key.sign(data, ec.ECDSA(digest))


def attribute(kind, *values):
    return cms.CMSAttribute({'type': kind, 'values': list(values)})


def signing_certificate(der, md='sha256'):
    return tsp.SigningCertificateV2({'certs': [{'hash_algorithm': {'algorithm': md}, 'cert_hash': hashlib.new(md, der).digest()}]})


def make_cms(data, who, md='sha256', digest=None, named=None, certificates=None, attributes=None, sign=None, mechanism=None, digest_name=None, sort=True,
             content_type='data', content=None, unsigned=None, change=None, bound=None):
    """CMS SignedData over `data`; every part may be given otherwise.

    `attributes`: a function from the usual list to another; None for no signed attributes at all when it returns None.
    `sign`: makes the signature of the attributes' bytes. `change`: the last word on the SignedData.
    """
    pss = mechanism == 'pss'
    named = named or who
    listed = [attribute('content_type', content_type), attribute('message_digest', digest if digest is not None else hashlib.new(md, data).digest()),
              attribute('signing_certificate_v2', signing_certificate((bound or who).der))]
    if attributes:
        listed = attributes(listed)
    if listed is None:
        signed, covered = None, data
    else:
        if sort:
            listed = sorted(listed, key=lambda a: a.dump())
        signed = cms.CMSAttributes(listed)
        covered = b'\x31' + signed.dump()[1:] if not sort else signed.dump()
    signature = (sign or (lambda covered: raw_signature(who.key, covered, md, pss)))(covered)
    if pss:
        algorithm = algos.SignedDigestAlgorithm({'algorithm': 'rsassa_pss', 'parameters': algos.RSASSAPSSParams({
            'hash_algorithm': {'algorithm': md}, 'mask_gen_algorithm': {'algorithm': 'mgf1', 'parameters': {'algorithm': md}},
            'salt_length': hashlib.new(md).digest_size})})
    else:
        algorithm = algos.SignedDigestAlgorithm({'algorithm': mechanism or f'{md}_{"rsa" if isinstance(who.key, rsa.RSAPrivateKey) else "ecdsa"}'})
    info = {'version': 'v1', 'sid': cms.SignerIdentifier({'issuer_and_serial_number': cms.IssuerAndSerialNumber(
                {'issuer': named.asn1.issuer, 'serial_number': named.asn1.serial_number})}),
            'digest_algorithm': {'algorithm': digest_name or md}, 'signature_algorithm': algorithm, 'signature': signature}
    if signed is not None:
        info['signed_attrs'] = signed
    if unsigned:
        info['unsigned_attrs'] = cms.CMSAttributes(unsigned(signature))
    whole = cms.SignedData({'version': 'v1', 'digest_algorithms': [{'algorithm': digest_name or md}],
                            'encap_content_info': {'content_type': content_type, **({'content': content} if content is not None else {})},
                            'certificates': [c.asn1 for c in (certificates if certificates is not None else [who])], 'signer_infos': [cms.SignerInfo(info)]})
    if change:
        whole = change(whole) or whole
    return cms.ContentInfo({'content_type': 'signed_data', 'content': whole}).dump()


def time_stamp(data, who, at=None, md='sha256', change=None):
    """A time-stamp token over `data`."""
    info = {'version': 'v1', 'policy': '1.2.3.4', 'message_imprint': {'hash_algorithm': {'algorithm': md}, 'hashed_message': hashlib.new(md, data).digest()},
            'serial_number': 7, 'gen_time': at or NOW}
    if change:
        change(info)
    inner = tsp.TSTInfo(info).dump()
    def replace(whole):
        whole['version'] = 'v3'
        whole['encap_content_info'] = {'content_type': 'tst_info', 'content': core.ParsableOctetString(inner)}
        return whole
    return make_cms(inner, who, content_type='tst_info', change=replace)


# --- PDF

def start_of(data):
    return int(re.findall(rb'startxref\s+(\d+)', data)[-1])


def table(rows):
    """Rows by number: (offset, generation) or None for free."""
    out = b'xref\n'
    numbers = sorted(rows)
    while numbers:
        run = [numbers.pop(0)]
        while numbers and numbers[0] == run[-1] + 1:
            run.append(numbers.pop(0))
        out += b'%d %d\n' % (run[0], len(run))
        for number in run:
            out += b'%010d %05d n\r\n' % rows[number] if rows[number] else b'0000000000 65535 f\r\n'
    return out


def append(data, objects, trailer=b'', root=b'1 0 R', info=b'9 0 R', size=100, prev=None, streams=False, packed=(), generations=None, end=b'%%EOF\n', free=(),
           number=99, pack_number=98, separator=b''):
    """One revision more: objects as bytes by number (stream ones whole), in a table or in a cross-reference stream; `packed` numbers go into an object stream."""
    out = data + separator
    if data and not out.endswith((b'\n', b'\r')):
        out += b'\n'
    rows = {n: None for n in free}
    plain = {n: body for n, body in objects.items() if n not in packed}
    if packed:
        bodies = [objects[n] for n in packed]
        head, place = b'', 0
        for n, body in zip(packed, bodies):
            head += b'%d %d ' % (n, place)
            place += len(body) + 1
        content = head + b' '.join(bodies)
        plain[pack_number] = stream(content, b'/Type/ObjStm/N %d/First %d' % (len(packed), len(head)))
    for n, body in plain.items():
        generation = (generations or {}).get(n, 0)
        rows[n] = (len(out), generation)
        out += b'%d %d obj\n%s\nendobj\n' % (n, generation, body)
    if prev is None and data:
        prev = start_of(data)
    entries = b'/Size %d/Root %s' % (size, root) + (b'/Info ' + info if info else b'') + (b'/Prev %d' % prev if prev is not None else b'') + trailer
    start = len(out)
    if not streams and not packed:
        return out + table(rows) + b'trailer\n<<' + entries + b'>>\nstartxref\n%d\n' % start + end
    rows[number] = (start, 0)
    fields = {n: (1, *row) if row else (0, 0, 65535) for n, row in rows.items()}
    for index, n in enumerate(packed):
        fields[n] = (2, pack_number, index)
    body = b''.join(bytes([k]) + a.to_bytes(4, 'big') + b.to_bytes(2, 'big') for k, a, b in (fields[n] for n in sorted(fields)))
    index = b' '.join(b'%d 1' % n for n in sorted(fields))
    return out + b'%d 0 obj\n%s\nendobj\nstartxref\n%d\n' % (number, stream(body, b'/Type/XRef/W[1 4 2]/Index[' + index + b']' + entries), start) + end


def stream(content, entries=b''):
    return b'<<' + entries + b'/Length %d>>\nstream\n' % len(content) + content + b'\nendstream'


CONTENT = b'BT /F1 24 Tf 72 700 Td (Pay 100 to Alice) Tj ET'
EVIL = b'BT /F1 24 Tf 72 700 Td (Pay 9999 to Mallory) Tj ET'


def objects(**changes):
    """The document that most attacks start from, by object number."""
    all = {
        1: b'<</Type/Catalog/Pages 2 0 R/AcroForm 6 0 R/Lang(en)>>',
        2: b'<</Type/Pages/Kids[3 0 R 13 0 R]/Count 2>>',
        3: b'<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>/Annots[7 0 R 8 0 R 11 0 R]>>',
        4: stream(CONTENT),
        5: b'<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>',
        6: b'<</Fields[7 0 R 8 0 R 11 0 R]/DA(/F1 12 Tf 0 g)/DR<</Font<</F1 5 0 R>>>>/SigFlags 3>>',
        7: b'<</Type/Annot/Subtype/Widget/FT/Tx/T(note)/Rect[72 500 372 520]/F 4/P 3 0 R/DA(/F1 12 Tf 0 g)>>',
        8: b'<</Type/Annot/Subtype/Widget/FT/Sig/T(sig)/Rect[72 100 272 150]/F 4/P 3 0 R>>',
        9: b'<</Title(Contract)/Producer(forge)>>',
        11: b'<</Type/Annot/Subtype/Widget/FT/Btn/T(box)/Rect[72 450 90 468]/F 4/P 3 0 R/V/Off/AS/Off/AP<</N<</Yes 12 0 R/Off 15 0 R>>>>>>',
        12: stream(b'0 0 18 18 re f', b'/Type/XObject/Subtype/Form/BBox[0 0 18 18]'),
        13: b'<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 14 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
        14: stream(b'BT /F1 12 Tf 72 700 Td (Page two) Tj ET'),
        15: stream(b'', b'/Type/XObject/Subtype/Form/BBox[0 0 18 18]'),
    }
    all.update({int(k[1:]): v for k, v in changes.items()})
    return all


HEAD = b'%PDF-1.7\n%\xe2\xe3\xcf\xd3\n'


def document(streams=False, packed=(), head=HEAD, free=(0,), **changes):
    return append_first(head, objects(**changes), streams, packed, free)


def append_first(head, all, streams=False, packed=(), free=(0,)):
    return append(head, all, prev=-1, streams=streams, packed=packed, free=free).replace(b'/Prev -1', b'')


WIDGET = b'<</Type/Annot/Subtype/Widget/FT/Sig/T(sig)/Rect[72 100 272 150]/F 4/P 3 0 R/V %d 0 R>>'
MDP = b'/Reference[<</Type/SigRef/TransformMethod/DocMDP/TransformParams<</Type/TransformParams/V/1.2/P %d>>>>]'


def sign(data, who, *, level=None, field=8, widget=WIDGET, value=20, sub=b'ETSI.CAdES.detached', kind=b'Sig', entries=b'', room=8000, cms_of=None, streams=False,
         more=None, catalog=None, packed=(), size=100, mark=b'', **options):
    """A signature in a new revision; `cms_of` makes the CMS of the covered bytes."""
    text = (b'<</Type/' + kind + b'/Filter/Adobe.PPKLite/SubFilter/' + sub + b'/M(D:' + NOW.strftime('%Y%m%d%H%M%S').encode() + b'Z)' + entries
            + (MDP % level if level else b'') + b'/ByteRange [0 0000000000 0000000000 0000000000]/Contents <' + b'0' * room + b'>' + mark + b'>>')
    changed = {value: text, **({field: widget % value} if widget else {}), **(more or {})}
    if level:
        changed[1] = catalog or b'<</Type/Catalog/Pages 2 0 R/AcroForm 6 0 R/Lang(en)/Perms<</DocMDP %d 0 R>>>>' % value
    elif catalog:
        changed[1] = catalog
    out = append(data, changed, streams=streams, packed=packed, size=size)
    return fill(out, who, len(data), cms_of, **options)


def fill(out, who, start, cms_of=None, **options):
    place = out.index(b'/ByteRange [0 0000000000', start)
    gap = out.index(b'/Contents <', start) + len(b'/Contents ')
    end = out.index(b'>', gap) + 1
    ranges = b'/ByteRange [0 %010d %010d %010d]' % (gap, end, len(out) - end)
    out = out[:place] + ranges + out[place + len(ranges):]
    made = (cms_of or (lambda covered: make_cms(covered, who, **options)))(out[:gap] + out[end:])
    digits = made.hex().encode()
    assert len(digits) <= end - gap - 2, len(digits)
    return out[:gap + 1] + digits + out[gap + 1 + len(digits):]


def gap_of(data, which=-1):
    """The last signature's numbers: gap's start and end, end of the signed bytes."""
    a, b, c = [tuple(map(int, m)) for m in re.findall(rb'/ByteRange ?\[ ?0 +(\d+) +(\d+) +(\d+)', data)][which]
    return a, b, b + c
