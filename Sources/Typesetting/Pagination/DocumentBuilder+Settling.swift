extension DocumentBuilder {
    /// Puts the page numbers that are now known into the lines that show them, where those lines stand.
    ///
    /// True when no line came to another height or number: nothing can have moved then, and the pages need not be filled a second time,
    /// which was a fifth of the time of a guide with a table of contents. False leaves the pages to be filled anew.
    func settle(_ pages: [LaidOutPage]) -> Bool {
        var renewed: [ObjectIdentifier: InlineContent] = [:]
        for (number, page) in pages.enumerated() {
            guard let root = page.fragment else { continue }
            engine.currentPage = number + 1
            var stack = [root]
            while let fragment = stack.popLast() {
                stack += fragment.children
                guard let old = fragment.inline, old.isDynamic else { continue }
                if let known = renewed[ObjectIdentifier(old)] {
                    fragment.inline = known
                } else {
                    guard let new = renew(old, of: fragment.box) else { return false }
                    renewed[ObjectIdentifier(old)] = new
                    fragment.inline = new
                }
            }
        }
        return true
    }

    /// The text of a box with the numbers of now, in lines like those it had; nil when they are not alike.
    private func renew(_ old: InlineContent, of box: Box) -> InlineContent? {
        // What stands in the text beside words may have taken part in the layout of other boxes.
        guard old.linesWidth >= 0, old.boxes.isEmpty, old.running.isEmpty, box.inline === old else { return nil }
        box.inline = nil
        let new = InlineBuilder.content(of: box, engine: engine)
        var maker = LineMaker(engine: engine, content: new, container: box)
        if let widths = old.intrinsic {
            // Columns and floats took their width from it.
            guard maker.intrinsicWidths() == widths else { return nil }
        }
        maker.makeLines(width: old.linesWidth)
        guard new.isEmpty == old.isEmpty, new.lines.count == old.lines.count else { return nil }
        for (now, before) in zip(new.lines, old.lines) {
            guard now.height == before.height, now.baseline == before.baseline, now.y == before.y else { return nil }
        }
        return new
    }
}
