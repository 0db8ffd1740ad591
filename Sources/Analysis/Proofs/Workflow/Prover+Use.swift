import CEL
import Diagnostics
import Rules

extension Prover {
    /// What is declared and never referred to: likely forgotten.
    func proveUse() {
        var uses = Uses()
        uses.read(book)
        func report(_ definitions: some Sequence<any Definition>, _ used: Set<String>, _ kind: Bilingual) {
            for definition in definitions where !used.contains(definition.id) && !book.librarySources.contains(definition.span.source) {
                add(ProofDiagnostics.unused(definition.id, kind: kind, at: definition.span))
            }
        }
        report(book.roles.map { $0 as any Definition }, uses.roles, Bilingual(fr: "rôle", en: "role"))
        report(book.ruleSets.map { $0 as any Definition }, uses.ruleSets, Bilingual(fr: "ensemble de règles", en: "rule set"))
        report(book.reasonLists.map { $0 as any Definition }, uses.reasonLists, Bilingual(fr: "liste de motifs", en: "reason list"))
        report(book.forms.map { $0 as any Definition }, uses.forms, Bilingual(fr: "formulaire", en: "form"))
        report(book.notifications.map { $0 as any Definition }, uses.notifications, Bilingual(fr: "avis", en: "notification"))
        let inNeed = book.permissions.filter { $0.grants.isEmpty && $0.group == nil && $0.delegation == nil }
        report(inNeed.map { $0 as any Definition }, uses.permissions, Bilingual(fr: "permission", en: "permission"))
    }
}

/// The names that a rulebook refers to.
struct Uses {
    var roles: Set<String> = []
    var ruleSets: Set<String> = []
    var reasonLists: Set<String> = []
    var forms: Set<String> = []
    var notifications: Set<String> = []
    var permissions: Set<String> = []

    mutating func read(_ book: Rulebook) {
        for profile in book.profiles { roles.formUnion(profile.roles.map(\.id)) }
        for action in book.actions {
            permissions.insert(action.permission.id)
            ruleSets.formUnion(action.ruleSets.map(\.id))
            if let form = action.form { forms.insert(form.id) }
            for output in action.effects.notifications {
                notifications.insert(output.reference.id)
                read(output.condition)
            }
            for output in action.effects.documents { read(output.condition) }
            for assignment in action.effects.assignments { read(assignment.value) }
            for target in action.targets { read(target.condition) }
            read(action.guards)
            read(action.inputs)
        }
        for set in book.ruleSets {
            read(set.rules)
            if let subject = set.subject { read([subject]) }
        }
        for document in book.documents {
            ruleSets.formUnion(document.ruleSets.map(\.id))
            if let form = document.form { forms.insert(form.id) }
            read(document.data)
        }
        for deadline in book.deadlines {
            notifications.insert(deadline.notification.id)
            for reminder in deadline.reminders { notifications.insert(reminder.notification.id) }
            read(deadline.condition)
        }
        for notification in book.notifications {
            for recipient in notification.recipients {
                switch recipient {
                case .role(let role): roles.insert(role.id)
                case .person(let condition, let language):
                    read(condition)
                    read(language)
                }
            }
            for parameter in notification.parameters { read(parameter.value) }
        }
        read(book.dossierFields.elements)
        read(book.dossierAudience)
        read(book.personFields)
        for form in book.forms {
            read(form.fields)
            read(form.rules)
        }
        for table in book.tables {
            read(table.inputs)
            read(table.outputs)
            for row in table.rows {
                for case .text(let text) in row.outputs {
                    roles.insert(text)
                    permissions.insert(text)
                }
            }
        }
        for function in book.functions { read(function.body) }
        for exchange in book.exchanges { if let permission = exchange.permission { permissions.insert(permission.id) } }
        permissions.formUnion(book.operations.values.map(\.id))
        for permission in book.permissions { for grant in permission.grants { read(grant.condition) } }
    }

    private mutating func read(_ fields: [DataField]) {
        for field in fields {
            read(field.visibility)
            read(field.audience)
            if case .when(let condition) = field.requirement { read(condition) }
            read(field.rules)
            read(field.type)
        }
    }

    private mutating func read(_ type: FieldType) {
        switch type {
        case .reason(let list): reasonLists.insert(list)
        case .record(_, let fields): read(fields)
        case .list(let element): read(element)
        default: break
        }
    }

    private mutating func read(_ rules: [Rule]) {
        for rule in rules {
            read(rule.applicability)
            read(rule.requirement)
            for parameter in rule.parameters { read(parameter.value) }
        }
    }

    private mutating func read(_ condition: Condition?) {
        guard let condition else { return }
        for path in condition.program.dependencies {
            let segments = path.split(separator: ".")
            if segments.count > 1, segments[0] == "forms" { forms.insert(String(segments[1])) }
        }
        // `'role' in actor.roles`, and permissions that functions ask for by name.
        for node in condition.program.tree.nodes(under: condition.program.tree.root) {
            guard case .literal(.string(let text)) = condition.program.tree[node].kind else { continue }
            roles.insert(text)
            permissions.insert(text)
        }
    }
}
