/// Draws a directed graph in layers (Sugiyama, Tagawa and Toda 1981): cycles are broken, nodes take layers, crossings are reduced, places
/// are assigned, arrows run through the layers between. The same graph gives the same drawing.
///
/// Boxes stand on even layers. Each arrow has its label as a piece of an odd layer, so that labels can cover neither boxes nor each other;
/// arrows bend only between layers, where nothing stands.
package struct LayeredLayout {
    /// What stands on a layer: a box, a label, or a place that a long arrow passes.
    struct Piece {
        enum Content { case node(Int), label(edge: Int), passage(edge: Int) }

        let content: Content
        let width: Double
        let height: Double
        /// Left edge, found at the end.
        var x = 0.0
    }

    /// A line between pieces of neighbouring layers.
    struct Link {
        let upper: Int
        let lower: Int
        let edge: Int
    }

    let graph: LayeredGraph
    let spacing: LayeredSpacing
    /// Edges that are drawn, as positions in the graph, and whether they go up.
    var drawn: [(edge: Int, isReturn: Bool)] = []
    var layerOfNode: [Int] = []
    var pieces: [Piece] = []
    /// Pieces of each layer, from left to right.
    var layers: [[Int]] = []
    var links: [Link] = []
    /// Links by piece: to the layer above, to the layer below.
    var above: [[Int]] = []
    var below: [[Int]] = []
    var position: [Int] = []
    var layerOf: [Int] = []

    /// The drawing; nil for a graph beyond ``LayeredLimits``.
    ///
    /// - Parameter first: the node from which cycles are looked for first; the others follow in the order of the graph.
    package static func drawing(
        of graph: LayeredGraph, first: Int? = nil, spacing: LayeredSpacing = LayeredSpacing()
    ) -> LayeredDrawing? {
        guard graph.nodes.count <= LayeredLimits.nodeCount, graph.edges.count <= LayeredLimits.edgeCount else { return nil }
        var layout = LayeredLayout(graph: graph, spacing: spacing)
        layout.breakCycles(from: first)
        layout.assignLayers()
        guard layout.makePieces() else { return nil }
        layout.reduceCrossings()
        layout.assignPlaces()
        return layout.drawing()
    }

    private init(graph: LayeredGraph, spacing: LayeredSpacing) {
        self.graph = graph
        self.spacing = spacing
    }

    // MARK: Cycles

    /// Arrows that lead back to a node on the way there are turned round; the way is gone in the order of the graph.
    private mutating func breakCycles(from first: Int?) {
        let range = graph.nodes.indices
        let usable = graph.edges.indices.filter { index in
            let edge = graph.edges[index]
            return range.contains(edge.from) && range.contains(edge.to) && edge.from != edge.to
        }
        var outgoing: [[Int]] = range.map { _ in [] }
        for index in usable { outgoing[graph.edges[index].from].append(index) }
        enum Mark { case new, open, done }
        var marks: [Mark] = range.map { _ in .new }
        var returns: Set<Int> = []
        // An explicit stack: a chain of states is as deep as it is long.
        let roots = (first.map { range.contains($0) ? [$0] : [] } ?? []) + Array(range)
        for root in roots where marks[root] == .new {
            var stack: [(node: Int, next: Int)] = [(root, 0)]
            marks[root] = .open
            while let (node, next) = stack.last {
                guard next < outgoing[node].count else {
                    marks[node] = .done
                    stack.removeLast()
                    continue
                }
                stack[stack.count - 1].next += 1
                let edge = outgoing[node][next]
                let target = graph.edges[edge].to
                switch marks[target] {
                case .open: returns.insert(edge)
                case .new:
                    marks[target] = .open
                    stack.append((target, 0))
                case .done: break
                }
            }
        }
        drawn = usable.map { ($0, returns.contains($0)) }
    }

    /// The ends of a drawn edge, upper first.
    private func ends(_ item: (edge: Int, isReturn: Bool)) -> (upper: Int, lower: Int) {
        let edge = graph.edges[item.edge]
        return item.isReturn ? (edge.to, edge.from) : (edge.from, edge.to)
    }

    // MARK: Layers

    /// Longest paths first, then every node goes where its arrows are shortest.
    private mutating func assignLayers() {
        let count = graph.nodes.count
        let ends = drawn.map { self.ends($0) }
        var layer = Array(repeating: 0, count: count)
        // At most `count` rounds settle an acyclic graph.
        for _ in 0..<max(1, count) {
            var isSettled = true
            for (upper, lower) in ends where layer[lower] < layer[upper] + 1 {
                layer[lower] = layer[upper] + 1
                isSettled = false
            }
            if isSettled { break }
        }
        for _ in 0..<max(1, count) {
            var isSettled = true
            for node in 0..<count {
                let earliest = ends.filter { $0.lower == node }.map { layer[$0.upper] + 1 }.max()
                let latest = ends.filter { $0.upper == node }.map { layer[$0.lower] - 1 }.min()
                let (up, down) = (ends.filter { $0.lower == node }.count, ends.filter { $0.upper == node }.count)
                var wanted = layer[node]
                if down > up, let latest { wanted = latest } else if up > down, let earliest { wanted = earliest }
                if wanted != layer[node], wanted >= earliest ?? 0, latest.map({ wanted <= $0 }) ?? true {
                    layer[node] = wanted
                    isSettled = false
                }
            }
            if isSettled { break }
        }
        let first = layer.min() ?? 0
        layerOfNode = layer.map { ($0 - first) * 2 }
    }

    // MARK: Pieces

    private mutating func add(_ content: Piece.Content, _ width: Double, _ height: Double, to layer: Int) -> Int {
        pieces.append(Piece(content: content, width: width, height: height))
        layers[layer].append(pieces.count - 1)
        return pieces.count - 1
    }

    private mutating func makePieces() -> Bool {
        layers = Array(repeating: [], count: (layerOfNode.max() ?? 0) + 1)
        for (index, node) in graph.nodes.enumerated() { _ = add(.node(index), node.width, node.height, to: layerOfNode[index]) }
        for item in drawn {
            let (upper, lower) = ends(item)
            let edge = graph.edges[item.edge]
            let (first, last) = (layerOfNode[upper], layerOfNode[lower])
            // The label stands on the odd layer nearest to where the arrow begins: what one reads first is where it comes from.
            let label = edge.labelWidth > 0 ? (item.isReturn ? last - 1 : first + 1) : -1
            var previous = upper
            for layer in (first + 1)..<last {
                let piece =
                    layer == label
                    ? add(.label(edge: item.edge), edge.labelWidth, edge.labelHeight, to: layer)
                    : add(.passage(edge: item.edge), 0, 0, to: layer)
                links.append(Link(upper: previous, lower: piece, edge: item.edge))
                previous = piece
            }
            links.append(Link(upper: previous, lower: lower, edge: item.edge))
            guard pieces.count <= LayeredLimits.pieceCount else { return false }
        }
        above = pieces.map { _ in [] }
        below = pieces.map { _ in [] }
        for (index, link) in links.enumerated() {
            below[link.upper].append(index)
            above[link.lower].append(index)
        }
        position = pieces.map { _ in 0 }
        layerOf = position
        for (number, layer) in layers.enumerated() { for piece in layer { layerOf[piece] = number } }
        for layer in layers.indices { number(layer) }
        return true
    }

    private mutating func number(_ layer: Int) {
        for (index, piece) in layers[layer].enumerated() { position[piece] = index }
    }

    // MARK: Crossings

    private static let sweeps = 24

    private mutating func reduceCrossings() {
        // Large graphs are given fewer rounds: what is left to gain is small beside the time.
        let sweeps = pieces.count > 4_000 ? 4 : Self.sweeps
        var best = layers
        var fewest = crossings()
        for sweep in 0..<sweeps where fewest > 0 {
            let isDown = sweep % 2 == 0
            for layer in isDown ? Array(layers.indices) : layers.indices.reversed() {
                let neighbours = isDown ? above : below
                var keyed: [(key: Double, piece: Int)] = []
                for (index, piece) in layers[layer].enumerated() {
                    let places = neighbours[piece].map { link in
                        Double(position[isDown ? links[link].upper : links[link].lower])
                    }
                    // Equal ones change places in every second pair of sweeps, so that ties are tried both ways.
                    let nudge = (sweep / 2) % 2 == 0 ? Double(index) * 1e-6 : -Double(index) * 1e-6
                    keyed.append(((places.isEmpty ? Double(index) : places.reduce(0, +) / Double(places.count)) + nudge, piece))
                }
                keyed.sort { ($0.key, $0.piece) < ($1.key, $1.piece) }
                layers[layer] = keyed.map(\.piece)
                number(layer)
            }
            if pieces.count <= 4_000 { transpose() }
            let count = crossings()
            if count < fewest {
                fewest = count
                best = layers
            }
        }
        layers = best
        for layer in layers.indices { number(layer) }
    }

    /// Neighbours change places while that takes crossings away.
    private mutating func transpose() {
        for _ in 0..<8 {
            var hasChanged = false
            for layer in layers.indices {
                for index in layers[layer].indices.dropLast() {
                    let (left, right) = (layers[layer][index], layers[layer][index + 1])
                    guard crossings(right, left) < crossings(left, right) else { continue }
                    layers[layer].swapAt(index, index + 1)
                    (position[left], position[right]) = (position[right], position[left])
                    hasChanged = true
                }
            }
            if !hasChanged { break }
        }
    }

    /// Crossings of the links of two neighbours of a layer, the first standing left.
    private func crossings(_ left: Int, _ right: Int) -> Int {
        func count(_ first: [Int], _ second: [Int]) -> Int {
            var found = 0
            for one in first { for other in second where one > other { found += 1 } }
            return found
        }
        return count(above[left].map { position[links[$0].upper] }, above[right].map { position[links[$0].upper] })
            + count(below[left].map { position[links[$0].lower] }, below[right].map { position[links[$0].lower] })
    }

    private func crossings() -> Int {
        var total = 0
        for layer in layers.dropLast() {
            let ends = layer.flatMap { piece in below[piece].map { (position[piece], position[links[$0].lower]) } }.sorted { $0 < $1 }
            for (index, one) in ends.enumerated() {
                for other in ends[(index + 1)...] where one.0 < other.0 && one.1 > other.1 { total += 1 }
            }
        }
        return total
    }
}
