import Diagnostics

/// Makes computed values out of declarations that are in the order of the cascade.
struct StyleComputer {
    let options: StyleOptions
    var diagnostics = DiagnosticBag()
    private var winners: [Declaration.Value?]
    private var touched: [Int] = []
    /// Bytes that substitutions of variables have written.
    private var substitutedBytes = 0
    /// Variables have grown beyond the limit: no more are substituted.
    var isExhausted: Bool { substitutedBytes > options.limits.substitutedBytes }

    init(options: StyleOptions) {
        self.options = options
        winners = Array(repeating: nil, count: PropertyTable.shared.definitions.count)
    }

    /// Declarations of one place in the cascade, weakest first; origins for `revert`.
    struct Layer {
        var origin: StyleOrigin
        var declarations: [Declaration]
        /// Of the cascade layer, within the origin.
        var rank: Int32 = .max
    }

    mutating func compute(
        layers: [Layer], parent: ComputedStyle, root: ComputedStyle?, pageWidth: Double, pageHeight: Double, language: String?,
        blockifies: Bool = false, prepare: ((inout StyleValues) -> Void)? = nil
    ) -> StyleValues {
        var values = StyleValues(inheriting: parent)
        if let language { values.text.language = language }
        prepare?(&values)
        let isRoot = root == nil
        var custom: [String: CustomDeclaration] = [:]
        var direct: [Assignment] = []
        var isRightToLeft: Bool?
        for (place, layer) in layers.enumerated() {
            for written in layer.declarations {
                var declaration = written
                if case .logical(let leftToRight, let rightToLeft) = written.value {
                    let direction = isRightToLeft ?? Self.isRightToLeft(layers, parent)
                    isRightToLeft = direction
                    declaration = direction ? rightToLeft : leftToRight
                }
                switch declaration.value {
                case .assign(let assignment) where declaration.property == Declaration.noProperty: direct.append(assignment)
                case .custom(let name, let value): custom[name] = value
                case .revert:
                    let lower = layers.last { other in
                        other.origin.rawValue < layer.origin.rawValue && other.declarations.contains { $0.property == declaration.property }
                    }
                    set(declaration.property, lower?.declarations.last { $0.property == declaration.property }?.value ?? .unset)
                case .revertLayer:
                    let lower = layers[..<place].last { other in
                        (other.origin != layer.origin || other.rank != layer.rank)
                            && other.declarations.contains { $0.property == declaration.property }
                    }
                    set(declaration.property, lower?.declarations.last { $0.property == declaration.property }?.value ?? .unset)
                default: set(declaration.property, declaration.value)
                }
            }
        }
        var resolver = VariableResolver(inherited: parent.custom, declared: custom)
        if !custom.isEmpty, !isExhausted { values.custom = resolver.properties() }
        let table = PropertyTable.shared
        var context = ComputeContext(
            parent: parent, rootFontSize: root?.font.size ?? 12, rootLineHeight: root?.lineHeight ?? 14.4, pageWidth: pageWidth,
            pageHeight: pageHeight, fontSize: parent.font.size, font: parent.font,
            lineHeight: parent.lineHeight ?? parent.font.size * 1.2, fontLengths: options.fontLengths, isRoot: isRoot)
        var parentValues: StyleValues?
        var parsed: [ObjectIdentifier: [Int: Declaration.Value]] = [:]
        touched.sort()
        var hasFont = false
        for index in touched {
            guard var value = winners[index] else { continue }
            winners[index] = nil
            if index > table.fontSizeIndex, !hasFont {
                hasFont = true
                fontSizeDone(&context, values, isRoot)
            }
            if index > table.lastFontIndex { context.font = values.font }
            if index > table.lineHeightIndex { lineHeightDone(&context, values) }
            if case .deferred(let deferred) = value { value = resolve(deferred, index, &resolver, &parsed) }
            let definition = table.definitions[index]
            switch value {
            case .assign(let assignment): assignment(&values, context)
            case .inherit: inherit(definition, &values, &parentValues, parent)
            case .unset, .revert, .revertLayer:
                if definition.isInherited {
                    inherit(definition, &values, &parentValues, parent)
                } else {
                    definition.copy(&values, Self.initial)
                }
            case .initial: definition.copy(&values, Self.initial)
            case .deferred, .custom, .logical: break
            }
        }
        substitutedBytes += resolver.writtenCount
        for assignment in direct { assignment(&values, context) }
        touched.removeAll(keepingCapacity: true)
        values.finish(parent: parent, isRoot: isRoot, blockifies: blockifies)
        return values
    }

    static let initial = StyleValues()

    private mutating func set(_ property: Int, _ value: Declaration.Value) {
        if winners[property] == nil { touched.append(property) }
        winners[property] = value
    }

    /// The direction that these declarations come to, before anything else is computed.
    private static func isRightToLeft(_ layers: [Layer], _ parent: ComputedStyle) -> Bool {
        let property = PropertyTable.shared.index(of: "direction")
        let context = ComputeContext(
            parent: parent, rootFontSize: 12, rootLineHeight: 14.4, pageWidth: 0, pageHeight: 0, fontSize: 12, font: parent.font,
            lineHeight: 14.4)
        var values = StyleValues(inheriting: parent)
        for layer in layers {
            for declaration in layer.declarations where declaration.property == property {
                switch declaration.value {
                case .assign(let assignment): assignment(&values, context)
                case .initial: values.text.direction = .leftToRight
                default: values.text.direction = parent.text.direction
                }
            }
        }
        return values.text.direction == .rightToLeft
    }

    private func inherit(
        _ definition: PropertyDefinition, _ values: inout StyleValues, _ parentValues: inout StyleValues?, _ parent: ComputedStyle
    ) {
        let source = parentValues ?? StyleValues(of: parent)
        parentValues = source
        definition.copy(&values, source)
    }

    private func fontSizeDone(_ context: inout ComputeContext, _ values: StyleValues, _ isRoot: Bool) {
        context.fontSize = values.font.size
        if isRoot { context.rootFontSize = values.font.size }
    }

    private func lineHeightDone(_ context: inout ComputeContext, _ values: StyleValues) {
        switch values.text.lineHeight {
        case .normal: context.lineHeight = values.font.size * 1.2
        case .number(let factor): context.lineHeight = factor * values.font.size
        case .points(let points): context.lineHeight = points
        }
    }

    /// A value whose variables are known now; what fails is `unset` (CSS Variables 1, clause 3.1).
    private mutating func resolve(
        _ deferred: DeferredValue, _ index: Int, _ resolver: inout VariableResolver,
        _ parsed: inout [ObjectIdentifier: [Int: Declaration.Value]]
    ) -> Declaration.Value {
        let key = ObjectIdentifier(deferred)
        if let known = parsed[key] { return known[index] ?? .unset }
        var result: [Int: Declaration.Value] = [:]
        do throws(VariableResolver.Fault) {
            let text = try resolver.substitute(deferred.text)
            let buffer = TokenBuffer(EmbeddedText(verbatim: text, source: deferred.span.source), base: deferred.base)
            let stream = ValueStream(buffer, 0..<(buffer.tokens.count - 1))
            if let declarations = DeclarationParser.declarations(deferred.property, stream, written: deferred.property) {
                for declaration in declarations {
                    if case .deferred = declaration.value { continue }
                    result[declaration.property] = declaration.value
                }
            } else {
                let table = PropertyTable.shared
                let syntax =
                    table.longhandIndex[deferred.property].map { table.definitions[$0].syntax }
                    ?? table.shorthandIndex[deferred.property].map { table.shorthands[$0].syntax } ?? ""
                report(StyleDiagnostics.badValue(text, property: deferred.property, syntax: syntax, nearest: nil, at: deferred.span))
            }
        } catch {
            switch error {
            case .undefined(let name):
                report(
                    StyleDiagnostics.undefinedVariable(
                        name, property: deferred.property,
                        nearest: diagnostics.diagnostics.count < 100 ? NearestName.of(name, among: resolver.names) : nil, at: deferred.span)
                )
            case .cycle(let name): report(StyleDiagnostics.variableCycle(name, at: deferred.span))
            case .limit: report(StyleDiagnostics.tooDeep(at: deferred.span))
            }
        }
        parsed[key] = result
        return result[index] ?? .unset
    }

    private mutating func report(_ diagnostic: Diagnostic) {
        if options.mode == .strict { diagnostics.append(diagnostic) }
    }
}
