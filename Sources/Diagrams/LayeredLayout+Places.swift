/// Where pieces stand side by side, and the drawing that comes of it.
extension LayeredLayout {
    private static let rounds = 60

    private func gap(_ left: Piece, _ right: Piece) -> Double {
        if case .node = left.content, case .node = right.content { return spacing.nodeGap }
        return spacing.edgeGap
    }

    /// Each layer in turn takes the places nearest to what its neighbours want, in its order and with its gaps: least squares, exact for one
    /// layer (pooled violators), repeated until the whole hardly moves.
    mutating func assignPlaces() {
        var centers = pieces.map { _ in 0.0 }
        for layer in layers {
            var x = 0.0
            for (index, piece) in layer.enumerated() {
                if index > 0 { x += gap(pieces[layer[index - 1]], pieces[piece]) }
                centers[piece] = x + pieces[piece].width / 2
                x += pieces[piece].width
            }
            let shift = x / 2
            for piece in layer { centers[piece] -= shift }
        }
        for round in 0..<Self.rounds {
            let isDown = round % 2 == 0
            // The last rounds listen to both sides.
            let isBoth = round >= Self.rounds - 20
            for layer in isDown ? Array(layers.indices) : layers.indices.reversed() {
                var wanted: [Double] = []
                var weights: [Double] = []
                for piece in layers[layer] {
                    var sum = 0.0
                    var weight = 0.0
                    if isDown || isBoth {
                        for link in above[piece] {
                            let strength = self.strength(links[link])
                            sum += centers[links[link].upper] * strength
                            weight += strength
                        }
                    }
                    if !isDown || isBoth {
                        for link in below[piece] {
                            let strength = self.strength(links[link])
                            sum += centers[links[link].lower] * strength
                            weight += strength
                        }
                    }
                    wanted.append(weight > 0 ? sum / weight : centers[piece])
                    weights.append(max(weight, 0.05))
                }
                settle(layers[layer], wanted, weights, &centers)
            }
        }
        for _ in 0..<4 { straighten(&centers) }
        for index in pieces.indices { pieces[index].x = centers[index] - pieces[index].width / 2 }
        let left = pieces.map(\.x).min() ?? 0
        for index in pieces.indices { pieces[index].x += spacing.margin - left }
    }

    /// Pieces of one arrow that can stand above each other do, between the neighbours that they have.
    private func straighten(_ centers: inout [Double]) {
        var chains: [Int: [Int]] = [:]
        for link in links {
            guard case .node = pieces[link.lower].content else {
                chains[link.edge, default: []].append(link.lower)
                continue
            }
        }
        let ordered = drawn.map(\.edge).filter { (chains[$0]?.count ?? 0) > 1 }
            .sorted { ((chains[$1]?.count ?? 0), $0) < ((chains[$0]?.count ?? 0), $1) }
        for edge in ordered {
            let chain = chains[edge] ?? []
            var start = 0
            while start < chain.count {
                var range = room(of: chain[start], centers)
                var end = start + 1
                while end < chain.count {
                    let next = room(of: chain[end], centers)
                    let common = (max(range.0, next.0), min(range.1, next.1))
                    guard common.0 <= common.1 else { break }
                    range = common
                    end += 1
                }
                let run = chain[start..<end]
                let mean = run.map { centers[$0] }.reduce(0, +) / Double(run.count)
                if run.count > 1 { for piece in run { centers[piece] = min(max(mean, range.0), range.1) } }
                start = end
            }
        }
    }

    /// Between which places a piece may move while its neighbours stay.
    private func room(of piece: Int, _ centers: [Double]) -> (Double, Double) {
        let layer = layers[layerOf[piece]]
        let place = position[piece]
        var range = (-Double.greatestFiniteMagnitude, Double.greatestFiniteMagnitude)
        if place > 0 {
            let left = layer[place - 1]
            range.0 = centers[left] + pieces[left].width / 2 + gap(pieces[left], pieces[piece]) + pieces[piece].width / 2
        }
        if place + 1 < layer.count {
            let right = layer[place + 1]
            range.1 = centers[right] - pieces[right].width / 2 - gap(pieces[piece], pieces[right]) - pieces[piece].width / 2
        }
        // Sums of places may miss by their rounding.
        return range.0 <= range.1 ? range : (centers[piece], centers[piece])
    }

    /// Long arrows shall be straight before short ones are.
    private func strength(_ link: Link) -> Double {
        func isNode(_ piece: Int) -> Bool { if case .node = pieces[piece].content { true } else { false } }
        switch (isNode(link.upper), isNode(link.lower)) {
        case (true, true): return 1
        case (false, false): return 8
        default: return 2
        }
    }

    /// Minimises Σ w (x − wanted)² over places in order with their gaps.
    private func settle(_ layer: [Int], _ wanted: [Double], _ weights: [Double], _ centers: inout [Double]) {
        // Without the gaps the order alone is left: pools of neighbours that would pass each other move as one.
        var offsets: [Double] = []
        var offset = 0.0
        for (index, piece) in layer.enumerated() {
            if index > 0 {
                let previous = layer[index - 1]
                offset += pieces[previous].width / 2 + gap(pieces[previous], pieces[piece]) + pieces[piece].width / 2
            }
            offsets.append(offset)
        }
        var pools: [(sum: Double, weight: Double, count: Int)] = []
        for index in layer.indices {
            pools.append(((wanted[index] - offsets[index]) * weights[index], weights[index], 1))
            while pools.count > 1 {
                let (last, before) = (pools[pools.count - 1], pools[pools.count - 2])
                guard before.sum / before.weight > last.sum / last.weight else { break }
                pools.removeLast()
                pools[pools.count - 1] = (before.sum + last.sum, before.weight + last.weight, before.count + last.count)
            }
        }
        var index = 0
        for pool in pools {
            for _ in 0..<pool.count {
                centers[layer[index]] = pool.sum / pool.weight + offsets[index]
                index += 1
            }
        }
    }

    // MARK: The drawing

    func drawing() -> LayeredDrawing {
        // Layers without anything of a height still part the others.
        var tops: [Double] = []
        var heights: [Double] = []
        var y = spacing.margin
        let ports = self.ports()
        // The further an arrow goes aside, the more room it has to bend.
        var furthest = layers.map { _ in 0.0 }
        for (index, link) in links.enumerated() {
            let layer = layerOf[link.upper]
            furthest[layer] = max(furthest[layer], abs(ports.lower[index] - ports.upper[index]))
        }
        var lastGap = 0.0
        for (number, layer) in layers.enumerated() {
            let height = layer.map { pieces[$0].height }.max() ?? 0
            tops.append(y)
            heights.append(height)
            lastGap = spacing.layerGap + min(spacing.layerGap, furthest[number] * 0.08)
            y += height + lastGap
        }
        let layerOfPiece = layerOf
        func box(_ piece: Int) -> DiagramBox {
            let layer = layerOfPiece[piece]
            let height = pieces[piece].height
            return DiagramBox(
                x: pieces[piece].x, y: tops[layer] + (heights[layer] - height) / 2, width: pieces[piece].width, height: height)
        }
        let nodes = graph.nodes.indices.map { box($0) }
        var byEdge: [Int: [Int]] = [:]
        for (index, link) in links.enumerated() { byEdge[link.edge, default: []].append(index) }
        var routes: [LayeredDrawing.Route] = []
        for item in drawn {
            guard let chain = byEdge[item.edge], let first = chain.first, let last = chain.last else { continue }
            var label: DiagramBox?
            // Each link runs from the foot of one layer to the head of the next; through a layer it runs straight.
            var points: [(x: Double, y: Double)] = []
            for link in chain {
                let (upper, lower) = (links[link].upper, links[link].lower)
                let (upperLayer, lowerLayer) = (layerOfPiece[upper], layerOfPiece[lower])
                if link == first { points.append((ports.lower[link], box(upper).bottom)) }
                points.append((link == first ? ports.lower[link] : middle(upper), tops[upperLayer] + heights[upperLayer]))
                points.append((link == last ? ports.upper[link] : middle(lower), tops[lowerLayer]))
                if link == last { points.append((ports.upper[link], box(lower).y)) }
                if case .label = pieces[lower].content { label = box(lower) }
            }
            if item.isReturn { points.reverse() }
            routes.append(
                LayeredDrawing.Route(
                    edge: item.edge, start: DiagramPoint(x: points[0].x, y: points[0].y), steps: Self.steps(points),
                    isReturn: item.isReturn,
                    label: label))
        }
        let right = pieces.map { $0.x + $0.width }.max() ?? 0
        return LayeredDrawing(
            width: right + spacing.margin, height: max(0, y - lastGap) + spacing.margin, nodes: nodes, routes: routes)
    }

    private func middle(_ piece: Int) -> Double { pieces[piece].x + pieces[piece].width / 2 }

    /// Where links leave and enter boxes: side by side in the order of where they go, toward it, within the middle part of the side.
    private func ports() -> (upper: [Double], lower: [Double]) {
        var upper = links.map { middle($0.lower) }
        var lower = links.map { middle($0.upper) }
        for piece in pieces.indices {
            guard case .node = pieces[piece].content else { continue }
            for (ends, isBelow) in [(above[piece], false), (below[piece], true)] {
                func other(_ link: Int) -> Int { isBelow ? links[link].lower : links[link].upper }
                let sorted = ends.sorted { (position[other($0)], $0) < (position[other($1)], $1) }
                guard !sorted.isEmpty else { continue }
                let room = pieces[piece].width * 0.8
                let step = min(18.0, room / Double(sorted.count))
                // Straight lines where they can be: the group of ports leans toward what it leads to.
                let mean = sorted.map { middle(other($0)) }.reduce(0, +) / Double(sorted.count)
                let half = step * Double(sorted.count - 1) / 2
                let reach = max(0, room / 2 - half)
                let center = min(max(mean, middle(piece) - reach), middle(piece) + reach)
                for (index, link) in sorted.enumerated() {
                    let x = center - half + step * Double(index)
                    if isBelow { lower[link] = x } else { upper[link] = x }
                }
            }
        }
        return (upper, lower)
    }

    /// Straight where points stand above each other, else a curve that begins and ends upright.
    private static func steps(_ points: [(x: Double, y: Double)]) -> [LayeredDrawing.Step] {
        var steps: [LayeredDrawing.Step] = []
        for (from, to) in zip(points, points.dropFirst()) where abs(from.y - to.y) > 1e-9 || abs(from.x - to.x) > 1e-9 {
            let end = DiagramPoint(x: to.x, y: to.y)
            guard abs(from.x - to.x) > 0.01 else {
                steps.append(.line(end))
                continue
            }
            let half = (to.y - from.y) * 0.55
            steps.append(.curve(DiagramPoint(x: from.x, y: from.y + half), DiagramPoint(x: to.x, y: to.y - half), end))
        }
        return steps
    }
}
