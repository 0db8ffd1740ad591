import CEL
import Diagnostics
import Rules
import Workflow
import YAML

/// Who may act in scenarios: the people of the pack, and those that the scenario files add.
struct ScenarioPeople {
    private let rulebook: Rulebook
    private var added: [String: (person: Person, span: Span)] = [:]
    private(set) var bag = DiagnosticBag()

    private static let keys = ["like", "profile", "given-name", "family-name", "language", "attributes"]

    init(rulebook: Rulebook) {
        self.rulebook = rulebook
    }

    var ids: [String] { rulebook.people.ids + added.keys.sorted() }

    subscript(id: String) -> Actor? { person(id).map { Actor($0, in: rulebook) } }

    private func person(_ id: String) -> Person? { added[id]?.person ?? rulebook.people[id] }

    mutating func add(_ section: YAMLNode) {
        guard let entries = section.mapping else {
            bag.append(ScenarioDiagnostics.wrongShape(ScenarioWords.group, at: section.span))
            return
        }
        for entry in entries {
            if let first = added[entry.key]?.span ?? rulebook.people[entry.key]?.span {
                bag.append(ScenarioDiagnostics.duplicate(entry.key, at: entry.keySpan, first: first))
                continue
            }
            guard entry.value.mapping != nil else {
                bag.append(ScenarioDiagnostics.wrongShape(ScenarioWords.group, at: entry.value.span))
                continue
            }
            if let person = read(entry) { added[entry.key] = (person, entry.keySpan) }
        }
    }

    private mutating func read(_ entry: YAMLEntry) -> Person? {
        let node = entry.value
        for key in node.mapping ?? [] where !Self.keys.contains(key.key) {
            bag.append(ScenarioDiagnostics.unknownKey(key.key, known: Self.keys, what: ScenarioWords.person, at: key.keySpan))
        }
        var model: Person?
        if let like = node["like"], let name = like.text?.text {
            model = person(name)
            if model == nil {
                bag.append(ScenarioDiagnostics.unknownName(name, kind: ScenarioWords.aPerson, known: ids, at: like.span))
                return nil
            }
        }
        var profile = model?.profile
        if let named = node["profile"], let id = named.text?.text {
            guard rulebook.profiles[id] != nil else {
                bag.append(
                    ScenarioDiagnostics.unknownName(id, kind: ScenarioWords.aProfile, known: rulebook.profiles.ids, at: named.span))
                return nil
            }
            profile = Reference(id: id, span: named.span)
        }
        guard let profile else {
            bag.append(ScenarioDiagnostics.missingKey("profile", what: ScenarioWords.person, at: entry.keySpan))
            return nil
        }
        var language = model?.language ?? .french
        if let named = node["language"], let tag = named.text?.text {
            guard let known = Language(tag: tag) else {
                let tags = Language.allCases.map(\.rawValue)
                bag.append(ScenarioDiagnostics.unknownName(tag, kind: ScenarioWords.aLanguage, known: tags, at: named.span))
                return nil
            }
            language = known
        }
        return Person(
            id: entry.key, givenName: node["given-name"]?.text?.text ?? model?.givenName ?? entry.key,
            familyName: node["family-name"]?.text?.text ?? model?.familyName ?? entry.key, profile: profile, language: language,
            attributes: attributes(node["attributes"], over: model?.attributes ?? []), span: entry.keySpan)
    }

    private mutating func attributes(
        _ node: YAMLNode?, over model: [(name: String, value: ConstantValue)]
    ) -> [(name: String, value: ConstantValue)] {
        var attributes = model
        let known = rulebook.personFields.map(\.id)
        for entry in node?.mapping ?? [] {
            guard known.contains(entry.key) else {
                bag.append(ScenarioDiagnostics.unknownName(entry.key, kind: ScenarioWords.aField, known: known, at: entry.keySpan))
                continue
            }
            attributes.removeAll { $0.name == entry.key }
            if let value = Self.constant(entry.value) { attributes.append((entry.key, value)) }
        }
        // In the order of the pack, as the pack's own people have them.
        return known.compactMap { name in attributes.first { $0.name == name } }
    }

    private static func constant(_ node: YAMLNode) -> ConstantValue? {
        if let elements = node.sequence { return .list(elements.compactMap { constant($0) }) }
        switch node.scalar?.value {
        case .boolean(let truth)?: return .boolean(truth)
        case .integer(let number)?: return .integer(number)
        case .decimal(let number)?: return .decimal(number)
        case .text?: return node.scalar.map { .text($0.text.text) }
        case .null?, nil: return nil
        }
    }
}
