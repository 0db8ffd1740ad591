import Diagnostics

/// Puts the values of custom properties in place of `var()` (CSS Variables 1).
struct VariableResolver {
    /// A value that grows beyond this while it is substituted is invalid.
    static let longestText = 65_536
    static let deepestNesting = 32

    enum Fault: Error, Equatable {
        case undefined(String)
        case cycle(String)
        case limit
    }

    /// The values as inherited, resolved.
    private let inherited: CustomProperties
    /// The element's own, as declared.
    private let declared: [String: CustomDeclaration]
    private var resolved: [String: CustomValue?] = [:]
    private var visiting: Set<String> = []
    private(set) var cycles: [String] = []
    /// Bytes written by all substitutions.
    private(set) var writtenCount = 0

    init(inherited: CustomProperties, declared: [String: CustomDeclaration]) {
        self.inherited = inherited
        self.declared = declared
    }

    /// All custom properties of the element.
    mutating func properties() -> CustomProperties {
        guard !declared.isEmpty else { return inherited }
        var values = inherited.storage?.values ?? [:]
        for name in declared.keys.sorted() { values[name] = value(of: name, depth: 0) }
        var result = CustomProperties()
        result.storage = CustomProperties.Storage(values)
        return result
    }

    var names: [String] { (Array(declared.keys) + Array((inherited.storage?.values ?? [:]).keys)).sorted() }

    private mutating func value(of name: String, depth: Int) -> CustomValue? {
        guard let declaration = declared[name] else { return inherited[name] }
        if let known = resolved[name] { return known }
        if visiting.contains(name) {
            cycles.append(name)
            return nil
        }
        var result: CustomValue?
        switch declaration {
        case .initial: result = nil
        case .inherit: result = inherited[name]
        case .text(let text):
            visiting.insert(name)
            let cyclesBefore = cycles.count
            result = (try? substitute(text, depth: depth + 1)).map { CustomValue(text: $0) }
            // All that take part in a cycle are invalid.
            if cycles.count > cyclesBefore, cycles[cyclesBefore...].contains(name) { result = nil }
            visiting.remove(name)
        }
        resolved[name] = .some(result)
        return result
    }

    mutating func substitute(_ text: String, depth: Int = 0) throws(Fault) -> String {
        guard depth < Self.deepestNesting else { throw .limit }
        let buffer = TokenBuffer(Self.embedded(text))
        var out = ""
        var index = 0
        while index < buffer.tokens.count - 1 {
            let token = buffer.tokens[index]
            guard token.kind == .function, ValueStream.equals(buffer, token, "var") else {
                out += buffer.source(index..<(index + 1))
                index += 1
                continue
            }
            let close = buffer.closer(index)
            var stream = ValueStream(buffer, (index + 1)..<max(index + 1, min(close, buffer.tokens.count - 1)))
            guard let name = stream.ident(), name.hasPrefix("--") else {
                throw .undefined(buffer.source(index..<min(close + 1, buffer.tokens.count - 1)))
            }
            if let value = value(of: name, depth: depth) {
                out += value.text
            } else if stream.accept(.comma) || stream.kind == .comma {
                out += try substitute(buffer.source(stream.index..<max(stream.index, stream.end)), depth: depth + 1)
            } else {
                throw visiting.contains(name) || cycles.contains(name) ? .cycle(name) : .undefined(name)
            }
            guard out.utf8.count <= Self.longestText else { throw .limit }
            index = close + 1
        }
        writtenCount += out.utf8.count
        return out
    }

    private static func embedded(_ text: String) -> EmbeddedText { EmbeddedText(verbatim: text, source: SourceID(index: .max)) }
}
