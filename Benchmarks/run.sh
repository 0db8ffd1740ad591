#!/usr/bin/env bash
# Measures the project beside its peers in one run; see README.md for what was found.
set -euo pipefail
cd "$(dirname "$0")/.."
shared="${PARAPHE_SHARED:-../shared}"
venv=.build/bench-venv
if [ ! -e "$venv/ok" ]; then
    python3 -m venv "$venv"
    "$venv/bin/pip" install -q typst weasyprint pyHanko common-expression-language cel-expr-python
    touch "$venv/ok"
fi
paraphe="$PWD/.build/release/paraphe"
echo "## Documents (CPU of whole processes, beside Typst and WeasyPrint)"
"$venv/bin/python" "$shared/bench/run.py" "$@" \
    --report "$paraphe render $PWD/Benchmarks/report.xhtml --pack $PWD/Benchmarks/pack --batch {ndjson} --threads 1 --lang fr-CA -o {out}" \
    --guide "$paraphe typeset {xhtml} -o {out}"

echo "## Growth and memory, and threads of a batch"
"$venv/bin/python" Benchmarks/growth.py "$shared/bench" "$paraphe" "$PWD/Benchmarks/report.xhtml" "$PWD/Benchmarks/pack"

echo "## A guide of 300 pages with 200 screenshots, contents, references and an index"
"$venv/bin/python" Benchmarks/guide.py "$shared/bench" "$paraphe" "$PWD/Benchmarks/pack"
echo "## One condition over 12 fields (CPU; a binding's figures include its floor, to be taken off)"
"$venv/bin/python" Benchmarks/conditions.py "$shared/bench/cel_peers.py" "$paraphe"
echo "## Checking a large pack with all proofs"
"$venv/bin/python" Benchmarks/rulebook.py "$paraphe"
echo "## From saving a change to seeing it, in a browser"
[ -e "$venv/playwright" ] || { "$venv/bin/pip" install -q playwright && touch "$venv/playwright"; } || true
"$venv/bin/python" Benchmarks/watch.py --paraphe "$paraphe" --bench "$shared/bench"
echo "## Signing, beside pyHanko"
"$venv/bin/python" Benchmarks/signing.py "$paraphe"
echo "## Verifying, beside pyHanko"
"$paraphe" demo -o .build/bench-demo >/dev/null 2>&1
"$venv/bin/python" Benchmarks/verifying.py "$paraphe" .build/bench-demo/final-report.fr.pdf .build/bench-demo/authority.pem 200 2026-12-05T12:00:00Z
