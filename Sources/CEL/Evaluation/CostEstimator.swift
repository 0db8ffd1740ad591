/// Bounds what an expression can cost before it is evaluated, in the units of the cost limit; goes along with what operations spend.
struct CostEstimator {
    private struct Bound {
        var cost: Int
        var extent: Extent
    }

    /// Nodes that one estimate may look at, those of called functions each time: more is beyond counting.
    private static let mostVisits = 200_000

    private let sizes: Extent.Sizes
    private var program: Program
    private var parameters: [String: Extent] = [:]
    private var locals: [Extent] = []
    private var visits = 0

    init(_ program: Program, sizes: Extent.Sizes) {
        self.program = program
        self.sizes = sizes
    }

    /// The most that evaluation can cost; ``Cost/most`` when it is beyond counting.
    mutating func bound() -> Int {
        let whole = bound(program.tree.root)
        return Cost.bounded(whole.cost, whole.extent.cells / 4)
    }

    private mutating func bound(_ id: SyntaxNodeID) -> Bound {
        visits += 1
        guard visits < Self.mostVisits else { return Bound(cost: Cost.most, extent: .scalar) }
        switch program.checker.meanings[id] {
        case .variable(let name): return Bound(cost: 0, extent: parameters[name] ?? Extent(program.type(of: id), sizes))
        case .local(let index): return Bound(cost: 0, extent: locals.indices.contains(index) ? locals[index] : .scalar)
        case .typeName: return Bound(cost: 0, extent: .scalar)
        default: break
        }
        let type = program.type(of: id)
        switch program.tree[id].kind {
        case .literal(let value): return Bound(cost: 0, extent: Extent(value))
        case .identifier, .invalid: return Bound(cost: 0, extent: Extent(type, sizes))
        case .select(let operand, _, _, _):
            let inner = bound(operand)
            // A field of an object is as large as its own type says; of a computed map, as its largest entry.
            let isMap = if case .map = program.type(of: operand) { true } else { false }
            return Bound(
                cost: Cost.bounded(1, inner.cost), extent: isMap ? inner.extent.element : Extent(type, sizes).joined(inner.extent.element))
        case .presence(let operand, _, _): return Bound(cost: Cost.bounded(1, bound(operand).cost), extent: .scalar)
        case .list(let elements, _):
            var cost = elements.count
            var element = Extent.scalar
            for id in elements {
                let inner = bound(id)
                cost = Cost.bounded(cost, inner.cost)
                element = element.joined(inner.extent)
            }
            return Bound(cost: cost, extent: .collection(elements.count, element: element))
        case .map(let entries):
            var cost = entries.count
            var element = Extent.scalar
            for entry in entries {
                let (key, value) = (bound(entry.key), bound(entry.value))
                cost = Cost.bounded(cost, key.cost, value.cost)
                element = element.joined(key.extent).joined(value.extent)
            }
            return Bound(cost: cost, extent: .collection(entries.count, element: element))
        case .message(_, let fields):
            return Bound(cost: fields.reduce(0) { Cost.bounded($0, bound($1.value).cost) }, extent: .scalar)
        case .and(let left, let right), .or(let left, let right):
            return Bound(cost: Cost.bounded(bound(left).cost, bound(right).cost), extent: .scalar)
        case .conditional(let condition, let yes, let no):
            let (a, b) = (bound(yes), bound(no))
            return Bound(cost: Cost.bounded(bound(condition).cost, max(a.cost, b.cost)), extent: a.extent.joined(b.extent))
        case .binding(_, let value, let body, _):
            let bound = bound(value)
            locals.append(bound.extent)
            defer { locals.removeLast() }
            let inner = self.bound(body)
            return Bound(cost: Cost.bounded(1, bound.cost, inner.cost), extent: inner.extent)
        case .comprehension(let loop): return self.loop(loop)
        case .call(let function, let target, let arguments, _): return call(id, function, (target.map { [$0] } ?? []) + arguments)
        }
    }

    private mutating func loop(_ loop: SyntaxNode.Comprehension) -> Bound {
        let range = bound(loop.range)
        let rounds = range.extent.count
        // The first of two variables is an index or a key.
        if loop.names.count == 2 { locals.append(range.extent.element) }
        locals.append(range.extent.element)
        let predicate = loop.predicate.map { bound($0) }
        let transform = loop.transform.map { bound($0) }
        locals.removeLast(loop.names.count)
        let round = Cost.bounded(2, predicate?.cost ?? 0, transform?.cost ?? 0)
        var cost = Cost.bounded(range.cost, Cost.bounded(times: rounds, round))
        let extent: Extent
        switch loop.form {
        case .all, .exists, .existsOne: extent = .scalar
        case .filter: extent = range.extent
        case .sortBy:
            cost = Cost.bounded(cost, Cost.bounded(times: rounds, 4))
            extent = range.extent
        case .map, .transformList: extent = .collection(rounds, element: transform?.extent ?? .scalar)
        case .transformMap: extent = .collection(rounds, element: range.extent.element.joined(transform?.extent ?? .scalar))
        case .transformMapEntry:
            let made = transform?.extent ?? .scalar
            extent = .collection(Cost.bounded(times: rounds, made.count), element: made.element)
        }
        return Bound(cost: cost, extent: extent)
    }

    private mutating func call(_ id: SyntaxNodeID, _ function: String, _ written: [SyntaxNodeID]) -> Bound {
        let found = program.function(at: id)
        let operands = (found?.operands ?? written).map { bound($0) }
        let extents = operands.map(\.extent)
        let below = operands.reduce(0) { Cost.bounded($0, $1.cost) }
        let name = found?.declaration.name ?? function
        let sizes = extents.reduce(0) { Cost.bounded($0, $1.size) }
        switch name {
        case "_==_", "_!=_":
            // The side that is smaller at run time may be the second one; what is spent follows the first.
            let first = extents.first ?? .scalar
            return Bound(cost: Cost.bounded(below, 1, max(first.size, first.cells / 4)), extent: .scalar)
        case "@in":
            let pairs = Cost.bounded(times: extents.first?.cells ?? 1, extents.last?.cells ?? 1) / 4
            let isShort = if case .text(let bytes)? = extents.first { bytes < 64 } else { false }
            if case .scalar? = extents.first { return Bound(cost: Cost.bounded(below, 1, sizes), extent: .scalar) }
            return Bound(cost: Cost.bounded(below, 1, sizes, isShort ? 0 : pairs), extent: .scalar)
        case "matches":
            let steps = pattern(found?.operands ?? [])
            return Bound(
                cost: Cost.bounded(below, 21, sizes, Cost.bounded(times: steps, 1 + (extents.first?.bytes ?? 0) / 16)), extent: .scalar)
        default: break
        }
        if let body = found?.declaration.body { return self.body(body, extents, below) }
        let extent = result(name, id, extents)
        guard Operators.binary[name] == nil, Operators.unary[name] == nil else {
            return Bound(cost: Cost.bounded(below, 1, sizes), extent: extent)
        }
        return Bound(
            cost: Cost.bounded(below, found?.declaration.cost ?? 1, sizes, work(found, extents), extent.size), extent: extent)
    }

    /// Steps of a pattern for each character: known when the author wrote it, the most that there can be otherwise.
    private func pattern(_ operands: [SyntaxNodeID]) -> Int {
        guard operands.count >= 2, case .literal(.string(let written)) = program.tree[operands[1]].kind,
            case .success(let compiled) = RegularExpression.compile(written)
        else { return Emitter.mostInstructions }
        return compiled.cost
    }

    /// The bound of ``FunctionDeclaration/work``.
    private func work(_ found: (declaration: FunctionDeclaration, operands: [SyntaxNodeID])?, _ extents: [Extent]) -> Int {
        guard let found, found.declaration.work != nil, let first = extents.first, let last = extents.last else { return 0 }
        switch found.declaration.name {
        case "sort": return Cost.bounded(times: first.cells, 4)
        case "flatten", "format": return last.cells
        case "split": return Cost.bounded(times: first.cells, 16)
        case "distinct": return Cost.bounded(times: first.cells, first.cells) / 4
        case "regex.extract", "regex.extractAll", "regex.replace":
            return Cost.bounded(times: pattern(found.operands), 1 + first.bytes / 16)
        default: return Cost.bounded(times: first.cells, last.cells)
        }
    }

    private mutating func body(_ body: FunctionBody, _ extents: [Extent], _ below: Int) -> Bound {
        let outer = (program, parameters, locals)
        program = body.program
        parameters = Dictionary(zip(body.parameters.map(\.name), extents)) { first, _ in first }
        locals = []
        let inner = bound(body.program.tree.root)
        (program, parameters, locals) = outer
        return Bound(cost: Cost.bounded(below, 1, inner.cost), extent: inner.extent)
    }

    /// Bytes of what `replace` and `regex.replace` can make. They do not grow a text where they take away, or put one sign for another.
    private func replaced(_ name: String, _ id: SyntaxNodeID, _ extents: [Extent]) -> Int {
        let operands = program.function(at: id)?.operands ?? []
        func literal(_ index: Int) -> String? {
            guard operands.indices.contains(index), case .literal(.string(let text)) = program.tree[operands[index]].kind else {
                return nil
            }
            return text
        }
        let bytes = extents.first?.bytes ?? 0
        let put = extents.count > 2 ? extents[2].bytes : 0
        let wanted = literal(1)
        if name == "replace" {
            guard let length = wanted?.utf8.count, length > 0 else { return Cost.bounded(bytes, Cost.bounded(times: bytes + 1, put)) }
            return max(bytes, Cost.bounded(Cost.bounded(times: bytes / length, put), length))
        }
        // `\1` takes up what was found; all that was found is no longer than the text.
        guard let replacement = literal(2) else {
            return Cost.bounded(bytes, Cost.bounded(times: bytes + 1, put), Cost.bounded(times: bytes, put / 2))
        }
        let groups = replacement.utf8.count { $0 == UInt8(ascii: "\\") }
        let isOnce = wanted.map { $0.hasPrefix("^") && !$0.contains("|") && !$0.contains("(?") } ?? false
        let plain = replacement.utf8.count - 2 * groups
        return Cost.bounded(
            bytes, Cost.bounded(times: isOnce ? 1 : bytes + 1, max(0, plain) + groups), Cost.bounded(times: bytes, groups))
    }

    /// How large the result of a function can be.
    private func result(_ name: String, _ id: SyntaxNodeID, _ extents: [Extent]) -> Extent {
        let joined = extents.reduce(Extent.scalar) { $0.joined($1) }
        let first = extents.first ?? .scalar
        let type = program.type(of: id)
        switch (name, type) {
        case (_, .bool), (_, .int), (_, .uint), (_, .double), (_, .timestamp), (_, .duration), (_, .type), (_, .null): return .scalar
        case ("_+_", _):
            guard extents.count == 2 else { return joined }
            switch (extents[0], extents[1]) {
            case (.text(let a), .text(let b)): return .text(Cost.bounded(a, b))
            case (.collection(let a, let x), .collection(let b, let y)): return .collection(Cost.bounded(a, b), element: x.joined(y))
            default: return joined
            }
        case ("_[_]", _), ("_[?_]", _), ("first", _), ("last", _): return first.element
        case ("string", _):
            // Numbers and moments are short; texts and bytes stay what they are.
            return .text(max(64, first.bytes))
        case ("lowerAscii", _), ("upperAscii", _), ("trim", _), ("bytes", _), ("reverse", _), ("slice", _), ("sort", _),
            ("distinct", _), ("optional.unwrap", _), ("unwrapOpt", _), ("regex.extract", _):
            return first
        case ("charAt", _): return .text(4)
        case ("substring", _):
            // Characters have four bytes at most.
            guard let operands = program.function(at: id)?.operands, operands.count == 3,
                case .literal(.int(let start)) = program.tree[operands[1]].kind,
                case .literal(.int(let end)) = program.tree[operands[2]].kind, start >= 0, end >= start, end < 1_000_000
            else { return first }
            return .text(min(first.bytes, Int(end - start) * 4))
        case (let name, .string) where name.hasPrefix("date."): return .text(64)
        case ("strings.quote", _), ("base64.encode", _), ("base64.decode", _): return .text(Cost.bounded(times: 2, first.bytes + 8))
        case ("join", _):
            return .text(Cost.bounded(times: first.count, Cost.bounded(first.element.bytes, extents.count > 1 ? extents[1].bytes : 0)))
        case ("split", _): return .collection(Cost.bounded(first.bytes, 1), element: first)
        case ("regex.extractAll", _): return .collection(Cost.bounded(first.bytes, 1), element: first)
        case ("replace", _), ("regex.replace", _): return .text(min(10_000_000, replaced(name, id, extents)))
        case ("flatten", _):
            return .collection(
                Cost.bounded(times: max(1, first.count), max(1, first.element.count)), element: first.element.joined(first.element.element))
        case ("lists.range", _):
            guard let operand = program.function(at: id)?.operands.first, case .literal(.int(let count)) = program.tree[operand].kind else {
                return .collection(sizes.elements, element: .scalar)
            }
            return .collection(Int(clamping: max(0, count)), element: .scalar)
        case ("dyn", _), ("optional.of", _), ("optional.ofNonZeroValue", _), ("value", _), ("or", _), ("orValue", _): return joined
        default: return Extent(type, sizes).joined(joined)
        }
    }
}

extension Program {
    /// The most that an evaluation can cost when the lists and texts of the data are no larger than assumed.
    ///
    /// What the expression makes of them is followed: joined texts, loops within loops, the bodies of functions. Where a list's length is
    /// itself a computed number (`lists.range`), it counts as a list of the assumed size; the limit of the evaluation holds in any case.
    package func estimatedCost(elements: Int = 100, textBytes: Int = 250) -> Int {
        var estimator = CostEstimator(self, sizes: Extent.Sizes(elements: elements, bytes: textBytes))
        return estimator.bound()
    }

    /// The expression in the usual spacing; reading it again gives the same tree.
    package var text: String { tree.text(of: tree.root) }
}
