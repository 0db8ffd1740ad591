#!/usr/bin/env python3
"""Files signed by pyHanko, with what people do to them lawfully and not: what `paraphe verify` must say of each.

others_files.py PARAPHE
"""
import datetime, io, json, os, subprocess, sys, tempfile
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
