#!/usr/bin/env python3
"""How long does checking a large pack take, with all proofs, and how does it grow?  rulebook.py PARAPHE

Size 1 is 200 profiles, 500 permissions and 60 states, with 500 actions, guards, rules, forms and decision tables of the usual kinds. CPU
seconds of whole processes, median of three.
"""
import pathlib, resource, statistics, subprocess, sys, tempfile


def two(fr, en):
    return f"{{ fr: {fr}, en: {en} }}"


def pack(quarters):
    profiles, permissions, states, forms, tables = 50 * quarters, 125 * quarters, 15 * quarters, 5 * quarters, 3 * quarters
    roles = permissions // 5
    out = [f"pack: large\ntitle: {two('Grand service', 'Large service')}\nversion: 1.0.0\ntime-zone: America/Toronto\npermissions:"]
    out += [f"  permission-{p}: {two(f'Permission {p}', f'Permission {p}')}" for p in range(permissions)]
    out.append("roles:")
    for r in range(roles):
        granted = ", ".join(f"permission-{(r * 5 + i) % permissions}" for i in range(10))
        out.append(f"  role-{r}: {{ label: {two(f'Rôle {r}', f'Role {r}')}, permissions: [{granted}] }}")
    out.append("profiles:")
    for p in range(profiles):
        held = ", ".join(f"role-{r}" for r in sorted({(p * 3 + i * 7) % roles for i in range(5)}))
        out.append(f"  profile-{p}: {{ label: {two(f'Profil {p}', f'Profile {p}')}, roles: [{held}] }}")
    choices = "".join(f"\n        kind-{c}: {two(f'Sorte {c}', f'Kind {c}')}" for c in range(12))
    out.append(f"""dossier:
  fields:
    owner: {{ type: person, label: {two('Responsable', 'Owner')} }}
    title: {{ label: {two('Titre', 'Title')}, required: true, longest: 80 }}
    amount: {{ type: decimal, label: {two('Montant', 'Amount')}, minimum: 0 }}
    age: {{ type: integer, label: {two('Âge', 'Age')}, minimum: 0, maximum: 130 }}
    due: {{ type: date, label: {two('Échéance', 'Due date')} }}
    urgent: {{ type: boolean, label: {two('Urgent', 'Urgent')} }}
    kind:
      type: choice
      label: {two('Sorte', 'Kind')}
      choices:{choices}
states:""")
    for s in range(states):
        kind = ", kind: initial" if s == 0 else ", kind: final" if s == states - 1 else ""
        out.append(f"  state-{s}: {{ label: {two(f'État {s}', f'State {s}')}{kind} }}")
    out.append("forms:")
    for f in range(forms):
        out.append(f"  form{f}:\n    label: {two(f'Formulaire {f}', f'Form {f}')}\n    fields:")
        out.append("      choice: { type: choice, label: { fr: Choix, en: Choice }, required: true, choices: "
                   "{ a: { fr: A, en: A }, b: { fr: B, en: B }, c: { fr: C, en: C } } }")
        out.append("      count: { type: integer, label: { fr: Nombre, en: Number }, minimum: 0, maximum: 99 }")
        out += [f"      text{n}: {{ label: {two(f'Texte {n}', f'Text {n}')}, visible: \"has(form.choice) && form.choice != 'a'\", "
                f"required: \"has(form.choice) && form.choice == 'b' && has(form.count) && form.count > {n}\" }}" for n in range(6)]
    out.append("tables:")
    for t in range(tables):
        out.append(f"""  table{t}:
    label: {two(f'Table {t}', f'Table {t}')}
    inputs:
      level: {{ type: choice, label: {two('Niveau', 'Level')}, choices: {{ low: {two('Bas', 'Low')}, middle: {two('Moyen', 'Middle')}, high: {two('Haut', 'High')} }} }}
      age: {{ type: integer, label: {two('Âge', 'Age')}, minimum: 0, maximum: 130 }}
    outputs: {{ days: {{ type: integer, label: {two('Jours', 'Days')} }} }}
    rows:""")
        for shift, level in enumerate(("low", "middle", "high")):
            for step in range(8):
                age = f">= {84 + shift}" if step == 7 else f"< {12 + shift}" if step == 0 else f"{step * 12 + shift}..{step * 12 + 11 + shift}"
                out.append(f"      - {{ when: {{ level: {level}, age: \"{age}\" }}, then: {{ days: {step + t} }} }}")
    out.append("""rule-sets:
  common:
    label: { fr: Règles communes, en: Common rules }
    rules:
      - id: adult
        when: has(dossier.age) && has(dossier.kind) && dossier.kind in ['kind-1', 'kind-2']
        require: dossier.age >= 18
        otherwise: { fr: Trop jeune., en: Too young. }
      - id: soon
        when: has(dossier.due) && has(dossier.urgent) && dossier.urgent
        require: dossier.due < '2030-01-01'
        otherwise: { fr: Trop tard., en: Too late. }
actions:
  open:
    label: { fr: Ouvrir, en: Open }
    creates: true
    permission: permission-0
    edits: [title, amount, age, due, urgent, kind]
    set: { owner: actor }""")
    for a in range(1, permissions):
        source = a % (states - 1)
        back = (source + states // 2) % (states - 1)
        target = a if a < states else (a * 7) % states
        to = f"state-{target}" if a < states else (
            f"[{{ state: state-{target}, when: has(dossier.urgent) && dossier.urgent }}, {{ state: state-{(target + 1) % states} }}]")
        when = f"has(dossier.kind) && dossier.kind == 'kind-{a % 12}'" if a % 3 == 0 else '"!has(dossier.urgent) || !dossier.urgent"'
        out.append(f"""  action-{a}:
    label: {two(f'Action {a}', f'Action {a}')}
    from: [{f'state-{source}' if source == back else f'state-{source}, state-{back}'}]
    to: {to}
    permission: permission-{a}
    guards:
      - id: own
        when: {when}
        require: has(dossier.owner) && dossier.owner.id == actor.id
        otherwise: {{ fr: Pas la vôtre., en: Not yours. }}
      - id: amount
        when: has(dossier.amount)
        require: dossier.amount <= {1000 + a}.5 || (has(dossier.age) && dossier.age > {a % 60 + 20})
        otherwise: {{ fr: Trop., en: Too much. }}""")
        if a % 4 == 0:
            out.append("    rules: [common]")
        out.append(f"    form: form{a % forms}" if a % 5 == 0 else "    complete: true")
        out.append("    inputs:\n      comment: { type: long-text, label: { fr: Commentaire, en: Comment }, required: dossier.urgent == true }")
    out.append("deadlines:")
    out += [f"  deadline-{d}: {{ states: [state-{d}], within: {{ days: {d + 1} }}, notify: note, when: has(dossier.due) }}"
            for d in range(max(1, states // 3))]
    out.append("""notifications:
  note:
    to: [{ role: role-0 }, { person: dossier.owner }]
    subject: { fr: Avis, en: Notice }
    body: { fr: Un dossier attend., en: A dossier is waiting. }
""")
    return "\n".join(out)


def seconds(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if "error[" in done.stderr or done.returncode:
        sys.exit(done.stderr[:2000])
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


print(f"{'size':>5} {'actions':>8} {'check, s':>9}")
for quarters in (1, 2, 4, 8):
    with tempfile.TemporaryDirectory() as folder:
        pathlib.Path(folder, "pack.yaml").write_text(pack(quarters), encoding="utf-8")
        figure = statistics.median(seconds([sys.argv[1], "check", folder, "--lang", "en"]) for _ in range(3))
    print(f"{quarters / 4:5} {125 * quarters:8} {figure:9.2f}")
