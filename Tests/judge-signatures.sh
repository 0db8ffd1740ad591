#!/bin/sh
# What programs by others say of signed files: judge-signatures.sh ROOT.pem FILE.pdf ...
# Needs qpdf, poppler-utils, libnss3-tools, openssl, python3 (pyHanko by way of pdfjudge.py, when that is found).
set -eu
root=$1
shift
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
certutil -N -d "sql:$work" --empty-password
certutil -A -d "sql:$work" -n root -t CT,C,C -i "$root"
status=0
for file in "$@"; do
    qpdf --check "$file" >"$work/qpdf" 2>&1 || { echo "$file: qpdf"; cat "$work/qpdf"; status=1; }
    # An empty folder instead of a database makes pdfsig say "Unknown Validation Failure".
    pdfsig -nssdir "sql:$work" "$file" >"$work/pdfsig" 2>&1 || true
    grep -q "Signature is Valid" "$work/pdfsig" || { echo "$file: pdfsig"; cat "$work/pdfsig"; status=1; }
    if grep -q "Signature Validation" "$work/pdfsig" && grep "Signature Validation" "$work/pdfsig" | grep -qv "is Valid"; then
        echo "$file: pdfsig"; cat "$work/pdfsig"; status=1
    fi
    python3 - "$file" "$work" <<'END'
import re, sys
data = open(sys.argv[1], 'rb').read()
for index, found in enumerate(re.finditer(rb'/ByteRange ?\[ ?(\d+) (\d+) (\d+) (\d+) *\]', data)):
    a, b, c, d = map(int, found.groups())
    open(f'{sys.argv[2]}/{index}.data', 'wb').write(data[a:a + b] + data[c:c + d])
    cms = bytes.fromhex(data[b + 1:c - 1].decode())
    open(f'{sys.argv[2]}/{index}.der', 'wb').write(cms[:4 + int.from_bytes(cms[2:4], 'big')])
END
    for cms in "$work"/*.der; do
        openssl cms -verify -cades -binary -inform DER -in "$cms" -content "${cms%.der}.data" -CAfile "$root" -purpose any \
            -out /dev/null 2>"$work/openssl" || { echo "$file: openssl"; cat "$work/openssl"; status=1; }
        rm -f "$cms" "${cms%.der}.data"
    done
done
judge=${PDFJUDGE:-/work/shared/tools/pdfjudge.py}
if [ -f "$judge" ]; then
    python3 "$judge" --trust "$root" ${JUDGE_AT:+--at "$JUDGE_AT"} --require qpdf,signed,whole-file,pades-b-b --brief "$@" || status=1
fi
exit $status
