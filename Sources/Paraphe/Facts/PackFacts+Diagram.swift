import CEL
import CivilTime
import Diagnostics
import Diagrams
import Localization
import Rules
import Templating
import Workflow

/// The states and what leads from one to the other, as a drawing: places and paths; the template gives them their looks.
extension PackFacts {
    private static let stateSize = 8.5
    private static let stateLine = 11.0
    private static let labelSize = 7.25
    private static let labelLine = 9.0
    /// Widths of labels that are tried, the most comfortable first.
    private static let labelWidths = [104.0, 84.0, 120.0, 68.0, 56.0]
    /// Distances between layers that are tried.
    private static let layerGaps = [12.0, 9.0, 7.0]
    private static let arrowLength = 5.5
    private static let arrowHalf = 2.6

    /// What leads from one state to another: all its actions together.
    private struct Passage {
        let from: Int
        let to: Int
        var labels: [String]
    }

    private struct Plan {
        let graph: LayeredGraph
        let drawing: LayeredDrawing
        let stateLines: [[String]]
        let labelLines: [[String]]
    }

    func diagramValue(_ call: FactCall, _ language: Language, _ day: CivilDate?) -> Value {
        let states = chosen(rulebook.states, call)
        let places = Dictionary(uniqueKeysWithValues: states.enumerated().map { ($1.id, $0) })
        let actions = rulebook.actions.filter { isInForce($0.period, day) }
        var passages: [Passage] = []
        func add(_ from: Int, _ to: Int, _ label: String) {
            if let known = passages.firstIndex(where: { $0.from == from && $0.to == to }) {
                if !passages[known].labels.contains(label) { passages[known].labels.append(label) }
            } else {
                passages.append(Passage(from: from, to: to, labels: [label]))
            }
        }
        // The beginning is a dot of its own, after the states.
        let begins = actions.filter { action in action.isCreation && action.targets.contains { places[$0.state.id] != nil } }
        for action in begins {
            for target in action.targets { if let to = places[target.state.id] { add(states.count, to, action.label[language]) } }
        }
        for action in actions where !action.isCreation {
            for source in action.sources {
                for target in action.targets {
                    guard let from = places[source.id], let to = places[target.state.id], from != to else { continue }
                    add(from, to, action.label[language])
                }
            }
        }
        let names = states.map { $0.label[language] }
        guard let plan = plan(names, passages, hasStart: !begins.isEmpty) else { return empty(call, states, passages, language) }
        return value(plan, states, passages, call, language)
    }

    // MARK: Layout

    private func plan(_ names: [String], _ passages: [Passage], hasStart: Bool) -> Plan? {
        var best: Plan?
        for gap in Self.layerGaps {
            for labelWidth in Self.labelWidths {
                guard let plan = plan(names, passages, hasStart: hasStart, labelWidth: labelWidth, gap: gap) else { return nil }
                let scale = self.scale(of: plan.drawing)
                if scale >= 1 { return plan }
                if best.map({ scale > self.scale(of: $0.drawing) }) ?? true { best = plan }
            }
        }
        return best
    }

    /// What is too large for a page all the same is made smaller as a whole.
    private func scale(of drawing: LayeredDrawing) -> Double {
        min(1, room.width / max(drawing.width, 1), room.height / max(drawing.height, 1))
    }

    private func plan(_ names: [String], _ passages: [Passage], hasStart: Bool, labelWidth: Double, gap: Double) -> Plan? {
        let bold = DiagramTexts(weight: 700)
        let plain = DiagramTexts(weight: 400)
        let stateLines = names.map { bold.lines($0, size: Self.stateSize, within: min(92, labelWidth + 12)) }
        var nodes = stateLines.map { lines in
            LayeredGraph.Node(
                width: max(48, bold.width(lines, size: Self.stateSize) + 14), height: Double(lines.count) * Self.stateLine + 9)
        }
        if hasStart { nodes.append(LayeredGraph.Node(width: 9, height: 9)) }
        let labelLines = passages.map { passage in
            passage.labels.flatMap { plain.lines($0, size: Self.labelSize, within: labelWidth) }
        }
        let edges = zip(passages, labelLines).map { passage, lines in
            LayeredGraph.Edge(
                from: passage.from, to: passage.to, labelWidth: plain.width(lines, size: Self.labelSize) + 5,
                labelHeight: Double(lines.count) * Self.labelLine + 2)
        }
        // The beginning is visited first: what follows from it gives the drawing its direction.
        let graph = LayeredGraph(nodes: nodes, edges: edges)
        var spacing = LayeredSpacing()
        spacing.layerGap = gap
        guard let drawing = LayeredLayout.drawing(of: graph, first: hasStart ? names.count : nil, spacing: spacing) else { return nil }
        return Plan(graph: graph, drawing: drawing, stateLines: stateLines, labelLines: labelLines)
    }

    // MARK: Value

    private func value(
        _ plan: Plan, _ states: [WorkflowState], _ passages: [Passage], _ call: FactCall, _ language: Language
    ) -> Value {
        let drawing = plan.drawing
        let scale = self.scale(of: drawing)
        let shapes = zip(states.indices, states).map { index, state -> Value in
            .record([
                ("id", .string(state.id)), ("kind", .string(state.kind.rawValue)), ("lines", strings(plan.stateLines[index])),
                ("style", .string(Self.style(drawing.nodes[index], scale))),
            ])
        }
        let labels = drawing.routes.compactMap { route -> Value? in
            guard let box = route.label else { return nil }
            return .record([
                ("lines", strings(plan.labelLines[route.edge])), ("isReturn", .bool(route.isReturn)),
                ("style", .string(Self.style(box, scale))),
            ])
        }
        let start = drawing.nodes.count > states.count ? drawing.nodes.last.map { Self.dot($0, scale) } ?? "" : ""
        func paths(_ isReturn: Bool, _ make: (LayeredDrawing.Route) -> String) -> Value {
            .string(drawing.routes.filter { $0.isReturn == isReturn }.map(make).joined(separator: " "))
        }
        return .record([
            ("width", .string(Self.number(drawing.width * scale))), ("height", .string(Self.number(drawing.height * scale))),
            ("stateSize", .string(Self.number(Self.stateSize * scale))), ("stateLine", .string(Self.number(Self.stateLine * scale))),
            ("labelSize", .string(Self.number(Self.labelSize * scale))), ("labelLine", .string(Self.number(Self.labelLine * scale))),
            ("alternative", .string(alternative(states, passages, language))), ("start", .string(start)),
            ("forward", paths(false) { Self.path($0, scale) }), ("forwardHeads", paths(false) { Self.head($0, scale) }),
            ("returns", paths(true) { Self.path($0, scale) }), ("returnHeads", paths(true) { Self.head($0, scale) }),
            ("states", .list(shapes)), ("labels", .list(labels)), ("hasTable", .bool(call["table"] != "no")),
            ("passages", .list(rows(states, passages, language))),
        ])
    }

    /// Beyond the limits of a drawing there is the table alone.
    private func empty(_ call: FactCall, _ states: [WorkflowState], _ passages: [Passage], _ language: Language) -> Value {
        let texts = [
            "width", "height", "stateSize", "stateLine", "labelSize", "labelLine", "start", "forward", "forwardHeads", "returns",
            "returnHeads",
        ].map { ($0, Value.string("")) }
        return .record(
            texts + [
                ("alternative", .string(alternative(states, passages, language))), ("states", .list([])), ("labels", .list([])),
                ("hasTable", .bool(true)), ("passages", .list(rows(states, passages, language))),
            ])
    }

    private func rows(_ states: [WorkflowState], _ passages: [Passage], _ language: Language) -> [Value] {
        passages.map { passage in
            .record([
                ("from", .string(passage.from < states.count ? states[passage.from].label[language] : "")),
                ("to", .string(states[passage.to].label[language])), ("labels", strings(passage.labels)),
            ])
        }
    }

    private func alternative(_ states: [WorkflowState], _ passages: [Passage], _ language: Language) -> String {
        let head = words(
            "diagram", language, ["states": words.number(states.count), "passages": words.number(passages.count)])
        let all = passages.map { passage in
            let from = passage.from < states.count ? states[passage.from].label[language] : words("beginning", language)
            return words(
                "passage", language,
                [
                    "from": .string(from), "to": .string(states[passage.to].label[language]),
                    "actions": .string(passage.labels.joined(separator: ", ")),
                ])
        }
        return ([head] + all).joined(separator: " ")
    }

    // MARK: Geometry

    /// Points with two decimals.
    private static func number(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        let (whole, part) = (abs(hundredths) / 100, abs(hundredths) % 100)
        let digits = part == 0 ? "" : part % 10 == 0 ? ".\(part / 10)" : part < 10 ? ".0\(part)" : ".\(part)"
        return (hundredths < 0 ? "-" : "") + "\(whole)" + digits
    }

    private static func style(_ box: DiagramBox, _ scale: Double) -> String {
        "left: \(number(box.x * scale))pt; top: \(number(box.y * scale))pt; width: \(number(box.width * scale))pt; "
            + "height: \(number(box.height * scale))pt"
    }

    private static func pair(_ point: DiagramPoint, _ scale: Double) -> String { number(point.x * scale) + " " + number(point.y * scale) }

    /// The line, which ends inside the arrow's head.
    private static func path(_ route: LayeredDrawing.Route, _ scale: Double) -> String {
        var out = "M" + pair(route.start, scale)
        for (index, step) in route.steps.enumerated() {
            let isLast = index == route.steps.count - 1
            switch step {
            case .line(let end): out += "L" + pair(isLast ? shortened(end, route) : end, scale)
            case .curve(let first, let second, let end):
                out += "C" + [first, second, isLast ? shortened(end, route) : end].map { pair($0, scale) }.joined(separator: " ")
            }
        }
        return out
    }

    /// Whether the route ends downwards; all do, upright.
    private static func sign(_ route: LayeredDrawing.Route) -> Double { route.isReturn ? -1 : 1 }

    private static func shortened(_ end: DiagramPoint, _ route: LayeredDrawing.Route) -> DiagramPoint {
        DiagramPoint(x: end.x, y: end.y - sign(route) * (arrowLength - 1))
    }

    private static func head(_ route: LayeredDrawing.Route, _ scale: Double) -> String {
        let end: DiagramPoint =
            switch route.steps.last {
            case .line(let end)?: end
            case .curve(_, _, let end)?: end
            case nil: route.start
            }
        let base = end.y - sign(route) * arrowLength
        return "M" + pair(end, scale) + "L" + pair(DiagramPoint(x: end.x - arrowHalf, y: base), scale) + "L"
            + pair(DiagramPoint(x: end.x + arrowHalf, y: base), scale) + "Z"
    }

    /// A disc as a path.
    private static func dot(_ box: DiagramBox, _ scale: Double) -> String {
        let radius = box.width / 2 * scale
        let r = number(radius)
        return "M" + pair(DiagramPoint(x: box.x, y: box.y + box.height / 2), scale) + "a\(r) \(r) 0 1 0 \(number(radius * 2)) 0"
            + "a\(r) \(r) 0 1 0 \(number(-radius * 2)) 0Z"
    }
}
