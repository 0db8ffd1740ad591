/// A large pack without a finding: profiles, permissions, states, and actions, rules, forms and tables of the usual kinds.
enum GeneratedPack {
    /// - Parameter quarters: 4 gives 200 profiles, 500 permissions and 60 states.
    static func text(quarters: Int) -> String {
        let (profiles, permissions, states) = (50 * quarters, 125 * quarters, 15 * quarters)
        let (forms, tables) = (5 * quarters, 3 * quarters)
        var out = """
            pack: large
            title: { fr: Grand service, en: Large service }
            version: 1.0.0
            time-zone: America/Toronto
            permissions:

            """
        for p in 0..<permissions { out += "  permission-\(p): { fr: Permission \(p), en: Permission \(p) }\n" }
        // Each role grants ten permissions, each profile has five roles.
        let roles = permissions / 5
        out += "roles:\n"
        for r in 0..<roles {
            let granted = (0..<10).map { "permission-\((r * 5 + $0) % permissions)" }.joined(separator: ", ")
            out += "  role-\(r): { label: { fr: Rôle \(r), en: Role \(r) }, permissions: [\(granted)] }\n"
        }
        out += "profiles:\n"
        for p in 0..<profiles {
            let held = Set((0..<5).map { (p * 3 + $0 * 7) % roles }).sorted().map { "role-\($0)" }.joined(separator: ", ")
            out += "  profile-\(p): { label: { fr: Profil \(p), en: Profile \(p) }, roles: [\(held)] }\n"
        }
        out += """
            dossier:
              fields:
                owner: { type: person, label: { fr: Responsable, en: Owner } }
                title: { label: { fr: Titre, en: Title }, required: true, longest: 80 }
                amount: { type: decimal, label: { fr: Montant, en: Amount }, minimum: 0 }
                age: { type: integer, label: { fr: Âge, en: Age }, minimum: 0, maximum: 130 }
                due: { type: date, label: { fr: Échéance, en: Due date } }
                urgent: { type: boolean, label: { fr: Urgent, en: Urgent } }
                kind:
                  type: choice
                  label: { fr: Sorte, en: Kind }
                  choices:

            """
        for c in 0..<12 { out += "        kind-\(c): { fr: Sorte \(c), en: Kind \(c) }\n" }
        out += "states:\n"
        for s in 0..<states {
            let kind = s == 0 ? ", kind: initial" : s == states - 1 ? ", kind: final" : ""
            out += "  state-\(s): { label: { fr: État \(s), en: State \(s) }\(kind) }\n"
        }
        out += "forms:\n"
        for f in 0..<forms {
            out += "  form\(f):\n    label: { fr: Formulaire \(f), en: Form \(f) }\n    fields:\n"
            out += "      choice: { type: choice, label: { fr: Choix, en: Choice }, required: true, choices: "
            out += "{ a: { fr: A, en: A }, b: { fr: B, en: B }, c: { fr: C, en: C } } }\n"
            out += "      count: { type: integer, label: { fr: Nombre, en: Number }, minimum: 0, maximum: 99 }\n"
            for n in 0..<6 {
                out += "      text\(n): { label: { fr: Texte \(n), en: Text \(n) }, "
                out += "visible: \"has(form.choice) && form.choice != 'a'\", "
                out += "required: \"has(form.choice) && form.choice == 'b' && has(form.count) && form.count > \(n)\" }\n"
            }
        }
        out += "tables:\n"
        for t in 0..<tables {
            out += "  table\(t):\n    label: { fr: Table \(t), en: Table \(t) }\n    inputs:\n"
            out += "      level: { type: choice, label: { fr: Niveau, en: Level }, choices: "
            out += "{ low: { fr: Bas, en: Low }, middle: { fr: Moyen, en: Middle }, high: { fr: Haut, en: High } } }\n"
            out += "      age: { type: integer, label: { fr: Âge, en: Age }, minimum: 0, maximum: 130 }\n"
            out += "    outputs: { days: { type: integer, label: { fr: Jours, en: Days } } }\n    rows:\n"
            for (level, shift) in [("low", 0), ("middle", 1), ("high", 2)] {
                for step in 0..<8 {
                    let range =
                        step == 7
                        ? "\">= \(7 * 12 + shift)\""
                        : step == 0 ? "\"< \(12 + shift)\"" : "\"\(step * 12 + shift)..\(step * 12 + 11 + shift)\""
                    out += "      - { when: { level: \(level), age: \(range) }, then: { days: \(step + t) } }\n"
                }
            }
        }
        out += """
            rule-sets:
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
                set: { owner: actor }

            """
        for a in 1..<permissions {
            let source = a % (states - 1)
            let target = a < states ? a : (a * 7) % states
            let back = (source + states / 2) % (states - 1)
            out += """
                  action-\(a):
                    label: { fr: Action \(a), en: Action \(a) }
                    from: [\(source == back ? "state-\(source)" : "state-\(source), state-\(back)")]
                    to: \(a < states ? "state-\(target)" : "[{ state: state-\(target), when: has(dossier.urgent) && dossier.urgent }, { state: state-\((target + 1) % states) }]")
                    permission: permission-\(a)
                    guards:
                      - id: own
                        when: \(a % 3 == 0 ? "has(dossier.kind) && dossier.kind == 'kind-\(a % 12)'" : "!has(dossier.urgent) || !dossier.urgent".quoted)
                        require: has(dossier.owner) && dossier.owner.id == actor.id
                        otherwise: { fr: Pas la vôtre., en: Not yours. }
                      - id: amount
                        when: has(dossier.amount)
                        require: dossier.amount <= \(1000 + a).5 || (has(dossier.age) && dossier.age > \(a % 60 + 20))
                        otherwise: { fr: Trop., en: Too much. }
                \(a % 4 == 0 ? "    rules: [common]\n" : "")    \(a % 5 == 0 ? "form: form\(a % forms)\n" : "complete: true\n")    inputs:
                      comment: { type: long-text, label: { fr: Commentaire, en: Comment }, required: dossier.urgent == true }

                """.replacing("\n\n", with: "\n")
        }
        // Each form is used.
        out += "deadlines:\n"
        for d in 0..<max(1, states / 3) {
            out += "  deadline-\(d): { states: [state-\(d)], within: { days: \(d + 1) }, notify: note, when: has(dossier.due) }\n"
        }
        out += """
            notifications:
              note:
                to: [{ role: role-0 }, { person: dossier.owner }]
                subject: { fr: Avis, en: Notice }
                body: { fr: Un dossier attend., en: A dossier is waiting. }

            """
        return out
    }
}

extension String {
    fileprivate var quoted: String { "\"\(self)\"" }
}
