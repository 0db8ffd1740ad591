#!/usr/bin/env python3
"""Measures stores: stores.py BENCH_STORES PARAPHE [--seconds 10] [--writers 32] [--events 1000000] [--only throughput|growth]

Throughput: two processes, 32 writers in all, on one store; each command has two events of 600 bytes and is answered once it is durable.
Beside it, in the same run on the same disk: the bare engine with hand-written SQL that writes the same rows into the same tables and
indexes, without hashes and without looking at versions, a transaction with a sync for each command from the same number of writers, and
once more with as many commands in a transaction as writers of a process wait (what group commit may hope for at most).
Growth: stores of 10,000, 100,000 and 1,000,000 events, made of copies of the demonstration's dossier; the chain is computed here, in
Python, from its description, so an audit that passes judges both. Then: opening a dossier, worklists, an audit.
"""
import argparse, glob, hashlib, json, os, resource, sqlite3, struct, subprocess, sys, tempfile, threading, multiprocessing, time

BYTES = 600


def percentile(values, part):
    values = sorted(values)
    return values[int((len(values) - 1) * part)] if values else 0.0


# ---------------------------------------------------------------- throughput

EVENT = """CREATE TABLE event (sequence INTEGER PRIMARY KEY, stream TEXT NOT NULL, stream_version INTEGER NOT NULL, command TEXT NOT NULL,
  type TEXT NOT NULL, version INTEGER NOT NULL, data BLOB NOT NULL, hash BLOB NOT NULL, UNIQUE (stream, stream_version)) STRICT;
  CREATE INDEX event_by_command ON event (command);
  CREATE INDEX event_first_of_stream ON event (sequence) WHERE stream_version = 1;
  CREATE TABLE head (one INTEGER PRIMARY KEY, count INTEGER NOT NULL, hash BLOB NOT NULL) STRICT;"""


def bare_sqlite_process(path, name, writers, seconds, batch, queue):
    """Writers of one process take turns at one connection, as SQLite has one writer at a time anyway."""
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=60)
    connection.execute('PRAGMA synchronous = FULL')
    lock = threading.Lock()
    data, digest = b'x' * BYTES, b'h' * 32
    latencies = [[] for _ in range(writers)]
    end = time.monotonic() + seconds

    def begin():
        while True:
            try:
                return connection.execute('BEGIN IMMEDIATE')
            except sqlite3.OperationalError:
                time.sleep(0.0005)

    def write(writer):
        version = 0
        while time.monotonic() < end:
            start = time.monotonic()
            with lock:
                begin()
                last = connection.execute('SELECT coalesce(max(sequence), 0) FROM event').fetchone()[0]
                for part in range(batch):
                    command = f'{name}-{writer}-{version}'
                    for kind in ('action-taken', 'data-changed'):
                        last, version = last + 1, version + 1
                        connection.execute('INSERT INTO event VALUES (?, ?, ?, ?, ?, 1, ?, ?)',
                                           (last, f'{name}-{writer}', version, command, kind, data, digest))
                connection.execute('INSERT OR REPLACE INTO head VALUES (1, ?, ?)', (last, digest))
                connection.execute('COMMIT')
            latencies[writer] += [(time.monotonic() - start) * 1000] * batch

    threads = [threading.Thread(target=write, args=(w,)) for w in range(writers if batch == 1 else 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    queue.put([x for part in latencies for x in part])


def bare_sqlite(folder, writers, seconds, batch):
    path = f'{folder}/bare-{batch}.sqlite'
    with sqlite3.connect(path, isolation_level=None) as connection:
        connection.execute('PRAGMA journal_mode = WAL')
        connection.executescript(EVENT)
    queue = multiprocessing.Queue()
    start = time.monotonic()
    processes = [multiprocessing.Process(target=bare_sqlite_process, args=(path, f'p{n}', writers // 2, seconds, batch, queue))
                 for n in range(2)]
    for process in processes:
        process.start()
    latencies = sum((queue.get() for _ in processes), [])
    for process in processes:
        process.join()
    return len(latencies) / (time.monotonic() - start), percentile(latencies, 0.99)


def ours(binary, store, writers, seconds):
    start = time.monotonic()
    processes = [subprocess.Popen([binary, store, f'p{n}', str(writers // 2), str(seconds), str(BYTES)], stdout=subprocess.PIPE)
                 for n in range(2)]
    results = [json.loads(p.communicate()[0]) for p in processes]
    return sum(r['commands'] / r['seconds'] for r in results), max(r['p99'] for r in results)


class Postgres:
    """A server of Debian's package for this run alone."""

    def __init__(self, folder):
        self.bin = sorted(glob.glob('/usr/lib/postgresql/*/bin'))[-1]
        self.folder = f'{folder}/pg'
        os.makedirs(self.folder)
        os.chmod(folder, 0o755)
        os.chmod(self.folder, 0o777)
        self.server(f"{self.bin}/initdb -D {self.folder}/data -U paraphe -A trust -E UTF8 --locale=C.UTF-8 >{self.folder}/log 2>&1")
        self.server(f"{self.bin}/pg_ctl -D {self.folder}/data -l {self.folder}/log -w -o '-k {self.folder} -c listen_addresses= "
                    f"-c max_connections=200 -c unix_socket_permissions=0777' start >/dev/null")

    def server(self, command):
        if os.geteuid() == 0:
            subprocess.run(['runuser', '-u', 'postgres', '--', 'sh', '-c', command], check=True, cwd='/tmp')
        else:
            subprocess.run(['sh', '-c', command], check=True, cwd='/tmp')

    def sql(self, database, text):
        return subprocess.run([f'{self.bin}/psql', '-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', '-h', self.folder, '-U', 'paraphe',
                               database, '-c', text], check=True, capture_output=True, text=True).stdout

    def database(self, name):
        self.sql('postgres', f'CREATE DATABASE {name}')
        return f'postgresql://paraphe@/{name}?host={self.folder}'

    def stop(self):
        self.server(f'{self.bin}/pg_ctl -D {self.folder}/data -m fast -w stop >/dev/null')

    def bare(self, name, writers, seconds, batch, ordered=True):
        """pgbench, PostgreSQL's own driver: the same rows, a transaction with a sync each.

        Ordered: one count without gaps over the store, as a journal needs. Else each takes numbers from a sequence, and nobody waits.
        """
        self.database(name)
        self.sql(name, """CREATE TABLE event (sequence bigint PRIMARY KEY, stream text COLLATE "C" NOT NULL, stream_version bigint NOT NULL,
          command text COLLATE "C" NOT NULL, type text NOT NULL, version bigint NOT NULL, data bytea NOT NULL, hash bytea NOT NULL,
          UNIQUE (stream, stream_version));
          CREATE INDEX ON event (command); CREATE INDEX ON event (sequence) WHERE stream_version = 1;
          CREATE TABLE head (one bigint PRIMARY KEY, count bigint NOT NULL, hash bytea NOT NULL) WITH (fillfactor = 10);
          INSERT INTO head VALUES (1, 0, 'h')""")
        # One order without gaps, as a journal has it: whoever writes holds the one row that counts, until the end of the transaction.
        script = f'{self.folder}/{name}.sql'
        with open(script, 'w') as file:
            file.write(f"""BEGIN;
UPDATE head SET count = count + {2 * batch}, hash = 'hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh' RETURNING count AS last \\gset
INSERT INTO event SELECT :last - {2 * batch} + n, 's' || :client_id, :last + n, 'c' || :client_id || '-' || (:last + n / 2),
  CASE n % 2 WHEN 1 THEN 'action-taken' ELSE 'data-changed' END, 1, repeat('x', {BYTES})::bytea,
  'hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh' FROM generate_series(1, {2 * batch}) AS n;
COMMIT;
""")
        if not ordered:
            self.sql(name, 'CREATE SEQUENCE numbers INCREMENT 2')
            with open(script, 'w') as file:
                file.write(f"""BEGIN;
SELECT nextval('numbers') AS last \\gset
INSERT INTO event SELECT :last + n, 's' || :client_id, :last + n, 'c' || :client_id || '-' || :last,
  CASE n WHEN 0 THEN 'action-taken' ELSE 'data-changed' END, 1, repeat('x', {BYTES})::bytea,
  'hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh' FROM generate_series(0, 1) AS n;
COMMIT;
""")
        prefix = f'{self.folder}/{name}-log'
        clients = writers if batch == 1 else 2
        out = subprocess.run([f'{self.bin}/pgbench', '-n', '-h', self.folder, '-U', 'paraphe', '-M', 'prepared', '-f', script, '-c',
                              str(clients), '-j', '2', '-T', str(seconds), '-l', '--log-prefix', prefix, name],
                             capture_output=True, text=True, cwd=self.folder)
        if out.returncode:
            sys.exit(out.stderr)
        rate = next(float(line.split()[2]) for line in out.stdout.splitlines() if line.startswith('tps'))
        latencies = [int(line.split()[2]) / 1000 for path in glob.glob(prefix + '*') for line in open(path)]
        return rate * batch, percentile(latencies, 0.99)


def throughput(options, folder):
    print(f'two processes, {options.writers} writers, {options.seconds} s each, {BYTES} bytes an event, two events a command\n')
    print('| store | commands/s | p99 ms | / bare, a sync a command | / bare, as many commands a sync |')
    print('|---|---|---|---|---|')
    group = options.writers // 2
    failed = False

    def row(name, own, bare, grouped):
        nonlocal failed
        failed = failed or own[0] < 0.7 * bare[0]
        print(f'| {name} | {own[0]:.0f} | {own[1]:.1f} | {own[0] / bare[0]:.2f} | {own[0] / grouped[0]:.2f} |')
        print(f'| bare {name}, a sync a command | {bare[0]:.0f} | {bare[1]:.1f} | 1 | |')
        print(f'| bare {name}, {group} commands a sync | {grouped[0]:.0f} | {grouped[1]:.1f} | | 1 |', flush=True)

    bare = bare_sqlite(folder, options.writers, options.seconds, 1)
    grouped = bare_sqlite(folder, options.writers, options.seconds, group)
    row('SQLite', ours(options.bench, f'{folder}/ours.sqlite', options.writers, options.seconds), bare, grouped)
    server = Postgres(folder)
    try:
        bare = server.bare('bare', options.writers, options.seconds, 1)
        grouped = server.bare('grouped', options.writers, options.seconds, group)
        free = server.bare('free', options.writers, options.seconds, 1, ordered=False)
        row('PostgreSQL', ours(options.bench, server.database('ours'), options.writers, options.seconds), bare, grouped)
        print(f'| bare PostgreSQL, without one order over the store | {free[0]:.0f} | {free[1]:.1f} | | |', flush=True)
    finally:
        server.stop()
    return failed


# ---------------------------------------------------------------- growth

def number(value):
    return struct.pack('>q', value)


def piece(data):
    return number(len(data)) + data


def link(previous, sequence, stream, version, command, kind, shape, data):
    """The rule of the chain, docs/stores.md."""
    return hashlib.sha256(b'paraphe event chain 1\n' + piece(previous) + number(sequence) + piece(stream.encode()) + number(version)
                          + piece(command.encode()) + piece(kind.encode()) + number(shape) + piece(data)).digest()


def grow(model, path, count):
    """A store of copies of the demonstration's dossier: one in ten is still open, at one of its steps."""
    source = sqlite3.connect(f'file:{model}?mode=ro', uri=True)
    rows = source.execute('SELECT stream, stream_version, command, type, version, data FROM event ORDER BY sequence').fetchall()
    schema = [r[0] for r in source.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY rowid")]
    version = source.execute('PRAGMA user_version').fetchone()[0]
    old = rows[0][0].removeprefix('dossier:')
    rows = [r for r in rows if r[0] == rows[0][0]]
    ends = [n + 1 for n in range(len(rows)) if n + 1 == len(rows) or rows[n + 1][2] != rows[n][2]]
    target = sqlite3.connect(path, isolation_level=None)
    target.execute('PRAGMA journal_mode = WAL')
    target.execute('PRAGMA synchronous = OFF')
    target.execute('PRAGMA application_id = 0x50525048')
    # Guards come last: the rows are given in order anyway.
    for statement in schema:
        if not statement.startswith('CREATE TRIGGER'):
            target.execute(statement)

    def events():
        sequence, dossier, previous = 0, 0, bytes(32)
        while sequence < count:
            dossier += 1
            name = f'{old}-{dossier}'
            part = rows if dossier % 10 else rows[:ends[dossier // 10 % len(ends)]]
            for stream, stream_version, command, kind, shape, data in part[:count - sequence]:
                sequence += 1
                data = data.replace(b'"dossier":"' + old.encode() + b'"', b'"dossier":"' + name.encode() + b'"')
                command = f'{command}-{dossier}'
                previous = link(previous, sequence, f'dossier:{name}', stream_version, command, kind, shape, data)
                yield sequence, f'dossier:{name}', stream_version, command, kind, shape, data, previous
        events.head = previous
        events.last = name

    target.execute('BEGIN')
    target.executemany('INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?)', events())
    target.execute('INSERT INTO head VALUES (1, ?, ?)', (count, events.head))
    for statement in schema:
        if statement.startswith('CREATE TRIGGER'):
            target.execute(statement)
    target.execute(f'PRAGMA user_version = {version}')
    target.execute('COMMIT')
    target.execute('PRAGMA wal_checkpoint(TRUNCATE)')
    target.close()
    return events.last


def timed(command, accept=(0,)):
    start, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    out = subprocess.run(command, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if out.returncode not in accept:
        sys.exit(f"{' '.join(command)}: {out.returncode} {out.stderr[-500:]}")
    return time.monotonic() - start, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, out.stdout


def growth(options, folder):
    pack = 'examples/teleconsultation'
    subprocess.run([options.paraphe, 'demo', '-o', f'{folder}/demo'], check=True, capture_output=True)
    person = json.load(open(f'{pack}/demo.json'))['steps'][0]['as']
    state = options.state
    print('| events | store MB | open a dossier, ms | worklist of one state, ms | of who can act, ms | its first 50, ms | an action, ms | audit, s |')
    print('|---|---|---|---|---|---|---|---|')
    counts = [n for n in (10_000, 100_000, 1_000_000, 10_000_000) if n <= options.events]
    for count in counts:
        path = f'{folder}/{count}.sqlite'
        # One fewer: the first action then passes a multiple of 2,000 events, where a command brings the places of worklists up to date.
        dossier = grow(f'{folder}/demo/demo.sqlite', path, count - 1)
        common = ['--store', path, '--pack', pack, '--as', person]
        size = os.path.getsize(path) / 1e6
        # The first action makes the places of worklists, once.
        act = [options.paraphe, 'request', options.action] + common + ['--data', options.data] if options.data else None
        if act:
            timed(act)
        opened = min(timed([options.paraphe, 'request', 'show', dossier] + common)[0] for _ in range(5)) * 1000
        listed = min(timed([options.paraphe, 'request', 'list', '--state', state] + common)[0] for _ in range(3)) * 1000
        actionable = min(timed([options.paraphe, 'request', 'list', '--actionable'] + common)[0] for _ in range(2)) * 1000
        page = ['--actionable', '--limit', '50']
        paged = min(timed([options.paraphe, 'request', 'list'] + page + common)[0] for _ in range(3)) * 1000
        acted = min(timed(act)[0] for _ in range(3)) * 1000 if act else float('nan')
        audited = min(timed([options.paraphe, 'audit', '--store', path])[0] for _ in range(2))
        print(f'| {count} | {size:.0f} | {opened:.0f} | {listed:.0f} | {actionable:.0f} | {paged:.0f} | {acted:.0f} | {audited:.2f} |', flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('bench')
    parser.add_argument('paraphe')
    parser.add_argument('--seconds', type=int, default=10)
    parser.add_argument('--writers', type=int, default=32)
    parser.add_argument('--events', type=int, default=1_000_000)
    parser.add_argument('--state', default='submitted')
    parser.add_argument('--action', default='create')
    parser.add_argument('--data', default='examples/teleconsultation/request.json')
    parser.add_argument('--only', choices=['throughput', 'growth'])
    parser.add_argument('--folder', help='where the stores are made: a disk whose sync is real')
    options = parser.parse_args()
    options.bench, options.paraphe = os.path.abspath(options.bench), os.path.abspath(options.paraphe)
    failed = False
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        if options.only != 'growth':
            failed = throughput(options, folder)
            print()
        if options.only != 'throughput':
            growth(options, folder)
    sys.exit(1 if failed else 0)


if __name__ == '__main__':
    main()
