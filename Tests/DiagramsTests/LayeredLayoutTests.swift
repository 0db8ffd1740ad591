import Testing

@testable import Diagrams

/// A small generator with a seed: tests try many graphs, always the same ones.
struct Seeded {
    var state: UInt64

    mutating func next(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(bound))
    }
}

@Suite struct LayeredLayoutTests {
    static func graph(nodes: Int, edges: Int, seed: UInt64) -> LayeredGraph {
        var random = Seeded(state: seed)
        let boxes = (0..<nodes).map { _ in LayeredGraph.Node(width: Double(40 + random.next(60)), height: Double(18 + random.next(20))) }
        let arrows = (0..<edges).map { _ in
            LayeredGraph.Edge(
                from: random.next(nodes), to: random.next(nodes), labelWidth: Double(random.next(3) * 35),
                labelHeight: Double(10 + random.next(20)))
        }
        return LayeredGraph(nodes: boxes, edges: arrows)
    }

    struct Case: Sendable {
        let nodes: Int
        let edges: Int
        let seed: UInt64
    }

    static let cases: [Case] = (0..<24).map { number in Case(nodes: 2 + number % 12, edges: 1 + number * 2, seed: UInt64(number)) }

    @Test(arguments: cases) func nothingCoversAnything(shape: Case) throws {
        let nodes = shape.nodes
        let graph = Self.graph(nodes: nodes, edges: shape.edges, seed: shape.seed)
        let drawing = try #require(LayeredLayout.drawing(of: graph))
        let boxes = drawing.nodes + drawing.routes.compactMap(\.label)
        for (index, one) in boxes.enumerated() {
            #expect(one.x >= 0 && one.y >= 0 && one.right <= drawing.width + 1e-6 && one.bottom <= drawing.height + 1e-6)
            for other in boxes[(index + 1)...] { #expect(!one.overlaps(other)) }
        }
        #expect(drawing.nodes.count == nodes)
        #expect(drawing.routes.map(\.edge) == graph.edges.indices.filter { graph.edges[$0].from != graph.edges[$0].to })
    }

    @Test(arguments: cases) func arrowsBeginAndEndAtTheirBoxesAndPassNoOther(shape: Case) throws {
        let graph = Self.graph(nodes: shape.nodes, edges: shape.edges, seed: shape.seed)
        let drawing = try #require(LayeredLayout.drawing(of: graph))
        func touches(_ point: DiagramPoint, _ box: DiagramBox) -> Bool {
            point.x > box.x && point.x < box.right && (abs(point.y - box.y) < 1e-6 || abs(point.y - box.bottom) < 1e-6)
        }
        for route in drawing.routes {
            let edge = graph.edges[route.edge]
            var at = route.start
            #expect(touches(at, drawing.nodes[edge.from]))
            for step in route.steps {
                for part in 1...10 {
                    let point = Self.point(step, from: at, Double(part) / 10)
                    for (index, box) in drawing.nodes.enumerated() where index != edge.from && index != edge.to {
                        let inside = point.x > box.x && point.x < box.right && point.y > box.y && point.y < box.bottom
                        #expect(!inside, "\(route.edge) passes \(index)")
                    }
                }
                at = Self.point(step, from: at, 1)
            }
            #expect(touches(at, drawing.nodes[edge.to]))
        }
    }

    static func point(_ step: LayeredDrawing.Step, from start: DiagramPoint, _ t: Double) -> DiagramPoint {
        switch step {
        case .line(let end): return DiagramPoint(x: start.x + (end.x - start.x) * t, y: start.y + (end.y - start.y) * t)
        case .curve(let a, let b, let end):
            let u = 1 - t
            let weights: [Double] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t]
            var sum = DiagramPoint(x: 0, y: 0)
            for (weight, point) in zip(weights, [start, a, b, end]) {
                sum.x += weight * point.x
                sum.y += weight * point.y
            }
            return sum
        }
    }

    @Test func aChainIsStraight() throws {
        let box = LayeredGraph.Node(width: 60, height: 20)
        let graph = LayeredGraph(
            nodes: [box, box, box], edges: [.init(from: 0, to: 1, labelWidth: 30, labelHeight: 9), .init(from: 1, to: 2)])
        let drawing = try #require(LayeredLayout.drawing(of: graph))
        #expect(Set(drawing.nodes.map { ($0.middle * 100).rounded() }).count == 1)
        #expect(drawing.nodes[0].y < drawing.nodes[1].y && drawing.nodes[1].y < drawing.nodes[2].y)
        let isStraight = drawing.routes.allSatisfy { $0.steps.allSatisfy { if case .line = $0 { true } else { false } } }
        #expect(isStraight)
    }

    @Test func cyclesAreBrokenWhereTheWayBegins() throws {
        let box = LayeredGraph.Node(width: 60, height: 20)
        let graph = LayeredGraph(nodes: [box, box, box], edges: [.init(from: 1, to: 0), .init(from: 0, to: 1), .init(from: 1, to: 2)])
        let drawing = try #require(LayeredLayout.drawing(of: graph))
        #expect(drawing.routes.map(\.isReturn) == [true, false, false])
        let other = try #require(LayeredLayout.drawing(of: graph, first: 1))
        #expect(other.routes.map(\.isReturn) == [false, true, false])
    }

    @Test func crossingsThatNeedNotBeAreNot() throws {
        // Two layers whose arrows cross as they are given: 0→3, 1→2 with labels.
        let box = LayeredGraph.Node(width: 40, height: 20)
        let graph = LayeredGraph(
            nodes: [box, box, box, box],
            edges: [
                .init(from: 0, to: 3, labelWidth: 20, labelHeight: 9), .init(from: 1, to: 2, labelWidth: 20, labelHeight: 9),
            ])
        let drawing = try #require(LayeredLayout.drawing(of: graph))
        #expect((drawing.nodes[0].x < drawing.nodes[1].x) == (drawing.nodes[3].x < drawing.nodes[2].x))
    }

    @Test func theSameGraphGivesTheSameDrawing() throws {
        let graph = Self.graph(nodes: 14, edges: 40, seed: 7)
        let one = try #require(LayeredLayout.drawing(of: graph))
        let other = try #require(LayeredLayout.drawing(of: graph))
        #expect(one.nodes == other.nodes && one.routes.map(\.steps) == other.routes.map(\.steps))
    }

    @Test func limits() throws {
        let box = LayeredGraph.Node(width: 10, height: 10)
        let many = LayeredGraph(nodes: Array(repeating: box, count: LayeredLimits.nodeCount + 1), edges: [])
        #expect(LayeredLayout.drawing(of: many) == nil)
        let crowded = LayeredGraph(
            nodes: [box, box], edges: Array(repeating: .init(from: 0, to: 1), count: LayeredLimits.edgeCount + 1))
        #expect(LayeredLayout.drawing(of: crowded) == nil)
        let chain = LayeredGraph(
            nodes: Array(repeating: box, count: LayeredLimits.nodeCount),
            edges: (1..<LayeredLimits.nodeCount).map { .init(from: $0 - 1, to: $0) })
        #expect(LayeredLayout.drawing(of: chain) != nil)
        #expect(LayeredLayout.drawing(of: LayeredGraph(nodes: [], edges: [])) != nil)
        let strange = LayeredGraph(nodes: [box], edges: [.init(from: 0, to: 0), .init(from: 0, to: 5), .init(from: -1, to: 0)])
        #expect(try #require(LayeredLayout.drawing(of: strange)).routes.isEmpty)
    }
}
