#!/usr/bin/env python3
"""Files signed by pyHanko, with what people do to them lawfully and not: what `paraphe verify` must say of each.

others_files.py PARAPHE
"""
import datetime, io, json, logging, os, subprocess, sys, tempfile
import packages

packages.ensure('pyHanko==0.38.0', 'freezegun==1.5.5')

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils import generic, writer
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.fields import MDPPerm, SigFieldSpec
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

logging.disable(logging.CRITICAL)
tool = sys.argv[1]
now = datetime.datetime.now(datetime.timezone.utc)
folder = tempfile.TemporaryDirectory()


def name(text):
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def certificate(subject, key, issuer, issuer_key, ca=False):
    usage = x509.KeyUsage(not ca, not ca, False, False, False, ca, ca, False, False)
    return (x509.CertificateBuilder().subject_name(name(subject)).issuer_name(name(issuer)).public_key(key.public_key())
            .serial_number(x509.random_serial_number()).not_valid_before(now - datetime.timedelta(days=1))
            .not_valid_after(now + datetime.timedelta(days=900)).add_extension(x509.BasicConstraints(ca, None), True)
            .add_extension(usage, True).sign(issuer_key, hashes.SHA256()))


def write(file, data):
    path = os.path.join(folder.name, file)
    open(path, "wb").write(data)
    return path


root_key = ec.generate_private_key(ec.SECP256R1())
root = certificate("Root", root_key, "Root", root_key, True)
trust = write("root.pem", root.public_bytes(serialization.Encoding.PEM))


def signer(kind, pss=False):
    key = ec.generate_private_key(ec.SECP256R1()) if kind == "ec" else rsa.generate_private_key(65537, 2048)
    own = certificate("Signer " + kind, key, "Root", root_key)
    pem = write("key.pem", key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
    return signers.SimpleSigner.load(pem, write("cert.pem", own.public_bytes(serialization.Encoding.PEM)), ca_chain_files=(trust,), prefer_pss=pss)


def blank(xref_streams):
    out = writer.PdfFileWriter(stream_xrefs=xref_streams)
    content = out.add_object(generic.StreamObject(stream_data=b"BT /F1 12 Tf 72 720 Td (hello) Tj ET"))
    font = out.add_object(generic.DictionaryObject({generic.pdf_name(k): generic.pdf_name(v) for k, v in
                          [("/Type", "/Font"), ("/Subtype", "/Type1"), ("/BaseFont", "/Helvetica")]}))
    page = generic.DictionaryObject({generic.pdf_name("/Type"): generic.pdf_name("/Page"), generic.pdf_name("/Contents"): content,
        generic.pdf_name("/MediaBox"): generic.ArrayObject(map(generic.NumberObject, [0, 0, 612, 792])),
        generic.pdf_name("/Resources"): generic.DictionaryObject({generic.pdf_name("/Font"): generic.DictionaryObject({generic.pdf_name("/F1"): font})})})
    out.insert_page(page)
    buffer = io.BytesIO()
    out.write(buffer)
    return buffer.getvalue()


def sign(data, who, field, subfilter=fields.SigSeedSubFilter.PADES, box=None, **options):
    update = IncrementalPdfFileWriter(io.BytesIO(data))
    meta = PdfSignatureMetadata(field_name=field, subfilter=subfilter, md_algorithm="sha256", **options)
    spec = SigFieldSpec(field, box=box) if box else None
    return PdfSigner(meta, who, new_field_spec=spec).sign_pdf(update).getvalue()


def update(data, change):
    revision = IncrementalPdfFileWriter(io.BytesIO(data))
    change(revision)
    out = io.BytesIO()
    revision.write(out)
    return out.getvalue()


def annotate(revision):
    page = revision.root["/Pages"]["/Kids"][0]
    note = revision.add_object(generic.DictionaryObject({generic.pdf_name("/Type"): generic.pdf_name("/Annot"),
        generic.pdf_name("/Subtype"): generic.pdf_name("/FreeText"),
        generic.pdf_name("/Rect"): generic.ArrayObject(map(generic.NumberObject, [0, 0, 600, 700]))}))
    page["/Annots"] = generic.ArrayObject(list(page.get("/Annots", [])) + [note])
    revision.update_container(page)


def content(revision):
    stream = revision.root["/Pages"]["/Kids"][0]["/Contents"]
    stream._data = b"BT ET"
    stream._encoded_data = None
    revision.update_container(stream)


cases = []
for streams in (True, False):
    for kind, pss in (("ec", False), ("rsa", False), ("rsa", True)):
        who, base = signer(kind, pss), blank(streams)
        label = f"{kind}{' PSS' if pss else ''}, {'streams' if streams else 'tables'}"
        one = sign(base, who, "One")
        cases += [(f"one signature ({label})", one, True),
                  (f"adbe.pkcs7.detached ({label})", sign(base, who, "One", fields.SigSeedSubFilter.ADOBE_PKCS7_DETACHED), True),
                  (f"two signatures ({label})", sign(one, who, "Two"), True),
                  (f"visible, then invisible ({label})", sign(sign(base, who, "One", box=(72, 72, 200, 120)), who, "Two"), True)]
        certified = sign(base, who, "One", certify=True, docmdp_permissions=MDPPerm.FILL_FORMS)
        cases += [(f"certified, then signed ({label})", sign(certified, who, "Two"), True),
                  (f"certified ({label})", certified, True),
                  (f"annotated ({label})", update(one, annotate), False), (f"certified and annotated ({label})", update(certified, annotate), False),
                  (f"another content ({label})", update(one, content), False), (f"trailing bytes ({label})", one + b"x", False)]


def linearized(data):
    out = os.path.join(folder.name, "linear.pdf")
    subprocess.run(["qpdf", "--linearize", write("plain.pdf", data), out], check=True)
    return open(out, "rb").read()


def rewritten(data, *options):
    out = os.path.join(folder.name, "rewritten.pdf")
    subprocess.run(["qpdf", *options, write("plain.pdf", data), out], check=True)
    return open(out, "rb").read()


def with_text_field(data):
    """A text field as an author makes it, before anybody signs."""
    def add(revision):
        page = revision.root["/Pages"]["/Kids"][0]
        widget = revision.add_object(generic.DictionaryObject({generic.pdf_name("/Type"): generic.pdf_name("/Annot"),
            generic.pdf_name("/Subtype"): generic.pdf_name("/Widget"), generic.pdf_name("/FT"): generic.pdf_name("/Tx"),
            generic.pdf_name("/T"): generic.pdf_string("note"), generic.pdf_name("/F"): generic.NumberObject(4),
            generic.pdf_name("/Rect"): generic.ArrayObject(map(generic.NumberObject, [72, 600, 300, 620]))}))
        revision.root["/AcroForm"] = revision.add_object(generic.DictionaryObject({generic.pdf_name("/Fields"): generic.ArrayObject([widget])}))
        revision.update_root()
        page["/Annots"] = generic.ArrayObject([widget])
        revision.update_container(page)
    return update(data, add)


def fill(text):
    def change(revision):
        field = revision.root["/AcroForm"]["/Fields"][0]
        field["/V"] = generic.pdf_string(text)
        revision.update_container(field)
    return change


from asn1crypto import crl as asn1crl, keys as asn1keys, x509 as asn1x509
from cryptography.x509.oid import ExtendedKeyUsageOID
from pyhanko.sign.signers import PdfTimeStamper
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

DER = serialization.Encoding.DER
list_of_none = (x509.CertificateRevocationListBuilder().issuer_name(name("Root")).last_update(now - datetime.timedelta(hours=1))
                .next_update(now + datetime.timedelta(days=30)).sign(root_key, hashes.SHA256())).public_bytes(DER)
stamp_key = rsa.generate_private_key(65537, 2048)
stamp_certificate = (x509.CertificateBuilder().subject_name(name("Stamps")).issuer_name(name("Root")).public_key(stamp_key.public_key())
    .serial_number(x509.random_serial_number()).not_valid_before(now - datetime.timedelta(days=1)).not_valid_after(now + datetime.timedelta(days=900))
    .add_extension(x509.BasicConstraints(False, None), True).add_extension(x509.KeyUsage(True, True, False, False, False, False, False, False, False), True)
    .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), True).sign(root_key, hashes.SHA256()))
store = SimpleCertificateStore()
store.register(asn1x509.Certificate.load(root.public_bytes(DER)))
stamper = DummyTimeStamper(asn1x509.Certificate.load(stamp_certificate.public_bytes(DER)), asn1keys.PrivateKeyInfo.load(stamp_key.private_bytes(
    DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())), certs_to_embed=store)


def context():
    return ValidationContext(trust_roots=[asn1x509.Certificate.load(root.public_bytes(DER))], crls=[list_of_none], allow_fetching=False, revocation_mode="soft-fail")


def sign_long(data, who, field, archive):
    meta = PdfSignatureMetadata(field_name=field, subfilter=fields.SigSeedSubFilter.PADES, md_algorithm="sha256", validation_context=context(),
                                embed_validation_info=True, use_pades_lta=archive)
    return PdfSigner(meta, who, timestamper=stamper).sign_pdf(IncrementalPdfFileWriter(io.BytesIO(data))).getvalue()


def stamp(data):
    return PdfTimeStamper(stamper).timestamp_pdf(IncrementalPdfFileWriter(io.BytesIO(data)), "sha256", context()).getvalue()


who = signer("ec")
for streams in (True, False):
    base, label = blank(streams), "streams" if streams else "tables"
    form = with_text_field(base)
    long, archive = sign_long(base, who, "One", False), sign_long(base, who, "One", True)
    certified = sign(form, who, "One", certify=True, docmdp_permissions=MDPPerm.FILL_FORMS)
    closed = sign(form, who, "One", certify=True, docmdp_permissions=MDPPerm.NO_CHANGES)
    one = sign(form, who, "One")
    cases += [(f"linearised, then signed ({label})", sign(linearized(base), who, "One"), True),
              (f"linearised, signed twice ({label})", sign(sign(linearized(base), who, "One"), who, "Two"), True),
              (f"linearised with object streams, then signed ({label})", sign(linearized(rewritten(base, "--object-streams=generate")), who, "One"), True),
              (f"object streams, then signed ({label})", sign(rewritten(base, "--object-streams=generate"), who, "One"), True),
              (f"signed, then linearised ({label})", linearized(sign(base, who, "One")), False),
              (f"signed, then rewritten ({label})", rewritten(sign(base, who, "One")), False),
              (f"B-LT ({label})", long, True), (f"B-LTA ({label})", archive, True), (f"B-LTA, signed again ({label})", sign(archive, who, "Two"), True),
              (f"B-LTA, stamped again ({label})", stamp(archive), True), (f"B-B, stamped ({label})", stamp(sign(base, who, "One")), True),
              (f"B-LT, then B-LTA by another ({label})", sign_long(long, signer("rsa"), "Two", True), True),
              (f"filled ({label})", update(one, fill("x")), True), (f"filled twice ({label})", update(update(one, fill("x")), fill("y")), True),
              (f"certified, filled ({label})", update(certified, fill("x")), True), (f"filled, then signed ({label})", sign(update(one, fill("x")), who, "Two"), True),
              (f"certified, filled, signed, stamped ({label})", stamp(sign(update(certified, fill("x")), who, "Two")), True),
              (f"certified without changes, stamped ({label})", stamp(closed), True), (f"certified without changes, filled ({label})", update(closed, fill("x")), False),
              (f"B-LTA, another content ({label})", update(archive, content), False), (f"B-LTA, annotated ({label})", update(archive, annotate), False)]
status = 0
for label, data, expected in cases:
    path = write("file.pdf", data)
    out = subprocess.run([tool, "verify", path, "--trust", trust, "--format", "json", "--lang", "en"], capture_output=True, text=True)
    got = json.loads(out.stdout) if out.stdout.startswith("{") else {"valid": None}
    if got["valid"] is not expected or (out.returncode == 0) is not expected:
        status = 1
        print(f"WRONG {label}: {got['valid']} instead of {expected}\n{out.stdout[:1500]}{out.stderr[:500]}")
print(f"{len(cases)} files by pyHanko: {'as expected' if status == 0 else 'NOT as expected'}")
sys.exit(status)
