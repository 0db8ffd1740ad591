#!/usr/bin/env python3
"""Evaluating and checking one condition, beside cel-cpp and the Rust crate, in one run: conditions.py CEL_PEERS PARAPHE.

The expression and its data are those of cel_peers.py. The peers are called through Python, so their floor (`true` with the same
variables) is taken off; ours runs in its own process and has none to take off.
"""
import importlib.util, json, re, subprocess, sys, tempfile

peers, paraphe = sys.argv[1:3]
spec = importlib.util.spec_from_file_location("cel_peers", peers)
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
SECONDS = 1.0


def microseconds(call):
    return 1e6 / module.rate(call, SECONDS)[0]


import cel
from cel_expr_python import cel as cpp

rows = []
condition, true, context = cel.compile(module.EXPR), cel.compile("true"), cel.Context(variables=module.DATA)
rows.append(("Rust cel", microseconds(lambda: condition.execute(context)) - microseconds(lambda: true.execute(context)),
             microseconds(lambda: cel.compile(module.EXPR)), "parsing alone"))
environment = cpp.NewEnv(variables={name: cpp.Type.DYN for name in module.DATA})
condition, true, data = environment.compile(module.EXPR), environment.compile("true"), environment.Activation(module.DATA)
rows.append(("cel-cpp", microseconds(lambda: condition.eval(data).value()) - microseconds(lambda: true.eval(data).value()),
             microseconds(lambda: environment.compile(module.EXPR)), "parsing and checking"))
with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
    json.dump(module.DATA, file)
    file.flush()
    out = subprocess.run([paraphe, "eval", module.EXPR, "--data", file.name, "--time", "--lang", "en"],
                         check=True, capture_output=True, text=True).stdout
figures = {name: float(value) for name, value in re.findall(r"(checking|evaluation)\s+([0-9.]+) µs", out)}
rows.append(("paraphe", figures["evaluation"], figures["checking"], "parsing and checking"))
reference = rows[1]
print(f"{'':10} {'evaluation':>14} {'/ cel-cpp':>10} {'compilation':>14} {'/ cel-cpp':>10}")
for name, evaluation, compilation, note in rows:
    print(f"{name:10} {evaluation:11.2f} µs {evaluation / reference[1]:10.2f} {compilation:11.1f} µs {compilation / reference[2]:10.2f}  {note}")
