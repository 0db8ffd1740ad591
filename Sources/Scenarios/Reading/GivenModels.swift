import Diagnostics
import YAML

/// The named data of the section `given`, and the merging that `like:` asks for.
struct GivenModels {
    static let key = "like"
    private var models: [String: YAMLEntry] = [:]
    private(set) var bag = DiagnosticBag()

    var names: [String] { models.keys.sorted() }

    mutating func add(_ section: YAMLNode) {
        guard let entries = section.mapping else {
            bag.append(ScenarioDiagnostics.wrongShape(ScenarioWords.group, at: section.span))
            return
        }
        for entry in entries {
            if let first = models[entry.key] {
                bag.append(ScenarioDiagnostics.duplicate(entry.key, at: entry.keySpan, first: first.keySpan))
            } else if entry.value.mapping == nil {
                bag.append(ScenarioDiagnostics.wrongShape(ScenarioWords.group, at: entry.value.span))
            } else {
                models[entry.key] = entry
            }
        }
    }

    /// The mapping with the models that its `like:` names beneath it; other nodes as they are.
    mutating func expand(_ node: YAMLNode) -> YAMLNode { expand(node, within: []) }

    private mutating func expand(_ node: YAMLNode, within open: [String]) -> YAMLNode {
        guard let entries = node.mapping, let like = node[Self.key] else { return node }
        let own = YAMLNode(.mapping(entries.filter { $0.key != Self.key }), span: node.span)
        var base: YAMLNode?
        for reference in like.sequence ?? [like] {
            guard let name = reference.text?.text else {
                bag.append(ScenarioDiagnostics.wrongShape(ScenarioWords.modelName, at: reference.span))
                continue
            }
            guard let model = models[name] else {
                bag.append(ScenarioDiagnostics.unknownName(name, kind: ScenarioWords.aModel, known: names, at: reference.span))
                continue
            }
            guard !open.contains(name) else {
                bag.append(ScenarioDiagnostics.circular(name, at: reference.span))
                continue
            }
            let expanded = expand(model.value, within: open + [name])
            base = base.map { Self.merge($0, under: expanded) } ?? expanded
        }
        return base.map { Self.merge($0, under: own) } ?? own
    }

    /// The entries of `over` put over those of `base`; groups are merged, everything else is replaced.
    static func merge(_ base: YAMLNode, under over: YAMLNode) -> YAMLNode {
        guard var entries = base.mapping, let own = over.mapping else { return over }
        for entry in own {
            if let index = entries.firstIndex(where: { $0.key == entry.key }) {
                let value = merge(entries[index].value, under: entry.value)
                entries[index] = YAMLEntry(key: entry.key, keySpan: entry.keySpan, value: value)
            } else {
                entries.append(entry)
            }
        }
        return YAMLNode(.mapping(entries), span: over.span)
    }
}
