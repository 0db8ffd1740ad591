extension PropertyTable {
    mutating func addPaging() {
        add(
            "page", "auto | <custom-ident>", initial: "auto", fr: "nom des pages où l’élément se place",
            en: "name of the pages that hold the element",
            copy: { $0.fragmentation.page = $1.fragmentation.page }
        ) { stream in
            // `auto` is the parent's used name, which is there already.
            if stream.accept("auto") { return { values, context in values.fragmentation.page = context.parent.fragmentation.page } }
            guard let name = stream.customIdent(not: ["auto"]) else { return nil }
            return { values, _ in values.fragmentation.page = name }
        }
        addBreak("break-before", \.fragmentation.breakBefore, fr: "coupure de page ou de colonne avant", en: "page or column break before")
        addBreak("break-after", \.fragmentation.breakAfter, fr: "coupure de page ou de colonne après", en: "page or column break after")
        addKeyword("break-inside", \.fragmentation.breakInside, fr: "coupure à l’intérieur", en: "break inside")
        addAlias("page-break-before", of: "break-before")
        addAlias("page-break-after", of: "break-after")
        addAlias("page-break-inside", of: "break-inside")
        addCount(
            "orphans", \.fragmentation.orphans, fr: "lignes d’un paragraphe au bas d’une page, au moins",
            en: "lines of a paragraph at a page's foot, at least")
        addCount(
            "widows", \.fragmentation.widows, fr: "lignes d’un paragraphe en haut d’une page, au moins",
            en: "lines of a paragraph at a page's head, at least")
        addKeyword(
            "box-decoration-break", \.fragmentation.decorationBreak, fr: "bordures et fond où la boîte se coupe",
            en: "borders and background where the box breaks")
        addAlias("-webkit-box-decoration-break", of: "box-decoration-break")
        addKeyword("footnote-display", \.generated.footnoteDisplay, fr: "disposition de la note", en: "layout of the footnote")
        addKeyword("footnote-policy", \.generated.footnotePolicy, fr: "page de la note", en: "page of the footnote")
        addKeyword(
            "-paraphe-page-references", \.generated.pageReferences, inherited: true,
            fr: "numéros de page qui se suivent, tous ou réunis comme dans un index (3, 5–8)",
            en: "page numbers in a row: all, or merged as in an index (3, 5–8)")
    }

    private mutating func addBreak(
        _ name: String, _ path: any WritableKeyPath<StyleValues, BreakBetween> & Sendable, fr: String, en: String
    ) {
        let syntax = BreakBetween.allCases.map(\.rawValue).joined(separator: " | ") + " | always"
        add(name, syntax, initial: "auto", fr: fr, en: en, copy: { $0[keyPath: path] = $1[keyPath: path] }) { stream in
            if stream.accept("always") || stream.accept("all") { return { values, _ in values[keyPath: path] = .page } }
            guard let value = stream.keyword(BreakBetween.self) else { return nil }
            return { values, _ in values[keyPath: path] = value }
        }
    }

    private mutating func addCount(_ name: String, _ path: any WritableKeyPath<StyleValues, Int> & Sendable, fr: String, en: String) {
        add(name, "<integer [1,∞]>", inherited: true, initial: "2", fr: fr, en: en, copy: { $0[keyPath: path] = $1[keyPath: path] }) {
            stream in
            guard let value = stream.integer(atLeast: 1) else { return nil }
            return { values, _ in values[keyPath: path] = value }
        }
    }
}
