import XML
import Testing

@testable import Styling

@Suite struct CounterTests {
    @Test(arguments: [
        ("decimal", 12, "12"), ("decimal", -3, "-3"), ("decimal-leading-zero", 7, "07"), ("lower-roman", 1994, "mcmxciv"),
        ("upper-roman", 4000, "4000"),
        ("lower-alpha", 1, "a"), ("lower-alpha", 27, "aa"), ("lower-alpha", 0, "0"), ("upper-latin", 702, "ZZ"), ("lower-greek", 24, "ω"),
        ("disc", 9, "•"),
        ("hebrew", 15, "טו"), ("armenian", 1994, "ՌՋՂԴ"), ("georgian", 1, "ა"), ("arabic-indic", 12, "١٢"), ("nonsense", 5, "5"),
        ("lower-roman", .min, "\(Int.min)"),
    ]) func styles(_ name: String, _ value: Int, _ expected: String) {
        #expect(CounterStyleTable().text(value, .named(name)) == expected)
    }

    @Test func markers() {
        let table = CounterStyleTable()
        #expect(table.marker(3, .counterStyle("decimal")) == "3. ")
        #expect(table.marker(3, .string("– ")) == "– " && table.marker(3, .none) == "")
        #expect(table.text(3, .symbols(.symbolic, ["*", "†"])) == "**")
    }

    @Test func nestedListsCountAnew() throws {
        let page = try Styled(
            "h1 { counter-increment: c; counter-reset: s } h2 { counter-increment: s }",
            """
            <ol id="o"><li id="a"/><li id="b"><ol><li id="n1"/><li id="n2"/></ol></li><li id="c"/></ol><h1 id="h"/><h2 id="i"/><h2 id="j"/><h1 id="k"/><h2 id="l"/>
            """)
        var counters = CounterState()
        var found: [String: [Int]] = [:]
        func walk(_ node: NodeIDBox) {
            let style = page.styled[node.id]
            guard style.display != .none else { return }
            counters.enter(style)
            if let id = page.tree.value("id", of: node.id) {
                found[id] = counters.values(of: id == "h" || id > "h" && id < "m" ? "s" : "list-item")
            }
            for child in page.tree.children(of: node.id) where page.tree.isElement(child) { walk(NodeIDBox(id: child)) }
            counters.leave()
        }
        if let root = page.tree.root { walk(NodeIDBox(id: root)) }
        #expect(found["a"] == [1] && found["b"] == [2] && found["c"] == [3] && found["n1"] == [2, 1] && found["n2"] == [2, 2])
        #expect(found["i"] == [1] && found["j"] == [2] && found["l"] == [1])
        #expect(counters.value(of: "none") == 0 && counters.values(of: "none") == [0])
    }
}

private struct NodeIDBox {
    let id: NodeID
}
