import CEL
import Diagnostics
import YAML

extension PackReader {
    /// The exchanges, checked over all that the pack declares.
    mutating func readExchanges(_ book: Rulebook) -> [ExchangeDefinition] {
        let entries = assembly.entries("exchanges")
        let fragments = assembly.entries("fragments")
        guard !entries.isEmpty || !fragments.isEmpty else { return [] }
        let labels = LabelFunction(book)
        var kinds: [String: ExchangeDefinition.Kind] = [:]
        for entry in entries { kinds[entry.key] = kind(of: entry) }
        for document in book.documents {
            for reference in document.attachedExchanges where kinds[reference.id] != .attachment {
                bag.append(ExchangeFaults.notAnAttachment(reference.id, at: reference.span))
            }
        }
        var found: [ExchangeDefinition] = []
        for entry in entries {
            if let exchange = readExchange(entry, book: book, labels: labels, fragments: fragments) { found.append(exchange) }
        }
        return found
    }

    private func kind(of entry: YAMLEntry) -> ExchangeDefinition.Kind {
        entry.value["kind"]?.text.flatMap { ExchangeDefinition.Kind(rawValue: $0.text) } ?? .export
    }

    private mutating func readExchange(
        _ entry: YAMLEntry, book: Rulebook, labels: LabelFunction, fragments: [YAMLEntry]
    ) -> ExchangeDefinition? {
        let node = entry.value
        let kind = kind(of: entry)
        checkKeys(entry, kind)
        let permission = node["permission"].flatMap { reference($0, .permission) }
        let action = node["action"].flatMap { reference($0, .action) }
        var content: ExchangeNode?
        var contents: [String: ExchangeNode] = [:]
        var exchangeRules: [Rule] = []
        var bindings: [(name: String, value: Condition)] = []
        switch kind {
        case .export: content = compile(node, book.exportScope(labels), book, labels, fragments)
        case .attachment:
            let documents = book.documents.filter { $0.attachedExchanges.contains { $0.id == entry.key } }
            if documents.isEmpty { bag.append(ExchangeFaults.notAttached(entry.key, at: entry.keySpan)) }
            for document in documents {
                contents[document.id] = compile(node, book.attachmentScope(document, labels), book, labels, fragments)
            }
        case .import:
            let scope = book.importScope(labels)
            var compiler = ExchangeCompiler(scope: scope, records: ExchangeShapes.records, labels: labels, fragments: fragments)
            bindings = compiler.bind(node["let"])
            content = compiler.compile(node["content"])
            finish(compiler, scope)
            exchangeRules = rules(node["rules"], in: compiler.environment)
            if let action = action.flatMap({ book.actions[$0.id] }), let content {
                var check = ImportShapeCheck(book)
                check.run(content, action: action)
                bag.append(contentsOf: check.bag)
            }
        }
        guard let label = localized(node["label"]) else { return nil }
        return ExchangeDefinition(
            id: entry.key, label: label, kind: kind, mediaType: node["media-type"]?.text?.text ?? ExchangeDefinition.usualMediaType,
            fileName: node["file"]?.text?.text, permission: permission, carriesContents: boolean(node["contents"]), action: action,
            bindings: bindings, rules: exchangeRules, content: content, contents: contents, span: entry.keySpan)
    }

    /// Keys that go with some kinds only.
    private mutating func checkKeys(_ entry: YAMLEntry, _ kind: ExchangeDefinition.Kind) {
        let fitting: [String: ExchangeDefinition.Kind] = [
            "permission": .export, "contents": .export, "file": .attachment, "action": .import, "rules": .import,
        ]
        for written in entry.value.mapping ?? [] {
            guard let wanted = fitting[written.key], wanted != kind else { continue }
            bag.append(ExchangeFaults.misplacedKey(written.key, kind: kind, wanted: wanted, at: written.keySpan))
        }
        if kind == .import, entry.value["action"] == nil { bag.append(ExchangeFaults.importWithoutAction(at: entry.keySpan)) }
        if let file = entry.value["file"]?.text, !ExchangeFileName.isPlain(file.text) {
            bag.append(ExchangeFaults.fileName(file.text, at: file.span))
        }
    }

    private mutating func compile(
        _ node: YAMLNode, _ scope: ConditionScope, _ book: Rulebook, _ labels: LabelFunction, _ fragments: [YAMLEntry]
    ) -> ExchangeNode? {
        var compiler = ExchangeCompiler(scope: scope, records: ExchangeShapes.records, labels: labels, fragments: fragments)
        let bindings = compiler.bind(node["let"])
        let content = compiler.compile(node["content"])
        finish(compiler, scope)
        return compiler.bag.hasErrors ? nil : content.map { ExchangeCompiler.bound(bindings, $0) }
    }

    private mutating func finish(_ compiler: ExchangeCompiler, _ scope: ConditionScope) {
        bag.append(contentsOf: compiler.bag)
        for expression in compiler.expressions { checkLiterals(expression, scope: scope) }
    }

    /// The rules of an import: they see the received document.
    private mutating func rules(_ node: YAMLNode?, in environment: CELEnvironment) -> [Rule] {
        (node?.sequence ?? []).compactMap { element in
            guard let id = element["id"]?.text, let refusal = localized(element["otherwise"]) else { return nil }
            func condition(_ node: YAMLNode?, _ type: CELType?) -> Condition? {
                guard let text = node?.text else { return nil }
                return Condition.compile(text, expecting: type, environment: environment, bag: &bag)
            }
            let applicability = condition(element["when"], .bool)
            let parameters = (element["with"]?.mapping ?? []).compactMap { entry in
                condition(entry.value, nil).map { Parameter(id: entry.key, value: $0, span: entry.keySpan) }
            }
            checkParameters(element["with"], texts: [refusal])
            guard let requirement = condition(element["require"], .bool) else { return nil }
            return Rule(
                id: id.text, applicability: applicability, requirement: requirement, refusal: refusal, parameters: parameters,
                severity: element["severity"]?.text?.text == "warning" ? .warning : .error, period: period(element),
                basis: element["basis"]?.text?.text, span: id.span)
        }
    }
}

/// Names of files that documents carry.
enum ExchangeFileName {
    static func isPlain(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.count <= 120 && !name.hasPrefix(".")
            && name.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F && $0 != "/" && $0 != "\\" && $0 != ":" }
    }
}

extension Rulebook {
    /// What the content of an export sees.
    fileprivate func exportScope(_ labels: LabelFunction) -> ConditionScope {
        packScope(baseScope).adding(functions: [labels.declaration], records: []).adding(
            cel: ExchangeShapes.writing + ExchangeShapes.exporting)
    }

    /// What an attachment of a document sees: what the document's template sees, and the language.
    fileprivate func attachmentScope(_ document: DocumentDefinition, _ labels: LabelFunction) -> ConditionScope {
        documentScope(document).adding(functions: [labels.declaration], records: []).adding(cel: ExchangeShapes.writing)
    }

    /// What an import sees.
    fileprivate func importScope(_ labels: LabelFunction) -> ConditionScope {
        var scope = ConditionScope(
            personFields: personRecordFields, variables: [("actor", .person), ("now", .dateTime), ("today", .date)])
        scope = packScope(scope).adding(
            functions: functionDeclarations + [labels.declaration], records: tables.map { ($0.recordName, $0.outputs) })
        return scope.adding(cel: [(ExchangeShapes.message, .dyn), ("language", .string)])
    }

    /// `pack` and `contacts` as documents see them.
    private func packScope(_ scope: ConditionScope) -> ConditionScope {
        let pack = BuiltinShape.reservedFactNames.map { BuiltinShape.field($0, .text) }
        return scope.adding("pack", record: "Pack", pack + facts.map { BuiltinShape.field($0.id, $0.value.fieldType) }).adding(
            "contacts", record: "Contacts",
            contacts.map { BuiltinShape.field($0.id, .record(name: "Contact", fields: BuiltinShape.contact)) })
    }
}
