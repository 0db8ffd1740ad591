/// A directed graph to be drawn in layers: boxes, and arrows with a label each.
///
/// Sizes are known before the layout: whoever sets the texts measures them. Lengths are in points.
package struct LayeredGraph: Sendable {
    package struct Node: Sendable {
        package var width: Double
        package var height: Double

        package init(width: Double, height: Double) {
            self.width = width
            self.height = height
        }
    }

    /// An arrow; its ends are positions in ``LayeredGraph/nodes``.
    package struct Edge: Sendable {
        package var from: Int
        package var to: Int
        package var labelWidth: Double
        package var labelHeight: Double

        package init(from: Int, to: Int, labelWidth: Double = 0, labelHeight: Double = 0) {
            self.from = from
            self.to = to
            self.labelWidth = labelWidth
            self.labelHeight = labelHeight
        }
    }

    package var nodes: [Node]
    /// An edge from a node to itself, or beyond the nodes, is left out of the drawing.
    package var edges: [Edge]

    package init(nodes: [Node], edges: [Edge]) {
        self.nodes = nodes
        self.edges = edges
    }
}

/// How much one drawing may hold; beyond it there is none.
package enum LayeredLimits {
    package static let nodeCount = 300
    package static let edgeCount = 1_200
    /// Boxes, labels and the bends of long arrows together.
    package static let pieceCount = 20_000
}

/// Distances of a drawing, in points.
package struct LayeredSpacing: Sendable {
    /// Between boxes side by side.
    package var nodeGap = 16.0
    /// Between anything else side by side.
    package var edgeGap = 8.0
    /// Between layers: room for an arrow to bend.
    package var layerGap = 12.0
    /// Around the whole.
    package var margin = 2.0

    package init() {}
}

package struct DiagramPoint: Hashable, Sendable {
    package var x: Double
    package var y: Double

    package init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }
}

/// A rectangle by its upper left corner.
package struct DiagramBox: Hashable, Sendable {
    package var x: Double
    package var y: Double
    package var width: Double
    package var height: Double

    package var middle: Double { x + width / 2 }
    package var bottom: Double { y + height }
    package var right: Double { x + width }

    package func overlaps(_ other: DiagramBox) -> Bool {
        x < other.right - 1e-6 && other.x < right - 1e-6 && y < other.bottom - 1e-6 && other.y < bottom - 1e-6
    }
}

/// The drawing: where each box and label stands, and how each arrow runs.
package struct LayeredDrawing: Sendable {
    package enum Step: Hashable, Sendable {
        case line(DiagramPoint)
        case curve(DiagramPoint, DiagramPoint, DiagramPoint)
    }

    package struct Route: Sendable {
        /// The position of the arrow in the graph.
        package let edge: Int
        package let start: DiagramPoint
        /// To the point of the arrow.
        package let steps: [Step]
        /// Whether it goes against the flow of the drawing.
        package let isReturn: Bool
        /// Nil for an arrow without a label.
        package let label: DiagramBox?
    }

    package let width: Double
    package let height: Double
    /// In the order of the graph's nodes.
    package let nodes: [DiagramBox]
    package let routes: [Route]
}
