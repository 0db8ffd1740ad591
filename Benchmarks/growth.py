#!/usr/bin/env python3
"""How time and memory grow: guides of 10, 40 and 160 chapters beside Typst, and batches by number of threads.

    growth.py SHARED/bench PARAPHE REPORT PACK          needs: pip install typst

CPU is user + system of a whole process, the least of three runs; memory is its peak (maximum resident set). The bytes of a batch
must not depend on the number of threads; the program ends with 1 when they do.
"""
import hashlib, json, os, pathlib, shlex, subprocess, sys, tempfile, time

RUNS = 3
COUNT = 200


def measured(command, runs=RUNS):
    """CPU seconds, wall seconds and peak megabytes of a process, children included."""
    best = None
    for _ in range(runs):
        start = time.monotonic()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        if status:
            sys.exit(f"failed: {shlex.join(map(str, command))}")
        one = (usage.ru_utime + usage.ru_stime, time.monotonic() - start, usage.ru_maxrss / 1024)
        best = one if best is None or one[0] < best[0] else best
    return best


def pages(path):
    text = subprocess.run(["pdfinfo", path], capture_output=True, text=True).stdout
    return next((line.split()[-1] for line in text.splitlines() if line.startswith("Pages")), "–")


def digest(folder):
    total = hashlib.sha256()
    for path in sorted(pathlib.Path(folder).iterdir()):
        total.update(path.name.encode() + path.read_bytes())
    return total.hexdigest()


def main():
    bench, paraphe, report, pack = sys.argv[1:5]
    sys.path.insert(0, bench)
    import content, xhtml
    typst = [sys.executable, f"{bench}/run.py", "--child", "typst"]
    with tempfile.TemporaryDirectory() as t:
        print("| chapters | typst pages | s CPU | MB | paraphe pages | s CPU | MB | CPU / typst | MB / typst |\n|---|---|---|---|---|---|---|---|---|")
        for chapters in (10, 40, 160):
            guide = content.guide(chapters)
            pathlib.Path(f"{t}/g.json").write_text(json.dumps(guide, ensure_ascii=False))
            pathlib.Path(f"{t}/g.xhtml").write_text(xhtml.guide(guide))
            theirs = measured([*typst, "guide", f"{t}/g.json", f"{t}/typst.pdf"])
            ours = measured([paraphe, "typeset", f"{t}/g.xhtml", "-o", f"{t}/ours.pdf"])
            print(
                f"| {chapters} | {pages(f'{t}/typst.pdf')} | {theirs[0]:.2f} | {theirs[2]:.0f} | {pages(f'{t}/ours.pdf')} | {ours[0]:.3f} | {ours[2]:.0f} "
                f"| {ours[0] / theirs[0]:.2f} | {ours[2] / theirs[2]:.2f} |")
        lines = [json.dumps(content.report(i), ensure_ascii=False) + "\n" for i in range(COUNT + 1)]
        pathlib.Path(f"{t}/1.ndjson").write_text(lines[0])
        pathlib.Path(f"{t}/n.ndjson").write_text("".join(lines))
        print(f"\n| batch of {COUNT + 1} reports | ms CPU each | ms wall each | peak MB |\n|---|---|---|---|")
        one, many = measured([*typst, "report", f"{t}/1.ndjson", f"{t}/typst-1"]), measured([*typst, "report", f"{t}/n.ndjson", f"{t}/typst-n"])
        print(f"| typst | {(many[0] - one[0]) / COUNT * 1e3:.2f} | {(many[1] - one[1]) / COUNT * 1e3:.2f} | {many[2]:.0f} |")
        digests = set()
        for threads in (1, 2, 4):
            def command(lines, out):
                return [paraphe, "render", report, "--pack", pack, "--batch", f"{t}/{lines}.ndjson", "--lang", "fr-CA", "--at", "2026-11-21T10:00:00-05:00",
                        "--threads", str(threads), "-o", f"{t}/{out}"]
            one, many = measured(command("1", "one")), measured(command("n", f"many-{threads}"))
            digests.add(digest(f"{t}/many-{threads}"))
            name = "1 thread" if threads == 1 else f"{threads} threads"
            print(f"| paraphe, {name} | {(many[0] - one[0]) / COUNT * 1e3:.2f} | {(many[1] - one[1]) / COUNT * 1e3:.2f} | {many[2]:.0f} |")
        print("\nbytes are the same for 1, 2 and 4 threads" if len(digests) == 1 else "\nBYTES DIFFER by number of threads")
        sys.exit(len(digests) != 1)


if __name__ == "__main__":
    main()
