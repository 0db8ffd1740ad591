import CEL
import CivilTime
import Diagnostics
import YAML

/// Builds the rulebook from the sections of a pack. Whatever cannot be read is reported and left out, so that the rest is still checked.
struct PackReader {
    let assembly: PackAssembly
    var bag = DiagnosticBag()
    /// What is declared, by kind, in order.
    var declared: [NameKind: [String: Span]] = [:]
    var declaredOrder: [NameKind: [String]] = [:]
    /// What is referred to, by kind.
    var used: [NameKind: Set<String>] = [:]
    /// Scope of the conditions everywhere; nil while shapes alone are read, when conditions are passed over.
    var scope: ConditionScope?
    /// Shapes, read before any condition.
    var personShape: [DataField] = []
    var dossierShape: [DataField] = []
    var formShapes: [(id: String, fields: [DataField])] = []
    var subjectShapes: [String: DataField] = [:]
    /// What conditions may call beside the functions of CEL.
    var declarations: [FunctionDeclaration] = []
    var tableRecords: [(name: String, fields: [DataField])] = []
    /// What the functions and tables of the pack take and give, by name.
    var callColumns: [String: (inputs: [DataField], outputs: [DataField])] = [:]

    init(_ assembly: PackAssembly) {
        self.assembly = assembly
        for kind in NameKind.allCases {
            let entries =
                kind == .dossierField ? assembly.part("dossier")?["fields"]?.mapping ?? [] : assembly.entries(kind.section)
            declared[kind] = Dictionary(entries.map { ($0.key, $0.keySpan) }, uniquingKeysWith: { first, _ in first })
            declaredOrder[kind] = entries.map(\.key)
        }
    }

    mutating func read() -> Rulebook? {
        guard let entry = assembly.entry, entry.mapping != nil else { return nil }
        let facts = readFacts()
        readShapes(facts: facts)

        let calendar = readCalendar()
        let zone = timeZone(entry["time-zone"]?.text)
        declarations += BusinessLibrary.functions(calendar.business, zone)
        let (functions, tables) = readFunctions()
        let accessModes = readAccessModes()
        let permissionGroups = readPermissionGroups()
        let permissions = assembly.entries("permissions").compactMap { readPermission($0) }
        let roles = assembly.entries("roles").compactMap { readRole($0) }
        let profiles = assembly.entries("profiles").compactMap { readProfile($0) }
        declarations +=
            AccessFunctions(
                permissions: Catalogue(permissions), modes: Catalogue(accessModes), profiles: Catalogue(profiles), roles: Catalogue(roles)
            ).declarations
        scope = scope?.adding(functions: declarations, records: tableRecords)

        let personFields = fields(
            assembly.part("person")?["fields"], record: "Person", scope: scope, reserved: BuiltinShape.reservedPersonNames)
        let people = assembly.entries("people").compactMap { readPerson($0) }
        let dossierFields = fields(
            assembly.part("dossier")?["fields"], record: "Dossier", scope: scope, reserved: BuiltinShape.reservedDossierNames)
        let reasonLists = assembly.entries("reasons").compactMap { readReasonList($0) }
        let ruleSets = assembly.entries("rule-sets").compactMap { readRuleSet($0) }
        let forms = assembly.entries("forms").compactMap { readForm($0) }
        let documents = assembly.entries("documents").compactMap { readDocument($0, ruleSets: ruleSets) }
        let notifications = assembly.entries("notifications").compactMap { readNotification($0) }
        let states = assembly.entries("states").compactMap { readState($0) }
        let actions = assembly.entries("actions").compactMap { readAction($0, states: states) }
        let deadlines = assembly.entries("deadlines").compactMap { readDeadline($0, states: states) }
        let messages = assembly.entries("messages").compactMap { entry in
            localized(entry.value).map { PackMessage(id: entry.key, text: $0, span: entry.keySpan) }
        }
        let contacts = assembly.entries("contacts").compactMap { readContact($0) }

        let languages = (entry["languages"]?.sequence ?? []).compactMap { $0.text.flatMap { Language(rawValue: $0.text) } }
        guard let name = entry["pack"]?.text?.text, let title = localized(entry["title"]), let version = entry["version"]?.text?.text,
            let timeZone = entry["time-zone"]?.text?.text
        else { return nil }
        var book = Rulebook(
            name: name, title: title, version: version, languages: languages.isEmpty ? Language.allCases : languages, timeZone: timeZone,
            permissions: Catalogue(permissions), accessModes: Catalogue(accessModes), permissionGroups: Catalogue(permissionGroups),
            functions: Catalogue(functions), tables: Catalogue(tables), functionDeclarations: declarations, roles: Catalogue(roles),
            profiles: Catalogue(profiles), personFields: personFields,
            people: Catalogue(people), dossierFields: Catalogue(dossierFields), states: Catalogue(states), actions: Catalogue(actions),
            ruleSets: Catalogue(ruleSets), reasonLists: Catalogue(reasonLists), forms: Catalogue(forms), documents: Catalogue(documents),
            notifications: Catalogue(notifications), deadlines: Catalogue(deadlines), calendar: calendar, messages: Catalogue(messages),
            contacts: Catalogue(contacts), facts: Catalogue(facts), librarySources: assembly.librarySources,
            hashInput: assembly.hashInput)
        book.retention = Catalogue(assembly.entries("retention").compactMap { readRetention($0, states: states) })
        book.dossierAudience = condition(assembly.part("dossier")?["shown-to"], .boolean, scope: scope)
        for operation in StoreOperation.allCases {
            book.operations[operation] = reference(assembly.part("operations")?[operation.rawValue], .permission)
        }
        book.accounts = assembly.part("accounts").flatMap { readAccounts($0, actions: actions, dossierFields: dossierFields) }
        book.exchanges = Catalogue(readExchanges(book))
        return book
    }

    /// Reads what conditions may name, and makes their scope; findings come later, when the same is read whole.
    private mutating func readShapes(facts: [Fact]) {
        let (before, usedBefore) = (bag, used)
        personShape = fields(assembly.part("person")?["fields"], record: "Person", scope: nil, reserved: [])
        dossierShape = fields(assembly.part("dossier")?["fields"], record: "Dossier", scope: nil, reserved: [])
        for entry in assembly.entries("forms") {
            formShapes.append((entry.key, formSections(entry, scope: nil).flatMap(\.fields)))
        }
        for entry in assembly.entries("rule-sets") {
            guard let subject = entry.value["subject"], let name = subject["name"]?.text?.text else { continue }
            let shape = fields(subject["fields"], record: name, scope: nil, reserved: [])
            subjectShapes[entry.key] = DataField(id: name, type: .record(name: name, fields: shape), label: nil, span: subject.span)
        }
        (bag, used) = (before, usedBefore)
        scope = RulebookVariables.base(personFields: personShape, dossierFields: dossierShape, forms: formShapes, facts: facts)
    }

    /// The zone in which days begin; unknown ones are reported.
    private mutating func timeZone(_ written: EmbeddedText?) -> CivilTimeZone {
        guard let written else { return .utc }
        if let zone = CivilTimeZone(written.text) { return zone }
        bag.append(PackDiagnostics.unknownTimeZone(written.text, known: CivilTimeZone.suggestions, at: written.span))
        return .utc
    }

    // MARK: Values

    func localized(_ node: YAMLNode?) -> LocalizedText? {
        guard let node, let fr = node["fr"]?.text, let en = node["en"]?.text else { return nil }
        return LocalizedText(fr: fr, en: en, span: node.span)
    }

    func boolean(_ node: YAMLNode?) -> Bool {
        if case .boolean(true)? = node?.scalar?.value { true } else { false }
    }

    func integer(_ node: YAMLNode?) -> Int? {
        if case .integer(let value)? = node?.scalar?.value { Int(exactly: value) } else { nil }
    }

    func number(_ node: YAMLNode?) -> Double? {
        switch node?.scalar?.value {
        case .integer(let value)?: Double(value)
        case .decimal(let value)?: value
        default: nil
        }
    }

    func constant(_ node: YAMLNode) -> ConstantValue? {
        switch node.content {
        case .sequence(let elements): return .list(elements.compactMap { constant($0) })
        case .mapping: return localized(node).map { .localized($0.bilingual) }
        case .scalar(let scalar):
            switch scalar.value {
            case .null: return nil
            case .boolean(let value): return .boolean(value)
            case .integer(let value): return .integer(value)
            case .decimal(let value): return .decimal(value)
            case .text: return .text(scalar.text.text)
            }
        }
    }

    /// A name that must be declared.
    mutating func reference(_ node: YAMLNode?, _ kind: NameKind) -> Reference? {
        guard let node, let text = node.text?.text else { return nil }
        used[kind, default: []].insert(text)
        guard declared[kind]?[text] != nil else {
            bag.append(PackDiagnostics.unknownName(text, kind: kind, known: declaredOrder[kind] ?? [], at: node.span))
            return nil
        }
        return Reference(id: text, span: node.span)
    }

    mutating func references(_ node: YAMLNode?, _ kind: NameKind) -> [Reference] {
        var seen: [String: Span] = [:]
        var found: [Reference] = []
        for element in node?.sequence ?? [] {
            guard let reference = reference(element, kind) else { continue }
            if let first = seen[reference.id] {
                bag.append(PackDiagnostics.repeatedReference(reference.id, at: reference.span, first: first))
                continue
            }
            seen[reference.id] = reference.span
            found.append(reference)
        }
        return found
    }

    mutating func period(_ node: YAMLNode) -> EffectivePeriod {
        let from = node["valid-from"]?.text.flatMap { CivilDate($0.text) }
        let until = node["valid-until"]?.text.flatMap { CivilDate($0.text) }
        if let from, let until, until < from, let place = node["valid-until"]?.span { bag.append(PackDiagnostics.period(at: place)) }
        return EffectivePeriod(from: from, until: until)
    }

    /// An expression of the expected type; nil when absent, faulty (reported), or while shapes are read.
    ///
    /// - Parameter isValue: the value is stored or returned, so that it may be constant.
    mutating func condition(_ node: YAMLNode?, _ expected: FieldType?, scope: ConditionScope?, isValue: Bool = false) -> Condition? {
        guard let scope, let text = node?.text else { return nil }
        checkLiterals(text, scope: scope)
        if case .boolean? = expected, !isValue { checkConstancy(text) }
        return Condition.compile(text, expecting: expected, scope: scope, bag: &bag)
    }

    mutating func parameters(_ node: YAMLNode?, scope: ConditionScope?) -> [Parameter] {
        (node?.mapping ?? []).compactMap { entry in
            condition(entry.value, nil, scope: scope).map { Parameter(id: entry.key, value: $0, span: entry.keySpan) }
        }
    }

    mutating func rules(_ node: YAMLNode?, scope: ConditionScope?) -> [Rule] {
        var seen: [String: Span] = [:]
        var found: [Rule] = []
        for element in node?.sequence ?? [] {
            guard let id = element["id"]?.text else { continue }
            if let first = seen[id.text] {
                bag.append(PackDiagnostics.duplicateName(id.text, kind: nil, at: id.span, first: first))
                continue
            }
            seen[id.text] = id.span
            let applicability = condition(element["when"], .boolean, scope: scope)
            let requirement = condition(element["require"], .boolean, scope: scope)
            let parameters = parameters(element["with"], scope: scope)
            if scope != nil { checkParameters(element["with"], texts: localized(element["otherwise"]).map { [$0] } ?? []) }
            let period = period(element)
            guard let requirement, let refusal = localized(element["otherwise"]) else { continue }
            found.append(
                Rule(
                    id: id.text, applicability: applicability, requirement: requirement, refusal: refusal, parameters: parameters,
                    severity: element["severity"]?.text?.text == "warning" ? .warning : .error, period: period,
                    basis: element["basis"]?.text?.text, span: id.span))
        }
        return found
    }
}
